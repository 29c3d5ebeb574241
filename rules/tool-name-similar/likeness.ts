/** Words that say what goes where. */
export const LINKS: ReadonlySet<string> = new Set(
  'to from for of in by with on at into onto as via and or between'.split(' '),
);

/** What clients make of a name. */
export const rewritten = (name: string): string => name.replace(/[^A-Za-z0-9_-]/gu, '_').toLowerCase();

/** Shorter words differ in a letter and are still nothing alike: `card`, `cart`. */
const SHORT = 5;
const LONG = 32;

/** A word, and all that is left of it when one letter is taken out: two words one letter apart have one of these in common. */
export const variantsOf = (word: string): readonly string[] =>
  word.length < SHORT - 1 || word.length > LONG || !/^\p{L}+$/u.test(word)
    ? []
    : [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];

/** One letter another, one more inside, or two swapped; an ending (`issues`, `updated`) is none. */
export function isOneLetterApart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < SHORT || a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.startsWith(short)) return false;
  let from = 0;
  while (short[from] === long[from]) from++;
  const rest = (word: string, skip: number): string => word.slice(from + skip);
  if (long.length > short.length) return rest(long, 1) === rest(short, 0);
  return (
    rest(long, 1) === rest(short, 1) ||
    (long[from] === short[from + 1] && long[from + 1] === short[from] && rest(long, 2) === rest(short, 2))
  );
}
