import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { readConfig } from '../config/config.ts';
import { findConfig } from '../config/find.ts';
import { detect, type Detected } from '../init/detect.ts';
import { configText, hookLines, HOOKS, WORKFLOW, workflowText } from '../init/files.ts';
import { withEntry } from '../init/hooks.ts';
import { isObject } from '../model/schema.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { Exit, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { whyUnwritable } from './output.ts';

export interface InitFlags {
  readonly ts?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** What is to become of one file. */
type Step = Kept | Written;
interface Kept {
  readonly file: string;
  /** Why nothing is written. */
  readonly keep: string;
}
interface Written {
  readonly file: string;
  readonly text: string;
  /** It was there, and only an entry is added. */
  readonly isThere: boolean;
}

/** `mcp-audit init`: says what it found, writes what is missing, and says what it wrote and what comes next. */
export async function initCommand(flags: InitFlags, io: Io): Promise<ExitCode> {
  refuseBelowRepository(io.cwd);
  const detected = await detect({ root: io.cwd, signal: io.signal });
  if (io.signal.aborted) return Exit.interrupted;
  const configured = await findConfig(io.cwd);
  if (detected.targets.length === 0 && configured === undefined) throw nothingHere(detected);
  const say = (word: string, text: string): void => io.stdout.write(`${word.padEnd(7)}${printable(text, 1_000)}\n`);
  for (const each of detected.found) say('found', each);
  const steps = [
    await configStep(detected, configured, flags, io),
    workflowStep(detected, io),
    await hookStep(detected, io),
  ];
  if (flags.dryRun) {
    for (const step of steps) preview(step, io);
    return Exit.clean;
  }
  if (!flags.yes && steps.some((step) => 'text' in step) && io.ask && !(await agrees(steps, io))) return Exit.clean;
  for (const step of steps) {
    if ('keep' in step) say('kept', `${step.file}: ${step.keep}`);
    else
      say(step.isThere ? 'added' : 'wrote', `${step.file}${step.isThere ? ': the hook' : ''}${await write(step, io)}`);
  }
  for (const [i, next] of nextSteps(steps, detected).entries()) say(i === 0 ? 'next' : '', next);
  return Exit.clean;
}

/** Workflows and hooks are read at the top of a repository alone. */
function refuseBelowRepository(cwd: string): void {
  for (let dir = cwd; dir !== path.dirname(dir); dir = path.dirname(dir)) {
    if (!existsSync(path.join(dir, '.git'))) continue;
    if (dir === cwd) return;
    const up = path.relative(cwd, dir);
    throw new UserError('this is a folder inside a repository, and workflows and hooks stand at its top', {
      hints: [`go there, and all servers of the repository are found: \`cd ${up}\``],
    });
  }
}

const nothingHere = ({ reason }: Detected): UserError =>
  new UserError(
    `no server was found here${reason === undefined ? '' : `: ${reason.replace(/^\. /, 'this folder ')}`}`,
    {
      hints: [
        'looked for TypeScript and JavaScript that registers tools, for tool lists, and for what `.mcp.json` starts',
        'write a configuration by hand: `{ "targets": [{ "command": ["node", "dist/server.js"] }] }` in mcp-audit.config.json',
      ],
    },
  );

async function configStep(
  detected: Detected,
  configured: string | undefined,
  { ts }: InitFlags,
  { cwd }: Io,
): Promise<Step> {
  if (configured !== undefined) {
    const file = path.basename(configured);
    // says what is wrong with it before a workflow is built on it
    await readConfig({ root: cwd, rules: (await import('../../rules/index.ts')).rules });
    return { file, keep: 'it is the configuration' };
  }
  const kind = ts ? 'ts' : 'json';
  return { file: `mcp-audit.config.${kind}`, text: configText(detected, kind), isThere: false };
}

function workflowStep(detected: Detected, { cwd }: Io): Step {
  const folder = path.join(cwd, path.dirname(WORKFLOW));
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  const has = names.find((name) => /\bmcp-audit\b/.test(textOf(path.join(folder, name))));
  const own = path.basename(WORKFLOW);
  if (has !== undefined || names.includes(own))
    return { file: `${path.dirname(WORKFLOW)}/${has ?? own}`, keep: has ? 'it audits already' : 'it is there' };
  return { file: WORKFLOW, text: workflowText(detected, branchOf(cwd)), isThere: false };
}

async function hookStep(detected: Detected, { cwd }: Io): Promise<Step> {
  const file = path.join(cwd, HOOKS);
  const lines = hookLines(detected);
  if (existsSync(file)) {
    const merged = withEntry(await readFile(file, 'utf8'), lines);
    return 'kept' in merged ? { file: HOOKS, keep: merged.kept } : { file: HOOKS, text: merged.text, isThere: true };
  }
  if (hasLintStaged(cwd))
    return {
      file: HOOKS,
      keep: 'not written: lint-staged is used here. Add to it: `"*.{ts,js,mjs,json}": "mcp-audit hook"`',
    };
  return { file: HOOKS, text: `repos:\n${lines.map((line) => `  ${line}\n`).join('')}`, isThere: false };
}

function hasLintStaged(cwd: string): boolean {
  try {
    const own: unknown = JSON.parse(textOf(path.join(cwd, 'package.json')));
    return (
      isObject(own) &&
      (Object.hasOwn(own, 'lint-staged') ||
        (isObject(own['devDependencies']) && Object.hasOwn(own['devDependencies'], 'lint-staged')))
    );
  } catch {
    return false;
  }
}

/** The branch that pull requests go to: that of the remote, else the one checked out; in a workflow other characters are patterns. */
function branchOf(cwd: string): string {
  const heads = ['refs/remotes/origin/HEAD', 'HEAD'].map((name) => textOf(path.join(cwd, '.git', name)));
  for (const head of heads) {
    const [, branch] = /^ref: refs\/(?:heads|remotes\/origin)\/([\w./@-]{1,200})\s*$/.exec(head) ?? [];
    if (branch !== undefined) return branch;
  }
  return 'main';
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function preview(step: Step, { stdout }: Io): void {
  if ('keep' in step) stdout.write(`\n# ${step.file}: ${step.keep}\n`);
  else stdout.write(`\n# ${step.file}${step.isThere ? ', with the hook' : ''}\n${step.text}`);
}

async function agrees(steps: readonly Step[], io: Io): Promise<boolean> {
  const files = steps.flatMap((step) => ('text' in step ? [step.file] : []));
  const answer = await io.ask!(`write ${files.join(', ')}? [Y/n] `);
  const isYes = /^(?:y(?:es)?)?$/i.test(answer.trim());
  if (!isYes) io.stderr.write('nothing was written\n');
  return isYes;
}

/** What is there is never written over: a file that has come meanwhile is an error. */
async function write({ file, text, isThere }: Written, { cwd }: Io): Promise<string> {
  const target = path.join(cwd, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text, { flag: isThere ? 'w' : 'wx' });
    return '';
  } catch (error) {
    throw new UserError(`cannot write ${file}: ${whyUnwritable(error)}`, {
      hints: ['`mcp-audit init --dry-run` prints it'],
    });
  }
}

function nextSteps(steps: readonly Step[], { targets }: Detected): readonly string[] {
  const isStarted = targets.some(({ target }) => 'command' in target);
  return [
    `mcp-audit                     what is found now${isStarted ? '; it starts the command of the configuration' : ''}`,
    'mcp-audit --update-baseline   accept that, so that only what is new fails',
    ...(steps.some((step) => step.file === HOOKS && 'text' in step)
      ? ['pre-commit install            run the hook at each commit']
      : []),
    'then commit the files',
  ];
}
