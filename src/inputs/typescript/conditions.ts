/** Clauses, and comparisons, that have words for their contrary. */
const CONTRARIES: readonly (readonly [RegExp, string])[] = [
  [/^(`[^`]*`) is not /, '$1 is '],
  [/^(`[^`]*`) is no /, '$1 is a '],
  [/^(`[^`]*`) is /, '$1 is not '],
  [/^(`[^`]*`) fails$/, '$1 succeeds'],
  [/^(`[^`]*`) succeeds$/, '$1 fails'],
  [/^there is no such /, 'there is such a '],
  [/^no ([^`]* are) /, '$1 '],
  [/^no ([^`]* is) /, 'a $1 '],
  [/^the program (run|start)s /, 'the program does not $1 '],
];
/** `a !== b`, and nothing else around it. */
const UNEQUAL = /^([^=!&|?<>]+) !==? ([^=!&|?<>]+)$/;

/** The same test, taken the other way: `not (x)`, without saying "not" twice. A test without words has none. */
export function negated(text: string): string {
  if (text === '') return '';
  if (isNegative(text)) return text.slice(5, -1);
  if (text.startsWith('!') && isOperand(text.slice(1))) return unwrapped(text.slice(1));
  if (UNEQUAL.test(text)) return text.replace(UNEQUAL, '$1 === $2');
  const isOne = !/ (?:and|or) /.test(text);
  const contrary = isOne ? CONTRARIES.find(([clause]) => clause.test(text)) : undefined;
  return contrary ? text.replace(contrary[0], contrary[1]) : `not (${text})`;
}

/** A test, or its contrary, in the one way that both are told apart by: `!x` and `not (x)` are equal then. */
export const canonical = (text: string): string => negated(negated(text));

/** The test that this one is, or is the contrary of. */
export function baseOf(text: string): string {
  const [one, other] = [canonical(text), negated(text)];
  return other.length < one.length ? other : one;
}

export const isOpposite = (a: string, b: string): boolean => canonical(negated(a)) === canonical(b);

const isNegative = (text: string): boolean => text.startsWith('not (') && closing(text, 4) === text.length - 1;

/** A name, its members and calls, or something in parentheses: what a `!` before it is about as a whole. */
function isOperand(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '(' || char === '[') {
      i = closing(text, i);
      if (i < 0) return false;
    } else if (!/[\w$.?#…]/.test(char)) return false;
  }
  return text !== '';
}

const unwrapped = (text: string): string =>
  text.startsWith('(') && closing(text, 0) === text.length - 1 ? text.slice(1, -1) : text;

/** Where the bracket at `from` is closed; -1 where it is not. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(' || text[i] === '[') depth++;
    else if ((text[i] === ')' || text[i] === ']') && --depth === 0) return i;
  }
  return -1;
}
