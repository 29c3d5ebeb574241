import { linesOf, positionAt, type Lines, type Position } from '../../text/lines.ts';
import { printable } from '../../text/printable.ts';
import type { Span, Spot } from './spots.ts';

/** A JSON text, its value and the place of every part, from one walk. */
export interface Document {
  readonly value: unknown;
  readonly root: Spot;
  /** True when a key stands more than once in one object; `repeatedKeys` says which. */
  readonly repeats: boolean;
  /** The text without its byte order mark: no editor and no SARIF viewer counts the mark as a column. */
  readonly lines: Lines;
}

/** Why a text is not JSON. The message quotes nothing of the text, which may hold secrets; `found` is what stands at the position. */
export class JsonProblem extends Error {
  readonly position: Position;
  readonly found: string;
  constructor(message: string, position: Position, found: string) {
    super(message);
    this.position = position;
    this.found = found;
  }
}

/** Deeper nesting is refused: no tool list needs it, and recursive readers (ours and the clients') overflow somewhere above. */
export const MAX_DEPTH = 500;

/**
 * Reads strict JSON (RFC 8259), with an optional byte order mark; with `several`, more than one value (NDJSON) makes an array of them.
 * Throws a `JsonProblem` with the position of the first error. Linear in time and memory.
 */
export function readJson(source: string, { several = false } = {}): Document {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const reader = new Reader(text);
  const first = reader.document();
  const rest: Read[] = [];
  while (!reader.atEnd()) rest.push(several && reader.atBracket() ? reader.document() : reader.refuseMore());
  const all = [first, ...rest];
  const [value, root] =
    rest.length === 0
      ? first
      : [all.map(([each]) => each), { start: 0, end: text.length, parts: all.map(([, spot]) => spot) }];
  return { value, root, repeats: reader.repeats, lines: reader.lines };
}

/**
 * Objects that inherit nothing: `__proto__`, `constructor` and `toString` are keys like any other. An empty prototype
 * does that as well as none, and V8 then keeps the objects of 10,000 tools in 60 % of the memory.
 */
const Bare = function Bare() {} as unknown as new () => Record<string, never>;
Bare.prototype = Object.freeze(Object.create(null));
const bare = <T>(): Record<string, T> => new Bare();

type Read = readonly [value: unknown, spot: Spot];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = { t: ['true', true], f: ['false', false], n: ['null', null] } as const;

class Reader {
  readonly lines: Lines;
  readonly #text: string;
  #at = 0;
  #depth = 0;
  repeats = false;

  constructor(text: string) {
    this.#text = text;
    this.lines = linesOf(text);
  }

  document(): Read {
    if (this.atEnd()) this.#refuse('the file is empty', 0);
    return this.#value();
  }

  atEnd(): boolean {
    return Number.isNaN(this.#next());
  }

  atBracket(): boolean {
    return this.#text[this.#at] === '{' || this.#text[this.#at] === '[';
  }

  refuseMore(): never {
    return this.#fail('the JSON value has ended, and something follows it');
  }

  /** Skips white space; the code of the character that follows, NaN at the end. */
  #next(): number {
    for (;;) {
      const c = this.#text.charCodeAt(this.#at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return c;
      this.#at++;
    }
  }

