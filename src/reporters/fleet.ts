import type { Audit, Finding } from '../engine/audit.ts';
import type { Clash, FleetGroup, LongName, Member, Spent } from '../fleet/fleet.ts';
import { groupBy } from '../model/group.ts';
import { grouped, plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';

/** The window whose share stands in a column; the others stand below. */
export const WINDOW = 200_000;

/** `3.4 %`; `< 0.1 %` for what rounds to nothing. */
export function percent(share: number): string {
  const shown = (100 * share).toFixed(1);
  return share > 0 && shown === '0.0' ? '< 0.1 %' : `${shown} %`;
}

export const shareOf = (spent: Spent, wanted = WINDOW): number =>
  spent.windows.find(({ window }) => window === wanted)?.share ?? 0;

/** `128k`, `1M`. */
export const windowName = (window: number): string =>
  window >= 1_000_000 ? `${window / 1_000_000}M` : `${window / 1000}k`;

/** `12`, `12 of 30`. */
export const toolsOf = ({ tools, listed }: Member): string =>
  tools === undefined ? '' : listed === undefined ? grouped(tools) : `${grouped(tools)} of ${grouped(listed)}`;

/** What a group is, in a word or two. */
export const STATES = { read: '', partial: 'in part', failed: 'failed', off: 'off' } as const;

/** How many things of one kind are named. */
const NAMED = 3;

/** A remark on what a client makes of a group, as text of ours around names of others. */
export interface Remark {
  readonly loud: boolean;
  /** "2 tools are called the same". */
  readonly title: string;
  /** One for each thing, and how many are left out. */
  readonly lines: readonly string[];
  readonly left: number;
}

const WHAT_HAPPENS: Readonly<Record<LongName['over'], string>> = {
  refused: 'the API refuses the request',
  'left out': 'the model never sees them',
  cut: 'their ends are cut off',
  middle: 'their middles are cut out',
  hashed: 'their ends become a hash',
};

/** What the client's names and limits do to the servers of a group, the worst first; names are printable. */
export function remarksOf(group: FleetGroup): readonly Remark[] {
  const { clashes, long, cut, crowded, title, named } = group;
  const remarks: Remark[] = [];
  if (clashes.length > 0)
    remarks.push(
      remark(
        named,
        named
          ? `${plural(clashes.length, 'name')} for more than one tool: ${title} can call only one of each`
          : `${plural(clashes.length, 'name')} in more than one server; how ${title} tells them apart is not published`,
        clashes.map(clashLine),
      ),
    );
  for (const [over, names] of groupBy(long, (each) => each.over))
    remarks.push(
      remark(
        over !== 'hashed',
        `${plural(names.length, 'name')} longer than the ${names[0]!.longest} characters ${title} takes: ${WHAT_HAPPENS[over]}`,
        names.map((each) => `${printable(each.name, 120)} (${each.name.length})`),
      ),
    );
  if (crowded)
    remarks.push(
      remark(true, `${plural(crowded.tools, 'tool')}, and ${title} takes ${crowded.most}: ${crowded.note}`, []),
    );
  if (cut.length > 0)
    remarks.push(
      remark(
        true,
        `${plural(cut.length, 'text')} longer than the ${grouped(cut[0]!.most)} characters ${title} shows the model: the rest is cut off`,
        cut.map(
          ({ member, tool, characters }) =>
            `${printable(member, 60)}: ${tool === undefined ? 'instructions' : printable(tool, 80)} (${grouped(characters)})`,
        ),
      ),
    );
  return remarks;
}

const remark = (loud: boolean, title: string, lines: readonly string[]): Remark => ({
  loud,
  title,
  lines: lines.slice(0, lines.length === NAMED + 1 ? NAMED + 1 : NAMED),
  left: lines.length <= NAMED + 1 ? 0 : lines.length - NAMED,
});

const clashLine = ({ name, tools }: Clash): string =>
  `${printable(name, 120)}: ${tools
    .slice(0, 4)
    .map(({ member, tool }) => `${printable(tool, 80)} of ${printable(member, 40)}`)
    .join(', ')}${tools.length > 4 ? ` and ${tools.length - 4} more` : ''}`;

/** The findings on variants of a server that another variant has as well, and which: told once. */
export function toldBefore({ fleet, findings }: Audit): ReadonlyMap<Finding, string> {
  const told = new Map<Finding, string>();
  for (const { client, members } of fleet?.groups ?? []) {
    if (client !== 'variants') continue;
    const own = groupBy(findings, ({ address }) => address.server);
    const first = new Map<string, string>();
    for (const { server = '' } of members)
      for (const finding of own.get(server) ?? []) {
        const { ruleId, message, address } = finding;
        const key = JSON.stringify([ruleId, message, address.kind, address.name, address.nth, address.pointer]);
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, server);
        else if (earlier !== server) told.set(finding, earlier);
      }
  }
  return told;
}
