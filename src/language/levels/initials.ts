/** In a short form of two letters small words do not count: `id` is not "in docks". */
const SMALL = 2;

/** Whether a word of a name may stand for several of a text. */
export const isShort = (word: string): boolean => /^[a-z]{2,6}$/.test(word);

/**
 * The words of a text that spell out a short form: "pull request" of `pr`, "point of sale" of `pos`, "Berth Drive" of
 * `bdrive`. Words in lower case, in order. Linear in the text for each short form.
 */
export function spelledOut(words: readonly string[], shorts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const all = initialsOf(words);
  const long = initialsOf(words.filter((word) => word.length > SMALL));
  for (const short of shorts) {
    const { words: some, initials } = short.length > SMALL ? all : long;
    const at = initials.indexOf(short);
    if (at !== -1) for (const word of some.slice(at, at + short.length)) found.add(word);
    const second = some.indexOf(short.slice(1));
    if (second > 0 && initials[second - 1] === short[0])
      for (const word of some.slice(second - 1, second + 1)) found.add(word);
  }
  return found;
}

const initialsOf = (words: readonly string[]) => ({ words, initials: words.map((word) => word[0]).join('') });
