import { describe, expect, it } from 'vitest';

import type { Report } from '../../src/reporters/json/contract.ts';
import { CLEAN, cli, folder } from '../cli/run.ts';
import { REAL } from './fixtures.ts';

const SECRET = 'sup3r-s3cr3t-value';

/** Lists as many tools as its arguments and variables say. */
const SERVER = `
import { createInterface } from 'node:readline';
const count = process.argv.includes('--read-only') ? 1 : Number(process.env.TOOLS ?? 3);
if (process.env.TOOLS === '0') { console.error('no tools: ' + process.env.KEY); process.exit(3); }
const tools = Array.from({ length: count }, (_, i) => ({ name: 'list_' + i, description: 'Lists.', inputSchema: { type: 'object' } }));
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  if (id === undefined) return;
  const result = method === 'initialize' ? { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'demo', version: '1' } } : { tools };
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
});`;

const base = { command: [process.execPath, 'server.mjs'], cwd: '.' };
const project = (config: object): string =>
  folder({ 'server.mjs': SERVER, 'tools.json': CLEAN, 'mcp-audit.config.json': JSON.stringify(config, null, 2) });

async function run(config: object, argv: readonly string[] = []) {
  const cwd = project(config);
  const { code, stdout, stderr } = await cli([...argv, '-f', 'json', '--no-wire-checks', '--fail-on', 'never'], {
    cwd,
  });
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as Report);
  return {
    code,
    stdout,
    stderr,
    report,
    members: report?.fleet?.[0]?.members.map(({ name, state, tools }) => [name, state, tools]),
  };
}

describe('variants of one server', () => {
  it('are listed and counted beside the target', async () => {
    const { code, report, members } = await run({
      targets: [base],
      variants: {
        'read-only': { args: ['--read-only'] },
        few: { env: { TOOLS: '2' } },
        other: { command: [REAL.memory.command, ...REAL.memory.args] },
      },
    });
    expect(code).toBe(0);
    expect(members).toEqual([
      ['default', 'read', 3],
      ['read-only', 'read', 1],
      ['few', 'read', 2],
      ['other', 'read', 9],
    ]);
    expect(report!.fleet).toMatchObject([{ client: 'variants', together: null, clashes: [] }]);
    expect(report!.servers.map(({ id }) => id)).toEqual([
      'demo~default',
      'demo~read-only',
      'demo~few',
      'memory-server',
    ]);
  });
  it('that fail are named, and their secrets are not', async () => {
    const { code, stdout, members } = await run({
      targets: [{ ...base, name: 'all' }],
      variants: { none: { env: { TOOLS: '0', KEY: SECRET } } },
    });
    expect(code).toBe(2);
    expect(members).toEqual([
      ['all', 'read', 3],
      ['none', 'failed', null],
    ]);
    expect(stdout).not.toContain(SECRET);
  });
  it('need no target where each is whole', async () =>
    expect((await run({ variants: { a: base, b: { ...base, env: { TOOLS: '1' } } } })).members).toEqual([
      ['a', 'read', 3],
      ['b', 'read', 1],
    ]));
  it('are left alone where the call names a target', async () => {
    const { report } = await run({ targets: [base], variants: { a: { args: ['x'] } } }, ['tools.json']);
    expect(report!.fleet).toBeNull();
  });
  it('stand in the terminal and in markdown', async () => {
    const cwd = project({ targets: [base], variants: { 'read-only': { args: ['--read-only'] } } });
    const { stdout } = await cli(['--no-wire-checks', '-q'], { cwd });
    expect(stdout).toMatch(/variants\n {2}variant +tools +tokens +of 200k\n {2}default +3 .*\n {2}read-only +1 /);
    const markdown = (await cli(['--no-wire-checks', '-f', 'markdown'], { cwd })).stdout;
    expect(markdown).toContain('### Side by side: variants');
    expect(markdown).toMatch(/\| `read-only` \| 1 \| \d+ \|/);
    const budget = (await cli(['budget', '-q'], { cwd })).stdout;
    expect(budget).toMatch(/2 variants of one server cost \d+ to \d+ tokens each, instructions included/);
  });
});

describe('mistakes in them have a place', () => {
  it.each<[string, object, readonly string[]]>([
    ['nothing to vary', { targets: ['tools.json'], variants: { a: { args: ['x'] } } }, ['varies a command', ':6:5']],
    ['headers without a URL', { targets: [base], variants: { a: { headers: { A: 'b' } } } }, ['no target is a URL']],
    ['an empty one', { targets: [base], variants: { a: {} } }, ['`variants.a` must be an object with a `command`']],
    [
      'an unknown key',
      { targets: [base], variants: { a: { arg: ['x'] } } },
      ['no setting `arg`', 'did you mean `args`?'],
    ],
    [
      'a secret of the wrong kind',
      { targets: [base], variants: { a: { env: { KEY: [SECRET] } } } },
      ['`variants.a.env.KEY` must be'],
    ],
    [
      'a command and a URL',
      { targets: [base], variants: { a: { args: ['x'], url: 'https://a.invalid' } } },
      ['a command and a URL'],
    ],
  ])('%s', async (_, config, messages) => {
    const { code, stdout, stderr } = await run(config);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const message of ['mcp-audit.config.json:', ...messages]) expect(stderr).toContain(message);
    expect(stderr).not.toContain(SECRET);
  });
});
