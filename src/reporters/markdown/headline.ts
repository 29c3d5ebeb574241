import type { Audit } from '../../engine/audit.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { tally, verdictOf, type Verdict } from '../summary.ts';
import { shownScore } from '../totals.ts';

const VERDICTS: Readonly<Record<Exclude<Verdict, 'pass' | 'done'>, string>> = {
  fail: '❌ mcp-audit: failed',
  partial: '⚠️ mcp-audit: audited only in part, which is not a pass',
  incomplete: '⛔ mcp-audit: some servers were not evaluated, which is not a pass',
  'not-evaluated': '⛔ mcp-audit: not evaluated, which is not a pass',
  unchecked: '⚠️ mcp-audit: not everything could be checked',
};

/** A pass says what it was not failed for, and a single server its score: a mark of success is no mark of quality. */
export function headline(audit: Audit): string {
  const { shard, servers } = audit;
  if (shard && servers.length === 0) return `mcp-audit: nothing to audit in shard ${shard.index}/${shard.of}`;
  const verdict = verdictOf(audit);
  const [score, ...more] = audit.servers.map(shownScore);
  const grade = score && more.length === 0 ? `, score ${score.overall} ${score.grade}` : '';
  if (verdict !== 'pass' && verdict !== 'done') return `${VERDICTS[verdict]}${grade}`;
  if (audit.focus) return 'mcp-audit: what the tools cost';
  const { error, warning, info, known } = tally(audit.findings);
  if (verdict === 'done')
    return `❌ mcp-audit: ${error > 0 ? 'errors found' : 'over the limit'}, not failed as asked (\`--fail-on never\`)${grade}`;
  const left = [warning > 0 ? plural(warning, 'warning') : '', info > 0 ? plural(info, 'note') : ''].filter(Boolean);
  const none = known > 0 ? 'with no new findings' : 'without findings';
  const old = known > 0 ? `, ${grouped(known)} in the baseline` : '';
  return `${warning > 0 ? '⚠️' : '✅'} mcp-audit: passed ${left.length === 0 ? none : `with ${left.join(' and ')}`}${old}${grade}`;
}
