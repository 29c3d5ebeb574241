import { createHash } from 'node:crypto';

import { VERSION } from '../about.ts';
import { budgetOf } from '../budget/budget.ts';
import { factsOf, type Facts } from '../facts/facts.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import type { Rule, Severity } from '../rule.ts';
import type { Audit, Finding, Limits, ServerAudit } from './audit.ts';
import { weigh } from './charge.ts';
import { collect, collectAbout } from './collect.ts';
import { commentFacts, type Judged } from './comments.ts';
import { resolveEntailments } from './entail.ts';
import { finish, type Plan } from './finish.ts';
import { dropUnread, holeFinder } from './opaque.ts';
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
}

/** Judges what the inputs loaded. Pure: the same input gives the same audit. */
export function runAudit(targets: readonly (Loaded | Failed)[], settings: Settings): Audit {
  const { severities = new Map<string, Severity | 'off'>() } = settings;
  const rules = settings.rules
    .filter(({ meta }) => severities.get(meta.id) !== 'off')
    .toSorted((a, b) => (a.meta.id < b.meta.id ? -1 : 1));
  const plan: Plan = {
    severities: new Map([...severities].filter((entry): entry is [string, Severity] => entry[1] !== 'off')),
    minSeverity: settings.minSeverity ?? 'info',
  };
  const timings = settings.timing ? new Map<string, number>() : undefined;
  const results = targets.map((target) =>
    isFailed(target)
      ? { server: failedServer(target) }
      : auditServer(serving(target, settings.revisions), rules, plan, settings, timings),
  );
  const audited = results.filter((result) => 'silence' in result);
  judgeComments(audited, settings.rules, rules, plan);
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

function auditServer(
  loaded: Loaded,
  rules: readonly Rule[],
  plan: Plan,
  { minTools }: Limits,
  timings?: Map<string, number>,
): Audited {
  const { server } = loaded;
  const facts = factsOf(server);
  const silence = new Silence(loaded);
  const { kept, lost, opaque } = dropUnread(collect(server, rules, facts, timings), server);
  const holesAt = holeFinder(opaque);
  const { charged, uncharged } = weigh(kept, server.revisions);
  const { said, entailed } = resolveEntailments(charged);
  for (const { rule, report } of [...lost, ...uncharged, ...entailed]) silence.spare(rule.meta.id, report);
  const budget = budgetOf(server);
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
      ...outcome(loaded, minTools),
      loaded,
      budget,
      tools: server.tools.map((tool, i) => ({
        name: tool.data.name,
        address: tool.address,
        tokens: budget.tools[i]!.tokens,
        effect: facts.effect(tool).class,
        ...(holesAt(tool.at('description')).length > 0 ? {} : { description: () => facts.description(tool) }),
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

/** A half-read list is partial; an empty or too short one tells nothing about the server. */
function outcome(
  { server, partial, stderr }: Loaded,
  minTools: number,
): Pick<ServerAudit, 'status' | 'reason' | 'detail' | 'hint'> {
  const detail = stderr?.trim() ? { detail: stderr.trim() } : {};
  if (!server.complete) return { status: 'partial', reason: partial ?? 'the tool list is not complete', ...detail };
  if (server.tools.length >= minTools) return { status: 'audited', reason: undefined };
  if (server.tools.length === 0 && server.fidelity === 'declared')
    return {
      status: 'not-evaluated',
      reason: 'its source registers no tools',
      hint: 'Name the file or folder that registers them, or audit what runs: `mcp-audit -- COMMAND`; if none are expected, pass `--min-tools 0`.',
    };
  if (server.tools.length === 0)
    return {
      status: 'not-evaluated',
      reason: 'the server lists no tools',
      ...detail,
      hint: 'A server may list tools only after configuration or sign-in; if none are expected, pass `--min-tools 0`.',
    };
  return {
    status: 'not-evaluated',
    reason: `the server lists ${server.tools.length} ${server.tools.length === 1 ? 'tool' : 'tools'}, fewer than the ${minTools} asked for by --min-tools`,
    ...detail,
  };
}

function failedServer({ id, input, reason, detail, hint, place }: Failed): ServerAudit {
  return {
    id,
    input,
    status: 'not-evaluated',
    reason,
    ...(detail ? { detail } : {}),
    ...(hint ? { hint } : {}),
    ...(place ? { place } : {}),
    tools: [],
    unchecked: [],
  };
}

const ruleSetHash = (rules: readonly Rule[]): string =>
  createHash('sha256')
    .update(`${VERSION}\n${rules.map(({ meta }) => meta.id).join('\n')}`)
    .digest('hex')
    .slice(0, 12);
