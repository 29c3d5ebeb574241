import { sameItem, type Address } from './address.ts';
import type { ToolServer } from './server.ts';

/** The parts of a report that say where it stands. */
export interface Spread {
  readonly at: Address;
  readonly because: readonly Address[];
  readonly parts: readonly Address[];
  readonly related: readonly { readonly at: Address; readonly note: string }[];
}

const MOST = 20;

/**
 * Where one cause with many effects is reported, so that it is one finding: at the place itself when all places are in one
 * tool, else at the tool list, whose address does not change when a tool is fixed, added or moved. The places, at least
 * one, in any order, are related; at most 20 are named.
 */
export function spread(server: ToolServer, places: readonly Address[]): Spread {
  const first = places[0]!;
  const alone = places.every((place) => sameItem(place, first));
  const others = alone ? places.slice(1) : places;
  return {
    at: alone ? first : server.at('tools'),
    because: places,
    parts: places,
    related: others.slice(0, MOST).map((at) => ({ at, note: at.name === '' ? 'here' : `in ${at.name}` })),
  };
}

/** One finding for each while they are few; many of a kind have one cause and get one finding. */
export const oneByOne = <T>(items: readonly T[], most = 3): readonly (readonly T[])[] =>
  items.length > most ? [items] : items.map((item) => [item]);
