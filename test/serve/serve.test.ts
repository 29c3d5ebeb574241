import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ReportFinding } from '../../src/index.ts';
import { BROKEN, CLEAN, cli, folder } from '../cli/run.ts';
import { COMMAND, ERAS, ROOT, session, type Session } from './session.ts';

const PROJECT = JSON.stringify({
  name: 'orders',
  type: 'module',
  dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
});
const tool = (name: string, more = '') =>
  `server.registerTool('${name}', { inputSchema: { customer: z.string() }${more} }, async ({ customer }) => ({ content: [{ type: 'text', text: customer }] }));`;
const source = (...lines: readonly string[]) =>
  [
    `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';`,
    `import { z } from 'zod';`,
    `const server = new McpServer({ name: 'orders', version: '1.0.0' });`,
    ...lines,
  ].join('\n');

/** Beside what may be read lies what may not. */
const around = folder({
  'secret.json': '{"tools":[{"name":"secret_tool","description":"the password is hunter2"}]}',
  'secret.txt.ts': 'export const SECRET = "the password is hunter2";',
  'room/package.json': PROJECT,
  'room/src/server.ts': source(...Array.from({ length: 30 }, (_, i) => tool(`list_${i}`))),
  'room/peek/package.json': PROJECT,
  'room/peek/server.ts': `import { SECRET } from '../../secret.txt.ts';\n${source(tool('peek', ', description: SECRET'))}`,
  'room/broken.json': BROKEN,
  'room/clean.json': CLEAN,
  'room/empty.txt': '',
  'room/mcp-audit.config.json': JSON.stringify({
    targets: [
      { json: 'clean.json', name: 'clean' },
      { command: [process.execPath, '-e', 'require("fs").writeFileSync("started", "")'], name: 'started' },
    ],
  }),
});
const room = path.join(around, 'room');

let mine: Session;
beforeAll(async () => {
  symlinkSync(path.join(around, 'secret.json'), path.join(room, 'link.json'));
  symlinkSync(around, path.join(room, 'up'));
  writeFileSync(path.join(room, 'large.json'), `{"tools":[],"x":"${'x'.repeat(2_000_001)}"}`);
  mine = await session(room);
});
afterAll(() => (mine as Session | undefined)?.close());

describe.each(Object.keys(ERAS) as (keyof typeof ERAS)[])('in the %s era', (era) => {
  it('lists three tools that only read, and answers', async () => {
    const own = await session(room, { era });
    expect(own.client.getProtocolEra()).toBe(era);
    const { tools } = await own.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['audit_tools', 'explain_rule', 'budget_report']);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    const { data, text } = await own.call('audit_tools', { path: 'broken.json' });
    expect(data).toMatchObject({ counts: { error: 1 }, findings: [{ severity: 'error', tool: 'list_orders' }] });
    expect(JSON.parse(text)).toEqual(data);
    expect((await own.call('audit_tools', { path: '../x' })).data).toMatchObject({ error: { code: 'outside_folder' } });
    await own.close();
    expect(own.stderr()).toBe('');
  });
});

describe('audit_tools', () => {
  it('says what the command says', async () => {
    const { data } = await mine.call('audit_tools', { path: 'src', min_severity: 'info', max_findings: 100 });
    const report = JSON.parse((await cli(['src', '-f', 'json'], { cwd: room })).stdout);
    expect(data['servers']).toMatchObject([
      { id: 'orders', tools: 30, score: report.servers[0].score.overall, grade: report.servers[0].score.grade },
    ]);
    const { error, warning, info } = data['counts'];
    expect(error + warning + info).toBe(report.findings.length);
    expect(data['findings'][0].place).toMatch(/^src\/server\.ts:\d+:\d+$/);
  });

  it('gives every finding once, page by page, the most severe first', async () => {
    const args = { path: 'src', min_severity: 'info', max_findings: 20 };
    const found: { readonly rule_id: string; readonly address: string; readonly severity: string }[] = [];
    let cursor: string | null | undefined;
    do {
      const { data } = await mine.call('audit_tools', cursor ? { ...args, cursor } : args);
      found.push(...data['findings']);
      cursor = data['next_cursor'];
    } while (cursor);
    const all = JSON.parse((await cli(['src', '-f', 'json'], { cwd: room })).stdout).findings as ReportFinding[];
    expect(found.map(({ rule_id, address }) => `${rule_id} ${address}`).toSorted()).toEqual(
      all.map(({ ruleId, address }) => `${ruleId} ${address}`).toSorted(),
    );
    const ranks = found.map(({ severity }) => ['error', 'warning', 'info'].indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted());
  });

  it('takes the list itself, and a target of the configuration', async () => {
    const inline = await mine.call('audit_tools', JSON.parse(BROKEN));
    expect(inline.data).toMatchObject({ counts: { error: 1 }, findings: [{ place: null }] });
    const named = await mine.call('audit_tools', { target: 'clean' });
    expect(named.data).toMatchObject({ servers: [{ grade: 'A' }], counts: { error: 0, warning: 0 } });
  });

  it('says what could not be read as a state, not as a pass', async () => {
    const { isError, data } = await mine.call('audit_tools', { path: 'empty.txt' });
    expect(isError).toBe(false);
    expect(data['servers']).toMatchObject([{ status: 'not-evaluated', score: null, grade: null }]);
  });
});

