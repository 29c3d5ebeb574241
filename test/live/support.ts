import { readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { isFailed, type Failed, type Loaded } from '../../src/inputs/input.ts';
import { loadLive, type LiveEnv, type LiveSpec } from '../../src/inputs/live/load.ts';

/** Far beyond what any fixture needs, for a machine under load. */
const PATIENT = 20_000;

const fixture = (name: string): string => path.join(import.meta.dirname, 'fixtures', name);

/** A fixture server over stdio: its file, then its arguments. */
export const stdio = (file: string, ...args: string[]): LiveSpec & { transport: 'stdio' } => ({
  transport: 'stdio',
  command: process.execPath,
  args: [fixture(file), ...args],
  protocol: 'auto',
  timeoutMs: PATIENT,
});
/** One scenario of `raw.mjs`. */
export const raw = (scenario: string, ...args: string[]): LiveSpec & { transport: 'stdio' } =>
  stdio('raw.mjs', scenario, ...args);
export const http = (url: string): LiveSpec & { transport: 'http' } => ({
  transport: 'http',
  url,
  protocol: 'auto',
  timeoutMs: PATIENT,
});

export async function load(spec: LiveSpec, env: Partial<LiveEnv> = {}): Promise<Loaded | Failed> {
  const results = await loadLive(spec, { root: process.cwd(), signal: new AbortController().signal, ...env });
  if (results.length !== 1) throw new Error(`${results.length} results`);
  return results[0]!;
}

export async function loaded(spec: LiveSpec, env?: Partial<LiveEnv>): Promise<Loaded> {
  const result = await load(spec, env);
  if (isFailed(result)) throw new Error(`${result.reason}\n${result.detail ?? ''}`);
  return result;
}

export async function failed(spec: LiveSpec, env?: Partial<LiveEnv>): Promise<Failed> {
  const result = await load(spec, env);
  if (!isFailed(result)) throw new Error(`loaded ${result.server.tools.length} tools, ${result.partial ?? 'complete'}`);
  return result;
}

/** Every tool entry as it arrived. An entry that is no object has no raw form in the model. */
export const rawTools = ({ server }: Loaded): unknown[] => server.tools.map(({ data }) => data.raw);
export const toolNames = ({ server }: Loaded): string[] => server.tools.map(({ data }) => data.name);

/** False for a zombie too, which `kill(pid, 0)` takes for alive where nobody collects orphans. */
export function isRunning(pid: number): boolean {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0);
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}

export const temporaryFile = async (): Promise<string> =>
  path.join(await mkdtemp(path.join(tmpdir(), 'mcp-audit-')), 'file');

/** The pids that a fixture wrote down; waits until it has. */
export async function pidsIn(file: string): Promise<number[]> {
  let found: number[] | undefined;
  await until(
    async () =>
      (found = (await readFile(file, 'utf8')
        .then(JSON.parse)
        .catch(() => undefined)) as number[] | undefined) !== undefined,
  );
  return found!;
}

export async function until(condition: () => boolean | Promise<boolean>, milliseconds = PATIENT): Promise<void> {
  for (
    const end = Date.now() + milliseconds;
    !(await condition());
    await new Promise((resolve) => setTimeout(resolve, 25))
  ) {
    if (Date.now() > end) throw new Error('waited in vain');
  }
}

/** Serves on a free port of this machine while `use` runs. */
export async function serving<T>(
  listener: RequestListener,
  use: (origin: string, server: Server) => Promise<T>,
): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
