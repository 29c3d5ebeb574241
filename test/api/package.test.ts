import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { folder } from '../cli/run.ts';
import { fencesOf } from '../docs/reading.ts';

// The package as its users get it: packed, unpacked into a project of theirs, compiled against and run.
const root = path.resolve(import.meta.dirname, '../..');
const modules = path.join(root, 'node_modules');
const project = folder({});
const own = path.join(project, 'node_modules/mcp-audit');
const tsc = path.join(modules, 'typescript/bin/tsc');
const built = path.join(project, 'built');
const run = (...argv: readonly string[]) => runIn(project, ...argv);
const runIn = (cwd: string, ...argv: readonly string[]) =>
  spawnSync(process.execPath, argv, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    env: { PATH: process.env['PATH'] },
  });

/** What the guide shows as TypeScript; each is a module of its own. */
const examples = ['docs/api.md', 'README.md']
  .flatMap(fencesOf)
  .filter(({ language, text }) => language === 'ts' && /from 'mcp-audit/.test(text) && !text.includes('defineConfig'));

let packed: { readonly files: readonly string[]; readonly bytes: number; readonly unpacked: number };

beforeAll(() => {
  // `dist` is built already; building it again would take it from other tests.
  const told = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename, files, size, unpackedSize }] = JSON.parse(told);
  packed = { files: files.map((file: { path: string }) => file.path), bytes: size, unpacked: unpackedSize };
  cpSync(path.join(root, 'test/fixtures/consumer'), project, { recursive: true });
  for (const [i, { text }] of examples.entries()) writeFileSync(path.join(project, `example-${i}.ts`), text);
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(project, filename), '-C', own, '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), 'vitest', '@types/node']) {
    mkdirSync(path.dirname(path.join(project, 'node_modules', name)), { recursive: true });
    symlinkSync(path.join(modules, name), path.join(project, 'node_modules', name));
  }
}, 120_000);

describe('the tarball', () => {
  it('holds what is used and nothing else', () => {
    const wanted =
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(?:cli|index|rule|testing|serve-thread)\.js|dist\/(?:index|rule|testing)\.d\.ts|dist\/chunks\/[\w.-]+\.(?:js|bin)|dist\/THIRD-PARTY-NOTICES\.txt|rules\/[a-z0-9-]+\/README\.md|schemas\/[a-z]+\.schema\.json)$/;
    expect(packed.files.filter((file) => !wanted.test(file))).toEqual([]);
    const pages = readdirSync(path.join(root, 'rules'), { withFileTypes: true }).filter((each) => each.isDirectory());
    for (const { name } of pages) expect(packed.files).toContain(`rules/${name}/README.md`);
    for (const name of readdirSync(path.join(root, 'schemas'))) expect(packed.files).toContain(`schemas/${name}`);
  });

  it('stays small', () => {
    process.stdout.write(
      `packed ${(packed.bytes / 1e6).toFixed(2)} MB, unpacked ${(packed.unpacked / 1e6).toFixed(2)} MB\n`,
    );
    expect(packed.bytes).toBeLessThan(6_000_000);
  });

  it('has everything that package.json speaks of', () => {
    const { exports, bin } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8'));
    const files = [...Object.values(exports), ...Object.values(bin)].flatMap((each) =>
      typeof each === 'string' ? [each] : Object.values(each as object),
    );
    for (const file of files) expect(existsSync(path.join(own, file)), file).toBe(true);
  });
});

describe('the types', () => {
  it.each([
    ['nodenext', []],
    ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('are right for users with %s, also where they say no', (_, more) => {
    const { stdout } = run(tsc, '-p', '.', ...more);
    expect(stdout).toBe('');
  });

  it.each(['index', 'rule', 'testing'])('of %s name nothing of ours by its file', (entry) => {
    const text = readFileSync(path.join(own, `dist/${entry}.d.ts`), 'utf8');
    const from = [...text.matchAll(/(?:from|import\() ?['"]([^'"]+)['"]/g)].map(([, module]) => module);
    expect([...new Set(from)]).toEqual(entry === 'rule' ? [] : ['./rule.js']);
    expect(statSync(path.join(own, `dist/${entry}.d.ts`)).size).toBeLessThan(90_000);
  });
});

describe('in use', () => {
  beforeAll(() => {
    const { stdout } = run(tsc, '-p', '.', '--noEmit', 'false', '--outDir', built, '--rewriteRelativeImportExtensions');
    expect(stdout).toBe('');
    for (const name of ['package.json', 'tools.json']) cpSync(path.join(project, name), path.join(built, name));
  });

  it('a program audits with it', () => {
    const { stdout, stderr } = runIn(built, 'call.js');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      exitCode: 1,
      servers: ['tools', 'inline'],
      worst: 'acme/no-delete',
      grades: 2,
      sarif: '2.1.0',
      snapshot: true,
      page: true,
      refused: 1,
      schema: 'object',
    });
  });

  it.each(examples.map((each, i) => [`${each.file}:${each.line}`, i] as const))('the example at %s runs', (_, i) => {
    const { status, stderr } = runIn(built, `example-${i}.js`);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([0, 1]).toContain(status); // 1 where the example sets it
  });

  it('a rule of a plugin is tested with node:test', () => {
    const { status, stdout } = runIn(built, '--test', 'no-delete.node.js');
    expect(stdout).toMatch(/pass 7\b/);
    expect(status).toBe(0);
  });

  it('and with vitest', () => {
    const { status, stdout } = run(path.join(modules, 'vitest/vitest.mjs'), 'run', 'no-delete.test.ts');
    expect(stdout).toMatch(/7 passed/);
    expect(status).toBe(0);
  });

  it('the command runs a rule and a configuration in TypeScript', () => {
    const { status, stdout } = run(path.join(own, 'dist/cli.js'), '-f', 'json', '--config', 'mcp-audit.config.ts');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('acme/no-delete');
  });
});
