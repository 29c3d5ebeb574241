import { touches, type Address } from '../model/address.ts';
import type { ToolServer } from '../model/server.ts';
import type { Tagged } from './collect.ts';

export interface Opaque {
  readonly at: Address;
  readonly reason: string;
  dropped: number;
}

/** Drops every report that rests on something unread, and counts them where they were lost. */
export function dropUnread(tagged: readonly Tagged[], server: ToolServer): { kept: Tagged[]; opaque: Opaque[] } {
  const opaque: Opaque[] = server.quirks
    .filter((quirk) => quirk.what === 'opaque')
    .map(({ at, reason }) => ({ at, reason, dropped: 0 }));
  if (opaque.length === 0) return { kept: [...tagged], opaque };
  const kept = tagged.filter(({ report }) => {
    const grounds = report.because ?? [report.at];
    const lost = opaque.filter(({ at }) => grounds.some((ground) => touches(ground, at)));
    for (const hole of lost) hole.dropped++;
    return lost.length === 0;
  });
  return { kept, opaque };
}
