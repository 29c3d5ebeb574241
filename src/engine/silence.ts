import type { Loaded, Suppression } from '../inputs/input.ts';
import { sameItem, type Address } from '../model/address.ts';
import type { Report } from '../rule.ts';
import type { Finding } from './audit.ts';

/** What is silenced of a report: all of it, or some of the places that share it. */
export interface Silenced {
  readonly whole: Finding['suppressed'];
  readonly parts: readonly { readonly at: Address; readonly by: NonNullable<Finding['suppressed']> }[];
}

const NOTHING: Silenced = { whole: undefined, parts: [] };

/** Which rules of one server are silenced where, and what each suppression has silenced so far. */
export class Silence {
  readonly #loaded: Loaded;
  readonly #byRule = new Map<string, Suppression[]>();
  /** The rules that each silenced. */
  readonly used = new Map<Suppression, Set<string>>();
  /** The rules that each may have been meant for: their reports were dropped before they became findings. */
  readonly spared = new Map<Suppression, Set<string>>();

  constructor(loaded: Loaded, suppressions: readonly Suppression[] = loaded.suppressions) {
    this.#loaded = loaded;
    for (const one of suppressions)
      for (const rule of new Set(one.rules)) {
        const known = this.#byRule.get(rule);
        if (known) known.push(one);
        else this.#byRule.set(rule, [one]);
      }
  }

  /** What silences this report: of those that cover a place of it the first. All that do count as used. */
  silence(rule: string, report: Report): Silenced {
    if (this.#byRule.size === 0) return NOTHING;
    const silencing = (at: Address): Finding['suppressed'] => {
      const found = this.#covering(rule, at, report.part);
      for (const one of found) mark(this.used, one, rule);
      return found[0] && suppressedBy(found[0]);
    };
    const { at, parts = [] } = report;
    const own = silencing(at);
    const silenced = parts.flatMap((part) => {
      const by = silencing(part);
      return by ? { at: part, by } : [];
    });
    const isOnePlace = parts.every((part) => !isSame(part, at));
    if (own && isOnePlace) return { whole: own, parts: [] };
    return silenced.length === parts.length
      ? { whole: silenced[0]?.by, parts: [] }
      : { whole: undefined, parts: silenced };
  }

  /** A report that became no finding, since it rests on something unread, is another defect again or is none in what is served. */
  spare(rule: string, { at, part, parts = [] }: Report): void {
    if (this.#byRule.size === 0) return;
    for (const place of [at, ...parts])
      for (const one of this.#covering(rule, place, part)) mark(this.spared, one, rule);
  }

  #covering(rule: string, at: Address, part: Report['part'] = 'value'): readonly Suppression[] {
    const candidates = [...(this.#byRule.get(rule) ?? []), ...(this.#byRule.get('*') ?? [])];
    if (candidates.length === 0) return candidates;
    const place = this.#loaded.locate(at, part);
    return candidates.filter((one) => one.covers(at, place, rule));
  }
}

export const isSame = (a: Address, b: Address): boolean => a.pointer === b.pointer && sameItem(a, b);

function mark(marks: Map<Suppression, Set<string>>, one: Suppression, rule: string): void {
  const rules = marks.get(one);
  if (rules) rules.add(rule);
  else marks.set(one, new Set([rule]));
}

const suppressedBy = ({ by, reason, until }: Suppression): NonNullable<Finding['suppressed']> => ({
  by,
  ...(reason === undefined ? {} : { reason }),
  ...(until === undefined ? {} : { until }),
});
