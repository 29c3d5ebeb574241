import { isDeepStrictEqual } from 'node:util';

import type { FailOn } from '../engine/audit.ts';
import { RANK } from '../engine/severity.ts';
import { LEVELS, type Run } from '../reporters/sarif/format.ts';
import { ENDS } from '../reporters/sarif/notifications.ts';
import type { Severity } from '../rule.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { SarifPart } from './part.ts';
import { missingShards } from './shards.ts';

export interface JoinedSarif {
  readonly runs: readonly Run[];
  readonly exitCode: 0 | 1 | 2;
  readonly missing: readonly string[];
}

/** The runs of several files as those of one, in the order of their servers. Throws a `UserError` where they cannot stand in one file. */
export function joinSarif(parts: readonly SarifPart[], failOn?: FailOn): JoinedSarif {
  const missing = missingShards(parts);
  const runs = new Map<string, { readonly run: Run; readonly file: string }>();
  const [first] = parts.flatMap(({ file, runs: own }) => own.map((run) => ({ file, run })));
  for (const { file, runs: own } of parts)
    for (const run of own) {
      needSameTool(first!, { file, run });
      const { id } = run.automationDetails;
      const before = runs.get(id);
      if (before && !(before.file !== file && isDeepStrictEqual(before.run, run)))
        throw new UserError(
          `\`${printable(id)}\` stands in ${before.file} and in ${file}, and GitHub keeps one run of a name`,
          {
            hints: [
              'merge the JSON reports instead, where servers of one name are told apart: `mcp-audit merge a.json b.json -f sarif=all.sarif`',
            ],
          },
        );
      runs.set(id, { run, file });
    }
  const sorted = [...runs].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, { run }]) => run);
  const exitCode = missing.length > 0 ? 2 : exitCodeOf(sorted, failOn);
  const exitCodeDescription = ENDS[endOf(sorted, exitCode, missing.length > 0)];
  return {
    runs: sorted.map((run) => ({
      ...run,
      invocations: run.invocations.map((each) => ({ ...each, exitCode, exitCodeDescription })),
    })),
    exitCode,
    missing,
  };
}

function needSameTool(a: { readonly file: string; readonly run: Run }, b: typeof a): void {
  const [one, other] = [a.run.tool.driver, b.run.tool.driver];
  if (isDeepStrictEqual(one, other)) return;
  throw new UserError(
    one['version'] === other['version']
      ? `${a.file} and ${b.file} cannot be merged: other rules ran`
      : `${a.file} and ${b.file} cannot be merged: they were written by mcp-audit ${printable(String(one['version']), 30)} and ${printable(String(other['version']), 30)}`,
    { hints: ['audit all parts with the same version and the same configuration'] },
  );
}

/** The worst of the parts; with `failOn` what its results make of it. */
function exitCodeOf(runs: readonly Run[], failOn: FailOn | undefined): 0 | 1 | 2 {
  const codes = new Set(runs.flatMap(({ invocations }) => invocations.map(({ exitCode }) => exitCode)));
  if (runs.length === 0 || codes.has(2)) return 2;
  if (failOn === 'never') return 0;
  if (failOn === undefined) return codes.has(1) ? 1 : 0;
  const isOver = runs.some(({ invocations }) =>
    invocations.some((each) => each.toolExecutionNotifications.some(({ descriptor }) => descriptor.id === 'limit')),
  );
  const fails = openLevels(runs).some((severity) => RANK[severity] >= RANK[failOn]);
  return isOver || fails ? 1 : 0;
}

/** The severities of results that nothing suppresses. */
const openLevels = (runs: readonly Run[]): Severity[] =>
  runs.flatMap(({ results }) =>
    results.flatMap(({ level, suppressions = [] }) =>
      suppressions.length > 0
        ? []
        : (Object.keys(LEVELS) as Severity[]).filter((severity) => LEVELS[severity] === level),
    ),
  );

/** How a run over all of it would say that it ended. */
function endOf(runs: readonly Run[], exitCode: 0 | 1 | 2, isMissing: boolean): keyof typeof ENDS {
  const said = new Set(
    runs.flatMap(({ invocations }) =>
      invocations.flatMap((each) => each.toolExecutionNotifications.map(({ descriptor }) => descriptor.id)),
    ),
  );
  if (said.has('not-evaluated') || runs.length === 0) return 'not-evaluated';
  if (said.has('partial') || isMissing) return 'partial';
  if (exitCode === 2) return 'unchecked';
  if (exitCode === 1) return 'fail';
  return said.has('limit') || openLevels(runs).includes('error') ? 'done' : 'pass';
}
