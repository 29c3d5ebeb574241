import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { GUARD, loadingFirst } from '../../src/inputs/npm/guard.ts';
import type { Report } from '../../src/reporters/json/contract.ts';
import { cli, folder } from '../cli/run.ts';
import { registry, type Registry } from './registry.ts';

const home = mkdtempSync(path.join(tmpdir(), 'mcp-audit-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const sdk = { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.0.0' };
const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { addShared } from 'shared-tools';

const server = new McpServer({ name: 'orders', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists orders.', inputSchema: { customer: z.string() } }, async () => ({ content: [] }));
addShared(server);
`;
const SHARED = `import { z } from 'zod';
export function addShared(server) {
  server.registerTool('ping_orders', { description: 'Answers.', inputSchema: { text: z.string() } }, async () => ({ content: [] }));
}
`;

let served: Registry;
beforeAll(async () => {
  served = await registry({
    '@modelcontextprotocol/sdk': { '1.21.0': { files: { 'index.js': '' } } },
    zod: { '3.25.76': { files: { 'index.js': '' } } },
    'shared-tools': {
      '1.0.0': {
        manifest: { type: 'module', main: 'index.js', dependencies: sdk },
        files: { 'index.js': SHARED },
      },
    },
    '@acme/orders-server': {
      '1.2.3': {
        manifest: {
          type: 'module',
          bin: 'dist/index.js',
          dependencies: { ...sdk, 'shared-tools': '^1.0.0' },
        },
        files: { 'dist/index.js': SERVER },
      },
    },
    'native-server': {
      '1.0.0': {
        manifest: {
          bin: 'run.js',
          optionalDependencies: { 'native-server-linux-x64': '1.0.0', 'native-server-darwin-arm64': '1.0.0' },
        },
        files: { 'run.js': 'spawn(binary)' },
      },
    },
    'python-server': { '1.0.0': { files: { 'server.py': 'import mcp' } } },
    'python-launcher': {
      '1.0.0': {
        manifest: { bin: 'bin/run.js', scripts: { postinstall: 'exit 1' } },
        files: { 'bin/run.js': `require('child_process').spawn('uvx', ['python-server'], { stdio: 'inherit' });` },
      },
    },
    'tells-its-folder': {
      '1.0.0': {
        manifest: { main: 'index.js', dependencies: sdk },
        files: {
          'index.js': `const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
new McpServer({ name: 'here', version: '1.0.0' }).registerTool('where_am_i', { description: 'Runs in ' + __dirname + '.' }, async () => ({ content: [] }));
`,
        },
      },
    },
    'half-server': {
      '1.0.0': {
        manifest: { main: 'index.js', dependencies: sdk },
        files: {
          'index.js': `const { Server } = require('@modelcontextprotocol/sdk/server/index.js');
const { ListToolsRequestSchema } = require('@modelcontextprotocol/sdk/types.js');
new Server({ name: 'half', version: '1.0.0' }).setRequestHandler(ListToolsRequestSchema, async () => fetch('https://x'));
`,
        },
      },
    },
    'no-server': { '1.0.0': { manifest: { main: 'index.js' }, files: { 'index.js': 'module.exports = 1;' } } },
  });
});

const env = (): Record<string, string> => ({
  HOME: home,
  npm_config_registry: `${served.url}/`,
  npm_config_cache: path.join(home, 'cache'),
});
const report = async (...argv: string[]): Promise<{ code: number; text: string; report: Report }> => {
  const { code, stdout } = await cli([...argv, '-f', 'json'], { cwd: folder({}), env: env() });
  return { code, text: stdout, report: JSON.parse(stdout) as Report };
};
const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('mcp-audit-npm-'));
// Other tests make such folders at the same time.
beforeAll(() => void vi.stubEnv('TMPDIR', mkdtempSync(path.join(home, 'tmp-'))));
afterAll(() => void vi.unstubAllEnvs());

describe('npm:', { timeout: 60_000 }, () => {
  it('audits a published package from its source, and leaves nothing behind', async () => {
    const { text, report: audit } = await report('npm:@acme/orders-server@1.2.3');
    expect(audit.servers).toMatchObject([{ id: 'orders', status: 'audited', input: 'npm', fidelity: 'declared' }]);
    expect(audit.servers[0]!.tools.map(({ name, location }) => [name, location?.file, location?.startLine])).toEqual([
      ['list_orders', 'npm:@acme/orders-server@1.2.3/dist/index.js', 6],
      ['ping_orders', 'npm:shared-tools@1.0.0/index.js', 3],
    ]);
    expect(audit.servers[0]!.source!.libraries).toEqual([
      { name: '@modelcontextprotocol/sdk', role: 'sdk', version: '1.21.0', basis: 'installed' },
      { name: 'zod', role: 'schema', version: '3.25.76', basis: 'installed' },
    ]);
    expect(text).not.toContain('mcp-audit-npm-');
    expect(left()).toEqual([]);
  });
  it('names no folder of this machine, whatever the program says', async () => {
    const { code, stdout } = await cli(['snapshot', 'npm:tells-its-folder'], { cwd: folder({}), env: env() });
    const { tools } = JSON.parse(stdout) as { tools: { name: string; description?: string }[] };
    expect(tools[0]!.name).toBe('where_am_i');
    expect(stdout).not.toContain('mcp-audit-npm-');
    expect(stdout).not.toContain(tmpdir());
    expect(code).toBe(0);
  });
  it('names files by their package where it says what was not read', async () => {
    const { code, text, report: audit } = await report('npm:half-server');
    expect(audit.servers[0]).toMatchObject({ id: 'half', status: 'partial' });
    expect(audit.servers[0]!.reason).toContain('(npm:half-server@1.0.0/index.js:3)');
    expect(text).not.toContain('node_modules');
    expect(code).toBe(2);
  });
  it('gives the same report on every machine', async () => {
    const [one, two] = [await report('npm:@acme/orders-server'), await report('npm:@acme/orders-server')];
    expect(one.report.findings).not.toEqual([]);
    expect(two.text).toBe(one.text);
  });
  it('shows the code where the finding stands', async () => {
    const { stdout } = await cli(['npm:@acme/orders-server'], { cwd: folder({}), env: env() });
    expect(stdout).toContain('npm:shared-tools@1.0.0/index.js:3:');
    expect(stdout).toContain('text: z.string()');
  });
  it('is a target of snapshots and configurations too', async () => {
    const { code, stdout } = await cli(['snapshot', 'npm:@acme/orders-server'], { cwd: folder({}), env: env() });
    expect(JSON.parse(stdout)).toMatchObject({ server: { name: 'orders' }, fidelity: 'declared' });
    expect(code).toBe(0);
    const cwd = folder({ 'mcp-audit.config.json': '{"targets": ["npm:@acme/orders-server"]}' });
    expect((await cli([], { cwd, env: env() })).stdout).toContain('orders');
  });
  it.each([
    [
      'npm:native-server',
      'the package only starts a native program, which comes in `native-server-linux-x64` and others',
    ],
    ['npm:python-server', 'the package holds no JavaScript and no TypeScript'],
    [
      'npm:python-launcher@1.0.0',
      'no MCP server was found in the package; `bin/run.js` starts another program, and its `postinstall` script, which was not run, may get what it needs',
    ],
    ['npm:no-server', ''],
    ['npm:absent-server', 'the registry has no package `absent-server`'],
  ])('%s has a clear answer', async (target, reason) => {
    const { code, text, report: audit } = await report(target);
    expect(audit.servers).toMatchObject([{ id: target, status: 'not-evaluated', input: 'npm' }]);
    expect(audit.servers[0]!.reason).toContain(reason);
    if (!target.includes('absent'))
      expect(audit.servers[0]!.hint).toContain(`\`mcp-audit -- npx -y ${target.slice(4)}\``);
    expect(text).not.toContain('mcp-audit-npm-');
    expect(code).toBe(2);
  });
});

