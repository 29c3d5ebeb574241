import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { BROKEN, CLEAN, cli, folder } from './run.ts';

const json = async (argv: readonly string[], cwd: string, stdin = '') => {
  const ran = await cli([...argv, '-f', 'json'], { cwd, stdin });
  return { ...ran, report: JSON.parse(ran.stdout) as Report };
};
interface Report {
  readonly status: string;
  readonly exitCode: number;
  readonly servers: readonly {
    readonly id: string;
    readonly status: string;
    readonly reason: string | null;
    readonly score: unknown;
    readonly tools: readonly { readonly name: string; readonly tokens: object }[];
  }[];
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly server: string;
    readonly shown: boolean;
    readonly fingerprint: string;
    readonly location: { readonly file: string; readonly startLine: number } | null;
  }[];
}
const errors = ({ findings }: Report) => findings.filter(({ severity }) => severity === 'error');

describe('one file', () => {
  const cwd = folder({
    'clean.json': CLEAN,
    'broken.json': BROKEN,
    'empty.json': '{"tools":[]}',
    'cut.json': `{"tools":[{"name":"a"}],"nextCursor":"more"}`,
    'bad.json': '{"tools": [}',
  });

  it('clean: no finding at all, exit 0', async () => {
    const { code, report } = await json(['clean.json'], cwd);
    expect({ code, status: report.status, findings: report.findings }).toEqual({
      code: 0,
      status: 'audited',
      findings: [],
    });
  });
  it('an error: exit 1, at its line', async () => {
    const { code, report } = await json(['broken.json'], cwd);
    expect(code).toBe(1);
    expect(errors(report)).toMatchObject([
      { ruleId: 'schema-array-no-items', location: { file: 'broken.json', startLine: 10 } },
    ]);
  });
  it('an empty list: not evaluated, exit 2, no score', async () => {
    const { code, report } = await json(['empty.json'], cwd);
    expect({ code, status: report.status, score: report.servers[0]!.score }).toEqual({
      code: 2,
      status: 'not-evaluated',
      score: null,
    });
  });
  it('a list cut short: partial, exit 2, findings shown', async () => {
    const { code, report } = await json(['cut.json'], cwd);
    expect(code).toBe(2);
    expect(report.servers[0]).toMatchObject({
      status: 'partial',
      reason: expect.stringContaining('nextCursor') as string,
    });
    expect(report.findings.length).toBeGreaterThan(0);
  });
  it('not JSON: not evaluated, with line and column', async () => {
    const { code, stdout } = await cli(['bad.json'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain('bad.json:1:12');
    expect(stdout).toContain('NOT EVALUATED');
    expect(stdout).not.toContain('PASS');
  });
  it('no such file: a reason and a hint, never a stack', async () => {
    const { code, stdout, stderr } = await cli(['missing.json'], { cwd });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('no such file: missing.json');
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });
  it('a directory says what to name instead', async () => {
    const { code, stdout } = await cli(['.'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain('`mcp-audit *.json`');
  });
  it('standard input', async () => {
    const { code, report } = await json(['-'], cwd, BROKEN);
    expect(code).toBe(1);
    expect(errors(report)).toHaveLength(1);
  });
});

describe('several targets', () => {
  const cwd = folder({
    'clean.json': CLEAN,
    'broken.json': BROKEN,
    'a/tools.json': CLEAN,
    'b/tools.json': BROKEN,
    'c/x': '',
  });

  it('each ends on its own; the worst decides', async () => {
    const { code, report } = await json(['clean.json', 'missing.json', 'broken.json'], cwd);
    expect(code).toBe(2);
    expect(report.servers.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'clean audited',
      'missing.json not-evaluated',
      'broken audited',
    ]);
    expect(errors(report)).toHaveLength(1);
  });
  it('servers of one name are told apart by what the user called them', async () => {
    const { report } = await json(['a/tools.json', 'b/tools.json'], cwd);
    expect(report.servers.map(({ id }) => id)).toEqual(['tools~a/tools.json', 'tools~b/tools.json']);
    expect(new Set(report.findings.map(({ server }) => server))).toEqual(new Set(['tools~b/tools.json']));
    expect(errors(report)[0]!.location!.file).toBe('b/tools.json');
    const { report: swapped } = await json(['b/tools.json', 'a/tools.json'], cwd);
    expect(errors(swapped)[0]!.fingerprint).toBe(errors(report)[0]!.fingerprint);
  });
  it('ids name no machine: they are relative to the working directory, also outside it', async () => {
    const { report } = await json(['../a/tools.json', '../b/tools.json'], path.join(cwd, 'c'));
    expect(report.servers.map(({ id }) => id)).toEqual(['tools~../a/tools.json', 'tools~../b/tools.json']);
  });
  it('more servers than GitHub takes in one SARIF file: a warning', async () => {
    const list = (JSON.parse(CLEAN) as { tools: object[] }).tools;
    const map = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`s${i}`, list]));
    const { code, stderr } = await cli(['-f', 'sarif=many.sarif', 'many.json'], {
      cwd: folder({ 'many.json': JSON.stringify(map) }),
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('warning: this SARIF file has 21 runs') as string,
    });
  });
  it('the same file twice is one target', async () =>
    expect((await json(['clean.json', 'clean.json'], cwd)).report.servers).toHaveLength(1));
});

