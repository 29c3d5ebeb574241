import type { Address } from '../../model/address.ts';
import type { Module, ToolServer } from '../../model/server.ts';
import { list, object, text, type Read } from './fields.ts';

/**
 * The files that the tools stand in, as a snapshot carries them: tools by their position in the list. `undefined` where
 * something else is said, or a tool stands in two of them.
 */
export function readModules(sent: unknown, { tools }: Pick<ToolServer, 'tools'>): readonly Module[] | undefined {
  const taken = new Set<number>();
  const tool: Read<Address> = (position) => {
    if (typeof position !== 'number' || taken.has(position)) return undefined;
    taken.add(position);
    return tools[position]?.address;
  };
  return list(object<Module>({ file: text, tools: list(tool) }))(sent);
}
