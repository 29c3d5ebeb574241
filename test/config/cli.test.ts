import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { cli, folder } from '../cli/run.ts';

const acme = path.resolve(import.meta.dirname, '../fixtures/plugins/mcp-audit-plugin-acme');
const list = (...names: string[]): string =>
  JSON.stringify({
    tools: names.map((name) => ({ name, description: 'Deletes it.', inputSchema: { type: 'object', properties: {} } })),
  });
/** A folder with the example plugin installed. */
function installed(files: Readonly<Record<string, string>>): string {
  const dir = folder(files);
  cpSync(acme, path.join(dir, 'node_modules/mcp-audit-plugin-acme'), { recursive: true });
  return dir;
}
const json = (config: object): Record<string, string> => ({ 'mcp-audit.config.json': JSON.stringify(config, null, 2) });
interface Said {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly docs: string;
    readonly tool: string;
  }[];
  readonly servers: readonly { readonly id: string; readonly score: { readonly overall: number } }[];
  readonly limits?: unknown;
}
const findings = async (cwd: string, ...argv: string[]): Promise<Said> => {
  const { stdout, stderr } = await cli([...argv, '-f', 'json'], { cwd });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Said;
};

describe('a plugin', () => {
  const config = {
    plugins: ['mcp-audit-plugin-acme'],
    targets: ['tools.json'],
    rules: { 'acme/tool-prefix': ['error', { prefixes: ['acme_'] }] },
  };
  const files = { ...json(config), 'tools.json': list('acme_delete', 'delete_order') };

  it('has its rules run, with their options, and makes no score', async () => {
    const cwd = installed(files);
    const { findings: found, servers } = await findings(cwd);
    const own = found.filter(({ ruleId }) => ruleId.startsWith('acme/'));
    expect(own.map(({ ruleId, severity, tool, docs }) => [ruleId, severity, tool, docs])).toEqual([
      ['acme/ticket-required', 'error', 'acme_delete', 'https://acme.example/handbook/deleting'],
      ['acme/tool-prefix', 'error', 'delete_order', 'https://acme.example/handbook/tools'],
      ['acme/ticket-required', 'error', 'delete_order', 'https://acme.example/handbook/deleting'],
    ]);
    const bare = await findings(folder({ 'tools.json': files['tools.json'] }), 'tools.json');
    expect(servers[0]!.score).toEqual(bare.servers[0]!.score);
  });
  it('is listed and explained', async () => {
    const cwd = installed(files);
    expect((await cli(['rules'], { cwd })).stdout).toMatch(/^acme\/tool-prefix +warning +naming +The tools of Acme/m);
    const { code, stdout } = await cli(['explain', 'acme/tool-prefix'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^acme\/tool-prefix|# acme\/tool-prefix/m);
    expect(stdout).toContain('prefixes');
    expect(stdout).toContain('What a name may begin with.');
    expect(stdout).toContain('// mcp-audit-disable-next-line acme/tool-prefix -- the reason');
    expect(stdout).not.toMatch(/\{\w+\}/);
    expect((await cli(['explain', 'acme/tool-prefx'], { cwd })).stderr).toContain('did you mean `acme/tool-prefix`?');
  });
  it('is left out, and that is said, where the configuration is wrong', async () => {
    const cwd = installed({ ...files, ...json({ ...config, rulez: {} }) });
    const { code, stdout, stderr } = await cli(['rules'], { cwd });
    expect([code, stdout.includes('acme/'), stdout.includes('tool-name-style')]).toEqual([0, false, true]);
    expect(stderr).toBe('note: the configuration here is wrong, so that rules of plugins are left out\n');
  });
  it('is set by a flag, and silenced by an override', async () => {
    const cwd = installed({
      ...files,
      ...json({
        ...config,
        overrides: [{ tools: 'delete_*', rules: { 'acme/tool-prefix': 'off' }, reason: 'older than the prefix' }],
      }),
    });
    const { stdout } = await cli(['--rule', 'acme/ticket-required=off'], { cwd });
    expect(stdout).not.toContain('acme/');
    expect(stdout).toContain('1 finding suppressed');
  });
  const turnOff = 'turn it off (`--rule mine/a=off`), and tell the authors of the plugin';
  const giveAddress = 'give the part it speaks of: `at: tool.at("description")`';
  const own = 'its messages: `m`';
  /** Title, what a check does, what is said of the rule, and what to do. */
  it.each<[title: string, check: string, said: string, hint: string]>([
    ['an error', '*tool() { throw new TypeError("oh\\n::error::no"); }', 'throws TypeError: oh', turnOff],
    ['no error', '*tool() { throw null; }', 'throws what is no error', turnOff],
    [
      'an error that is none',
      '*tool() { throw Object.assign(new Error("x"), { message: {} }); }',
      'throws Error',
      turnOff,
    ],
    [
      'no message of its own',
      '*tool(tool) { yield { at: tool.at("name"), message: "n" }; }',
      'reports `n`, which is none of its messages',
      'did you mean `m`?',
    ],
    [
      'a message far from its own',
      '*tool(tool) { yield { at: tool.at("name"), message: "constructor" }; }',
      'reports `constructor`, which is none of its messages',
      own,
    ],
    [
      'a message that is no text',
      '*tool(tool) { yield { at: tool.at("name"), message: Symbol("m") }; }',
      'reports without a message',
      own,
    ],
    ['no address', '*tool() { yield { message: "m" }; }', 'reports without an address', giveAddress],
    [
      'a tool for an address',
      '*tool(tool) { yield { message: "m", at: tool }; }',
      'reports without an address',
      giveAddress,
    ],
    [
      'half an address',
      '*tool(tool, { server }) { yield { message: "m", at: { server: server.id, pointer: "" } }; }',
      'reports without an address',
      giveAddress,
    ],
    [
      'an address in another server',
      '*tool(tool) { yield { message: "m", at: { ...tool.at(), server: "other" } }; }',
      'reports without an address',
      giveAddress,
    ],
    [
      'an address of a kind that there is none of',
      '*tool(tool) { yield { message: "m", at: { ...tool.at(), kind: "toString" } }; }',
      'reports without an address',
      giveAddress,
    ],
    [
      'null',
      '*tool() { yield null; }',
      'yields what is no report',
      'yield `{ message: "…", at: tool.at("description") }`',
    ],
    [
      'nothing that can be read',
      'tool() { return 5; }',
      'gives no reports that can be read one by one',
      'make its checks generators: `*tool(tool) { … }`',
    ],
    [
      'promises',
      'async *tool(tool) { yield { at: tool.at("name"), message: "m" }; }',
      'gives no reports that can be read one by one',
      'make its checks generators: `*tool(tool) { … }`',
    ],
    [
      'data that is no text',
      '*tool(tool) { yield { at: tool.at("name"), message: "m", data: { x: 1, y: { z: 1 } } }; }',
      'reports with `data.y` that cannot be shown',
      'texts, numbers and arrays of texts can be shown',
    ],
    [
      'data that is one text',
      '*tool(tool) { yield { at: tool.at("name"), message: "m", data: "x" }; }',
      'reports with `data` that is no object',
      'give `data: { name: value }`',
    ],
    [
      'an object for a key',
      '*tool(tool) { yield { at: tool.at("name"), message: "m", key: {} }; }',
      'reports with a `key` that is no string',
      'a key tells apart two reports at one address',
    ],
    [
      'a related place without an address',
      '*tool(tool) { yield { at: tool.at("name"), message: "m", related: [{ note: "x" }] }; }',
      'reports with `related` that is no array of places',
      'for example `related: [{ at: other.at("name"), note: "also here" }]`',
    ],
    [
      'names for addresses',
      '*tool(tool) { yield { at: tool.at("name"), message: "m", shared: ["a"] }; }',
      'reports with `shared` that is no array of addresses',
      'for example `shared: [tool.at("description")]`',
    ],
    [
      'more than its points',
      '*tool(tool) { yield { at: tool.at("name"), message: "m", share: 2 }; }',
      'reports with a `share` that is none',
      'a share is above 0 and at most 1',
    ],
    [
      'a part that there is none of',
      '*tool(tool) { yield { at: tool.at("name"), message: "m", part: "x" }; }',
      'reports with a `part` that is none',
      '`part` is `value` or `key`',
    ],
    [
      'reports without end',
      '*tool(tool) { for (;;) yield { at: tool.at("name"), message: "m" }; }',
      'reports more than 10,000 times of one tool or server',
      'report once, and say how many there are',
    ],
  ])('that gives %s is named, and the run is not taken for a good one', async (_, check, said, hint) => {
    const cwd = folder({
      ...json({ plugins: ['./mine.js'], targets: ['tools.json'] }),
      'tools.json': files['tools.json'],
      'mine.js': `import { defineRule } from 'mcp-audit/rule';
const meta = { id: 'a', title: 'T.', category: 'naming', severity: 'info', why: 'W.', hint: 'H.', messages: { m: 'M {x} {constructor}.' }, references: [], realCase: '', since: '1' };
export default { name: 'mine', rules: [defineRule(meta, { ${check} })] };`,
    });
    const { code, stderr } = await cli([], { cwd });
    expect([code, ...stderr.trimEnd().split('\n')]).toEqual([
      2,
      `error: the rule \`mine/a\` ${said}`,
      `  help: ${hint}`,
    ]);
  });
});

describe('what is audited', () => {
  it('loads no configuration, plugin or package from there', async () => {
    const evil = 'globalThis.wasRun = true; export default {};';
    const cwd = folder({
      'server/mcp-audit.config.ts': evil,
      'server/rules/index.ts': evil,
      'server/package.json':
        '{"name": "server", "mcp-audit": {"plugins": ["./rules/index.ts"], "extends": "./evil.js"}}',
      'server/evil.js': evil,
      'server/node_modules/mcp-audit-plugin-evil/package.json': '{"main": "index.js"}',
      'server/node_modules/mcp-audit-plugin-evil/index.js': evil,
      'server/index.ts':
        "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({ name: 's', version: '1' });\nserver.registerTool('a', { description: 'Lists the open issues.' }, async () => ({ content: [] }));\n",
    });
    await cli(['server'], { cwd });
    expect(globalThis).not.toHaveProperty('wasRun');
    // and a plugin of that name is not found there either
    const { stderr } = await cli(['server'], { cwd: folder({ ...json({ plugins: ['mcp-audit-plugin-evil'] }) }) });
    expect(stderr).toContain('there is no package `mcp-audit-plugin-evil`');
    expect(globalThis).not.toHaveProperty('wasRun');
  });
});

describe('--target', () => {
  const cwd = folder({
    ...json({ targets: { api: 'a.json', staff: { json: 'b.json' } } }),
    'a.json': list('get_a'),
    'b.json': list('get_b'),
  });
  const ids = async (...argv: string[]) => (await findings(cwd, ...argv)).servers.map(({ id }) => id);
  it('chooses', async () => {
    expect(await ids()).toHaveLength(2);
    expect(await ids('--target', 'staff')).toEqual(['b']);
    expect(await ids('--target', 'staff', '--target', 'api')).toHaveLength(2);
  });
  it.each<[string, string[], string[]]>([
    ['almost a name', ['--target', 'staf'], ['no target is called `staf`', 'did you mean `staff`?']],
    ['no name', ['--target', 'zzzzzz'], ['no target is called `zzzzzz`', 'known are `api`, `staff`']],
    [
      'a name beside a target',
      ['a.json', '--target', 'api'],
      [
        '--target is given, and so is a target',
        '`--target` chooses among the targets of the configuration: leave one of the two out',
      ],
    ],
  ])('refuses %s', async (_, argv, [message, hint]) => {
    const { code, stderr } = await cli(argv, { cwd });
    expect([code, stderr]).toEqual([2, `error: ${message}\n  help: ${hint}\n`]);
  });
  it('says how targets get names, and that there is no configuration', async () => {
    const unnamed = folder({ ...json({ targets: ['a.json'] }), 'a.json': list('a') });
    expect((await cli(['--target', 'a'], { cwd: unnamed })).stderr).toContain('no target has a name');
    expect((await cli(['--target', 'a'], { cwd: folder({}) })).stderr).toContain('there is no configuration');
  });
});

it('tells targets that are written alike apart, and any number of them', async () => {
  const cwd = folder({ 'mcp-audit.config.json': `{"targets": [\n${Array(150_000).fill('"a"').join(',\n')}]}` });
  const { code, stdout } = await cli(['config', '--print'], { cwd });
  expect([code, /config\.json:150001:1\b/.test(stdout)]).toEqual([0, true]);
}, 60_000);

describe('a budget', () => {
  const tools = list('get_order', 'list_orders', 'get_staff', 'list_staff');
  it.each<[string, object, string | undefined]>([
    ['that is kept', { tokens: 100_000, tool: 10_000, toolset: { orders: 10_000 } }, undefined],
    ['of a server', { tokens: 5 }, 'max-tokens'],
    ['of each tool', { tool: 5 }, 'tool-tokens'],
    ['of a toolset', { toolset: { orders: 5 } }, 'toolset-tokens'],
    ['of all toolsets', { toolset: 5 }, 'toolset-tokens'],
  ])('%s', async (_, budget, limit) => {
    const cwd = folder({
      ...json({
        targets: ['t.json'],
        failOn: 'error',
        budget,
        toolsets: { orders: ['*_order', '*_orders'], staff: ['*_staff'] },
      }),
      't.json': tools,
    });
    const { code, stdout } = await cli(['-f', 'json'], { cwd });
    const { exceeded } = JSON.parse(stdout) as { exceeded: { limit: string }[] };
    expect([code, ...new Set(exceeded.map((each) => each.limit))]).toEqual(limit ? [1, limit] : [0]);
  });
  it('for a toolset that no server has is refused at its place', async () => {
    const cwd = folder({ ...json({ targets: ['t.json'], budget: { toolset: { order: 5000 } } }), 't.json': tools });
    const { code, stderr } = await cli([], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: mcp-audit\.config\.json:7:7: no toolset is called `order`\n {2}help: /);
  });
  it.each([
    [['zz_*'], 'they are `zz_*`; tools are matched by their whole names'],
    [['zz', 'order'], 'they are `zz`, `order`; tools are matched by their whole names'],
  ])('for a toolset whose patterns %j fit no tool says that', async (patterns, help) => {
    const cwd = folder({
      ...json({ targets: ['t.json'], toolsets: { issues: patterns }, budget: { toolset: { issues: 5 } } }),
      't.json': tools,
    });
    const { code, stderr } = await cli([], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('the toolset `issues` has a limit, and no tool fits its patterns');
    expect(stderr).toContain(`help: ${help}`);
  });
  it.each([
    [[], { budget: { tokens: 5 } }, '`budget.tokens` allows 5.', 'configuration'],
    [['--max-tokens', '6'], { budget: { tokens: 5 } }, '--max-tokens allows 6.', 'flag'],
    [[], { maxWarnings: 0 }, '`maxWarnings` allows 0.', 'configuration'],
    [['--max-warnings', '0'], {}, '--max-warnings allows 0.', 'flag'],
  ])('says who set it: %j %j', async (flags, set, says, by) => {
    const cwd = folder({ ...json({ targets: ['t.json'], ...set }), 't.json': tools });
    const { stdout } = await cli([...flags, '-f', 'terminal', '-f', 'json=r.json'], { cwd, columns: 200 });
    expect(stdout).toContain(says);
    const { exceeded } = JSON.parse(readFileSync(path.join(cwd, 'r.json'), 'utf8')) as { exceeded: { by: string }[] };
    expect(exceeded.map((each) => each.by)).toEqual([by]);
  });
  it.each([
    [{ budget: { tokens: 5 } }, [], 'next: `mcp-audit budget`'],
    [{ budget: { tokens: 5 } }, ['--fail-on', 'info'], 'next: `mcp-audit explain'],
    [{ maxWarnings: 0 }, [], 'next: `mcp-audit explain'],
  ])('says what to do next: %j %j', async (set, flags, next) => {
    const cwd = folder({ ...json({ targets: ['t.json'], ...set }), 't.json': tools });
    expect((await cli(flags, { cwd })).stdout).toContain(next);
  });
});

it('diff takes its limits from the configuration, and flags win', async () => {
  const cwd = folder({
    ...json({ diff: { failOn: 'any', maxGrowth: 1 } }),
    'a.json': list('a'),
    'b.json': list('a').replace('Deletes it.', 'Deletes it for good, and nobody gets it back.'),
  });
  expect((await cli(['diff', 'a.json', 'b.json'], { cwd })).code).toBe(1);
  expect((await cli(['diff', 'a.json', 'b.json', '--fail-on', 'never', '--max-growth', '500'], { cwd })).code).toBe(0);
});

describe('mcp-audit config', () => {
  const cwd = installed({
    'mcp-audit.config.json': readFileSync(path.join(import.meta.dirname, 'printed.json'), 'utf8'),
    'team.yaml':
      'extends: [strict]\noverrides:\n  - tools: legacy_*\n    rules: { annotations-missing: off }\n    reason: frozen until 3.0\n    until: 2026-12-31\nbudget: { tool: 800 }\n',
  });

  it('says that a configuration is right', async () => {
    const { code, stdout } = await cli(['config'], { cwd });
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^mcp-audit\.config\.json is right: 3 targets, \d+ rules set\n$/),
    ]);
    expect((await cli(['config'], { cwd: folder({}) })).stdout).toBe(
      'there is no configuration in this folder: all is as it is by default\n',
    );
    const wrong = await cli(['config'], { cwd: folder(json({ rulez: {} })) });
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  });

  it('prints what is set and where that comes from', async () => {
    const { code, stdout } = await cli(['config', '--print', '--fail-on', 'info', '--rule', 'secret-parameter=error'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout.replace(/\d+ of \d+ on/, 'N of N on').replace(/\d+ rules /g, 'N rules ')).toMatchSnapshot();
  });

  it('prints what holds without one', async () => {
    const { stdout } = await cli(['config', '--print'], { cwd: folder({}) });
    expect(stdout.replace(/\d+ of \d+/, 'N of N')).toMatchInlineSnapshot(`
      "no configuration in this folder

      targets
        the source of the repository here, read and not run  default

      limits
        failOn       error     default
        diff.failOn  breaking  default

      rules
        N of N on, each at its own level
      "
    `);
  });

  it('is a configuration again, without secrets, as JSON', async () => {
    const { stdout } = await cli(
      ['config', '--json', '--max-tokens', '9', '--max-warnings', '3', '--baseline', 'x.txt'],
      { cwd },
    );
    const { config, from, layers, plugins, file } = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
    expect(file).toBe('mcp-audit.config.json');
    expect(layers).toEqual(['preset spec', 'preset strict', 'team.yaml', 'acme/recommended', 'mcp-audit.config.json']);
    expect(plugins).toEqual([{ name: 'acme', file: 'node_modules/mcp-audit-plugin-acme/index.js', rules: 2 }]);
    expect(config!['budget']).toEqual({ tokens: 9, tool: 800, toolset: { orders: 2000 } });
    expect(from!['/budget/tokens']).toEqual({ what: 'flag', flag: '--max-tokens 9' });
    expect(from!['/budget/tool']).toEqual({ what: 'file', file: 'team.yaml', line: 7, column: 11 });
    expect(from!['/failOn']).toEqual({ what: 'preset', presets: ['strict'], file: 'team.yaml', line: 1, column: 11 });
    expect(from!['/turnBudget']).toEqual({ what: 'default' });
    expect(from!['/rules/acme~1tool-prefix/1/prefixes']).toMatchObject({ what: 'file', file: 'mcp-audit.config.json' });
    expect(from!['/rules/acme~1ticket-required']).toMatchObject({ from: 'acme/recommended' });
    const { rules, targets, ...rest } = config!;
    const again = await cli(['config'], {
      cwd: installed(json({ plugins: ['mcp-audit-plugin-acme'], rules, ...rest })),
    });
    expect(again.code).toBe(0);
    expect(targets).toHaveLength(3);
  });

  it('shows nothing of variables, headers, queries and keys', async () => {
    for (const argv of [
      ['config', '--print'],
      ['config', '--json'],
      ['config', '--print', '--target', 'api'],
      ['config'],
    ]) {
      const { stdout, stderr } = await cli(argv, { cwd });
      expect(stdout + stderr).not.toContain('sesame');
    }
  });

  it('shows the targets that are chosen, each at its place', async () => {
    const { stdout } = await cli(['config', '--json', '--target', 'list'], { cwd });
    const { config, from } = JSON.parse(stdout) as {
      config: { targets: unknown[] };
      from: Record<string, { line: number }>;
    };
    expect(config.targets).toEqual([{ word: 'tools.json', name: 'list' }]);
    expect(Object.keys(from).filter((at) => at.startsWith('/targets'))).toEqual(['/targets/0']);
    expect(from['/targets/0']!.line).toBe(15);
  });

  it('shows the baseline that is read because it is there', async () => {
    const { stdout } = await cli(['config', '--print'], { cwd: folder({ 'mcp-audit.baseline.txt': '' }) });
    expect(stdout).toMatch(/^ {2}baseline +mcp-audit\.baseline\.txt +default$/m);
  });

  it('refuses a flag that an audit would refuse', async () => {
    expect((await cli(['config', '--print', '--fail-on', 'warn'], { cwd })).code).toBe(2);
    expect((await cli(['config', '--print', '--rule', 'x=off'], { cwd })).code).toBe(2);
  });
});