describe('flags', () => {
  const cwd = folder({ 'broken.json': BROKEN, 'clean.json': CLEAN });

  it('--rule sets levels and turns off', async () => {
    expect((await json(['broken.json', '--rule', 'schema-array-no-items=warning'], cwd)).code).toBe(0);
    expect((await json(['broken.json', '--rule', 'schema-array-no-items=off'], cwd)).report.findings).toEqual([]);
  });
  it('--fail-on', async () => {
    expect((await cli(['broken.json', '--fail-on', 'never'], { cwd })).code).toBe(0);
    expect(
      (await cli(['broken.json', '--fail-on', 'warning', '--rule', 'schema-array-no-items=warning'], { cwd })).code,
    ).toBe(1);
  });
  it('--min-severity hides from the terminal, not from JSON, and does not change the exit code', async () => {
    const quiet = await cli(
      ['broken.json', '--rule', 'schema-array-no-items=info', '--fail-on', 'info', '--min-severity', 'error'],
      { cwd },
    );
    expect(quiet.code).toBe(1);
    expect(quiet.stdout).not.toContain('is an array without');
    const { report } = await json(
      ['broken.json', '--rule', 'schema-array-no-items=info', '--min-severity', 'error'],
      cwd,
    );
    expect(report.findings).toMatchObject([{ ruleId: 'schema-array-no-items', shown: false }]);
  });
  it('--quiet lists what fails the run, and says what it leaves out', async () => {
    const at = (level: string) => ['broken.json', '--rule', `schema-array-no-items=${level}`, '--quiet'];
    const warned = await cli([...at('warning'), '--fail-on', 'warning'], { cwd });
    expect(warned).toMatchObject({ code: 1, stdout: expect.stringContaining('is an array without') as string });
    const passed = await cli(at('warning'), { cwd });
    expect(passed.stdout).not.toContain('is an array without');
    expect(passed.stdout).toContain('what does not fail the run is not listed (--quiet)');
  });
  it('--max-tokens', async () => {
    const { code, stdout } = await cli(['clean.json', '--max-tokens', '10'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('--max-tokens allows 10');
    expect((await cli(['clean.json', '--max-tokens', '10000'], { cwd })).code).toBe(0);
  });
  it('--min-tools', async () => expect((await cli(['clean.json', '--min-tools', '2'], { cwd })).code).toBe(2));
  it('--timing says where the time went, on stderr', async () => {
    const { stdout, stderr } = await cli(['clean.json', '--timing'], { cwd });
    expect(stderr).toMatch(/^schema-array-no-items\s+[\d.]+ ms/m);
    expect(stdout).not.toContain(' ms ');
  });
  it('reports go to files, and then stdout is empty', async () => {
    const { code, stdout } = await cli(
      ['broken.json', '-f', 'sarif=out/report.sarif', '-f', 'json=report.json', '-f', 'markdown=report.md'],
      { cwd },
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(readFileSync(path.join(cwd, 'out/report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8'))).toMatchObject({
      schemaVersion: 1,
      exitCode: 1,
    });
    expect(readFileSync(path.join(cwd, 'report.md'), 'utf8')).toContain('schema-array-no-items');
  });
  it.runIf(process.platform === 'linux')('a file system that cannot make folders does not hang us', async () => {
    const { code, stderr } = await cli(['clean.json', '-f', 'json=/proc/nope/x.json', '-f', 'terminal'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('error: cannot write /proc/nope/x.json: ENOENT');
  });
  it('a report that cannot be written is said, the others are written, exit 2', async () => {
    const { code, stderr, stdout } = await cli(['clean.json', '-f', 'json=clean.json/x', '-f', 'terminal'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: cannot write clean\.json\/x: E/);
    expect(stdout).toContain('checked 1 tool');
  });
});

describe('a configuration in the working directory', () => {
  it('gives targets, levels and limits; flags win', async () => {
    const cwd = folder({
      'tools.json': BROKEN,
      'mcp-audit.config.json':
        '{ "targets": ["tools.json"], "rules": { "schema-array-no-items": "warning" }, "failOn": "warning" }',
    });
    expect((await cli([], { cwd })).code).toBe(1);
    expect((await cli(['--fail-on', 'error'], { cwd })).code).toBe(0);
    expect((await cli(['--rule', 'schema-array-no-items=error', '--fail-on', 'error'], { cwd })).code).toBe(1);
  });
  it('a mistake is said with its line, before anything is audited', async () => {
    const cwd = folder({
      'tools.json': CLEAN,
      'mcp-audit.config.json': '{\n  "rules": { "schema-array-no-itms": "off" }\n}',
    });
    const { code, stdout, stderr } = await cli(['tools.json'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('error: mcp-audit.config.json:2:14: ');
    expect(stderr).toContain('help: did you mean `schema-array-no-items`?');
  });
  it('is not looked for in the folder that is audited', async () => {
    const cwd = folder({ 'other/tools.json': CLEAN, 'other/mcp-audit.config.json': '{ broken' });
    expect((await cli(['other/tools.json'], { cwd })).code).toBe(0);
  });
});

describe('snapshot', () => {
  it('writes a list that is itself a target with the same findings', async () => {
    const cwd = folder({ 'broken.json': BROKEN });
    expect(await cli(['snapshot', 'broken.json', '-o', 'snap.json'], { cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const prints = async (file: string) =>
      (await json([file], cwd)).report.findings.map(({ fingerprint }) => fingerprint);
    expect(await prints('snap.json')).not.toEqual([]);
    expect((JSON.parse(readFileSync(path.join(cwd, 'snap.json'), 'utf8')) as { tools: object[] }).tools).toEqual(
      (JSON.parse(BROKEN) as { tools: object[] }).tools,
    );
  });
  it('of nothing: a message and exit 2', async () => {
    const { code, stdout, stderr } = await cli(['snapshot', 'nothing.json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('no such file: nothing.json');
  });
});

describe('reading commands', () => {
  it('rules lists every rule', async () => {
    const { code, stdout } = await cli(['rules']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^schema-array-no-items\s+error\s+schema\s+An array says what its elements are\.$/m);
  });
  it('explain prints a page without its comments', async () => {
    const { code, stdout } = await cli(['explain', 'schema-array-no-items']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^schema-array-no-items\n/);
    expect(stdout).toContain('Bad:');
    expect(stdout).not.toContain('<!--');
  });
  it('explain prints links and tables as a terminal shows them', async () => {
    const { stdout } = await cli(['explain', 'suppression-unused']);
    expect(stdout).not.toMatch(/\]\(|^\||\*\*/m);
    expect(stdout).toContain('which `suppression-reason` notes');
    expect(stdout).toMatch(/^comment +what it silences$/m);
    for (const line of stdout.split('Bad:')[0]!.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
  it('explain score prints that section of the README', async () => {
    const { code, stdout } = await cli(['explain', 'score']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The score\n/);
    expect(stdout).toContain('A from 90');
    expect(stdout).not.toContain('##');
  });
  it('--version and --help exit 0', async () => {
    expect(await cli(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
    const help = await cli(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('mcp-audit -- npx');
  });
});
