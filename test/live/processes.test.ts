import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { failed, isRunning, load, loaded, pidsIn, raw, temporaryFile, until } from './support.ts';

describe.skipIf(process.platform === 'win32')('nothing runs on', () => {
  it.each(['forks', 'forks-away', 'forks-twice', 'stubborn'])('%s', async (scenario) => {
    const file = await temporaryFile();
    await loaded(raw(scenario, file));
    const pids = await pidsIn(file);
    expect(pids.map(isRunning)).toEqual(pids.map(() => false));
  });

  it('after the deadline', async () => {
    const file = await temporaryFile();
    await failed({ ...raw('forks-and-hangs', file), timeoutMs: 3000 });
    expect((await pidsIn(file)).map(isRunning)).toEqual([false, false]);
  });

  it('after the audit was cancelled', async () => {
    const file = await temporaryFile();
    const cancel = new AbortController();
    const result = load(raw('forks-and-hangs', file), { signal: cancel.signal });
    const pids = await pidsIn(file);
    cancel.abort();
    expect(await result).toMatchObject({ reason: 'the audit was cancelled' });
    expect(pids.map(isRunning)).toEqual([false, false]);
  });

  it('and no hook stays behind in this process', async () => {
    const count = (): number[] => ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name));
    const before = count();
    await loaded(raw('fine'));
    expect(count()).toEqual(before);
  });
});

describe.skipIf(process.platform === 'win32')('when this process ends', { concurrent: true }, () => {
  const jiti = path.resolve('node_modules/.bin/jiti');
  const auditor = path.join(import.meta.dirname, 'fixtures/auditor.ts');

  const start = async (
    scenario: string,
    ending = '',
  ): Promise<{
    pids: number[];
    ended: Promise<{ code: number | null; signal: string | null; output: string }>;
    kill(signal: NodeJS.Signals): void;
  }> => {
    const file = await temporaryFile();
    const child = spawn(process.execPath, [jiti, auditor, scenario, file, ending], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (data: Buffer) => (output += String(data)));
    const ended = new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) =>
      child.once('close', (code, signal) => resolve({ code, signal, output })),
    );
    return { pids: await pidsIn(file), ended, kill: (signal) => child.kill(signal) };
  };

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s', async (signal) => {
    const { pids, ended, kill } = await start('forks-and-hangs');
    expect(pids.map(isRunning)).toEqual([true, true]);
    kill(signal);
    expect(await ended).toMatchObject({ signal });
    await until(() => pids.every((pid) => !isRunning(pid)), 3000);
  });

  it.each([
    ['crash', 1],
    ['exit', 0],
  ])('by a %s of its own', async (ending, code) => {
    const { pids, ended } = await start('forks-and-hangs', ending);
    expect(await ended).toMatchObject({ code });
    await until(() => pids.every((pid) => !isRunning(pid)), 3000);
  });

  it('it ends by itself when the audit is done: no timer, no socket is left', async () => {
    const { ended } = await start('stubborn');
    expect(await ended).toMatchObject({ code: 0, output: expect.stringContaining('loaded') });
  });
});
