/** A piece of text is told from another by three letters; a shorter piece tells nothing. */
const SHORTEST = 3;
/** More pieces than this cost as much as the search they are to spare. */
const MOST = 400;

/**
 * Pieces of text, in lower case, one of which stands in whatever a regular expression matches: for `(?:cannot|can't) be
 * undone` it is `be undone`. `undefined` where none of three letters can be told. Never wrong, but sometimes short of what
 * could be known.
 */
export function needlesOf(source: string): readonly string[] | undefined {
  const reader: Reader = { source, at: 0 };
  const found = alternatives(reader);
  return reader.at < source.length || found === undefined || found.length > MOST ? undefined : found;
}

interface Reader {
  readonly source: string;
  at: number;
}

type Needles = readonly string[] | undefined;

/** Of several branches each needs its own. */
function alternatives(reader: Reader): Needles {
  let all: string[] | undefined = [];
  for (;;) {
    const branch = sequence(reader);
    if (branch === undefined) all = undefined;
    else all?.push(...branch);
    if (reader.source[reader.at] !== '|') return all;
    reader.at++;
  }
}

/** Of things in a row the one that tells most. */
function sequence(reader: Reader): Needles {
  let best: Needles;
  let run = '';
  const consider = (needles: Needles): void => {
    if (needles && rank(needles) > (best ? rank(best) : 0)) best = needles;
  };
  const end = (): void => {
    if (run.length >= SHORTEST) consider([run.toLowerCase()]);
    run = '';
  };
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!)) {
    const atom = atomOf(reader);
    const least = quantifier(reader);
    if (atom.kind === 'nothing') continue;
    if (atom.kind === 'letter' && least.min === 1 && !least.more) {
      run += atom.letter;
      continue;
    }
    if (atom.kind === 'letter' && least.min > 0) run += atom.letter;
    end();
    if (atom.kind === 'group' && least.min > 0) consider(atom.needles);
  }
  end();
  return best;
}

/** Long pieces tell more than short ones, few more than many. */
const rank = (needles: readonly string[]): number =>
  Math.min(8, ...needles.map(({ length }) => length)) - needles.length / (MOST + 1);

type Atom =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'group'; readonly needles: Needles }
  | { readonly kind: 'any' }
  /** It takes no letter: what stands before and behind it stands side by side. */
  | { readonly kind: 'nothing' };

const letterOf = (letter: string): Atom => ({ kind: 'letter', letter });
const NOTHING: Atom = { kind: 'nothing' };
const ANY: Atom = { kind: 'any' };

function atomOf(reader: Reader): Atom {
  const letter = reader.source[reader.at++]!;
  if (letter >= 'a' && letter <= 'z') return letterOf(letter);
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
  const needles = alternatives(reader);
  reader.at++;
  return mark.endsWith('=') || mark.endsWith('!') ? NOTHING : { kind: 'group', needles };
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

/** How often the atom before stands at least, and whether it may stand more often than once. */
function quantifier(reader: Reader): { readonly min: number; readonly more: boolean } {
  if (!'?*+{'.includes(reader.source[reader.at] ?? ' ')) return ONCE;
  QUANTIFIER.lastIndex = reader.at;
  const found = QUANTIFIER.exec(reader.source);
  if (!found) return ONCE;
  reader.at += found[0].length;
  const [, mark, count] = found;
  if (count !== undefined) return { min: Math.min(1, Number(count)), more: true };
  return { min: mark === '+' ? 1 : 0, more: true };
}
