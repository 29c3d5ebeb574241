import type { z } from 'zod';

import type { Audit, Finding, ServerAudit } from '../engine/audit.ts';
import { RANK } from '../engine/severity.ts';
import { printAddress } from '../model/address.ts';
import type { Severity } from '../rule.ts';
import { printable } from '../text/printable.ts';
import { pageOf } from './pages.ts';
import type { Room, Wish } from './room.ts';
import { auditIn } from './run.ts';
import type { auditShape } from './shapes.ts';

export interface AuditWish extends Wish {
  readonly min_severity: Severity;
  readonly max_findings: number;
  readonly cursor?: string | undefined;
}

/** Servers that are listed; a folder may hold hundreds. */
export const MOST_SERVERS = 50;

/** What `audit_tools` answers. Throws a `Refusal`. */
export async function auditResult(wish: AuditWish, room: Room, signal: AbortSignal): Promise<Result> {
  return resultOf(await auditIn(room, wish, signal), wish);
}

type Result = z.infer<typeof auditShape>;

function resultOf(
  { servers, findings }: Audit,
  { min_severity: least, max_findings: most, cursor }: AuditWish,
): Result {
  const open = findings.filter(({ suppressed }) => suppressed === undefined);
  const listed = open
    .filter(({ severity }) => RANK[severity] >= RANK[least])
    .toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
  const identity = [least, most, ...listed.map(({ fingerprint }) => fingerprint)];
  const { items, nextCursor } = pageOf(listed, identity, most, cursor);
  const of = (wanted: Severity): number => open.filter(({ severity }) => severity === wanted).length;
  return {
    servers: servers.slice(0, MOST_SERVERS).map((server) => ({
      ...headOf(server),
      score: server.score?.overall ?? null,
      grade: server.score?.grade ?? null,
    })),
    more_servers: Math.max(0, servers.length - MOST_SERVERS),
    counts: {
      error: of('error'),
      warning: of('warning'),
      info: of('info'),
      suppressed: findings.length - open.length,
    },
    findings: items.map(findingOf),
    next_cursor: nextCursor,
  };
}

/** What both reports say of a server. Its texts are by strangers. */
export const headOf = ({ id, status, reason, hint, tools }: ServerAudit) => ({
  id: printable(id),
  status,
  reason: reason === undefined ? null : printable(reason, 500),
  hint: hint === undefined ? null : printable(hint, 500),
  tools: tools.length,
});

const findingOf = ({ ruleId, severity, address, place, message, hint }: Finding): Result['findings'][number] => ({
  rule_id: ruleId,
  severity,
  server: printable(address.server),
  tool: address.kind === 'tool' ? printable(address.name) : null,
  place: place ? printable(`${place.file}:${place.start.line}:${place.start.column}`, 500) : null,
  address: printable(printAddress(address), 500),
  message: printable(message, 1_000),
  hint: printable(hint, 1_000),
});
