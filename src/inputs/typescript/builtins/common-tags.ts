import { smallest, type Tag, type Template } from './indents.ts';

/** What one of the transformers of `common-tags` does. */
interface Transformer {
  readonly string?: (text: string) => string;
  readonly substitution?: (value: string | readonly unknown[], before: string) => string | readonly unknown[];
  readonly end?: (text: string) => string;
}

/** A tag made of transformers: each substitution passes through all of them, then the whole text. */
const tag =
  (...transformers: readonly Transformer[]): Tag =>
  ({ cooked, values }: Template): string => {
    let text = cooked[0] ?? '';
    for (let i = 1; i < cooked.length; i++) {
      const before = text;
      const value = transformers.reduce(
        (each, { substitution }) => substitution?.(each, before) ?? each,
        values[i - 1] ?? '',
      );
      text += String(value) + cooked[i]!;
    }
    return transformers.reduce((each, { end }) => end?.(each) ?? each, text);
  };

const stripInitial: Transformer = {
  end(text) {
    const least = smallest((text.match(/^[^\S\n]*(?=\S)/gm) ?? []).map((indent) => indent.length));
    return least ? text.replace(new RegExp(`^.{${least}}`, 'gm'), '') : text;
  },
};
const stripAll: Transformer = { end: (text) => text.replace(/^[^\S\n]+/gm, '') };
const trim: Transformer = { end: (text) => text.trim() };
const oneSpace: Transformer = { end: (text) => text.replace(/\s+/g, ' ') };
const splitLines: Transformer = {
  substitution: (value) => (typeof value === 'string' && value.includes('\n') ? value.split('\n') : value),
};
const printable = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== false && !Number.isNaN(value);
const removeEmpty: Transformer = { substitution: (value) => (Array.isArray(value) ? value.filter(printable) : value) };

/** The white space a text ends in, with at most one line break, and that first. */
function indentAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && /[^\S\n]/.test(text[start - 1]!)) start--;
  if (start === text.length) return '';
  return text.slice(text[start - 1] === '\n' ? start - 1 : start);
}

const inline = (separator = '', conjunction = ''): Transformer => ({
  substitution(value, before) {
    if (typeof value === 'string') return value;
    const list = value.join(separator + (indentAtEnd(before) || ' '));
    if (!conjunction || value.length < 2) return list;
    const last = list.lastIndexOf(separator);
    return `${list.slice(0, last)} ${conjunction}${list.slice(last + 1)}`;
  },
});

const escapeHtml: Transformer = {
  substitution: (value) =>
    String(value)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#x27;')
      .replaceAll('`', '&#x60;'),
};

const html = tag(splitLines, removeEmpty, inline(), stripInitial, trim);
const stripIndent = tag(stripInitial, trim);

/** The package `common-tags`, by the names of its tags. */
export const COMMON_TAGS: Readonly<Record<string, Tag>> = {
  codeBlock: html,
  commaLists: tag(inline(','), stripInitial, trim),
  commaListsAnd: tag(inline(',', 'and'), stripInitial, trim),
  commaListsOr: tag(inline(',', 'or'), stripInitial, trim),
  html,
  inlineLists: tag(inline(), stripInitial, trim),
  oneLine: tag({ end: (text) => text.replace(/\n\s*/g, ' ') }, trim),
  oneLineCommaLists: tag(inline(','), oneSpace, trim),
  oneLineCommaListsAnd: tag(inline(',', 'and'), oneSpace, trim),
  oneLineCommaListsOr: tag(inline(',', 'or'), oneSpace, trim),
  oneLineInlineLists: tag(inline(), oneSpace, trim),
  oneLineTrim: tag({ end: (text) => text.replace(/\n\s*/g, '') }, trim),
  safeHtml: tag(splitLines, inline(), stripInitial, trim, escapeHtml),
  source: html,
  stripIndent,
  stripIndents: tag(stripAll, trim),
};
