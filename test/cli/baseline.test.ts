import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { BROKEN, CLEAN, cli, folder, type Ran } from './run.ts';

const read = (dir: string, file: string): string => readFileSync(path.join(dir, file), 'utf8');
const write = (dir: string, file: string, text: string): void => writeFileSync(path.join(dir, file), text);
const BASELINE = 'mcp-audit.baseline.txt';
const ENTRY = 'mcp:tools/tools/list_orders#/inputSchema/properties/customer_id/items';
/** Entries, without the head. */
const entriesIn = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const findingsOf = ({ stdout }: Ran) =>
  (JSON.parse(stdout) as { findings: { ruleId: string; tool: string; suppressed: unknown }[] }).findings;

describe('adopting', () => {
  it('writes what is there, is clean, and says only what is new', async () => {
    const cwd = folder({ 'tools.json': BROKEN });
    expect((await cli(['tools.json'], { cwd })).code).toBe(1);

    const written = await cli(['tools.json', '--update-baseline'], { cwd });
    expect(written.code).toBe(0);
    expect(written.stderr).toBe(`${BASELINE}: 1 finding in 1 place; 1 place added\n`);
    expect(entriesIn(read(cwd, BASELINE))).toEqual([`${ENTRY} schema-array-no-items missing`]);

    const clean = await cli(['tools.json'], { cwd });
    expect(clean.code).toBe(0);
    expect(clean.stdout).toContain('1 finding in the baseline');
    expect(clean.stdout).not.toMatch(/^ *(?:error|warning|note) /m);

    // reformatted, and with a second tool that has the same defect
    const { tools } = JSON.parse(BROKEN) as { tools: { name: string }[] };
    write(
      cwd,
      'tools.json',
      JSON.stringify({
        tools: [
          {
            ...tools[0],
            name: 'list_invoices',
            title: 'List invoices',
            description:
              'Lists the invoices of one customer, oldest first. Use this when the user asks what a customer owes. Returns number, date and sum of each invoice.',
          },
          ...tools,
        ],
      }),
    );
    const worse = await cli(['tools.json', '-f', 'json'], { cwd });
    expect(worse.code).toBe(1);
    expect(
      findingsOf(worse)
        .filter(({ suppressed, ruleId }) => !suppressed && ruleId === 'schema-array-no-items')
        .map(({ tool }) => tool),
    ).toEqual(['list_invoices']);
  });

  it('keeps the findings it knows in JSON and SARIF, suppressed', async () => {
    const cwd = folder({ 'tools.json': BROKEN });
    await cli(['tools.json', '--update-baseline'], { cwd });
    const ran = await cli(['tools.json', '-f', 'json'], { cwd });
    expect(findingsOf(ran)).toMatchObject([{ suppressed: { by: 'baseline', reason: null, until: null } }]);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      baseline: { file: BASELINE, known: 1, fixed: [], kept: 0 },
      notices: [],
    });
    const { stdout } = await cli(['tools.json', '-f', 'sarif'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [
        { results: [{ suppressions: [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }] }] },
      ],
    });
    for (const format of ['markdown', 'html'])
      expect((await cli(['tools.json', '-f', format], { cwd })).stdout).toContain('1 finding in the baseline');
  });

  it('reports what was fixed, and takes it out', async () => {
    const cwd = folder({ 'tools.json': BROKEN });
    await cli(['tools.json', '--update-baseline'], { cwd });
    write(cwd, 'tools.json', CLEAN);
    const ran = await cli(['tools.json'], { cwd });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(`notice  ${BASELINE}:5:1: 1 entry of the baseline is found no more:`);
    expect(ran.stdout).toContain('`--update-baseline` takes it out');
    expect((await cli(['tools.json', '-q'], { cwd })).stdout).not.toContain('notice');
    const updated = await cli(['tools.json', '--update-baseline'], { cwd });
    expect(updated.stderr).toBe(`${BASELINE}: 0 findings in 0 places; 1 place taken out\n`);
    expect((await cli(['tools.json', '--update-baseline'], { cwd })).stderr).toBe(
      `${BASELINE}: 0 findings in 0 places; nothing changed\n`,
    );
  });

  it('keeps what is known of servers that are not audited, or could not be', async () => {
    const cwd = folder({ 'tools.json': BROKEN, 'other.json': BROKEN });
    await cli(['tools.json', 'other.json', '--update-baseline'], { cwd });
    const both = read(cwd, BASELINE);
    write(cwd, 'tools.json', CLEAN);
    const one = await cli(['other.json', '--update-baseline'], { cwd });
    expect(one.stderr).toContain('1 place kept that nobody looked at');
    expect(read(cwd, BASELINE)).toBe(both);
    rmSync(path.join(cwd, 'other.json'));
    const failed = await cli(['tools.json', 'other.json', '--update-baseline'], { cwd });
    expect(failed.code).toBe(2);
    expect(entriesIn(read(cwd, BASELINE))).toEqual([expect.stringContaining('mcp:other/')]);
  });

  it('writes nothing where nothing was read', async () => {
    const cwd = folder({ 'tools.json': BROKEN });
    await cli(['tools.json', '--update-baseline'], { cwd });
    const before = read(cwd, BASELINE);
    rmSync(path.join(cwd, 'tools.json'));
    const ran = await cli(['tools.json', '--update-baseline'], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(`error: ${BASELINE} is not written: nothing was read\n`);
    expect(read(cwd, BASELINE)).toBe(before);
  });

  it('does not adopt what was not audited, a limit or a lock', async () => {
    const cwd = folder({ 'tools.json': BROKEN });
    expect((await cli(['tools.json', '--update-baseline', '--max-tokens', '1'], { cwd })).code).toBe(1);
  });
});

