/** A template as its tag gets it. */
export interface Template {
  readonly cooked: readonly string[];
  readonly raw: readonly string[];
  readonly values: readonly (string | readonly unknown[])[];
}

export type Tag = (template: Template) => string;

const interleave = (strings: readonly string[], values: readonly unknown[]): string =>
  strings.map((text, i) => (i < strings.length - 1 ? text + String(values[i] ?? '') : text)).join('');

/** The spaces a text ends in, when they are all its last line has. */
function lineIndent(text: string): string {
  let start = text.length;
  while (text[start - 1] === ' ') start--;
  return start === 0 || text[start - 1] === '\n' ? text.slice(start) : '';
}

const indentLater = (text: string, indent: string): string => text.replaceAll('\n', `\n${indent}`);

/** Not `Math.min(…)`: a text may have more lines than a call takes arguments. */
export const smallest = (widths: readonly number[]): number | undefined =>
  widths.length > 0 ? widths.reduce((a, b) => Math.min(a, b)) : undefined;

function leastIndent(lines: readonly string[], pattern: RegExp): number | undefined {
  return smallest(lines.flatMap((line) => pattern.exec(line)?.[1]?.length ?? []));
}

export interface DedentOptions {
  readonly alignValues?: boolean;
  readonly escapeSpecialCharacters?: boolean;
  readonly trimWhitespace?: boolean;
}

