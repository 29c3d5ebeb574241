import { itemKey, type Address } from '../model/address.ts';
import { parent } from '../model/pointer.ts';
import type { Charged } from './charge.ts';

/**
 * Charges one defect once: a report is dropped when a rule that entails its rule reported the same item at or above its
 * address, or a pair that it is one of. Only what was charged counts: what is no defect in the revisions served hides nothing.
 */
export function resolveEntailments(tagged: readonly Charged[]): {
  readonly said: readonly Charged[];
  readonly entailed: readonly Charged[];
} {
  const charged = new Map<string, Set<string>>(); // by the entailed rule
  for (const { rule, report } of tagged) {
    for (const id of rule.meta.entails ?? []) {
      if (id === rule.meta.id) continue;
      const spots = charged.get(id) ?? new Set();
      for (const at of [report.at, ...(report.shared ?? [])]) spots.add(spotKey(at, at.pointer));
      charged.set(id, spots);
    }
  }
  const isEntailed = ({ rule, report: { at } }: Charged): boolean => {
    const spots = charged.get(rule.meta.id);
    for (let pointer: string | undefined = spots && at.pointer; pointer !== undefined; pointer = parent(pointer))
      if (spots!.has(spotKey(at, pointer))) return true;
    return false;
  };
  const said: Charged[] = [];
  const entailed: Charged[] = [];
  for (const each of tagged) (isEntailed(each) ? entailed : said).push(each);
  return { said, entailed };
}

const spotKey = (at: Address, pointer: string): string => `${itemKey(at)}\0${pointer}`;