  #value(key?: Span): Read {
    this.#next();
    const start = this.#at;
    const c = this.#text[start];
    if (c === '{') return this.#object(start, key);
    if (c === '[') return this.#array(start, key);
    const value = c === '"' ? this.#string() : c === 't' || c === 'f' || c === 'n' ? this.#literal(c) : this.#number();
    return [value, { start, end: this.#at, key, parts: undefined }];
  }

  #object(start: number, key: Span | undefined): Read {
    const value = bare<unknown>();
    const parts = bare<Spot>();
    for (let more = this.#open('}'); more; more = this.#separator('}', start)) {
      this.#staysInside('object', start);
      if (this.#next() !== 0x22) this.#fail('a property name in double quotes is expected');
      const keyStart = this.#at;
      const name = this.#string();
      const keyEnd = this.#at;
      this.#staysInside('object', start);
      if (this.#next() !== 0x3a) this.#fail('a `:` is expected after the property name');
      this.#at++;
      const [member, spot] = this.#value({ start: keyStart, end: keyEnd });
      const repeated = parts[name] !== undefined;
      if (repeated) this.repeats = true;
      value[name] = member; // a repeated key keeps its first position and takes the last value, as in every JSON parser
      parts[name] = repeated ? { ...spot, repeated: true } : spot;
    }
    return [value, { start, end: this.#at, key, parts }];
  }

  #array(start: number, key: Span | undefined): Read {
    const value: unknown[] = [];
    const parts: Spot[] = [];
    for (let more = this.#open(']'); more; more = this.#separator(']', start)) {
      const [element, spot] = this.#value();
      value.push(element);
      parts.push(spot);
    }
    return [value, { start, end: this.#at, key, parts }];
  }

  /** Steps over an opening bracket; false when the closing one follows at once. */
  #open(close: '}' | ']'): boolean {
    if (++this.#depth > MAX_DEPTH) this.#refuse(`nested deeper than ${MAX_DEPTH} levels`, this.#at);
    this.#at++;
    return !this.#closes(close);
  }

  #closes(close: '}' | ']'): boolean {
    this.#next();
    if (this.#text[this.#at] !== close) return false;
    this.#at++;
    this.#depth--;
    return true;
  }

  /** Steps over a comma, or over the closing bracket (then false). */
  #separator(close: '}' | ']', start: number): boolean {
    if (this.#closes(close)) return false;
    const comma = this.#at;
    this.#staysInside(close === '}' ? 'object' : 'array', start);
    if (this.#text[comma] !== ',') this.#fail(`a \`,\` or \`${close}\` is expected`);
    this.#at++;
    this.#next();
    if (this.#text[this.#at] === close) this.#fail(`a comma stands before \`${close}\``, comma);
    return true;
  }

  #staysInside(what: 'object' | 'array', start: number): void {
    if (this.atEnd())
      this.#fail(`the file ends inside the ${what} that opens on line ${positionAt(this.lines, start).line}`);
  }

  #string(): string {
    const text = this.#text;
    const start = this.#at;
    let at = start + 1;
    let escaped = false;
    for (let c = text.charCodeAt(at); c !== 0x22; c = text.charCodeAt(at)) {
      if (Number.isNaN(c)) this.#fail('a string is not closed', start);
      if (c === 0x0a || c === 0x0d) this.#fail('a string is not closed on its line', start);
      if (c < 0x20) this.#fail('a control character stands in a string', at);
      if (c === 0x5c) escaped = true;
      at += c === 0x5c ? 2 : 1;
    }
    this.#at = at + 1;
    return escaped ? this.#unescape(start) : text.slice(start + 1, at);
  }

  #unescape(start: number): string {
    const quoted = this.#text.slice(start, this.#at);
    try {
      return JSON.parse(quoted) as string;
    } catch {
      const bad = [...quoted.matchAll(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})?/g)].find(([escape]) => escape.length === 1);
      return this.#fail('a backslash begins no known escape', start + (bad?.index ?? 0));
    }
  }

  #literal(letter: keyof typeof LITERALS): unknown {
    const [word, value] = LITERALS[letter];
    if (!this.#text.startsWith(word, this.#at)) this.#fail('a value is expected');
    this.#at += word.length;
    return value;
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const [digits] =
      NUMBER.exec(this.#text) ??
      this.#fail(this.atEnd() ? 'the file ends where a value is expected' : 'a value is expected');
    this.#at += digits.length;
    return Number(digits);
  }

  #fail(message: string, at = this.#at): never {
    const comment = /\/[/*]/y;
    comment.lastIndex = at;
    this.#refuse(`not valid JSON: ${comment.test(this.#text) ? 'JSON has no comments' : message}`, at);
  }

  #refuse(message: string, at: number): never {
    const [found = ''] = this.#text.slice(at, at + 20).split(/[\r\n]/, 1);
    throw new JsonProblem(message, positionAt(this.lines, at), printable(found.trim()));
  }
}
