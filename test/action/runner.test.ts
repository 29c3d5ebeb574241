import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

import { fc } from '../../src/testing/properties.ts';
import { folder } from '../cli/run.ts';
import { obeyed, pairsIn } from './interpreter.ts';
import { root } from './workspace.ts';

/** Runs a script that has what `runner.mjs` exports, and gives the log and the file of outputs. */
function step(
  script: string,
  given: unknown = null,
): { readonly log: string; readonly outputs: Record<string, string> } {
  const cwd = folder({
    'step.mjs': `import * as runner from ${JSON.stringify(pathToFileURL(path.join(root, 'action/runner.mjs')).href)};
const given = JSON.parse(process.argv[2]);
${script}\n`,
    outputs: '',
  });
  const { stdout } = spawnSync(process.execPath, ['step.mjs', JSON.stringify(given)], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GITHUB_OUTPUT: path.join(cwd, 'outputs'), GITHUB_WORKSPACE: cwd },
  });
  return { log: stdout, outputs: pairsIn(readFileSync(path.join(cwd, 'outputs'), 'utf8')) };
}

/** What may be taken for a command, the end of an output, or another output. */
const hostile = fc.array(
  fc.constantFrom(
    '::error::x',
    '::',
    '##[set-env name=A]',
    '\n',
    '%0A',
    '%',
    'end-',
    'a=b',
    'a<<EOF',
    'EOF',
    'x',
    ' ',
    ':',
    ',',
  ),
);

it('an output is its value, whatever stands in it', () => {
  const values = fc.sample(hostile, 300).map((parts) => parts.join(''));
  const { outputs } = step('for (const [i, value] of given.entries()) runner.setOutput(`o${i}`, value);', values);
  expect(outputs).toEqual(Object.fromEntries(values.map((value, i) => [`o${i}`, value])));
});

it('an annotation is one command with its message, whatever stands in it', () => {
  const messages = fc.sample(hostile, 300).map((parts) => parts.join(''));
  const { log } = step("for (const message of given) runner.annotate('warning', message);", messages);
  expect(obeyed(log)).toEqual(messages.map((data) => ({ name: 'warning', properties: { title: 'mcp-audit' }, data })));
});

it('nothing that a program prints is obeyed, on either stream, and what comes after is', () => {
  const program = `process.stdout.write('::set-output name=a::b\\n::stop-commands::x\\n'); process.stderr.write('::add-mask::a\\n::x::\\n::error::no'); process.exit(7)`;
  const { log, outputs } = step(
    `const { code, stderr } = await runner.unobeyed(() => runner.start(process.execPath, ['-e', given]));
runner.annotate('error', 'yes');
runner.setOutput('code', code);
runner.setOutput('stderr', stderr);`,
    program,
  );
  expect(obeyed(log).map(({ name, data }) => [name, data])).toEqual([['error', 'yes']]);
  expect(outputs).toEqual({ code: '7', stderr: '::add-mask::a\n::x::\n::error::no' });
});

it('what is thrown ends the step with 2, and a wrong call is told from a bug', () => {
  const wrong = step("await runner.step(() => { throw new runner.WrongCall('no such thing', 'do this'); });");
  expect(obeyed(wrong.log).map(({ data }) => data)).toEqual(['no such thing\n  help: do this']);
  const bug = step("await runner.step(() => { throw new Error('oh'); });");
  expect(obeyed(bug.log).map(({ data }) => data)).toEqual([
    expect.stringMatching(/^this is a bug in the Action: Error: oh\n/),
  ]);
  expect([wrong.outputs, bug.outputs]).toEqual([{ 'exit-code': '2' }, { 'exit-code': '2' }]);
});

it('files are named from the workspace, and where they are outside of it, in full', () => {
  const { outputs } = step('for (const file of given) runner.setOutput(file, runner.fromWorkspace(file));', [
    'a/b.sarif',
    './c.md',
    '/tmp/d.md',
  ]);
  expect(outputs).toEqual({ 'a/b.sarif': 'a/b.sarif', './c.md': 'c.md', '/tmp/d.md': '/tmp/d.md' });
});

it.each(['GITHUB_OUTPUT', 'GITHUB_WORKSPACE', 'RUNNER_TEMP', 'MCP_AUDIT_INPUTS', 'GITHUB_ACTION_PATH'])(
  'without %s, which every runner sets, it says so',
  (name) => {
    const cwd = folder({ outputs: '' });
    const env: Record<string, string | undefined> = {
      PATH: process.env['PATH'],
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: path.join(cwd, 'outputs'),
      GITHUB_WORKSPACE: cwd,
      MCP_AUDIT_INPUTS: '{}',
      RUNNER_TEMP: cwd,
    };
    delete env[name];
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'action/start.mjs')], {
      cwd,
      encoding: 'utf8',
      env,
    });
    expect([status, stderr]).toEqual([2, '']);
    expect(obeyed(stdout).map(({ data }) => data)).toEqual([
      `\`${name}\` is not set\n  help: this is a step of a workflow, and only a runner can run it`,
    ]);
  },
);
