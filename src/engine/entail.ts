import { isWithin } from '../model/address.ts';
import type { Charged } from './charge.ts';

/**
 * Charges one defect once: a report is dropped when a rule that entails its rule reported the same item at or above its address.
 * Only what was charged counts: what is no defect in the revisions served hides nothing.
 */
export function resolveEntailments(tagged: readonly Charged[]): Charged[] {
  const strong = new Map<string, Charged[]>(); // by the entailed rule
  for (const each of tagged) for (const id of each.rule.meta.entails ?? []) strong.set(id, [...(strong.get(id) ?? []), each]);
  if (strong.size === 0) return [...tagged];
  return tagged.filter(({ rule, report }) => !strong.get(rule.meta.id)?.some((other) => other.rule !== rule && isWithin(report.at, other.report.at)));
}
