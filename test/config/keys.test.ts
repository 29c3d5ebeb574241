import { describe, expect, it } from 'vitest';

import { inFolder } from './support.ts';

const { write, read, complaint, complaints } = inFolder();
const JSON_FILE = 'mcp-audit.config.json';
const YAML_FILE = 'mcp-audit.config.yaml';

const eg = {
  overrides:
    'for example `"overrides": [{ "tools": "legacy_*", "rules": { "annotations-missing": "off" }, "reason": "frozen" }]`',
  budget: 'for example `"budget": { "tokens": 12000, "tool": 800 }`',
  toolset: 'for example `"toolset": { "orders": 2000 }`',
  until: 'for example `"until": "2026-12-31"`',
  warnings: 'for example `"maxWarnings": 10`',
  growth: 'for example `"maxGrowth": "5%"`',
  rules: 'for example `"rules": { "schema-array-no-items": "warning" }`',
  shortest: 'for example `"description-missing": ["warning", { "shortest": 10 }]`',
  targets: 'for example `"targets": ["tools.json", "https://example.com/mcp"]`',
};
const list = '`mcp-audit rules` lists all of them';
const growth = 'a number of tokens, or a share such as `"5%"`';
const level = '`off`, `info`, `warning` or `error`';

/** Title, text (JSON, or YAML where it begins with a word), `LINE:COLUMN: message`, hints. */
const WRONG: [title: string, text: string, said: string, ...hints: string[]][] = [
  // options of rules
  [
    'almost an option',
    '{"rules": {"description-missing": ["error", {"shortst": 5}]}}',
    '1:46: `description-missing` has no option `shortst`',
    'did you mean `shortest`?',
  ],
  [
    'no option at all like it',
    'rules:\n  description-missing: [error, {zzzzzzzzzz: 5}]\n',
    '2:33: `description-missing` has no option `zzzzzzzzzz`',
    'known are `shortest`, `most`, `least`, `titles`, `words`',
  ],
  [
    'an option of a rule that has none',
    '{"rules": {"secret-parameter": ["error", {"shortest": 5}]}}',
    '1:43: `secret-parameter` has no options',
    'give its level alone',
  ],
  [
    'an option called like a part of every object',
    '{"rules": {"description-missing": ["error", {"constructor": 5}]}}',
    '1:46: `description-missing` has no option `constructor`',
    'known are `shortest`, `most`, `least`, `titles`, `words`',
  ],
  [
    'a text for a number',
    'rules:\n  description-missing:\n    - error\n    - shortest: "5"\n',
    '4:17: `shortest` of `description-missing` must be a whole number from 1 to 500, but it is `"5"`',
    eg.shortest,
  ],
  [
    'a number that is too small',
    '{"rules": {"description-missing": ["error", {"shortest": 0}]}}',
    '1:58: `shortest` of `description-missing` must be a whole number from 1 to 500, but it is `0`',
    eg.shortest,
  ],
  [
    'a number that is too large',
    '{"rules": {"description-missing": ["error", {"shortest": 501}]}}',
    '1:58: `shortest` of `description-missing` must be a whole number from 1 to 500, but it is `501`',
    eg.shortest,
  ],
  [
    'half a number',
    '{"rules": {"description-missing": ["error", {"most": 1.5}]}}',
    '1:54: `most` of `description-missing` must be a whole number, but it is `1.5`',
    'for example `"description-missing": ["warning", { "most": 0 }]`',
  ],
  [
    'less than the least',
    '{"rules": {"description-missing": ["error", {"least": -1}]}}',
    '1:55: `least` of `description-missing` must be a whole number of at least 1, but it is `-1`',
    'for example `"description-missing": ["warning", { "least": 1 }]`',
  ],
  [
    'a word for yes or no',
    'rules: {description-missing: [error, {titles: yes}]}\n',
    '1:47: `titles` of `description-missing` must be `true` or `false`, but it is `"yes"`',
    'for example `"description-missing": ["warning", { "titles": true }]`',
  ],
  [
    'one word for an array',
    '{"rules": {"description-missing": ["error", {"words": "TODO"}]}}',
    '1:55: `words` of `description-missing` must be an array of strings, but it is `"TODO"`',
    'for example `"description-missing": ["warning", { "words": ["TODO"] }]`',
  ],
  [
    'a number among words',
    '{"rules": {"description-missing": ["error", {"words": ["TODO", 5]}]}}',
    '1:55: `words` of `description-missing` must be an array of strings, but it is an array',
    'for example `"description-missing": ["warning", { "words": ["TODO"] }]`',
  ],
  [
    'null for an option',
    '{"rules": {"description-missing": ["error", {"most": null}]}}',
    '1:54: `most` of `description-missing` must be a whole number, but it is null',
    'for example `"description-missing": ["warning", { "most": 0 }]`',
  ],
  [
    'an object for an option',
    '{"rules": {"description-missing": ["error", {"most": {}}]}}',
    '1:54: `most` of `description-missing` must be a whole number, but it is an object',
    'for example `"description-missing": ["warning", { "most": 0 }]`',
  ],
  [
    'options that are no object',
    '{"rules": {"description-missing": ["error", 5]}}',
    '1:45: `rules.description-missing[1]` must be an object from the names of options to values, but it is `5`',
    eg.rules,
  ],
  [
    'options without a level',
    '{"rules": {"description-missing": [{"shortest": 5}]}}',
    `1:36: \`rules.description-missing[0]\` must be ${level}, but it is an object`,
    eg.rules,
  ],
  [
    'options alone',
    '{"rules": {"description-missing": {"shortest": 5}}}',
    `1:35: \`rules.description-missing\` must be ${level}, but it is an object`,
    eg.rules,
  ],
  [
    'a level of another linter, with options',
    '{"rules": {"description-missing": ["warn", {"shortest": 5}]}}',
    `1:36: \`rules.description-missing[0]\` must be ${level}, but it is \`"warn"\``,
    'did you mean `warning`?',
  ],
  [
    'an empty array',
    '{"rules": {"description-missing": []}}',
    `1:35: \`rules.description-missing\` must be ${level}, or an array of a level and options, but it is an empty array`,
    eg.rules,
  ],
  [
    'an array of three',
    '{"rules": {"description-missing": ["error", {}, {}]}}',
    `1:35: \`rules.description-missing\` must be ${level}, or an array of a level and options, but it is an array`,
    eg.rules,
  ],
  // overrides
  [
    'overrides that are no array',
    '{"overrides": {"rules": {}}}',
    '1:15: `overrides` must be an array of overrides, but it is an object',
    eg.overrides,
  ],
  [
    'an override that is a text',
    '{"overrides": ["legacy_*"]}',
    '1:16: `overrides[0]` must be an object with `rules`, and `servers` or `tools` that they are for, but it is `"legacy_*"`',
    eg.overrides,
  ],
  [
    'an override without rules',
    '{"overrides": [{"tools": "a"}]}',
    `1:16: \`overrides[0].rules\` must be an object from rule ids to ${level}, but it is missing`,
    eg.rules,
  ],
  [
    'almost a key of an override',
    'overrides:\n  - tool: legacy_*\n    rules: {}\n',
    '2:5: `overrides[0]` has no setting `tool`',
    'did you mean `tools`?',
  ],
  [
    'a key of none',
    '{"overrides": [{"files": ["a.ts"], "rules": {}}]}',
    '1:17: `overrides[0]` has no setting `files`',
    'did you mean `rules`?',
  ],
  [
    'no pattern',
    '{"overrides": [{"tools": [], "rules": {}}]}',
    '1:26: `overrides[0].tools` must be a pattern or an array of patterns, but it is an empty array',
    'for example `"tools": ["legacy_*"]`',
  ],
  [
    'a pattern that is a number',
    '{"overrides": [{"servers": 5, "rules": {}}]}',
    '1:28: `overrides[0].servers` must be a pattern or an array of patterns, but it is `5`',
    'for example `"servers": ["staging-*"]`',
  ],
  [
    'an unknown rule there',
    '{"overrides": [{"tools": "a", "rules": {"description-mising": "off"}}]}',
    '1:41: no rule is called `description-mising`',
    'did you mean `description-missing`?',
    list,
  ],
  [
    'a level of another linter there',
    '{"overrides": [{"tools": "a", "rules": {"description-missing": "warn"}}]}',
    `1:64: \`overrides[0].rules.description-missing\` must be ${level}, but it is \`"warn"\``,
    'did you mean `warning`?',
  ],
  [
    'options for single tools',
    '{"overrides": [{"tools": "a", "rules": {"description-missing": ["off", {"shortest": 5}]}}]}',
    '1:72: `overrides[0].rules.description-missing` has options, and the override is for some tools only',
    'a rule looks at a whole server: leave out `tools`, or the options',
  ],
  [
    'an unknown option for a server',
    '{"overrides": [{"servers": "a", "rules": {"description-missing": ["off", {"shorter": 5}]}}]}',
    '1:75: `description-missing` has no option `shorter`',
    'did you mean `shortest`?',
  ],
  [
    'a day that is none',
    'overrides:\n  - rules: {}\n    until: 2026-02-30\n',
    '3:12: `overrides[0].until` must be a day as `2026-12-31`, but it is `"2026-02-30"`',
    eg.until,
  ],
  [
    'a day written otherwise',
    '{"overrides": [{"rules": {}, "until": "31.12.2026"}]}',
    '1:39: `overrides[0].until` must be a day as `2026-12-31`, but it is `"31.12.2026"`',
    eg.until,
  ],
  [
    'a day that is a number',
    '{"overrides": [{"rules": {}, "until": 20261231}]}',
    '1:39: `overrides[0].until` must be a day as `2026-12-31`, but it is `20261231`',
    eg.until,
  ],
  [
    'an empty reason',
    '{"overrides": [{"rules": {}, "reason": ""}]}',
    '1:40: `overrides[0].reason` must be a string that is not empty, but it is an empty string',
    'for example `"reason": "frozen until 3.0"`',
  ],
  // budget, diff and other limits
  [
    'a number for a budget',
    '{"budget": 12000}',
    '1:12: `budget` must be an object with `tokens`, `tool`, `instructions` or `toolset`, but it is `12000`',
    eg.budget,
  ],
  ['almost a limit', '{"budget": {"token": 5}}', '1:13: `budget` has no setting `token`', 'did you mean `tokens`?'],
  [
    'no limit',
    '{"budget": {"dollars": 5}}',
    '1:13: `budget` has no setting `dollars`',
    'known are `tokens`, `tool`, `instructions`, `toolset`',
  ],
  [
    'what the limit was called elsewhere',
    '{\n  "maxTokens": 12000\n}',
    '2:3: there is no setting `maxTokens`',
    'it is a limit of the budget: `"budget": { "tokens": 12000, "tool": 800 }`',
  ],
  [
    'nothing for a tool',
    'budget:\n  tool: 0\n',
    '2:9: `budget.tool` must be a positive whole number, but it is `0`',
    eg.budget,
  ],
  [
    'a limit of a toolset that is a text',
    '{"budget": {"toolset": "2000"}}',
    '1:24: `budget.toolset` must be a positive whole number, or an object from the names of toolsets to such numbers, but it is `"2000"`',
    eg.toolset,
  ],
  [
    'a limit of a toolset that is nothing',
    '{"toolsets": {"orders": ["a"]}, "budget": {"toolset": {"orders": 0}}}',
    '1:66: `budget.toolset.orders` must be a positive whole number, but it is `0`',
    eg.toolset,
  ],
  [
    'almost a toolset',
    '{"toolsets": {"orders": ["a"]},\n "budget": {"toolset": {"ordres": 5}}}',
    '2:25: no toolset is called `ordres`',
    'did you mean `orders`?',
  ],
  [
    'no toolset',
    '{"toolsets": {"orders": ["a"], "staff": ["b"]},\n "budget": {"toolset": {"zzzzzzzzzz": 5}}}',
    '2:25: no toolset is called `zzzzzzzzzz`',
    'known are `orders`, `staff`',
  ],
  [
    'fewer than no warnings',
    '{"maxWarnings": -1}',
    '1:17: `maxWarnings` must be a whole number, but it is `-1`',
    eg.warnings,
  ],
  [
    'a text for a number of warnings',
    'maxWarnings: none\n',
    '1:14: `maxWarnings` must be a whole number, but it is `"none"`',
    eg.warnings,
  ],
  [
    'an empty baseline',
    '{"baseline": ""}',
    '1:14: `baseline` must be a string that is not empty, but it is an empty string',
    'for example `"baseline": "mcp-audit.baseline.txt"`',
  ],
  [
    'a baseline that is on',
    '{"baseline": true}',
    '1:14: `baseline` must be a string, but it is true',
    'for example `"baseline": "mcp-audit.baseline.txt"`',
  ],
  [
    'almost a change',
    '{"diff": {"failOn": "breakin"}}',
    '1:21: `diff.failOn` must be `breaking`, `any` or `never`, but it is `"breakin"`',
    'did you mean `breaking`?',
  ],
  [
    'a growth in other words',
    '{"diff": {"maxGrowth": "5 percent"}}',
    `1:24: \`diff.maxGrowth\` must be ${growth}, but it is \`"5 percent"\``,
    eg.growth,
  ],
  [
    'a growth below nothing',
    '{"diff": {"maxGrowth": -5}}',
    `1:24: \`diff.maxGrowth\` must be ${growth}, but it is \`-5\``,
    eg.growth,
  ],
  ['a key of no diff', 'diff:\n  fail-on: any\n', '2:3: `diff` has no setting `fail-on`', 'did you mean `failOn`?'],
  [
    'what other linters call presets',
    '{"presets": ["strict"]}',
    '1:2: there is no setting `presets`',
    'presets are extended: `"extends": ["recommended", "./team.json"]`',
  ],
  [
    'what other linters leave out',
    '{"ignores": ["legacy_*"]}',
    '1:2: there is no setting `ignores`',
    'what is not to be reported is an override with a reason: `"overrides": [{ "tools": "legacy_*", "rules": { "annotations-missing": "off" }, "reason": "frozen" }]`',
  ],
  [
    'the configuration of a client',
    '{"mcpServers": {"a": {"command": "npx", "env": {"KEY": "sesame"}}}}',
    '1:2: there is no setting `mcpServers`',
    'the configuration of a client is audited with `--client-config FILE`',
  ],
  // named targets
  [
    'two targets with one name',
    '{"targets": [{"json": "a.json", "name": "api"},\n{"json": "b.json", "name": "api"}]}',
    '2:28: two targets are called `api`',
    'give each a name of its own, or none',
  ],
  [
    'a name beside the key that is one',
    '{"targets": {"api": {"json": "a.json", "name": "other"}}}',
    '1:40: `targets.api` has a second name',
    'its key is its name',
  ],
  [
    'a named target that is nothing',
    '{"targets": {"api": {}}}',
    '1:14: `targets.api` must have one of `command`, `url`, `json` and `source`, but it has none',
    'for example `{ "command": ["npx", "-y", "some-server"] }`',
  ],
  [
    'one target that is not named',
    '{"targets": {"command": ["npx", "some-server", "sesame"]}}',
    '1:25: `targets.command` must be a path, a URL or an object, but it is an array',
    'one target goes into an array: `"targets": [{ "command": ["npx", "-y", "some-server"] }]`',
  ],
  [
    'a named target with a mistake',
    'targets:\n  api:\n    url: https://x\n    header: {A: sesame}\n',
    '4:5: `targets.api` has no setting `header`',
    'did you mean `headers`?',
  ],
  [
    'a target without a name among named ones',
    '{"targets": {"": "tools.json"}}',
    '1:14: the keys of `targets` must be a string that is not empty, but one is none',
    eg.targets,
  ],
];

