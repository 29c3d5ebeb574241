import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { planOf } from '../../src/cli/probe.ts';
import { isFailed, type Loaded } from '../../src/inputs/input.ts';
import { namespace, withoutNetwork } from '../../src/inputs/live/egress.ts';
import type { LiveSpec } from '../../src/inputs/live/load.ts';
import type { StdioSpec } from '../../src/inputs/live/spec.ts';
import type { CutCall } from '../../src/model/calls.ts';
import { cli } from '../cli/run.ts';
import { READS } from './fixtures/probed-tools.mjs';
import { isRunning, load, loaded, serving, stdio, temporaryFile, until } from './support.ts';

const TOOLS = new Set(READS.map(({ name }) => name));
const wish = (calls: boolean) => ({
  plan: async ({ server }: Loaded) => planOf(server).calls,
  calls,
  egress: true,
});
const way = namespace();

const selling = (use: (origin: string) => Promise<void>): Promise<void> =>
  serving((_, response) => response.end('[{"id":"A-1"}]'), use);
const cutCalls = ({ server }: Loaded): readonly CutCall[] => server.wire?.egress?.calls ?? [];
const list = (result: Loaded): CutCall | undefined => cutCalls(result).find(({ tool }) => tool === 'list_orders');
const run = async (spec: LiveSpec, calls = true): Promise<Loaded> => loaded(spec, { probe: wish(calls) });

describe.each([
  ['a network namespace', 'namespace'],
  ['variables', 'variables'],
] as const)('without a network, by %s', (_, cut) => {
  const isThere = cut === 'variables' || way !== undefined;
  /** The namespace is taken where there is one; the variables are tried as the server that is started. */
  const cutOff = (spec: StdioSpec & LiveSpec): StdioSpec & LiveSpec =>
    cut === 'variables' ? { ...spec, ...withoutNetwork(spec, undefined) } : spec;

  it.skipIf(!isThere)('a failure shows, or does not', { timeout: 60_000 }, async () => {
    await selling(async (origin) => {
      const [loud, silent] = await Promise.all(
        ['loud', 'silent'].map(async (manner) => {
          const spec = stdio('probed.mjs', await temporaryFile(), manner, origin) as StdioSpec & LiveSpec;
          return run(cutOff(spec));
        }),
      );
      expect([list(loud!)?.isError, list(loud!)?.empty]).toEqual([true, false]);
      expect([list(silent!)?.isError, list(silent!)?.empty]).toEqual([false, true]);
      if (cut === 'namespace') expect(list(silent!)?.before).toBe('filled');
    });
  });
});

describe('what is compared', () => {
  it('an answer that is at home here', async () => {
    const result = await run(stdio('probed.mjs', await temporaryFile(), 'local'));
    expect(list(result)).toMatchObject({ before: 'same', empty: false });
  });

  it('nothing, with a network and without', async () => {
    const result = await run(stdio('probed.mjs', await temporaryFile(), 'none'));
    expect(list(result)).toMatchObject({ before: 'same', empty: true });
  });

  it('with nothing, where --probe did not run', async () => {
    const result = await run(stdio('probed.mjs', await temporaryFile(), 'none'), false);
    expect([list(result)?.before, result.server.wire?.calls]).toEqual([undefined, undefined]);
  });

  it('only reads are called there, with valid arguments', async () => {
    const file = await temporaryFile();
    const result = await run(stdio('probed.mjs', file, 'silent', 'http://127.0.0.1:1/'), false);
    expect(cutCalls(result).map(({ kind }) => kind)).toEqual(['valid', 'valid']);
    const names = (await readFile(file, 'utf8')).split('\n').flatMap((line) => line.split(' ')[0] || []);
    expect(names.filter((name) => !TOOLS.has(name))).toEqual([]);
  });
});

describe.skipIf(!way)('on the command line', () => {
  it('the outage is found, and the honest server is not blamed', { timeout: 60_000 }, async () => {
    await selling(async (origin) => {
      const audit = async (manner: string): Promise<string> => {
        const { args } = stdio('probed.mjs', await temporaryFile(), manner, origin);
        return (await cli(['--probe', '--break-egress', '-f', 'json', '--', process.execPath, ...args])).stdout;
      };
      const [silent, loud] = await Promise.all([audit('silent'), audit('loud')]);
      expect(silent).toContain('"ruleId": "egress-silent"');
      expect(silent).toContain('a network namespace without interfaces');
      expect(loud).not.toContain('"ruleId": "egress-silent"');
    });
  });

  it(
    'a server that does not start without a network is not checked, and that is no finding',
    { timeout: 60_000 },
    async () => {
      await selling(async (origin) => {
        const { args } = stdio('probed.mjs', await temporaryFile(), 'needy', origin);
        const { code, stdout } = await cli(['--break-egress', '--', process.execPath, ...args], {});
        expect(stdout.replace(/\s+/g, ' ')).toContain(
          'without a network the server does not start: the server exited with code 1',
        );
        expect(stdout).not.toContain('egress-silent');
        expect(code).not.toBe(2);
      });
    },
  );
});

describe.skipIf(process.platform === 'win32')('nothing runs on', () => {
  const command = (file: string, flag: string): string[] => {
    const jiti = path.resolve('node_modules/.bin/jiti');
    const { args } = stdio('probed.mjs', file, 'waits');
    return [jiti, path.resolve('src/cli/bin.ts'), flag, '--', process.execPath, ...args];
  };
  const running = async (marker: string): Promise<number[]> => {
    const { execFileSync } = await import('node:child_process');
    return execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(marker) && line.includes('probed.mjs') && !line.includes('bin.ts'))
      .map((line) => Number.parseInt(line, 10));
  };

  it.each([
    ['SIGINT', '--probe'],
    ['SIGTERM', '--probe'],
    ['SIGINT', '--break-egress'],
    ['SIGTERM', '--break-egress'],
  ] as const)('after %s while it calls, with %s', { timeout: 60_000 }, async (signal, flag) => {
    const file = await temporaryFile();
    const child = spawn(process.execPath, command(file, flag), { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await until(async () => (await readFile(file, 'utf8').catch(() => '')) !== '');
    const pids = await running(file);
    expect(pids.length).toBeGreaterThan(0);
    child.kill(signal);
    await ended;
    await until(() => pids.every((pid) => !isRunning(pid)), 5000);
    expect(await running(file)).toEqual([]);
  });

  it('after the server was killed while it was called', { timeout: 60_000 }, async () => {
    const file = await temporaryFile();
    const result = load(stdio('probed.mjs', file, 'waits'), { probe: wish(true) });
    await until(async () => (await readFile(file, 'utf8').catch(() => '')) !== '');
    for (const pid of await running(file)) process.kill(pid, 'SIGKILL');
    await until(async () => (await readFile(file, 'utf8')).split('\n').length > 2); // it was started again, without a network
    for (const pid of await running(file)) process.kill(pid, 'SIGKILL');
    expect(isFailed(await result)).toBe(false);
    expect(await running(file)).toEqual([]);
  });

  it('in the namespace either', async () => {
    const file = await temporaryFile();
    await load(stdio('probed.mjs', file, 'local'), { probe: wish(false) });
    expect(await running(file)).toEqual([]);
  });
});