describe('what is known in a source', () => {
  const server = (path: string) => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { addTools } from '${path}';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
addTools(server);
`;
  const TOOLS = `export function addTools(server) {
  server.registerTool('upd_usr', {}, async ({ id }) => {
    try { const answer = await fetch('https://example.com/' + id); return { content: [{ type: 'text', text: await answer.text() }] }; } catch { return { content: [] }; }
  });
}
`;
  const open = async (cwd: string): Promise<string[]> =>
    findingsOf(await cli(['.', '-f', 'json'], { cwd })).flatMap(({ suppressed, ruleId }) =>
      suppressed ? [] : [ruleId],
    );

  it('stays known when it is formatted, moved to another file, or edited', async () => {
    const cwd = folder({
      'package.json': '{ "name": "shop", "main": "index.js" }',
      'index.js': server('./tools.js'),
      'tools.js': TOOLS,
    });
    expect((await open(cwd)).length).toBeGreaterThan(5);
    await cli(['.', '--update-baseline'], { cwd });
    expect(entriesIn(read(cwd, BASELINE)).some((line) => line.includes('/code/tools.js#'))).toBe(true);
    expect(await open(cwd)).toEqual([]);

    write(
      cwd,
      'tools.js',
      `\n\n// moved down\n${TOOLS.replaceAll(/([;{])(?= )/g, '$1\n        ').replace('{},', '{\n},')}`,
    );
    expect(await open(cwd)).toEqual([]);

    write(cwd, 'tools.js', TOOLS.replace("/' + id", "/users/' + id"));
    expect(await open(cwd)).toEqual([]);

    rmSync(path.join(cwd, 'tools.js'));
    mkdirSync(path.join(cwd, 'users'));
    write(cwd, 'users/tools.js', TOOLS);
    write(cwd, 'index.js', server('./users/tools.js'));
    expect(await open(cwd)).toEqual([]);

    // one more of the same
    write(cwd, 'users/tools.js', TOOLS.replace('} catch', "await fetch('https://example.com/more'); } catch"));
    expect(await open(cwd)).toContain('outbound-no-timeout');
  });
});

