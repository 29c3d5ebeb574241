import { sectionOf, type Section } from './sections.ts';

/** What one line of a description is. */
export type Line =
  | { readonly kind: 'blank' | 'fence' | 'code' }
  /** Nothing but a heading; the title in lower case. */
  | { readonly kind: 'title'; readonly title: string; readonly indent: number; readonly listed: boolean }
  /** `<use_case>` or `</use_case>` alone. */
  | { readonly kind: 'tag'; readonly title: string; readonly indent: number; readonly closes: boolean }
  | TextLine;

/** Running text, without the bullet before it. Offsets are UTF-16 units into the whole text, end exclusive. */
export interface TextLine {
  readonly kind: 'text';
  readonly body: string;
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  /** Whether a bullet or a number stands before it. */
  readonly item: boolean;
  /** Whether it documents one parameter, as docstrings do. */
  readonly argument: boolean;
  /** A known heading before the text: `Returns: the id`. `from` is where the text goes on; `end` when it does not. */
  readonly label?: {
    readonly title: string;
    readonly section: Section;
    readonly from: number;
    readonly listed: boolean;
  };
}

/** A heading is not longer than this. */
const HEADING = 100;

const FENCE = /^\s*(?:```|~~~)/;
/** A line of a program or of JSON outside a fence: it opens a brace, ends a statement, or is brackets alone. */
const CODE = /(?:[{[(]|[)\]}"'];|\\)$|^[^\p{L}\p{N}]*[{}()[\]][^\p{L}\p{N}]*$/u;
const BULLET =
  /^(?:[-*•–—●▪◦‣·+]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\u200D|\uFE0F)\s*)+/u;
/** A bullet that is no picture: pictures stand before headings of a whole text too. */
const LISTED = /^(?:[-*•–—●▪◦‣·+]|\(?\d{1,2}[.)]|\(?[a-z]\))\s/;
const TAG = /^<(\/?)([a-z][\w -]{0,40})>$/i;
const MARKDOWN = /^(?:#{1,6} +(.+?) *#*|\*\*(.+?):?\*\*:?|__(.+?):?__:?)$/;
/** "**Cutting a hedge does not harm the roots**": bold, but a sentence. */
const SAYS = /[a-z] (?:is|are|does|do|will|can|cannot|must|may) (?:not |be |only |also |never )/i;
const LABEL = /^(?:\*\*|__)?([\p{L}][\p{L}\d '’/&()-]{0,60}?)(?:\*\*|__)?\s?:(?:\*\*|__)?(?=\s|$)/u;
/** `limit (int, optional): …` of a docstring, with or without a heading above. */
const ARGUMENT =
  /^[`'"*]{0,3}[\w.-]{1,60}[`'"*]{0,3}\s?\((?:str|string|int|integer|float|number|bool|boolean|list|array|dict|object|any|optional|required|enum|date)\b[^)]{0,80}\)\s?[:–-]/i;

/** The lines of a text, each told for what it is. */
export function* linesOf(text: string): Generator<Line> {
  let start = 0;
  for (const line of text.split('\n')) {
    yield lineOf(line, start);
    start += line.length + 1;
  }
}

function lineOf(line: string, at: number): Line {
  const bare = line.trim();
  if (bare === '') return { kind: 'blank' };
  if (FENCE.test(line)) return { kind: 'fence' };
  const indent = line.length - line.trimStart().length;
  const bullet = BULLET.exec(bare)?.[0].length ?? 0;
  const body = bare.slice(bullet);
  const start = at + indent + bullet;
  const end = start + body.length;

  const tag = TAG.exec(body);
  if (tag) return { kind: 'tag', title: cleaned(tag[2]!.replaceAll(/[_-]/g, ' ')), indent, closes: tag[1] === '/' };
  const title = titleOf(body);
  if (title !== undefined) return { kind: 'title', title, indent, listed: LISTED.test(bare) };
  if (CODE.test(bare.slice(-HEADING)) && bullet === 0) return { kind: 'code' };
  const label = labelOf(body, start, LISTED.test(bare));
  return {
    kind: 'text',
    body,
    start,
    end,
    indent,
    item: bullet > 0,
    argument: ARGUMENT.test(body),
    ...(label && { label }),
  };
}

function labelOf(body: string, start: number, listed: boolean): TextLine['label'] {
  const found = LABEL.exec(body);
  if (!found) return undefined;
  const title = found[1]!.toLowerCase();
  const section = sectionOf(title);
  if (section === 'other') return undefined;
  const behind = body.slice(found[0].length);
  return { title, section, from: start + body.length - behind.trimStart().length, listed };
}

/** The title of a line that is nothing but one, in lower case. */
function titleOf(body: string): string | undefined {
  if (body.length > HEADING) return undefined;
  const marked = MARKDOWN.exec(body);
  if (marked && (marked[1] !== undefined || !SAYS.test(body))) return cleaned(marked[1] ?? marked[2] ?? marked[3]!);
  const isLead = body.endsWith(':') && !/[.!?,;]\s/.test(body) && body.split(/\s+/).length <= 8;
  return isLead && body.length <= 70 ? cleaned(body.slice(0, -1)) : undefined;
}

const cleaned = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[*_#`]|:$/g, '')
    .replace(/^[^\p{L}]+/u, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
