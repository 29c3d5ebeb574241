import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { registry } from '../inputs/registry.ts';
import { BROKEN, CLEAN, folder } from './run.ts';

// The command as the shell sees it: built, started, with real pipes and signals.
const root = path.resolve(import.meta.dirname, '../..');
const command = path.join(root, 'dist/cli.js');
const filesystem = path.join(root, 'node_modules/@modelcontextprotocol/server-filesystem/dist/index.js');
const cwd = folder({
  'clean.json': CLEAN,
  'broken.json': BROKEN,
  'hang.mjs':
    'setInterval(() => {}, 1000); process.on("SIGTERM", () => {}); process.stderr.write(`pid ${process.pid}\\n`)',
});

const run = (argv: readonly string[], more: object = {}) =>
  spawnSync(process.execPath, [command, ...argv], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: cwd },
    timeout: 60_000,
    ...more,
  });

describe('exit codes', () => {
  it.each([
    [['clean.json'], 0],
    [['broken.json'], 1],
    [['missing.json'], 2],
    [['--nonsense'], 2],
    [['--version'], 0],
    [['rules'], 0],
    [['explain', 'schema-array-no-items'], 0],
  ] as const)('%j exits with %d', (argv, code) => {
    const { status, stdout, stderr } = run(argv);
    expect({ status, bug: `${stdout}${stderr}`.includes('this is a bug') }).toEqual({ status: code, bug: false });
  });
});

describe('streams', () => {
  it('stdout is the report alone; no colour in a pipe', () => {
    const { stdout, stderr } = run(['broken.json', '-f', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, status: 'audited' });
    expect(stderr).toBe('');
    expect(run(['broken.json']).stdout).not.toContain('\u001B');
  });
  it('FORCE_COLOR colours, NO_COLOR outranks it', () => {
    const env = { PATH: process.env['PATH'], FORCE_COLOR: '1' };
    expect(run(['broken.json'], { env }).stdout).toContain('\u001B[');
    expect(run(['broken.json'], { env: { ...env, NO_COLOR: '1' } }).stdout).not.toContain('\u001B');
  });
  it('reads standard input', () => expect(run(['-'], { input: BROKEN }).status).toBe(1));
  it('a reader that goes away early is no failure', () => {
    const { stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${command}" rules | head -n 1`], {
      cwd,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });
});

describe('a live server', () => {
  it('is audited, with SARIF at an anchor beside the terminal', () => {
    const { status, stdout, stderr } = run([
      '-f',
      'terminal',
      '-f',
      'sarif=live.sarif',
      '--anchor',
      'clean.json:1',
      '--',
      process.execPath,
      filesystem,
      '.',
    ]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('secure-filesystem-server');
    const sarif = JSON.parse(readFileSync(path.join(cwd, 'live.sarif'), 'utf8')) as {
      runs: { results: { locations: { physicalLocation: object }[] }[] }[];
    };
    for (const { locations } of sarif.runs[0]!.results)
      expect(locations[0]!.physicalLocation).toMatchObject({
        artifactLocation: { uri: 'clean.json' },
        region: { startLine: 1 },
      });
  });
  it('its snapshot gives the same fingerprints as the server', () => {
    const live = JSON.parse(run(['-f', 'json', '--', process.execPath, filesystem, '.']).stdout) as {
      findings: { fingerprint: string }[];
    };
    expect(run(['snapshot', '-o', 'snap.json', '--', process.execPath, filesystem, '.']).status).toBe(0);
    const saved = JSON.parse(run(['-f', 'json', 'snap.json']).stdout) as typeof live;
    expect(live.findings.length).toBeGreaterThan(0);
    expect(saved.findings.map(({ fingerprint }) => fingerprint)).toEqual(
      live.findings.map(({ fingerprint }) => fingerprint),
    );
  });
  it('that hangs is given up at the deadline, and is gone', () => {
    const start = performance.now();
    const { status, stdout } = run(['--timeout', '1500ms', '--', process.execPath, 'hang.mjs']);
    expect(performance.now() - start).toBeLessThan(6_000);
    expect(status).toBe(2);
    expect(stdout).toContain('NOT EVALUATED');
    expect(isRunning(Number(/pid (\d+)/.exec(stdout)![1]))).toBe(false);
  });
  it('is gone after Ctrl-C, and the exit code says so', async () => {
    const child = spawn(process.execPath, [command, '-v', '--', process.execPath, 'hang.mjs'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => children(child.pid!), { timeout: 10_000 }).toHaveLength(1);
    const [server] = children(child.pid!);
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(130);
    expect(said).not.toContain('    at ');
    await expect.poll(() => isRunning(server!), { timeout: 3_000 }).toBe(false);
  });
});

describe('a source', () => {
  it.each<[string, readonly string[], string]>([
    ['where the call stands', [], 'reading the source of demo in .; nothing is started\n'],
    ['that is named', ['src/index.cjs'], ''],
  ])('%s is read, and nothing of it runs', (_, argv, says) => {
    // the file is written before anything is needed that is not there
    const repository = folder({
      'package.json': JSON.stringify({
        name: 'demo',
        main: 'src/index.cjs',
        dependencies: { '@modelcontextprotocol/sdk': '^1.20.0' },
      }),
      'src/index.cjs': `require('node:fs').writeFileSync(require('node:path').join(__dirname, 'it-ran'), '');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
new McpServer({ name: 'demo', version: '1.0.0' }).registerTool('ping', { description: 'Answers.' }, () => ({ content: [] }));
`,
    });
    const proof = path.join(repository, 'src/it-ran');
    const { status, stdout, stderr } = run(argv, { cwd: repository });
    expect(stdout).toContain('src/index.cjs:3:');
    expect({ status, stderr }).toEqual({ status: 0, stderr: says });
    expect(existsSync(proof)).toBe(false);
    spawnSync(process.execPath, [path.join(repository, 'src/index.cjs')]);
    expect(existsSync(proof), 'whoever runs it leaves the file').toBe(true);
  });

  it.skipIf(!existsSync('/proc')).each<[NodeJS.Signals, object]>([
    ['SIGINT', { code: 130, signal: null }],
    ['SIGTERM', { code: null, signal: 'SIGTERM' }],
  ])('%s ends npm and removes its folder', async (name, end) => {
    const { url, requests } = await registry({});
    const temporary = path.join(folder({}), 'temporary');
    mkdirSync(temporary);
    const child = spawn(process.execPath, [command, 'npm:silent-one'], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, TMPDIR: temporary, npm_config_registry: `${url}/` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => requests.length, { timeout: 20_000 }).toBeGreaterThan(0);
    const [made, ...more] = readdirSync(temporary);
    expect(more).toEqual([]);
    const inside = path.join(temporary, made!);
    expect(workingIn(inside)).toHaveLength(1);
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    child.kill(name);
    expect(await ended).toEqual(end);
    expect(said).toBe('');
    expect(readdirSync(temporary)).toEqual([]);
    await expect.poll(() => workingIn(inside), { timeout: 3_000 }).toEqual([]);
  });
});

/** The processes that were started in a folder. */
const workingIn = (dir: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && isRunning(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(dir);
      } catch {
        return false; // of another user, or gone
      }
    });

/** A zombie has ended; nobody may be there to reap it. */
function isRunning(pid: number): boolean {
  if (!existsSync('/proc')) return spawnSync('kill', ['-0', String(pid)]).status === 0;
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

function children(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)$/gm)]
    .filter(([, , parent]) => Number(parent) === pid)
    .map(([, child]) => Number(child));
}
