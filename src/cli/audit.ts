import { rules } from '../../rules/index.ts';
import { readConfig } from '../config/config.ts';
import type { Audit } from '../engine/audit.ts';
import { runAudit, type Settings } from '../engine/run.ts';
import type { Severity } from '../rule.ts';
import { UserError } from '../user-error.ts';
import { Exit, type ExitCode } from './exit.ts';
import { outputsIn, outputsOf, type Output } from './formats.ts';
import type { Found } from './frozen.ts';
import { checkWorkflows, givenOf } from './given.ts';
import { chosenTargets } from './chosen.ts';
import { countingOf, type CountingFlags } from './counting.ts';
import type { Io } from './io.ts';
import { loadTargets, type LoadOptions } from './load.ts';
import { printPlans } from './plan.ts';
import { refuseIdleProbes, sayCalled } from './probe.ts';
import { writeReports } from './reports.ts';
import { guarded, withoutHandedOver } from './secrets.ts';
import { sayBeside } from './source.ts';
import type { Target } from './target.ts';
import { liveFlags, loadOptions, type SharedFlags } from './shared.ts';
import { FAIL_ON, oneOf, revision, ruleLevel, SEVERITIES, wholeNumber } from './values.ts';

export interface AuditFlags extends SharedFlags, CountingFlags {
  readonly config?: string;
  readonly format?: readonly string[];
  readonly failOn?: string;
  readonly failOnUnchecked?: boolean;
  readonly rule?: readonly string[];
  readonly minSeverity?: string;
  readonly minTools?: string;
  readonly maxTokens?: string;
  readonly spec?: string;
  readonly quiet?: boolean;
  readonly timing?: boolean;
  readonly latencies?: string;
  readonly probePlan?: boolean;
  /** What `mcp-audit budget` asks for. */
  readonly focus?: 'budget';
  readonly frozen?: boolean;
  readonly lockfile?: string;
}

/** What reports costs; there are no findings for the others. */
const COSTS = ['terminal', 'json', 'markdown', 'html'] as const;

/** `mcp-audit [targets...]`: load, judge, write every report, and say how it ended. */
export async function auditCommand(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: AuditFlags,
  outer: Io,
): Promise<ExitCode> {
  const ids = rules.map(({ meta }) => meta.id);
  const outputs = flags.focus ? outputsIn(flags.format ?? [], COSTS, 'terminal') : outputsOf(flags.format ?? []);
  const flagged = new Map((flags.rule ?? []).map((text) => ruleLevel(text, ids)));
  const read = await readConfig({
    root: outer.cwd,
    ruleIds: ids,
    ...(flags.config === undefined ? {} : { file: flags.config }),
  });
  const { config } = read;
  const said = await givenOf(read, flags.latencies, outer);
  const settings: Settings = {
    rules: flags.focus ? [] : rules,
    ...(flags.focus ? { focus: flags.focus } : {}),
    severities: new Map<string, Severity | 'off'>([...Object.entries(config.rules ?? {}), ...flagged]),
    failOn: flags.failOn === undefined ? (config.failOn ?? 'error') : oneOf('--fail-on', FAIL_ON, flags.failOn),
    minTools: flags.minTools === undefined ? 1 : wholeNumber('--min-tools', flags.minTools, 0),
    minSeverity:
      flags.minSeverity === undefined
        ? flags.clientConfig
          ? 'warning'
          : 'info'
        : oneOf('--min-severity', SEVERITIES, flags.minSeverity),
    failOnUnchecked: flags.failOnUnchecked ?? false,
    timing: flags.timing ?? false,
    given: said.given,
    ...maxTokens(flags, config.maxTokens),
    ...(flags.spec === undefined ? {} : { revisions: [revision('--spec', flags.spec)] }),
  };
  const live = liveFlags(flags);
  const { targets, areNamed, fleet } = await chosenTargets(words, command, read, { flags, live }, outer);
  const io = guarded(outer, targets);
  refuseIdleProbes(targets, flags);
  if (flags.probePlan && outputs.some(({ format, file }) => format !== 'terminal' || file !== undefined))
    throw new UserError('--probe-plan makes no report, and no other format is there for it', {
      hints: ['leave out `--format`'],
    });
  if (flags.probePlan)
    return await printPlan(targets, loadOptions({ ...flags, probe: false, breakEgress: false }, io), io);
  needPlaces(outputs, targets);
  const lock = await frozenLock(flags, io);
  const counting = await countingOf(flags, io);
  const loaded = await loadTargets(targets, loadOptions(flags, io), io);
  if (io.signal.aborted) return Exit.interrupted;
  if (!flags.quiet) sayBeside(loaded, io);
  if (!flags.quiet) sayCalled(loaded, io);
  checkWorkflows(said, loaded, areNamed, io);
  const held = lock && (await import('./frozen.ts')).holdToLock(loaded, lock, { targets, areNamed });
  const judged = runAudit(held?.loaded ?? loaded, {
    ...settings,
    spending: counting(loaded),
    ...(fleet ? { fleet } : {}),
  });
  const audit = held?.isSame === false && judged.exitCode === 0 ? { ...judged, exitCode: 1 as const } : judged;
  if (outputs.some(({ format }) => format === 'sarif')) warnOfRuns(audit, io);
  const written = await writeReports(audit, outputs, withoutHandedOver(targets), flags, io);
  if (held) io.stderr.write(held.complaint);
  if (audit.timings) io.stderr.write(timingTable(audit.timings));
  return written ? audit.exitCode : Exit.failed;
}

