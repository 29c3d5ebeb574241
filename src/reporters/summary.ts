import type { Audit, Finding } from '../engine/audit.ts';
import type { Severity } from '../rule.ts';
import { grouped, plural } from '../text/numbers.ts';
import { conditional, hasMoreTools } from './source.ts';

export interface Tally extends Readonly<Record<Severity, number>> {
  readonly suppressed: number;
  /** Of those, how many are in the baseline. */
  readonly known: number;
  /** Not suppressed, but below `--min-severity`. */
  readonly hidden: number;
}

/** Counts findings; suppressed ones count as nothing else. */
export function tally(findings: readonly Finding[]): Tally {
  const counts = { error: 0, warning: 0, info: 0, suppressed: 0, known: 0, hidden: 0 };
  for (const { severity, suppressed, shown } of findings) {
    if (suppressed) {
      counts.suppressed++;
      if (suppressed.by === 'baseline') counts.known++;
    } else {
      counts[severity]++;
      if (!shown) counts.hidden++;
    }
  }
  return counts;
}

/** "213 findings in the baseline, 2 suppressed"; empty where there are none. */
export function printSuppressed({ suppressed, known }: Tally): string {
  const others = suppressed - known;
  if (known === 0) return others > 0 ? `${plural(others, 'finding')} suppressed` : '';
  return `${plural(known, 'finding')} in the baseline${others > 0 ? `, ${grouped(others)} suppressed` : ''}`;
}

/** "2 errors, 5 warnings, 3 notes". */
export const printTally = ({ error, warning, info }: Tally): string =>
  [plural(error, 'error'), plural(warning, 'warning'), plural(info, 'note')].join(', ');

/**
 * How an audit ended, in one word. `done`: there are errors or a limit was exceeded, and the user asked not to fail on any. `incomplete`: some
 * servers were audited and some not at all.
 */
export type Verdict = 'pass' | 'fail' | 'done' | 'partial' | 'incomplete' | 'not-evaluated' | 'unchecked';

export function verdictOf({ status, exitCode, findings, servers, exceeded }: Audit): Verdict {
  if (status === 'not-evaluated' && servers.some((server) => server.status !== status)) return 'incomplete';
  if (status !== 'audited') return status;
  if (exitCode === 2) return 'unchecked';
  if (exitCode === 1) return 'fail';
  return tally(findings).error > 0 || exceeded.length > 0 ? 'done' : 'pass';
}

/** Whether the servers are ways to start one, so that nobody has all of them at once. */
export const isOfVariants = ({ fleet, servers }: Audit): boolean =>
  fleet?.groups.some(({ client, members }) => client === 'variants' && members.length === servers.length) ?? false;

/** "checked 14 tools of 1 server with 48 rules: 2 errors, 5 warnings, 3 notes; 0 not checked". */
export function summarize(audit: Audit): string {
  const { servers, rules, findings, status, limits, focus, shard } = audit;
  if (shard && servers.length === 0) return `checked nothing: shard ${shard.index}/${shard.of} has no targets`;
  const read = servers.filter((server) => server.status !== 'not-evaluated');
  const tools = read.reduce((sum, server) => sum + server.tools.length, 0);
  if (focus) {
    if (read.length === 0) return `counted nothing: ${plural(servers.length, 'server')} not read`;
    const more = read.some(hasMoreTools) ? 'at least ' : '';
    const costs = read.map(({ budget }) => (budget ? budget.model + budget.instructions : 0));
    const left = read.length < servers.length ? `; ${plural(servers.length - read.length, 'server')} not read` : '';
    if (isOfVariants(audit) && read.length > 1)
      return `${plural(read.length, 'variant')} of one server cost ${more}${grouped(Math.min(...costs))} to ${plural(Math.max(...costs), 'token')} each, instructions included${left}`;
    const all = costs.reduce((sum, each) => sum + each, 0);
    return `${more}${plural(tools, 'tool')} of ${plural(read.length, 'server')} cost ${more}${plural(all, 'token')}, instructions included${left}`;
  }
  const holes = servers.reduce((sum, { unchecked }) => sum + unchecked.length, 0);
  const unread = servers.length - read.length;
  const missing = [unread > 0 ? plural(unread, 'server') : '', holes > 0 ? plural(holes, 'part') : '']
    .filter(Boolean)
    .join(' and ');
  // elsewhere it is a remark, here it decides
  const sometimes = limits.failOnUnchecked ? servers.flatMap((server) => conditional(server, 'tools')).length : 0;
  const atLeast = holes > 0 || status !== 'audited' ? 'at least ' : '';
  if (read.length === 0) return `checked nothing: ${missing || 'no server'} ${missing ? 'not checked' : 'was named'}`;
  return `checked ${plural(tools, 'tool')} of ${plural(read.length, 'server')} with ${plural(rules.length, 'rule')}: ${atLeast}${printTally(tally(findings))}; ${missing || '0'} not checked${sometimes > 0 ? `, ${plural(sometimes, 'tool')} listed only sometimes` : ''}`;
}
