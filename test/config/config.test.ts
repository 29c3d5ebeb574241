import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';

import { readConfig } from '../../src/config/config.ts';
import { inFolder, rules } from './support.ts';

const folder = inFolder();
const { write, read, complaint } = folder;

const eg = {
  config: 'for example `{ "targets": ["tools.json", "https://example.com/mcp"] }`',
  targets: 'for example `"targets": ["tools.json", "https://example.com/mcp"]`',
  command: 'for example `"command": ["npx", "-y", "some-server"]`',
  url: 'for example `"url": "https://example.com/mcp"`',
  headers: 'for example `"headers": { "Authorization": "Bearer …" }`',
  env: 'for example `"env": { "LOG_LEVEL": "debug" }`',
  rules: 'for example `"rules": { "schema-array-no-items": "warning" }`',
  failOn: 'for example `"failOn": "warning"`',
  tokens: 'for example `"budget": { "tokens": 12000, "tool": 800 }`',
  workflows: 'for example `"workflows": [["search_orders", "get_order", "refund_order"]]`',
  tools: 'for example `"tools": ["search_orders", "get_order", "refund_order"]`',
  budget: 'for example `"budget": 5000`',
  turnBudget: 'for example `"turnBudget": 1500`',
};
const steps = 'an array of the names of at least two tools, or an object with them as `tools`';
const fill = 'write a configuration into it, or delete it';
const check = 'check indentation, quotes and brackets here and on the line before';
const correct = 'correct it, or name another file with `--config`';
const list = '`mcp-audit rules` lists all of them';
const known =
  'known are `extends`, `plugins`, `targets`, `rules`, `overrides`, `failOn`, `maxWarnings`, `baseline`, `budget`, `diff`, `workflows`, `turnBudget`, `toolsets`, `variants`, `archetype`';

