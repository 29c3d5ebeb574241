import type { Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import { isObject } from '../model/schema.ts';
import type { Tool } from '../model/server.ts';
import { canonical } from './canonical.ts';

/** Which tools of two readings are the same. */
export interface Matches {
  readonly pairs: readonly { readonly before: Item<Tool>; readonly after: Item<Tool> }[];
  readonly removed: readonly Item<Tool>[];
  readonly added: readonly Item<Tool>[];
}

/** More tools than these on both sides together are not searched for new names: another server was named. */
const MOST = 90_000;

/**
 * Tools belong together by name. Of those left, one that is gone and one that is new are the same tool under another name
 * where schema and text of both are as good as equal, and neither has another that is as like it.
 */
export function matchTools(before: readonly Item<Tool>[], after: readonly Item<Tool>[]): Matches {
  const named = groupBy(after, ({ data }) => data.name);
  const pairs: { before: Item<Tool>; after: Item<Tool> }[] = [];
  const taken = new Set<Item<Tool>>();
  const gone: Item<Tool>[] = [];
  for (const tool of before) {
    const twin = named.get(tool.data.name)?.[tool.address.nth - 1];
    if (twin === undefined) gone.push(tool);
    else {
      taken.add(twin);
      pairs.push({ before: tool, after: twin });
    }
  }
  const came = after.filter((tool) => !taken.has(tool));
  const equal = equals(gone, came);
  const known = new Set(equal.flatMap(({ before: a, after: b }) => [a, b]));
  const [old, young] = [gone, came].map((tools) => tools.filter((tool) => !known.has(tool))) as [
    Item<Tool>[],
    Item<Tool>[],
  ];
  const renamed = [...equal, ...(old.length * young.length > MOST ? [] : renames(old, young))];
  for (const { before: a, after: b } of renamed) known.add(a).add(b);
  return {
    pairs: [...pairs, ...renamed],
    removed: gone.filter((tool) => !known.has(tool)),
    added: came.filter((tool) => !known.has(tool)),
  };
}

/** Tools that have everything but their names in common, and with no third: a prefix was put before all of them. */
function equals(gone: readonly Item<Tool>[], came: readonly Item<Tool>[]): Matches['pairs'] {
  if (gone.length === 0 || came.length === 0) return [];
  const key = ({ data: { inputSchema, description = '', annotations } }: Item<Tool>): string => {
    const count = wordsOf(description.slice(0, 4000)).length;
    if (count === 0) return '';
    // few words may be those of another tool as well: then the hints have to be the same
    return canonical(count < FEWEST_WORDS ? [inputSchema, description, annotations] : [inputSchema, description]);
  };
  const [old, young] = [groupBy(gone, key), groupBy(came, key)];
  return [...old].flatMap(([text, [before, another]]) => {
    const [after, third] = young.get(text) ?? [];
    return text === '' || !before || !after || another || third ? [] : [{ before, after }];
  });
}

/** What a tool is known by beside its name. */
interface Traits {
  readonly tool: Item<Tool>;
  readonly schema: string;
  /** The names of its parameters. */
  readonly parameters: ReadonlySet<string>;
  /** The words of its description, but for those of its name. */
  readonly words: ReadonlySet<string>;
  readonly name: ReadonlySet<string>;
}

function renames(gone: readonly Item<Tool>[], came: readonly Item<Tool>[]): Matches['pairs'] {
  const [old, young] = [gone.map(traitsOf), came.map(traitsOf)];
  const likeness = old.map((a) => young.map((b) => alike(a, b)));
  return old.flatMap((a, i) => {
    const row = likeness[i]!;
    const best = Math.max(0, ...row);
    const j = row.indexOf(best);
    if (best === 0 || row.filter((each) => each === best).length > 1) return [];
    const rival = likeness.some((other, k) => k !== i && other[j]! >= best);
    return rival ? [] : [{ before: a.tool, after: young[j]!.tool }];
  });
}

function traitsOf(tool: Item<Tool>): Traits {
  const { inputSchema, description = '', name } = tool.data;
  const properties = isObject(inputSchema) && isObject(inputSchema['properties']) ? inputSchema['properties'] : {};
  const own = new Set(wordsOf(name));
  return {
    tool,
    schema: canonical(withoutWords(inputSchema)),
    parameters: new Set(Object.keys(properties)),
    words: new Set(wordsOf(description.slice(0, 4000)).filter((word) => !own.has(word))),
    name: own,
  };
}

/** Names are read by their parts: `readFile` and `read_file` are read, file. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A schema without what is said in it. */
function withoutWords(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutWords(each, depth + 1));
  if (!isObject(value) || depth > 40) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      ['description', 'title', '$schema'].includes(key) && typeof each === 'string'
        ? []
        : [[key, withoutWords(each, depth + 1)]],
    ),
  );
}

const FEWEST_WORDS = 4;

/** From 0, not the same tool, to 2. Text alone or parameters alone never tell: siblings share both. */
function alike(a: Traits, b: Traits): number {
  const text = overlap(a.words, b.words);
  const parameters = overlap(a.parameters, b.parameters);
  const name = overlap(a.name, b.name);
  const hasText = Math.min(a.words.size, b.words.size) >= FEWEST_WORDS;
  const hasParameters = Math.min(a.parameters.size, b.parameters.size) > 0;
  const isBare = a.parameters.size === 0 && b.parameters.size === 0;
  const isSure =
    // `getOrder` became `get_order`, or, where they say the same, `order_get`
    (name === 1 && ([...a.name].join() === [...b.name].join() || text >= 0.5)) ||
    (hasText && hasParameters && a.schema === b.schema && text >= 0.6) ||
    (hasText && text >= 0.9 && (isBare || parameters >= 0.6)) ||
    (hasText && text >= 0.75 && hasParameters && parameters >= 0.75) ||
    (hasText && text >= 0.75 && isBare && name > 0);
  return isSure ? text + parameters + name / 100 : 0;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let both = 0;
  for (const each of a) if (b.has(each)) both++;
  return both / (a.size + b.size - both);
}
