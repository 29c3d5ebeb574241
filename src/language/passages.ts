import { plainOf, type Sentence } from './sentences.ts';

/** Words of a description. Offsets are UTF-16 units into it, end exclusive. */
export interface Passage {
  /** As written, white space collapsed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A part of a sentence that can say something by itself. */
export interface Clause extends Passage {
  /** The same, as `Sentence.plain` has it. */
  readonly plain: string;
}

export const passageOf = ({ text, start, end }: Passage): Passage => ({ text, start, end });

/** What parts clauses: a semicolon, a dash between blanks, a parenthesis, "but". */
const PARTS = /\s?;\s|\s[-–—]+\s|—|\s?[()]\s?|,\s(?=(?:but|while|whereas|though|otherwise)\b)/g;

/** The clauses of a sentence of this description. Linear. */
export function clausesOf(sentence: Sentence, description: string): readonly Clause[] {
  const { text } = sentence;
  const place = placesOf(sentence, description);
  const out: Clause[] = [];
  const add = (from: number, to: number): void => {
    const part = text.slice(from, to);
    const start = from + (/^[\s:,.]*/.exec(part)?.[0].length ?? 0);
    const trimmed = text.slice(start, to).trim();
    if (!/[\p{L}\p{N}]/u.test(trimmed)) return;
    out.push({ text: trimmed, plain: plainOf(trimmed), start: place(start), end: place(start + trimmed.length) });
  };
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(PARTS)) {
    add(from, index);
    from = index + mark.length;
  }
  add(from, text.length);
  return out;
}

/** Where a character of a sentence's text stands in the description: the text has its white space collapsed. */
function placesOf({ text, start, end }: Sentence, description: string): (at: number) => number {
  if (end - start === text.length) return (at) => start + at;
  const raw = description.slice(start, end);
  const places: number[] = [];
  for (let i = 0; i < raw.length && places.length <= text.length; i++)
    if (i === 0 || !/\s/.test(raw[i]!) || !/\s/.test(raw[i - 1]!)) places.push(start + i);
  return (at) => places[at] ?? start + raw.length;
}