describe('refuses', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string, RegExp]>([
    ['a path above', { path: '../secret.json' }, 'outside_folder', /below it, relative to it/],
    ['an absolute path outside', { path: '/etc/passwd' }, 'outside_folder', /below/],
    ['a path that goes out and in', { path: 'src/../../secret.json' }, 'outside_folder', /below/],
    ['a link to a file outside', { path: 'link.json' }, 'outside_folder', /not followed/],
    ['a link to a folder outside', { path: 'up' }, 'outside_folder', /not followed/],
    ['a file behind such a link', { path: 'up/secret.json' }, 'outside_folder', /not followed/],
    ['a NUL', { path: 'a\0b' }, 'outside_folder', /below/],
    ['a file that is not there', { path: 'gone.ts' }, 'not_found', /spelling/],
    ['a very long path', { path: 'x/'.repeat(100_000) }, 'not_found', /spelling/],
    ['a device', { path: '/dev/zero' }, 'outside_folder', /below/],
    ['a large file', { path: 'large.json' }, 'too_large', /Split/],
    ['a URL', { path: 'http://127.0.0.1:1/mcp' }, 'not_found', /spelling/],
    ['a command', { target: 'started' }, 'needs_live', /serve --live/],
    ['a target that is not configured', { target: 'cleen' }, 'unknown_target', /`clean`/],
    ['two at once', { path: '.', target: 'clean' }, 'ambiguous_input', /exactly one/],
    ['a cursor of its own making', { path: 'broken.json', cursor: '99.AAAAAAAAAAAA' }, 'stale_cursor', /without/],
    ['a large list', { tools: [{ name: 'a', description: 'x'.repeat(1_000_001) }] }, 'too_large', /JSON file/],
    ['10 MB', { tools: [{ name: 'a', description: 'x'.repeat(10_000_001) }] }, 'too_large', /JSON file/],
  ])('%s', async (_, args, code, next) => {
    for (const name of ['audit_tools', 'budget_report']) {
      const { isError, data, text } = await mine.call(name, args);
      expect(isError).toBe(true);
      expect(data).toMatchObject({
        error: { code, retryable: code === 'stale_cursor', next_step: expect.stringMatching(next) },
      });
      expect(JSON.parse(text)).toEqual(data);
    }
  });

  it.each([
    ['too many tools', { tools: Array.from({ length: 1_001 }, () => ({ name: 'a' })) }, /1000/],
    ['an argument that there is not', { file: 'src' }, /file/],
    ['another type', { path: 7 }, /path/],
    ['too many findings', { path: '.', max_findings: 101 }, /100/],
  ])('%s', async (_, args, says) => {
    const { isError, text } = await mine.call('audit_tools', args);
    expect([isError, text]).toEqual([true, expect.stringMatching(says)]);
  });

  it('a rule that there is not', async () => {
    const { data } = await mine.call('explain_rule', { rule_id: 'tool-description-mising' });
    expect(data).toMatchObject({
      error: { code: 'unknown_rule', next_step: 'Did you mean `tool-description-missing`?' },
    });
    expect((await mine.call('explain_rule', { rule_id: '../../package' })).data).toMatchObject({
      error: { code: 'unknown_rule' },
    });
  });

  it('to follow an import out of the folder', async () => {
    const { text } = await mine.call('audit_tools', { path: 'peek', min_severity: 'info' });
    expect(text).not.toContain('hunter2');
    expect((await mine.call('budget_report', { path: 'peek' })).text).not.toContain('hunter2');
    const unfenced = await cli(['peek', '-f', 'json'], { cwd: room });
    expect(unfenced.stdout, 'the command follows it, for its user').toContain('hunter2');
  });

  it('nothing more after all this, and started nothing', async () => {
    expect((await mine.call('audit_tools', { path: 'broken.json' })).data).toMatchObject({ counts: { error: 1 } });
    expect(() => readFileSync(path.join(room, 'started'))).toThrow('ENOENT');
    expect(mine.stderr()).toBe('');
  });
});