/** Title, file (or the ending of `mcp-audit.config`), text, `LINE:COLUMN: message`, hints. */
const WRONG: [title: string, file: string, text: string, said: string, ...hints: string[]][] = [
  // JSON
  ['nothing at all', '.json', '', '1:1: the file is empty', fill],
  ['white space', '.json', ' \n', '1:1: the file is empty', fill],
  ['an array', '.json', '[]', '1:1: the configuration must be an object, but it is an empty array', eg.config],
  ['null', '.json', 'null', '1:1: the configuration must be an object, but it is null', eg.config],
  [
    'a trailing comma',
    '.json',
    '{\n  "rules": {},\n}',
    '2:14: not valid JSON: a comma stands before `}`',
    'remove it; `mcp-audit.config.yaml` and `mcp-audit.config.ts` allow comments and more commas',
  ],
  [
    'a comment',
    '.json',
    '{\n  // no\n}',
    '2:3: not valid JSON: JSON has no comments',
    'remove it; `mcp-audit.config.yaml` and `mcp-audit.config.ts` allow comments and more commas',
  ],
  [
    'no value, and the secret beside it is not shown',
    '.json',
    '{"targets": [{"url": "https://x", "headers": {"Authorization": Bearer sesame}}]}',
    '1:64: not valid JSON: a value is expected',
    'correct it here, or just before',
  ],
  [
    'two values',
    '.json',
    '{} {}',
    '1:4: not valid JSON: the JSON value has ended, and something follows it',
    'correct it here, or just before',
  ],
  [
    'a setting that is called almost so',
    '.json',
    '{\n  "rule": {}\n}',
    '2:3: there is no setting `rule`',
    'did you mean `rules`?',
  ],
  [
    'one that is not',
    '.json',
    '{\n  "targets": [],\n  "severity": "x"\n}',
    '3:3: there is no setting `severity`',
    known,
  ],
  [
    'a rule that is called almost so',
    '.json',
    '{\n  "rules": {"schema-array-no-item": "off"}\n}',
    '2:13: no rule is called `schema-array-no-item`',
    'did you mean `schema-array-no-items`?',
    list,
  ],
  ['one that is not', '.json', '{\n  "rules": {"x": "off"}\n}', '2:13: no rule is called `x`', list],
  [
    'a rule called like a part of every object',
    '.json',
    '{"rules": {"__proto__": "off"}}',
    '1:12: no rule is called `__proto__`',
    list,
  ],
  [
    'a secret on the wrong side of the colon',
    '.json',
    '{"targets": [{"command": ["x"], "ghp_0123456789": "TOKEN"}]}',
    '1:33: `targets[0]` has no setting of that name',
    'known are `command`, `env`, `cwd`, `anchor`, `source`, `name`',
  ],
  [
    'a target called so',
    '.json',
    '{"targets": {"__proto__": "a.json"}}',
    '1:14: nothing in `targets` can be called `__proto__`',
    'give it another name',
  ],
  [
    'a toolset called so',
    '.yaml',
    'toolsets:\n  __proto__: [a]\n',
    '2:3: nothing in `toolsets` can be called `__proto__`',
    'give it another name',
  ],
  ['a setting called so', '.json', '{"__proto__": {"failOn": "never"}}', '1:2: there is no setting `__proto__`', known],
  [
    'a level of another linter',
    '.json',
    '{\n  "rules": {"schema-array-no-items": "warn"}\n}',
    '2:38: `rules.schema-array-no-items` must be `off`, `info`, `warning` or `error`, but it is `"warn"`',
    'did you mean `warning`?',
  ],
  [
    'a number for a level',
    '.json',
    '{\n  "rules": {"schema-array-no-items": 0}\n}',
    '2:38: `rules.schema-array-no-items` must be `off`, `info`, `warning` or `error`, but it is `0`',
    eg.rules,
  ],
  [
    'options for a rule',
    '.json',
    '{\n  "rules": {"schema-array-no-items": ["error",{"x": 1}]}\n}',
    '2:48: `schema-array-no-items` has no options',
    'give its level alone',
  ],
  [
    'an array of rules',
    '.json',
    '{\n  "rules": ["schema-array-no-items"]\n}',
    '2:12: `rules` must be an object from rule ids to `off`, `info`, `warning` or `error`, but it is an array',
    eg.rules,
  ],
  [
    'almost a level to fail on',
    '.json',
    '{\n  "failOn": "errors"\n}',
    '2:13: `failOn` must be `error`, `warning`, `info` or `never`, but it is `"errors"`',
    'did you mean `error`?',
  ],
  [
    'a flag to fail on',
    '.json',
    '{\n  "failOn": true\n}',
    '2:13: `failOn` must be `error`, `warning`, `info` or `never`, but it is true',
    eg.failOn,
  ],
  [
    'no tokens',
    '.json',
    '{\n  "budget": {"tokens": 0}\n}',
    '2:24: `budget.tokens` must be a positive whole number, but it is `0`',
    eg.tokens,
  ],
  [
    'fewer than none',
    '.json',
    '{\n  "budget": {"tokens": -5}\n}',
    '2:24: `budget.tokens` must be a positive whole number, but it is `-5`',
    eg.tokens,
  ],
  [
    'half a token',
    '.json',
    '{\n  "budget": {"tokens": 1.5}\n}',
    '2:24: `budget.tokens` must be a positive whole number, but it is `1.5`',
    eg.tokens,
  ],
  [
    'a number in quotes',
    '.json',
    '{\n  "budget": {"tokens": "5000"}\n}',
    '2:24: `budget.tokens` must be a positive whole number, but it is `"5000"`',
    eg.tokens,
  ],
  [
    'more tokens than there are numbers',
    '.json',
    '{"budget": {"tokens": 1e999}}',
    '1:23: `budget.tokens` must be a positive whole number, but it is `Infinity`',
    eg.tokens,
  ],
  [
    'a number that no float holds',
    '.json',
    '{"budget": {"tokens": 9007199254740993}}',
    '1:23: `budget.tokens` must be a positive whole number, but it is `9007199254740992`',
    eg.tokens,
  ],
  [
    'one target without its array',
    '.json',
    '{\n  "targets": "tools.json"\n}',
    '2:14: `targets` must be an array of targets, or an object from names to targets, but it is a string',
    eg.targets,
  ],
  [
    'an empty target',
    '.json',
    '{\n  "targets": [""]\n}',
    '2:15: `targets[0]` must be a path, a URL or an object, but it is an empty string',
    eg.targets,
  ],
  [
    'a number as target',
    '.json',
    '{\n  "targets": ["a.json",5]\n}',
    '2:24: `targets[1]` must be a path, a URL or an object, but it is a number',
    eg.targets,
  ],
  [
    'a command as target',
    '.json',
    '{\n  "targets": [["node", "x"]]\n}',
    '2:15: `targets[0]` must be a path, a URL or an object, but it is an array',
    eg.targets,
  ],
  [
    'a target that is nothing',
    '.json',
    '{\n  "targets": [{}]\n}',
    '2:15: `targets[0]` must have one of `command`, `url`, `json` and `source`, but it has none',
    'for example `{ "command": ["npx", "-y", "some-server"] }`',
  ],
  [
    'a target that is only a name',
    '.json',
    '{\n  "targets": [{"name": "x"}]\n}',
    '2:15: `targets[0]` must have one of `command`, `url`, `json` and `source`, but it has none',
    'for example `{ "command": ["npx", "-y", "some-server"] }`',
  ],
  [
    'a target that is two',
    '.json',
    '{\n  "targets": [{"command": ["a"], "url": "https://x"}]\n}',
    '2:34: `targets[0]` must have one of `command`, `url`, `json` and `source`, but it has `command` and `url`',
    'make it two targets',
  ],
  [
    'a target that is three',
    '.json',
    '{\n  "targets": [{"source": "src", "command": ["a"], "url": "https://x"}]\n}',
    '2:51: `targets[0]` must have one of `command`, `url`, `json` and `source`, but it has `command` and `url`',
    'make it two targets',
  ],
  [
    'a source that is no path',
    '.json',
    '{\n  "targets": [{"source": ["src"]}]\n}',
    '2:26: `targets[0].source` must be a string, but it is an array',
    'for example `"source": "src"`',
  ],
  [
    'an empty source of a command',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "source": ""}]\n}',
    '2:46: `targets[0].source` must be a string that is not empty, but it is an empty string',
    'for example `"source": "src"`',
  ],
  [
    'an anchor for a source',
    '.json',
    '{\n  "targets": [{"source": "src", "anchor": "a.ts"}]\n}',
    '2:33: `targets[0]` has no setting `anchor`',
    'known are `source`, `name`',
  ],
  [
    'a command line in one string',
    '.json',
    '{\n  "targets": [{"command": "node server.js --key sesame"}]\n}',
    '2:27: `targets[0].command` must be an array: the program, then each of its arguments, but it is a string',
    eg.command,
  ],
  [
    'a command without a program',
    '.json',
    '{\n  "targets": [{"command": []}]\n}',
    '2:27: `targets[0].command` must be an array: the program, then each of its arguments, but it is an empty array',
    eg.command,
  ],
  [
    'a program without a name',
    '.json',
    '{\n  "targets": [{"command": [""]}]\n}',
    '2:28: `targets[0].command[0]` must be the name of a program, but it is an empty string',
    eg.command,
  ],
  [
    'a number as argument',
    '.json',
    '{\n  "targets": [{"command": ["a",5]}]\n}',
    '2:32: `targets[0].command[1]` must be a string, but it is a number',
    eg.command,
  ],
  [
    'arguments apart from the command',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "args": ["sesame"]}]\n}',
    '2:36: `targets[0]` has no setting `args`',
    'arguments go into `command`: `"command": ["npx", "-y", "some-server"]`',
  ],
  [
    'an unknown setting of a command',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "environment": {"K": "sesame"}}]\n}',
    '2:36: `targets[0]` has no setting `environment`',
    'known are `command`, `env`, `cwd`, `anchor`, `source`, `name`',
  ],
  [
    'a number as variable',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "env": {"K": 5}}]\n}',
    '2:49: `targets[0].env.K` must be a string, but it is a number',
    eg.env,
  ],
  [
    'a variable with its value in the name',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "env": {"K=sesame": ""}}]\n}',
    '2:44: the keys of `targets[0].env` must be names of environment variables, but one is none',
    eg.env,
  ],
  [
    'a NUL in a variable',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "env": {"K": "sesame\\u0000"}}]\n}',
    '2:49: `targets[0].env.K` must be a string without NUL characters, but it is not',
    eg.env,
  ],
  [
    'headers for a command',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "headers": {"K": "sesame"}}]\n}',
    '2:36: `targets[0]` has no setting `headers`',
    'known are `command`, `env`, `cwd`, `anchor`, `source`, `name`',
  ],
  [
    'an empty folder',
    '.json',
    '{\n  "targets": [{"command": ["npx"], "cwd": ""}]\n}',
    '2:43: `targets[0].cwd` must be a string that is not empty, but it is an empty string',
    'for example `"cwd": "packages/server"`',
  ],
  [
    'a URL without its scheme',
    '.json',
    '{\n  "targets": [{"url": "localhost:3000"}]\n}',
    '2:23: `targets[0].url` must be an http:// or https:// URL, but it is not',
    eg.url,
  ],
  [
    'a URL of another scheme',
    '.json',
    '{\n  "targets": [{"url": "ftp://user:sesame@x"}]\n}',
    '2:23: `targets[0].url` must be an http:// or https:// URL, but it is not',
    eg.url,
  ],
  [
    'a number as URL',
    '.json',
    '{\n  "targets": [{"url": 5}]\n}',
    '2:23: `targets[0].url` must be a string, but it is a number',
    eg.url,
  ],
  [
    'almost headers',
    '.json',
    '{\n  "targets": [{"url": "https://x", "header": {"A": "sesame"}}]\n}',
    '2:36: `targets[0]` has no setting `header`',
    'did you mean `headers`?',
  ],
  [
    'a line break in a header',
    '.json',
    '{\n  "targets": [{"url": "https://x", "headers": {"Authorization": "Bearer sesame\\n"}}]\n}',
    '2:65: `targets[0].headers.Authorization` must be one line without control characters, but it is not',
    eg.headers,
  ],
  [
    'a header with its value in the name',
    '.json',
    '{\n  "targets": [{"url": "https://x", "headers": {"Authorization: Bearer sesame": ""}}]\n}',
    '2:48: the keys of `targets[0].headers` must be names of HTTP headers, but one is none',
    eg.headers,
  ],
  [
    'two values for a header',
    '.json',
    '{\n  "targets": [{"url": "https://x", "headers": {"Authorization": ["sesame"]}}]\n}',
    '2:65: `targets[0].headers.Authorization` must be a string, but it is an array',
    eg.headers,
  ],
  [
    'a header line',
    '.json',
    '{\n  "targets": [{"url": "https://x", "headers": "Authorization: sesame"}]\n}',
    '2:47: `targets[0].headers` must be an object from names to strings, but it is a string',
    eg.headers,
  ],
  [
    'a number as file',
    '.json',
    '{\n  "targets": [{"json": 5}]\n}',
    '2:24: `targets[0].json` must be a string, but it is a number',
    'for example `"json": "tools.json"`',
  ],
  [
    'an anchor for a file',
    '.json',
    '{\n  "targets": [{"json": "x", "anchor": "y"}]\n}',
    '2:29: `targets[0]` has no setting `anchor`',
    'known are `json`, `source`, `name`',
  ],
  [
    'a key that stands twice',
    '.json',
    '{\r\n  "failOn": "never",\r\n  "failOn": "error"\r\n}',
    '3:3: `failOn` stands twice',
    'keep one: only the last counts',
  ],
  [
    'a header that stands twice',
    '.json',
    '{"targets": [{"url": "https://x", "headers": {"A": "sesame", "A": "sesame2"}}]}',
    '1:62: `targets[0].headers.A` stands twice',
    'keep one: only the last counts',
  ],
  [
    'a URL with a password',
    '.json',
    '{\n  "targets": [{"url": "https://user:sesame@x"}]\n}',
    '2:23: `targets[0].url` must be a URL without a user name or password, but it is not',
    eg.url,
  ],
  // YAML
  ['comments alone', '.yaml', '# nothing\n', '1:1: the file is empty', fill],
  [
    'a level of another linter',
    '.yaml',
    'rules:\n  schema-array-no-items: warn\n',
    '2:26: `rules.schema-array-no-items` must be `off`, `info`, `warning` or `error`, but it is `"warn"`',
    'did you mean `warning`?',
  ],
  [
    'a rule that is called almost so',
    '.yaml',
    'rules:\n  schema-array-no-itens: off\n',
    '2:3: no rule is called `schema-array-no-itens`',
    'did you mean `schema-array-no-items`?',
    list,
  ],
  [
    'an open quote, and the secret in it is not shown',
    '.yml',
    'targets:\n  - url: https://x\n    headers:\n      Authorization: "Bearer sesame\n',
    '5:1: not valid YAML: missing closing "quote',
    check,
  ],
  [
    'a colon too many',
    '.yml',
    'targets:\n  - url: https://x\n    headers: {Authorization: Bearer sesame: more}\n',
    '3:30: not valid YAML: block collections are not allowed within flow collections',
    check,
  ],
  [
    'a list that is not straight',
    '.yml',
    'targets:\n  - a.json\n - b.json\n',
    '3:1: not valid YAML: a block sequence may not be used as an implicit map key',
    check,
  ],
  ['a tab', '.yml', 'targets:\n\t- a.json\n', '2:1: not valid YAML: tabs are not allowed as indentation', check],
  [
    'an open bracket',
    '.yml',
    'targets: [a.json\nfailOn: error\n',
    '2:1: not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
    check,
  ],
  [
    'a key that stands twice',
    '.yml',
    'failOn: never\nrules: {}\nfailOn: error\n',
    '3:1: `failOn` stands twice',
    'keep one: only the last counts',
  ],
  [
    'two documents',
    '.yml',
    'failOn: never\n---\nfailOn: error\n',
    '2:1: not valid YAML: a second document begins here',
    check,
  ],
  ['a tag', '.yml', 'failOn: !level never\n', '1:9: not valid YAML: a tag (`!name`) that is not known here', check],
  [
    'an alias without an anchor',
    '.yml',
    'failOn: *level\n',
    '1:9: an alias (`*name`) without its anchor (`&name`)',
    'write the value out',
  ],
  ['a key that is a list', '.yml', '? [a, b]\n: 1\n', '1:3: not valid YAML: a key that is no string', check],
  [
    'aliases without end',
    '.yml',
    'a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n',
    '2:8: more than 100 aliases',
    'write the values out',
  ],
  ['an alias of itself', '.yml', 'a: &a [*a]\n', '1:8: more than 100 aliases', 'write the values out'],
  [
    'nothing after the key',
    '.yml',
    'targets:\n',
    '1:9: `targets` must be an array of targets, or an object from names to targets, but it is null',
    eg.targets,
  ],
  [
    'a number that YAML 1.2 does not know',
    '.yml',
    'budget: {tokens: 5_000}\n',
    '1:18: `budget.tokens` must be a positive whole number, but it is `"5_000"`',
    eg.tokens,
  ],
  ['no URL', '.yml', 'targets:\n  - url:\n', '2:9: `targets[0].url` must be a string, but it is null', eg.url],
  ['a text', '.yml', 'just text', '1:1: the configuration must be an object, but it is a string', eg.config],
  // programs
  ['an empty program', '.ts', '', '1:1: the file is empty', fill],
  ['a syntax error', '.ts', 'export default {\n  targets: [}\n};', '2:13: not valid code: Unexpected token', correct],
  [
    'an error',
    '.ts',
    'const token: string = "sesame";\n\nthrow new Error("no network\\nat all");',
    '3: the configuration throws Error: no network',
    correct,
  ],
  ['a text that is thrown', '.mjs', 'throw "text"', 'the configuration throws "text"', correct],
  ['nothing that is thrown', '.mjs', 'throw undefined', 'the configuration throws a value that is no error', correct],
  [
    'an error that is none',
    '.mjs',
    'throw Object.assign(new Error("x"), { stack: 5, message: {} })',
    'the configuration throws Error',
    correct,
  ],
  [
    'a setting that throws',
    '.mjs',
    'export default {\n  get rules() { throw new Error("no"); } };',
    '2: the configuration throws Error: no',
    correct,
  ],
  [
    'settings that nobody can list',
    '.mjs',
    'export default { budget: new Proxy({}, {\n  ownKeys() { throw new Error("no"); } }) };',
    '2: the configuration throws Error: no',
    correct,
  ],
  [
    'an object that is thrown',
    '.mjs',
    'throw Object.create(null)',
    'the configuration throws a value that is no error',
    correct,
  ],
  [
    'no default export',
    '.ts',
    'export const targets = [];',
    'there is no default export',
    'write `export default { targets: ["tools.json"] };`',
  ],
  ['no export at all', '.js', '// later', 'it exports nothing', 'write `export default { targets: ["tools.json"] };`'],
  [
    'a file that is not there',
    '.ts',
    'import { base } from "./base.ts";\nexport default base;',
    "1: the configuration throws Error: Cannot find module './base.ts'",
    correct,
  ],
  [
    'a level of another linter',
    '.ts',
    'export default { rules: { "schema-array-no-items": "warn" } };',
    '`rules.schema-array-no-items` must be `off`, `info`, `warning` or `error`, but it is `"warn"`',
    'did you mean `warning`?',
  ],
  ['an unknown rule', '.ts', 'export default { rules: { nope: "off" } };', 'no rule is called `nope`', list],
  [
    'a header that was never set',
    '.js',
    'module.exports = { targets: [{ url: "https://x", headers: { Authorization: undefined } }] };',
    '`targets[0].headers.Authorization` must be a string, but it is missing',
    eg.headers,
  ],
  [
    'module.exports with an unknown setting',
    '.js',
    'module.exports = { target: [] };',
    'there is no setting `target`',
    'did you mean `targets`?',
  ],
  [
    'what an async function returns',
    '.ts',
    'export default async () => { await null; return { failOn: 5 }; };',
    '`failOn` must be `error`, `warning`, `info` or `never`, but it is `5`',
    eg.failOn,
  ],
  [
    'what an async function throws',
    '.ts',
    'export default async () => { await null;\n throw new TypeError("no"); };',
    '2: the configuration throws TypeError: no',
    correct,
  ],
  [
    'a function that returns nothing',
    '.ts',
    'export default () => {};',
    'the configuration must be an object, but it is missing',
    eg.config,
  ],
  [
    'a function that returns a function',
    '.ts',
    'export default () => () => ({});',
    'the configuration must be an object, but it is a function',
    eg.config,
  ],
  [
    'a Map',
    '.ts',
    'export default { targets: new Map() };',
    '`targets` must be an array of targets, or an object from names to targets, but it is an object',
    eg.targets,
  ],
  [
    'a URL object',
    '.ts',
    'export default { targets: [{ url: new URL("https://x") }] };',
    '`targets[0].url` must be a string, but it is an object',
    eg.url,
  ],
  // workflows
  [
    'no list of workflows',
    '.json',
    '{\n  "workflows": {}\n}',
    '2:16: `workflows` must be an array of workflows, but it is an object',
    eg.workflows,
  ],
  [
    'a workflow that is a word',
    '.json',
    '{\n  "workflows": ["a"]\n}',
    `2:17: \`workflows[0]\` must be ${steps}, but it is \`"a"\``,
    eg.workflows,
  ],
  [
    'a workflow of one tool',
    '.json',
    '{\n  "workflows": [["a"]]\n}',
    `2:17: \`workflows[0]\` must be ${steps}, but it has one`,
    eg.workflows,
  ],
  [
    'a workflow of numbers',
    '.yaml',
    'workflows:\n  - [a, 1]\n',
    '2:9: `workflows[0][1]` must be a string, but it is `1`',
    eg.workflows,
  ],
  [
    'a workflow with an empty name',
    '.json',
    '{\n  "workflows": [{ "tools": ["a", ""] }]\n}',
    '2:34: `workflows[0].tools[1]` must be a string that is not empty, but it is an empty string',
    eg.tools,
  ],
  [
    'a workflow without time',
    '.json',
    '{\n  "workflows": [{ "tools": ["a", "b"], "budget": 0 }]\n}',
    '2:50: `workflows[0].budget` must be a positive whole number of milliseconds, but it is `0`',
    eg.budget,
  ],
  [
    'a workflow with a setting of another name',
    '.json',
    '{\n  "workflows": [{ "tools": ["a", "b"], "buget": 5 }]\n}',
    '2:40: `workflows[0]` has no setting `buget`',
    'did you mean `budget`?',
  ],
  [
    'a budget with a unit',
    '.json',
    '{\n  "turnBudget": "5s"\n}',
    '2:17: `turnBudget` must be a positive whole number of milliseconds, but it is `"5s"`',
    eg.turnBudget,
  ],
  [
    'half the name of an archetype',
    '.json',
    '{\n  "archetype": "stateful"\n}',
    '2:16: `archetype` must be `api-wrapper`, `workflow-orchestrator` or `stateful-backend`, but it is `"stateful"`',
    'did you mean `stateful-backend`?',
  ],
  // package.json
  [
    'an unknown rule',
    'package.json',
    '{\n  "name": "x",\n  "mcp-audit": {\n    "rules": { "nope": "off" }\n  }\n}',
    '4:16: no rule is called `nope`',
    list,
  ],
  [
    'a number',
    'package.json',
    '{\n  "name": "x",\n  "mcp-audit": 5\n}',
    '3:16: the configuration must be an object, but it is a number',
    eg.config,
  ],
  [
    'null',
    'package.json',
    '{\n  "name": "x",\n  "mcp-audit": null\n}',
    '3:16: the configuration must be an object, but it is null',
    eg.config,
  ],
  [
    'a syntax error',
    'package.json',
    '{\n  "name": "x",\n  "mcp-audit": {,}\n}',
    '3:17: not valid JSON: a property name in double quotes is expected',
    'correct it here, or just before',
  ],
].map(
  ([title, file, ...rest]) =>
    [title!, file!.startsWith('.') ? `mcp-audit.config${file!}` : file!, ...rest] as [
      string,
      string,
      string,
      string,
      ...string[],
    ],
);

