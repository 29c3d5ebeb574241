import { createServer } from 'node:http';
import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';

import {
  audit,
  defineRule,
  explain,
  listRules,
  snapshot,
  UserError,
  type AuditOptions,
  type ConfigTarget,
  type Format,
  type Report,
  type Target,
  type ToolListTarget,
} from '../../src/index.ts';
import { rules } from '../../rules/index.ts';
import type { reporters } from '../../src/reporters/index.ts';
import type { Report as Contract } from '../../src/reporters/json/contract.ts';
import { BROKEN, CLEAN, cli, folder } from '../cli/run.ts';

const tools = (text: string): readonly unknown[] => (JSON.parse(text) as { tools: readonly unknown[] }).tools;
/** A server that lists one tool, never answers more, and writes its pid. */
const SLOW = 'require("fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1000);';

/** A rule of nobody's: every tool is wrong. */
const NEVER = defineRule(
  {
    id: 'never',
    title: 'There are no tools.',
    category: 'naming',
    severity: 'error',
    why: 'Less is more.',
    hint: 'Remove it.',
    messages: { there: '`{name}` is a tool.' },
    references: ['https://example.com/'],
    realCase: 'Guards against tools.',
    since: '1.0.0',
  },
  {
    *tool(tool) {
      yield { at: tool.at(), message: 'there', data: { name: tool.data.name } };
    },
  },
);

describe('the report', () => {
  it.each([
    ['a tool list', (): string[] => ['tools.json']],
    ['source', () => ['src/server.ts']],
    ['both', () => ['tools.json', 'src/server.ts']],
    ['a file that is not there', () => ['gone.json']],
  ])('of %s is that of the command', async (_, targets) => {
    const cwd = folder({ 'tools.json': BROKEN, 'package.json': PROJECT, 'src/server.ts': SERVER });
    const { report } = await audit({ targets: targets(), cwd });
    const ran = await cli([...targets(), '-f', 'json'], { cwd });
    expect(report).toEqual(JSON.parse(ran.stdout));
    expect(report.exitCode).toBe(ran.code);
  });

  it('of a list in memory has addresses and no places', async () => {
    const { report } = await audit([{ tools: tools(BROKEN), name: 'orders' }]);
    expect(report.servers.map(({ id, status, score }) => [id, status, score?.grade])).toEqual([
      ['orders', 'audited', expect.stringMatching(/[A-F]/)],
    ]);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { address: 'mcp:orders/tools/list_orders#/inputSchema/properties/customer_id/items', location: null },
    ]);
  });

  it('of what snapshot gave has the same fingerprints', async () => {
    const cwd = folder({ 'package.json': PROJECT, 'src/server.ts': SERVER });
    const { text, problems } = await snapshot({ targets: ['src/server.ts'], cwd });
    expect(problems).toEqual([]);
    const again = JSON.parse(text) as { readonly tools: readonly unknown[] };
    const prints = async (options: AuditOptions) =>
      (await audit(options)).report.findings.map(({ fingerprint }) => fingerprint).toSorted();
    expect(await prints({ targets: [again], config: false })).toEqual(
      await prints({ targets: ['src/server.ts'], cwd }),
    );
  });

  it('is that of each of two audits at once', async () => {
    const [broken, clean] = await Promise.all([audit([{ tools: tools(BROKEN) }]), audit([{ tools: tools(CLEAN) }])]);
    expect([broken.report.exitCode, clean.report.exitCode]).toEqual([1, 0]);
  });

  it('is written in every format as the command writes it', async () => {
    const cwd = folder({ 'tools.json': BROKEN });
    const result = await audit({ targets: ['tools.json'], cwd });
    for (const format of ['terminal', 'json', 'sarif', 'markdown', 'html'] as const)
      expect(await result.render(format), format).toBe((await cli(['tools.json', '-f', format], { cwd })).stdout);
    await expect(result.render('yaml' as never)).rejects.toThrow(UserError);
  });
});

