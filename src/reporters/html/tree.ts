import type { Part } from '../../budget/budget.ts';
import type { Chapter, Contents, Row } from './contents.ts';

export type Spent = Part | 'instructions';

/** What the parts are called, in the order the page lists them. */
export const SPENT: readonly (readonly [part: Spent, label: string])[] = [
  ['description', 'descriptions'],
  ['parameters', 'parameter descriptions'],
  ['schema', 'input schemas'],
  ['name', 'names'],
  ['other', 'other'],
  ['instructions', 'instructions'],
];

/** Tokens by what they are spent on: all servers, one, a toolset, a tool, a part of it. */
export interface Branch {
  readonly kind: 'all' | 'server' | 'toolset' | 'tool' | 'part';
  readonly name: string;
  readonly children?: readonly Branch[];
  /** Set on a tool. */
  readonly row?: Row;
  /** What is left of its name without what those of all tools of the server begin with. */
  readonly label?: string;
  /** Set on a part, which alone has tokens of its own. */
  readonly part?: Spent;
  readonly tokens?: number;
}

export const treeOf = ({ chapters }: Contents): Branch => ({
  kind: 'all',
  name: '',
  children: chapters.map((chapter) => serverBranch(chapter)).filter(({ children = [] }) => children.length > 0),
});

function serverBranch({ server, rows, grouping }: Chapter): Branch {
  const instructions = server.budget?.instructions ?? 0;
  const shared = sharedStart(rows.map(({ tool }) => tool.name)).length;
  const toolBranch = (row: Row): Branch => ofTool(row, row.tool.name.slice(shared));
  return {
    kind: 'server',
    name: server.id,
    children: [
      ...(grouping ? toolsetBranches(rows, toolBranch) : rows.map(toolBranch)),
      ...(instructions > 0
        ? [{ kind: 'part', name: 'instructions', part: 'instructions', tokens: instructions } as const]
        : []),
    ],
  };
}

export const REST = 'in no toolset';

function toolsetBranches(rows: readonly Row[], toolBranch: (row: Row) => Branch): Branch[] {
  const groups = new Map<string | undefined, Row[]>();
  for (const row of rows) groups.set(row.toolset, [...(groups.get(row.toolset) ?? []), row]);
  return [...groups].map(([name, own]) => ({ kind: 'toolset', name: name ?? REST, children: own.map(toolBranch) }));
}

/** The words that several names all begin with, with the mark behind them: `linear_` of `linear_create_issue` and `linear_get_team`. */
export function sharedStart(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return '';
  let length = first.length;
  for (const each of others) {
    let same = 0;
    while (same < length && each[same] === first[same]) same++;
    length = same;
  }
  const [start = ''] = /^.*[_./:-]/su.exec(first.slice(0, length)) ?? [];
  return names.some((each) => each.length === start.length) ? '' : start;
}

const ofTool = (row: Row, label: string): Branch => ({
  kind: 'tool',
  name: row.tool.name,
  label,
  row,
  children: SPENT.flatMap(([part]) =>
    part === 'instructions' || row.parts[part] === 0
      ? []
      : [{ kind: 'part', name: part, part, tokens: row.parts[part] }],
  ),
});

/** How many tokens go to each part, over all servers; parts that cost nothing are left out. */
export function spentOn({
  chapters,
}: Contents): { readonly part: Spent; readonly label: string; readonly tokens: number }[] {
  return SPENT.map(([part, label]) => ({
    part,
    label,
    tokens: chapters.reduce(
      (sum, { server: { budget } }) =>
        sum + (budget ? (part === 'instructions' ? budget.instructions : budget.parts.model[part]) : 0),
      0,
    ),
  })).filter(({ tokens }) => tokens > 0);
}
