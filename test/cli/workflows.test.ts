import { describe, expect, it } from 'vitest';

import { cli, folder } from './run.ts';

const list = (...names: string[]): string =>
  JSON.stringify({
    tools: names.map((name) => ({ name, description: 'Gets it.', inputSchema: { type: 'object', properties: {} } })),
  });
const FILES = { 'tools.json': list('search', 'summarize', 'render') };

/** What is said on stderr, and the messages of the rule, of a folder with this configuration. */
async function run(config: object, files: Readonly<Record<string, string>> = {}, ...argv: string[]) {
  const cwd = folder({
    ...FILES,
    ...files,
    'mcp-audit.config.json': JSON.stringify({ targets: ['tools.json'], ...config }),
  });
  const { code, stdout, stderr } = await cli(['-f', 'json', ...argv], { cwd });
  const { findings } = (stdout === '' ? { findings: [] } : JSON.parse(stdout)) as {
    readonly findings: readonly { readonly ruleId: string; readonly message: string; readonly hint: string }[];
  };
  return {
    code,
    stderr: stderr.trimEnd().split('\n').filter(Boolean),
    found: findings.filter(({ ruleId }) => ruleId === 'workflow-over-budget'),
  };
}

const CHAIN = { workflows: [['search', 'render']] };
const SLOW = { 'slow.json': JSON.stringify({ search: 400, render: { p50: 1_000, p99: 3_100 } }) };

describe('a workflow', () => {
  it('is judged by what was measured', async () => {
    const { code, stderr, found } = await run(CHAIN, SLOW, '--latencies', 'slow.json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: [] });
    expect(found.map(({ message }) => message)).toEqual([
      'The workflow `search`, `render` has 3,000 ms, and the 99th percentiles of its tools add up to 3,500: with timeouts that fit, calls fail that are only slow.',
    ]);
  });
  it.each([
    ['in which each call may take longer', { ...CHAIN, turnBudget: 2_000 }],
    ['that may take longer itself', { workflows: [{ tools: ['search', 'render'], budget: 3_500 }] }],
    ['of which nothing was measured', { workflows: [['search', 'summarize']], turnBudget: 400 }],
  ])('%s', async (_, config) =>
    expect(await run(config, SLOW, '--latencies', 'slow.json')).toEqual({ code: 0, stderr: [], found: [] }),
  );

  it('of a tool that nobody lists is a mistake, with its line and the nearest name', async () => {
    const config = { workflows: [['search', 'rendr'], { tools: ['zzz', 'render'] }] };
    const cwd = folder({ ...FILES, 'mcp-audit.config.json': JSON.stringify(config, null, 2) });
    const { code, stdout, stderr } = await cli(['tools.json'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'error: mcp-audit.config.json:5:7: no tool is called `rendr`',
      '  help: did you mean `render`?',
      'error: mcp-audit.config.json:9:9: no tool is called `zzz`',
      '  help: known are `search`, `summarize`, `render`',
    ]);
  });
  it('of other servers than those that the call names is none of it', async () => {
    const other = { workflows: [['open', 'close']] };
    expect(await run(other, {}, 'tools.json')).toEqual({ code: 0, stderr: [], found: [] });
    expect((await run(other)).stderr).toContain('error: mcp-audit.config.json:1:41: no tool is called `open`');
  });
  it('of several servers is said to be not judged', async () => {
    const config = { targets: ['tools.json', 'more.json'], workflows: [['search', 'open']], turnBudget: 1 };
    const { code, stderr, found } = await run(
      config,
      { 'more.json': list('open'), ...SLOW },
      '--latencies',
      'slow.json',
    );
    expect({ code, stderr, found }).toEqual({
      code: 0,
      stderr: ['not judged: the tools of `workflows[0]` are of several servers'],
      found: [],
    });
  });
  it('is no mistake where a list is not known whole', async () => {
    const { code, stderr } = await run({ targets: ['tools.json', 'gone.json'], workflows: [['search', 'open']] });
    expect({ code, stderr }).toEqual({ code: 2, stderr: [] });
  });
});

describe('--latencies', () => {
  const FILE = 'error: slow.json';
  const EXAMPLE = '  help: for example `{ "search": 900, "render": { "p50": 300, "p99": 2600 } }`';
  it.each<[text: string, ...said: string[]]>([
    ['[1]', `${FILE}:1:1: latencies must be an object from the names of tools to milliseconds`, EXAMPLE],
    ['{\n "a": -1}', `${FILE}:2:7: \`a\` must be milliseconds, or an object with them as \`p99\``, EXAMPLE],
    ['{"a": "5s"}', `${FILE}:1:7: \`a\` must be milliseconds, or an object with them as \`p99\``, EXAMPLE],
    ['{"a": {"p50": 3}}', `${FILE}:1:2: \`a\` must have milliseconds as its \`p99\``, EXAMPLE],
    ['{"a": {"p50": "x", "p99": 3}}', `${FILE}:1:15: \`p50\` of \`a\` must be milliseconds`, EXAMPLE],
    ['{"a": {"p50": 9, "p99": 3}}', `${FILE}:1:15: \`p50\` of \`a\` is more than its \`p99\``, '  help: swap them'],
    ['{"a": {"p99": 3, "p95": 2}}', `${FILE}:1:18: \`a\` has no setting \`p95\``, '  help: known are `p50`, `p99`'],
    ['{"a": 1, "a": 2}', `${FILE}:1:10: \`a\` stands twice`, '  help: keep one: only the last counts'],
    [
      '{"a": 1,}',
      `${FILE}:1:8: not valid JSON: a comma stands before \`}\``,
      '  help: correct it here, or just before',
    ],
  ])('%s', async (text, ...said) => {
    expect(await run(CHAIN, { 'slow.json': text }, '--latencies', 'slow.json')).toEqual({
      code: 2,
      stderr: said,
      found: [],
    });
  });
  it('names a file that is there', async () =>
    expect((await run(CHAIN, {}, '--latencies', 'slow.json')).stderr).toEqual([
      'error: no such file: slow.json',
      '  help: name a JSON file: `--latencies FILE`',
    ]));
  it('is for workflows', async () =>
    expect((await run({}, SLOW, '--latencies', 'slow.json')).stderr[0]).toBe(
      'error: --latencies is given, and no workflow is configured',
    ));
  it('warns of a tool that was probably misspelled, and of no other', async () => {
    const { code, stderr } = await run(CHAIN, { 'slow.json': '{"serach": 1, "gone": 2}' }, '--latencies', 'slow.json');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: ['warning: slow.json:1:2: no tool is called `serach`', '  help: did you mean `search`?'],
    });
  });
});