describe('options', () => {
  it.each<[string, AuditOptions, number]>([
    ['failOn', { failOn: 'never' }, 0],
    ['rules', { rules: { 'schema-array-no-items': 'off' } }, 0],
    ['a configuration', { config: { rules: { 'schema-array-no-items': 'info' } } }, 0],
    ['no configuration', { config: false }, 1],
    ['rules over a configuration', { config: { failOn: 'never' }, failOn: 'error' }, 1],
    ['minTools', { minTools: 2 }, 2],
    ['maxWarnings', { failOn: 'never', maxWarnings: 0 }, 0],
    [
      'an override',
      { config: { overrides: [{ tools: 'list_*', rules: { 'schema-array-no-items': 'off' }, reason: 'x' }] } },
      0,
    ],
    ['a plugin in code', { config: { plugins: [{ name: 'acme', rules: [NEVER] }] } }, 1],
    [
      'a level for it',
      {
        config: { plugins: [{ name: 'acme', rules: [NEVER] }] },
        rules: { 'acme/never': 'off', 'schema-array-no-items': 'off' },
      },
      0,
    ],
    ['spec', { spec: '2024-11-05' }, 1],
  ])('%s', async (_, options, code) => {
    const cwd = folder({ 'mcp-audit.config.json': '{"rules":{}}' });
    const { report } = await audit({ targets: [{ tools: tools(BROKEN) }], cwd, ...options });
    expect(report.exitCode).toBe(code);
  });

  it('without targets those of the configuration', async () => {
    const cwd = folder({ 'mcp-audit.config.json': '{"targets":["a.json"],"failOn":"never"}', 'a.json': BROKEN });
    const { report } = await audit({ cwd });
    expect([report.exitCode, report.servers.length, report.findings.length > 0]).toEqual([0, 1, true]);
  });

  it.each<[string, unknown, string, string?]>([
    ['a number', 7, '`audit` takes a target, an array of targets or options, not a number', "`audit('src')`"],
    ['null', null, '`audit` takes a target, an array of targets or options, not null'],
    ['an unknown option', { target: ['a'] }, '`audit` has no option `target`', 'did you mean `targets`?'],
    ['a bare target', { tools: [] }, '`audit` has no option `tools`', 'goes into a list'],
    ['no targets', [], '`targets` must be an array of at least one target, but it is an array'],
    ['standard input', '-', '`-` is the standard input of the command', '`{ tools: [...] }`'],
    ['a target of no kind', [{ path: 'x' }], 'must have one of `command`, `url`, `json` and `source`'],
    ['a shell line', [{ command: 'node server.js' }], '`targets[0].command` must be an array: the program'],
    ['tools of no array', [{ tools: {} }], '`targets[0].tools` must be an array, but it is an object'],
    ['a rule that is none', { targets: ['a'], rules: { 'tool-descripton-missing': 'off' } }, 'no rule is called'],
    ['a level that is none', { targets: ['a'], rules: { 'annotations-missing': 'on' } }, 'takes `off`, `info`'],
    ['a failOn that is none', { failOn: 'warn' }, "`failOn` must be `'info'`, `'warning'`, `'error'`, `'never'`"],
    ['a timeout in words', { timeout: '30s' }, '`timeout` must be a positive whole number of milliseconds'],
    ['a revision that is none', { targets: ['a'], spec: '2025' }, '`spec` takes a protocol revision'],
    ['a folder that is none', { cwd: '/nowhere/at/all' }, '`cwd` is no folder: /nowhere/at/all'],
    ['a configuration with a mistake', { config: { rule: {} } }, 'no setting `rule`', 'did you mean `rules`?'],
    ['a configuration that is not there', { config: 'none.json' }, 'there is no file `none.json`'],
    ['a probe of nothing', { targets: [{ tools: [] }], probe: true }, '`probe` is set, and no target is a running'],
    ['a signal that is none', { signal: {} }, '`signal` must be an AbortSignal'],
  ])('refuses %s', async (_, what, message, hint) => {
    const error: unknown = await audit(what as AuditOptions).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(message);
    if (hint !== undefined) expect((error as UserError).hints.join('\n')).toContain(hint);
  });

  it('refuses a list that no JSON can be made of', async () => {
    const loop: unknown[] = [];
    loop.push(loop);
    await expect(audit([{ tools: loop }])).rejects.toThrow(
      '`targets[0]` cannot be written as JSON: Converting circular',
    );
    await expect(audit([{ tools: [1n] }])).rejects.toThrow('cannot be written as JSON');
  });
});

