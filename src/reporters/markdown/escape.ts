import { printable } from '../../text/printable.ts';
import { printableLog } from '../log.ts';

const fenceFor = (text: string, least: number): string =>
  '`'.repeat(Math.max(least, 1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))));

/** Text by strangers as inline code, in which GitHub makes no link, mention, emoji, formula or HTML. */
export function code(text: string, max = 120): string {
  const safe = printable(text, max);
  if (safe.trim() === '') return '(no name)';
  const fence = fenceFor(safe, 1);
  const gap = /^`|`$/.test(safe) ? ' ' : '';
  return `${fence}${gap}${safe}${gap}${fence}`;
}

/** Lines by strangers as a block of code. */
export function block(text: string): string {
  const safe = printableLog(text);
  const fence = fenceFor(safe, 3);
  return `${fence}text\n${safe}\n${fence}`;
}

/**
 * A sentence of ours with names in backticks. What stands in backticks stays code; everything else is escaped, and what
 * GitHub would turn into a mention, an issue or a bare link is broken up by an empty comment.
 */
export function prose(text: string): string {
  const safe = printable(text, Infinity);
  const pieces = safe.split('`');
  const paired = pieces.length % 2 === 1;
  const escaped = paired
    ? pieces
        .map((piece, i) => (i % 2 === 0 ? escape(piece) : piece.trim() === '' ? '(empty)' : `\`${piece}\``))
        .join('')
    : escape(safe);
  return escaped.replace(/^\s*(\d{0,9})([-+=#.)])/, '$1\\$2'); // at the start of a line these make lists and headings
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
const BROKEN: Readonly<Record<string, string>> = {
  '@': '@<!-- -->',
  '#': '#<!-- -->',
  '://': ':<!-- -->//',
  'www.': 'www<!-- -->.',
};

const escape = (text: string): string =>
  text.replace(
    /[\\`*_[\]<>&|~$]|[@#](?=\w)|:\/\/|\bwww\./gi,
    (found) => ENTITIES[found] ?? BROKEN[found.toLowerCase()] ?? `\\${found}`,
  );

/** For text between HTML tags. */
export const html = (text: string): string => printable(text).replace(/[<>&]/g, (found) => ENTITIES[found]!);

/** In a table cell a bar ends the cell, in code too. */
export const cell = (markdown: string): string => markdown.replace(/\\?\|/g, '\\|');