describe('which baseline', () => {
  it('is named by a flag, by the configuration, or is there', async () => {
    const cwd = folder({ 'tools.json': BROKEN, 'mcp-audit.config.json': '{ "baseline": "known/here.txt" }' });
    expect((await cli(['tools.json', '--update-baseline'], { cwd })).stderr).toContain('known/here.txt: 1 finding');
    expect((await cli(['tools.json'], { cwd })).code).toBe(0);
    expect((await cli(['tools.json', '--no-baseline'], { cwd })).code).toBe(1);
    await cli(['tools.json', '--update-baseline', '--baseline', 'a.txt'], { cwd });
    expect((await cli(['tools.json', '--baseline', 'a.txt'], { cwd })).code).toBe(0);
  });

  it('is none for `budget`, which finds nothing', async () => {
    const cwd = folder({ 'tools.json': BROKEN, [BASELINE]: 'no baseline' });
    expect((await cli(['budget', 'tools.json'], { cwd })).code).toBe(0);
    expect((await cli(['tools.json'], { cwd })).code).toBe(2);
  });
});

describe('a wrong call', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    [
      'names a file that is not there',
      ['--baseline', 'b.txt'],
      {},
      'error: there is no baseline `b.txt`\n  help: `mcp-audit --update-baseline` writes it\n',
    ],
    [
      'has a configuration that does',
      [],
      { 'mcp-audit.config.json': '{\n  "baseline": "b.txt"\n}' },
      'error: mcp-audit.config.json:2:15: there is no baseline `b.txt`\n  help: `mcp-audit --update-baseline` writes it\n',
    ],
    [
      'contradicts itself',
      ['--no-baseline', '--update-baseline'],
      {},
      'error: --no-baseline and --update-baseline contradict each other\n  help: leave one out\n',
    ],
    [
      'names what is none',
      ['--baseline', 'tools.json'],
      {},
      'error: tools.json:1:1: this is no baseline: it does not begin as one\n',
    ],
    [
      'would write over what is none',
      ['--baseline', 'tools.json', '--update-baseline'],
      {},
      'error: tools.json:1:1: this is no baseline',
    ],
    [
      'has a broken one',
      [],
      { [BASELINE]: '# mcp-audit baseline 1\nmcp:a\n' },
      `error: ${BASELINE}:2:1: \`mcp:a\` is no entry of a baseline\n`,
    ],
    ['has one in UTF-16', [], { [BASELINE]: 'm\0c\0p\0' }, `error: ${BASELINE}`],
    [
      'has too many warnings allowed',
      ['--max-warnings', 'x'],
      {},
      'error: --max-warnings takes a whole number of at least 0, not `x`\n',
    ],
  ])('%s', async (_, flags, files, expected) => {
    const cwd = folder({ 'tools.json': BROKEN, ...files });
    const { code, stderr, stdout } = await cli(['tools.json', ...flags], { cwd });
    expect(stderr).toContain(expected);
    expect([code, stdout]).toEqual([2, '']);
    expect(read(cwd, 'tools.json')).toBe(BROKEN);
  });

  it('names a folder', async () => {
    const cwd = folder({ 'tools.json': BROKEN });
    mkdirSync(path.join(cwd, 'b'));
    expect(await cli(['tools.json', '--baseline', 'b'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('b is a directory') as string,
    });
  });

  it('cannot write', async () => {
    const cwd = folder({ 'tools.json': BROKEN, blocked: '' });
    expect(await cli(['tools.json', '--update-baseline', '--baseline', 'blocked/b.txt'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot write blocked/b.txt') as string,
    });
  });
});