describe('a wrong configuration', () => {
  it.each(WRONG)('%s (%s)', async (_, file, text, said, ...hints) => {
    write({ [file]: text });
    expect(await complaint()).toEqual([`${file}:${/^\d/.test(said) ? '' : ' '}${said}`, ...hints]);
  });

  it('never shows what stands in headers, variables, arguments and URLs', () =>
    expect(WRONG.flatMap(([, , , ...lines]) => lines).join('\n')).not.toContain('sesame'));
  it('always says what to do', () => expect(WRONG.filter(([, , , , ...hints]) => hints.length === 0)).toEqual([]));

  it('in UTF-16 is said so', async () => {
    write({ 'mcp-audit.config.json': Buffer.from('\uFEFF{}', 'utf16le') });
    expect(await complaint()).toEqual(['mcp-audit.config.json: this is UTF-16, not UTF-8', 'save it as UTF-8']);
  });
  it.each([
    ['.json', '[', '1:501: nested deeper than 500 levels'],
    ['.yaml', '[', '1:201: nested deeper than 200 levels'],
    ['.yaml', '{a: ', '1:801: nested deeper than 200 levels'],
    ['.yaml', '- ', '1:1: nested deeper than 200 levels'],
  ])('nested without end is no crash (%s, %s)', async (ending, open, said) => {
    write({ [`mcp-audit.config${ending}`]: open.repeat(50_000) });
    expect((await complaint())[0]).toBe(`mcp-audit.config${ending}:${said}`);
  });
  it('reports the first mistake in the file, whatever finds it', async () => {
    write({ 'mcp-audit.config.json': '{"rules": {"nope": "off"},\n"maxWarnings": -1,\n"extra": 1,\n"extra": 2}' });
    expect(await complaint()).toContainEqual('mcp-audit.config.json:1:12: no rule is called `nope`');
  });
  it('runs a program once, also when it throws', async () => {
    const counter = globalThis as { configRuns?: number };
    counter.configRuns = 0;
    write({ 'mcp-audit.config.mjs': 'globalThis.configRuns++;\nthrow new Error("no");' });
    expect(await complaint()).toContainEqual('mcp-audit.config.mjs:2: the configuration throws Error: no');
    expect(counter.configRuns).toBe(1);
  });
});

