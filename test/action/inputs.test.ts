import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { buildProgram } from '../../src/cli/program.ts';
import type { Io } from '../../src/cli/io.ts';
import { action, root, scripts } from './workspace.ts';

type Kind = 'text' | 'lines' | 'boolean';
type Inputs = Readonly<Record<string, string | true | readonly string[]>>;
interface Module {
  readonly FLAGS: Readonly<Record<string, Kind>>;
  readonly OWN: Readonly<Record<string, Kind>>;
  readonly REACHING: readonly string[];
  readonly JUDGING: readonly string[];
  readInputs(json: string): Inputs;
  flagsOf(inputs: Inputs, names?: readonly string[]): readonly string[];
  targetsOf(inputs: Inputs): readonly string[];
}
const { FLAGS, OWN, REACHING, JUDGING, readInputs, flagsOf, targetsOf } = await scripts<Module>('inputs.mjs');
const program = buildProgram(undefined, { env: {}, stdout: {} } as Io, () => undefined);

/** The flags of a command by name, and how an input writes each. */
const flagsIn = (command: typeof program): Record<string, Kind> =>
  Object.fromEntries(
    command.options
      .filter(({ long }) => long !== '--version')
      .map((option) => [
        option.long!.slice(2),
        option.parseArg ? 'lines' : option.required || option.optional ? 'text' : 'boolean',
      ]),
  );

describe('inputs', () => {
  it('are the flags of `mcp-audit`, and what only a workflow needs', () => {
    expect(FLAGS).toEqual(flagsIn(program));
    expect(Object.keys(FLAGS).filter((name) => name in OWN)).toEqual([]);
  });
  it('stand in action.yml under the same names, in the same order', () => {
    expect(Object.keys(action.inputs)).toEqual([...Object.keys(OWN), ...Object.keys(FLAGS)]);
  });
  it('are handed on to commands that take them', () => {
    const snapshot = program.commands.find((command) => command.name() === 'snapshot')!;
    expect(REACHING.filter((name) => !(name in flagsIn(snapshot)))).toEqual([]);
    expect(JUDGING.filter((name) => !(name in FLAGS))).toEqual([]);
  });
});

describe('reading inputs', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['nothing', {}, []],
    ['what is empty', { 'fail-on': '', rule: '\n \n', probe: '', quiet: 'false' }, []],
    ['a text, without the blanks that nobody sees', { 'fail-on': ' warning\n' }, ['--fail-on=warning']],
    ['lines', { rule: 'a=off\r\n\n  b=info\n' }, ['--rule=a=off', '--rule=b=info']],
    ['a switch', { probe: 'true', quiet: ' True ' }, ['--quiet', '--probe']],
    ['a switch that begins with no', { 'no-wire-checks': 'true' }, ['--no-wire-checks']],
    ['names without regard to case, as GitHub does', { 'Fail-On': 'error' }, ['--fail-on=error']],
    [
      'a value like a flag stays a value',
      { config: '--probe', header: '-x: 1' },
      ['--config=--probe', '--header=-x: 1'],
    ],
    [
      'targets, then the command',
      { targets: 'src\nnpm:a', command: 'node\nserver.js' },
      ['src', 'npm:a', '--', 'node', 'server.js'],
    ],
    [
      'arguments are never split or unquoted',
      { command: `node\na b\n"c"\n$(d)\n--\n` },
      ['--', 'node', 'a b', '"c"', '$(d)', '--'],
    ],
    ['what is no flag is none', { annotations: 'true', summary: 'false', sarif: 'a.sarif', base: 'main' }, []],
  ])('%s', (_, given, args) => {
    const inputs = readInputs(JSON.stringify(given));
    expect([...flagsOf(inputs), ...targetsOf(inputs)]).toEqual(args);
  });

  it.each<readonly [Readonly<Record<string, string>>, string]>([
    [{ fail_on: 'error' }, 'there is no input `fail_on`\n  help: action.yml lists all inputs'],
    [{ constructor: 'x' }, 'there is no input `constructor`\n  help: action.yml lists all inputs'],
    [{ probe: 'yes' }, '`probe` takes true or false, not `yes`'],
    [{ annotations: '0' }, '`annotations` takes true or false, not `0`'],
    [
      { targets: 'src\n--probe' },
      '`targets` has a line `--probe`, which is no target\n  help: each flag is an input of its own',
    ],
    [{ targets: '-' }, '`targets` has a line `-`, which is no target\n  help: each flag is an input of its own'],
    [
      { format: 'json' },
      '`format: json` names no file\n  help: name one: `json=FILE`; the log has the report for the terminal',
    ],
  ])('%j is refused', (given, message) => {
    expect(() => readInputs(JSON.stringify(given))).toThrow(new Error(message));
  });
});

it('Node.js is what package.json asks for', async () => {
  const { isNewEnough } = await scripts<{ isNewEnough(version: string): boolean }>('runner.mjs');
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe('^20.19.0 || >=22.12.0');
  const versions = [
    '18.20.8',
    '20.18.3',
    '20.19.0',
    '20.20.2',
    '21.7.3',
    '22.11.0',
    '22.12.0',
    '23.0.0',
    '24.1.0',
    '26.0.0',
  ];
  expect(versions.filter(isNewEnough)).toEqual(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0', '26.0.0']);
});
