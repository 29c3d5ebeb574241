import { isConditionalTool } from '../model/server.ts';
import type { Exceeded, Finding, Limits, ServerAudit, Status } from './audit.ts';
import { RANK } from './severity.ts';

const BADNESS: Readonly<Record<Status, number>> = { audited: 0, partial: 1, 'not-evaluated': 2 };

/** The worst status; nothing audited at all is `not-evaluated`. */
export const worst = (servers: readonly { status: Status }[]): Status =>
  servers.reduce<Status>(
    (so, { status }) => (BADNESS[status] > BADNESS[so] ? status : so),
    servers.length === 0 ? 'not-evaluated' : 'audited',
  );

/** The token limits that were broken. */
export function exceededLimits(servers: readonly ServerAudit[], { maxTokens }: Limits): Exceeded[] {
  if (maxTokens === undefined) return [];
  return servers.flatMap(({ id, budget }) => {
    const actual = budget ? budget.model + budget.instructions : 0;
    return actual > maxTokens ? [{ server: id, limit: 'max-tokens' as const, allowed: maxTokens, actual }] : [];
  });
}

/** True when nobody knows which tools are listed. */
const isUncertain = ({ loaded }: ServerAudit): boolean => loaded?.server.quirks.some(isConditionalTool) ?? false;

/** How far code was followed is rarely all the way; what is asked for is the list. */
const isUnchecked = ({ unchecked }: ServerAudit): boolean => unchecked.some(({ address }) => address.kind !== 'code');

/** 0 clean; 1 a finding at or above `failOn`, or a limit exceeded; 2 something asked for was not audited. 2 outranks 1. */
export function exitCode(
  servers: readonly ServerAudit[],
  findings: readonly Finding[],
  exceeded: readonly Exceeded[],
  limits: Limits,
): 0 | 1 | 2 {
  if (worst(servers) !== 'audited') return 2;
  if (limits.failOnUnchecked && servers.some((each) => isUnchecked(each) || isUncertain(each))) return 2;
  const { failOn } = limits;
  if (failOn === 'never') return 0;
  const failing = findings.some(
    ({ severity, suppressed }) => suppressed === undefined && RANK[severity] >= RANK[failOn],
  );
  return failing || exceeded.length > 0 ? 1 : 0;
}
