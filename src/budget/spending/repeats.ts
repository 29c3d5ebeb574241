import type { Facts } from '../../facts/facts.ts';
import type { Address } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { ToolServer } from '../../model/server.ts';
import { countText } from '../count.ts';
import type { Repeat } from './spending.ts';

/** Repeats that cost less are not worth a line. */
const LEAST = 30;
const MOST = 50;
/** A list of so many values is a wall. */
const WALL = 10;

/** What is said more than once, what costs most first. Linear in the schemas. */
export function repeatsOf(server: ToolServer, facts: Facts): readonly Repeat[] {
  return [...parameters(server, facts), ...sentences(facts), ...titles(server, facts), ...walls(server, facts)]
    .filter(({ duplicate }) => duplicate >= LEAST)
    .toSorted((a, b) => b.duplicate - a.duplicate || (a.text < b.text ? -1 : 1))
    .slice(0, MOST);
}

interface Written {
  readonly text: string;
  readonly at: Address;
}

function repeat(kind: Repeat['kind'], name: string, all: readonly Written[]): Repeat | undefined {
  if (all.length < 2) return undefined;
  const one = countText(all[0]!.text);
  return { kind, text: name, at: all.map(({ at }) => at), tokens: one * all.length, duplicate: one * (all.length - 1) };
}

/** The same parameter of a tool, with the same schema. */
function parameters(server: ToolServer, facts: Facts): Repeat[] {
  const all = server.tools.flatMap((tool) =>
    facts
      .nodes(tool)
      .filter(({ role, property, depth }) => role === 'input' && property !== undefined && depth === 1)
      .map((node) => ({
        name: node.property!.name,
        text: `${JSON.stringify(node.property!.name)}:${JSON.stringify(node.data)}`,
        at: node.at(),
      })),
  );
  return [...groupBy(all, ({ text }) => text).values()].flatMap(
    (same) => repeat('parameter', same[0]!.name, same) ?? [],
  );
}

const sentences = (facts: Facts): Repeat[] =>
  facts.boilerplate().map(({ sentences: said, tools, tokens }) => ({
    kind: 'sentence',
    text: said.join(' '),
    at: tools.map((tool) => tool.at('description')),
    tokens,
    duplicate: tokens - Math.round(tokens / tools.length),
  }));

/** Titles of properties, which say their names again. */
function titles(server: ToolServer, facts: Facts): Repeat[] {
  const all = server.tools.flatMap((tool) =>
    facts.nodes(tool).flatMap((node): Written[] => {
      if (
        node.role !== 'input' ||
        typeof node.data === 'boolean' ||
        !repeatsName(node.data['title'], node.property?.name)
      )
        return [];
      return [{ text: `"title":${JSON.stringify(node.data['title'])},`, at: node.at('title') }];
    }),
  );
  if (all.length < 2) return [];
  const tokens = all.reduce((sum, { text }) => sum + countText(text), 0);
  return [{ kind: 'title', text: 'title', at: all.map(({ at }) => at), tokens, duplicate: tokens }];
}

/** Whether a title is a name in other letters: `Page Size` for `page_size`. */
export const repeatsName = (title: unknown, name: string | undefined): boolean =>
  typeof title === 'string' && name !== undefined && plain(title) === plain(name);

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The same long list of values in several places. */
function walls(server: ToolServer, facts: Facts): Repeat[] {
  const all = server.tools.flatMap((tool) =>
    facts.nodes(tool).flatMap((node) => {
      if (node.role !== 'input' || typeof node.data === 'boolean') return [];
      const { enum: values } = node.data;
      return Array.isArray(values) && values.length >= WALL
        ? [{ text: JSON.stringify(values), at: node.at('enum') }]
        : [];
    }),
  );
  return [...groupBy(all, ({ text }) => text).values()].flatMap((same) => repeat('enum', same[0]!.text, same) ?? []);
}
