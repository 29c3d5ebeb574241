import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import type { Report } from '../../src/reporters/json/contract.ts';
import type { Run } from '../../src/reporters/sarif/format.ts';
import { BROKEN, CLEAN, cli, folder, type Ran } from './run.ts';

const MANIFEST = JSON.stringify({
  name: '@acme/orders-server',
  version: '3.0.0',
  bin: 'dist/index.js',
  dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
});

/** `list_orders` with a parameter without a description, and a tool that is not always there. */
const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { writeFileSync } from 'node:fs';
import { z } from 'zod';

writeFileSync(new URL('./it-ran', import.meta.url), '');
const server = new McpServer({ name: 'orders', version: '3.0.0' });
server.registerTool(
  'list_orders',
  {
    title: 'List orders',
    description: 'Lists the orders of one customer, newest first. Returns id, date and total of each.',
    inputSchema: { customer_id: z.string() },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  async () => ({ content: [] }),
);
if (process.env.ORDERS_ADMIN) {
  server.registerTool('drop_orders', { description: 'Deletes all orders for ever.', annotations: { destructiveHint: true } }, async () => ({ content: [] }));
}
`;
const REPOSITORY = { 'package.json': MANIFEST, 'src/index.ts': SERVER, '.git/HEAD': 'ref: refs/heads/main\n' };

const report = async (argv: readonly string[], cwd: string): Promise<Ran & { report: Report }> => {
  const ran = await cli([...argv, '-f', 'json'], { cwd });
  return { ...ran, report: JSON.parse(ran.stdout) as Report };
};
const found = ({ findings }: Report): string[] =>
  findings.map(({ ruleId, location }) => `${location?.file}:${location?.startLine} ${ruleId}`);

describe('a source target', () => {
  const cwd = folder(REPOSITORY);
  it.each([['.'], ['src'], ['src/'], ['src/index.ts'], ['package.json']])('%s', async (target) => {
    const { code, stderr, report: audit } = await report([target], cwd);
    const [server] = audit.servers;
    expect(server).toMatchObject({ id: 'orders', status: 'audited', input: 'typescript', fidelity: 'declared' });
    expect(server!.info).toEqual({ name: 'orders', version: '3.0.0' });
    expect(server!.tools.map(({ name, condition }) => [name, condition])).toEqual([
      ['list_orders', null],
      ['drop_orders', 'process.env.ORDERS_ADMIN'],
    ]);
    expect(server!.source!.files).toContain('src/index.ts');
    expect(found(audit)).toContain('src/index.ts:12 param-description-missing');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
  it('is never run', async () => {
    const trap = folder({ 'package.json': '{"type": "module"}', 'index.js': SERVER });
    symlinkSync(path.resolve('node_modules'), path.join(trap, 'node_modules'), 'junction'); // all that it imports is there
    const { report: audit } = await report(['.'], trap);
    expect(audit.servers[0]!.tools).toHaveLength(2);
    expect(existsSync(path.join(trap, 'it-ran'))).toBe(false);
    spawnSync(process.execPath, [path.join(trap, 'index.js')]);
    expect(existsSync(path.join(trap, 'it-ran')), 'whoever runs it leaves the file').toBe(true);
  });
  it('says which libraries it was read as', async () => {
    const { report: audit } = await report(['src'], cwd);
    expect(audit.servers[0]!.source!.libraries).toEqual([
      { name: '@modelcontextprotocol/sdk', role: 'sdk', version: '1.20.0', basis: 'declared range' },
      { name: 'zod', role: 'schema', version: '3.25.0', basis: 'declared range' },
    ]);
    const { stdout } = await cli(['src'], { cwd });
    expect(stdout).toContain('zod 3.25.0 (the lowest declared)');
    expect(stdout).toContain('listed only sometimes: 1 tool');
    expect(stdout).toMatch(/src\/index\.ts:\d+:\d+: drop_orders, if process\.env\.ORDERS_ADMIN/);
    expect(stdout).toMatch(/12 │ .*customer_id: z\.string\(\)/);
  });
  it('fails on a tool that is listed only sometimes when asked to', async () => {
    const { code, stdout } = await cli(['src', '--fail-on-unchecked', '--quiet'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^UNCHECKED .*; 1 part\s+not checked, 1 tool listed only sometimes$/ms);
  });
  it('has places relative to the working directory', async () => {
    const { report: audit } = await report(['../src'], path.join(cwd, '.git'));
    expect(found(audit)).toContain('../src/index.ts:12 param-description-missing');
  });
  it('needs no anchor for SARIF, whose files are relative to the repository', async () => {
    const { code, stdout } = await cli(['.', '-f', 'sarif'], { cwd: path.join(cwd, 'src') });
    const [run] = (JSON.parse(stdout) as { runs: Run[] }).runs;
    expect(code).toBe(0);
    expect(run!.results.map(({ locations }) => locations[0]!.physicalLocation!.artifactLocation.uri)).toContain(
      'src/index.ts',
    );
  });
  it('is in a configuration, as a string or with a name', async () => {
    const configured = folder({
      ...REPOSITORY,
      'mcp-audit.config.json': JSON.stringify({ targets: ['src', { source: 'src/index.ts', name: 'mine' }] }),
    });
    const { stderr, report: audit } = await report([], configured);
    expect(audit.servers.map(({ id }) => id)).toEqual(['orders~src', 'orders~mine']);
    expect(stderr).toBe('');
  });
  it('its snapshot gives the fingerprints of the source', async () => {
    const { code } = await cli(['snapshot', 'src/', '-o', 'snap.json'], { cwd });
    const [source, snapshot] = [await report(['src'], cwd), await report(['snap.json'], cwd)];
    const prints = ({ findings }: Report): string[] => findings.map(({ fingerprint }) => fingerprint).toSorted();
    expect(code).toBe(0);
    expect(prints(source.report)).not.toEqual([]);
    expect(prints(snapshot.report)).toEqual(prints(source.report));
    expect(snapshot.report.servers[0]!.tools[1]!.condition).toBe('process.env.ORDERS_ADMIN');
  });
});

describe('several servers in one repository', () => {
  const cwd = folder({
    'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'] }),
    'packages/a/package.json': MANIFEST.replace('orders-server', 'a'),
    'packages/a/src/index.ts': SERVER,
    'packages/b/package.json': MANIFEST.replace('orders-server', 'b'),
    'packages/b/src/index.ts': SERVER.replace("name: 'orders'", "name: 'other'"),
  });
  it('are audited side by side', async () => {
    const { stderr, report: audit } = await report([], cwd);
    expect(audit.servers.map(({ id }) => id)).toEqual(['orders', 'other']);
    expect(found(audit).join()).not.toContain('duplicate');
    expect(stderr).toBe('reading the source of @acme/a, @acme/b in .; nothing is started\n');
  });
  it('have ids of their own, whatever their names and their order', async () => {
    const same = folder({
      'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'] }),
      'packages/a/package.json': MANIFEST.replace('orders-server', 'a'),
      'packages/a/src/index.ts': SERVER,
      'packages/b/package.json': MANIFEST.replace('orders-server', 'b'),
      'packages/b/src/index.ts': SERVER,
    });
    const { report: audit } = await report(['.'], same);
    expect(audit.servers.map(({ id }) => id)).toEqual(['orders~packages/a/src', 'orders~packages/b/src']);
  });
  it('the one that runs gets the places of its own', async () => {
    writeFileSync(path.join(cwd, 'tools.json'), CLEAN);
    const { report: audit } = await report(['tools.json', '--source', '.'], cwd);
    expect(audit.servers).toHaveLength(1);
  });
});

describe('several programs in one package', () => {
  const program = (
    name: string,
    tool: string,
    more = '',
  ): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { add } from './shared.js';
${more}
const server = new McpServer({ name: '${name}', version: '1.0.0' });
server.registerTool('${tool}', { description: 'Answers.' }, run);
add(server);
await server.connect(new StdioServerTransport());
`;
  const files = {
    'package.json': MANIFEST.replace('"dist/index.js"', '{"a":"dist/a.js","b":"dist/b.js"}'),
    'src/a.ts': program('a', 'ping_a', "import './only-a.js';"),
    'src/b.ts': program('b', 'ping_b', "import './only-b.js';"),
    'src/only-a.ts': 'export const a = 1;',
    'src/only-b.ts': 'export const b = 1;',
    'src/shared.ts': "export const add = (server) => server.registerTool('ping', { description: 'Answers.' }, run);",
  };
  it('list the files of each', async () => {
    const { report: audit } = await report(['src'], folder(files));
    expect(audit.servers.map(({ id, source, tools }) => [id, source!.files.toSorted(), tools.length])).toEqual([
      ['a', ['src/a.ts', 'src/only-a.ts', 'src/shared.ts'], 2],
      ['b', ['src/b.ts', 'src/only-b.ts', 'src/shared.ts'], 2],
    ]);
  });
  it('those that are not read are named, with the call that reads them', async () => {
    const cwd = folder({
      ...files,
      'src/http.ts': program('over HTTP', 'ping_http'),
      'src/http.test.ts': program('c', 'x'),
      'src/test-server.ts': program('d', 'x'),
      'src/examples/http.ts': program('e', 'x'),
      'examples/http.ts': program('f', 'x'),
      'src/unused.ts': "export const more = (server) => server.registerTool('pong', {}, run);",
    });
    const says = 'not read: src/http.ts makes another server; audit with `mcp-audit src/http.ts`\n';
    expect((await report(['src'], cwd)).stderr).toBe(says);
    expect((await report([], cwd)).stderr.split('\n').slice(1).join('\n')).toBe(says);
    expect((await cli(['snapshot', '.'], { cwd })).stderr).toBe(says);
    expect((await cli(['src', '--quiet'], { cwd })).stderr).toBe('');
    const { stderr, report: audit } = await report(['src/http.ts'], cwd);
    expect(audit.servers.map(({ id }) => id)).toEqual(['over HTTP']);
    expect(stderr).toBe('');
  });
  const python = (line: string): string => `[project]\nname = "mcp"\nkeywords = ["mcp"]\n${line}\n`;
  it.each<[string, Record<string, string>, string]>([
    [
      'one in Python',
      { 'py/pyproject.toml': python('dependencies = ["click", "mcp[cli]>=1.0"]\n[project.scripts]\nmcp-git = "a:b"') },
      'a server in Python (py/pyproject.toml); it is audited while it runs: `mcp-audit --cwd py -- uv run mcp-git`',
    ],
    [
      'several',
      { 'a/go.mod': 'require github.com/mark3labs/mcp-go v0.1.0\n', 'b/c/Cargo.toml': '[dependencies]\nrmcp = "1"\n' },
      '2 servers in Go, Rust (a/go.mod, b/c/Cargo.toml); each is audited while it runs: `mcp-audit --cwd a -- go run .`',
    ],
    ['requirements', { 'requirements.txt': 'click\nfastmcp==2.0\n' }, 'a server in Python (requirements.txt); it is'],
    ['no library of MCP', { 'py/pyproject.toml': python('dependencies = ["mcp-types", "click"]') }, ''],
    ['what tries something out', { 'examples/py/requirements.txt': 'mcp\n' }, ''],
  ])('in another language are named, with the next step: %s', async (_, others, says) => {
    const { stderr } = await report(['.'], folder({ ...files, ...others }));
    if (says === '') expect(stderr).toBe('');
    else expect(stderr).toContain(`not read: ${says}`);
  });
});

