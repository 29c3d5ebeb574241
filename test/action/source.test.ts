import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { CLEAN, folder } from '../cli/run.ts';
import { actionHome, action, audited, DEFECT, pullRequest, readIn, root, server } from './workspace.ts';

const errorsOf = ({ commands }: ReturnType<typeof audited>) => commands.filter(({ name }) => name === 'error');

describe('source', () => {
  it('without a finding', () => {
    const cwd = folder(server());
    const ran = audited(cwd, { sarif: 'out/audit.sarif', comment: 'comment.md' });
    expect(ran.conclusion).toBe('success');
    expect(ran.outputs).toEqual({
      score: '100',
      grade: 'A',
      findings: '0',
      errors: '0',
      warnings: '0',
      tokens: '99',
      sarif: 'out/audit.sarif',
      comment: 'comment.md',
      'exit-code': '0',
    });
    expect(ran.commands).toEqual([]);
    expect(ran.log).toContain('── orders 3.0.0 · 1 tool');
    expect(ran.summary).toMatch(/^## ✅ mcp-audit: passed without findings, score 100 A\n/);
    expect(readIn(cwd, 'comment.md')).toBe(`<!-- mcp-audit -->\n${ran.summary}`);
    expect(JSON.parse(readIn(cwd, 'out/audit.sarif')!)).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
  });

  it('with errors: at their lines, and failed after all is written', () => {
    const cwd = folder(Object.fromEntries(Object.entries(server(DEFECT)).map(([file, text]) => [`api/${file}`, text])));
    mkdirSync(path.join(cwd, '.git'));
    const ran = audited(cwd, {
      'working-directory': 'api',
      sarif: 'audit.sarif',
      format: 'html=page.html\njson=report.json',
    });
    expect(ran.conclusion).toBe('failure');
    expect(ran.outputs).toMatchObject({
      errors: '2',
      grade: 'D',
      sarif: 'api/audit.sarif',
      comment: '',
      'exit-code': '1',
    });
    expect(errorsOf(ran).map(({ properties: { file, line, title } }) => [file, line, title])).toEqual([
      ['api/src/index.ts', '20', 'schema-array-no-items'],
      ['api/src/index.ts', '21', 'annotations-hint-type'],
    ]);
    expect(ran.summary).toContain('## ❌ mcp-audit: failed');
    expect(existsSync(path.join(cwd, 'api/page.html'))).toBe(true);
    expect(readIn(cwd, 'api/report.json')).toContain('"schemaVersion": 1');
  });

  it('flags reach the command, and what is switched off stays away', () => {
    const cwd = folder({ ...server(DEFECT), 'tools.json': CLEAN });
    const ran = audited(cwd, {
      targets: 'src\ntools.json',
      rule: 'schema-array-no-items=info\nannotations-hint-type=warning',
      'fail-on': 'never',
      annotations: 'false',
      summary: 'false',
    });
    expect(ran.conclusion).toBe('success');
    expect(ran.outputs).toMatchObject({ errors: '0', warnings: '1', findings: '3', score: '64', 'exit-code': '0' });
    expect(ran.log).toContain('── tools');
    expect([ran.commands, ran.summary]).toEqual([[], '']);
  });
});

// Up to six starts of the command in each test.
describe('a pull request', { timeout: 120_000 }, () => {
  const comment = (cwd: string): string => readIn(cwd, 'comment.md')!.replaceAll(/\(https:[^)]*\)/g, '(…)');

  it('new findings, the score and what it costs, beside what the base has', () => {
    const old = `server.registerTool('find', { description: 'Finds.' }, async () => ({ content: [] }));\n`;
    const cwd = pullRequest(server(old), server(old + DEFECT));
    const ran = audited(cwd, { base: 'HEAD^1', comment: 'comment.md' });
    expect(ran.conclusion).toBe('failure');
    expect(comment(cwd)).toMatchInlineSnapshot(`
      "<!-- mcp-audit -->
      ## ❌ mcp-audit: failed, score 64 D

      | server | score | errors | warnings | notes | tokens |
      | --- | ---: | ---: | ---: | ---: | ---: |
      | \`orders\` | 64 D (was 81 B) | 2 | 2 | 3 | 201 (+80, +66.1 %) |

      ### 3 new findings

      - ❌ **error** · \`tags\` is an array without \`items\`: nothing says what its elements are. · [schema-array-no-items](…) · \`src/index.ts:21\`<br>Add \`"items"\` with the schema of one element, for example \`"items": { "type": "string" }\`; match what the handler really accepts.
      - ❌ **error** · \`drop_orders\`: \`readOnlyHint\` is a string, not a boolean. · [annotations-hint-type](…) · \`src/index.ts:22\`<br>Write hints as JSON booleans, \`true\` or \`false\` without quotes, and \`title\` as a string; leave out what you do not want to say.
      - ℹ️ note · \`drop_orders\` has hints, and no word on what a call leaves behind: \`Deletes all orders of one customer for ever\`. An agent cannot tell whether it can be undone and what goes with it. · [tool-effects-unstated](…) · \`src/index.ts:20\`<br>Add what is true: "Removes the orders and \\[what belongs to them\\]; this cannot be undone \\[or: … restores it\\]."

      ### ℹ️ 0 breaking changes, 1 compatible

      Against \`HEAD^1\`.

      <details><summary>Tokens and changes</summary>

      | tokens (o200k_base) | before | after | change | |
      | --- | ---: | ---: | ---: | ---: |
      | **model** | 121 | 201 | +80 | +66.1 % |
      | **instructions** | 0 | 0 | ±0 |  |
      | listing | 141 | 236 | +95 | +67.4 % |
      | \`drop_orders\` |  | 80 | +80 |  |

      #### Tools that came and went

      - ⚪ **added** new \`drop_orders\` · +80 tokens

      </details>

      "
    `);
    expect(ran.summary).toContain('### 3 new findings');
  });

  it('what is mended, and no new finding', () => {
    const cwd = pullRequest(server(DEFECT), server());
    const ran = audited(cwd, { base: 'main', comment: 'comment.md' });
    expect(ran.conclusion).toBe('success');
    expect(comment(cwd)).toContain('### No new findings, 3 mended');
    expect(comment(cwd)).toContain('| `orders` | 100 A (was 64 D) | 0 | 0 | 0 | 99 (−80, −44.7 %) |');
  });

  it.each([
    [{ 'max-growth': '5%' }, '1'],
    [{ 'fail-on-change': 'any' }, '1'],
    [{ 'fail-on-change': 'breaking', 'max-growth': '80' }, '0'],
    [{ config: 'mcp-audit.config.json' }, '1'],
  ])('fails on changes where it is asked to: %j', (limits, code) => {
    const config = 'config' in limits ? { 'mcp-audit.config.json': '{ "diff": { "maxGrowth": "5%" } }' } : {};
    const cwd = pullRequest(server(), { ...server(DEFECT), ...config });
    const ran = audited(cwd, { base: 'HEAD^1', 'fail-on': 'never', ...limits });
    expect([ran.outputs['exit-code'], ran.conclusion]).toEqual([code, code === '0' ? 'success' : 'failure']);
  });

  it('runs nothing of the base, and reads what `export-ignore` names', () => {
    const base = {
      ...server(),
      '.gitattributes': 'src export-ignore\n',
      'mcp-audit.config.js': `import { writeFileSync } from 'node:fs';\nwriteFileSync('${folder({})}/../ran-base', '');\nexport default { targets: [{ command: ['touch', 'ran'] }] };\n`,
      '.git-hooks/post-checkout': '#!/bin/sh\ntouch ran-hook\n',
    };
    const cwd = pullRequest(base, { ...server(DEFECT), 'mcp-audit.config.js': 'export default {};\n' });
    chmodSync(path.join(cwd, '.git-hooks/post-checkout'), 0o755);
    writeFileSync(path.join(cwd, '.git/config'), `${readIn(cwd, '.git/config')}[core]\n\thooksPath = .git-hooks\n`);
    const ran = audited(cwd, { base: 'HEAD^1', comment: 'comment.md' });
    expect(comment(cwd)).toContain('### 3 new findings');
    expect([readIn(cwd, 'ran'), readIn(cwd, 'ran-hook'), readIn(cwd, '.git/worktrees')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(ran.outputs['exit-code']).toBe('1');
  });

  it('is read beside the modules that are installed, with its own packages', () => {
    const base = {
      ...server(
        `import { TEXT } from '@acme/texts';\nserver.registerTool('find', { description: TEXT }, async () => ({ content: [] }));`,
      ),
      'packages/texts/package.json': '{ "name": "@acme/texts", "version": "1.0.0", "main": "index.js" }',
      'packages/texts/index.js': `export const TEXT = 'Finds an order.';\n`,
      '.gitignore': 'node_modules\n',
    };
    const cwd = pullRequest(base, { 'packages/texts/index.js': `export const TEXT = 'Finds two orders.';\n` });
    mkdirSync(path.join(cwd, 'node_modules/@acme'), { recursive: true });
    symlinkSync('../../packages/texts', path.join(cwd, 'node_modules/@acme/texts'));
    for (const name of ['zod', '@modelcontextprotocol'])
      symlinkSync(path.join(root, 'node_modules', name), path.join(cwd, 'node_modules', name));
    audited(cwd, { base: 'HEAD^1', comment: 'comment.md' });
    expect(comment(cwd)).toContain('0 breaking changes, 1 compatible');
    expect(comment(cwd)).toContain('- Finds an order.\n');
    expect(comment(cwd)).toContain('+ Finds two orders.\n');
  });

  it.each([
    [{}, 'success', '0', 'warning'],
    [{ 'max-growth': '5%' }, 'failure', '2', 'error'],
  ])(
    'a base that holds no server is told, and is no pass where a limit was set: %j',
    (limits, conclusion, code, level) => {
      const cwd = pullRequest({ 'README.md': 'soon' }, server());
      const ran = audited(cwd, { base: 'HEAD^1', comment: 'comment.md', ...limits });
      expect([ran.conclusion, ran.outputs['exit-code']]).toEqual([conclusion, code]);
      expect(comment(cwd)).toContain('⚠️ Not compared with `HEAD^1`: one of the two could not be read.');
      expect(ran.commands[0]).toMatchObject({
        name: level,
        data: expect.stringMatching(/^not compared with the base\nerror: /),
      });
    },
  );
});

describe('a base', { timeout: 120_000 }, () => {
  it.each([
    ['-x'],
    ['--upload-pack=touch pwned'],
    ['--output=pwned'],
    ['HEAD\n--output=pwned'],
    ['nowhere'],
    ['HEAD^1:src'],
    ['$(touch pwned)'],
    ['`touch pwned`;touch pwned'],
    ['ä'.repeat(3_000)],
  ])('%j is no commit', (base) => {
    const cwd = pullRequest(server(), server());
    const ran = audited(cwd, { base });
    expect(ran.conclusion).toBe('failure');
    expect(ran.commands.map(({ name }) => name)).toEqual(['error']);
    expect(ran.commands[0]!.data).toContain('is no file, and no commit of this checkout');
    expect(readIn(cwd, 'pwned')).toBeUndefined();
  });

  it('of blanks is none', () => {
    const ran = audited(folder(server()), { base: ' \n ' });
    expect([ran.conclusion, ran.commands.map(({ name }) => name)]).toEqual(['success', []]);
  });

  it.each(['--config=evil.json', 'npm:evil.json'])('%s is a file', (base) => {
    const cwd = folder({ [base]: '{"tools": []}', 'evil.json': '{"failOn": "?"}', ...server() });
    const ran = audited(cwd, { base, comment: 'comment.md', 'fail-on-change': 'breaking' });
    expect([ran.outputs['exit-code'], ran.commands.map(({ data }) => data)]).toEqual(['0', []]);
    expect(readIn(cwd, 'comment.md')).toContain('list_orders');
  });

  it('is looked for in the repository alone, and not in a folder that looks like one', () => {
    const cwd = folder({
      'bare/HEAD': 'ref: refs/heads/main\n',
      'bare/config': '[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = "touch pwned; false"\n',
      'bare/objects/x': '',
      'bare/refs/x': '',
      ...server(),
    });
    const ran = audited(cwd, { base: 'main', 'working-directory': 'bare' });
    expect(ran.commands[0]!.data).toContain('cannot use bare repository');
    expect([readIn(cwd, 'pwned'), readIn(cwd, 'bare/pwned')]).toEqual([undefined, undefined]);
  });

  it('may have links and files where modules stand', () => {
    const more = {
      ...server(DEFECT),
      'node_modules/@odd': '',
      'node_modules/a/package.json': '{}',
      'node_modules/b': '',
    };
    const cwd = pullRequest(server(), more);
    const ran = audited(cwd, { base: 'HEAD^1', comment: 'comment.md' });
    expect([ran.outputs['exit-code'], ran.commands.filter(({ data }) => data.includes('bug'))]).toEqual(['1', []]);
    expect(readIn(cwd, 'comment.md')).toContain('### 3 new findings');
  });
});

describe('every step is needed', { timeout: 120_000 }, () => {
  const cwd = pullRequest(server(), server(DEFECT));
  const inputs = { base: 'HEAD^1', sarif: 'audit.sarif', comment: 'comment.md' };
  const seen = (steps = action.runs.steps) => {
    const { outputs, commands, summary, conclusion } = audited(cwd, inputs, { action: { ...action, runs: { steps } } });
    return { outputs, commands, summary, conclusion };
  };
  const whole = seen();
  it('together they do it all', () => {
    expect(whole.conclusion).toBe('failure');
    expect(whole.outputs).toMatchObject({ 'exit-code': '1', sarif: 'audit.sarif', comment: 'comment.md' });
    expect(whole.commands.map(({ name }) => name)).toEqual(['error', 'error', 'notice']);
    expect(whole.summary).toContain('### 3 new findings');
  });
  it.each(action.runs.steps.map(({ name }, i) => [name, i] as const))('without "%s" it is not the same', (_, gone) =>
    expect(seen(action.runs.steps.filter((__, i) => i !== gone))).not.toEqual(whole),
  );
});

describe('the command of its own version', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };
  /** An `npm` that notes how it was called, and puts our build where the package would stand. */
  const npm = (body: string): string => {
    const bin = folder({ npm: `#!/bin/sh\n${body}\n` });
    chmodSync(path.join(bin, 'npm'), 0o755);
    return `${bin}:${process.env['PATH']}`;
  };

  it('is installed into a folder of its own, with what stands in the workspace out of sight', () => {
    const cwd = folder({
      ...server(),
      '.npmrc': 'registry=https://elsewhere.example/',
      'node_modules/.bin/mcp-audit': '',
    });
    const PATH = npm(
      `echo "$PWD $@" > "$HOME/called"; mkdir -p node_modules/mcp-audit && ln -s '${root}/dist' node_modules/mcp-audit/dist`,
    );
    const temp = folder({});
    const ran = audited(cwd, {}, { home: actionHome(false), temp, env: { PATH } });
    expect(ran.outputs).toMatchObject({ score: '100', 'exit-code': '0' });
    const [place, ...args] = readIn(temp, 'called')!.trim().split(' ');
    expect(args).toEqual([
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `mcp-audit@${version}`,
    ]);
    expect(path.relative(temp, place!)).toMatch(/^mcp-audit-\w+\/npm$/);
  });

  it('is an error where the registry does not have it', () => {
    const PATH = npm('echo "npm error 404 Not Found" >&2; exit 1');
    const ran = audited(folder(server()), {}, { home: actionHome(false), env: { PATH } });
    expect(ran.conclusion).toBe('failure');
    expect(ran.commands).toEqual([
      {
        name: 'error',
        properties: { title: 'mcp-audit' },
        data: `cannot get mcp-audit@${version} from the registry of npm: npm error 404 Not Found`,
      },
    ]);
  });
});
