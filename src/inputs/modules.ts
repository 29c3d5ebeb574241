import type { Address, Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import type { Module, Tool } from '../model/server.ts';
import type { Part, Place } from './input.ts';

/** The files in which the names of tools are written. */
export function modulesOf(
  tools: readonly Item<Tool>[],
  locate: (at: Address, part: Part) => Place | undefined,
): readonly Module[] {
  const files = groupBy(tools, (tool) => locate(tool.at('name'), 'value')?.file);
  return [...files].flatMap(([file, written]) =>
    file === undefined ? [] : [{ file, tools: written.map(({ address }) => address) }],
  );
}