describe('which file', () => {
  const rename =
    'rename it to one of `mcp-audit.config.json`, `mcp-audit.config.yaml`, `mcp-audit.config.yml`, `mcp-audit.config.js`, `mcp-audit.config.mjs`, `mcp-audit.config.ts`';
  const two = 'keep one, or name one with `--config FILE`';
  it.each<[string, Record<string, string>, string | undefined, ...string[]]>([
    [
      'two',
      { 'mcp-audit.config.json': '{}', 'mcp-audit.config.ts': '' },
      undefined,
      'there are 2 configurations: `mcp-audit.config.json` and `mcp-audit.config.ts`',
      two,
    ],
    [
      'three',
      { 'mcp-audit.config.json': '{}', 'mcp-audit.config.yaml': '', 'package.json': '{"mcp-audit": {}}' },
      undefined,
      'there are 3 configurations: `mcp-audit.config.json`, `mcp-audit.config.yaml` and `package.json` (its `mcp-audit`)',
      two,
    ],
    [
      'a name that others read',
      { 'mcp-audit.config.toml': '' },
      undefined,
      '`mcp-audit.config.toml` is not a configuration that is read',
      rename,
    ],
    ['another', { '.mcp-auditrc': '' }, undefined, '`.mcp-auditrc` is not a configuration that is read', rename],
    [
      'a named file of another kind',
      {},
      'mcp-audit.jsn',
      '`mcp-audit.jsn` cannot be a configuration',
      'its name must end in `.json`, `.yaml`, `.yml`, `.js`, `.mjs`, `.ts`',
    ],
    [
      'a named file that is almost there',
      { 'ci/strict.json': '{}' },
      'ci/strikt.json',
      'there is no file `ci/strikt.json`',
      'did you mean `ci/strict.json`?',
    ],
    [
      'a named file that is not there',
      {},
      'some.yaml',
      'there is no file `some.yaml`',
      'name a file that is there, or leave `--config` out',
    ],
    [
      'a named folder',
      { 'x.json/y': '' },
      'x.json',
      'x.json is a directory',
      'name a file that can be read: `--config FILE`',
    ],
    [
      'a named package.json without the key',
      { 'package.json': '{"name": "x"}' },
      'package.json',
      'package.json: there is no `mcp-audit` in it',
      'add `"mcp-audit": { "targets": [] }`, or name another file',
    ],
    [
      'one of no object',
      { 'package.json': '[1]' },
      'package.json',
      'package.json: there is no `mcp-audit` in it',
      'add `"mcp-audit": { "targets": [] }`, or name another file',
    ],
    [
      'a mistake in a named file',
      { 'ci/strict.json': '{"failon": "never"}' },
      'ci/strict.json',
      'ci/strict.json:1:2: there is no setting `failon`',
      'did you mean `failOn`?',
    ],
    [
      'a broken package.json that speaks of us',
      { 'package.json': '{\n"mcp-audit": {}\n' },
      undefined,
      'package.json:3:1: not valid JSON: the file ends inside the object that opens on line 1',
      'correct it here, or just before',
    ],
  ])('%s', async (_, files, file, ...said) => {
    write(files);
    expect(await complaint(file)).toEqual(said);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['a package.json without the key', { 'package.json': '{"name": "mcp-audit", "bin": {"mcp-audit": "x"}}' }],
    ['a broken package.json of someone else', { 'package.json': '{' }],
    ['a report of ours', { 'mcp-audit.json': '{}', 'mcp-audit.sarif': '' }],
    [
      'a configuration in a folder below',
      { 'packages/a/mcp-audit.config.json': '{"failOn": 1}', '.config/mcp-audit.config.json': '{' },
    ],
    ['keys of cosmiconfig itself', { 'package.json': '{"cosmiconfig": {"searchPlaces": ["x.json"]}}', 'x.json': '{' }],
  ])('none: %s', async (_, files) => {
    write(files);
    expect(await read()).toEqual({ config: {}, file: undefined, rules, plugins: [], layers: [], origins: new Map() });
  });

  it('runs nothing that configures cosmiconfig, which looks where the process runs', async () => {
    write({
      'mcp-audit.config.json': '{"maxWarnings": 5}',
      '.config/config.ts': 'throw 1;',
      '.config/config.js': 'globalThis.configOfOthers = true;',
      'package.json': '{',
    });
    const before = process.cwd();
    process.chdir(folder.root);
    try {
      expect((await read()).config).toEqual({ maxWarnings: 5 });
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.chdir(before);
    }
    expect(globalThis).not.toHaveProperty('configOfOthers');
  });

  it('a configuration above is none of ours', async () => {
    write({ 'mcp-audit.config.json': '{', 'below/x': '' });
    expect(await readConfig({ root: path.join(folder.root, 'below'), rules })).toMatchObject({
      config: {},
      file: undefined,
    });
  });

  it('a folder that cannot be listed is said so', async () => {
    await expect(readConfig({ root: path.join(folder.root, 'gone'), rules })).rejects.toThrow(
      /^cannot look for a configuration in .*gone: ENOENT$/,
    );
  });

  it('without one, nothing that reads one is loaded', async () => {
    vi.resetModules();
    vi.doMock('../../src/config/chain.ts', () => {
      throw new Error('loaded');
    });
    const fresh = await import('../../src/config/config.ts');
    expect((await fresh.readConfig({ root: folder.root, rules })).file).toBeUndefined();
    write({ 'mcp-audit.config.json': '{}' });
    await expect(fresh.readConfig({ root: folder.root, rules })).rejects.toThrow();
    vi.doUnmock('../../src/config/chain.ts');
  });
});

