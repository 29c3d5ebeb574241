import { printable } from '../../text/printable.ts';

/** Markup that is finished: only `html`, and what stands below it here, makes it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | undefined | false | readonly Content[];

/**
 * Markup with values set in. A string is escaped, and what is invisible in it is spelled out, so no text of strangers can be
 * forgotten; markup stands as it is, lists are joined, and `undefined` and `false` are nothing. Attributes stand in double quotes.
 */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const fixed = unindented(template);
  let out = fixed[0]!;
  values.forEach((value, i) => (out += written(value) + fixed[i + 1]!));
  return new Markup(out);
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Without what indents a template in its source: a page has thousands of rows. */
function unindented(template: TemplateStringsArray): readonly string[] {
  let fixed = known.get(template);
  if (!fixed) known.set(template, (fixed = template.map((text) => text.replace(/\n\s*/g, '\n'))));
  return fixed;
}

export const NOTHING = new Markup('');

function written(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string') return escape(content);
  if (typeof content === 'number') return String(content);
  return content instanceof Markup ? content.text : content.map(written).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string =>
  printable(text, Infinity).replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Text that keeps its lines; printable already. */
export const lines = (text: string): Markup => new Markup(text.split('\n').map(escape).join('\n'));

/** A sentence of ours with names in backticks, which become code. */
export function prose(text: string): Markup {
  const pieces = text.split('`');
  if (pieces.length % 2 === 0) return html`${text}`;
  return html`${pieces.map((piece, i) => (i % 2 === 0 ? piece : code(piece)))}`;
}

/** A name or a text by strangers; `<code>` is a bidirectional island by the style sheet, so it cannot turn what stands around it. */
export const code = (text: string, max = 200): Markup =>
  text.trim() === '' ? html`<i>(empty)</i>` : html`<code>${printable(text, max)}</code>`;

/** The name of a tool, with places to break where a word of it ends. */
export function name(text: string, max = 120): Markup {
  const shown = printable(text, max);
  if (shown.trim() === '') return html`<i>(no name)</i>`;
  return new Markup(
    shown
      .split(/(?<=[_./:-])(?=[^_./:-])|(?<=[a-z])(?=[A-Z])/)
      .map(escape)
      .join('<wbr>'),
  );
}

/** A link to a page; what is no such address stays text. */
export const link = (url: string, content: Content): Markup =>
  /^https:\/\/[\w.-]+(?:[/?#][^\s"'<>]*)?$/.test(url)
    ? html`<a href="${url}" rel="noreferrer">${content}</a>`
    : html`${content}`;

/** `12.5`, without an ending `.0`: for percentages in styles. */
export const short = (value: number, digits = 2): string => String(Number(value.toFixed(digits)));