describe('a wrong configuration', () => {
  it.each(WRONG)('%s', async (_, text, said, ...hints) => {
    const file = text.startsWith('{') ? JSON_FILE : YAML_FILE;
    write({ [file]: text });
    expect(await complaint()).toEqual([`${file}:${said}`, ...hints]);
  });

  it('never shows a secret', () => expect(WRONG.flatMap(([, , ...said]) => said).join('\n')).not.toContain('sesame'));
  it('always says what to do', () => expect(WRONG.filter(([, , , ...hints]) => hints.length === 0)).toEqual([]));

  it('tells all mistakes of a file at once, in their order', async () => {
    write({
      [JSON_FILE]:
        '{"extends": "./none.json",\n"plugins": ["none"],\n"rules": {"nope": "off",\n"description-missing": ["error", {"shortest": 0}]},\n"budget": {"tokens": "x"}}',
    });
    expect(await complaints()).toEqual([
      `${JSON_FILE}:1:13: there is no file \`./none.json\``,
      `${JSON_FILE}:2:13: there is no package \`none\``,
      `${JSON_FILE}:3:11: no rule is called \`nope\``,
      `${JSON_FILE}:4:47: \`shortest\` of \`description-missing\` must be a whole number from 1 to 500, but it is \`0\``,
      `${JSON_FILE}:5:22: \`budget.tokens\` must be a positive whole number, but it is \`"x"\``,
    ]);
  });
});

