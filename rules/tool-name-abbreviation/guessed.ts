import { few, groupBy, spread, type Item, type Phrase, type Tool, type ToolServer } from '../../src/rule.ts';

/** A short form, and the tools that have it in their names. */
export interface Short {
  readonly word: string;
  readonly long: string | undefined;
  readonly tools: readonly Item<Tool>[];
}

/** Those that share a name stand together: a name is one thing to mend, and so is a word of several names. */
export function together(all: readonly Short[]): Iterable<readonly Short[]> {
  const above = new Map<Item<Tool>, Item<Tool>>();
  const rootOf = (tool: Item<Tool>): Item<Tool> => {
    let at = tool;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) {
      above.set(at, above.get(next) ?? next);
      at = next;
    }
    return at;
  };
  for (const { tools } of all) {
    const root = rootOf(tools[0]!);
    for (const tool of tools) if (rootOf(tool) !== root) above.set(rootOf(tool), root);
  }
  return groupBy(all, ({ tools }) => rootOf(tools[0]!)).values();
}

/** What to say of them. */
export function guessed(server: ToolServer, shorts: readonly Short[]) {
  const tools = [...new Set(shorts.flatMap((short) => short.tools))];
  const place = spread(
    server,
    tools.map((tool) => tool.at('name')),
  );
  const shown = shorts.slice(0, MOST);
  const known = shown.filter(({ long }) => long !== undefined);
  const data = {
    short: quoted(shown.map(({ word }) => word)),
    long: quoted(known.map(({ long }) => long!)),
    mean: shorts.length > 1 ? 'mean' : 'means',
    ...few(tools.map(({ data: { name } }) => name)),
  };
  const key = shorts
    .map(({ word }) => word)
    .toSorted()
    .join(' ');
  if (shorts.every(({ long }) => long !== undefined)) return { ...place, key, message: 'short' as const, data };
  return {
    ...place,
    key,
    because: [...place.because, ...tools.map((tool) => tool.at('description')), server.at('instructions')],
    message: known.length > 0 ? ('short' as const) : ('cryptic' as const),
    data,
  };
}
const MOST = 6;

const quoted = (words: readonly string[]): Phrase => ({
  say: words.map((_, i) => `\`{word${i}}\``).join(', '),
  data: Object.fromEntries(words.map((word, i) => [`word${i}`, word])),
});
