import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { inFolder } from './support.ts';

const folder = inFolder();
const { write, read, complaint, complaints } = folder;
const C = 'mcp-audit.config.json';
const list = '`mcp-audit rules` lists all of them';

/** The example package, as npm would install it. */
function install(): void {
  const name = 'mcp-audit-plugin-acme';
  cpSync(path.resolve(import.meta.dirname, '../fixtures/plugins', name), path.join(folder.root, 'node_modules', name), {
    recursive: true,
  });
}
const pack = (name: string, main: string, text: string, more = {}): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main, ...more }),
  [`node_modules/${name}/${main}`]: text,
});

describe('extends', () => {
  it.each<[string, Record<string, string>, unknown]>([
    [
      'a file, and what stands in the file itself wins',
      { [C]: '{"extends": "./base.json", "failOn": "info"}', 'base.json': '{"failOn": "never", "maxWarnings": 3}' },
      { failOn: 'info', maxWarnings: 3 },
    ],
    [
      'several, the later wins',
      {
        [C]: '{"extends": ["./a.yaml", "./b.ts"]}',
        'a.yaml': 'failOn: never\nturnBudget: 5\n',
        'b.ts': "export default { failOn: 'info' };",
      },
      { failOn: 'info', turnBudget: 5 },
    ],
    [
      'what extends in its turn, from where it stands',
      {
        [C]: '{"extends": "./team/mcp.json"}',
        'team/mcp.json': '{"extends": "../all/mcp.yml", "maxWarnings": 2}',
        'all/mcp.yml': 'maxWarnings: 9\nfailOn: never\n',
      },
      { maxWarnings: 2, failOn: 'never' },
    ],
    [
      'the same twice, by two ways',
      {
        [C]: '{"extends": ["./a.json", "./b.json"]}',
        'a.json': '{"extends": "./c.json"}',
        'b.json': '{"extends": "./c.json"}',
        'c.json': '{"failOn": "info"}',
      },
      { failOn: 'info' },
    ],
    [
      'rules one by one, the level of the later with the options of both',
      {
        [C]: '{"extends": "./base.json", "rules": {"description-missing": ["error", {"shortest": 5}]}}',
        'base.json':
          '{"rules": {"description-missing": ["info", {"titles": true, "shortest": 9}], "secret-parameter": "off"}}',
      },
      { rules: { 'description-missing': ['error', { titles: true, shortest: 5 }], 'secret-parameter': 'off' } },
    ],
    [
      'a level alone leaves the options',
      {
        [C]: '{"extends": "./base.json", "rules": {"description-missing": "error"}}',
        'base.json': '{"rules": {"description-missing": ["info", {"titles": true}]}}',
      },
      { rules: { 'description-missing': ['error', { titles: true }] } },
    ],
    [
      'overrides after each other, limits one by one, toolsets whole',
      {
        [C]: '{"extends": "./base.json", "overrides": [{"tools": "b", "rules": {}}], "budget": {"tool": 1, "toolset": 3}, "toolsets": {"b": ["b"]}}',
        'base.json':
          '{"overrides": [{"tools": "a", "rules": {}}], "budget": {"tokens": 5, "tool": 9}, "toolsets": {"a": ["a"]}, "diff": {"failOn": "any"}}',
      },
      {
        overrides: [
          { tools: 'a', rules: {} },
          { tools: 'b', rules: {} },
        ],
        budget: { tokens: 5, tool: 1, toolset: 3 },
        toolsets: { b: ['b'] },
        diff: { failOn: 'any' },
      },
    ],
    [
      'a package of JSON',
      { [C]: '{"extends": "@acme/mcp-config"}', ...pack('@acme/mcp-config', 'index.json', '{"failOn": "never"}') },
      { failOn: 'never' },
    ],
    [
      'a package of CommonJS, and a file in it',
      {
        [C]: '{"extends": ["acme-config", "acme-config/strict.yaml"]}',
        ...pack('acme-config', 'index.cjs', "module.exports = { failOn: 'never', maxWarnings: 1 };"),
        'node_modules/acme-config/strict.yaml': 'failOn: info',
      },
      { failOn: 'info', maxWarnings: 1 },
    ],
    [
      'a package that can only be imported',
      {
        [C]: '{"extends": "acme-config"}',
        ...pack('acme-config', 'index.js', "export default { failOn: 'never' };", {
          type: 'module',
          exports: { '.': { import: './index.js' } },
        }),
      },
      { failOn: 'never' },
    ],
    [
      'a package of TypeScript, that takes ours from where nothing is installed',
      {
        [C]: '{"extends": "acme-config"}',
        ...pack(
          'acme-config',
          'index.ts',
          "import { defineConfig } from 'mcp-audit';\nconst failOn: 'never' = 'never';\nexport default defineConfig({ failOn });",
        ),
      },
      { failOn: 'never' },
    ],
    [
      'a package extended by a package, beside which it stands',
      {
        [C]: '{"extends": "outer"}',
        ...pack('outer', 'index.json', '{"extends": "inner", "maxWarnings": 4}'),
        'node_modules/outer/node_modules/inner/package.json': '{"name": "inner", "main": "index.json"}',
        'node_modules/outer/node_modules/inner/index.json': '{"failOn": "never"}',
      },
      { failOn: 'never', maxWarnings: 4 },
    ],
    [
      'from package.json and YAML',
      {
        'package.json': '{"mcp-audit": {"extends": ["./base.yaml"]}}',
        'base.yaml': 'extends: [recommended]\nfailOn: info',
      },
      { failOn: 'info' },
    ],
  ])('%s', async (_, files, config) => {
    write(files);
    expect((await read()).config).toEqual(config);
  });

  it.each<[string, Record<string, string>, ...string[]]>([
    [
      'almost a preset',
      { [C]: '{\n  "extends": ["recomended"]\n}' },
      `${C}:2:15: there is no preset or package \`recomended\``,
      'did you mean `recommended`?',
    ],
    [
      'a package that is not installed',
      { [C]: '{"extends": "@acme/mcp-audit-config"}' },
      `${C}:1:13: there is no package \`@acme/mcp-audit-config\``,
      'install it (`npm install --save-dev @acme/mcp-audit-config`), or name a file: `"extends": ["./team.json"]`',
    ],
    [
      'almost a package',
      { [C]: '{"extends": "@acme/mcp-config"}', ...pack('@acme/mcp-audit-config', 'index.json', '{}') },
      `${C}:1:13: there is no package \`@acme/mcp-config\``,
      'did you mean `@acme/mcp-audit-config`?',
      'install it (`npm install --save-dev @acme/mcp-config`), or name a file: `"extends": ["./team.json"]`',
    ],
    [
      'a file without the dot',
      { [C]: '{"extends": "team.json"}', 'team.json': '{}' },
      `${C}:1:13: there is no package \`team.json\``,
      'a file is named with `./`: `./team.json`',
    ],
    [
      'a file that is almost there',
      { [C]: '{"extends": "./ci/strikt.json"}', 'ci/strict.json': '{}' },
      `${C}:1:13: there is no file \`./ci/strikt.json\``,
      'did you mean `./ci/strict.json`?',
    ],
    [
      'a file that is not there',
      { [C]: 'x', 'mcp-audit.config.yaml': '' },
      'there are 2 configurations: `mcp-audit.config.json` and `mcp-audit.config.yaml`',
      'keep one, or name one with `--config FILE`',
    ],
    [
      'a file in no folder',
      { 'mcp-audit.config.yaml': 'extends: ./nowhere/base.json\n' },
      'mcp-audit.config.yaml:1:10: there is no file `./nowhere/base.json`',
      'paths begin where the file stands in which they are written',
    ],
    [
      'a file of another kind',
      { [C]: '{"extends": "./base.toml"}', 'base.toml': '' },
      `${C}:1:13: \`./base.toml\` cannot be a configuration`,
      'its name must end in `.json`, `.yaml`, `.yml`, `.js`, `.mjs`, `.ts`',
    ],
    [
      'itself',
      { [C]: '{\n"extends": ["recommended", "./mcp-audit.config.json"]}' },
      `${C}:2:28: the configuration extends itself`,
      'mcp-audit.config.json → mcp-audit.config.json',
    ],
    [
      'itself, by way of others',
      {
        [C]: '{"extends": "./a.json"}',
        'a.json': '{"extends": "./b/b.yaml"}',
        'b/b.yaml': 'extends:\n  - ../a.json\n',
      },
      'b/b.yaml:2:5: the configuration extends itself',
      'a.json → b/b.yaml → a.json',
      'extended at a.json:1:13',
      `extended at ${C}:1:13`,
    ],
    [
      'a number',
      { [C]: '{"extends": 5}' },
      `${C}:1:13: \`extends\` must be the name of a preset, a package or a file, or an array of them, but it is \`5\``,
      'for example `"extends": ["recommended", "./team.json"]`',
    ],
    [
      'nothing',
      { [C]: '{"extends": []}' },
      `${C}:1:13: \`extends\` must be the name of a preset, a package or a file, or an array of them, but it is an empty array`,
      'for example `"extends": ["recommended", "./team.json"]`',
    ],
    [
      'an empty name',
      { [C]: '{"extends": [""]}' },
      `${C}:1:14: \`extends[0]\` must be a string that is not empty, but it is an empty string`,
      'for example `"extends": ["recommended", "./team.json"]`',
    ],
    [
      'a mistake in what is extended, at its place',
      { [C]: '{\n "extends": "./base.yaml"}', 'base.yaml': 'failOn: never\nrulez: {}\n' },
      'base.yaml:2:1: there is no setting `rulez`',
      'did you mean `rules`?',
      `extended at ${C}:2:13`,
    ],
    [
      'an unknown rule in a package',
      { [C]: '{"extends": "acme"}', ...pack('acme', 'index.json', '{\n"rules": {"description-mising": "off"}}') },
      'node_modules/acme/index.json:2:11: no rule is called `description-mising`',
      'did you mean `description-missing`?',
      list,
      `extended at ${C}:1:13`,
    ],
    [
      'a program that throws',
      { [C]: '{"extends": "./base.ts"}', 'base.ts': '\nthrow new Error("no");' },
      'base.ts:2: the configuration throws Error: no',
      'correct it, or name another file with `--config`',
      `extended at ${C}:1:13`,
    ],
    [
      'targets that are extended',
      { [C]: '{"extends": "./base.json"}', 'base.json': '{\n"targets": [{"command": ["rm", "-rf", "."]}]}' },
      'base.json:2:1: `targets` cannot be extended',
      'only the configuration that is read first says what is audited: move it there',
      `extended at ${C}:1:13`,
    ],
    [
      'a baseline that is extended',
      { [C]: '{"extends": "acme"}', ...pack('acme', 'index.json', '{"baseline": "x.json"}') },
      'node_modules/acme/index.json:1:2: `baseline` cannot be extended',
      'only the configuration that is read first says what is audited: move it there',
      `extended at ${C}:1:13`,
    ],
    [
      'variants that are extended',
      { [C]: '{"extends": "./base.json"}', 'base.json': '{"variants": {"a": {"args": ["x"]}}}' },
      'base.json:1:2: `variants` cannot be extended',
      'only the configuration that is read first says what is audited: move it there',
      `extended at ${C}:1:13`,
    ],
    [
      'a budget for a toolset that is none, wherever both stand',
      {
        [C]: '{"extends": "./base.json", "toolsets": {"orders": ["*_order"]}}',
        'base.json': '{\n"budget": {"toolset": {"order": 5}}}',
      },
      'base.json:2:24: no toolset is called `order`',
      'did you mean `orders`?',
    ],
    [
      'an empty file',
      { [C]: '{"extends": "./base.json"}', 'base.json': '' },
      'base.json:1:1: the file is empty',
      'write a configuration into it, or delete it',
      `extended at ${C}:1:13`,
    ],
    [
      'a folder',
      { [C]: '{"extends": "./base"}', 'base/x': '' },
      `${C}:1:13: there is no file \`./base\``,
      'paths begin where the file stands in which they are written',
    ],
    [
      'an address for a package',
      { [C]: '{"extends": "https://example.com/base.json"}' },
      `${C}:1:13: \`https://example.com/base.json\` is neither a package nor a path`,
      'packages and files are read from here: `"extends": ["./team.json"]`',
    ],
  ])('refuses %s', async (_, files, ...said) => {
    write(files);
    expect(await complaint()).toEqual(said);
  });

  it('knows a link that leads nowhere, and one that leads back', async () => {
    write({ [C]: '{"extends": "./nowhere.json"}', 'back.json': '{"extends": "./again/back.json"}' });
    symlinkSync('nowhere.json', path.join(folder.root, 'nowhere.json'));
    symlinkSync('.', path.join(folder.root, 'again'));
    expect(await complaint()).toEqual([
      `${C}:1:13: there is no file \`./nowhere.json\``,
      'paths begin where the file stands in which they are written',
    ]);
    write({ [C]: '{"extends": "./back.json"}' });
    expect(await complaint()).toEqual([
      'back.json:1:13: the configuration extends itself',
      `${C} → back.json → again/back.json`,
      `extended at ${C}:1:13`,
    ]);
  });

  it('tells of a long way the ends', async () => {
    write({ [C]: '{"extends": "./0.json"}', '30.json': '{"failOn": 5}' });
    for (let i = 0; i < 30; i++) write({ [`${i}.json`]: `{"extends": "./${i + 1}.json"}` });
    expect((await complaint()).slice(2)).toEqual([
      'extended at 29.json:1:13',
      'extended at 28.json:1:13',
      'extended at 27.json:1:13',
      `extended at ${C}:1:13, through others`,
    ]);
  });

  it('ends where files extend each other without end', async () => {
    write({ [C]: '{"extends": "./0.json"}' });
    for (let i = 0; i < 40; i++) write({ [`${i}.json`]: `{"extends": ["./${i + 1}.json", "./${i + 1}.json"]}` });
    write({ '40.json': '{}' });
    expect((await complaint())[0]).toBe(`${C}: more than 100 configurations extend each other`);
  });

  it('knows where each part stands', async () => {
    write({
      [C]: '{"extends": ["./base.yaml"],\n "targets": {"api": "x.json"},\n "overrides": [{"rules": {}}]}',
      'base.yaml':
        'overrides:\n  - rules: {}\nworkflows:\n  - [a, b]\nbudget: {tokens: 5}\nrules:\n  description-missing: [info, {titles: true}]\n',
    });
    const { place, origins } = await read();
    expect(place!(['overrides', 0], 'value')).toEqual({ file: 'base.yaml', line: 2, column: 5 });
    expect(place!(['overrides', 1], 'value')).toEqual({ file: C, line: 3, column: 16 });
    expect(place!(['targets', 0], 'key')).toEqual({ file: C, line: 2, column: 14 });
    expect(place!(['workflows', 0, 1], 'value')).toEqual({ file: 'base.yaml', line: 4, column: 9 });
    expect(place!(['failOn'], 'value')).toEqual({ file: C });
    expect(
      Object.fromEntries(
        [...origins].map(
          ([
            at,
            {
              place: { file, line },
            },
          ]) => [at, `${file}:${line}`],
        ),
      ),
    ).toEqual({
      '/overrides/0': 'base.yaml:2',
      '/workflows': 'base.yaml:3',
      '/budget/tokens': 'base.yaml:5',
      '/rules/description-missing': 'base.yaml:7',
      '/rules/description-missing/1/titles': 'base.yaml:7',
      '/overrides/1': `${C}:3`,
      '/targets/0': `${C}:2`,
    });
  });
});

