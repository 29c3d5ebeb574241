import { isWithin } from '../model/address.ts';
import type { Tagged } from './collect.ts';

/** Charges one defect once: a report is dropped when a rule that entails its rule reported the same item at or above its address. */
export function resolveEntailments(tagged: readonly Tagged[]): Tagged[] {
  const strong = new Map<string, Tagged[]>(); // by the entailed rule
  for (const each of tagged) for (const id of each.rule.meta.entails ?? []) strong.set(id, [...(strong.get(id) ?? []), each]);
  if (strong.size === 0) return [...tagged];
  return tagged.filter(({ rule, report }) => !strong.get(rule.meta.id)?.some((other) => other.rule !== rule && isWithin(report.at, other.report.at)));
}