describe('a right configuration', () => {
  it.each<[string, string, unknown]>([
    [
      'a level with no options',
      '{"rules": {"secret-parameter": ["error"]}}',
      { rules: { 'secret-parameter': 'error' } },
    ],
    ['empty options', '{"rules": {"secret-parameter": ["off", {}]}}', { rules: { 'secret-parameter': 'off' } }],
    [
      'options at their limits',
      '{"rules": {"description-missing": ["error", {"shortest": 1, "most": -5, "words": []}]}}',
      { rules: { 'description-missing': ['error', { shortest: 1, most: -5, words: [] }] } },
    ],
    [
      'one limit for each toolset',
      '{"budget": {"toolset": 5}, "toolsets": {"a": ["b"]}}',
      { budget: { toolset: 5 }, toolsets: { a: ['b'] } },
    ],
    ['a toolset that the server may have', '{"budget": {"toolset": {"a": 5}}}', { budget: { toolset: { a: 5 } } }],
    ['an empty budget', '{"budget": {}}', { budget: {} }],
    [
      'a leap day',
      '{"overrides": [{"rules": {}, "until": "2028-02-29"}]}',
      { overrides: [{ rules: {}, until: '2028-02-29' }] },
    ],
    ['a growth of nothing', 'diff: {maxGrowth: 0}', { diff: { maxGrowth: 0 } }],
    ['a growth in tenths', 'diff: {maxGrowth: 2.5%}', { diff: { maxGrowth: '2.5%' } }],
    ['no warnings', 'maxWarnings: 0', { maxWarnings: 0 }],
    [
      'named targets',
      'targets:\n  api: {url: "https://x"}\n  list: tools.json\n',
      {
        targets: [
          { url: 'https://x', name: 'api' },
          { word: 'tools.json', name: 'list' },
        ],
      },
    ],
    ['no named targets', '{"targets": {}}', { targets: [] }],
    [
      'a schema for the editor, in YAML',
      '# yaml-language-server: $schema=./node_modules/mcp-audit/schemas/config.schema.json\nfailOn: info\n',
      { failOn: 'info' },
    ],
  ])('%s', async (_, text, config) => {
    write({ [text.startsWith('{') ? JSON_FILE : YAML_FILE]: text });
    expect((await read()).config).toEqual(config);
  });
});