describe('the process', () => {
  it('is left as it was', async () => {
    const before = state();
    const cwd = folder({ 'tools.json': BROKEN });
    const writes: unknown[] = [];
    const { stdout, stderr } = process;
    const [out, err] = [stdout.write, stderr.write];
    stdout.write = stderr.write = (text: unknown) => writes.push(text) > 0;
    try {
      await audit({ targets: ['tools.json', { command: [process.execPath, '-e', '0'] }], cwd });
    } finally {
      stdout.write = out;
      stderr.write = err;
    }
    expect(writes).toEqual([]);
    expect(state()).toEqual(before);
  });

  it('ends what it started when the signal comes', async () => {
    const cwd = folder({});
    const stop = new AbortController();
    const running = audit({ targets: [{ command: [process.execPath, '-e', SLOW], cwd }], cwd, signal: stop.signal });
    const pid = Number(await appears(path.join(cwd, 'pid')));
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(isAlive(pid)).toBe(false);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  it('starts nothing when the signal came before', async () => {
    await expect(audit({ targets: ['a.json'], signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
  });

  it('keeps what a server is handed out of every report', async () => {
    const secret = 'tok-93kfj20fkq02kd';
    const server = createServer((_, response) => response.writeHead(401).end(`bad token ${secret}`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const targets: Target[] = [{ url: `http://127.0.0.1:${port}/mcp`, headers: { Authorization: `Bearer ${secret}` } }];
    const result = await audit({ targets, config: false });
    const written = await Promise.all((['json', 'terminal', 'markdown'] as const).map((each) => result.render(each)));
    const { problems } = await snapshot({ targets, config: false });
    server.close();
    expect(result.report.servers[0]!.status).toBe('not-evaluated');
    for (const text of [JSON.stringify(result.report), ...written, JSON.stringify(problems)])
      expect(text).not.toContain(secret);
  });
});

describe('snapshot', () => {
  it('writes what the command writes', async () => {
    const cwd = folder({ 'tools.json': CLEAN });
    expect((await snapshot({ targets: ['tools.json'], cwd })).text).toBe(
      (await cli(['snapshot', 'tools.json'], { cwd })).stdout,
    );
  });

  it('says which could not be read', async () => {
    const cwd = folder({ 'tools.json': CLEAN });
    const { text, problems } = await snapshot({ targets: ['gone.json', 'tools.json'], cwd });
    expect(JSON.parse(text)).toHaveProperty('tools');
    expect(problems).toMatchObject([
      { server: 'gone.json', status: 'not-evaluated', reason: 'no such file: gone.json' },
    ]);
  });

  it('refuses the options of an audit', () =>
    expect(snapshot({ probe: true } as object)).rejects.toThrow('`snapshot` has no option `probe`'));
});

describe('rules', () => {
  it('are listed', async () => {
    const listed = await listRules();
    expect(listed.map(({ id }) => id)).toEqual(rules.map(({ meta }) => meta.id));
    expect(listed[0]).toMatchObject({
      severity: expect.stringMatching(/./) as string,
      docs: expect.stringContaining('http') as string,
    });
  });

  it('are explained', async () => {
    const page = await explain('tool-description-missing');
    expect(page.startsWith('# tool-description-missing\n')).toBe(true);
    await expect(explain('tool-description-mising')).rejects.toThrow(UserError);
  });
});

it('has the types of what it wraps', () => {
  expectTypeOf<Format>().toEqualTypeOf<keyof typeof reporters>();
  expectTypeOf<Report>().toEqualTypeOf<Contract>();
  expectTypeOf<Exclude<Target, ToolListTarget>>().toExtend<ConfigTarget>();
});

const state = () => ({
  env: { ...process.env },
  code: process.exitCode,
  cwd: process.cwd(),
  listeners: ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException'].map((each) => process.listenerCount(each)),
  flags: [...process.execArgv],
});

async function appears(file: string): Promise<string> {
  for (;;) {
    try {
      const text = readFileSync(file, 'utf8');
      if (text !== '') return text;
    } catch {
      // not yet
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^\S+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

const PROJECT = JSON.stringify({
  name: 'orders',
  type: 'module',
  dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
});
const SERVER = `
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'orders', version: '1.0.0' });
server.registerTool('list_orders', { inputSchema: { customer: z.string() } }, async ({ customer }) => ({ content: [{ type: 'text', text: customer }] }));
`;
