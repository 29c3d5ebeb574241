import { budgetOf, type Budget } from '../budget/budget.ts';
import type { Address, Item } from '../model/address.ts';
import { itemKey } from '../model/address.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Grouping } from '../model/toolset.ts';

/** Tokens of `o200k_base` on both sides; `undefined` where there is nothing. */
export interface Delta {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export interface TokenDiff {
  readonly encoding: 'o200k_base';
  readonly model: Delta;
  readonly listing: Delta;
  readonly instructions: Delta;
  /** `model` and instructions: what a budget is held against. */
  readonly total: { readonly before: number; readonly after: number };
  /** Of the `model` view, those that changed first by how much. */
  readonly toolsets: readonly (Delta & { readonly name: string })[];
  /** Whether a text was too long a run to encode whole on either side. */
  readonly cut: boolean;
}

export const growth = ({ before = 0, after = 0 }: Delta): number => after - before;

/** Both budgets, and what single tools cost. */
export interface Counted extends TokenDiff {
  of(before: Item<Tool> | undefined, after: Item<Tool> | undefined): { readonly model: Delta; readonly listing: Delta };
}

type Both = readonly [before: Item<Tool> | undefined, after: Item<Tool> | undefined];

export interface Groupings {
  readonly before: Grouping;
  readonly after: Grouping;
}

/** Counts both; `tools` are those that are the same on both sides, and those of one side alone. */
export function countTokens(
  before: ToolServer,
  after: ToolServer,
  tools: readonly Both[],
  groupings?: Groupings,
): Counted {
  const [a, b] = [budgetOf(before), budgetOf(after)];
  const [was, is] = [byTool(before, a), byTool(after, b)];
  return {
    encoding: 'o200k_base',
    model: { before: a.model, after: b.model },
    listing: { before: a.listing, after: b.listing },
    instructions: { before: a.instructions, after: b.instructions },
    total: { before: a.model + a.instructions, after: b.model + b.instructions },
    toolsets: groupings ? ofToolsets(groupings, tools, was, is) : [],
    cut: a.cut || b.cut,
    of(old, young) {
      const [x, y] = [old && was(old.address), young && is(young.address)];
      return {
        model: { before: x?.model, after: y?.model },
        listing: { before: x?.listing, after: y?.listing },
      };
    },
  };
}

type Costs = (at: Address) => { readonly model: number; readonly listing: number } | undefined;

function byTool({ tools }: ToolServer, budget: Budget): Costs {
  const costs = new Map(tools.map(({ address }, i) => [itemKey(address), budget.tools[i]!.tokens]));
  return (at) => costs.get(itemKey(at));
}

/** A tool counts on both sides for the toolset it is in now: names that a grouping was guessed from change with the tools around. */
function ofToolsets(
  { before, after }: Groupings,
  tools: readonly Both[],
  was: Costs,
  is: Costs,
): TokenDiff['toolsets'] {
  if (before.basis === 'none' && after.basis === 'none') return [];
  const [old, young] = [before, after].map(namesOf) as [ReadonlyMap<string, string>, ReadonlyMap<string, string>];
  const sums = new Map<string, { name: string; before: number | undefined; after: number | undefined }>();
  for (const [a, b] of tools) {
    const name = b ? young.get(itemKey(b.address)) : a && old.get(itemKey(a.address));
    if (name === undefined) continue;
    const sum = sums.get(name) ?? { name, before: undefined, after: undefined };
    if (a) sum.before = (sum.before ?? 0) + (was(a.address)?.model ?? 0);
    if (b) sum.after = (sum.after ?? 0) + (is(b.address)?.model ?? 0);
    sums.set(name, sum);
  }
  return [...sums.values()].toSorted((x, y) => Math.abs(growth(y)) - Math.abs(growth(x)) || (x.name < y.name ? -1 : 1));
}

const namesOf = ({ toolsets }: Grouping): ReadonlyMap<string, string> =>
  new Map(toolsets.flatMap(({ name, tools }) => tools.map(({ address }) => [itemKey(address), name] as const)));
