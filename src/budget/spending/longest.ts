import type { Facts } from '../../facts/facts.ts';
import type { Address } from '../../model/address.ts';
import type { ToolServer } from '../../model/server.ts';
import { countText } from '../count.ts';
import type { LongText } from './spending.ts';

const MOST = 10;
/** So many of the longest in characters are counted: one in tokens is among them. */
const COUNTED = 4 * MOST;

/** The longest descriptions of tools and parameters, and the instructions. */
export function longestOf(server: ToolServer, facts: Facts): readonly LongText[] {
  const all: { at: Address; text: string }[] = server.tools.flatMap((tool) =>
    facts.texts(tool).filter(({ what, at }) => what === 'description' && !at.pointer.startsWith('/outputSchema')),
  );
  if (server.instructions) all.push({ at: server.at('instructions'), text: server.instructions });
  return all
    .toSorted((a, b) => b.text.length - a.text.length)
    .slice(0, COUNTED)
    .map(({ at, text }) => ({ at, text, tokens: countText(text) }))
    .toSorted((a, b) => b.tokens - a.tokens)
    .slice(0, MOST);
}
