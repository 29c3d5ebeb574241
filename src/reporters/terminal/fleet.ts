import type { FleetGroup, Fleet, Member } from '../../fleet/fleet.ts';
import type { Finding } from '../../engine/audit.ts';
import { groupBy } from '../../model/group.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { percent, remarksOf, shareOf, STATES, toolsOf, WINDOW, windowName } from '../fleet.ts';
import { bar } from './bar.ts';
import type { Page } from './findings.ts';
import { columns, fit, pad } from './width.ts';
import { wrap } from './wrap.ts';

/** Servers side by side: what each takes, what failed, and what the client makes of their names. */
export function fleetLines(fleet: Fleet | undefined, page: Page): string[] {
  if (!fleet) return [];
  const { style, width } = page;
  const title = 'side by side';
  const layout = layoutOf(fleet, page);
  return [
    `${style.dim('──')} ${style.bold(title)} ${style.dim('─'.repeat(Math.max(0, width - columns(title) - 4)))}`,
    '',
    ...fleet.groups.flatMap((group) => [
      ...headLines(group, page),
      ...tableLines(group, layout, page),
      ...remarkLines(group, page),
      '',
    ]),
  ];
}

function headLines({ title, files }: FleetGroup, { style, width }: Page): string[] {
  if (files.length === 0) return [style.bold(title)];
  return wrap(`${title} · ${files.map((file) => printable(file)).join(', ')}`, width).map((line, i) =>
    i === 0 ? style.bold(line.slice(0, title.length)) + style.dim(line.slice(title.length)) : `   ${style.dim(line)}`,
  );
}

interface Cells {
  readonly name: string;
  readonly tools: string;
  readonly tokens: string;
  readonly share: string;
}

/** Columns that all tables share, so that they can be compared. */
interface Layout {
  readonly wide: Readonly<Record<keyof Cells, number>>;
  /** Where what follows the name begins. */
  readonly left: number;
  /** How long a bar may be, and the tokens it is for. */
  readonly room: number;
  readonly highest: number;
}

const HEAD: Cells = { name: 'server', tools: 'tools', tokens: 'tokens', share: `of ${windowName(WINDOW)}` };

function layoutOf({ groups }: Fleet, { width }: Page): Layout {
  const all = [HEAD, ...groups.flatMap((group) => [...group.members.map(cellsOf), ...footOf(group)])];
  const most = (of: keyof Cells): number => all.reduce((max, cells) => Math.max(max, columns(cells[of])), 0);
  const numbers = { tools: most('tools'), tokens: most('tokens'), share: most('share') };
  const taken = numbers.tools + numbers.tokens + numbers.share + 8;
  const wide = { ...numbers, name: Math.max(8, Math.min(most('name'), Math.floor(width / 3), width - taken)) };
  const left = wide.name + 4;
  const totals = groups.flatMap(({ members }) => members.map(({ spent }) => spent?.total ?? 0));
  return {
    wide,
    left,
    room: Math.min(24, width - wide.name - taken - 4),
    highest: totals.reduce((max, each) => Math.max(max, each), 1),
  };
}

function tableLines(group: FleetGroup, { wide, left, room, highest }: Layout, page: Page): string[] {
  const { style, width } = page;
  const { members, client } = group;
  const row = ({ name, tools, tokens, share }: Cells, paint = (text: string): string => text): string =>
    `  ${pad(fit(name, wide.name), wide.name)}  ${tools.padStart(wide.tools)}  ${paint(tokens.padStart(wide.tokens))}  ${style.dim(share.padStart(wide.share))}`;
  return [
    style.dim(row(client === 'variants' ? { ...HEAD, name: 'variant' } : HEAD)),
    ...members.flatMap((member, i) => {
      const { spent, state } = member;
      const cells = cellsOf(member);
      const why = state === 'read' ? [] : whyLines(member, page, left);
      const name = `  ${pad(fit(cells.name, wide.name), wide.name)}  `;
      if (!spent || state === 'failed') return why.map((line, nth) => (nth === 0 ? name : ' '.repeat(left)) + line);
      const drawn = room > 3 ? style.severity.info(bar(spent.total / highest, room)) : '';
      const change = client === 'variants' && i > 0 ? changeOf(spent.total, members[0]!.spent?.total) : '';
      return [
        `${row(cells, style.bold)}  ${drawn}${change && `  ${style.dim(change)}`}`.trimEnd(),
        ...why.map((line) => ' '.repeat(left) + line),
      ];
    }),
    ...footOf(group).map((foot) => {
      const free = width - left - wide.tools - wide.tokens - wide.share - 6;
      return `${row(foot, style.bold)}  ${free > 8 ? style.dim(fit(windows(group), free)) : ''}`.trimEnd();
    }),
  ];
}

/** Against the first: `+56 %`, `-20 %`. */
const changeOf = (total: number, first = 0): string =>
  first === 0 || total === first ? '' : `${total > first ? '+' : '-'}${percent(Math.abs(total - first) / first)}`;

function footOf({ together, members }: FleetGroup): Cells[] {
  if (!together || members.length < 2) return [];
  const missing = members.some(({ state }) => state === 'failed' || state === 'partial');
  return [
    {
      name: missing ? 'together, at least' : 'together',
      tools: grouped(together.tools),
      tokens: grouped(together.total),
      share: percent(shareOf(together)),
    },
  ];
}

const cellsOf = (member: Member): Cells => ({
  name: printable(member.name, 60) || '(no name)',
  tools: toolsOf(member),
  tokens: member.spent ? grouped(member.spent.total) : '',
  share: member.spent ? percent(shareOf(member.spent)) : '',
});

function whyLines({ state, reason = '' }: Member, { style, width }: Page, left: number): string[] {
  const word = STATES[state];
  const lines = wrap(printable(reason, 400), width - left - word.length - 2);
  return lines.map((line, i) => {
    const lead = i === 0 ? (state === 'off' ? style.dim(word) : style.severity.error(word)) : ' '.repeat(word.length);
    return `${lead}  ${state === 'off' ? style.dim(line) : line}`;
  });
}

/** `3.1 % of 128k, 0.4 % of 1M`, beside the column. */
const windows = ({ together }: FleetGroup): string =>
  (together?.windows ?? [])
    .filter(({ window }) => window !== WINDOW)
    .map(({ window, share }) => `${percent(share)} of ${windowName(window)}`)
    .join(', ');

function remarkLines(group: FleetGroup, { style, width }: Page): string[] {
  return remarksOf(group).flatMap(({ loud, title, lines, left }, i) => [
    ...(i === 0 ? [''] : []),
    ...wrap(title, width - 12).map((line, i) =>
      i === 0
        ? `  ${loud ? style.severity.warning('warning') : style.severity.info('note   ')}  ${line}`
        : ' '.repeat(11) + line,
    ),
    ...lines.flatMap((line) => wrap(line, width - 13)).map((line) => ' '.repeat(11) + style.dim(line)),
    ...(left > 0 ? [' '.repeat(11) + style.dim(`and ${left} more`)] : []),
  ]);
}

/** The findings on a variant that stand with an earlier one: they have much in common. */
export function elsewhere(
  findings: readonly Finding[],
  told: ReadonlyMap<Finding, string>,
  { style, width }: Page,
): string[] {
  const counts = groupBy(
    findings.flatMap((finding) => told.get(finding) ?? []),
    (server) => server,
  );
  if (counts.size === 0) return [];
  const parts = [...counts].map(
    ([server, { length }]) => `${plural(length, 'finding')} as on ${printable(server, 60)}`,
  );
  return [...wrap(parts.join(', '), width).map((line) => style.dim(line)), ''];
}
