import type { Facts } from '../facts/facts.ts';
import { itemKey, type Address, type Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Category } from '../rule.ts';
import type { Scored, ScoredTool } from './score.ts';
import { DUE } from './weights.ts';

/** What was evaluated of a server, and of each of its tools. */
export function evaluatedIn(
  server: ToolServer,
  facts: Facts,
  isUnread: (at: Address) => boolean,
): Pick<Scored, 'tools' | 'categories'> {
  const handlers = server.code?.handlers.facts ?? [];
  const followed = new Set(handlers.map(({ tool }) => itemKey(tool)));
  for (const { tool, complete } of handlers) if (!complete) followed.delete(itemKey(tool));
  return {
    tools: server.tools.map((tool) => evaluatedOf(tool, facts, isUnread, followed.has(itemKey(tool.address)))),
    categories: beyondTools(server),
  };
}

/** What could not be read, or is in a language that is not judged, was not evaluated; errors are where all that it returns was read. */
function evaluatedOf(
  tool: Item<Tool>,
  facts: Facts,
  isUnread: (at: Address) => boolean,
  isFollowed: boolean,
): ScoredTool {
  const categories = new Set<Category>(['naming', 'safety', 'budget']);
  if (isFollowed) categories.add('errors');
  if (!isUnread(tool.at('inputSchema'))) categories.add('schema');
  if (facts.english(tool) && !isUnread(tool.at('description'))) categories.add('description');
  const { class: effect } = facts.effect(tool);
  const changes = effect !== null && effect !== 'read';
  const { what, when, returns, sideEffects, parameters } = DUE;
  const due = what + when + returns + (changes ? sideEffects : 0) + (hasParameters(tool) ? parameters : 0);
  return { item: tool, categories, due };
}

/** How it behaves, only where one was asked. */
const beyondTools = ({ wire }: ToolServer): ReadonlySet<Category> =>
  new Set(wire?.transport === undefined ? [] : (['operations'] as const));

function hasParameters({ data }: Item<Tool>): boolean {
  const { inputSchema } = data;
  return (
    !isObject(inputSchema) || !isObject(inputSchema['properties']) || Object.keys(inputSchema['properties']).length > 0
  );
}
