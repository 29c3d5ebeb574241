import type { Audit, Finding, Limits } from '../engine/audit.ts';
import type { Report, ReportFinding } from '../reporters/json/contract.ts';
import { printable } from '../text/printable.ts';
import { addressIn, placeOf } from './place.ts';
import { ruleById } from './rules.ts';
import { serverOf } from './server.ts';

/**
 * The audit that a report tells of, for the reporters. What a report does not hold is not there: the texts of files, what would
 * raise a score, and where tokens can be saved.
 */
export function auditOf(report: Report): Audit {
  const { generator, servers, findings, exceeded, notices, limits, status, exitCode } = report;
  const files = new Map(servers.map(({ id }) => [id, new Set<string>()]));
  for (const { server, location } of findings) if (location) files.get(server)?.add(location.file);
  return {
    version: generator.version,
    status,
    exitCode,
    servers: servers.map((server) => serverOf(server, [...(files.get(server.id) ?? [])])),
    findings: findings.map(findingOf),
    exceeded: exceeded.map(({ server, name, by, ...rest }) => ({
      ...rest,
      ...(server === null ? {} : { server }),
      ...(name === null ? {} : { name }),
      ...(by === null ? {} : { by }),
    })),
    notices: notices.map(({ what, message, hint, location }) => ({
      what,
      message: line(message),
      ...(hint === null ? {} : { hint: line(hint) }),
      ...(location
        ? {
            place: {
              file: location.file,
              ...(location.line === null ? {} : { line: location.line }),
              ...(location.column === null ? {} : { column: location.column }),
            },
          }
        : {}),
    })),
    limits: limitsOf(limits),
    rules: generator.rules.map(ruleById),
    ruleSet: generator.ruleSet,
    scoring: generator.scoring,
  };
}

/** Reporters take what rules say for printable, and a file may have come from anywhere. */
const line = (text: string): string => printable(text, Infinity);

const findingOf = ({ address, location, related, key, suppressed, server, ...rest }: ReportFinding): Finding => {
  const { tool: _, ...kept } = rest;
  const at = addressIn(server);
  return {
    ...kept,
    message: line(kept.message),
    hint: line(kept.hint),
    address: at(address),
    ...(key === null ? {} : { key }),
    place: location ? placeOf(location) : undefined,
    related: related.map((each) => ({
      address: at(each.address),
      note: line(each.note),
      place: each.location ? placeOf(each.location) : undefined,
    })),
    suppressed: suppressed
      ? {
          by: suppressed.by,
          ...(suppressed.reason === null ? {} : { reason: suppressed.reason }),
          ...(suppressed.until === null ? {} : { until: suppressed.until }),
        }
      : undefined,
  };
};

function limitsOf({ maxWarnings, budget, ...rest }: Report['limits']): Limits {
  return {
    ...rest,
    ...(maxWarnings === null ? {} : { maxWarnings }),
    ...(budget
      ? {
          budget: {
            ...(budget.tokens === null ? {} : { tokens: budget.tokens }),
            ...(budget.tool === null ? {} : { tool: budget.tool }),
            ...(budget.instructions === null ? {} : { instructions: budget.instructions }),
            ...(budget.toolset === null ? {} : { toolset: budget.toolset }),
          },
        }
      : {}),
  };
}
