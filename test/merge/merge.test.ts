import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { partOf } from '../../src/cli/shard.ts';
import { jsonTarget, type Target } from '../../src/cli/target.ts';
import { reportSchema, type Report } from '../../src/reporters/json/contract.ts';
import type { Run } from '../../src/reporters/sarif/format.ts';
import { fc } from '../../src/testing/properties.ts';
import { UNSAFE } from '../../src/text/printable.ts';
import { BROKEN, CLEAN, cli, folder } from '../cli/run.ts';

const read = (cwd: string, file: string): string => readFileSync(path.join(cwd, file), 'utf8');
const report = (cwd: string, file: string): Report => JSON.parse(read(cwd, file)) as Report;
const runsIn = (cwd: string, file: string): Run[] => (JSON.parse(read(cwd, file)) as { runs: Run[] }).runs;
const by =
  <T>(keyOf: (each: T) => string) =>
  (a: T, b: T): number =>
    keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;

describe('--shard', () => {
  const targets = fc
    .uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 40 })
    .map((names) => names.map((name): Target => jsonTarget(`${name}.json`, {}, '/repo')));

  it('puts each target in one part, the same whatever the order, and as many in each, give or take one', () => {
    fc.assert(
      fc.property(targets, fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.nat()), (all, of, numbers) => {
        const parts = (some: readonly Target[]): string[][] =>
          Array.from({ length: of }, (_, i) => partOf(some, { index: i + 1, of }).map(({ label }) => label));
        const split = parts(all);
        expect(split.flat().toSorted()).toEqual(all.map(({ label }) => label).toSorted());
        const sizes = split.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const keyed = all.map((each) => ({ each, key: numbers.next().value as number }));
        const mixed = keyed.toSorted((a, b) => a.key - b.key).map(({ each }) => each);
        expect(parts(mixed).map((part) => part.toSorted())).toEqual(split.map((part) => part.toSorted()));
      }),
    );
  });

  it.each([
    ['', 'the first of four is `--shard 1/4`'],
    ['1', 'the first of four is `--shard 1/4`'],
    ['0/3', 'the first of four is `--shard 1/4`'],
    ['1/0', 'the first of four is `--shard 1/4`'],
    ['4/3', 'there are 3, and the last is `3/3`'],
    ['-1/3', 'the first of four is `--shard 1/4`'],
    ['1/2/3', 'the first of four is `--shard 1/4`'],
    ['1.5/3', 'the first of four is `--shard 1/4`'],
    ['01/3', 'the first of four is `--shard 1/4`'],
    ['1 / 3', 'the first of four is `--shard 1/4`'],
    ['a/b', 'the first of four is `--shard 1/4`'],
  ])('refuses %j', async (text, hint) => {
    const { code, stdout, stderr } = await cli(['a.json', `--shard=${text}`], { cwd: folder({ 'a.json': CLEAN }) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: --shard takes the part and how many there are, not \`${text}\`\n  help: ${hint}`);
  });

  it('is clean where a part is empty, and says so', async () => {
    const cwd = folder({ 'a.json': BROKEN });
    const [one, two] = await Promise.all(
      ['1/2', '2/2'].map((shard) =>
        cli(['a.json', '--shard', shard, '-f', 'terminal', '-f', `json=${shard[0]}.json`], { cwd }),
      ),
    );
    const [full, empty] = one!.code === 1 ? [one!, two!] : [two!, one!];
    expect(full.code).toBe(1);
    expect(empty.code).toBe(0);
    expect(empty.stderr).toMatch(/^shard \d\/2: none of 1 target, so there is nothing to audit\n$/);
    expect(empty.stdout).toMatch(/checked nothing: shard \d\/2 has no targets/);
    const index = one!.code === 1 ? 2 : 1;
    for (const [format, said] of [
      ['markdown', `## mcp-audit: nothing to audit in shard ${index}/2`],
      ['junit', `name="shard ${index}/2: no targets"`],
      ['github', `mcp-audit: checked nothing: shard ${index}/2 has no targets`],
      ['gitlab', '[]'],
      ['sarif', `"shard": "${index}/2"`],
      ['html', ''],
    ] as const) {
      const { code, stdout } = await cli(['a.json', '--shard', `${index}/2`, '-f', format], { cwd });
      expect(code).toBe(0);
      expect(stdout).toContain(said);
    }
    const { status, exitCode, servers, shard } = report(cwd, one!.code === 1 ? '2.json' : '1.json');
    expect({ status, exitCode, servers, of: shard?.of }).toEqual({
      status: 'audited',
      exitCode: 0,
      servers: [],
      of: 2,
    });
  });

  it('splits the targets of a configuration, and of the configuration of a client', async () => {
    const files = { 'a.json': CLEAN, 'b.json': CLEAN, 'c.json': CLEAN };
    const cwd = folder({
      ...files,
      'mcp-audit.config.json': JSON.stringify({ targets: ['./a.json', './b.json', './c.json'] }),
    });
    const codes = await Promise.all(['1/2', '2/2'].map((shard) => cli(['--shard', shard, '-q'], { cwd })));
    expect(codes.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    const server = { command: process.execPath, args: ['-e', 'process.exit(3)'] };
    const client = folder({ '.mcp.json': JSON.stringify({ mcpServers: { a: server, b: server } }) });
    const ran = await cli(['--client-config', '.mcp.json', '--shard', '1/2', '-f', 'json'], { cwd: client });
    expect(ran.stderr).toContain('not put side by side');
  });

  it('does not write a baseline', async () => {
    const { code, stderr } = await cli(['a.json', '--shard', '1/2', '--update-baseline'], {
      cwd: folder({ 'a.json': CLEAN }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('a part would write only its own findings');
  });
});

/** A list that ends well, badly, in part, or not at all. */
const list = (kind: 'clean' | 'broken' | 'half' | 'none' | 'bad', name: string | undefined): string => {
  if (kind === 'bad') return '{ "tools": [';
  if (kind === 'none') return JSON.stringify({ tools: [] });
  const { tools } = JSON.parse(kind === 'clean' ? CLEAN : BROKEN) as { tools: object[] };
  return JSON.stringify(
    { ...(name === undefined ? {} : { server: { name } }), tools, ...(kind === 'half' ? { nextCursor: 'x' } : {}) },
    null,
    1,
  );
};

describe('merge', () => {
  it('of all shards is the run without them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            kind: fc.constantFrom(
              'clean' as const,
              'broken' as const,
              'half' as const,
              'none' as const,
              'bad' as const,
            ),
            name: fc.constantFrom(undefined, 'shop', 'mail', 'x~1.json', 'weird / näme'),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(
          [],
          ['--fail-on', 'warning'],
          ['--max-tokens', '10'],
          ['--fail-on', 'never'],
          ['--fail-on-unchecked'],
        ),
        async (lists, of, flags) => {
          const files = lists.map(({ kind, name }, i) => [`${i}.json`, list(kind, name)] as const);
          const cwd = folder(Object.fromEntries(files));
          const names = files.map(([name]) => name);
          const whole = await cli([...names, ...flags, '-f', 'json=all.report', '-f', 'sarif=all.sarif'], { cwd });
          const shards = Array.from({ length: of }, (_, i) => i + 1);
          for (const i of shards)
            await cli(
              [
                ...names.toReversed(),
                ...flags,
                '--shard',
                `${i}/${of}`,
                '-f',
                `json=${i}.report`,
                '-f',
                `sarif=${i}.sarif`,
              ],
              { cwd },
            );
          const merged = await cli(
            [
              'merge',
              ...shards.map((i) => `${i}.report`).toReversed(),
              '-f',
              'json=merged.report',
              '-f',
              'sarif=made.sarif',
            ],
            { cwd },
          );
          expect(merged).toEqual({ code: whole.code, stdout: '', stderr: '' });
          expect(reportSchema.parse(report(cwd, 'merged.report'))).toEqual(report(cwd, 'merged.report'));
          const sorted = ({ servers, findings, exceeded, ...rest }: Report): Report => ({
            ...rest,
            servers: servers.toSorted(by(({ id }) => id)),
            findings: findings.toSorted(by(({ server }) => server)),
            exceeded: exceeded.toSorted(by(({ server }) => server ?? '')),
          });
          const expected = sorted(report(cwd, 'all.report'));
          expect(report(cwd, 'merged.report')).toEqual(expected);
          expect(JSON.stringify(sorted(report(cwd, 'merged.report')))).toBe(JSON.stringify(expected));
          const byId = by<Run>(({ automationDetails }) => automationDetails.id);
          const runs = runsIn(cwd, 'all.sarif').toSorted(byId);
          expect(JSON.stringify(runsIn(cwd, 'made.sarif').toSorted(byId))).toBe(JSON.stringify(runs));
          const ids = shards.flatMap((i) =>
            runsIn(cwd, `${i}.sarif`).map(({ automationDetails }) => automationDetails.id),
          );
          if (new Set(ids).size < ids.length) return; // SARIF cannot tell servers of one name apart
          if (!runs.every(({ automationDetails }) => ids.includes(automationDetails.id))) return;
          const logs = await cli(['merge', ...shards.map((i) => `${i}.sarif`), '-f', 'sarif=merged.sarif'], { cwd });
          expect(logs).toEqual({ code: whole.code, stdout: '', stderr: '' });
          expect(JSON.stringify(runsIn(cwd, 'merged.sarif'))).toBe(JSON.stringify(runs));
        },
      ),
      { numRuns: 15 },
    );
  }, 180_000);

  /** Two reports that can be merged, and their SARIF. */
  async function two(): Promise<string> {
    const cwd = folder({ 'a.json': CLEAN, 'b.json': BROKEN });
    for (const name of ['a', 'b'])
      await cli([`${name}.json`, '-f', `json=${name}.report`, '-f', `sarif=${name}.sarif`], { cwd });
    return cwd;
  }

  it('prints reports for people and SARIF as SARIF when no format is named', async () => {
    const cwd = await two();
    const terminal = await cli(['merge', 'b.report', 'a.report'], { cwd });
    expect(terminal.code).toBe(1);
    expect(terminal.stdout).toMatch(/^FAIL {2}checked 2 tools of 2 servers/m);
    const json = await cli(['merge', 'b.report', 'a.report', '-f', 'json'], { cwd });
    expect(json.code).toBe(1);
    expect((JSON.parse(json.stdout) as Report).servers.map(({ id }) => id)).toEqual(['a', 'b']);
    const sarif = await cli(['merge', 'a.sarif', 'b.sarif'], { cwd });
    expect(sarif.code).toBe(1);
    expect((JSON.parse(sarif.stdout) as { runs: Run[] }).runs.map((run) => run.invocations[0]!.exitCode)).toEqual([
      1, 1,
    ]);
  });

  it('takes reports and SARIF files at once', async () => {
    const cwd = await two();
    const { code, stdout } = await cli(
      [
        'merge',
        'a.report',
        'b.report',
        'a.sarif',
        'b.sarif',
        '-f',
        'terminal',
        '-f',
        'sarif=all.sarif',
        '-f',
        'json=all.report',
      ],
      { cwd },
    );
    expect(code).toBe(1);
    expect(stdout).toContain('FAIL  checked 2 tools of 2 servers');
    expect(runsIn(cwd, 'all.sarif')).toHaveLength(2);
    expect(report(cwd, 'all.report').servers).toHaveLength(2);
  });

  it.each(['terminal', 'markdown', 'github', 'gitlab', 'junit', 'sarif'])(
    'writes %s as a run would',
    async (format) => {
      const cwd = await two();
      const whole = await cli(['a.json', 'b.json', '-f', format], { cwd });
      const { code, stdout } = await cli(['merge', 'a.report', 'b.report', '-f', format], { cwd });
      expect(code).toBe(1);
      // a report holds no texts of files, and not what would raise the score most
      if (format !== 'terminal' && format !== 'markdown') expect(stdout).toBe(whole.stdout);
      else {
        const lines = (text: string): string[] => text.split('\n').filter((line) => !line.includes('most to gain'));
        expect(lines(whole.stdout).filter((line) => !/^ +(?:\d+ )?│/.test(line))).toEqual(
          format === 'markdown' ? lines(stdout) : expect.arrayContaining(lines(stdout)),
        );
        expect(stdout.length).toBeGreaterThan(500);
      }
    },
  );

  it('judges by another level where one is named', async () => {
    const cwd = await two();
    expect((await cli(['merge', 'a.report', 'b.report', '--fail-on', 'never'], { cwd })).code).toBe(0);
    expect((await cli(['merge', 'a.sarif', 'b.sarif', '--fail-on', 'never'], { cwd })).code).toBe(0);
    expect((await cli(['merge', 'a.report', '--fail-on', 'info'], { cwd })).code).toBe(0);
    expect((await cli(['merge', 'b.sarif', '--fail-on', 'info'], { cwd })).code).toBe(1);
    expect((await cli(['merge', 'a.report', '--fail-on', 'all'], { cwd })).code).toBe(2);
  });

  it('misses a shard, and says so in every format', async () => {
    const cwd = folder({ 'a.json': CLEAN, 'b.json': CLEAN, 'c.json': CLEAN });
    for (const i of [1, 3])
      await cli(
        ['a.json', 'b.json', 'c.json', '--shard', `${i}/3`, '-f', `json=${i}.report`, '-f', `sarif=${i}.sarif`],
        { cwd },
      );
    const { code, stderr } = await cli(['merge', '1.report', '3.report', '-f', 'json=all.report'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error: not all shards are here: 2/3\n  help: what they were to audit is not known, so this is no pass; look why their jobs wrote no report\n',
    });
    expect(report(cwd, 'all.report')).toMatchObject({
      status: 'partial',
      exitCode: 2,
      notices: [{ what: 'shard-missing' }],
    });
    expect((await cli(['merge', '1.sarif', '3.sarif'], { cwd })).code).toBe(2);
    for (const format of ['markdown', 'github', 'gitlab', 'junit', 'terminal']) {
      const { stdout } = await cli(['merge', '1.report', '3.report', '-f', format], { cwd });
      expect(stdout).toContain('2/3');
    }
  });

  it('keeps a part that is given twice once, and refuses two that differ', async () => {
    const cwd = await two();
    writeFileSync(path.join(cwd, 'again.report'), read(cwd, 'b.report'));
    const { code, stdout } = await cli(['merge', 'b.report', './b.report', 'again.report', '-f', 'json'], { cwd });
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Report).servers).toHaveLength(1);
    writeFileSync(path.join(cwd, 'b.json'), CLEAN);
    await cli(['b.json', '-f', 'json=later.report', '-f', 'sarif=later.sarif'], { cwd });
    for (const [kind, name] of [
      ['report', 'b'],
      ['sarif', 'mcp-audit/b/'],
    ]) {
      const refused = await cli(['merge', `b.${kind}`, `later.${kind}`], { cwd });
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain(`error: \`${name}\` stands in b.${kind} and in later.${kind}`);
    }
  });

  it('tells servers of one name apart, as a run does', async () => {
    const named = (kind: 'clean' | 'broken'): string => list(kind, 'shop');
    const cwd = folder({ 'a.json': named('clean'), 'b.json': named('broken') });
    for (const name of ['a', 'b']) await cli([`${name}.json`, '-f', `json=${name}.report`], { cwd });
    await cli(['a.json', 'b.json', '-f', 'json=all.report'], { cwd });
    await cli(['merge', 'a.report', 'b.report', '-f', 'json=merged.report'], { cwd });
    expect(report(cwd, 'merged.report').servers.map(({ id }) => id)).toEqual(['shop~a.json', 'shop~b.json']);
    expect(read(cwd, 'merged.report')).toBe(read(cwd, 'all.report'));
  });

  it.each([
    ['version', { generator: { version: '0.0.9' } }, 'this report was written by mcp-audit 0.0.9, and this is'],
    ['no report', 5, 'this is no report'],
    ['another tool', { generator: { name: 'other' } }, 'this is no report of mcp-audit'],
    ['a field', { findings: 5 }, 'this report is not as its schema has it: `findings`: '],
    ['a status', { status: 'fine' }, 'this report is not as its schema has it: `status`: '],
    ['an unknown field', { more: 1 }, 'this report is not as its schema has it'],
    ['rules', { generator: { ruleSet: 'ffffffffffff' } }, 'cannot be merged: other rules ran'],
    ['limits', { limits: { failOn: 'info' } }, 'cannot be merged: they were judged by other limits'],
    ['shard', { shard: { index: 1, of: 3 } }, 'one of 4 shards'],
  ])('refuses a report with another %s', async (_, changes, said) => {
    const cwd = await two();
    const good = report(cwd, 'a.report') as unknown as Record<string, unknown>;
    const changed =
      typeof changes === 'number'
        ? changes
        : Object.fromEntries(
            Object.entries({ ...good, ...changes }).map(([key, value]) => [
              key,
              ['generator', 'limits'].includes(key) ? { ...(good[key] as object), ...(value as object) } : value,
            ]),
          );
    writeFileSync(path.join(cwd, 'a.report'), JSON.stringify(changed, null, 2));
    writeFileSync(
      path.join(cwd, 'b.report'),
      JSON.stringify({ ...report(cwd, 'b.report'), shard: { index: 1, of: 4 } }),
    );
    const { code, stdout, stderr } = await cli(['merge', 'b.report', 'a.report'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(said);
    expect(stderr).toContain('\n  help: ');
  });

  it.each([
    [{ version: '2.0.0' }, 'x.sarif:3:14: this SARIF is not of version 2.1.0'],
    [{ runs: [{ tool: { driver: { name: 'eslint' } } }] }, 'a run that mcp-audit did not write'],
    [{ runs: [5] }, 'a run that mcp-audit did not write'],
    [{ properties: { shard: '3/2' } }, 'this says no shard'],
  ])('refuses SARIF with %j', async (changes, said) => {
    const cwd = await two();
    const text = { ...(JSON.parse(read(cwd, 'a.sarif')) as object), ...changes };
    writeFileSync(path.join(cwd, 'x.sarif'), JSON.stringify(text, null, 2));
    const { code, stderr } = await cli(['merge', 'b.sarif', 'x.sarif'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it.each([
    [['merge'], 'error: `files` is missing'],
    [['merge', 'absent.report'], 'absent.report'],
    [['merge', '.'], '. is a folder'],
    [['merge', 'text.report'], 'text.report:1:1: '],
    [['merge', 'a.report', 'a.sarif'], 'both JSON reports and SARIF files are named, and no format'],
    [['merge', 'a.sarif', '-f', 'markdown'], 'SARIF files cannot be made into markdown'],
    [['merge', 'a.report', '-f', 'html=x.html'], 'an HTML report cannot be made of merged ones'],
    [['merge', 'a.report', '-f', 'jsn'], 'did you mean `json`?'],
    [['--shard', '1/2', 'merge', 'a.report'], '`--shard` stands before `merge`'],
  ])('refuses %j', async (argv, said) => {
    const cwd = await two();
    writeFileSync(path.join(cwd, 'text.report'), 'no JSON');
    const { code, stdout, stderr } = await cli(argv, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });

  it('takes no finding whose rule or page would be markup', async () => {
    const cwd = await two();
    const { findings, ...rest } = report(cwd, 'b.report');
    for (const change of [{ ruleId: 'x](https://evil.example' }, { docs: 'https://evil.example/)[x](y' }]) {
      writeFileSync(
        path.join(cwd, 'x.report'),
        JSON.stringify({ ...rest, findings: [{ ...findings[0]!, ...change }] }),
      );
      const { code, stderr } = await cli(['merge', 'x.report', '-f', 'markdown'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain('this finding is of no rule');
    }
  });

  it('shows nothing of a report that is not printable, and obeys nothing', async () => {
    const cwd = await two();
    const { findings, ...rest } = report(cwd, 'b.report');
    const odd = 'x\n::error::y \u001B[31m\u202E ##[error]z';
    const notice = { what: 'override-unused', message: odd, hint: odd, location: null };
    const finding = { ...findings[0]!, message: odd, hint: odd, suppressed: { by: 'config', reason: odd, until: odd } };
    writeFileSync(
      path.join(cwd, 'x.report'),
      JSON.stringify({ ...rest, notices: [notice], findings: [finding, { ...finding, suppressed: null }] }),
    );
    for (const format of ['terminal', 'markdown', 'github', 'gitlab', 'junit', 'json', 'sarif']) {
      const { stdout, stderr } = await cli(['merge', 'x.report', '-f', format], { cwd });
      const text = format === 'github' ? stdout.replaceAll(/^::(?:error|warning|notice) /gm, '') : stdout;
      expect(text + stderr, format).not.toMatch(/^\s*::|##\[/m);
      expect((text + stderr).replaceAll('\n', ''), format).not.toMatch(UNSAFE);
      expect(stdout, format).toContain('y ');
    }
    writeFileSync(path.join(cwd, 'y.report'), JSON.stringify({ generator: { name: 'mcp-audit', version: odd } }));
    const { stderr } = await cli(['merge', 'y.report'], { cwd });
    expect(stderr).toContain(
      'this report was written by mcp-audit x\\n::error::y \\u{1B}[31m\\u{202E} #\\u{23}[error]z',
    );
  });

  it('keeps names that every object has', async () => {
    const targets = ['__proto__', 'constructor', 'toString'].map((name) => ({ name, json: 'a.json' }));
    const cwd = folder({ 'a.json': CLEAN, 'mcp-audit.config.json': JSON.stringify({ targets }) });
    for (const i of [1, 2]) await cli(['--shard', `${i}/2`, '-f', `json=${i}.report`], { cwd });
    const { code, stdout } = await cli(['merge', '1.report', '2.report', '-f', 'json'], { cwd });
    const ids = ['a~__proto__', 'a~constructor', 'a~toString'];
    expect([code, (JSON.parse(stdout) as Report).servers.map(({ id }) => id)]).toEqual([0, ids]);
  });

  it('takes a file once, whatever it is called', async () => {
    const cwd = await two();
    const once = await cli(['merge', 'a.report'], { cwd });
    const again = await cli(['merge', 'a.report', './x/../a.report', path.join(cwd, 'a.report')], { cwd });
    expect(again).toEqual(once);
  });

  it('says that SARIF without a run tells of nothing', async () => {
    const cwd = folder({ 'a.sarif': '{"version": "2.1.0", "runs": []}' });
    const { code, stderr } = await cli(['merge', 'a.sarif'], { cwd });
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'error: there is no run in these files, so nothing was audited']);
  });

  it('joins many parts with many notices, each once, in linear time', async () => {
    const cwd = await two();
    const { notices: _, ...rest } = report(cwd, 'a.report');
    const names = Array.from({ length: 100 }, (_each, i) => `${i}.part`);
    for (const [i, name] of names.entries()) {
      const notices = Array.from({ length: 200 }, (_each, j) => ({
        what: 'override-unused',
        message: `${j < 2 ? 'same' : i} ${j}`,
        hint: null,
        location: null,
      }));
      writeFileSync(path.join(cwd, name), JSON.stringify({ ...rest, notices }));
    }
    const { stdout } = await cli(['merge', ...names, '-f', 'json'], { cwd });
    expect((JSON.parse(stdout) as Report).notices).toHaveLength(2 + 100 * 198);
  }, 20_000);

  it('joins what tools cost as JSON alone', async () => {
    const cwd = folder({ 'a.json': CLEAN, 'b.json': CLEAN });
    for (const name of ['a', 'b']) await cli(['budget', `${name}.json`, '-f', `json=${name}.report`], { cwd });
    const { code, stdout } = await cli(['merge', 'a.report', 'b.report'], { cwd });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Report).servers.map(({ budget }) => budget?.spending !== null)).toEqual([true, true]);
    const refused = await cli(['merge', 'a.report', '-f', 'terminal'], { cwd });
    expect(refused.stderr).toContain('reports of `mcp-audit budget` cannot be made into terminal');
  });

  it('joins what clients start, each server under its new name', async () => {
    const script = `${process.cwd()}/node_modules/@modelcontextprotocol/server-memory/dist/index.js`;
    const server = { command: process.execPath, args: [script] };
    const cwd = folder({
      'a/.mcp.json': JSON.stringify({ mcpServers: { memory: server } }),
      'b/.vscode/mcp.json': JSON.stringify({ servers: { memory: { ...server, type: 'stdio' } } }),
    });
    await cli(['--client-config', 'a/.mcp.json', '-f', 'json=a.report'], { cwd });
    await cli(['--client-config', 'b/.vscode/mcp.json', '-f', 'json=b.report'], { cwd });
    const { stderr } = await cli(['merge', 'a.report', 'b.report', '-f', 'json=all.report', '-f', 'terminal'], { cwd });
    const { servers, fleet } = report(cwd, 'all.report');
    expect(new Set(servers.map(({ id }) => id)).size).toBe(2);
    expect(fleet!.flatMap(({ members }) => members.map((each) => each.server)).toSorted()).toEqual(
      servers.map(({ id }) => id),
    );
    expect(stderr).toContain('not put side by side');
  });

  it('warns of more runs than GitHub takes', async () => {
    const files = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`${i}.json`, CLEAN]));
    const cwd = folder(files);
    await cli([...Object.keys(files), '-f', 'json=all.report'], { cwd });
    const { stderr } = await cli(['merge', 'all.report', '-f', 'sarif=all.sarif'], { cwd });
    expect(stderr).toContain('has 21 runs, one for each server, and GitHub takes at most 20');
  });
});
