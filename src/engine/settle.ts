import { baselineAddress, messageWord, serverWord, type Entry } from '../baseline/entry.ts';
import { matchEntries, type Spot as Place } from '../baseline/match.ts';
import { printAddress } from '../model/address.ts';
import type { Report, Rule } from '../rule.ts';
import type { Charged } from './charge.ts';
import type { Tagged } from './collect.ts';
import { placesOf, type Decisions } from './overrides.ts';
import { RANK } from './severity.ts';
import type { Silence, Silenced } from './silence.ts';

/** A report that is said, and what of it does not count. */
export interface Settled {
  readonly charged: Charged;
  readonly silenced: Silenced;
}

/** A place of a report, as the baseline would have it. */
interface Spot extends Place {
  readonly of: Charged;
  readonly place: Report['at'];
}

/** The entries of one server, and what came of them. */
export class Known {
  /** The server, as entries name it. */
  readonly server: string;
  readonly #entries: readonly Entry[];
  readonly #adopts: boolean;
  readonly #rules: ReadonlyMap<string, Rule>;
  /** Entries that were for something. */
  readonly used = new Set<Entry>();
  /** What a baseline of today lists of this server; filled only where one is to be written. */
  readonly found: Entry[] = [];

  /** What was dropped before it became a finding, as `address rule`. */
  readonly #spared = new Set<string>();

  /** With `adopts` whatever is found is known, for a baseline that is written from it. */
  constructor(id: string, rules: readonly Rule[], { entries, adopts }: Pick<Decisions, 'entries' | 'adopts'>) {
    this.server = serverWord(id);
    this.#entries = entries.get(this.server) ?? [];
    this.#adopts = adopts;
    this.#rules = new Map(rules.map((rule) => [rule.meta.id, rule]));
  }

  /** Reports that became no findings, since they rest on something unread, are other defects again or are none in what is served. */
  spare(reports: readonly Tagged[]): void {
    if (this.#entries.length === 0) return;
    for (const { rule, report } of reports)
      for (const at of placesOf(report)) this.#spared.add(`${baselineAddress(at)} ${rule.meta.id}`);
  }

  isSpared = ({ at, rule }: Entry): boolean => this.#spared.has(`${at} ${rule}`);

  /** All that is said of the rules concerned has to be given at once: an entry is for one place. */
  settle(said: readonly Charged[], silence: Silence): Settled[] {
    const silenced = said.map((each) => silence.silence(each.rule.meta.id, each.report));
    if (this.#entries.length === 0 && !this.#adopts)
      return said.map((charged, i) => ({ charged, silenced: silenced[i]! }));
    const spots = said.map(spotsOf);
    const { covered, used } = matchEntries(this.#entries, spots.flat(), (spot, than) => this.#isWorse(spot, than));
    for (const entry of used) this.used.add(entry);
    return said.map((charged, i) => {
      const { whole, parts } = silenced[i]!;
      const closed = new Set(parts.map(({ at }) => printAddress(at)));
      const open = whole ? [] : spots[i]!.filter(({ place }) => !closed.has(printAddress(place)));
      if (this.#adopts)
        this.found.push(...open.map(({ server, at, rule, message }) => ({ server, at, rule, message })));
      const known = this.#adopts ? open : open.filter((spot) => covered.has(spot));
      if (known.length === 0) return { charged, silenced: silenced[i]! };
      if (known.length === open.length) return { charged, silenced: { whole: IN_BASELINE, parts: [] } };
      const inBaseline = known.map(({ place }) => ({ at: place, by: IN_BASELINE }));
      return { charged, silenced: { whole: undefined, parts: [...parts, ...inBaseline] } };
    });
  }

  /** Judged by what the rule itself says: who raises a level knows what there is of it. */
  #isWorse({ of: { rule, message } }: Spot, than: Entry): boolean {
    const known = Object.entries(this.#rules.get(than.rule)?.meta.messages ?? {});
    const [, old] = known.find(([id]) => messageWord(id, undefined) === than.message.replace(/~.*/, '')) ?? [];
    if (old === undefined) return false;
    const severity = typeof old === 'string' ? rule.meta.severity : (old.severity ?? rule.meta.severity);
    return RANK[message.severity ?? rule.meta.severity] > RANK[severity];
  }
}

const IN_BASELINE = { by: 'baseline' } as const;

const spotsOf = (charged: Charged): Spot[] =>
  placesOf(charged.report).map((place) => ({
    of: charged,
    place,
    server: serverWord(place.server),
    at: baselineAddress(place),
    rule: charged.rule.meta.id,
    message: messageWord(charged.report.message, charged.report.key),
    others: () => (charged.report.parts ? [] : (charged.report.related ?? []).map(({ at }) => baselineAddress(at))),
  }));