it('explain_rule gives the page', async () => {
  const { data } = await mine.call('explain_rule', { rule_id: 'tool-description-missing' });
  expect(data).toMatchObject({ rule_id: 'tool-description-missing', severity: 'warning', category: 'description' });
  expect(data['page']).toMatch(/^# tool-description-missing\n/);
});

it('explain_rule knows the rules of plugins, and targets have the names they are configured by', async () => {
  const plugin = `export default { name: 'acme', rules: [{ meta: { id: 'no-x', title: 'No x.', category: 'naming', severity: 'info', why: 'We say y.', hint: 'Say y.', messages: { x: 'an x' } }, checks: {} }] };`;
  const cwd = folder({
    'plugin.mjs': plugin,
    'clean.json': CLEAN,
    'mcp-audit.config.json': JSON.stringify({ plugins: ['./plugin.mjs'], targets: { api: 'clean.json' } }),
  });
  const own = await session(cwd);
  const { data } = await own.call('explain_rule', { rule_id: 'acme/no-x' });
  expect(data).toMatchObject({ title: 'No x.', severity: 'info', category: 'naming' });
  expect(data['page']).toContain('We say y.');
  expect((await own.call('audit_tools', { target: 'api' })).data).toMatchObject({ servers: [{ grade: 'A' }] });
  await own.close();
});

it('budget_report counts as the command does', async () => {
  const { data } = await mine.call('budget_report', { path: 'src', max_tools: 7 });
  const [server] = JSON.parse((await cli(['budget', 'src', '-f', 'json'], { cwd: room })).stdout).servers;
  expect(data['servers']).toMatchObject([{ id: 'orders', model: server.budget.model, tools: 30 }]);
  expect(data['tools']).toHaveLength(7);
  expect(data['next_cursor']).not.toBeNull();
  expect(data['savings'].length).toBeLessThanOrEqual(10);
});

it('with --live starts what is configured, as it was configured when it began', async () => {
  const fixture = path.resolve(import.meta.dirname, '../live/fixtures/v1.mjs');
  const config = (argv: readonly string[]) => JSON.stringify({ targets: [{ command: argv, name: 'mine' }] });
  const cwd = folder({ 'mcp-audit.config.json': config([process.execPath, fixture]) });
  const own = await session(cwd, { argv: ['--live'] });
  writeFileSync(
    path.join(cwd, 'mcp-audit.config.json'),
    config([process.execPath, '-e', 'fs.writeFileSync("bad","")']),
  );
  const { data } = await own.call('audit_tools', { target: 'mine' });
  await own.close();
  expect(data['servers']).toMatchObject([{ status: 'audited' }]);
  expect(() => readFileSync(path.join(cwd, 'bad'))).toThrow('ENOENT');
});

it('with --live says nothing of what a server is handed', async () => {
  const secret = 'sk-93kfj20fkq02kdq0fj2';
  const says = 'process.stderr.write(process.env.KEY + "\\n"); process.exit(3)';
  const cwd = folder({
    'mcp-audit.config.json': JSON.stringify({
      targets: { mine: { command: [process.execPath, '-e', says], env: { KEY: secret } } },
    }),
  });
  const own = await session(cwd, { argv: ['--live'] });
  for (const name of ['audit_tools', 'budget_report']) {
    const { data, text } = await own.call(name, { target: 'mine' });
    expect(data['servers']).toMatchObject([{ status: 'not-evaluated' }]);
    expect(text).not.toContain(secret);
  }
  await own.close();
  expect(own.stderr()).not.toContain(secret);
});

describe('the session', () => {
  const HELLO = `${JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  })}\n`;
  /** The command, and all that it wrote when it has ended. */
  const started = (argv: readonly string[] = [], cwd = room) => {
    const child = spawn(process.execPath, [COMMAND, 'serve', ...argv], { cwd });
    const wrote = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (wrote.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (wrote.stderr += String(chunk)));
    const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...wrote }));
    return { child, ended, answered: () => once(child.stdout, 'data') };
  };

  it('ends with its input', async () => {
    const { child, ended, answered } = started();
    child.stdin.write(HELLO);
    await answered();
    child.stdin.end();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('ends on %s', async (signal) => {
    const { child, ended, answered } = started();
    child.stdin.write(HELLO);
    await answered();
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends when what comes in is no message of any size', async () => {
    const { child, ended, answered } = started();
    child.stdin.write(HELLO);
    await answered();
    child.stdin.on('error', () => undefined);
    child.stdin.write('x'.repeat(17_000_000));
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).toContain('exceeded maximum size');
  });

  it('answers on after what is no JSON', async () => {
    const { child, ended, answered } = started();
    child.stdin.write(`nonsense\n{"a":1}\n[]\n${HELLO}`);
    await answered();
    child.stdin.end();
    const { stdout } = await ended;
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { serverInfo: { name: 'mcp-audit' } } });
  });

  it('writes the protocol alone, whatever a configuration prints', async () => {
    const cwd = folder({
      'mcp-audit.config.js': 'console.log("hello"); process.stdout.write("there\\n"); export default {};',
    });
    const { child, ended, answered } = started([], cwd);
    child.stdin.write(HELLO);
    await answered();
    child.stdin.end();
    const { stdout, stderr } = await ended;
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).jsonrpc),
    ).toEqual(['2.0']);
    expect(stderr).toBe('hello\nthere\n');
  });

  it.each([
    ['a configuration that is wrong', [], { 'mcp-audit.config.json': '{"rule":{}}' }, 'there is no setting `rule`'],
    ['--live without targets', ['--live'], {}, '--live is given, and no target is configured'],
    ['targets', ['src'], {}, 'too many arguments'],
  ] as const)('does not begin with %s', async (_, argv, files, says) => {
    const { ended } = started(argv, folder(files));
    expect(await ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
  });

  it('answers while it audits, and a call that is cancelled ends at once', async () => {
    const own = await session(ROOT);
    const stop = new AbortController();
    const call = own.call('audit_tools', { path: 'src/serve/server.ts' }, stop.signal).catch((error: unknown) => error);
    await own.call('explain_rule', { rule_id: 'annotations-missing' });
    const second = own.call('audit_tools', JSON.parse(CLEAN));
    const begun = performance.now();
    stop.abort();
    expect(await call).toBeInstanceOf(Error);
    expect((await second).data).toMatchObject({ servers: [{ grade: 'A' }] });
    expect(performance.now() - begun).toBeLessThan(8_000);
    await own.close();
    expect(own.stderr()).toBe('');
  });

  it('a call that is cancelled ends what it started', async () => {
    const slow = 'require("fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1000);';
    const cwd = folder({
      'mcp-audit.config.json': JSON.stringify({ targets: [{ command: [process.execPath, '-e', slow], name: 'slow' }] }),
    });
    const own = await session(cwd, { argv: ['--live'] });
    const stop = new AbortController();
    const call = own.call('audit_tools', { target: 'slow' }, stop.signal).catch((error: unknown) => error);
    const pid = await pidIn(path.join(cwd, 'pid'));
    stop.abort();
    await call;
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    expect((await own.call('explain_rule', { rule_id: 'annotations-missing' })).isError).toBe(false);
    await own.close();
  });
});

async function pidIn(file: string): Promise<number> {
  for (;;) {
    try {
      const text = readFileSync(file, 'utf8');
      if (text !== '') return Number(text);
    } catch {
      // not yet
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
