import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { ruleFolders } from '../../src/codegen/gen.ts';
import { filesOf, whyNot } from '../../src/codegen/new-rule.ts';

const root = path.resolve(import.meta.dirname, '../..');

it.each([
  [undefined, 'name the rule'],
  ['tool-purpose-unclear', 'there is a rule'],
  ['Tool-Title', 'is no name of a rule'],
  ['title', 'is no name of a rule'],
  ['tool_title', 'is no name of a rule'],
  ['../tool-title', 'is no name of a rule'],
  ['tool-title-', 'is no name of a rule'],
  [`tool-${'x'.repeat(40)}`, 'is no name of a rule'],
  ['tool-title-missing', undefined],
])('the name %j: %s', (name, problem) => {
  const said = whyNot(name, ruleFolders());
  if (problem === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(problem);
});

const NAME = 'tool-title-shouting';
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'mcp-audit-new-rule-'));
  for (const each of ['src', 'rules', 'schemas', 'README.md', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(path.join(root, each), path.join(copy, each), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [`node_modules/${script}`, ...args], { cwd: copy, encoding: 'utf8' });
const test = () => node('vitest/vitest.mjs', 'run', '--project', 'tables', `rules/${NAME}/`);

it('makes a folder that compiles, whose tests fail until it is filled in', { timeout: 240_000 }, () => {
  const made = node('jiti/lib/jiti-cli.mjs', 'src/codegen/new-rule.ts', NAME);
  expect(made.status, made.stderr).toBe(0);
  expect(made.stdout).toContain(`rules/${NAME}/rule.ts`);
  const read = (file: string): string => readFileSync(path.join(copy, file), 'utf8');
  const write = (file: string, text: string): void => writeFileSync(path.join(copy, file), text);
  expect(read('rules/index.ts')).toContain(`./${NAME}/rule.ts`);
  expect(read(`rules/${NAME}/README.md`)).toContain(`mcp-audit-disable-next-line ${NAME}`);
  expect(read('README.md')).toContain(`rules/${NAME}/README.md`);
  const compiled = node('typescript/bin/tsc', '--noEmit', '-p', '.');
  expect(compiled.stdout.split('\n').filter((line) => line.includes(NAME))).toEqual([]);
  expect(test().status).toBe(1);

  const [rule = '', table = ''] = [`rules/${NAME}/rule.ts`, `rules/${NAME}/rule.test.ts`];
  write(
    rule,
    read(rule)
      .replace(
        "if (!('TODO' in raw)) return;",
        'if (typeof raw.title !== "string" || !/^[A-Z ]{8,}$/.test(raw.title)) return;',
      )
      .replace("tool.at('TODO')", "tool.at('title')"),
  );
  write(
    table,
    read(table)
      .replace('todo: a tool on which the rule is silent', 'list')
      .replace('"todo","TODO":1', '"list","title":"HTTP"')
      .replace('{[|"name"|]:"todo: a tool with the defect"}', '{"name":"list","title":[|"LIST ORDERS"|]}'),
  );
  const filled = test();
  expect(filled.status, filled.stdout + filled.stderr).toBe(0);
  const again = node('jiti/lib/jiti-cli.mjs', 'src/codegen/new-rule.ts', NAME);
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('there is a rule');
});

it('says in every file what is to be filled in', () => {
  for (const [file, text] of filesOf(NAME)) expect(text, file).toContain('TODO');
});
