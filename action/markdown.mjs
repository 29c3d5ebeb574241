// Text by strangers in Markdown, as the reports of `mcp-audit` write it (src/reporters/markdown/escape.ts); a test holds the
// two together.

/** Controls, invisible characters and lone surrogates, which never reach a page as they are. */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- the point of the expression
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]|[\uD800-\uDFFF]/gu;

const NAMED = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function printable(text, max) {
  const cut = text.length > max ? `${text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
  return cut.replace(UNSAFE, (c) => NAMED[c] ?? `\\u{${c.codePointAt(0).toString(16).toUpperCase()}}`);
}

/** Inline code, in which GitHub makes no link, mention, emoji, formula or HTML. */
export function code(text, max = 120) {
  const safe = printable(text, max);
  if (safe.trim() === '') return '(no name)';
  const fence = '`'.repeat(1 + Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length)));
  const gap = /^`|`$/.test(safe) ? ' ' : '';
  return `${fence}${gap}${safe}${gap}${fence}`;
}

/** A message with names in backticks: those stay code, and nothing else is obeyed. */
export function prose(text) {
  const pieces = printable(text, Infinity).split('`');
  const escaped =
    pieces.length % 2 === 1
      ? pieces
          .map((piece, i) => (i % 2 === 0 ? escape(piece) : piece.trim() === '' ? '(empty)' : `\`${piece}\``))
          .join('')
      : escape(pieces.join('`'));
  return escaped.replace(/^\s*(\d{0,9})([-+=#.)])/, '$1\\$2');
}

// GitHub makes mentions, issues and links of these, escaped or not; an empty comment breaks them up.
const ESCAPED = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '@': '@<!-- -->',
  '#': '#<!-- -->',
  '://': ':<!-- -->//',
  'www.': 'www<!-- -->.',
};
const escape = (text) =>
  text.replace(/[\\`*_[\]<>&|~$]|[@#](?=\w)|:\/\/|\bwww\./gi, (found) => ESCAPED[found.toLowerCase()] ?? `\\${found}`);

/** In a table a bar ends the cell, in code too. */
export const cell = (markdown) => markdown.replace(/\\?\|/g, '\\|');

/** The first lines that `limit` bytes hold, with what they open closed, and a word on what is left out. */
export function capped(markdown, limit) {
  if (Buffer.byteLength(markdown) <= limit) return markdown;
  const rest = '\n\nand more, for which there is no room here\n';
  let left = limit - Buffer.byteLength(rest) - 200; // what it may take to close
  if (left < 0) return '';
  let [fence, folds] = ['', 0];
  const kept = [];
  for (const line of markdown.split('\n')) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    kept.push(line);
    const [, run = '', said = ''] = /^\s*(`{3,})(.*)$/.exec(line) ?? [];
    if (fence === '') {
      fence = run;
      folds += line.split('<details>').length - line.split('</details>').length;
    } else if (run.length >= fence.length && said.trim() === '') fence = '';
  }
  return `${kept.join('\n')}${fence && `\n${fence}`}${'\n</details>'.repeat(Math.max(0, folds))}${rest}`;
}