describe('--max-warnings', () => {
  const TWO = CLEAN.replace('"annotations": {', '"annotationz": {').replace(
    'order.',
    'order. ' + 'More of it. '.repeat(200),
  );
  it.each<[readonly string[], Readonly<Record<string, unknown>>, number]>([
    [['--max-warnings', '2'], {}, 0],
    [['--max-warnings', '1'], {}, 1],
    [['--max-warnings', '0', '--fail-on', 'never'], {}, 0],
    [[], { maxWarnings: 1 }, 1],
    [['--max-warnings', '5'], { maxWarnings: 1 }, 0],
    [['--max-warnings', '0', '--rule', 'annotations-missing=info', '--rule', 'tool-description-long=off'], {}, 0],
  ])('%j with %j', async (flags, config, code) => {
    const cwd = folder({ 'tools.json': TWO, 'mcp-audit.config.json': JSON.stringify(config) });
    expect((await cli(['tools.json', ...flags], { cwd })).code).toBe(code);
  });

  it('says how many there are', async () => {
    const cwd = folder({ 'tools.json': TWO });
    const { stdout } = await cli(['tools.json', '--max-warnings', '1'], { cwd });
    expect(stdout).toContain('over the limit  There are 2 warnings');
    const report = JSON.parse((await cli(['tools.json', '--max-warnings', '1', '-f', 'json'], { cwd })).stdout) as {
      exceeded: unknown;
    };
    expect(report.exceeded).toEqual([
      { limit: 'max-warnings', server: null, name: null, allowed: 1, actual: 2, by: 'flag' },
    ]);
  });
});

describe('a configuration', () => {
  const config = (value: unknown) =>
    folder({ 'tools.json': BROKEN, 'mcp-audit.config.json': JSON.stringify(value, null, 2) });
  const off = { 'schema-array-no-items': 'off' };

  it('suppresses with a reason and a day', async () => {
    const cwd = config({ overrides: [{ tools: 'list_*', rules: off, reason: 'clients know', until: '2999-12-31' }] });
    const ran = await cli(['tools.json', '-f', 'json'], { cwd });
    expect(ran.code).toBe(0);
    expect(findingsOf(ran)).toMatchObject([
      { suppressed: { by: 'config', reason: 'clients know', until: '2999-12-31' } },
    ]);
  });

  it('that is out of date is noticed, and does not suppress', async () => {
    const cwd = config({ targets: ['tools.json'], overrides: [{ rules: off, reason: 'soon', until: '2020-01-01' }] });
    const { code, stdout } = await cli([], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain(
      'notice  mcp-audit.config.json:6:5: the override of `schema-array-no-items` ended after `2020-01-01`',
    );
  });

  it('with an override for nothing is noticed only when all of it was audited', async () => {
    const cwd = config({ targets: ['tools.json'], overrides: [{ tools: 'legacy_*', rules: off }] });
    expect((await cli([], { cwd })).stdout).toContain(
      'mcp-audit.config.json:6:5: the override for the tools `legacy_*` is for none',
    );
    expect((await cli(['tools.json'], { cwd })).stdout).not.toContain('notice');
  });

  it('yields to --rule, its overrides too', async () => {
    const cwd = config({ overrides: [{ rules: off }] });
    expect((await cli(['tools.json'], { cwd })).code).toBe(0);
    expect((await cli(['tools.json', '--rule', 'schema-array-no-items=error'], { cwd })).code).toBe(1);
  });

  it('sets options', async () => {
    const cwd = config({ rules: { 'tool-name-length': ['error', { most: 5 }], 'schema-array-no-items': 'info' } });
    const { code, stdout } = await cli(['tools.json'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('`list_orders` has 11 characters; 5 are allowed here');
  });

  it('limits parts of the budget', async () => {
    const cwd = config({ budget: { tool: 10, tokens: 20 }, rules: off });
    const { code, stdout } = await cli(['tools.json'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/over the limit {2}The tools and instructions of `tools` cost \d+ tokens/);
    expect(stdout).toMatch(/over the limit {2}The tool `list_orders` of `tools` costs \d+ tokens/);
  });
});
