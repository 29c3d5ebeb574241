import type { Facts } from '../facts/facts.ts';
import { itemKey, type Address, type Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Category } from '../rule.ts';
import type { Scored, ScoredTool } from './score.ts';
import { DUE, weightsOf } from './weights.ts';

/** What was evaluated of a server, and of each of its tools. */
export function evaluatedIn(
  server: ToolServer,
  facts: Facts,
  isUnread: (at: Address) => boolean,
): Pick<Scored, 'tools' | 'categories' | 'weights'> {
  const handlers = server.code?.handlers.facts ?? [];
  const followed = new Set(handlers.map(({ tool }) => itemKey(tool)));
  for (const { tool, complete } of handlers) if (!complete) followed.delete(itemKey(tool));
  const categories = beyondTools(server);
  const behind = (tool: Address): readonly Category[] => (followed.has(itemKey(tool)) ? ['errors', ...categories] : []);
  return {
    tools: server.tools.map((tool) => evaluatedOf(tool, facts, isUnread, behind(tool.address))),
    categories,
    weights: weightsOf(facts.archetype()),
  };
}

/**
 * What could not be read, or is in a language that is not judged, was not evaluated; errors are where all that it returns
 * was read, and operations as well where it is known how the server is reached.
 */
function evaluatedOf(
  tool: Item<Tool>,
  facts: Facts,
  isUnread: (at: Address) => boolean,
  behind: readonly Category[],
): ScoredTool {
  const categories = new Set<Category>(['naming', 'safety', 'budget', ...behind]);
  if (!isUnread(tool.at('inputSchema'))) categories.add('schema');
  if (facts.english(tool) && !isUnread(tool.at('description'))) categories.add('description');
  const { class: effect } = facts.effect(tool);
  const changes = effect !== null && effect !== 'read';
  const { what, when, returns, sideEffects, parameters } = DUE;
  const due = what + when + returns + (changes ? sideEffects : 0) + (hasParameters(tool) ? parameters : 0);
  return { item: tool, categories, due };
}

/** How it behaves, where one was asked, or where the source says how it is reached. */
const beyondTools = ({ wire, code }: ToolServer): ReadonlySet<Category> =>
  new Set(wire?.transport !== undefined || code?.transports.complete ? (['operations'] as const) : []);

function hasParameters({ data }: Item<Tool>): boolean {
  const { inputSchema } = data;
  return (
    !isObject(inputSchema) || !isObject(inputSchema['properties']) || Object.keys(inputSchema['properties']).length > 0
  );
}
