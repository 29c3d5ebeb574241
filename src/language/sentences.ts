import { blocksOf, type Block } from './blocks.ts';
import type { Section } from './sections.ts';

/** A sentence, a list item or a table row of a text. */
export interface Sentence {
  /** As written, white space collapsed, without the bullet before it. */
  readonly text: string;
  /** The same in lower case, typographic quotes made plain, without emphasis, tags and emoji before it, web addresses as `url`. */
  readonly plain: string;
  /** Offsets into the description, UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly section: Section;
  /** The heading it stands under, or the sentence with a colon that leads to its list; in lower case, empty without one. */
  readonly heading: string;
  /** Whether it is an item of a list. */
  readonly item: boolean;
}

/** What lies behind is a manual, not a description; UTF-16 units. */
const LONGEST = 20_000;
/** A sentence is not read further than this. */
const SENTENCE = 1_200;

/** A full stop and its like with closing marks, before a blank, the end, or a capital that somebody forgot the blank before. */
const END = /(?:[.!?…]{1,8}["'”’)\]*_]{0,4}(?=\s|$|(?<=[a-z)]\.)[A-Z][a-z])|[。！？]["'”’」』）]{0,4})/g;
/** Short forms whose full stop ends nothing; a lone letter is one too. */
const ABBREVIATIONS = new Set(
  'e.g i.e etc vs cf approx incl ca no nos dr mr mrs st fig al resp min max dept inc ltd jan feb mar apr jun jul aug sep oct nov dec'.split(
    ' ',
  ),
);

/**
 * The sentences of a description. Headings, labels such as `Args:`, lists, code fences, abbreviations, numbers and
 * addresses are known; a line that goes on in the next is one sentence. Linear in the length of the text.
 */
export function sentencesOf(description: string): readonly Sentence[] {
  const text = description.slice(0, LONGEST);
  return blocksOf(text).flatMap((block) => [...split(text, block)]);
}

function* split(text: string, block: Block): Generator<Sentence> {
  const raw = text.slice(block.start, block.end);
  let from = 0;
  let counts: boolean | undefined;
  /** Whether a number that ends there may be that of an item. */
  const isCount = (at: number): boolean =>
    at - from <= SHORT || (counts ??= COUNTED.test(text.slice(Math.max(0, block.start - SHORT), block.end)));
  for (const { 0: mark, index } of raw.matchAll(END)) {
    const to = index + mark.length;
    if (!ends(raw, index, mark, isCount)) continue;
    yield* sentence(raw.slice(from, to), from === 0 ? block : behind(block), from);
    from = to;
  }
  yield* sentence(raw.slice(from), from === 0 ? block : behind(block), from);
}

/** What the sentences of a block stand under when the first is over. */
const behind = (block: Block): Block => (block.inline ? { ...block, section: 'body', heading: '' } : block);

/** A list in one line, `1. Dig. 2. Water`, and the number before an item. */
const LISTED = /^\(?1[.)]\s/;
const NUMBER = /(?:^|[\s(])\d{1,2}$/;
/** `at most 20. status can be`: a number ends the sentence, where the text counts no items. */
const AMOUNT = /(?:^|[\s("'`])\d{1,7}$/;
/** `12.` is no sentence. */
const SHORT = 4;
const COUNTED = /(?:^|[\s(])1[.)]\s/;
/** `page_size`, `pageSize`: a name is written small at the start of a sentence too. */
const NAME = /^[a-z][a-z\d]*(?:_[a-z\d]|[A-Z])/;

/** Whether a mark ends a sentence: not behind a short form, and hardly where the next word is small. */
function ends(text: string, index: number, mark: string, isCount: (at: number) => boolean): boolean {
  const next = text.slice(index + mark.length, index + mark.length + 8).trimStart();
  if (/^[\p{Ll},;]/u.test(next) && !/[!?]/.test(mark) && !startsAnew(text, index + 1, isCount)) return false;
  if (mark !== '.') return true;
  if (LISTED.test(text.slice(0, 4)) && NUMBER.test(text.slice(Math.max(0, index - 3), index))) return false;
  const word = (/(?<=^|[\s("])[\p{L}.]+$/u.exec(text.slice(Math.max(0, index - 8), index))?.[0] ?? '').toLowerCase();
  return word === 'etc' ? /^\p{Lu}/u.test(next) || next === '' : !ABBREVIATIONS.has(word) && !/^\p{L}$/u.test(word);
}

/** Whether a small letter behind a full stop starts a sentence. */
const startsAnew = (text: string, stop: number, isCount: (at: number) => boolean): boolean =>
  text[stop - 1] === '.' &&
  (NAME.test(text.slice(stop, stop + 32).trimStart()) || AMOUNT.test(text.slice(Math.max(0, stop - 9), stop - 1))) &&
  !isCount(stop - 1);

function* sentence(raw: string, block: Block, from: number): Generator<Sentence> {
  const body = raw.trim();
  if (!/[\p{L}\p{N}]/u.test(body)) return;
  const start = block.start + from + raw.length - raw.trimStart().length;
  const text = body.slice(0, SENTENCE).replaceAll(/\s+/g, ' ');
  const { section, heading, item } = block;
  yield { text, plain: plainOf(text), start, end: start + body.length, section, heading, item };
}

/** Most texts have none of the marks that `plainOf` takes away. */
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const MARKED = /[^\x00-\x7f]|[`*<]|:\/\//;

/** A text as `Sentence.plain` has it. */
export const plainOf = (text: string): string =>
  MARKED.test(text) ? withoutMarks(text.toLowerCase()) : text.toLowerCase().trim();

const withoutMarks = (text: string): string =>
  text
    .replaceAll(/[‘’`´]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replace(/^(?:\p{Extended_Pictographic}|\u200D|\uFE0F|\s)+/u, '')
    .replaceAll(/\*\*|<\/?[a-z][\w -]{0,40}>/g, '')
    .replaceAll(/\bhttps?:\/\/\S+/g, 'url')
    .trim();
