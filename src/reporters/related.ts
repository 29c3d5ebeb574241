import type { Finding, Place } from '../engine/audit.ts';
import type { Address } from '../model/address.ts';

/** Where else to look, and all that is to be seen there. */
export interface Elsewhere {
  readonly place: Place | undefined;
  readonly address: Address;
  readonly notes: readonly string[];
}

/** An anchor is one line for all findings of a server and says nothing of any of them. */
export const stands = (place: Place | undefined): place is Place => place !== undefined && place.precision !== 'anchor';

/** The other places of a finding, those on one line together, without the finding's own line where they add nothing to the message. */
export function elsewhereOf({ related, place: own, message }: Finding): Elsewhere[] {
  const lines = new Map<string, { place: Place | undefined; address: Address; notes: string[] }>();
  for (const { place, address, note } of related) {
    const line = stands(place) ? lineOf(place) : address.pointer;
    const known = lines.get(line);
    if (!known) lines.set(line, { place, address, notes: [note] });
    else if (!known.notes.includes(note)) known.notes.push(note);
  }
  return [...lines.values()].filter(
    ({ place, notes }) =>
      !(stands(place) && stands(own) && lineOf(place) === lineOf(own)) ||
      !(notes.every((note) => message.includes(`\`${note}\``)) || isSelf(place, own, notes)),
  );
}

/** The very place of the finding, with nothing to add but whose it is. */
const isSelf = (place: Place, own: Place, notes: readonly string[]): boolean =>
  place.start.column === own.start.column &&
  notes.length === 1 &&
  /^(?:here|in|used by|reached by|the tool)\b(?!.*, silenced)/.test(notes[0]!);

const lineOf = ({ file, start }: Place): string => `${file}:${start.line}`;
