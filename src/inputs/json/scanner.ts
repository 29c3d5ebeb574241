import { linesOf, positionAt, type Lines, type Position } from '../../text/lines.ts';
import { printable } from '../../text/printable.ts';

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

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = { t: ['true', true], f: ['false', false], n: ['null', null] } as const;

/** A place in a JSON text, moved over white space and over values that have no parts; what is wrong there is thrown. */
export class Scanner {
  readonly lines: Lines;
  readonly text: string;
  /** Index of the character that comes next, in UTF-16 units. */
  at = 0;

  constructor(text: string) {
    this.text = text;
    this.lines = linesOf(text);
  }

  /** Skips white space; the character that follows, `undefined` at the end. */
  peek(): string | undefined {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return this.text[this.at];
      this.at++;
    }
  }

  atEnd(): boolean {
    return this.peek() === undefined;
  }

  /** Skips white space, and steps over the character when it follows. */
  accept(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at++;
    return true;
  }

  /** Reads a string, number, `true`, `false` or `null`. */
  scalar(): unknown {
    const c = this.peek();
    return c === '"' ? this.string() : c === 't' || c === 'f' || c === 'n' ? this.#literal(c) : this.#number();
  }

  /** Reads the string whose opening quote comes next. */
  string(): string {
    const text = this.text;
    const start = this.at;
    let at = start + 1;
    let escaped = false;
    for (let c = text.charCodeAt(at); c !== 0x22; c = text.charCodeAt(at)) {
      if (Number.isNaN(c)) this.fail('a string is not closed', start);
      if (c === 0x0a || c === 0x0d) this.fail('a string is not closed on its line', start);
      if (c < 0x20) this.fail('a control character stands in a string', at);
      if (c === 0x5c) escaped = true;
      at += c === 0x5c ? 2 : 1;
    }
    this.at = at + 1;
    return escaped ? this.#unescape(start) : text.slice(start + 1, at);
  }

  #unescape(start: number): string {
    const quoted = this.text.slice(start, this.at);
    try {
      return JSON.parse(quoted) as string;
    } catch {
      const bad = [...quoted.matchAll(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})?/g)].find(([escape]) => escape.length === 1);
      return this.fail('a backslash begins no known escape', start + (bad?.index ?? 0));
    }
  }

  #literal(letter: keyof typeof LITERALS): unknown {
    const [word, value] = LITERALS[letter];
    if (!this.text.startsWith(word, this.at)) this.fail('a value is expected');
    this.at += word.length;
    return value;
  }

  #number(): number {
    NUMBER.lastIndex = this.at;
    const [digits] =
      NUMBER.exec(this.text) ??
      this.fail(this.atEnd() ? 'the file ends where a value is expected' : 'a value is expected');
    this.at += digits.length;
    return Number(digits);
  }

  /** Throws what is wrong with the JSON at an index. */
  fail(message: string, at = this.at): never {
    const comment = /\/[/*]/y;
    comment.lastIndex = at;
    this.refuse(`not valid JSON: ${comment.test(this.text) ? 'JSON has no comments' : message}`, at);
  }

  /** Throws why the text is not read, whether it is JSON or not. */
  refuse(message: string, at: number): never {
    const [found = ''] = this.text.slice(at, at + 20).split(/[\r\n]/, 1);
    throw new JsonProblem(message, positionAt(this.lines, at), printable(found.trim()));
  }
}
