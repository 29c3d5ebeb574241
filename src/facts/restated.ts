/** Texts in which a demand of the schema may stand, read as a model reads them: for words, not for sentences. */
export class Restated {
  readonly #texts: readonly string[];
  readonly #flat: () => readonly string[];

  /** `flat` gives them in plain words; see `flatten`. */
  constructor(texts: readonly string[], flat: (text: string) => string) {
    this.#texts = texts;
    this.#flat = () => texts.map(flat);
  }

  /** A number, with or without separators: 1000, 1,000, 1'000, 1k, 1000.0. */
  number(value: number): boolean {
    const grouped = String(value)
      .replace('.', String.raw`\.`)
      .replace(/\B(?=(?:\d{3})+$)/g, "[,' _]?");
    const short = value % 1000 === 0 && value !== 0 ? `|${value / 1000} ?k` : '';
    return this.#has(new RegExp(String.raw`(?<![\d.])(?:${grouped}${short})(?:\.0+)?(?!\.?\d)`, 'i'));
  }

  /** All of the words, or of many nearly all: of six one may be missing. */
  words(words: readonly string[]): boolean {
    const flat = this.#flat();
    const missing = words.filter((word) => !flat.some((text) => text.includes(flatten(word)))).length;
    return missing <= Math.floor(words.length / 6);
  }

  /** How a value of that format is written, or how any is. */
  form(format: string): boolean {
    return this.#has(SHOWN) || this.#has(FORMS[format] ?? SHOWN);
  }

  #has(pattern: RegExp): boolean {
    return this.#texts.some((text) => pattern.test(text));
  }
}

/** `due_date`, `dueDate` and `due date` are one to a reader. With a space around, so that only whole words are found. */
export const flatten = (text: string): string =>
  ` ${text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

const ADDRESS = /\bur[il]s?\b|ur[il]$|link|https?:|website|webhook|domain|endpoint|address/i;
/** Words that tell how a value is written. */
const FORMS: Readonly<Record<string, RegExp>> = {
  'date-time': /iso|rfc|date-?time|timestamp|utc|yyyy|\d{4}-\d\d/i,
  date: /iso|yyyy|\d{4}-\d\d|\bdates?\b/i,
  time: /hh:mm|\d\d:\d\d|iso/i,
  email: /e-?mail/i,
  uri: ADDRESS,
  url: ADDRESS,
  'uri-reference': ADDRESS,
  uuid: /uuid|guid|\bids?\b|id$|identifier/i,
};
/** An example, or the word itself. */
const SHOWN = /\be\.?g\b|example|such as|["'`“(]|format|pattern|\bmust (?:be|match|start|begin|contain)\b|\bonly\b/i;
