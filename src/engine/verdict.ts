import { itemKey } from '../model/address.ts';
import { isConditionalTool } from '../model/server.ts';
import type { BudgetLimits, Exceeded, Finding, Limits, ServerAudit, Status } from './audit.ts';
import { RANK } from './severity.ts';

const BADNESS: Readonly<Record<Status, number>> = { audited: 0, partial: 1, 'not-evaluated': 2 };

/** The worst status; nothing audited at all is `not-evaluated`. */
export const worst = (servers: readonly { status: Status }[]): Status =>
  servers.reduce<Status>(
    (so, { status }) => (BADNESS[status] > BADNESS[so] ? status : so),
    servers.length === 0 ? 'not-evaluated' : 'audited',
  );

/** Limits that have a flag. */
const FLAGS: ReadonlySet<Exceeded['limit']> = new Set(['max-tokens', 'max-warnings']);

/** The limits that were broken, those of each server together. */
export function exceededLimits(
  servers: readonly ServerAudit[],
  findings: readonly Finding[],
  { budget = {}, maxWarnings, configured = [] }: Limits,
): Exceeded[] {
  const whose = (each: Exceeded): Exceeded => ({
    ...each,
    by: FLAGS.has(each.limit) && !configured.includes(each.limit) ? 'flag' : 'configuration',
  });
  const warnings = findings.filter(({ severity, suppressed }) => severity === 'warning' && !suppressed).length;
  return [
    ...(maxWarnings !== undefined && warnings > maxWarnings
      ? [{ limit: 'max-warnings' as const, allowed: maxWarnings, actual: warnings }]
      : []),
    ...servers.flatMap((server) => exceededIn(server, budget)),
  ].map(whose);
}

function exceededIn(server: ServerAudit, limits: BudgetLimits): Exceeded[] {
  const { id, budget, tools } = server;
  if (budget === undefined) return [];
  const parts: readonly (readonly [Exceeded['limit'], number | undefined, number, name?: string])[] = [
    ['max-tokens', limits.tokens, budget.model + budget.instructions],
    ['instructions-tokens', limits.instructions, budget.instructions],
    ...(limits.toolset === undefined ? [] : toolsetsOf(server)).map(
      ({ name, tokens }) => ['toolset-tokens', limitFor(name, limits.toolset), tokens, name] as const,
    ),
    ...(limits.tool === undefined ? [] : tools).map(
      ({ name, tokens }) => ['tool-tokens', limits.tool, tokens.model, name] as const,
    ),
  ];
  return parts.flatMap(([limit, allowed, actual, name]) =>
    allowed !== undefined && actual > allowed
      ? [{ limit, server: id, ...(name === undefined ? {} : { name }), allowed, actual }]
      : [],
  );
}

function limitFor(name: string, limit: BudgetLimits['toolset']): number | undefined {
  if (typeof limit === 'number' || limit === undefined) return limit;
  return Object.hasOwn(limit, name) ? limit[name] : undefined;
}

/** Each with the `model` tokens of its tools. */
function toolsetsOf({ toolsets, tools }: ServerAudit): { readonly name: string; readonly tokens: number }[] {
  const tokens = new Map(tools.map((tool) => [itemKey(tool.address), tool.tokens.model]));
  return (toolsets?.().toolsets ?? []).map(({ name, tools: own }) => ({
    name,
    tokens: own.reduce((sum, { address }) => sum + (tokens.get(itemKey(address)) ?? 0), 0),
  }));
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