describe('the guard', () => {
  it.each([
    ['spawnSync("true")', 'require'],
    ['execSync("true")', 'require'],
    ['fork("x.js")', 'require'],
    ['spawn("true")', 'import'],
  ])('%s is refused, by %s', (call, by) => {
    const dir = mkdtempSync(path.join(home, 'a "folder" of '));
    const guard = path.join(dir, 'guard.cjs');
    writeFileSync(guard, GUARD);
    const name = call.slice(0, call.indexOf('('));
    const program = path.join(dir, `program.${by === 'require' ? 'cjs' : 'mjs'}`);
    writeFileSync(
      program,
      `${by === 'require' ? `const { ${name} } = require('child_process')` : `import { ${name} } from 'node:child_process'`};\n${call};`,
    );
    const { status, stderr } = spawnSync(process.execPath, [program], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NODE_OPTIONS: loadingFirst(guard, '--no-warnings') },
    });
    expect(stderr).toContain('npm wanted to start a program');
    expect(status).toBe(1);
  });
  it('lets a program run that starts none', () => {
    const guard = path.join(home, 'guard.cjs');
    writeFileSync(guard, GUARD);
    expect(
      execFileSync(process.execPath, ['-p', '1 + 1'], {
        encoding: 'utf8',
        env: { NODE_OPTIONS: loadingFirst(guard) },
      }),
    ).toBe('2\n');
  });
});
