import type { Entry } from '../baseline/entry.ts';
import type { Loaded, Suppression } from '../inputs/input.ts';
import { itemKey, type Address } from '../model/address.ts';
import type { CodeFact, Family, HandlerFact } from '../model/code.ts';
import type { ToolServer } from '../model/server.ts';
import { setOptions, type OptionValues } from '../options.ts';
import type { Report, Rule, Severity } from '../rule.ts';
import { fits } from '../text/glob.ts';
import type { Notice } from './audit.ts';
import { RANK } from './severity.ts';

/** What the configuration says of some servers or tools. Of several that speak of a rule there the last holds. */
export interface Override {
  /** Patterns of servers, by id or by what the call or the configuration names them; all servers where left out. `*` stands for any characters and `?` for one. */
  readonly servers?: readonly string[];
  /** Patterns of tool names; where left out everything of a server, with its code. */
  readonly tools?: readonly string[];
  /** By rule id. `off` does not stop the rule: it suppresses what it finds, which stays listed. */
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
  /** By rule id; never together with `tools`. */
  readonly options: ReadonlyMap<string, OptionValues>;
  readonly reason?: string;
  /** The last day on which it holds: `YYYY-MM-DD`. */
  readonly until?: string;
  readonly place?: Notice['place'];
}

/** What a user decided about rules; nothing here changes the score. */
export interface Decisions {
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly options: ReadonlyMap<string, OptionValues>;
  readonly overrides: readonly Override[];
  /** What a baseline lists, by server. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Whether it is about to be written. */
  readonly adopts: boolean;
}

export const hasExpired = ({ until }: Pick<Override, 'until'>, today: string | undefined): boolean =>
  until !== undefined && today !== undefined && until < today;

export const isFor = (
  { servers }: Override,
  { server: { id }, target = id }: Pick<Loaded, 'server' | 'target'>,
): boolean => servers === undefined || servers.some((pattern) => fits(pattern, id) || fits(pattern, target));

/** What was decided for one server: which rules speak there, with which options, how severe, and what is suppressed. */
export class Ruling {
  readonly #decisions: Decisions;
  readonly #fitting: readonly Override[];
  readonly #bySpot = new Map<string, Override | undefined>();
  readonly #toolsAt: (at: Address) => readonly Address[];
  /** One for each override that turns something off. */
  readonly suppressions: ReadonlyMap<Override, Suppression>;

  /** `overrides` of the decisions are those that hold today. */
  constructor(loaded: Loaded, decisions: Decisions) {
    this.#decisions = decisions;
    this.#toolsAt = toolFinder(loaded.server);
    this.#fitting = decisions.overrides.filter((each) => isFor(each, loaded));
    this.suppressions = new Map(
      this.#fitting.flatMap((override) => {
        const off = [...override.levels].flatMap(([id, level]) => (level === 'off' ? [id] : []));
        return off.length === 0 ? [] : [[override, this.#suppression(override, off)] as const];
      }),
    );
  }

  /** Whether a rule is off but for overrides. */
  isOff({ meta: { id } }: Rule): boolean {
    return this.#decisions.severities.get(id) === 'off';
  }

  /** Whether anything a rule finds here may be said. */
  isActive(rule: Rule): boolean {
    const { id } = rule.meta;
    if (!this.isOff(rule)) return true;
    return this.#fitting.some(({ levels }) => (levels.get(id) ?? 'off') !== 'off');
  }

  /** Whether a report of a rule is said: one that is off may be on for some tools. */
  isSaid(rule: Rule, report: Report): boolean {
    const { id } = rule.meta;
    if (!this.isOff(rule)) return true;
    return placesOf(report).some((at) => (this.#deciding(id, at)?.levels.get(id) ?? 'off') !== 'off');
  }

  /** The level set for a report; of those set for its places the worst. `undefined` where none is set. */
  severityOf(id: string, report: Report): Severity | undefined {
    const levels = placesOf(report).flatMap((at) => {
      const level = this.#deciding(id, at)?.levels.get(id) ?? this.#decisions.severities.get(id);
      return level === undefined || level === 'off' ? [] : [level];
    });
    return levels.toSorted((a, b) => RANK[b] - RANK[a])[0];
  }

  /** All options of a rule, or `undefined` where they are the default ones. */
  optionsOf({ meta }: Rule): OptionValues | undefined {
    if (meta.options === undefined) return undefined;
    const set = [this.#decisions.options.get(meta.id), ...this.#fitting.map(({ options }) => options.get(meta.id))];
    return setOptions(meta.options, Object.assign({}, ...set) as OptionValues);
  }

  #suppression(override: Override, rules: readonly string[]): Suppression {
    return {
      by: 'config',
      rules,
      ...(override.reason === undefined ? {} : { reason: override.reason }),
      ...(override.until === undefined ? {} : { until: override.until }),
      covers: (at, _, rule) => this.#deciding(rule, at) === override,
    };
  }

  /** The override that decides about a rule at an address. */
  #deciding(rule: string, at: Address): Override | undefined {
    if (this.#fitting.length === 0) return undefined;
    const key = `${rule}\0${itemKey(at)}\0${at.kind === 'code' ? at.pointer : ''}`;
    if (!this.#bySpot.has(key))
      this.#bySpot.set(
        key,
        this.#fitting.findLast(
          ({ levels, tools }) => levels.has(rule) && (tools === undefined || this.#isIn(at, tools)),
        ),
      );
    return this.#bySpot.get(key);
  }

  /** Code belongs to the tools that reach it, if all of them are meant. */
  #isIn(at: Address, patterns: readonly string[]): boolean {
    const tools = this.#toolsAt(at);
    return tools.length > 0 && tools.every((tool) => isIn(tool, patterns));
  }
}

/** Whether a tool is one of those that patterns mean. */
export const isIn = ({ name }: Address, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => fits(pattern, name));

/** The tools that something is of: itself, or, of a spot in code, those that reach it. */
function toolFinder({ code }: ToolServer): (at: Address) => readonly Address[] {
  let byPlace: ReadonlyMap<string, readonly Address[]> | undefined;
  const placeKey = ({ name, pointer }: Address): string => `${name}\0${pointer}`;
  return (at) => {
    if (at.kind === 'tool') return [at];
    if (at.kind !== 'code' || code === undefined) return [];
    byPlace ??= new Map(
      Object.values<Family<CodeFact>>({ ...code }).flatMap(({ facts }) =>
        facts.flatMap((fact: CodeFact & Partial<HandlerFact>) =>
          [fact, ...(fact.returns ?? [])].map(({ at }) => [placeKey(at), fact.tools] as const),
        ),
      ),
    );
    return byPlace.get(placeKey(at)) ?? [];
  };
}

/** The places of a report: those that share it, else its own. */
export const placesOf = ({ at, parts = [] }: Report): readonly Address[] => (parts.length > 0 ? parts : [at]);
