import { CacheMiss } from '../cache/miss.ts';
import { runAudit, type Settings } from '../engine/run.ts';
import { UserError } from '../user-error.ts';
import { Exit, type ExitCode } from './exit.ts';
import { outputsIn, outputsOf } from './formats.ts';
import type { Found } from './frozen.ts';
import { checkWorkflows, givenOf } from './given.ts';
import { cacheFor, type CacheFlags } from './cached.ts';
import { chosenTargets } from './chosen.ts';
import { countingOf, type CountingFlags } from './counting.ts';
import { checkToolsets } from './config-toolsets.ts';
import { configured, type ConfigFlags } from './configured.ts';
import type { Io } from './io.ts';
import { dayOf, knownFindings, type BaselineFlags } from './known.ts';
import { loadTargets, type LoadOptions } from './load.ts';
import { printPlans } from './plan.ts';
import { refuseIdleProbes, sayCalled } from './probe.ts';
import { writeReports } from './reports.ts';
import { sayBeside } from './source.ts';
import type { Target } from './target.ts';
import { liveFlags, loadOptions, type SharedFlags } from './shared.ts';
import { needPlaces, warnOfRuns } from './sarif-needs.ts';
import { oneOf, revision, SEVERITIES, wholeNumber } from './values.ts';

export interface AuditFlags
  extends SharedFlags, CountingFlags, BaselineFlags, CacheFlags, Omit<ConfigFlags, 'baseline'> {
  readonly format?: readonly string[];
  readonly failOnUnchecked?: boolean;
  readonly minSeverity?: string;
  readonly minTools?: string;
  readonly spec?: string;
  readonly quiet?: boolean;
  readonly timing?: boolean;
  readonly latencies?: string;
  readonly probePlan?: boolean;
  /** What `mcp-audit budget` asks for. */
  readonly focus?: 'budget';
  /** What `mcp-audit hook` is given: only what these files touch is audited. */
  readonly changed?: readonly string[];
  readonly frozen?: boolean;
  readonly lockfile?: string;
  readonly shard?: string;
}

/** What reports costs; there are no findings for the others. */
const COSTS = ['terminal', 'json', 'markdown', 'html'] as const;

/** `mcp-audit [targets...]`: load, judge, write every report, and say how it ended. */
export async function auditCommand(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: AuditFlags,
  io: Io,
): Promise<ExitCode> {
  try {
    return await auditOnce(words, command, flags, io);
  } catch (error) {
    if (!(error instanceof CacheMiss)) throw error;
    const { cache: _, cacheLocation: __, ...without } = flags;
    return auditOnce(words, command, without, io);
  }
}

async function auditOnce(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: AuditFlags,
  io: Io,
): Promise<ExitCode> {
  const outputs = flags.focus ? outputsIn(flags.format ?? [], COSTS, 'terminal') : outputsOf(flags.format ?? []);
  const shard = flags.shard === undefined ? undefined : (await import('./shard.ts')).shardOf(flags.shard, flags);
  const { baseline: _, ...others } = flags;
  const { read, settings: decided } = await configured(others, io);
  const said = await givenOf(read, flags.latencies, io);
  const settings: Settings = {
    ...decided,
    ...(flags.focus ? { rules: [], focus: flags.focus } : {}),
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
    ...(flags.spec === undefined ? {} : { revisions: [revision('--spec', flags.spec)] }),
    ...(flags.focus ? {} : await knownFindings(flags, read, io)),
  };
  const live = liveFlags(flags);
  const all = await chosenTargets(words, command, read, { flags, live }, io);
  refuseIdleProbes(all.targets, flags);
  needPlaces(outputs, all.targets);
  const { targets, areNamed, fleet } = shard?.of(all, io) ?? all;
  if (flags.probePlan && outputs.some(({ format, file }) => format !== 'terminal' || file !== undefined))
    throw new UserError('--probe-plan makes no report, and no other format is there for it', {
      hints: ['leave out `--format`'],
    });
  if (flags.probePlan)
    return await printPlan(targets, loadOptions({ ...flags, probe: false, breakEgress: false }, io), io);
  needPlaces(outputs, targets);
  const lock = await frozenLock(flags, io);
  const counting = await countingOf(flags, io);
  const formats = outputs.map(({ format }) => format); // what is asked of a server depends on them, and not on their files
  const cache = await cacheFor(flags, { ...settings, flags: { ...flags, format: formats } }, io);
  const loaded = await loadTargets(targets, { ...loadOptions(flags, io), ...(cache ? { cache } : {}) }, io);
  if (io.signal.aborted) return Exit.interrupted;
  if (flags.changed && loaded.length === 0) return Exit.clean; // nothing is touched
  if (!flags.quiet) sayBeside(loaded, io);
  if (!flags.quiet) sayCalled(loaded, io);
  if (!flags.changed && !shard) checkWorkflows(said, loaded, areNamed, io);
  const held = lock && (await import('./frozen.ts')).holdToLock(loaded, lock, areNamed);
  const whole = runAudit(held?.loaded ?? loaded, {
    ...settings,
    spending: counting(loaded),
    today: dayOf(new Date()),
    whole: !areNamed && !flags.changed && !shard,
    ...(fleet ? { fleet } : {}),
  });
  const judged = shard?.marked(whole) ?? whole;
  checkToolsets(read, judged.servers, areNamed || flags.changed !== undefined);
  const audit = held?.isSame === false && judged.exitCode === 0 ? { ...judged, exitCode: 1 as const } : judged;
  if (outputs.some(({ format }) => format === 'sarif')) warnOfRuns(audit, io);
  const written = await writeReports(audit, outputs, flags, io);
  await cache?.save();
  if (held) io.stderr.write(held.complaint);
  const noted = !settings.baseline?.adopts || (await (await import('./baseline.ts')).writeBaseline(audit, io));
  if (audit.timings) io.stderr.write((await import('./timing.ts')).timingTable(audit.timings));
  return written && noted ? audit.exitCode : Exit.failed;
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
