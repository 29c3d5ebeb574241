import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { BROKEN, CLEAN, folder } from './run.ts';

const bin = path.resolve('dist/cli.js');

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** The command as a process of its own; `interrupt` is when Ctrl-C comes, in milliseconds. */
const run = (files: Readonly<Record<string, string>>, argv: readonly string[], interrupt?: number): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...argv], {
      cwd: folder(files),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stdout.resume();
    child.stderr.on('data', (data: Buffer) => (stderr += String(data)));
    if (interrupt !== undefined) setTimeout(() => child.kill('SIGINT'), interrupt);
    child.once('close', (code, signal) => resolve({ code, signal, stderr }));
  });

describe('the process', { concurrent: true, timeout: 30_000 }, () => {
  it.each([
    ['ends the process', 'process.exit(0)', 'ended before anything was reported'],
    ['never settles', 'await new Promise(() => undefined)', 'ended before anything was reported'],
    [
      'throws later',
      'setTimeout(() => { throw new Error("later") }, 0); await new Promise((go) => setTimeout(go, 200)); export default {}',
      'Error: later',
    ],
    ['rejects later', 'Promise.reject(new Error("later")); export default {}', 'Error: later'],
  ])('a configuration that %s is a failure', async (_, code, says) => {
    const ended = await run({ 'mcp-audit.config.mjs': code, 'tools.json': CLEAN }, ['tools.json']);
    expect(ended).toEqual({ code: 2, signal: null, stderr: expect.stringContaining(says) });
  });

  it('ends, and with its own code, although a configuration leaves a timer behind', async () => {
    const files = {
      'mcp-audit.config.mjs': 'setInterval(() => undefined, 1000); export default {}',
      'tools.json': BROKEN,
    };
    expect(await run(files, ['tools.json'])).toMatchObject({ code: 1, signal: null });
  });

  it.skipIf(process.platform === 'win32')('Ctrl-C ends the wait for standard input', async () => {
    expect(await run({}, ['-'], 4000)).toEqual({ code: 130, signal: null, stderr: '' });
  });
});
