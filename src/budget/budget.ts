import type { Address } from '../model/address.ts';
import type { ToolServer } from '../model/server.ts';
import { countTokens } from './count.ts';
import { Tally, type Parts } from './parts.ts';
import { viewsOf } from './views.ts';

export type { Part, Parts } from './parts.ts';

export interface ToolBudget {
  readonly address: Address;
  readonly name: string;
  readonly tokens: { readonly model: number; readonly listing: number };
  readonly parts: { readonly model: Parts; readonly listing: Parts };
}

/** What a server's tools cost. All counts are tokens in `encoding`. */
export interface Budget {
  readonly encoding: 'o200k_base';
  /** Sum over tools of `JSON.stringify({ name, description, inputSchema })`. */
  readonly model: number;
  /** Sum over tools of the whole tool as sent, without white space. */
  readonly listing: number;
  readonly instructions: number;
  /** `model` and `listing` by what the tokens are spent on; each adds up to its total. */
  readonly parts: { readonly model: Parts; readonly listing: Parts };
  /** Whether some text had a run too long to encode whole, so that the counts are estimates; see `countTokens`. */
  readonly cut: boolean;
  readonly tools: readonly ToolBudget[];
}

/** Counts what a server's tools and instructions cost. */
export function budgetOf(server: ToolServer): Budget {
  const total = { model: new Tally(), listing: new Tally() };
  const tools = server.tools.map(({ data: { name, raw }, address }): ToolBudget => {
    const { model, listing } = viewsOf(raw);
    total.model.add(model);
    total.listing.add(listing);
    return {
      address,
      name,
      tokens: { model: model.tokens, listing: listing.tokens },
      parts: { model: model.parts, listing: listing.parts },
    };
  });
  const instructions = countTokens(server.instructions ?? '');
  return {
    encoding: 'o200k_base',
    model: total.model.tokens,
    listing: total.listing.tokens,
    instructions: instructions.tokens,
    parts: { model: total.model.parts, listing: total.listing.parts },
    cut: instructions.cut || total.model.cut || total.listing.cut,
    tools,
  };
}
