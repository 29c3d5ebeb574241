import { longestFirst } from '../inputs/live/redact.ts';
import { GONE } from '../inputs/live/secrets.ts';

/** Takes secrets out of a text, however a report writes them. Linear in the text. */
export function takingOut(secrets: readonly string[]): (text: string) => string {
  const written = longestFirst(secrets.flatMap(writtenAs));
  if (written.length === 0) return (text) => text;
  const long = written.filter(({ length }) => length > LONGEST);
  const shapes = new Shapes(written.filter(({ length }) => length <= LONGEST));
  const pieces = new Pieces(written, shapes);
  return (text) => {
    const rest = long.reduce((left, secret) => left.replaceAll(secret, GONE), text);
    return pieces.takenOut(shapes.takenOut(rest));
  };
}

/** In strings of JSON, in a pointer, in an address, and in a name as clients make it. */
function writtenAs(secret: string): readonly string[] {
  const inJson = [secret, quoted(secret), quoted(quoted(secret))];
  const inAddress = inJson.map((each) => encodeURIComponent(each.toWellFormed()));
  const all = [...inJson, ...inJson.map(inPointer), ...inAddress];
  return [...all, ...all.map((each) => each.replace(/[^\w-]/g, '_'))].filter((each) => each.length >= LEAST);
}

const inPointer = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1');
const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Longer secrets are looked for as they are. */
const LONGEST = 500;
/** Fewer characters give nothing away. */
const LEAST = 4;

/** Characters between two of a secret that a report puts there: what indents a line, and what colours it. */
const MOST_BETWEEN = 300;
const STYLE = /\x1b\[[\d;]{0,30}m/y; // oxlint-disable-line no-control-regex -- colours of a terminal
const ENTITIES: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;', '&#34;'],
  "'": ['&#39;', '&apos;'],
};

/** Finds secrets character by character: one expression for all of them takes seconds to compile. */
class Shapes {
  /** By what they may begin with, the longest first; blanks of a secret are one blank. */
  private readonly beginnings = new Map<number, string[]>();
  /** The same by the first two characters, where both stand as they are: most that begin alike end there. */
  private readonly pairs = new Map<number, string[]>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) {
      const one = secret.replace(/\s+/g, ' ');
      const first = one[0]!;
      const begins = new Set([first, ...(ENTITIES[first] ? ['&'] : []), ...(isPlain(first) ? [] : ['\\'])]);
      for (const each of begins) push(this.beginnings, each.charCodeAt(0), one);
      push(this.pairs, pairAt(one, 0), one);
    }
  }

  takenOut(text: string): string {
    let out = '';
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const begun = this.beginnings.get(text.charCodeAt(at));
      if (begun === undefined) continue;
      let end = -1;
      for (const secret of this.likely(text, at, begun)) if (end < 0) end = endOf(text, at, secret);
      if (end < 0) continue;
      out += text.slice(from, at) + GONE;
      from = end;
      at = end - 1;
    }
    return from === 0 ? text : out + text.slice(from);
  }

  /** Where the beginning of a secret begins that ends a text which was cut; its length where there is none. */
  cutAt(text: string): number {
    for (let at = Math.max(0, text.length - LONGEST); at < text.length; at++) {
      const begun = this.beginnings.get(text.charCodeAt(at));
      if (begun && this.likely(text, at, begun).some((secret) => endOf(text, at, secret, true) === text.length))
        return at;
    }
    return text.length;
  }

  private likely(text: string, at: number, begun: readonly string[]): readonly string[] {
    const isSure = isPlainCode(text.charCodeAt(at)) && isPlainCode(text.charCodeAt(at + 1));
    return isSure ? (this.pairs.get(pairAt(text, at)) ?? []) : begun;
  }
}

const pairAt = (text: string, at: number): number => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);

function push(map: Map<number, string[]>, key: number, secret: string): void {
  const known = map.get(key);
  if (known) known.push(secret);
  else map.set(key, [secret]);
}

const isPlainCode = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isPlain = (char: string): boolean => /[a-z\d]/i.test(char);

