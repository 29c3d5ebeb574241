import type { Item } from '../../model/address.ts';
import type { Tool } from '../../model/server.ts';
import { fits } from '../../text/glob.ts';
import type { GivenToolset } from '../given.ts';
import type { Groups } from './toolsets.ts';

/** The first toolset of the configuration with a pattern that fits a tool's name. */
export function configuredGroup(tools: readonly Item<Tool>[], toolsets: readonly GivenToolset[]): Groups {
  const groups = new Map<Item<Tool>, string>();
  for (const tool of tools) {
    const own = toolsets.find(({ patterns }) => patterns.some((pattern) => fits(pattern, tool.data.name)));
    if (own) groups.set(tool, own.name);
  }
  return groups;
}
