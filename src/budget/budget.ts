import type { ToolServer } from '../model/server.ts';
import { countText } from './count.ts';

export interface Parts {
  readonly name: number;
  readonly description: number;
  readonly parameters: number;
  readonly schema: number;
  readonly output: number;
  readonly annotations: number;
  readonly other: number;
}

export interface ToolBudget {
  readonly name: string;
  readonly tokens: { readonly model: number; readonly listing: number };
}

/** What a server's tools cost. All counts are tokens in `encoding`. */
export interface Budget {
  readonly encoding: 'o200k_base';
  /** Sum over tools of `JSON.stringify({ name, description, inputSchema })`. */
  readonly model: number;
  /** Sum over tools of the whole tool as sent. */
  readonly listing: number;
  readonly instructions: number;
  readonly tools: readonly ToolBudget[];
}

// STUB(budget helper): parts come here.
export function budgetOf(server: ToolServer): Budget {
  const tools = server.tools.map(({ data: { raw } }) => ({
    name: typeof raw['name'] === 'string' ? raw['name'] : '',
    tokens: { model: countText(JSON.stringify({ name: raw['name'], description: raw['description'], inputSchema: raw['inputSchema'] })), listing: countText(JSON.stringify(raw)) },
  }));
  return {
    encoding: 'o200k_base',
    model: tools.reduce((sum, { tokens }) => sum + tokens.model, 0),
    listing: tools.reduce((sum, { tokens }) => sum + tokens.listing, 0),
    instructions: countText(server.instructions ?? ''),
    tools,
  };
}