/** Where a secret ends that begins here, else -1; a text that `isCut` may end within it. */
function endOf(text: string, at: number, secret: string, isCut = false): number {
  let end = at;
  for (let i = 0; i < secret.length; i++) {
    if (isCut && end >= text.length) return i < LEAST ? -1 : end;
    const char = secret[i]!;
    const after = char === ' ' ? afterBlanks(text, end) : afterChar(text, end, char);
    if (after > end) end = after;
    else {
      const next = i === 0 || char === ' ' ? end : afterBreak(text, end);
      if (isCut && next > end && next >= text.length) return i < LEAST ? -1 : next;
      const then = next === end ? -1 : afterChar(text, next, char);
      if (then < 0) return -1;
      end = then;
    }
  }
  return end;
}

/** One character, which may stand as an entity or behind backslashes. */
function afterChar(text: string, at: number, char: string): number {
  for (const entity of ENTITIES[char] ?? []) if (text.startsWith(entity, at)) return at + entity.length;
  if (text[at] === char) return at + 1;
  if (text[at] !== '\\' || isPlain(char)) return -1;
  const from = afterBackslashes(text, at);
  return text[from] === char || text[from] === '&' ? afterChar(text, from, char) : -1;
}

function afterBackslashes(text: string, at: number): number {
  let end = at;
  while (text[end] === '\\' && end < at + 3) end++;
  return end;
}

/** The end of a line in a report, and what the next begins with; in HTML a place where a line may end. */
function afterBreak(text: string, at: number): number {
  if (text.startsWith('<wbr>', at)) return at + '<wbr>'.length;
  if (text[at] !== '\n' && text[at] !== '\x1b') return at;
  const end = afterAll(text, at, '', 3);
  return text[end] === '\n' ? afterAll(text, end + 1, ' │') : at;
}

/** Where a secret is broken into lines its blanks are gone, and line breaks may be spelled out. */
function afterBlanks(text: string, at: number): number {
  const end = afterAll(text, at, ' \n\r\t│\u00a0');
  const spelled = afterBackslashes(text, end);
  return spelled > end && 'nrt'.includes(text[spelled] ?? '-') ? afterBlanks(text, spelled + 1) : end;
}

function afterAll(text: string, at: number, chars: string, most = MOST_BETWEEN): number {
  let end = at;
  for (let left = most; left > 0; left--) {
    STYLE.lastIndex = end;
    if (text[end] !== undefined && chars.includes(text[end]!)) end++;
    else if (text[end] === '\x1b' && STYLE.test(text)) end = STYLE.lastIndex;
    else break;
  }
  return end;
}

/** Beginnings of secrets before an ellipsis, and ends behind one. */
class Pieces {
  private readonly shapes: Shapes;
  private readonly tails = new Map<string, string[]>();

  constructor(secrets: readonly string[], shapes: Shapes) {
    this.shapes = shapes;
    for (const secret of secrets)
      this.tails.set(secret.slice(-LEAST), [...(this.tails.get(secret.slice(-LEAST)) ?? []), secret]);
  }

  takenOut(text: string): string {
    const pieces = text.split('…');
    return pieces
      .map((piece, i) => {
        const from = i === 0 ? 0 : this.endAt(piece);
        const to = i === pieces.length - 1 ? piece.length : Math.max(from, this.shapes.cutAt(piece));
        return `${from > 0 ? GONE : ''}${piece.slice(from, to)}${to < piece.length ? GONE : ''}`;
      })
      .join('…');
  }

  /** Where the end of a secret ends that begins a text. */
  private endAt(piece: string): number {
    const { text, places } = joined(piece.slice(0, LONGEST));
    for (let at = text.length; at >= LEAST; at--)
      if (this.tails.get(text.slice(at - LEAST, at))?.some((secret) => secret.endsWith(text.slice(0, at))))
        return places?.[at] ?? at;
    return 0;
  }
}

/** Without breaks, and where each character stood. */
function joined(text: string): { readonly text: string; readonly places?: readonly number[] } {
  if (!/<wbr>|\n/.test(text)) return { text };
  const places: number[] = [];
  let out = '';
  for (let at = 0; at < text.length;) {
    const next = afterBreak(text, at);
    if (next === at) {
      places.push(at);
      out += text[at++]!;
    } else at = next;
  }
  return { text: out, places: [...places, text.length] };
}
