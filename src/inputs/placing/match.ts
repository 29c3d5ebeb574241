import type { Item } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import { isObject } from '../../model/schema.ts';
import type { Tool, ToolServer } from '../../model/server.ts';
import type { Loaded } from '../input.ts';

/** The tools of a server that was asked, beside those of its source. */
export interface Matches {
  readonly pairs: readonly { readonly listed: Item<Tool>; readonly source: Item<Tool> }[];
  readonly onlyListed: readonly Item<Tool>[];
  readonly onlyInSource: readonly Item<Tool>[];
}

/**
 * Tools belong together by name; of those left, by an input schema that no other tool of either side has and that says
 * something. `isRead` tells which schemas of the source are known in full.
 */
export function matchTools(observed: ToolServer, declared: ToolServer, isRead: (tool: Item<Tool>) => boolean): Matches {
  const sources = groupBy(declared.tools, ({ data }) => data.name);
  const pairs: { listed: Item<Tool>; source: Item<Tool> }[] = [];
  const strangers: Item<Tool>[] = [];
  const taken = new Set<Item<Tool>>();
  for (const listed of observed.tools) {
    const named = sources.get(listed.data.name) ?? [];
    const source = named[listed.address.nth - 1] ?? named[0];
    if (source) {
      taken.add(source);
      pairs.push({ listed, source });
    } else strangers.push(listed);
  }
  const left = declared.tools.filter((tool) => !taken.has(tool));
  const bySchema = groupBy(left.filter(isRead), schemaKey);
  const strangersBySchema = groupBy(strangers, schemaKey);
  const onlyListed: Item<Tool>[] = [];
  for (const listed of strangers) {
    const key = schemaKey(listed);
    const [source, another] = bySchema.get(key) ?? [];
    if (key === '' || source === undefined || another || strangersBySchema.get(key)!.length > 1)
      onlyListed.push(listed);
    else {
      taken.add(source);
      pairs.push({ listed, source });
    }
  }
  return { pairs, onlyListed, onlyInSource: left.filter((tool) => !taken.has(tool)) };
}

/** A schema without its dialect and without the order of its keys; empty for one that nothing could be told by. */
function schemaKey({ data: { inputSchema } }: Item<Tool>): string {
  if (typeof inputSchema !== 'object' || !isObject(inputSchema['properties'])) return '';
  if (Object.keys(inputSchema['properties']).length === 0) return '';
  return JSON.stringify(inputSchema, (key, value: unknown) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => name !== '$schema')
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : key === 'required' && Array.isArray(value)
        ? value.toSorted()
        : value,
  );
}

/**
 * The server of a source that this one is: that of its name, else that with the most tools of the same names. The only one
 * there is will do when none of its tools could be read. `undefined`: its source is another.
 */
export function sourceOf({ server }: Loaded, candidates: readonly Loaded[]): Loaded | undefined {
  const names = new Set(server.tools.map(({ data }) => data.name));
  const ranked = candidates.map((candidate, i) => ({
    candidate,
    i,
    named: server.info !== undefined && candidate.server.info?.name === server.info.name,
    shared: candidate.server.tools.filter(({ data }) => names.has(data.name)).length,
  }));
  const [best] = ranked.toSorted((a, b) => Number(b.named) - Number(a.named) || b.shared - a.shared || a.i - b.i);
  if (best === undefined) return undefined;
  const isBlank = candidates.length === 1 && (best.candidate.server.tools.length === 0 || names.size === 0);
  return best.named || best.shared > 0 || isBlank ? best.candidate : undefined;
}
