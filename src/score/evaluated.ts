import type { Facts } from '../facts/facts.ts';
import type { Address, Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Category } from '../rule.ts';
import type { ScoredTool } from './score.ts';
import { DUE } from './weights.ts';

/** What was evaluated of a tool: what could not be read, or is in a language that is not judged, was not. */
export function evaluatedOf(tool: Item<Tool>, facts: Facts, isUnread: (at: Address) => boolean): ScoredTool {
  const categories = new Set<Category>(['naming', 'safety', 'budget']);
  if (!isUnread(tool.at('inputSchema'))) categories.add('schema');
  if (facts.english(tool) && !isUnread(tool.at('description'))) categories.add('description');
  const { class: effect } = facts.effect(tool);
  const changes = effect !== null && effect !== 'read';
  const { what, when, returns, sideEffects, parameters } = DUE;
  const due = what + when + returns + (changes ? sideEffects : 0) + (hasParameters(tool) ? parameters : 0);
  return { item: tool, categories, due };
}

/** What was evaluated of a server beyond its tools: how it behaves, only where one was asked. */
export const evaluatedBeyond = ({ wire }: ToolServer): ReadonlySet<Category> =>
  new Set(wire?.transport === undefined ? [] : (['operations'] as const));

function hasParameters({ data }: Item<Tool>): boolean {
  const { inputSchema } = data;
  return (
    !isObject(inputSchema) || !isObject(inputSchema['properties']) || Object.keys(inputSchema['properties']).length > 0
  );
}
