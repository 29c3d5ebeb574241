import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { Family } from '../live/family.ts';
import { atMost, startLimit } from '../live/limit.ts';
import { Tail } from '../live/lines.ts';
import { MARK } from '../live/processes.ts';
import { invocation } from '../live/windows.ts';
import { GUARD, loadingFirst } from './guard.ts';
import { noNpm, NpmProblem, refused } from './problem.ts';
import type { NpmSpec } from './spec.ts';

export interface Installing {
  /** Empty, and ours alone. */
  readonly folder: string;
  readonly variables: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** What the registry, a proxy and credentials are is for the user's own npm to know; everything that changes the result is said here. */
const FLAGS = [
  '--ignore-scripts',
  '--allow-git=none',
  '--omit=dev',
  '--omit=optional', // programs for single platforms, mostly
  '--install-strategy=hoisted',
  '--no-install-links', // else a folder of this machine is copied, where a link can be taken away
  '--no-legacy-peer-deps',
  '--no-strict-peer-deps',
  '--no-engine-strict',
  '--no-bin-links',
  '--no-package-lock',
  '--no-global',
  '--no-dry-run',
  '--no-workspaces',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--no-progress',
  '--no-color',
  '--fetch-retries=1', // else a registry that cannot be reached is tried for more than a minute
  '--fetch-retry-mintimeout=1000',
  '--logs-max=0',
  '--loglevel=error',
  '--json',
];

/** Bytes of what npm prints that are kept. */
const KEPT = 64 << 10;
/** Milliseconds between asking npm to end and ending it. */
const GRACE = 250;

/** Puts a package and what it depends on into a folder, and runs nothing of it. Rejects with an `NpmProblem`. */
export async function install(spec: NpmSpec, { folder, variables, signal, timeoutMs }: Installing): Promise<void> {
  // In a manifest a name cannot be taken for a flag, a path or an address, and no shell sees it.
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { [spec.name]: spec.wanted } }),
  );
  writeFileSync(path.join(folder, '.npmrc'), '');
  const guard = path.join(folder, 'guard.cjs');
  writeFileSync(guard, GUARD);
  const mark = randomUUID();
  const env = { ...variables, NODE_OPTIONS: loadingFirst(guard, variables['NODE_OPTIONS']), [MARK]: mark };
  const limit = startLimit(timeoutMs, signal);
  try {
    const ended = await run(['install', ...FLAGS, `--prefix=${folder}`], folder, env, mark, limit.signal);
    if (signal.aborted) throw new NpmProblem('the audit was cancelled');
    if (limit.signal.aborted)
      throw new NpmProblem(`npm did not finish within ${timeoutMs / 1000}s`, {
        hint: 'Allow more time: `--timeout 5m`.',
      });
    if (ended.code !== 0) throw refused(spec, { ...ended, folder });
  } finally {
    limit.end();
  }
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  words: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  mark: string,
  until: AbortSignal,
): Promise<Ended> {
  if (until.aborted) return { code: null, stdout: '', stderr: '' };
  const { file, args, verbatim } = invocation('npm', words, env);
  const child = spawn(file, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    windowsVerbatimArguments: verbatim,
  });
  if (child.pid === undefined) {
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => child.once('error', resolve));
    throw noNpm(error);
  }
  const family = new Family(child, mark);
  const [stdout, stderr] = [new Tail(KEPT), new Tail(KEPT)];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stopped = new Promise<null>((resolve) => {
    if (until.aborted) resolve(null);
    else until.addEventListener('abort', () => resolve(null), { once: true });
  });
  const code = await Promise.race([closed, stopped]);
  if (until.aborted) {
    family.signal('SIGTERM');
    if (!(await family.ended(GRACE))) family.signal('SIGKILL');
    await atMost(GRACE, closed);
  }
  family.release();
  return { code, stdout: stdout.text, stderr: stderr.text };
}