/** The package `dedent`, as of 1.7: the least indentation of an indented line is taken off all, then the text is trimmed. */
export function dedent({ raw, values }: Template, isTag: boolean, options: DedentOptions): string {
  const { alignValues = false, escapeSpecialCharacters: unescapes = isTag, trimWhitespace = true } = options;
  let text = '';
  raw.forEach((piece, i) => {
    text += unescapes ? piece.replace(/\\\n[ \t]*/g, '').replace(/\\([`${])/g, '$1') : piece;
    const value = values[i];
    if (i >= raw.length - 1 || value === undefined) return;
    const indent = /^\s*/.exec(text.slice(text.lastIndexOf('\n') + 1))![0];
    text += alignValues && typeof value === 'string' ? indentLater(value, indent) : String(value);
  });
  const lines = text.split('\n');
  const least = leastIndent(lines, /^(\s+)\S/);
  if (least !== undefined) text = lines.map((line) => (/^[ \t]/.test(line) ? line.slice(least) : line)).join('\n');
  if (trimWhitespace) text = text.trim();
  return unescapes ? unescape(text) : text;
}

/** In the order the package takes them, one after another. */
const ESCAPES = [
  ['\\n', '\n'],
  ['\\t', '\t'],
  ['\\r', '\r'],
  ['\\v', '\v'],
  ['\\b', '\b'],
  ['\\f', '\f'],
  ['\\0', '\0'],
] as const;

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  let result = text;
  for (const [escape, char] of ESCAPES) result = result.replaceAll(escape, char);
  return result
    .replace(/\\x([\da-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\u\{([\da-fA-F]{1,6})\}/g, (_, code: string) =>
      String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10_ff_ff)),
    )
    .replace(/\\u([\da-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The package `ts-dedent`: the least indentation after a line break goes, values keep their lines aligned. */
export const tsDedent: Tag = ({ cooked, values }) => {
  let strings = [...cooked];
  strings.push(strings.pop()!.replace(/\r?\n[\t ]*$/, ''));
  const widths = strings.flatMap((text) =>
    [...text.matchAll(/\n(?:([\t ]+)|(?=\S))/g)].map(([, indent = '']) => indent.length),
  );
  const least = smallest(widths);
  if (least) strings = strings.map((text) => text.replace(new RegExp(`\n[\t ]{${least}}`, 'g'), '\n'));
  let text = strings[0]!.replace(/^\r?\n/, '');
  values.forEach((value, i) => {
    const plain = String(value);
    text += (plain.includes('\n') ? indentLater(plain, lineIndent(text)) : plain) + (strings[i + 1] ?? '');
  });
  return text;
};

/** The package `dedent-js`. */
export const dedentJs: Tag = ({ cooked, values }) => {
  let strings = [...cooked];
  strings.push(strings.pop()!.replace(/\r?\n[\t ]*$/, ''));
  const widths = strings.flatMap((text) => (text.match(/\n[\t ]+/g) ?? []).map((each) => each.length - 1));
  const least = smallest(widths);
  if (least !== undefined) {
    const indent = new RegExp(`\n[\t ]{${least}}`, 'g');
    strings = strings.map((text) => text.replace(indent, '\n'));
  }
  strings[0] = strings[0]!.replace(/^\r?\n/, '');
  return interleave(strings, values);
};

export interface OutdentOptions {
  readonly trimLeadingNewline?: boolean;
  readonly trimTrailingNewline?: boolean;
  readonly newline?: string | null;
}

/** The package `outdent`: the indentation of the first line is taken off all lines. */
export function outdent({ cooked, values }: Template, options: OutdentOptions): string {
  const level = /(?:\r\n|\r|\n)([ \t]*)(?:[^ \t\r\n]|$)/.exec(cooked[0] ?? '')?.[1]?.length ?? 0;
  const indent = new RegExp(`(\\r\\n|\\r|\\n).{0,${level}}`, 'g');
  const strings = cooked.map((text, i) => {
    let result = text.replace(indent, '$1');
    if (i === 0 && options.trimLeadingNewline) result = result.replace(/^[ \t]*(?:\r\n|\r|\n)/, '');
    if (i === cooked.length - 1 && options.trimTrailingNewline) result = result.replace(/(?:\r\n|\r|\n)[ \t]*$/, '');
    return typeof options.newline === 'string' ? result.replace(/\r\n|\n|\r/g, () => options.newline!) : result;
  });
  return interleave(strings, values);
}

/** The package `endent`: `dedent` 0.7 of a text whose values keep their lines aligned; a value that is JSON is laid out. */
export const endent: Tag = ({ cooked, values }) => {
  // stands before each line of a value, so that its own indentation survives
  const mark = '\u{f8ff}\u{f8fe}';
  let text = '';
  cooked.forEach((piece, i) => {
    text += piece;
    if (i >= values.length) return;
    const plain = String(values[i]);
    const json = laidOut(plain);
    const before = text.slice(text.lastIndexOf('\n') + 1);
    if (json !== undefined) text += indentLater(json, ' '.repeat(Math.max(0, before.search(/\S/))));
    else text += plain.includes('\n') ? mark + indentLater(plain, `${lineIndent(text)}${mark}`) : plain;
  });
  const cleaned = text.replace(/\\\n[ \t]*/g, '').replace(/\\`/g, '`');
  const lines = cleaned.split('\n');
  const least = leastIndent(lines, /^(\s+)\S/);
  const result =
    least === undefined ? cleaned : lines.map((line) => (line.startsWith(' ') ? line.slice(least) : line)).join('\n');
  return result.trim().replace(/\\n/g, '\n').split(mark).join('');
};

function laidOut(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return json ? JSON.stringify(json, null, 2) : undefined;
  } catch {
    return undefined;
  }
}

/** The package `strip-indent`. */
export function stripIndent(text: string): string {
  const least = smallest((text.match(/^[ \t]*(?=\S)/gm) ?? []).map((indent) => indent.length));
  return least ? text.replace(new RegExp(`^[ \\t]{${least}}`, 'gm'), '') : text;
}

/** Without the blank lines at both ends. */
export function trimLines(text: string): string {
  let end = text.length;
  for (let at = end; at > 0;) {
    while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
    if (text[at - 1] !== '\n') break;
    at -= text[at - 2] === '\r' ? 2 : 1;
    end = at;
  }
  return text.slice(0, end).replace(/^(?:[ \t]*\r?\n)+/, '');
}