const everything = {
  targets: [
    'tools.json',
    'https://example.com/mcp',
    {
      command: ['npx', '-y', 'some-server', ''],
      env: { TOKEN: 'line 1\nline 2', EMPTY: '' },
      cwd: 'packages/a',
      anchor: 'src/server.ts:12',
      name: 'a',
    },
    { url: 'http://localhost:3000/mcp?x=1', headers: { Authorization: 'Bearer ü', 'x-empty': '' }, anchor: 'b.ts' },
    { json: 'list.json', name: 'c' },
  ],
  rules: {
    'schema-array-no-items': 'off',
    'description-missing': ['warning', { shortest: 20, titles: true, words: ['none'] }],
  },
  overrides: [
    { servers: 'staging-*', rules: { 'description-missing': 'off' }, reason: 'a copy', until: '2027-12-31' },
    { servers: ['a', 'b?'], rules: { 'description-missing': ['error', { least: 3 }] } },
    { tools: ['legacy_*'], rules: { 'secret-parameter': 'error' } },
  ],
  failOn: 'never',
  maxWarnings: 0,
  baseline: 'mcp-audit.baseline.json',
  budget: { tokens: 12_000, tool: 800, instructions: 500, toolset: { orders: 2_000 } },
  diff: { failOn: 'any', maxGrowth: '5%' },
  toolsets: { orders: ['*_order'] },
  variants: { 'read-only': { args: ['--read-only'] } },
  workflows: [['a', 'b'], { tools: ['a', 'a', 'c'] }, { tools: ['b', 'a'], budget: 5_000 }],
  turnBudget: 800,
  archetype: 'stateful-backend',
};

