import { expect, it } from 'vitest';

import { BROKEN, CLEAN, cli, folder } from './run.ts';

const cwd = folder({ 'tools.json': CLEAN, 'broken.json': BROKEN });

// Every wrong call: what is said, what helps, exit code 2, nothing on stdout.
it.each<[string, string[], string, string]>([
  ['no target', [], 'nothing to audit: this is no repository of a server', 'a tool list, a server URL, or a command'],
  [
    'an unknown option',
    ['--fail-onn', 'error', 'tools.json'],
    'there is no option `--fail-onn`',
    'did you mean `--fail-on`?',
  ],
  [
    'an unknown option far from any',
    ['--xyzzy'],
    'there is no option `--xyzzy`',
    '`mcp-audit --help` lists the options',
  ],
  [
    'a server option before --',
    ['tools.json', '--stdio'],
    'there is no option `--stdio`',
    'options of the server itself go after `--`',
  ],
  [
    'an unknown command',
    ['snapshto'],
    '`snapshto` is neither a file nor a command',
    'did you mean `mcp-audit snapshot`?',
  ],
  [
    'a commit to compare',
    ['diff', 'HEAD', 'tools.json'],
    'no such file: HEAD',
    '`git show HEAD:tools.json > base.json`',
  ],
  [
    'a version to compare',
    ['diff', 'tools.json', 'v1.2.0'],
    'no such file: v1.2.0',
    '`git worktree add ../base v1.2.0`',
  ],
  [
    'an unknown rule to explain',
    ['explain', 'schema-array-no-item'],
    'no rule is called `schema-array-no-item`',
    'did you mean `schema-array-no-items`?',
  ],
  ['explain without a rule', ['explain'], '`rule` is missing', '`mcp-audit rules` lists all of them'],
  [
    'an unknown rule to set',
    ['tools.json', '--rule', 'schema-aray-no-items=off'],
    'no rule is called `schema-aray-no-items`',
    'did you mean `schema-array-no-items`?',
  ],
  [
    'a rule without a level',
    ['tools.json', '--rule', 'schema-array-no-items'],
    '--rule takes RULE=LEVEL, not `schema-array-no-items`',
    '`--rule schema-array-no-items=off`',
  ],
  [
    'an unknown level',
    ['tools.json', '--rule', 'schema-array-no-items=eror'],
    '--rule schema-array-no-items takes `off`, `info`, `warning`, `error`, not `eror`',
    'did you mean `error`?',
  ],
  ['an unknown format', ['tools.json', '-f', 'sarf'], '--format takes', 'did you mean `sarif`?'],
  ['a format without a file', ['tools.json', '-f', 'json='], '--format json= names no file', ''],
  [
    'two reports on stdout',
    ['tools.json', '-f', 'json', '-f', 'terminal'],
    'json and terminal would both go to stdout',
    '`-f json=FILE`',
  ],
  ['two reports in one file', ['tools.json', '-f', 'json=a', '-f', 'sarif=a'], 'two reports would be written to a', ''],
  ['two names of one file', ['tools.json', '-f', 'json=a', '-f', 'sarif=./a'], 'two reports would be written to a', ''],
  ['an empty target', ['tools.json', ''], 'a target is empty', 'a variable in the call may not be set'],
  ['consent without a client', ['tools.json', '--yes'], '--yes is given', '`--client-config auto`'],
  ['consent without any target', ['--yes'], '--yes is given', '`--client-config auto`'],
  ['an input without a client', ['tools.json', '--input', 'a=b'], '--input is given', '`--client-config FILE`'],
  [
    'an input without a value',
    ['--client-config', 'tools.json', '--input', 'key'],
    '--input takes NAME=VALUE',
    'may be empty: `--input NAME=`',
  ],
  ['a budget as SARIF', ['budget', 'tools.json', '-f', 'sarif'], '--format takes `terminal`', ''],
  ['an unknown encoding', ['budget', 'tools.json', '--encoding', 'p50k'], '--encoding takes `o200k_base`', ''],
  ['a lockfile without a lock', ['tools.json', '--lockfile', 'x.json'], '--lockfile is given', 'add `--frozen`'],
  ['no lock', ['tools.json', '--frozen'], 'there is no mcp-audit.lock.json', '`mcp-audit lock`'],
  ['a diff with what is not there', ['diff', 'tools.json', 'none.json'], 'error: no such file: none.json', 'tool list'],
  ['an option without its value', ['tools.json', '--timeout'], 'needs a value', ''],
  [
    'a duration without a unit',
    ['tools.json', '--timeout', '30'],
    '--timeout takes a duration between 1ms and 60m, not `30`',
    'say the unit: `30s` or `30ms`',
  ],
  ['a negative duration', ['tools.json', '--timeout', '-5s'], '--timeout takes a duration', ''],
  [
    'too many tokens to parse',
    ['tools.json', '--max-tokens', '1e9'],
    '--max-tokens takes a whole number of at least 0, not `1e9`',
    '',
  ],
  ['a fraction of a tool', ['tools.json', '--min-tools', '1.5'], '--min-tools takes a whole number', ''],
  [
    'an unknown revision',
    ['tools.json', '--spec', '2025-11-26'],
    '--spec takes a protocol revision, not `2025-11-26`',
    '2025-11-25',
  ],
  ['an unknown era', ['tools.json', '--protocol', 'morden'], '--protocol takes', 'did you mean `modern`?'],
  [
    'a header without a colon',
    ['tools.json', '--header', 'Bearer s3cret'],
    "--header takes 'Name: value'",
    'Authorization: Bearer',
  ],
  [
    'a header with a line break',
    ['tools.json', '--header', 'X-Key: s3cret\nX-B: 1'],
    'the value of --header `X-Key` has a control character',
    '',
  ],
  ['a variable without a name', ['tools.json', '--env', '=s3cret'], '--env takes NAME=VALUE', ''],
  ['an anchor without a file', ['tools.json', '--anchor', ''], '--anchor takes FILE or FILE:LINE', ''],
  ['a command that is not there', ['--'], 'nothing stands after `--`', 'mcp-audit -- node server.js'],
  [
    'another kind of address',
    ['ftp://user:s3cret@host/mcp?k=s3cret'],
    '`ftp://host/mcp` is no address this command knows',
    'http:// or https://',
  ],
  [
    'a password in a URL',
    ['https://user:s3cret@host/mcp'],
    'a URL with a user name or password in it',
    'Authorization',
  ],
  [
    'a flag before the command',
    ['--fail-on', 'error', 'snapshot', 'tools.json'],
    '`--fail-on` stands before `snapshot`',
    '`mcp-audit snapshot --help` lists them',
  ],
  [
    'a flag that `snapshot` does not know',
    ['snapshot', 'tools.json', '--fail-on', 'error'],
    '`--fail-on` is no option of this command',
    '',
  ],
  [
    'a header for no URL',
    ['tools.json', '--header', 'X-Key: s3cret'],
    '--header is given, and no target is a URL',
    '--env NAME=VALUE',
  ],
  [
    'a variable for no command',
    ['tools.json', '--env', 'KEY=s3cret'],
    '--env is given, and no target is a command',
    'mcp-audit -- node server.js',
  ],
  [
    'a folder for no command',
    ['snapshot', 'tools.json', '--cwd', '.'],
    '--cwd is given, and no target is a command',
    '',
  ],
  [
    'SARIF of a live server without a place',
    ['-f', 'sarif=x.sarif', '--', 'node', 'server.js'],
    'SARIF needs a file for every finding, and the running server `node server.js` has none',
    '--anchor',
  ],
  [
    'SARIF of a live server with a secret argument',
    ['-f', 'sarif', '--', 'server', '--token', 's3cret'],
    '`server --token [redacted]` has none',
    '--anchor',
  ],
  [
    'SARIF of standard input without a place',
    ['-', '-f', 'sarif'],
    'SARIF needs a file for every finding, and standard input has none',
    '--anchor',
  ],
])('%s', async (_, argv, says, helps) => {
  const { code, stdout, stderr } = await cli(argv, { cwd });
  expect(stderr).toContain(`error: `);
  expect(stderr).toContain(says);
  if (helps) expect(stderr).toMatch(/^ {2}help: /m);
  expect(stderr).toContain(helps);
  expect(stderr).not.toContain('s3cret');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

it.each([
  [{ targets: ['.'] }, 'here too: `mcp-audit diff base.json .`'],
  [{ targets: [{ source: 'src' }] }, 'here too: `mcp-audit diff base.json src`'],
  [{ targets: { own: { json: 't.json' } } }, 'here too: `mcp-audit diff base.json t.json`'],
  [{ targets: [{ command: ['node', 's.js', '--key', 's3cret'] }] }, 'what is: `mcp-audit diff base.json head.json`'],
])('one target to compare, with %j', async (config, help) => {
  const own = folder({ 'mcp-audit.config.json': JSON.stringify(config) });
  const { code, stderr } = await cli(['diff', 'base.json'], { cwd: own });
  expect(code).toBe(2);
  expect(stderr).toContain(help);
  expect(stderr).not.toContain('s3cret');
});

it.each([
  [['--help'], true],
  [['budget', '--help'], true],
  [['diff', '--help'], false],
])('%j: --verbose lists what is folded: %j', async (argv, folds) => {
  const { stdout } = await cli(argv, { cwd, columns: 200 });
  expect(stdout).toContain('print the messages exchanged with servers');
  expect(stdout.includes('list all that is folded')).toBe(folds);
});

it('what is not there: the help names all that can be', async () => {
  const { code, stdout } = await cli(['nope'], { cwd, columns: 200 });
  expect(code).toBe(2);
  expect(stdout).toContain('Name a folder or file of source, a JSON file with a tool list, `npm:PACKAGE`, a URL, or');
});

it('every mistake of a configuration is told at once, and the same help once', async () => {
  const own = folder({
    'tools.json': CLEAN,
    'mcp-audit.config.json': '{\n  "failon": "warning",\n  "rules": { "nope-a": "off", "nope-b": "off" }\n}',
  });
  const { code, stdout, stderr } = await cli(['tools.json'], { cwd: own });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    [
      'error: mcp-audit.config.json:2:3: there is no setting `failon`',
      '  help: did you mean `failOn`?',
      'error: mcp-audit.config.json:3:14: no rule is called `nope-a`',
      '  help: `mcp-audit rules` lists all of them',
      'error: mcp-audit.config.json:3:31: no rule is called `nope-b`',
      '',
    ].join('\n'),
  );
});