describe('mcp-audit alone', () => {
  it('audits the source of the repository it is in, and says so', async () => {
    const cwd = folder(REPOSITORY);
    const { code, stderr, report: audit } = await report([], cwd);
    expect(stderr).toBe('reading the source of @acme/orders-server in .; nothing is started\n');
    expect(audit.servers.map(({ id, input }) => [id, input])).toEqual([['orders', 'typescript']]);
    expect(code).toBe(0);
    expect((await cli(['--quiet'], { cwd })).stderr).toBe('');
  });
  it('goes by the targets of the configuration first', async () => {
    const files = { ...REPOSITORY, 'tools.json': CLEAN };
    const targets = folder({ ...files, 'mcp-audit.config.json': '{"targets": ["tools.json"]}' });
    expect((await report([], targets)).report.servers.map(({ input }) => input)).toEqual(['json']);
    const none = folder({ ...files, 'mcp-audit.config.json': '{"failOn": "warning"}' });
    const { code, report: audit } = await report([], none);
    expect(audit.servers.map(({ input }) => input)).toEqual(['typescript']);
    expect(code).toBe(1);
  });
  it('snapshot alone too', async () => {
    const cwd = folder({ ...REPOSITORY, 'tools.json': CLEAN });
    const { code, stdout, stderr } = await cli(['snapshot'], { cwd });
    expect((JSON.parse(stdout) as { server: object }).server).toEqual({ name: 'orders', version: '3.0.0' });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'reading the source of @acme/orders-server in .; nothing is started\n',
    });
    writeFileSync(path.join(cwd, 'mcp-audit.config.json'), '{"targets": ["tools.json"]}');
    expect((await cli(['snapshot'], { cwd })).stdout).toContain('"fidelity": "observed"');
  });
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['no repository', { 'notes.txt': '' }, 'this is no repository of a server', 'looked for `package.json`'],
    [
      'a package without MCP',
      { 'package.json': '{"name": "left-pad"}', 'index.js': 'export const pad = 1;' },
      'no MCP library is used in the source of left-pad',
      'mcp-audit -- ',
    ],
    ['a package without source', { 'package.json': '{"name": "empty"}' }, 'holds no TypeScript or JavaScript', ''],
    [
      'a server in Python',
      { 'pyproject.toml': '[project]\nname = "weather"\n[project.scripts]\nweather = "weather:main"\n' },
      'a server in Python (pyproject.toml) is not read from source',
      '`mcp-audit -- uv run weather`',
    ],
    ['a server in Go', { 'go.mod': 'module weather\n' }, 'a server in Go (go.mod)', '`mcp-audit -- go run .`'],
  ])('%s', async (_, files, says, helps) => {
    const { code, stdout, stderr } = await cli([], { cwd: folder(files) });
    expect(stderr).toContain('error: nothing to audit: ');
    expect(stderr).toContain(says);
    expect(stderr).toContain(helps);
    expect(stderr).toMatch(/^ {2}help: /m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('what cannot be read from source', () => {
  const cwd = folder({
    'lists/a.json': CLEAN,
    'lists/b.json': BROKEN,
    'empty/.keep': '',
    'server.py': 'import mcp\n',
    'main.go': 'package main\n',
    'plain.ts': 'export const answer = 42;\n',
    'data/package.json': '{"name": "x"}',
    'weather/pyproject.toml': '[project]\nname = "weather"\n',
  });
  it.each([
    ['missing/', 'missing does not exist', 'Name a source file'],
    ['missing.ts', 'missing.ts does not exist', 'Name a source file'],
    ['empty', 'empty holds no TypeScript or JavaScript', 'mcp-audit -- COMMAND'],
    ['lists', 'lists holds tool lists and no source', '`mcp-audit lists/*.json`'],
    ['server.py', 'a server in Python (server.py) is not read from source', '`mcp-audit -- python server.py`'],
    ['main.go', 'a server in Go (main.go) is not read from source', '`mcp-audit -- go run main.go`'],
    [
      'weather',
      'a server in Python (pyproject.toml) is not read from source',
      '`mcp-audit --cwd weather -- uvx weather`',
    ],
  ])('%s', async (target, reason, hint) => {
    const { code, report: audit } = await report([target], cwd);
    expect(audit.servers).toMatchObject([{ status: 'not-evaluated', input: 'typescript' }]);
    expect(audit.servers[0]!.reason).toContain(reason);
    expect(audit.servers[0]!.hint).toContain(hint);
    expect(code).toBe(2);
  });
  it('a file without a server', async () => {
    const { code, report: audit } = await report(['plain.ts'], cwd);
    expect(audit.servers).toMatchObject([{ status: 'not-evaluated', input: 'typescript' }]);
    expect(code).toBe(2);
  });
  it('does not keep the others from being audited', async () => {
    const { code, report: audit } = await report(['server.py', 'lists/a.json'], cwd);
    expect(audit.servers.map(({ status }) => status)).toEqual(['not-evaluated', 'audited']);
    expect(code).toBe(2);
  });
});

describe('--source', () => {
  const cwd = folder({ ...REPOSITORY, 'tools.json': CLEAN, 'broken.json': BROKEN });
  it('gives a tool list the places of its source', async () => {
    const { report: audit } = await report(['broken.json', '--source', 'src'], cwd);
    expect(audit.servers).toHaveLength(1);
    expect(audit.servers[0]).toMatchObject({ input: 'json', fidelity: 'observed' });
    expect(audit.servers[0]!.source!.libraries.map(({ name }) => name)).toContain('zod');
    expect(found(audit)).toContain('src/index.ts:12 schema-array-no-items');
  });
  it('gives a running server the places of its source, which SARIF then needs no anchor for', async () => {
    const list = { ...(JSON.parse(BROKEN) as object) };
    mkdirSync(path.join(cwd, 'dist'), { recursive: true });
    writeFileSync(path.join(cwd, 'dist/server.mjs'), serverOf(list));
    const argv = ['--source', 'src', '-f', 'sarif', '--', process.execPath, path.join(cwd, 'dist/server.mjs')];
    const { stdout } = await cli(argv, { cwd });
    const [run] = (JSON.parse(stdout) as { runs: Run[] }).runs;
    const placed = run!.results.find(({ ruleId }) => ruleId === 'schema-array-no-items')!.locations[0]!
      .physicalLocation!;
    expect(placed).toMatchObject({ artifactLocation: { uri: 'src/index.ts' }, region: { startLine: 12 } });
  });
  it('is a setting of a target too', async () => {
    const configured = folder({
      ...REPOSITORY,
      'broken.json': BROKEN,
      'mcp-audit.config.json': '{"targets": [{ "json": "broken.json", "source": "src" }]}',
    });
    expect(found((await report([], configured)).report)).toContain('src/index.ts:12 schema-array-no-items');
  });
  it('of another server is said', async () => {
    const cwd = folder({ ...REPOSITORY, 'other.json': CLEAN.replace('list_orders', 'get_weather') });
    const { code, report: audit } = await report(['other.json', '--source', 'src'], cwd);
    expect(audit.servers.map(({ id, status }) => [id, status])).toEqual([
      ['other', 'audited'],
      ['src', 'not-evaluated'],
    ]);
    expect(audit.servers[1]!.reason).toBe('no server in src has a tool of other');
    expect(code).toBe(2);
  });
  it('that cannot be read is said, and what was listed is audited all the same', async () => {
    const { code, report: audit } = await report(['broken.json', 'tools.json', '--source', 'nowhere'], cwd);
    expect(audit.servers.map(({ input, status }) => [input, status])).toEqual([
      ['json', 'audited'],
      ['typescript', 'not-evaluated'],
      ['json', 'audited'],
    ]);
    expect(audit.servers[1]!.reason).toBe('nowhere does not exist');
    expect(found(audit)).toContain('broken.json:10 schema-array-no-items');
    expect(code).toBe(2);
  });
  it.each([
    [
      ['src', '--source', 'src'],
      '--source is given, and no target is a running server or a tool list',
      '--source src --',
    ],
    [['--source', 'src'], '--source is given, and no target is a running server or a tool list', '--source src --'],
    [['tools.json', '--source', ''], '--source takes the folder or file where the source stands', '--source src --'],
    [['tools.json', '--source', 'npm:server'], '--source takes the folder or file', '--source src --'],
    [['npm:ser ver'], '`npm:ser ver` names no package of the registry', '`npm:@SCOPE/NAME`'],
    [['npm:git+https://user:s3cret@host/x.git'], '`npm:git+https://host/x.git` names no package', 'path/to/it'],
    [['npm:-g'], '`npm:-g` names no package of the registry', '`npm:NAME`'],
    [['src', '--env', 'A=b'], '--env is given, and no target is a command', ''],
  ])('%j is a wrong call', async (argv, says, helps) => {
    const { code, stdout, stderr } = await cli(argv, { cwd });
    expect(stderr).toContain(says);
    expect(stderr).toContain(helps);
    expect(stderr).not.toContain('s3cret');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

/** A server over stdio that lists what it is given. */
const serverOf = (list: object): string => `
let text = '';
process.stdin.on('data', (chunk) => {
  text += chunk;
  for (let at; (at = text.indexOf('\\n')) >= 0; text = text.slice(at + 1)) {
    const { id, method } = JSON.parse(text.slice(0, at));
    if (id === undefined) continue;
    const result = method === 'initialize'
      ? { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'orders', version: '3.0.0' } }
      : method === 'tools/list' ? ${JSON.stringify(list)} : undefined;
    process.stdout.write(JSON.stringify(result ? { jsonrpc: '2.0', id, result } : { jsonrpc: '2.0', id, error: { code: -32601, message: 'no' } }) + '\\n');
  }
});
`;
