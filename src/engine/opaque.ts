import { itemKey, touches, type Address } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import type { ToolServer } from '../model/server.ts';
import type { Tagged } from './collect.ts';

export interface Opaque {
  readonly at: Address;
  readonly reason: string;
  dropped: number;
}

/** Takes out every report that rests on something unread, and counts them where they were lost. */
export function dropUnread(
  tagged: readonly Tagged[],
  server: ToolServer,
): { readonly kept: readonly Tagged[]; readonly lost: readonly Tagged[]; readonly opaque: readonly Opaque[] } {
  const opaque: Opaque[] = server.quirks
    .filter((quirk) => quirk.what === 'opaque')
    .map(({ at, reason }) => ({ at, reason, dropped: 0 }));
  if (opaque.length === 0) return { kept: tagged, lost: [], opaque };
  const holesAt = holeFinder(opaque);
  const kept: Tagged[] = [];
  const lost: Tagged[] = [];
  for (const each of tagged) {
    const grounds = each.report.because ?? [each.report.at];
    const under = new Set(grounds.flatMap(holesAt));
    for (const hole of under) hole.dropped++;
    (under.size > 0 ? lost : kept).push(each);
  }
  return { kept, lost, opaque };
}

/** Finds what is unread at an address, above it or below it. */
export function holeFinder(opaque: readonly Opaque[]): (address: Address) => readonly Opaque[] {
  const byItem = groupBy(opaque, ({ at }) => itemKey(at));
  return (address) => (byItem.get(itemKey(address)) ?? []).filter(({ at }) => touches(address, at));
}
