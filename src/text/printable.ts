import { jsonWithoutLogCommands } from './log-commands.ts';

/**
 * Characters that never reach a report as they are: C0 and C1 controls, bidirectional controls, zero-width and other
 * invisible format characters, variation selectors supplement, tag characters, line separators, lone surrogates.
 */
export const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- the point of the expression
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]|[\uD800-\uDFFF]/gu;

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text by strangers, made safe to show on one line: invisible and control characters as `\u{…}`, cut to `max` UTF-16 units. */
export function printable(text: string, max = 200): string {
  const cut = text.length > max ? `${text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
  return cut.replace(UNSAFE, (c) => NAMED[c] ?? `\\u{${c.codePointAt(0)!.toString(16).toUpperCase()}}`);
}

/** The same for text that keeps its line breaks. */
export const printableLines = (text: string, max = 10_000): string =>
  text
    .slice(0, max)
    .split(/\r\n|\n|\r/)
    .map((line) => printable(line, max))
    .join('\n');

/** JSON that is safe to look at: what is invisible, or steers a terminal or a CI runner, stands as `\u…`, so the values are as they were. */
export const safeJson = (json: string): string =>
  jsonWithoutLogCommands(json).replace(UNSAFE, (unsafe) => (unsafe === '\n' ? unsafe : escapeUnits(unsafe)));

function escapeUnits(unsafe: string): string {
  let out = '';
  for (let i = 0; i < unsafe.length; i++) out += `\\u${unsafe.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return out;
}
