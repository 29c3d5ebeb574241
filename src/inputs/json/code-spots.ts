import { parseAddress, type Address } from '../../model/address.ts';
import { segments } from '../../model/pointer.ts';
import { isObject } from '../../model/schema.ts';
import { reach, type Spot } from './spots.ts';

/** What of a fact is a place. */
const PLACES: ReadonlySet<string> = new Set(['at', 'made', 'app', 'listens', 'bound', 'store', 'reader', 'limited']);

/** Where a snapshot names each place of the code first; for how far code was followed, the kind of facts. */
export function codeSpots(sent: unknown, root: Spot): (at: Address) => Spot | undefined {
  const spots = new Map<string, Spot>();
  const visit = (value: unknown, spot: Spot | undefined): void => {
    if (spot === undefined || typeof value !== 'object' || value === null) return;
    const parts = spot.parts as Readonly<Record<string, Spot>> | undefined;
    for (const [name, member] of Object.entries(value)) {
      const at = typeof member === 'string' && PLACES.has(name) ? parseAddress(member) : undefined;
      if (at === undefined) visit(member, parts?.[name]);
      else if (parts?.[name] && !spots.has(keyOf(at))) spots.set(keyOf(at), parts[name]);
    }
  };
  visit(sent, isObject(sent) ? root : undefined);
  return (at) => {
    const [head, family] = at.name === '' ? segments(at.pointer) : [];
    return (
      spots.get(keyOf(at)) ?? (head === 'coverage' && family !== undefined ? reach(root, `/${family}`).spot : root)
    );
  };
}

const keyOf = ({ name, pointer }: Address): string => `${name}\0${pointer}`;
