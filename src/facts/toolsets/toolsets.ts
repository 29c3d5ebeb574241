import type { Item } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Tool, ToolServer } from '../../model/server.ts';
import type { Grouping, GroupingBasis } from '../../model/toolset.ts';
import type { Facts } from '../facts.ts';
import type { GivenToolset } from '../given.ts';
import { configuredGroup } from './configured.ts';
import { declaredGroups } from './declared.ts';
import { namedGroups } from './named.ts';
import { registeredGroups } from './registered.ts';

/** The group of each tool that has one. */
export type Groups = ReadonlyMap<Item<Tool>, string>;

/** What is said by the tools themselves counts only where it is said of so many of them. */
const MOST = 0.8;

/**
 * The tools of a server in groups, by the surest of what tells: the configuration, what the tools declare, the modules that
 * register them, and at last their names.
 */
export function groupingOf(server: ToolServer, facts: Facts, toolsets: readonly GivenToolset[] | undefined): Grouping {
  const { tools } = server;
  if (toolsets) return grouping('configuration', 1, tools, configuredGroup(tools, toolsets));
  const declared = declaredGroups(tools);
  if (declared.size >= MOST * tools.length && declared.size > 0) return grouping('declared', 1, tools, declared);
  const registered = registeredGroups(server);
  if (registered.size > 0) return grouping('source', SOURCE, tools, registered);
  const { groups, confidence } = namedGroups(facts);
  return groups.size > 0 ? grouping('names', confidence, tools, groups) : grouping('none', 0, tools, new Map());
}

/** The share of pairs of tools in one module that their makers offer together; see `scripts/toolsets.ts`. */
const SOURCE = 0.9;

function grouping(basis: GroupingBasis, confidence: number, tools: readonly Item<Tool>[], groups: Groups): Grouping {
  const rest = tools.filter((tool) => !groups.has(tool));
  const toolsets = [
    ...groupBy(
      tools.filter((tool) => groups.has(tool)),
      (tool) => groups.get(tool)!,
    ),
  ]
    .map(([name, members]) => ({ name, tools: members }))
    .toSorted((a, b) => b.tools.length - a.tools.length || (a.name < b.name ? -1 : 1));
  return { basis, confidence, toolsets, rest };
}
