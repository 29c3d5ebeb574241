import { enter, enterList, mayMatch, mayMatchAny } from './letters.ts';

/**
 * A regular expression that is only run where the letters it needs occur. Matches what the plain one matches. Of hundreds
 * of patterns most need words that a given text has not: to look that up costs a hundredth of running them, and a pattern
 * that is never run is never compiled.
 */
export class Screened extends RegExp {
  /** Given when it is first looked for. */
  #number = -1;

  override exec(text: string): RegExpExecArray | null {
    if (this.mayMatch(text)) return super.exec(text);
    this.lastIndex = 0;
    return null;
  }

  /** As the built-in one, which asks `exec`; most texts are told here, without the way through it and back. */
  override test(text: string): boolean {
    if (this.mayMatch(text)) return super.exec(text) !== null;
    this.lastIndex = 0;
    return false;
  }

  /** False where the text has not what every match needs. */
  mayMatch(text: string): boolean {
    return mayMatch(text, this.number);
  }

  get number(): number {
    return this.#number < 0 ? (this.#number = enter(this)) : this.#number;
  }
}

/** Several patterns of which one is looked for: where none of them can match, that is one question. */
export class AnyOf {
  readonly #patterns: readonly RegExp[];
  /** Given when it is first looked for; `undefined` where a pattern may match any text. */
  #list: number | undefined = -1;

  constructor(patterns: readonly RegExp[]) {
    this.#patterns = patterns;
  }

  test(text: string): boolean {
    return this.mayMatch(text) && this.#patterns.some((each) => each.test(text));
  }

  /** False where the text has not what a match of any needs. */
  mayMatch(text: string): boolean {
    if (this.#list === -1) this.#list = listNumber(this.#patterns);
    return this.#list === undefined || mayMatchAny(text, this.#list);
  }
}

const listNumber = (patterns: readonly RegExp[]): number | undefined =>
  patterns.every((each) => each instanceof Screened) ? enterList(patterns.map(({ number }) => number)) : undefined;
