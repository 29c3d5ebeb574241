import { needlesOf } from './needles.ts';

/** Three letters in a row set one bit of so many; a power of two. */
const BITS = 4096;
/** Texts whose letters are remembered: each sentence of a tool is looked at several times. */
const KEPT = 64;

/** More letters tell hardly more, and many pieces end alike. */
const LONGEST = 8;

/** A piece of text that a pattern needs, as the bits of its letters, the rarest first. */
interface Needle {
  readonly pattern: number;
  readonly bits: number[];
}

/** The pieces that each pattern needs, by its number; `null` where none can be told. */
const needed: (readonly Needle[] | null)[] = [];
/** The number of the list that a pattern is in, by its own. */
const listOf: number[] = [];
/** The pieces by one of their bits, so that a text finds those it may hold without asking for each. */
const byBit = Array.from({ length: BITS }, (): Needle[] | undefined => undefined);

/** A text of which more is asked is looked through once for all patterns. */
const FEW = 4;

/** How many of the texts looked through so far met a bit: a needle stands under the one that is met least. */
const met = new Uint32Array(BITS);
let texts = 0;
/** After so many texts it is known which letters are common, and each needle is put under the rarest it has. */
const LEARNT = 100;

/** What is known of one text. */
class Letters {
  readonly #set = new Uint32Array(BITS / 32);
  /** The bits that are set, each once. */
  readonly #bits = new Uint16Array(BITS);
  #count = 0;
  #asked = 0;
  /** By the number of a pattern, whether the text holds what it needs. */
  #may = new Uint8Array(1024);
  /** Patterns with lower numbers are in `may`. */
  #known = 0;

  read(text: string): void {
    this.#asked = 0;
    this.#known = 0;
    this.#set.fill(0);
    let count = 0;
    let bit = 0;
    for (let i = 0; i < text.length; i++) {
      bit = next(bit, text.charCodeAt(i));
      if (i < 2 || this.#has(bit)) continue;
      this.#set[bit >>> 5]! |= 1 << (bit & 31);
      this.#bits[count++] = bit;
    }
    this.#count = count;
  }

  /** Whether the text holds what the pattern of that number needs. */
  mayMatch(pattern: number): boolean {
    if (pattern < this.#known) return this.#may[pattern] === 1;
    if (++this.#asked === FEW) this.#lookThrough();
    for (const { bits } of needed[pattern]!) if (this.#hasAll(bits)) return true;
    return false;
  }

  /** The same of a list of patterns. */
  mayMatchAny(list: number): boolean {
    if (list >= this.#known) this.#lookThrough();
    return this.#may[list] === 1;
  }

  #lookThrough(): void {
    if (++texts === LEARNT) arrange();
    this.#known = needed.length;
    if (this.#may.length < this.#known) this.#may = new Uint8Array(this.#known * 2);
    else this.#may.fill(0);
    for (let i = 0; i < this.#count; i++) {
      const bit = this.#bits[i]!;
      met[bit]!++;
      const needles = byBit[bit];
      if (needles === undefined) continue;
      for (let at = 0; at < needles.length; at++) {
        const { pattern, bits } = needles[at]!;
        if (this.#may[pattern] === 1 || !this.#hasAll(bits)) continue;
        this.#may[pattern] = 1;
        const list = listOf[pattern];
        if (list !== undefined) this.#may[list] = 1;
      }
    }
  }

  #has(bit: number): boolean {
    return (this.#set[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }

  #hasAll(bits: readonly number[]): boolean {
    for (let i = 0; i < bits.length; i++) if (!this.#has(bits[i]!)) return false;
    return true;
  }
}

const kept = new Map<string, Letters>();
let last = '';
let lastLetters = new Letters();

function lettersOf(text: string): Letters {
  if (text === last) return lastLetters;
  last = text;
  const known = kept.get(text);
  if (known) return (lastLetters = known);
  lastLetters = room();
  lastLetters.read(text);
  kept.set(text, lastLetters);
  return lastLetters;
}

/** That of the text that was read longest ago, when there are enough. */
function room(): Letters {
  if (kept.size >= KEPT)
    for (const [text, letters] of kept) {
      kept.delete(text);
      return letters;
    }
  return new Letters();
}

/** The last three letters as a number, whatever their case: older ones are shifted out. */
const next = (bit: number, code: number): number =>
  ((bit << 4) ^ (code >= 65 && code <= 90 ? code + 32 : code)) & (BITS - 1);

function bitsOf(needle: string): number[] {
  const bits: number[] = [];
  let bit = 0;
  for (let i = 0; i < needle.length; i++) {
    bit = next(bit, needle.charCodeAt(i));
    if (i >= 2) bits.push(bit);
  }
  return bits;
}

/** Gives a pattern its number. */
export function enter({ source, ignoreCase, unicode }: RegExp): number {
  const pattern = needed.length;
  // Under `iu` some letters beyond ASCII equal ASCII ones.
  const pieces = ignoreCase && unicode ? undefined : needlesOf(source);
  const ends = pieces && new Set(pieces.map((piece) => piece.slice(-LONGEST)));
  const needles = ends ? [...ends].map((end): Needle => ({ pattern, bits: bitsOf(end) })) : null;
  needed.push(needles);
  needles?.forEach(place);
  return pattern;
}

function place(needle: Needle): void {
  const { bits } = needle;
  bits.sort((a, b) => met[a]! - met[b]! || (byBit[a]?.length ?? 0) - (byBit[b]?.length ?? 0));
  (byBit[bits[0]!] ??= []).push(needle);
}

function arrange(): void {
  byBit.fill(undefined);
  for (const needles of needed) needles?.forEach(place);
}

/** Gives a list of patterns, by their numbers, a number of its own; `undefined` where one of them may match any text. */
export function enterList(numbers: readonly number[]): number | undefined {
  if (numbers.some((number) => needed[number] === null || listOf[number] !== undefined)) return undefined;
  const list = needed.push([]) - 1;
  for (const number of numbers) listOf[number] = list;
  return list;
}

/** False where a text has not what every match of the pattern needs. */
export const mayMatch = (text: string, pattern: number): boolean =>
  needed[pattern] === null || lettersOf(text).mayMatch(pattern);

/** The same of a list. */
export const mayMatchAny = (text: string, list: number): boolean => lettersOf(text).mayMatchAny(list);
