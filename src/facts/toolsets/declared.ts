import type { Item } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import { isObject } from '../../model/schema.ts';
import type { Tool } from '../../model/server.ts';
import type { Groups } from './toolsets.ts';

/** The last part of a key: `ghst/toolGroup`, `toolset`, `com.example/category`. */
const GROUP = /(?:^|[/._-])(?:tool)?_?(?:group|toolset|category|namespace)(?:_?(?:id|name))?$/i;
const TAGS = /(?:^|[/._-])tags$/i;
/** Tags that say of a tool how it is used and not what it is about. */
const MANNER =
  /^(?:read(?:[-_ ]?only)?|write|beta|alpha|experimental|stable|deprecated|public|private|internal|admin|default|core|safe|dangerous|destructive|v\d+)$/i;
const LONGEST = 100;
/** Entries of `_meta` that are looked at, and tags. */
const MOST = 50;

/**
 * What the tools say of themselves in `_meta`: one group under a key such as `toolset`, or tags, as FastMCP writes them
 * (`_meta.fastmcp.tags`, before version 3 `_meta._fastmcp.tags`). Of several tags the one counts that most tools have,
 * unless all of them have it.
 */
export function declaredGroups(tools: readonly Item<Tool>[]): Groups {
  const groups = new Map<Item<Tool>, string>();
  for (const tool of tools) {
    const group = entriesOf(tool).flatMap(([key, value]) => (GROUP.test(key) ? (textOf(value) ?? []) : []))[0];
    if (group !== undefined) groups.set(tool, group);
  }
  if (groups.size > 0) return groups;
  const tags = tools.map((tool) => tagsOf(tool));
  const counts = new Map([...groupBy(tags.flat(), (tag) => tag)].map(([tag, all]) => [tag, all.length]));
  for (const [i, tool] of tools.entries()) {
    const telling = tags[i]!.filter((tag) => !MANNER.test(tag) && (counts.get(tag) ?? 0) < tools.length);
    const [most] = telling.toSorted((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
    if (most !== undefined) groups.set(tool, most);
  }
  return groups;
}

function tagsOf(tool: Item<Tool>): readonly string[] {
  const found = entriesOf(tool).flatMap(([key, value]) => (TAGS.test(key) && Array.isArray(value) ? value : []));
  return [...new Set(found.slice(0, MOST).flatMap((tag) => textOf(tag) ?? []))];
}

/** The entries of `_meta`, and those of the objects in it: `_meta.fastmcp.tags`. */
function entriesOf({ data: { raw } }: Item<Tool>): readonly (readonly [string, unknown])[] {
  const { _meta: meta } = raw;
  if (!isObject(meta)) return [];
  return Object.entries(meta)
    .slice(0, MOST)
    .flatMap(([key, value]) => (isObject(value) ? Object.entries(value).slice(0, MOST) : [[key, value] as const]));
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST ? value.trim() : undefined;
