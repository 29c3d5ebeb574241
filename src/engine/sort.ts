import type { Address } from '../model/address.ts';
import type { ToolServer } from '../model/server.ts';
import type { Finding } from './audit.ts';

/** Sorts the findings of one server: the server's own first, then its items in list order, then its files by their paths, inside an item by place, then address, then rule. */
export function sortFindings(findings: readonly Finding[], server: ToolServer): Finding[] {
  const order = new Map<string, number>();
  for (const item of [...server.tools, ...server.prompts, ...server.resources])
    order.set(itemKey(item.address), order.size + 1);
  const rank = (finding: Finding) =>
    finding.address.kind === 'server' ? 0 : (order.get(itemKey(finding.address)) ?? order.size + 1);
  const keyed = findings.map((finding) => ({
    finding,
    rank: rank(finding),
    file: finding.address.kind === 'code' ? finding.address.name : '',
    line: finding.place?.start.line ?? 0,
    column: finding.place?.start.column ?? 0,
  }));
  keyed.sort(
    (a, b) =>
      a.rank - b.rank ||
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.finding.address.pointer, b.finding.address.pointer) ||
      compare(a.finding.ruleId, b.finding.ruleId) ||
      compare(a.finding.fingerprint, b.finding.fingerprint),
  );
  return keyed.map(({ finding }) => finding);
}

const itemKey = ({ kind, name, nth }: Address): string => `${kind}\0${name}\0${nth}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
