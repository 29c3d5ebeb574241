import { expandAbbreviation } from '../language/abbreviations.ts';
import type { Address, Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import { isObject, typesOf } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Subject } from './subject.ts';

/** A top-level parameter of a tool. */
export interface Parameter {
  readonly name: string;
  readonly tool: Item<Tool>;
  readonly at: Address;
  readonly schema: unknown;
}

/** Parameters of several tools that mean one thing, under all the names they have. */
export interface Concept {
  /** By name as written, the clearest first: the one written out, else the most used. */
  readonly names: ReadonlyMap<string, readonly Parameter[]>;
  /** `spelling`: the names differ in case and punctuation only; `word`: one says in short or other words what the other says. */
  readonly differ: 'not' | 'spelling' | 'word';
}

/** Different words for one thing that tools of all kinds have; the words of the names, joined. */
const SYNONYMS: readonly string[] = [
  'query search_query q',
  'limit max_results maximum_results num_results number_results max_items maximum_items result_limit results_limit',
  'page_size per_page items_per_page results_per_page',
  'page_token next_page_token',
  'start_date from_date date_from',
  'end_date to_date date_to',
];
const STANDS_FOR = new Map(
  SYNONYMS.flatMap((line) => line.split(' ').map((name) => [name, line.slice(0, line.indexOf(' '))] as const)),
);
/** A longer name is no name. */
const LONG = 100;

export function conceptsOf(
  server: ToolServer,
  words: (name: string) => readonly string[],
  subject: (tool: Item<Tool>) => Subject,
): readonly Concept[] {
  const all = [...parametersOf(server)];
  const concepts = groupBy(all, ({ name, tool }) => {
    const written = words(name).map(expandAbbreviation);
    const key = (written.length === 1 && written[0] === 'id' ? ownId(subject(tool)) : written).join('_');
    return STANDS_FOR.get(key) ?? key;
  });
  return [...concepts].map(([key, parameters]) => {
    const isWrittenOut = (name: string): boolean => words(name).join('_') === key;
    const names = [...groupBy(parameters, ({ name }) => name)].toSorted(
      (a, b) =>
        Number(isWrittenOut(b[0])) - Number(isWrittenOut(a[0])) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
    );
    // how the longer names differ says more than that there is an `id` as well
    const long = names.filter(([name]) => name !== 'id');
    return { names: new Map(names), differ: differenceOf(long.length > 1 ? long : names, words) };
  });
}

/** Deeds whose `id` is of another thing than the one named: a comment is added to what the id says. */
const OF_OTHERS = new Set(
  'create add make new insert generate post send set put move copy attach assign upload link submit start run'.split(
    ' ',
  ),
);

/** The words of what a bare `id` is: of the book in `get_book`. */
const ownId = ({ verb, one, lists, rest }: Subject): readonly string[] =>
  verb === undefined || one === '' || lists || rest.length > 0 || OF_OTHERS.has(verb)
    ? ['id']
    : [...one.split(' ').map(expandAbbreviation), 'id'];

function differenceOf(
  names: readonly (readonly [string, readonly Parameter[]])[],
  words: (name: string) => readonly string[],
): Concept['differ'] {
  if (names.length < 2) return 'not';
  // Side by side in one tool they are two things: `date` and `date<`, `limit` and `max_results`.
  const bearers = names.flatMap(([, parameters]) => parameters.map(({ tool }) => tool));
  if (new Set(bearers).size < bearers.length) return 'not';
  const [most, ...others] = names.map(
    ([, parameters]) => new Set(parameters.map(({ schema }) => typesIn(schema)).filter((kind) => kind !== '')),
  );
  if (others.some((kinds) => kinds.size > 0 && most!.size > 0 && ![...kinds].some((kind) => most!.has(kind))))
    return 'not';
  return new Set(names.map(([name]) => words(name).join('_'))).size === 1 ? 'spelling' : 'word';
}

const NUMBERS: Readonly<Record<string, string>> = { integer: 'number' };
const typesIn = (schema: unknown): string =>
  ((isObject(schema) && typesOf(schema)) || [])
    .filter((type) => type !== 'null')
    .map((type) => NUMBERS[type] ?? type)
    .join();

function* parametersOf(server: ToolServer): Iterable<Parameter> {
  for (const tool of server.tools) {
    const schema = tool.data.inputSchema;
    const properties = isObject(schema) ? schema['properties'] : undefined;
    if (!isObject(properties)) continue;
    for (const [name, each] of Object.entries(properties)) {
      // A digit or a sign tells apart what else is the same: `ns1`, `date<`.
      if (name.length <= LONG && /^[\p{L}_][\p{L}_.-]*$/u.test(name))
        yield { name, tool, at: tool.at('inputSchema', 'properties', name), schema: each };
    }
  }
}