describe('a right configuration', () => {
  const json = JSON.stringify(
    { $schema: './node_modules/mcp-audit/schemas/config.schema.json', ...everything },
    null,
    2,
  );
  const small = { targets: ['a.json'], failOn: 'warning' };
  it.each<[string, string, string | Uint8Array, unknown]>([
    ['with every key', 'mcp-audit.config.json', json, everything],
    ['with none', 'mcp-audit.config.json', '{}', {}],
    ['with CRLF and a byte order mark', 'mcp-audit.config.json', `\uFEFF${json.replaceAll('\n', '\r\n')}`, everything],
    ['YAML, in which JSON is YAML', 'mcp-audit.config.yml', json, everything],
    ['YAML with a byte order mark', 'mcp-audit.config.yaml', '\uFEFFtargets: [a.json]\nfailOn: warning\n', small],
    [
      'YAML in which `off` is a word',
      'mcp-audit.config.yaml',
      '# why\nrules:\n  schema-array-no-items: off\n',
      { rules: { 'schema-array-no-items': 'off' } },
    ],
    [
      'YAML with an anchor',
      'mcp-audit.config.yaml',
      'targets:\n  - url: https://x\n    headers: &auth {A: b}\n  - url: https://y\n    headers: *auth\n',
      {
        targets: [
          { url: 'https://x', headers: { A: 'b' } },
          { url: 'https://y', headers: { A: 'b' } },
        ],
      },
    ],
    [
      'TypeScript with the helper',
      'mcp-audit.config.ts',
      "import { defineConfig } from 'mcp-audit';\nenum Level { low = 'warning' }\nconst list: string[] = await Promise.resolve(['a.json']);\nexport default defineConfig({ targets: list, failOn: Level.low });",
      small,
    ],
    ['a module', 'mcp-audit.config.mjs', "export default { targets: ['a.json'], failOn: 'warning' };", small],
    ['a module named .js', 'mcp-audit.config.js', "export default { targets: ['a.json'], failOn: 'warning' };", small],
    ['module.exports', 'mcp-audit.config.js', "module.exports = { targets: ['a.json'], failOn: 'warning' };", small],
    [
      'a function',
      'mcp-audit.config.ts',
      "export default () => ({ targets: ['a.json'], failOn: 'warning' as const });",
      small,
    ],
    [
      'an async function',
      'mcp-audit.config.js',
      "module.exports = async () => ({ targets: ['a.json'], failOn: 'warning' });",
      small,
    ],
    [
      'a promise',
      'mcp-audit.config.mjs',
      "export default Promise.resolve({ targets: ['a.json'], failOn: 'warning' });",
      small,
    ],
    ['undefined for a key left out', 'mcp-audit.config.ts', 'export default { maxWarnings: undefined };', {}],
    [
      'undefined for a rule left out',
      'mcp-audit.config.ts',
      "export default { rules: { 'secret-parameter': undefined }, overrides: [{ rules: { 'secret-parameter': undefined } }] };",
      { overrides: [{ rules: {} }] },
    ],
    ['in package.json', 'package.json', `{"name": "x", "mcp-audit": ${json}}`, everything],
  ])('%s', async (_, name, text, config) => {
    write({ [name]: text });
    expect(await read()).toMatchObject({ file: path.join(folder.root, name), place: expect.any(Function) });
    expect((await read()).config).toEqual(config);
  });

  it('may be named, also when there are others', async () => {
    write({ 'mcp-audit.config.json': '{', 'package.json': '{"mcp-audit": 5}', 'ci/strict.yaml': 'maxWarnings: 5' });
    expect(await read('ci/strict.yaml')).toMatchObject({
      config: { maxWarnings: 5 },
      file: path.join(folder.root, 'ci/strict.yaml'),
    });
  });

  it('that is code may import what lies beside it', async () => {
    write({
      'mcp-audit.config.ts': "import { base } from './base.ts';\nexport default { ...base, maxWarnings: 7 };",
      'base.ts': "export const base = { failOn: 'info' as const };",
    });
    expect((await read()).config).toEqual({ failOn: 'info', maxWarnings: 7 });
  });
});
