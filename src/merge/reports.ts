import { isDeepStrictEqual } from 'node:util';

import type { FailOn } from '../engine/audit.ts';
import { groupBy } from '../model/group.ts';
import { distinctIds, ownId } from '../model/distinct.ts';
import { isObject } from '../model/schema.ts';
import type { Report } from '../reporters/json/contract.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { ReportPart } from './part.ts';
import { renamed, renamedEntry, type Entry } from './rename.ts';
import { missingShards } from './shards.ts';
import { judged } from './judge.ts';

export interface Joined {
  readonly report: Report;
  /** Shards that no part is of, such as `3/5`. */
  readonly missing: readonly string[];
}

/**
 * Several reports as one, as if one run had audited all their servers: ids that clash are made distinct as a run makes them,
 * and the exit code is judged anew, by `failOn` where that is given. Servers stand in the order of their ids, whatever the order
 * of the parts. Throws a `UserError` where the parts cannot be compared, or say different things of one server.
 */
export function joinReports(given: readonly ReportPart[], failOn?: FailOn): Joined {
  const parts = given.toSorted((a, b) => (a.report.shard?.index ?? 0) - (b.report.shard?.index ?? 0));
  const [first] = parts as [ReportPart, ...ReportPart[]];
  for (const each of parts) needSame(first, each);
  const missing = missingShards(parts.map(({ file, report }) => ({ file, shard: report.shard ?? undefined })));
  const entries = oneOfEach(parts);
  const ids = distinctIds(
    entries.map(({ server }) => ({ id: ownId(server.id, targetOf(server)), target: targetOf(server) })),
  );
  const servers = entries
    .map((entry, i) => ({ before: entry, after: renamedEntry(entry, ids[i]!), exceeded: entry.exceeded }))
    .toSorted((a, b) => compare(a.after.server.id, b.after.server.id));
  const fleets = parts.flatMap(({ file, report: { fleet } }) =>
    fleet ? renamed(fleet, idsOf(file, entries, ids)) : [],
  );
  const { failOn: asked, ...limits } = first.report.limits;
  const report: Report = {
    ...first.report,
    shard: null,
    limits: { failOn: failOn ?? asked, ...limits },
    exceeded: servers.flatMap(({ after, exceeded }) => exceeded.map((each) => ({ ...each, server: after.server.id }))),
    servers: servers.map(({ after }) => after.server),
    findings: servers.flatMap(({ after }) => after.findings),
    fleet: fleets.length > 0 ? fleets : null,
    notices: [...missing.map(missed), ...unlike(parts.flatMap(({ report: { notices } }) => notices))],
    baseline: baselineOf(parts),
  };
  return { report: judged(report, parts, missing.length > 0), missing };
}

const missed = (shard: string): Report['notices'][number] => ({
  what: 'shard-missing',
  message: `Shard \`${shard}\` is missing: what it was to audit is not known.`,
  hint: 'Look why its job wrote no report.',
  location: null,
});

/** Each once, whatever the order of its keys. */
function unlike<T>(all: readonly T[]): T[] {
  const sorted = (_: string, value: unknown): unknown =>
    isObject(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => compare(a, b))) : value;
  return [...new Map(all.map((each) => [JSON.stringify(each, sorted), each])).values()];
}

/** What came of the baseline in all parts; what was left aside in each of them is at most what the least left aside. */
function baselineOf(parts: readonly ReportPart[]): Report['baseline'] {
  const all = parts.flatMap(({ report }) => report.baseline ?? []);
  const [first] = all;
  if (!first) return null;
  return {
    file: first.file,
    known: all.reduce((sum, { known }) => sum + known, 0),
    fixed: unlike(all.flatMap(({ fixed }) => fixed)),
    kept: Math.min(...all.map(({ kept }) => kept)),
  };
}

/** The ids that the servers of a part had, and have now. */
const idsOf = (
  file: string,
  entries: readonly { readonly file: string; readonly server: { readonly id: string } }[],
  ids: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(entries.flatMap((entry, i) => (entry.file === file ? [[entry.server.id, ids[i]!] as const] : [])));

const targetOf = ({ target, id }: Report['servers'][number]): string => target ?? id;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts and scores of other rules cannot be added up, and a verdict by other limits is another verdict. */
function needSame(a: ReportPart, b: ReportPart): void {
  const [one, other] = [a.report.generator, b.report.generator];
  const refused = (what: string, hint: string): UserError =>
    new UserError(`${a.file} and ${b.file} cannot be merged: ${what}`, { hints: [hint] });
  if (one.version !== other.version)
    throw refused(
      `one was written by mcp-audit ${printable(one.version, 30)}, the other by ${printable(other.version, 30)}`,
      'audit all parts with the same version',
    );
  if (!isDeepStrictEqual(one, other))
    throw refused('other rules ran', 'audit all parts with the same configuration and the same `--rule`');
  if (!isDeepStrictEqual(a.report.limits, b.report.limits))
    throw refused(
      'they were judged by other limits',
      'audit all parts with the same configuration, `--fail-on` and limits',
    );
  if (isBudget(a) !== isBudget(b)) throw refused('one is of `mcp-audit budget`', 'merge reports of one command');
}

/** A report of `mcp-audit budget` has no rules. */
const isBudget = ({ report }: ReportPart): boolean => report.generator.rules.length === 0;

interface Held extends Entry {
  readonly exceeded: Report['exceeded'];
}

/** The servers of all parts. A part that is given twice counts once; one server of which two parts say different things is refused. */
function oneOfEach(parts: readonly ReportPart[]): (Held & { readonly file: string })[] {
  const known = new Map<string, { readonly held: Held; readonly file: string }>();
  const entries: (Held & { readonly file: string })[] = [];
  for (const { file, report } of parts) {
    const findings = groupBy(report.findings, ({ server }) => server);
    const exceeded = groupBy(report.exceeded, ({ server }) => server);
    for (const server of report.servers) {
      const held: Held = {
        server,
        findings: findings.get(server.id) ?? [],
        exceeded: exceeded.get(server.id) ?? [],
      };
      // no target is in two shards: what is called the same in another is another
      const key = JSON.stringify([report.shard?.index ?? 0, server.target, server.id]);
      const before = known.get(key);
      if (before && before.file !== file) {
        if (isDeepStrictEqual(before.held, held)) continue;
        throw new UserError(
          `\`${printable(server.id)}\` stands in ${before.file} and in ${file}, and they do not say the same of it`,
          { hints: ['merge reports of different targets, such as the shards of one run'] },
        );
      }
      known.set(key, { held, file });
      entries.push({ ...held, file });
    }
  }
  return entries;
}
