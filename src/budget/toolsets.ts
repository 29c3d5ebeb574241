import { itemKey, type Address } from '../model/address.ts';
import type { Grouping } from '../model/toolset.ts';
import type { Budget } from './budget.ts';

/** What the tools of a toolset cost together. */
export interface ToolsetBudget {
  /** Left out for the tools that are in none. */
  readonly name?: string;
  readonly tools: number;
  /** In the order listed. */
  readonly at: readonly Address[];
  /** Sum of `model` over its tools. */
  readonly tokens: number;
}

/** The toolsets of a server, those that cost most first; what is in none comes last. They add up to `model`. */
export function toolsetBudgets({ toolsets, rest }: Grouping, { tools }: Budget): readonly ToolsetBudget[] {
  const costs = new Map(tools.map(({ address, tokens }) => [itemKey(address), tokens.model]));
  const sum = (of: Grouping['rest']): number =>
    of.reduce((all, { address }) => all + (costs.get(itemKey(address)) ?? 0), 0);
  const budget = (of: Grouping['rest']) => ({
    tools: of.length,
    at: of.map(({ address }) => address),
    tokens: sum(of),
  });
  return [
    ...toolsets
      .map(({ name, tools: own }) => ({ name, ...budget(own) }))
      .toSorted((a, b) => b.tokens - a.tokens || (a.name < b.name ? -1 : 1)),
    ...(rest.length > 0 ? [budget(rest)] : []),
  ];
}