/** What `--frozen` holds the lists against. */
async function frozenLock({ frozen, lockfile }: AuditFlags, io: Io): Promise<Found | undefined> {
  if (frozen) return (await import('./frozen.ts')).neededLock(lockfile, io);
  if (lockfile === undefined) return undefined;
  throw new UserError('--lockfile is given, and nothing is held against it', { hints: ['add `--frozen`'] });
}

/** The lists are read and nothing else is asked: a plan is no call. */
async function printPlan(targets: readonly Target[], options: LoadOptions, io: Io): Promise<ExitCode> {
  const loaded = await loadTargets(targets, { ...options, checks: false }, io);
  return io.signal.aborted ? Exit.interrupted : printPlans(loaded, io);
}

const maxTokens = ({ maxTokens: text }: AuditFlags, configured: number | undefined): Pick<Settings, 'maxTokens'> => {
  const limit = text === undefined ? configured : wholeNumber('--max-tokens', text, 0);
  return limit === undefined ? {} : { maxTokens: limit };
};

/** GitHub rejects a whole SARIF upload when one result has no file, so that is refused before anything starts. */
function needPlaces(outputs: readonly Output[], targets: readonly Target[]): void {
  if (!outputs.some(({ format }) => format === 'sarif')) return;
  const placeless = targets.find(
    (target) =>
      target.anchor === undefined &&
      target.source === undefined &&
      (target.kind === 'stdio' || target.kind === 'http' || (target.kind === 'json' && target.path === '-')),
  );
  if (placeless) {
    throw new UserError(
      `SARIF needs a file for every finding, and ${placeless.kind === 'json' ? 'standard input' : `the running server \`${placeless.label}\``} has none`,
      {
        hints: [
          'name its source, and findings stand where they were written: `--source src`',
          'or the file that all of them belong to: `--anchor src/server.ts:12`',
          'or audit a committed list: `mcp-audit snapshot … -o tools.json`, then `mcp-audit tools.json -f sarif`',
        ],
      },
    );
  }
}

/** GitHub's limits for SARIF uploads (docs.github.com, "SARIF support for code scanning"): 20 runs in a file, and a run is a server. */
const MOST_RUNS = 20;

function warnOfRuns({ servers }: Audit, { stderr }: Io): void {
  if (servers.length <= MOST_RUNS) return;
  stderr.write(
    `warning: this SARIF file has ${servers.length} runs, one for each server, and GitHub takes at most ${MOST_RUNS}\n  help: audit fewer servers in one call\n`,
  );
}

function timingTable(timings: ReadonlyMap<string, number>): string {
  const rows = [...timings].toSorted((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, [, ms]) => sum + ms, 0);
  const line = (name: string, ms: number) =>
    `${name.padEnd(36)} ${ms.toFixed(1).padStart(8)} ms ${`${((100 * ms) / (total || 1)).toFixed(1)} %`.padStart(8)}\n`;
  return `${rows.map(([id, ms]) => line(id, ms)).join('')}${line('all rules', total)}`;
}
