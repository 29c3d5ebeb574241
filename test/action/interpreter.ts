// Runs a composite action as GitHub's runner does, as far as ours goes (actions/runner: CompositeActionHandler.cs, ScriptHandler.cs,
// FileCommandManager.cs): inputs and steps as contexts, a fresh file for each of the runner's files, commands read from the log.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

import { commandsIn, type Command } from '../reporters/commands.ts';
import { filled, holds, type Context, type Status } from './expressions.ts';

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
  readonly shell: 'bash';
  readonly run: string;
}

const SHAPE = {
  action: ['name', 'description', 'author', 'branding', 'inputs', 'outputs', 'runs'],
  input: ['description', 'default'],
  output: ['description', 'value'],
  runs: ['using', 'steps'],
  step: ['name', 'id', 'if', 'env', 'working-directory', 'shell', 'run'],
};

/** Reads action.yml; what this interpreter does not know of throws, so that it cannot be passed over. */
export function readAction(file: string): Action {
  const action = parse(readFileSync(file, 'utf8')) as Action & { readonly runs: { readonly using: string } };
  only(action, SHAPE.action);
  only(action.runs, SHAPE.runs);
  if (action.runs.using !== 'composite') throw new Error('no composite action');
  for (const input of Object.values(action.inputs)) only(input, SHAPE.input);
  for (const output of Object.values(action.outputs)) only(output, SHAPE.output);
  for (const step of action.runs.steps) {
    only(step, SHAPE.step);
    if (step.shell !== 'bash') throw new Error(`${step.name}: the shell is not bash`);
    if (step.run.includes('${{')) throw new Error(`${step.name}: an expression in a script`);
  }
  return action;
}

function only(part: object, keys: readonly string[]): void {
  for (const key of Object.keys(part)) if (!keys.includes(key)) throw new Error(`\`${key}\` is not known here`);
}

export interface Call {
  readonly with?: Readonly<Record<string, string>>;
  /** The repository that was checked out. */
  readonly workspace: string;
  /** Where the action stands. */
  readonly home: string;
  /** Made anew for each call. */
  readonly temp: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ran {
  readonly conclusion: Status;
  readonly outputs: Readonly<Record<string, string>>;
  /** What each step with an id ended as; steps that did not run are missing. */
  readonly steps: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the runner obeyed. */
  readonly commands: readonly Command[];
  readonly log: string;
  readonly summary: string;
  /** What steps wrote for later steps of the job: variables and folders of PATH. */
  readonly env: string;
}

export function run(action: Action, { with: given = {}, workspace, home, temp, env = {} }: Call): Ran {
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ''])),
    ...given,
  };
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const context: Context = { inputs, steps, github: { action_path: home, workspace } };
  let status: Status = 'success';
  let [log, summary, later] = ['', '', ''];
  const commands: Command[] = [];
  for (const step of action.runs.steps) {
    const scope = { context, status };
    if (!holds(step.if, scope)) continue;
    const fill = (text: string): string => filled(text, scope);
    const files = filesIn(temp);
    const script = path.join(files.folder, 'script.sh');
    writeFileSync(script, step.run);
    // Both streams in one file, in the order they were written: the runner sees no better.
    const { status: code, stdout } = spawnSync(
      'bash',
      ['-c', 'exec 2>&1; exec bash --noprofile --norc -eo pipefail "$0"', script],
      {
        cwd: path.join(workspace, fill(step['working-directory'] ?? '')),
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          HOME: temp,
          GITHUB_ACTIONS: 'true',
          ...env,
          GITHUB_WORKSPACE: workspace,
          GITHUB_ACTION_PATH: home,
          RUNNER_TEMP: temp,
          ...files.env,
          ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)])),
        },
        maxBuffer: 2 ** 28,
      },
    );
    log += stdout;
    commands.push(...obeyed(stdout));
    summary += readFileSync(files.env.GITHUB_STEP_SUMMARY, 'utf8');
    later += readFileSync(files.env.GITHUB_ENV, 'utf8') + readFileSync(files.env.GITHUB_PATH, 'utf8');
    if (step.id !== undefined) steps[step.id] = { outputs: pairsIn(readFileSync(files.env.GITHUB_OUTPUT, 'utf8')) };
    if (code !== 0) status = 'failure';
  }
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, { context, status })]),
  );
  return {
    conclusion: status,
    outputs,
    commands,
    log,
    summary,
    env: later,
    steps: Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, step.outputs])),
  };
}

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;

/** The files of one step, empty. */
function filesIn(temp: string): { readonly folder: string; readonly env: Record<(typeof FILES)[number], string> } {
  if (!existsSync(temp)) mkdirSync(temp, { recursive: true });
  const folder = mkdtempSync(path.join(temp, 'step-'));
  const env = Object.fromEntries(FILES.map((name) => [name, path.join(folder, name)])) as Record<
    (typeof FILES)[number],
    string
  >;
  for (const file of Object.values(env)) writeFileSync(file, '');
  return { folder, env };
}

/** `name=value`, and `name<<END`, lines, `END`, as FileCommandManager.cs reads them. */
export function pairsIn(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) pairs[line.slice(0, equals)] = line.slice(equals + 1);
    else if (heredoc > 0) {
      const until = lines.indexOf(line.slice(heredoc + 2), i + 1);
      if (until < 0) throw new Error(`\`${line}\` does not end`);
      pairs[line.slice(0, heredoc)] = lines.slice(i + 1, until).join('\n');
      i = until;
    } else throw new Error(`\`${line}\` is no output`);
  }
  return pairs;
}

/** What the runner obeys of a log: nothing between `stop-commands` and its token. */
export function obeyed(log: string): Command[] {
  const commands: Command[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r\n|\n|\r/)) {
    if (token !== undefined) {
      if (line.trimStart().toLowerCase().startsWith(`::${token}::`)) token = undefined;
      continue;
    }
    for (const command of commandsIn(line))
      if (command.name === 'stop-commands') token = command.data.toLowerCase();
      else commands.push(command);
  }
  if (token !== undefined) throw new Error('commands were stopped and never resumed');
  return commands;
}
