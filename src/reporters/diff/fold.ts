import type { Change, ToolDiff } from '../../diff/diff.ts';
import { groupBy } from '../../model/group.ts';
import { IMPACTS } from '../../diff/change.ts';
import { sayChange } from './say.ts';

/** A change that many tools share: a library that writes it, or one edit for all. */
export interface Shared {
  readonly change: Change;
  readonly tools: readonly string[];
}

/** In fewer tools it is said at each. */
const MANY = 4;

/** What is the same in many tools is told once, and no longer at each. A tool of which nothing is left is not shown by itself. */
export function foldShared(tools: readonly ToolDiff[]): {
  readonly shared: readonly Shared[];
  readonly tools: readonly ToolDiff[];
} {
  const all = tools.flatMap(({ name, changes }) => changes.map((change) => ({ change, name, key: keyOf(change) })));
  const groups = [...groupBy(all, ({ key }) => key).values()].filter(
    (group) => group[0]!.key !== undefined && new Set(group.map(({ name }) => name)).size >= MANY,
  );
  const folded = new Set(groups.flatMap((group) => group.map(({ change }) => change)));
  return {
    shared: groups
      .map((group) => ({ change: group[0]!.change, tools: [...new Set(group.map(({ name }) => name))] }))
      .toSorted((a, b) => IMPACTS.indexOf(a.change.impact) - IMPACTS.indexOf(b.change.impact)),
    tools: tools
      .map((tool) => ({ ...tool, changes: tool.changes.filter((change) => !folded.has(change)) }))
      .filter(({ changes }) => changes.length > 0),
  };
}

/** That a tool came, went or was renamed is its own. */
const keyOf = (change: Change): string | undefined =>
  change.id.startsWith('tool-') ? undefined : `${change.impact} ${sayChange(change)} ${wordsOf(change)}`;

/** What came and went, without what stands around it. */
const wordsOf = ({ words = [] }: Change): string =>
  words.flatMap(({ op, text }) => (op === 'same' ? '' : `${op}${text}`)).join('\0');

/** Tools of which there is nothing to say but that they came or went, those that went first; and the others. */
export function splitWhole(tools: readonly ToolDiff[]): {
  readonly whole: readonly ToolDiff[];
  readonly others: readonly ToolDiff[];
} {
  const isWhole = ({ status }: ToolDiff): boolean => status === 'added' || status === 'removed';
  return {
    whole: tools.filter(isWhole).toSorted((a, b) => Number(b.status === 'removed') - Number(a.status === 'removed')),
    others: tools.filter((tool) => !isWhole(tool)),
  };
}
