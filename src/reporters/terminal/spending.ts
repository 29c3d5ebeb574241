import type { Saving } from '../../budget/spending/spending.ts';
import { toolsetBudgets } from '../../budget/toolsets.ts';
import type { ServerAudit } from '../../engine/audit.ts';
import { propertyAt } from '../../model/pointer.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { percent, windowName } from '../fleet.ts';
import { piecesOf } from '../edits.ts';
import { basisOf, placeOf, riskOf } from '../spending.ts';
import { bar } from './bar.ts';
import { costLines, viewLines } from './clients.ts';
import type { Page } from './findings.ts';
import { columns, fit, pad } from './width.ts';
import { wrap } from './wrap.ts';

/** How much of each is shown beside findings; `mcp-audit budget` shows all of it. */
const FEW = { toolsets: 5, savings: 3 };

/** From here down what stands in a column beside numbers goes below them. */
export const NARROW = 60;

/** What the definitions take of common context windows. */
export function windowLine({ spending }: ServerAudit, { style, width }: Page): string[] {
  const windows = spending?.().windows ?? [];
  const parts = windows.map(({ window, share }) => `${windowName(window)} ${style.bold(percent(share))}`);
  if (parts.length === 0) return [];
  return width < NARROW
    ? ['  of a window', ...parts.map((part) => `    ${part}`)]
    : [`  ${'of a window'.padEnd(12)}  ${parts.join(style.dim('  ·  '))}`];
}

/** The toolsets with a bar for what each takes; nothing where nothing tells them apart. */
export function toolsetLines(server: ServerAudit, page: Page, most = FEW.toolsets): string[] {
  const grouping = server.toolsets?.();
  if (!grouping || !server.budget || grouping.toolsets.length < 2) return [];
  const { style } = page;
  const all = toolsetBudgets(grouping, server.budget);
  const shown = all.slice(0, most);
  const left = all.length - shown.length;
  const rows = shown.map(({ name, tools, tokens }) => ({
    name: name === undefined ? '(no toolset)' : printable(name, 60),
    note: plural(tools, 'tool'),
    tokens,
  }));
  return [
    style.dim(fit(`  toolsets, ${basisOf(grouping)}`, page.width)),
    ...barLines(rows, server.budget.model, page),
    ...(left > 0 ? [style.dim(`  and ${plural(left, 'other')}`)] : []),
  ];
}

interface Row {
  readonly name: string;
  readonly note?: string;
  readonly tokens: number;
}

/** Names, numbers, shares and bars in columns. */
export function barLines(rows: readonly Row[], total: number, { style, width }: Page): string[] {
  const most = Math.max(1, ...rows.map(({ tokens }) => tokens));
  const digits = grouped(most).length;
  const longest = Math.max(0, ...rows.map(({ note = '' }) => note.length));
  const notes = width < NARROW && longest > 4 ? 0 : longest; // the name says more
  const names = rows.map(({ name }) =>
    fit(name || '(no name)', Math.min(Math.max(40, width - 62), width - digits - notes - 14)),
  );
  const wide = Math.max(0, ...names.map(columns));
  const room = Math.min(24, width - wide - digits - notes - 18);
  return rows.map(({ note = '', tokens }, i) => {
    const share = percent(tokens / (total || 1)).padStart(6);
    const beside = notes > 0 ? `${style.dim(note.padStart(notes))}  ` : '';
    return `  ${pad(names[i]!, wide)}  ${beside}${grouped(tokens).padStart(digits)}  ${style.dim(share)}  ${room > 3 ? style.severity.info(bar(tokens / most, room)) : ''}`.trimEnd();
  });
}

