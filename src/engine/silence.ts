import type { Loaded, Suppression } from '../inputs/input.ts';
import type { Address } from '../model/address.ts';
import type { Report } from '../rule.ts';
import type { Finding, Place } from './audit.ts';

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

  /** What silences this finding: the first that covers it. All that do count as used. */
  silence(rule: string, at: Address, place: Place | undefined): Finding['suppressed'] {
    const found = this.#covering(rule, at, place);
    for (const one of found) mark(this.used, one, rule);
    return found[0] && suppressedBy(found[0]);
  }

  /** A report that became no finding, since it rests on something unread, is another defect again or is none in what is served. */
  spare(rule: string, { at, part }: Report): void {
    if (this.#byRule.size === 0) return;
    const place = this.#loaded.locate(at, part ?? 'value');
    for (const one of this.#covering(rule, at, place)) mark(this.spared, one, rule);
  }

  #covering(rule: string, at: Address, place: Place | undefined): readonly Suppression[] {
    if (this.#byRule.size === 0) return [];
    const candidates = [...(this.#byRule.get(rule) ?? []), ...(this.#byRule.get('*') ?? [])];
    return candidates.filter((one) => one.covers(at, place, rule));
  }
}

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
