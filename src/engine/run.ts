import { VERSION } from '../about.ts';
import type { Baseline } from '../baseline/file.ts';
import type { SpendingWanted } from '../budget/spending/spend.ts';
import type { Given } from '../facts/given.ts';
import type { FleetPlan } from '../fleet/fleet.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import { groupBy } from '../model/group.ts';
import type { OptionValues } from '../options.ts';
import type { Rule, Severity } from '../rule.ts';
import { SCORE_VERSION } from '../score/weights.ts';
import type { Audit, Limits } from './audit.ts';
import { weigh } from './charge.ts';
import { collectAbout } from './collect.ts';
import { commentFacts } from './comments.ts';
import { finish } from './finish.ts';
import { fleetOf } from './fleet.ts';
import { baselineOutcome } from './known.ts';
import { noticesOf } from './notices.ts';
import { auditServer, isOurs, type Audited } from './one-server.ts';
import { failedServer } from './outcome.ts';
import { hasExpired, type Decisions, type Override } from './overrides.ts';
import { ruleSetHash } from './rule-set.ts';
import { sortFindings } from './sort.ts';
import { exceededLimits, exitCode, worst } from './verdict.ts';

export interface Settings extends Limits {
  /** All there are, those of plugins as well. */
  readonly rules: readonly Rule[];
  /** Severities that replace the rules' own; `off` leaves a rule out. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
  /** By rule id. A rule with options that are not its default ones runs again with them; the score is made without. */
  readonly options?: ReadonlyMap<string, OptionValues>;
  readonly overrides?: readonly Override[];
  /** What is known already. With `adopts` it is about to be written: all that is found is known. */
  readonly baseline?: Baseline & { readonly adopts?: boolean };
  /** `YYYY-MM-DD`, for overrides that end. Without it none does. */
  readonly today?: string;
  /** Whether all servers that the configuration is about are here: else nobody knows what an override that is not used is for. */
  readonly whole?: boolean;
  readonly minSeverity?: Severity;
  /** Judge every server as if it served these (`--spec`). */
  readonly revisions?: readonly string[];
  readonly timing?: boolean;
  /** How the servers are used, as those say who run them. */
  readonly given?: Given;
  /** `budget`: what the tools cost and nothing else; reports then say all they know of it. */
  readonly focus?: 'budget';
  /** What the budget is to say beside what it always says. */
  readonly spending?: SpendingWanted;
  /** What is to be put side by side. */
  readonly fleet?: FleetPlan;
}

/** Judges what the inputs loaded. Pure: the same input gives the same audit. */
export function runAudit(targets: readonly (Loaded | Failed)[], settings: Settings): Audit {
  const { severities = new Map<string, Severity | 'off'>(), options = new Map<string, OptionValues>() } = settings;
  const known = settings.rules.toSorted((a, b) => (a.meta.id < b.meta.id ? -1 : 1));
  const overrides = (settings.overrides ?? []).filter((each) => !hasExpired(each, settings.today));
  const decisions: Decisions = {
    severities,
    options,
    overrides,
    entries: groupBy(settings.baseline?.entries ?? [], ({ server }) => server),
    adopts: settings.baseline?.adopts ?? false,
  };
  const timings = settings.timing ? new Map<string, number>() : undefined;
  const results = targets.map((target) =>
    isFailed(target)
      ? { server: failedServer(target) }
      : auditServer(serving(target, settings.revisions), known, decisions, settings, timings),
  );
  const audited = results.filter((result) => 'silence' in result);
  judgeComments(audited, known, settings);
  const servers = results.map(({ server }) => server);
  const findings = audited.flatMap((result) => sortFindings(result.findings, result.loaded.server));
  const limits = limitsIn(settings);
  const exceeded = exceededLimits(servers, findings, limits);
  const spoke = new Set(audited.flatMap(({ active }) => active));
  const rules = known.filter((rule) =>
    audited.length === 0 ? severities.get(rule.meta.id) !== 'off' : spoke.has(rule),
  );
  const baseline = settings.baseline && baselineOutcome(settings.baseline, audited, known, findings);
  return {
    version: VERSION,
    status: worst(servers),
    exitCode: exitCode(servers, findings, exceeded, limits),
    servers,
    findings,
    exceeded,
    notices: known.length === 0 ? [] : noticesOf(settings, audited, servers, known, baseline),
    limits,
    rules,
    ruleSet: ruleSetHash(rules),
    scoring: { version: SCORE_VERSION, ruleSet: ruleSetHash(known.filter(isOurs)) },
    ...(baseline ? { baseline } : {}),
    ...(settings.fleet ? { fleet: fleetOf(settings.fleet, servers) } : {}),
    ...(settings.focus ? { focus: settings.focus } : {}),
    ...(timings ? { timings } : {}),
  };
}

function limitsIn({ failOn, budget, maxWarnings, configured, minTools, failOnUnchecked }: Settings): Limits {
  return {
    failOn,
    minTools,
    ...(budget === undefined ? {} : { budget }),
    ...(maxWarnings === undefined ? {} : { maxWarnings }),
    ...(configured === undefined ? {} : { configured }),
    ...(failOnUnchecked === undefined ? {} : { failOnUnchecked }),
  };
}

/** The same server as if it served these revisions, for rules and severities alike. */
const serving = (loaded: Loaded, revisions: readonly string[] | undefined): Loaded =>
  revisions ? { ...loaded, server: { ...loaded.server, revisions } } : loaded;

/** Adds what rules say about the comments that silence rules. They are no defects of the server, and no comment silences them. */
function judgeComments(audited: readonly Audited[], known: readonly Rule[], { minSeverity = 'info' }: Settings): void {
  const silent = new Set(
    audited.flatMap(({ active }) => {
      const speaking = new Set(active);
      return known.filter((rule) => !speaking.has(rule));
    }),
  );
  const everywhere = known.filter((rule) => !silent.has(rule));
  const facts = groupBy(commentFacts(audited, known, everywhere), ({ judged }) => judged);
  for (const [judged, about] of facts) {
    const { loaded, active, ruling, outside } = judged;
    const reports = about
      .flatMap(({ fact }) =>
        collectAbout(fact, active, { server: loaded.server, facts: judged.facts }, (rule) => ruling.optionsOf(rule)),
      )
      .filter(({ rule, report }) => ruling.isSaid(rule, report));
    const { charged } = weigh(reports, loaded.server.revisions);
    judged.findings.push(
      ...judged.known.settle(charged, outside).map((each) => finish(each, loaded, ruling, minSeverity)),
    );
  }
}
