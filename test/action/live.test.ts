import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { CLEAN, cli, folder } from '../cli/run.ts';
import { audited, DEFECT, pullRequest, readIn, root, server } from './workspace.ts';

const fixtures = path.join(root, 'test/live/fixtures');
/** A command as the input writes it. */
const command = (...args: readonly string[]): string => [process.execPath, ...args].join('\n');
const fine = command(`${fixtures}/modern.mjs`, 'serve');

describe('a running server', { timeout: 120_000 }, () => {
  it('is started as it stands, and audited over stdio', () => {
    const cwd = folder({ 'src/index.ts': '// here\n' });
    const ran = audited(cwd, { command: fine, anchor: 'src/index.ts:1', sarif: 'audit.sarif', 'fail-on': 'never' });
    expect(ran.conclusion).toBe('success');
    expect(ran.log).toContain('── modern-fixture 0.2.0 · 2 tools');
    expect(ran.outputs).toMatchObject({ sarif: 'audit.sarif', 'exit-code': '0' });
    expect(Number(ran.outputs['score'])).toBeGreaterThan(0);
    expect(Number(ran.outputs['tokens'])).toBeGreaterThan(0);
    expect(readIn(cwd, 'audit.sarif')).toContain('"uri": "src/index.ts"');
  });

  it('gets the environment of the step, and neither the inputs nor the files of the runner', () => {
    const cwd = folder({
      'server.mjs': `import { writeFileSync } from 'node:fs';
writeFileSync('seen.json', JSON.stringify({ env: process.env, args: process.argv.slice(2) }));\n`,
    });
    audited(
      cwd,
      { command: command('server.mjs', 'a b', '$(touch no)', '--flag'), env: 'GIVEN=1\nB=a=b c', header: '' },
      { env: { FROM_STEP: 'secret', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token' } },
    );
    const { env, args } = JSON.parse(readIn(cwd, 'seen.json')!) as { env: Record<string, string>; args: string[] };
    expect(args).toEqual(['a b', '$(touch no)', '--flag']);
    expect(env).toMatchObject({ GIVEN: '1', B: 'a=b c', FROM_STEP: 'secret', GITHUB_WORKSPACE: cwd });
    expect(
      Object.keys(env).filter((name) =>
        /^(?:GITHUB_(?:OUTPUT|ENV|PATH|STATE|STEP)|ACTIONS_|MCP_AUDIT_[^S])/.test(name),
      ),
    ).toEqual([]);
    expect(existsSync(path.join(cwd, 'no'))).toBe(false);
  });

  describe('against a list that is committed', () => {
    const list = folder({});
    beforeAll(async () => {
      const live = ['--', process.execPath, `${fixtures}/modern.mjs`, 'serve'];
      expect((await cli(['snapshot', '-o', 'tools.json', ...live], { cwd: list })).code).toBe(0);
      expect((await cli(['lock', ...live], { cwd: list })).code).toBe(0);
    }, 60_000);
    it.each([
      ['tools.json', '### No new findings\n'],
      ['mcp-audit.lock.json', '### ✅ Both list the same\n'], // which has no word of what else the server did
    ])('%s', (base, first) => {
      const comment = path.join(folder({}), 'comment.md');
      const ran = audited(list, { command: fine, base, comment, 'fail-on': 'never', 'fail-on-change': 'any' });
      expect([ran.conclusion, ran.outputs['exit-code'], ran.outputs['comment']]).toEqual(['success', '0', comment]);
      const body = readFileSync(comment, 'utf8');
      expect(/^###.*\n/m.exec(body)![0]).toBe(first);
      expect(body).toContain('### ✅ Both list the same\n');
      expect(body).not.toContain('(was ');
    });
    it('that differs', () => {
      const cwd = folder({ 'tools.json': readIn(list, 'tools.json')!.replace('Adds two numbers.', 'Adds up.') });
      const ran = audited(cwd, { command: fine, base: 'tools.json', 'fail-on': 'never', 'fail-on-change': 'any' });
      expect([ran.conclusion, ran.outputs['exit-code']]).toEqual(['failure', '1']);
      expect(ran.summary).toContain('- Adds up.');
      expect(ran.summary).toContain('+ Adds two numbers.');
    });
  });
});

describe('what fails', { timeout: 60_000 }, () => {
  it('a server that dies is no pass: said with the end of its stderr, and ended with 2', () => {
    const cwd = folder({
      'server.mjs': `process.stderr.write('no database\\n::set-output name=score::100\\n'); process.exit(3);\n`,
    });
    const ran = audited(cwd, { command: command('server.mjs'), comment: 'comment.md', 'fail-on': 'never' });
    expect(ran.conclusion).toBe('failure');
    expect(ran.outputs).toEqual({
      score: '',
      grade: '',
      findings: '',
      errors: '',
      warnings: '',
      tokens: '',
      sarif: '',
      comment: 'comment.md',
      'exit-code': '2',
    });
    expect(ran.commands.map(({ name }) => name)).toEqual(['error']);
    expect(ran.commands[0]!.data).toMatch(/exited with code 3[^]*no database/);
    expect(ran.summary).toContain('not evaluated, which is not a pass');
    expect(readIn(cwd, 'comment.md')).toContain('no database');
  });

  const notRun = { score: '', grade: '', findings: '', errors: '', warnings: '', tokens: '', sarif: '', comment: '' };

  it.each<readonly [Readonly<Record<string, string>>, string]>([
    [{ 'fail-on': 'sometimes' }, 'error: --fail-on takes `info`, `warning`, `error`, `never`, not `sometimes`'],
    [{ rule: 'schema-array-no-item=off' }, 'error: no rule is called `schema-array-no-item`\n  help: did you mean'],
    [{ targets: 'missing.json' }, 'missing.json'],
    [{ command: fine, sarif: 'audit.sarif' }, 'error: SARIF needs a file for every finding'],
    [{ config: 'missing.json' }, 'missing.json'],
  ])('a wrong call of the command: %j', (inputs, message) => {
    const ran = audited(folder({ 'tools.json': CLEAN }), {
      ...('targets' in inputs ? {} : { targets: 'tools.json' }),
      ...inputs,
    });
    expect(ran.conclusion).toBe('failure');
    expect(ran.outputs['exit-code']).toBe('2');
    expect(ran.commands.map(({ name }) => name)).toEqual(['error']);
    expect(ran.commands[0]!.data).toContain(message);
  });

  const pull = pullRequest(server(), server(DEFECT));
  it.each<readonly [Readonly<Record<string, string>>, string]>([
    [{ fail_on: 'error' }, 'there is no input `fail_on`'],
    [{ 'working-directory': 'apps/api' }, '`working-directory: apps/api` is no folder'],
    [
      { base: 'HEAD^9' },
      '`base: HEAD^9` is no file, and no commit of this checkout\n  help: actions/checkout gets one commit only',
    ],
    [{ base: '--output=x' }, '`base: --output=x` is no file, and no commit'],
    [
      { base: 'HEAD^1', command: fine },
      '`base: HEAD^1` is a commit, whose source can be read, and what is audited is a command',
    ],
    [{ base: 'HEAD^1', targets: 'src\nnpm:left-pad' }, 'what is audited is npm:left-pad'],
    [{ base: 'HEAD^1', targets: 'HTTPS://a.example/mcp' }, 'what is audited is HTTPS://a.example/mcp'],
    [{ base: 'HEAD^1', 'client-config': '.mcp.json' }, 'what is audited is the servers of a client'],
    [{ base: 'HEAD^1', 'probe-plan': 'true' }, '`probe-plan` audits nothing'],
    [{ 'max-growth': '5%' }, '`max-growth` is given, and there is nothing to compare with\n  help: name a `base`'],
    [{ 'fail-on-change': 'any' }, '`fail-on-change` is given, and there is nothing to compare with'],
  ])('a wrong call of the action, before anything runs: %j', (inputs, message) => {
    const ran = audited(pull, inputs);
    expect(ran.conclusion).toBe('failure');
    expect(ran.outputs).toEqual({ ...notRun, 'exit-code': '2' });
    expect(ran.commands.map(({ name, data }) => [name, data])).toEqual([['error', expect.stringContaining(message)]]);
    expect(ran.summary).toBe('');
  });

  it('a limit of the comparison that cannot be read', () => {
    const ran = audited(pull, { base: 'HEAD^1', 'max-growth': 'a bit', 'fail-on': 'never' });
    expect([ran.conclusion, ran.outputs['exit-code']]).toEqual(['failure', '2']);
    expect(ran.commands[0]).toMatchObject({ name: 'error', data: expect.stringContaining('not `a bit`') });
  });

  it('a commit to compare with, where the configuration names a command: told after the report', () => {
    const config = JSON.stringify({ targets: [{ command: [process.execPath, `${fixtures}/modern.mjs`, 'serve'] }] });
    const cwd = pullRequest(server(), { 'mcp-audit.config.json': config });
    const ran = audited(cwd, { base: 'HEAD^1', 'fail-on': 'never' });
    expect([ran.conclusion, ran.outputs['exit-code']]).toEqual(['failure', '2']);
    expect(ran.commands[0]!.data).toContain('what is audited is a running server');
    expect(ran.summary).toContain('`modern-fixture`');
  });

  it('a plan of calls makes no report, and is no failure', () => {
    const ran = audited(folder({}), { command: fine, 'probe-plan': 'true' });
    expect([ran.conclusion, ran.outputs['exit-code'], ran.outputs['findings']]).toEqual(['success', '0', '']);
    expect(ran.log).toContain('would be called');
  });
});
