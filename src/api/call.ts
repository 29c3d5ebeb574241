import { statSync } from 'node:fs';
import path from 'node:path';

import { rules } from '../../rules/index.ts';
import { givenConfig, noConfig, readConfig, type ConfigTarget, type ReadConfig } from '../config/config.ts';
import type { Failed, Loaded } from '../inputs/input.ts';
import { UserError } from '../user-error.ts';
import { chosenTargets, type Chosen } from '../cli/chosen.ts';
import type { Io } from '../cli/io.ts';
import { loadTargets, type LoadOptions } from '../cli/load.ts';
import { targetOfList } from './list.ts';
import type { AuditOptions, ReachOptions } from './options.ts';
import type { LiveFlags, Target as Asked } from '../cli/target.ts';
import { configTargets } from '../cli/targets.ts';
import type { Target, ToolListTarget } from './target.ts';

/** A call in progress: what it is about, and how the command would reach it. */
export interface Call extends Chosen {
  readonly read: ReadConfig;
  readonly io: Io;
}

const SILENT = { write: (): void => undefined, isTTY: false } as const;

/** The streams of a call that prints nothing and reads nothing. */
export const silent = (cwd: string, signal: AbortSignal): Io => ({
  cwd,
  env: process.env,
  stdout: SILENT,
  stderr: SILENT,
  stdin: () => Promise.resolve(''),
  signal,
});

/** Reads the configuration and the targets of a call, before anything is started. Throws a `UserError`. */
export async function begin({ targets, cwd, config, wireChecks, signal }: ReachOptions): Promise<Call> {
  const io = silent(folder(cwd), signal ?? new AbortController().signal);
  signal?.throwIfAborted();
  const read = await configuration(config, io.cwd);
  const live: LiveFlags = { headers: {}, env: {}, ...(wireChecks === false ? { wireChecks } : {}) };
  if (targets) return { read, io, targets: await asked(targets, live, io.cwd), areNamed: true };
  return { read, io, ...(await chosenTargets([], undefined, read, { flags: { quiet: true }, live }, io)) };
}

/** Loads the targets. Rejects with the reason of the signal when it is aborted meanwhile. */
export async function load(
  { targets, io }: Call,
  { protocol = 'auto', timeout, wireChecks = true, probe = false, breakEgress = false }: AuditOptions,
): Promise<(Loaded | Failed)[]> {
  const options: LoadOptions = {
    protocol,
    timeoutMs: timeout ?? 30_000,
    npmTimeoutMs: timeout ?? 120_000,
    checks: wireChecks,
    ...(probe || breakEgress ? { probe: { calls: probe, egress: breakEgress } } : {}),
  };
  try {
    return await loadTargets(targets, options, io);
  } finally {
    io.signal.throwIfAborted();
  }
}

function folder(cwd: string | undefined): string {
  const dir = path.resolve(cwd ?? process.cwd());
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`\`cwd\` is no folder: ${dir}`, { hints: ['name one that is there, or leave it out'] });
  return dir;
}

/** What a program writes as a configuration stands in no file; mistakes in it are told of this. */
const NAME = 'config';

function configuration(config: ReachOptions['config'], root: string): ReadConfig | Promise<ReadConfig> {
  if (config === false) return noConfig(rules);
  if (typeof config === 'object') return givenConfig(config, { root, rules, name: NAME });
  return readConfig({ root, rules, ...(config === undefined ? {} : { file: config }) });
}

async function asked(targets: readonly Target[], live: LiveFlags, cwd: string): Promise<Asked[]> {
  const others = targets.filter((target) => !isList(target));
  if (others.length > 0) await givenConfig({ targets: others }, { root: cwd, rules, name: 'targets' });
  if (others.includes('-'))
    throw new UserError('`-` is the standard input of the command, which a program reads itself', {
      hints: ['pass what stands in it: `{ tools: [...] }`'],
    });
  return targets.flatMap((target, i) =>
    isList(target) ? targetOfList(target, i) : configTargets([target as ConfigTarget], live, cwd),
  );
}

const isList = (target: Target): target is ToolListTarget =>
  typeof target === 'object' && target !== null && 'tools' in target;
