import { itemKey, touches, type Address } from './address.ts';
import { groupBy } from './group.ts';
import type { ToolServer } from './server.ts';

/** Whether something could not be read at an address, above it or below it: for a finding on many places, which speaks of the others. */
export function unreadAt({ quirks }: ToolServer): (at: Address) => boolean {
  const holes = groupBy(
    quirks.filter(({ what }) => what === 'opaque').map(({ at }) => at),
    itemKey,
  );
  return (at) => holes.get(itemKey(at))?.some((hole) => touches(hole, at)) === true;
}