/** What to do, the most worth first. */
export function savingLines(server: ServerAudit, page: Page, most = FEW.savings): string[] {
  const { style, width } = page;
  const all = server.spending?.().savings ?? [];
  if (all.length === 0) return [];
  const shown = all.slice(0, most);
  const amounts = shown.map(amountOf);
  const digits = Math.max(...amounts.map(({ length }) => length));
  const left = all.length - shown.length;
  return [
    ...wrap('where to save: with a minus what an edit saves, counted; else what is spent there', width - 2).map(
      (line) => style.dim(`  ${line}`),
    ),
    ...shown.flatMap((saving, i) => {
      const lines = wrap(printable(saving.say, 400).replaceAll('`', ''), width - digits - 4);
      const amount = amounts[i]!.padStart(digits);
      const place =
        most > FEW.savings ? [riskOf(saving), placeOf(saving, server)].filter(Boolean).join(' · ') : undefined;
      return [
        ...lines.map((line, j) =>
          j === 0
            ? `  ${saving.saves === undefined ? amount : style.green(amount)}  ${line}`
            : `${' '.repeat(digits + 4)}${line}`,
        ),
        ...(place === undefined
          ? []
          : [...wrap(place, width - digits - 4).map((line) => style.dim(line)), ...editLine(saving, server, page)].map(
              (line) => `${' '.repeat(digits + 4)}${line}`,
            )),
      ];
    }),
    ...(left > 0
      ? [style.dim(`  and ${plural(left, 'other')}: \`mcp-audit budget\` lists them, and what each client sends`)]
      : []),
  ];
}

/** The first edit, for all. */
function editLine({ edits = [] }: Saving, server: ServerAudit, { style, width }: Page): string[] {
  const [first] = edits;
  const pieces = first ? piecesOf(first, server) : [];
  let room = width - 16; // the amount and the word before it
  const shown = pieces.map(({ op, text }) => {
    const kept = fit(text, Math.max(0, room));
    room -= columns(kept);
    return op === 'gone' ? style.removed(kept) : op === 'came' ? style.green(kept) : style.dim(kept);
  });
  return shown.length === 0
    ? []
    : [`${style.dim(pieces.some(({ op }) => op === 'gone') ? 'cut' : 'add')} ${shown.join('')}`];
}

const amountOf = ({ saves, spent }: Saving): string => (saves === undefined ? grouped(spent) : `−${grouped(saves)}`);

/** All that is known of where the tokens go: for `mcp-audit budget`. */
export function spendingLines(server: ServerAudit, page: Page): string[] {
  const spending = server.spending?.();
  if (!spending || server.tools.length === 0) return [];
  const { style } = page;
  const section = (title: string, note: string, lines: readonly string[]): string[] => {
    const [beside = '', ...below] = note === '' ? [] : wrap(note, page.width - title.length - 1);
    const head = `${style.bold(title)} ${style.dim(beside)}`.trimEnd();
    return lines.length === 0 ? [] : [head, ...below.map((line) => `  ${style.dim(line)}`), ...lines, ''];
  };
  return [
    ...section(
      'clients',
      'what each gives its model, in tokens of o200k_base; ≈ is an estimate',
      viewLines(spending.views, page),
    ),
    ...section('money', 'US dollars for 1,000 turns, for the definitions alone', costLines(spending.costs, page)),
    ...section(
      'said again',
      'what all copies after the first cost',
      barLines(
        spending.repeats.slice(0, 10).map(({ kind, text, at, duplicate }) => ({
          name: `${kind} ${printable(text, 60)}`,
          note: `${grouped(at.length)} times`,
          tokens: duplicate,
        })),
        server.budget?.model ?? 1,
        page,
      ),
    ),
    ...section(
      'longest texts',
      '',
      barLines(
        spending.longest.map(({ at, tokens }) => ({
          name: [printable(at.name || 'instructions', 60), printable(propertyAt(at.pointer) ?? '', 60)]
            .filter(Boolean)
            .join(' '),
          tokens,
        })),
        server.budget ? server.budget.model + server.budget.instructions : 1,
        page,
      ),
    ),
    ...section('savings', '', savingLines(server, page, Infinity)),
  ];
}
