/** A piece of text is told from another by three letters; a shorter piece tells nothing. */
const SHORTEST = 3;
/** More pieces than this cost as much as the search they are to spare. */
const MOST = 400;
/** As many ways to write some words side by side are told apart. */
const FORMS = 48;

/**
 * Pieces of text, in lower case, one of which stands in whatever a regular expression matches: for `(?:cannot|can't) be
 * undone` it is `be undone`. `undefined` where none of three letters can be told. Never wrong, but sometimes short of what
 * could be known.
 */
export function needlesOf(source: string): readonly string[] | undefined {
  const reader: Reader = { source, at: 0 };
  const { needles: found } = alternatives(reader);
  return reader.at < source.length || found === undefined || found.length > MOST ? undefined : found;
}

interface Reader {
  readonly source: string;
  at: number;
}

type Needles = readonly string[] | undefined;

interface Part {
  readonly needles: Needles;
  /** All that it can match, where that is a few words and nothing else. */
  readonly exact?: readonly string[];
}

/** Of several branches each needs its own. */
function alternatives(reader: Reader): Part {
  let needles: string[] | undefined = [];
  let exact: string[] | undefined = [];
  for (;;) {
    const branch = sequence(reader);
    if (branch.needles === undefined) needles = undefined;
    else needles?.push(...branch.needles);
    if (branch.exact === undefined || exact === undefined || exact.length + branch.exact.length > FORMS)
      exact = undefined;
    else exact.push(...branch.exact);
    if (reader.source[reader.at] !== '|') return { needles, ...(exact ? { exact } : {}) };
    reader.at++;
  }
}

/** Of things in a row the one that tells most; words side by side are one. */
function sequence(reader: Reader): Part {
  let best: Needles;
  let runs: string[] = [''];
  let exact = true;
  const consider = (needles: Needles): void => {
    if (needles && rank(needles) > (best ? rank(best) : 0)) best = needles;
  };
  const end = (): void => {
    if (runs.every(({ length }) => length >= SHORTEST)) consider(shortest(runs.map((run) => run.toLowerCase())));
    runs = [''];
  };
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!)) {
    const letters = lettersOf(reader);
    if (letters !== '') {
      for (let i = 0; i < runs.length; i++) runs[i] += letters;
      continue;
    }
    const atom = atomOf(reader);
    const { min, more } = quantifier(reader);
    if (atom.kind === 'nothing') continue;
    const forms = more ? undefined : min === 0 ? atom.exact && ['', ...atom.exact] : atom.exact;
    if (forms && forms.length * runs.length <= FORMS) {
      runs =
        forms.length === 1
          ? runs.map((run) => run + forms[0]!)
          : runs.flatMap((run) => forms.map((form) => run + form));
      continue;
    }
    exact = false;
    if (min > 0 && atom.exact?.length === 1) runs = runs.map((run) => run + atom.exact![0]!); // the first of "l+"
    end();
    if (min > 0) consider(atom.needles);
  }
  const all = runs;
  end();
  return { needles: best, ...(exact ? { exact: all } : {}) };
}

/** Without those that hold another: `overwrites` is not needed where `overwrite` is. */
const shortest = (pieces: readonly string[]): readonly string[] =>
  pieces.length === 1
    ? pieces
    : pieces.filter((piece) => !pieces.some((other) => other !== piece && piece.includes(other)));

/** Long pieces tell more than short ones, few more than many. */
const rank = (needles: readonly string[]): number =>
  Math.min(8, ...needles.map(({ length }) => length)) - needles.length / (MOST + 1);

type Atom =
  | (Part & { readonly kind: 'some' })
  /** It takes no letter: what stands before and behind it stands side by side. */
  | { readonly kind: 'nothing' };

const letterOf = (letter: string): Atom => ({ kind: 'some', needles: undefined, exact: [letter] });
const NOTHING: Atom = { kind: 'nothing' };
const ANY: Atom = { kind: 'some', needles: undefined };

/** Letters and blanks up to the next sign, without the one that a quantifier is of: what most of an expression is. */
function lettersOf(reader: Reader): string {
  const { source, at } = reader;
  let end = at;
  while (isLetter(source.charCodeAt(end))) end++;
  if (end > at && QUANTIFIES.has(source.charAt(end))) end--;
  reader.at = end;
  return source.slice(at, end);
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || code === 32;
const QUANTIFIES = new Set('?*+{');

function atomOf(reader: Reader): Atom {
  const letter = reader.source[reader.at++]!;
  if (letter === '^' || letter === '$') return NOTHING;
  if (letter === '.') return ANY;
  if (letter === '[') return skipClass(reader);
  if (letter === '(') return group(reader);
  if (letter === '\\') return escape(reader);
  return letterOf(letter);
}

function skipClass(reader: Reader): Atom {
  for (; reader.at < reader.source.length && reader.source[reader.at] !== ']'; reader.at++)
    if (reader.source[reader.at] === '\\') reader.at++;
  reader.at++;
  return ANY;
}

const OPENING = /\?(?:<?[=!]|:|<\w+>)/y;

function group(reader: Reader): Atom {
  const { source } = reader;
  OPENING.lastIndex = reader.at;
  const [mark = ''] = OPENING.exec(source) ?? [];
  reader.at += mark.length;
  const part = alternatives(reader);
  reader.at++;
  return mark.endsWith('=') || mark.endsWith('!') ? NOTHING : { kind: 'some', ...part };
}

const WORD = /\w/;
const REST = /\{[^}]*\}|<\w*>/y;

function escape(reader: Reader): Atom {
  const letter = reader.source[reader.at++]!;
  if (letter === 'b' || letter === 'B') return NOTHING;
  if (!WORD.test(letter)) return letterOf(letter);
  // \d, \p{L}, \u{1F600}, \x41, \k<name>: none is read
  if (letter === 'u' || letter === 'x' || letter === 'k' || letter === 'p' || letter === 'P') {
    REST.lastIndex = reader.at;
    reader.at += REST.exec(reader.source)?.[0].length ?? (letter === 'u' ? 4 : letter === 'x' ? 2 : 0);
  }
  return ANY;
}

const QUANTIFIER = /([?*+]|\{(\d+)(?:,\d*)?\})\??/y;
const ONCE = { min: 1, more: false } as const;
const AT_MOST_ONCE = { min: 0, more: false } as const;

/** How often the atom before stands at least, and whether it may stand more often than once. */
function quantifier(reader: Reader): { readonly min: number; readonly more: boolean } {
  if (!'?*+{'.includes(reader.source[reader.at] ?? ' ')) return ONCE;
  QUANTIFIER.lastIndex = reader.at;
  const found = QUANTIFIER.exec(reader.source);
  if (!found) return ONCE;
  reader.at += found[0].length;
  const [, mark, count] = found;
  if (mark === '?') return AT_MOST_ONCE;
  if (count !== undefined) return { min: Math.min(1, Number(count)), more: true };
  return { min: mark === '+' ? 1 : 0, more: true };
}