describe('plugins', () => {
  beforeEach(install);
  const acme = '"plugins": ["mcp-audit-plugin-acme"]';
  const own = (name: string, rule = 'a'): string =>
    `import { defineRule } from 'mcp-audit/rule';
const meta = { id: '${rule}', title: 'T.', category: 'naming', severity: 'info', why: 'W.', hint: 'H.', messages: { m: 'M.' }, references: [], realCase: 'Guards against it.', since: '1' } as const;
export default { name: '${name}', rules: [defineRule(meta, {})] };`;

  it.each<[string, Record<string, string>, unknown, string[]]>([
    [
      'a package with rules, options and a preset',
      {
        [C]: `{${acme}, "extends": "acme/recommended", "rules": {"acme/tool-prefix": ["error", {"prefixes": ["x_"]}]}}`,
      },
      {
        rules: {
          'acme/ticket-required': 'warning',
          'secret-parameter': 'error',
          'acme/tool-prefix': ['error', { prefixes: ['x_'] }],
        },
      },
      ['acme/ticket-required', 'acme/tool-prefix'],
    ],
    [
      'a preset of its own, that extends another and one of ours',
      { [C]: `{${acme}, "extends": "acme/strict"}` },
      {
        failOn: 'warning',
        rules: {
          'acme/ticket-required': 'error',
          'secret-parameter': 'warning',
        },
      },
      ['acme/ticket-required', 'acme/tool-prefix'],
    ],
    [
      'that a package brings, from beside it',
      {
        [C]: '{"extends": "acme-config"}',
        ...pack('acme-config', 'index.json', '{"plugins": ["inner"], "rules": {"inner/a": "error"}}'),
        'node_modules/acme-config/node_modules/inner/package.json': '{"main": "index.ts"}',
        'node_modules/acme-config/node_modules/inner/index.ts': own('inner'),
      },
      { rules: { 'inner/a': 'error' } },
      ['inner/a'],
    ],
    [
      'a file of TypeScript',
      { [C]: '{"plugins": ["./rules/index.ts"], "rules": {"mine/a": "error"}}', 'rules/index.ts': own('mine') },
      { rules: { 'mine/a': 'error' } },
      ['mine/a'],
    ],
    [
      'a folder, and a name without its ending',
      { [C]: '{"plugins": ["./one", "./two"]}', 'one/index.ts': own('one'), 'two.ts': own('two') },
      {},
      ['one/a', 'two/a'],
    ],
    [
      'made by a configuration that is code',
      {
        'mcp-audit.config.ts': `import mine from './mine.ts';\nexport default { plugins: [mine] };`,
        'mine.ts': own('mine'),
      },
      {},
      ['mine/a'],
    ],
    [
      'that come with what is extended',
      {
        [C]: '{"extends": "./base.json", "rules": {"mine/a": "off"}}',
        'base.json': '{"plugins": ["./mine.ts"]}',
        'mine.ts': own('mine'),
      },
      { rules: { 'mine/a': 'off' } },
      ['mine/a'],
    ],
    [
      'that a file of the project rests on without naming them',
      {
        [C]: '{"plugins": ["./mine.ts"], "extends": "./base.json"}',
        'base.json': '{"rules": {"mine/a": "error"}}',
        'mine.ts': own('mine'),
      },
      { rules: { 'mine/a': 'error' } },
      ['mine/a'],
    ],
    [
      'twice, by two ways, once',
      {
        [C]: '{"plugins": ["./mine.ts"], "extends": "./base.json"}',
        'base.json': '{"plugins": ["./mine.ts"]}',
        'mine.ts': own('mine'),
      },
      {},
      ['mine/a'],
    ],
  ])('%s', async (_, files, config, ids) => {
    write(files);
    const got = await read();
    expect(got.config).toEqual(config);
    expect(got.rules.flatMap(({ meta }) => (meta.id.includes('/') ? meta.id : []))).toEqual(ids);
  });

  it.each<[string, Record<string, string>, ...string[]]>([
    [
      'a package that is not installed',
      { [C]: '{\n"plugins": ["mcp-audit-plugin-acmee"]}' },
      `${C}:2:13: there is no package \`mcp-audit-plugin-acmee\``,
      'did you mean `mcp-audit-plugin-acme`?',
      'install it (`npm install --save-dev mcp-audit-plugin-acmee`), or name a file: `"plugins": ["./team.ts"]`',
    ],
    [
      'a package that is not installed, and says nothing of its rules',
      { [C]: '{"plugins": ["zzzzzzzz"],\n"rules": {"zz/a": "off"}}' },
      `${C}:1:14: there is no package \`zzzzzzzz\``,
      'install it (`npm install --save-dev zzzzzzzz`), or name a file: `"plugins": ["./team.ts"]`',
    ],
    [
      'one name without its array',
      { [C]: '{"plugins": "mcp-audit-plugin-acme"}' },
      `${C}:1:13: \`plugins\` must be an array of the names of packages and of paths that begin with \`./\`, but it is \`"mcp-audit-plugin-acme"\``,
      'for example `"plugins": ["mcp-audit-plugin-acme", "./rules/index.ts"]`',
    ],
    [
      'almost a rule of it',
      { [C]: `{${acme},\n"rules": {"acme/tool-prefx": "off"}}` },
      `${C}:2:11: no rule is called \`acme/tool-prefx\``,
      'did you mean `acme/tool-prefix`?',
      list,
    ],
    [
      'a rule of a plugin that is not named',
      { [C]: '{"rules": {"other/tool-prefix": "off"}}' },
      `${C}:1:12: no plugin is called \`other\``,
      'name its package: `"plugins": ["mcp-audit-plugin-other"]`',
    ],
    [
      'almost an option',
      { [C]: `{${acme},\n"rules": {"acme/tool-prefix": ["error", {"prefix": ["a"]}]}}` },
      `${C}:2:42: \`acme/tool-prefix\` has no option \`prefix\``,
      'did you mean `prefixes`?',
    ],
    [
      'a value that the option does not take',
      { [C]: `{${acme},\n"rules": {"acme/tool-prefix": ["error", {"prefixes": "a_"}]}}` },
      `${C}:2:54: \`prefixes\` of \`acme/tool-prefix\` must be an array of strings, but it is \`"a_"\``,
      'for example `"acme/tool-prefix": ["warning", { "prefixes": ["acme_"] }]`',
    ],
    [
      'almost a preset of it',
      { [C]: `{${acme},\n"extends": ["acme/recomended"]}` },
      `${C}:2:13: the plugin \`acme\` has no preset \`recomended\``,
      'did you mean `acme/recommended`?',
    ],
    [
      'no preset of it',
      { [C]: `{${acme},\n"extends": ["acme/all-of-it"]}` },
      `${C}:2:13: the plugin \`acme\` has no preset \`all-of-it\``,
      'its presets: `acme/recommended`, `acme/strict`',
    ],
    [
      'two with one name',
      { [C]: '{"plugins": ["./a.ts",\n"./b.ts"]}', 'a.ts': own('mine'), 'b.ts': own('mine') },
      `${C}:1:2: two plugins are called \`mine\``,
      'one is of a.ts, the other of b.ts',
    ],
    [
      'a file that is no plugin',
      { [C]: '{"plugins": ["./mine.ts"]}', 'mine.ts': 'export default { rules: [] };' },
      'mine.ts: `name` of the plugin must be a name of small letters, digits and hyphens, but it is missing',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'a configuration in the place of a plugin',
      { [C]: '{"plugins": ["./mine.json"]}', 'mine.json': '{"rules": {}}' },
      'mine.json: `name` of the plugin must be a name of small letters, digits and hyphens, but it is missing',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'the name of a preset',
      { [C]: '{"plugins": ["./mine.ts"]}', 'mine.ts': own('strict') },
      'mine.ts: `name` of the plugin must be no name of a preset, but it is not',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'a rule without a severity',
      { [C]: '{"plugins": ["./mine.ts"]}', 'mine.ts': own('mine').replace("severity: 'info', ", '') },
      'mine.ts: `rules[0].meta.severity` of the plugin must be `error`, `warning` or `info`, but it is missing',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'an option whose default it would not take',
      {
        [C]: '{"plugins": ["./mine.ts"]}',
        'mine.ts': own('mine').replace(
          "since: '1'",
          "since: '1', options: { most: { type: 'integer', default: '5', describe: 'D.' } }",
        ),
      },
      'mine.ts: `rules[0].meta.options.most.default` of the plugin must be a whole number, but it is not',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'an option of no type',
      {
        [C]: '{"plugins": ["./mine.ts"]}',
        'mine.ts': own('mine').replace("since: '1'", "since: '1', options: { most: { type: 'number', default: 5 } }"),
      },
      'mine.ts: `rules[0].meta.options.most.type` of the plugin must be an object with `type`, which is `integer`, `boolean` or `strings`, but it is not',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'a message of no severity',
      {
        [C]: '{"plugins": ["./mine.ts"]}',
        'mine.ts': own('mine').replace("{ m: 'M.' }", "{ m: { text: 'M.', severity: 'warn' } }"),
      },
      'mine.ts: `rules[0].meta.messages.m.severity` of the plugin must be `error`, `warning` or `info`, but it is not',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'a rule that is only its metadata',
      { [C]: '{"plugins": ["./mine.ts"]}', 'mine.ts': own('mine').replace('defineRule(meta, {})', '{ meta }') },
      'mine.ts: `rules[0].checks` of the plugin must be an object, but it is missing',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'two rules with one id',
      {
        [C]: '{"plugins": ["./mine.ts"]}',
        'mine.ts': own('mine').replace('[defineRule(meta, {})]', '[defineRule(meta, {}), defineRule(meta, {})]'),
      },
      'mine.ts: two rules of the plugin `mine` are called `a`',
      'give each an id of its own',
    ],
    [
      'a plugin that throws',
      { [C]: '{"plugins": ["./mine.ts"]}', 'mine.ts': 'const a: number = 1;\nthrow new TypeError(`no ${a}`);' },
      'mine.ts:2: the plugin throws TypeError: no 1',
      'correct it, or leave it out of `plugins`',
    ],
    [
      'a plugin whose parts throw',
      {
        [C]: '{"plugins": ["./mine.ts"]}',
        'mine.ts': "export default { get name() { throw new Error('no\\nway'); }, rules: [] };",
      },
      'mine.ts: the plugin throws Error: no',
      'correct it, or leave it out of `plugins`',
    ],
    [
      'a rule that entails what is no list',
      { [C]: '{"plugins": ["./mine.ts"]}', 'mine.ts': own('mine').replace("since: '1'", "since: '1', entails: 'b'") },
      'mine.ts: `rules[0].meta.entails` of the plugin must be an array of ids, but it is not',
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    ],
    [
      'an address for a package',
      { [C]: '{"plugins": ["npm:acme"]}' },
      `${C}:1:14: \`npm:acme\` is neither a package nor a path`,
      'packages and files are read from here: `"plugins": ["./team.ts"]`',
    ],
    [
      'a plugin that is no program',
      { [C]: '{"plugins": ["./mine.ts"]}', 'mine.ts': 'export default {' },
      'mine.ts:1:17: not valid code: Unexpected token',
      'correct it, or leave it out of `plugins`',
    ],
    [
      'a preset with a mistake',
      {
        [C]: '{"plugins": ["./mine.ts"],\n"extends": "mine/all"}',
        'mine.ts': own('mine').replace('] };', "], presets: { all: { rules: { 'mine/b': 'off' } } } };"),
      },
      'mine.ts: no rule is called `mine/b`',
      'did you mean `mine/a`?',
      list,
      `extended at ${C}:2:12`,
    ],
    [
      'a preset that extends itself',
      {
        [C]: '{"plugins": ["./mine.ts"],\n"extends": "mine/all"}',
        'mine.ts': own('mine').replace('] };', "], presets: { all: { extends: 'mine/all' } } };"),
      },
      'mine.ts: the configuration extends itself',
      'mine/all → mine/all',
      `extended at ${C}:2:12`,
    ],
    [
      'what is neither a name nor a plugin',
      { [C]: '{"plugins": [5]}' },
      `${C}:1:14: \`plugins[0]\` must be a package or a path, but it is \`5\``,
      'for example `"plugins": ["mcp-audit-plugin-acme", "./rules/index.ts"]`',
    ],
  ])('refuses %s', async (_, files, ...said) => {
    write(files);
    expect(await complaint()).toEqual(said);
    expect(await complaints()).toHaveLength(1);
  });
});
