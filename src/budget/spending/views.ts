import type { Item } from '../../model/address.ts';
import type { Tool, ToolServer } from '../../model/server.ts';
import type { Client } from '../clients/client.ts';
import { CLIENTS } from '../clients/clients.ts';
import { claudeCodeLine } from '../clients/functions.ts';
import { countText, type Encoding } from '../count.ts';
import type { Calibration } from './calibration.ts';
import { estimatesOf } from './estimates.ts';
import type { ClientView, FirstSearch, Sent } from './spending.ts';

export interface ViewsWanted {
  /** `o200k_base` by default, which is always counted, since the estimates rest on it. */
  readonly encodings?: readonly Encoding[];
  readonly calibrations?: readonly Calibration[];
}

/** The tools as each client gives them to its model, counted. */
export function clientViews(
  server: Pick<ToolServer, 'id' | 'tools'>,
  { encodings = [], calibrations = [] }: ViewsWanted = {},
): readonly ClientView[] {
  const wanted = [...new Set<Encoding>(['o200k_base', ...encodings])];
  return CLIENTS.map((client) => {
    const { texts, hidden } =
      server.tools.length > 0 ? client.render(server.tools, { server: server.id }) : { texts: [], hidden: [] }; // without tools there is no frame around them
    const count = (encoding: Encoding): number => texts.reduce((sum, text) => sum + countText(text, encoding), 0);
    const tokens = Object.fromEntries(wanted.map((encoding) => [encoding, count(encoding)]));
    return {
      ...titleOf(client),
      tokens,
      estimates: client.maker === 'openai' ? [] : estimatesOf(tokens['o200k_base']!, client.maker, calibrations),
      hidden: hidden.length,
      ...(client.id === 'deferred' && server.tools.length > 0 ? { firstSearch: firstSearch(server) } : {}),
    };
  });
}

const titleOf = ({ id, title, source }: Client) => ({ id, title, source });

/** How many definitions a search gives back, as Anthropic says. */
const FOUND = { from: 3, to: 5 };

function firstSearch({ id, tools }: Pick<ToolServer, 'id' | 'tools'>): FirstSearch {
  const all = tools.reduce((sum, tool) => sum + countText(claudeCodeLine(tool, id)), 0);
  const found = (most: number): number => Math.round((all / tools.length) * Math.min(most, tools.length));
  return { tools: FOUND, from: found(FOUND.from), to: found(FOUND.to) };
}

/** What is sent, in each of these encodings but `o200k_base`, in which it is counted anyway. */
export const sentIn = (
  { tools, instructions = '' }: Pick<ToolServer, 'tools' | 'instructions'>,
  encodings: readonly Encoding[],
): readonly Sent[] =>
  [...new Set(encodings)]
    .filter((encoding) => encoding !== 'o200k_base')
    .map((encoding) => ({
      encoding,
      ...sentTokens(tools, encoding),
      instructions: countText(instructions, encoding),
    }));

/** Tokens of the views of what is sent, tool by tool, in an encoding: see `Budget`. */
export function sentTokens(
  tools: readonly Item<Tool>[],
  encoding: Encoding,
): { readonly model: number; readonly listing: number } {
  let model = 0;
  let listing = 0;
  for (const { data } of tools) {
    const { name, description, inputSchema } = data.raw;
    model += countText(JSON.stringify({ name, description, inputSchema }), encoding);
    listing += countText(JSON.stringify(data.raw), encoding);
  }
  return { model, listing };
}
