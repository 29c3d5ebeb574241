import type { Parts, ToolBudget } from '../../budget/budget.ts';
import type { Audit, Finding, Place, ServerAudit, ToolAudit } from '../../engine/audit.ts';
import { printAddress, type Address } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Score } from '../../score/score.ts';
import type { Reporter } from '../reporter.ts';
import { conditional } from '../source.ts';
import type { Report, ReportFinding, ReportLocation, ReportServer, ReportSpan, ReportTool } from './contract.ts';
import { fleetReport } from './fleet.ts';
import { baselineOf, limitsOf, noticeOf } from './of-run.ts';
import { printJson } from './print.ts';
import { spendingOf, toolsetsOf } from './spending.ts';

/** The public report; `schemas/report.schema.json` describes it. */
export const json: Reporter = { name: 'json', render: (audit) => printJson(reportOf(audit)) };

export const reportOf = ({
  version,
  ruleSet,
  scoring,
  status,
  exitCode,
  rules,
  shard,
  limits,
  exceeded,
  notices,
  baseline,
  servers,
  findings,
  fleet,
  focus,
}: Audit): Report => ({
  schemaVersion: 1,
  generator: { name: 'mcp-audit', version, ruleSet, rules: rules.map(({ meta }) => meta.id), scoring: { ...scoring } },
  status,
  exitCode,
  shard: shard ? { index: shard.index, of: shard.of } : null,
  limits: limitsOf(limits),
  exceeded: exceeded.map(({ limit, server = null, name = null, allowed, actual, by = null }) => ({
    limit,
    server,
    name,
    allowed,
    actual,
    by,
  })),
  notices: notices.map(noticeOf),
  baseline: baseline ? baselineOf(baseline) : null,
  servers: servers.map((server) => serverOf(server, focus === 'budget')),
  findings: findings.map(findingOf),
  fleet: fleetReport(fleet),
});

function serverOf(audited: ServerAudit, isBudget: boolean): ReportServer {
  const { id, status, reason, detail, hint, place, input, loaded, budget, score, archetype, tools, unchecked } =
    audited;
  const server = loaded?.server;
  const conditions = new Map(conditional(audited, 'tools').map(({ address, test }) => [printAddress(address), test]));
  const parts = groupBy(conditional(audited, 'parts'), ({ address }) => printAddress({ ...address, pointer: '' }));
  const variesAt = (address: Address): ReportTool['varies'] =>
    (parts.get(printAddress(address)) ?? []).map((part) => ({ address: printAddress(part.address), test: part.test }));
  return {
    target: audited.target ?? loaded?.target ?? null,
    id,
    status,
    reason: reason ?? null,
    detail: detail ?? null,
    hint: hint ?? null,
    location: locationOf(place),
    input,
    source: loaded?.source
      ? { libraries: loaded.source.libraries.map((each) => ({ ...each })), files: [...loaded.files] }
      : null,
    fidelity: server?.fidelity ?? null,
    revisions: [...(server?.revisions ?? [])],
    info: server?.info ? { name: server.info.name, version: server.info.version ?? null } : null,
    score: score && isEvaluated(score) ? scoreOf(score) : null,
    archetype: archetype
      ? {
          name: archetype.name,
          by: archetype.by,
          evidence: archetype.evidence.map(({ says, at }) => ({
            says,
            address: printAddress(at),
            location: locationOf(loaded?.locate(at, 'value')),
          })),
        }
      : null,
    budget: budget
      ? {
          encoding: budget.encoding,
          model: budget.model,
          listing: budget.listing,
          instructions: budget.instructions,
          parts: partsOf(budget),
          estimate: budget.cut,
          toolsets: toolsetsOf(audited),
          spending: isBudget ? spendingOf(audited) : null,
        }
      : null,
    tools: tools.map((tool, i) => ({
      ...toolOf(tool, budget?.tools[i]),
      location: locationOf(loaded?.locate(tool.address, 'value')),
      condition: conditions.get(printAddress(tool.address)) ?? null,
      varies: variesAt(tool.address),
    })),
    varies: server ? variesAt(server.at()) : [],
    unchecked: unchecked.map((part) => ({
      address: printAddress(part.address),
      reason: part.reason,
      location: locationOf(part.place),
      dropped: part.dropped,
    })),
  };
}

const toolOf = (
  { name, address, tokens, effect, score, text: read, parameters }: ToolAudit,
  counted: ToolBudget | undefined,
): Omit<ReportTool, 'location' | 'condition' | 'varies'> => {
  const text = read?.();
  return {
    name,
    address: printAddress(address),
    toolset: null,
    tokens: { model: tokens.model, listing: tokens.listing, parts: counted ? partsOf(counted) : null },
    score: score.overall,
    grade: score.grade,
    categories: { ...score.categories },
    effect,
    description: text ? { ...text.levels } : null,
    evidence: text ? { ...text.evidence } : null,
    limits: text ? text.limits.map(spanOf) : null,
    examples: text ? text.examples.map(spanOf) : null,
    parameters: parameters?.() ?? null,
  };
};

const spanOf = ({ text, start, end }: ReportSpan): ReportSpan => ({ text, start, end });

/** Of an empty list, or half a one, no category was. */
const isEvaluated = ({ categories }: Score): boolean => Object.values(categories).some((each) => each !== null);

const scoreOf = ({ overall, grade, categories }: Score): ReportServer['score'] => ({
  overall,
  grade,
  categories: { ...categories },
});

function findingOf({
  ruleId,
  messageId,
  severity,
  address,
  message,
  hint,
  docs,
  fingerprint,
  key,
  place,
  related,
  shown,
  suppressed,
}: Finding): ReportFinding {
  return {
    ruleId,
    messageId,
    severity,
    address: printAddress(address),
    server: address.server,
    tool: address.kind === 'tool' ? address.name : null,
    message,
    hint,
    docs,
    fingerprint,
    key: key ?? null,
    location: locationOf(place),
    related: related.map((each) => ({
      address: printAddress(each.address),
      note: each.note,
      location: locationOf(each.place),
    })),
    shown,
    suppressed: suppressed
      ? { by: suppressed.by, reason: suppressed.reason ?? null, until: suppressed.until ?? null }
      : null,
  };
}

const locationOf = (place: Place | undefined): ReportLocation | null =>
  place
    ? {
        file: place.file,
        startLine: place.start.line,
        startColumn: place.start.column,
        endLine: place.end.line,
        endColumn: place.end.column,
        precision: place.precision,
      }
    : null;

const partsOf = ({
  parts,
}: {
  readonly parts: { readonly model: Parts; readonly listing: Parts };
}): { model: Parts; listing: Parts } => ({ model: { ...parts.model }, listing: { ...parts.listing } });
