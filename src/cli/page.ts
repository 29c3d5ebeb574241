import { columns, pad } from '../reporters/terminal/width.ts';
import { NO_BREAK, wrap } from '../reporters/terminal/wrap.ts';

interface Look {
  readonly color: boolean;
  readonly width: number;
}

/** Markdown as a terminal reads it: links as text with their address, tables in columns, lines no longer than the terminal, headings and strong text in bold where colour is on. Code stays as it is. */
export function readable(page: string, { color, width }: Look): string {
  const bold = (text: string): string => (color ? `\u001B[1m${text}\u001B[22m` : text);
  const strong = (text: string): string =>
    text
      .replace(/\*\*([^*]+)\*\*/g, (_, marked: string) => bold(marked))
      .replace(/^#+ (.*)$/gm, (_, heading: string) => bold(heading));
  const blocks = page
    .replace(/<!--[^\n]*-->\n?/g, '\n')
    .trim()
    .split(/^(```[^\n]*\n[^]*?^```)$/m)
    .flatMap((part) =>
      part.startsWith('```') ? [code(part, bold)] : part.split(/\n{2,}/).map((block) => strong(prose(block, width))),
    );
  return `${blocks.filter((block) => block.trim() !== '').join('\n\n')}\n`;
}

/** Without its fences; the language of an example says whether it is a good one. */
function code(block: string, bold: (text: string) => string): string {
  const [fence = '', ...lines] = block.split('\n').slice(0, -1);
  const [, kind] = /^```\w+ (bad|good)(?: \{.*\})?$/.exec(fence) ?? [];
  return [...(kind === undefined ? [] : [bold(kind === 'bad' ? 'Bad:' : 'Good:')]), ...lines].join('\n');
}

function prose(block: string, width: number): string {
  const lines = block
    .trim()
    .split('\n')
    .map((line) => whole(withoutLinks(line)));
  if (lines.length > 2 && lines.every((line) => line.startsWith('|'))) return table(lines, width).join('\n');
  return lines
    .flatMap((line) => {
      if (line.startsWith('#')) return [line];
      const [mark] = /^(?:[-*]|\d{1,3}\.) /.exec(line) ?? [''];
      return hanging(line.slice(mark.length), mark, width);
    })
    .join('\n');
}

const hanging = (text: string, lead: string, width: number): string[] =>
  wrap(text, width - lead.length).map((line, i) => `${i === 0 ? lead : ' '.repeat(lead.length)}${line}`);

/** A link within the repository leads nowhere from a terminal: its text is the name of the rule, or speaks for itself. */
const withoutLinks = (line: string): string =>
  line
    .replace(/\[([^\]\n]+)\]\((https?:[^)\n]+)\)/g, '$1 <$2>')
    .replace(/\[([^\]\n]+)\]\(\.\.\/[^)\n]+\)/g, '`$1`')
    .replace(/\[([^\]\n]+)\]\([^)\n]+\)/g, '$1');

/** A name or a short call in backticks stays on one line. */
const whole = (line: string): string => line.replace(/`[^`]{1,40}`/g, (code) => code.replaceAll(' ', NO_BREAK));

/** Less than that is no column to read. */
const LEAST = 32;

/** Columns side by side where the last of them has room, else the cells of a row below each other. */
function table(lines: readonly string[], width: number): string[] {
  const [head = [], , ...rows] = lines.map(cells);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => columns(row[i] ?? ''))));
  const left = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  if (width - left < Math.min(LEAST, widths.at(-1) ?? 0))
    return rows.flatMap(([first = '', ...rest]) => [
      ...hanging(first, '', width),
      ...rest.flatMap((cell) => hanging(cell, ' '.repeat(4), width)),
    ]);
  return [head.map((cell) => `**${cell}**`), ...rows].flatMap((row, nth) => {
    const wide = nth === 0 ? widths.map((each) => each + 4) : widths; // the marks of strong text go later
    const lead = wide.slice(0, -1).map((each, i) => `${pad((row[i] ?? '').replaceAll(NO_BREAK, ' '), each)}  `);
    return wrap(row.at(-1) ?? '', width - left).map((line, i) =>
      i === 0 ? `${lead.join('')}${line}` : ' '.repeat(left) + line,
    );
  });
}

/** The cells of a row; a bar with a backslash before it is text. */
const cells = (row: string): string[] =>
  row
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
