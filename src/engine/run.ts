import { VERSION } from '../about.ts';
import { budgetOf } from '../budget/budget.ts';
import { spendingOf, type SpendingWanted } from '../budget/spending/spend.ts';
import type { Spending } from '../budget/spending/spending.ts';
import { factsOf, type Facts } from '../facts/facts.ts';
import type { Given } from '../facts/given.ts';
import type { FleetPlan } from '../fleet/fleet.ts';
import { fleetOf } from './fleet.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import type { Address } from '../model/address.ts';
import type { Rule, Severity } from '../rule.ts';
import { evaluatedIn } from '../score/evaluated.ts';
import { lossesOf } from '../score/loss.ts';
import { scoreServer } from '../score/score.ts';
import { SCORE_VERSION } from '../score/weights.ts';
import type { Audit, Finding, Limits, ServerAudit } from './audit.ts';
import { weigh } from './charge.ts';
import { collect, collectAbout } from './collect.ts';
import { commentFacts, type Judged } from './comments.ts';
import { finish, type Plan } from './finish.ts';
import { judge } from './judge.ts';
import { failedServer, outcome } from './outcome.ts';
import { holeFinder } from './opaque.ts';
import { ruleSetHash } from './rule-set.ts';
import { Silence } from './silence.ts';
import { sortFindings } from './sort.ts';
import { exceededLimits, exitCode, worst } from './verdict.ts';

export interface Settings extends Limits {
  readonly rules: readonly Rule[];
  /** Severities that replace the rules' own; `off` leaves a rule out. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
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
  const { severities = new Map<string, Severity | 'off'>() } = settings;
  const known = settings.rules.toSorted((a, b) => (a.meta.id < b.meta.id ? -1 : 1));
  const rules = known.filter(({ meta }) => severities.get(meta.id) !== 'off');
  const plan: Plan = {
    severities: new Map([...severities].filter((entry): entry is [string, Severity] => entry[1] !== 'off')),
    minSeverity: settings.minSeverity ?? 'info',
  };
  const timings = settings.timing ? new Map<string, number>() : undefined;
  const results = targets.map((target) =>
    isFailed(target)
      ? { server: failedServer(target) }
      : auditServer(serving(target, settings.revisions), { known, active: rules }, plan, settings, timings),
  );
  const audited = results.filter((result) => 'silence' in result);
  judgeComments(audited, known, rules, plan);
  const servers = results.map(({ server }) => server);
  const findings = audited.flatMap((result) => sortFindings(result.findings, result.loaded.server));
  const { failOn, maxTokens, minTools, failOnUnchecked } = settings;
  const limits: Limits = {
    failOn,
    minTools,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(failOnUnchecked === undefined ? {} : { failOnUnchecked }),
  };
  const exceeded = exceededLimits(servers, limits);
  return {
    version: VERSION,
    status: worst(servers),
    exitCode: exitCode(servers, findings, exceeded, limits),
    servers,
    findings,
    exceeded,
    limits,
    rules,
    ruleSet: ruleSetHash(rules),
    scoring: { version: SCORE_VERSION, ruleSet: ruleSetHash(known) },
    ...(settings.fleet ? { fleet: fleetOf(settings.fleet, servers) } : {}),
    ...(settings.focus ? { focus: settings.focus } : {}),
    ...(timings ? { timings } : {}),
  };
}

/** The same server as if it served these revisions, for rules and severities alike. */
const serving = (loaded: Loaded, revisions: readonly string[] | undefined): Loaded =>
  revisions ? { ...loaded, server: { ...loaded.server, revisions } } : loaded;

/** A server with its findings, before the comments in its source are judged by them. */
interface Audited extends Judged {
  readonly server: ServerAudit;
  readonly facts: Facts;
  /** What is silenced by other means than comments. */
  readonly outside: Silence;
  readonly findings: Finding[];
}

/** The rules by id: all there are, which score, and those that are not turned off, which speak. */
interface Rules {
  readonly known: readonly Rule[];
  readonly active: readonly Rule[];
}

function auditServer(
  loaded: Loaded,
  rules: Rules,
  plan: Plan,
  { minTools, given, spending: wanted, focus }: Pick<Settings, 'minTools' | 'given' | 'spending' | 'focus'>,
  timings?: Map<string, number>,
): Audited {
  const { server } = loaded;
  const facts = factsOf(server, given);
  const silence = new Silence(loaded);
  const { known, active } = rules;
  const tagged = collect(server, known, facts, timings);
  const byDefault = judge(tagged, server);
  const isActive = new Set(active);
  const { said, spared, opaque } =
    active.length === known.length
      ? byDefault
      : judge(
          tagged.filter(({ rule }) => isActive.has(rule)),
          server,
        );
  for (const { rule, report } of spared) silence.spare(rule.meta.id, report);
  const holesAt = holeFinder(opaque);
  const isUnread = (at: Address): boolean => holesAt(at).length > 0;
  const { status, ...trouble } = outcome(loaded, minTools);
  const budget = budgetOf(server);
  let spending: Spending | undefined;
  const score = scoreServer({
    audited: status === 'audited' && !isUnread(server.at('tools')),
    ...evaluatedIn(server, facts, isUnread),
    losses: byDefault.said.flatMap(lossesOf),
  });
  return {
    loaded,
    facts,
    silence,
    outside: new Silence(
      loaded,
      loaded.suppressions.filter(({ by }) => by !== 'comment'),
    ),
    findings: said.map((each) => finish(each, loaded, silence, plan)),
    server: {
      id: server.id,
      input: loaded.input,
      status,
      ...trouble,
      ...(loaded.entries ? { entries: loaded.entries } : {}),
      loaded,
      budget,
      toolsets: facts.toolsets,
      spending: () => (spending ??= spendingOf(server, facts, budget, wanted)),
      ...(focus ? {} : { score, archetype: facts.archetype() }),
      tools: server.tools.map((tool, i) => ({
        name: tool.data.name,
        address: tool.address,
        tokens: budget.tools[i]!.tokens,
        effect: facts.effect(tool).class,
        score: score.tools[i]!,
        ...(isUnread(tool.at('description'))
          ? {}
          : {
              text: () => ({
                ...facts.description(tool),
                limits: facts.limits(tool),
                examples: facts.examples(tool),
              }),
            }),
        ...(isUnread(tool.at('inputSchema'))
          ? {}
          : {
              parameters: () => {
                const all = facts.parameters(tool);
                return { total: all.length, described: all.filter(({ described }) => described).length };
              },
            }),
      })),
      unchecked: opaque.map(({ at, reason, dropped }) => ({
        address: at,
        reason,
        dropped,
        place: loaded.locate(at, 'value'),
      })),
    },
  };
}

/** Adds what rules say about the comments that silence rules. They are no defects of the server, and no comment silences them. */
function judgeComments(audited: readonly Audited[], known: readonly Rule[], active: readonly Rule[], plan: Plan): void {
  for (const { judged, fact } of commentFacts(audited, known, active)) {
    const { loaded, facts, findings, outside } = judged;
    const reports = collectAbout(fact, active, { server: loaded.server, facts });
    for (const each of weigh(reports, loaded.server.revisions).charged)
      findings.push(finish(each, loaded, outside, plan));
  }
}
