import { positionAt, type Lines } from '../../text/lines.ts';
import { Scanner } from './scanner.ts';
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

/** Deeper nesting is refused: no tool list needs it, and recursive readers (ours and the clients') overflow somewhere above. */
export const MAX_DEPTH = 500;

/**
 * Reads strict JSON (RFC 8259), with an optional byte order mark; with `several`, more than one value (NDJSON) makes an array of them.
 * Throws a `JsonProblem` with the position of the first error. Linear in time and memory.
 */
export function readJson(source: string, { several = false } = {}): Document {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const scanner = new Scanner(text);
  const reader = new Reader(scanner);
  if (scanner.atEnd()) scanner.refuse('the file is empty', 0);
  const first = reader.value();
  const rest: Read[] = [];
  for (let c = scanner.peek(); c !== undefined; c = scanner.peek()) {
    if (!several || (c !== '{' && c !== '[')) scanner.fail('the JSON value has ended, and something follows it');
    rest.push(reader.value());
  }
  const all = [first, ...rest];
  const [value, root] =
    rest.length === 0
      ? first
      : [all.map(([each]) => each), { start: 0, end: text.length, parts: all.map(([, spot]) => spot) }];
  return { value, root, repeats: reader.repeats, lines: scanner.lines };
}

/**
 * Objects that inherit nothing: `__proto__`, `constructor` and `toString` are keys like any other. An empty prototype
 * does that as well as none, and V8 then keeps the objects of 10,000 tools in 60 % of the memory.
 */
const Bare = function Bare() {} as unknown as new () => Record<string, never>;
Bare.prototype = Object.freeze(Object.create(null));
const bare = <T>(): Record<string, T> => new Bare();

type Read = readonly [value: unknown, spot: Spot];

/** Reads values with their parts, one after another. */
class Reader {
  readonly #scanner: Scanner;
  #depth = 0;
  repeats = false;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  value(key?: Span): Read {
    const scanner = this.#scanner;
    const c = scanner.peek();
    const start = scanner.at;
    if (c === '{') return this.#object(start, key);
    if (c === '[') return this.#array(start, key);
    return [scanner.scalar(), { start, end: scanner.at, key, parts: undefined }];
  }

  #object(start: number, key: Span | undefined): Read {
    const scanner = this.#scanner;
    const value = bare<unknown>();
    const parts = bare<Spot>();
    for (let more = this.#open('}'); more; more = this.#separator('}', start)) {
      this.#staysInside('object', start);
      if (scanner.peek() !== '"') scanner.fail('a property name in double quotes is expected');
      const keyStart = scanner.at;
      const name = scanner.string();
      const keyEnd = scanner.at;
      this.#staysInside('object', start);
      if (!scanner.accept(':')) scanner.fail('a `:` is expected after the property name');
      const [member, spot] = this.value({ start: keyStart, end: keyEnd });
      const repeated = parts[name] !== undefined;
      if (repeated) this.repeats = true;
      value[name] = member; // a repeated key keeps its first position and takes the last value, as in every JSON parser
      parts[name] = repeated ? { ...spot, repeated: true } : spot;
    }
    return [value, { start, end: scanner.at, key, parts }];
  }

  #array(start: number, key: Span | undefined): Read {
    const value: unknown[] = [];
    const parts: Spot[] = [];
    for (let more = this.#open(']'); more; more = this.#separator(']', start)) {
      const [element, spot] = this.value();
      value.push(element);
      parts.push(spot);
    }
    return [value, { start, end: this.#scanner.at, key, parts }];
  }

  /** Steps over an opening bracket; false when the closing one follows at once. */
  #open(close: '}' | ']'): boolean {
    if (++this.#depth > MAX_DEPTH) this.#scanner.refuse(`nested deeper than ${MAX_DEPTH} levels`, this.#scanner.at);
    this.#scanner.at++;
    return !this.#closes(close);
  }

  #closes(close: '}' | ']'): boolean {
    if (!this.#scanner.accept(close)) return false;
    this.#depth--;
    return true;
  }

  /** Steps over a comma, or over the closing bracket (then false). */
  #separator(close: '}' | ']', start: number): boolean {
    if (this.#closes(close)) return false;
    const comma = this.#scanner.at;
    this.#staysInside(close === '}' ? 'object' : 'array', start);
    if (!this.#scanner.accept(',')) this.#scanner.fail(`a \`,\` or \`${close}\` is expected`);
    if (this.#scanner.peek() === close) this.#scanner.fail(`a comma stands before \`${close}\``, comma);
    return true;
  }

  #staysInside(what: 'object' | 'array', start: number): void {
    const { lines } = this.#scanner;
    if (this.#scanner.atEnd())
      this.#scanner.fail(`the file ends inside the ${what} that opens on line ${positionAt(lines, start).line}`);
  }
}
