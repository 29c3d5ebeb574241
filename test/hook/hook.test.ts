import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { BROKEN, CLEAN, cli, folder } from '../cli/run.ts';
import { manifest, server } from './servers.ts';

const LIST = JSON.stringify({ tools: [] });

describe('one server', () => {
  const clean = { 'package.json': manifest('orders'), 'src/index.ts': server('orders') };
  const broken = { ...clean, 'src/index.ts': server('orders', { isBroken: true }) };

  it('prints what fails with file and line, and exits 1', async () => {
    const { code, stdout, stderr } = await cli(['hook', 'src/index.ts'], { cwd: folder(broken) });
    expect(code).toBe(1);
    expect(stdout).toContain('schema-bounds-contradict');
    expect(stdout).toMatch(/src\/index\.ts:\d+:\d+/);
    expect(stderr).toBe('');
  });

  it('is silent where nothing fails', async () =>
    expect(await cli(['hook', 'src/index.ts'], { cwd: folder(clean) })).toEqual({ code: 0, stdout: '', stderr: '' }));

  it.each([
    ['none', []],
    ['text', ['README', 'logo.png']],
    ['of a hidden folder', ['.github/workflows/ci.yml', '.vscode/settings.json']],
    ['installed', ['node_modules/zod/index.js']],
    ['outside', ['../elsewhere/index.ts']],
    ['data that nothing imports', ['data.json', 'docs/guide.md']],
  ])('is silent where no file touches it: %s', async (_, files) =>
    expect(await cli(['hook', ...files], { cwd: folder(broken) })).toEqual({ code: 0, stdout: '', stderr: '' }),
  );

  it.each([
    ['its program', 'src/index.ts'],
    ['a file that is gone', 'src/gone.ts'],
    ['a file of a folder that is gone', 'src/old/gone.ts'],
    ['its manifest', 'package.json'],
    ['how it is compiled', 'tsconfig.build.json'],
    ['how it is deployed', 'Dockerfile'],
    ['versions', 'package-lock.json'],
  ])('is audited when a file of its package changes: %s', async (_, file) =>
    expect((await cli(['hook', file], { cwd: folder(broken) })).code).toBe(1),
  );

  it.each([
    ['imports', "import names from './names.json' with { type: 'json' };\nconsole.error(names);", 'names.json'],
    [
      'reads',
      "import { readFileSync } from 'node:fs';\nconsole.error(readFileSync(new URL('./names.md', import.meta.url), 'utf8'));",
      'names.md',
    ],
  ])('is audited when data changes that it %s', async (_, more, name) => {
    const source = server('orders', { isBroken: true, more });
    const dir = folder({ ...clean, 'src/index.ts': source, [`src/${name}`]: '["a"]', 'src/other.md': '' });
    expect((await cli(['hook', `src/${name}`], { cwd: dir })).code).toBe(1);
    expect((await cli(['hook', 'src/other.md'], { cwd: dir })).code).toBe(0);
  });

  it('takes paths that are absolute, or led to by a link, or stand after `--`', async () => {
    const dir = folder(broken);
    symlinkSync(dir, `${dir}-link`);
    try {
      for (const argv of [[path.join(dir, 'src/index.ts')], [`${dir}-link/src/index.ts`], ['--', 'src/index.ts']])
        expect((await cli(['hook', ...argv], { cwd: dir })).code, argv.join(' ')).toBe(1);
      expect((await cli(['hook', 'src/index.ts'], { cwd: `${dir}-link` })).code).toBe(1);
    } finally {
      rmSync(`${dir}-link`);
    }
  });

  it('takes hundreds of files', async () => {
    const files = Array.from({ length: 800 }, (_, i) => `src/gone-${i}.ts`);
    expect((await cli(['hook', ...files], { cwd: folder(broken) })).code).toBe(1);
  });

  it('lists with --verbose what fails nothing, and the flags of the audit hold', async () => {
    const dir = folder(broken);
    expect((await cli(['hook', 'src/index.ts', '--fail-on', 'never'], { cwd: dir })).stdout).toBe('');
    expect((await cli(['hook', 'src/index.ts', '--rule', 'schema-bounds-contradict=off'], { cwd: dir })).code).toBe(0);
    expect((await cli(['hook', 'src/index.ts', '--fail-on', 'never', '-v'], { cwd: dir })).stdout).toContain('DONE');
    expect((await cli(['hook', 'src/index.ts', '-f', 'json'], { cwd: folder(clean) })).stdout).toContain(
      '"exitCode": 0',
    );
  });
});

it('is silent in a repository without a server', async () =>
  expect(await cli(['hook', 'index.ts'], { cwd: folder({ 'index.ts': 'export {};', 'package.json': '{}' }) })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  }));

describe('a workspace', () => {
  const workspace = {
    'package.json': JSON.stringify({ name: 'all', private: true, workspaces: ['packages/*'] }),
    'packages/a/package.json': manifest('a', {
      dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0', shared: '*' },
    }),
    'packages/a/src/index.ts': server('a', { isBroken: true, more: "import 'shared';" }),
    'packages/b/package.json': manifest('b'),
    'packages/b/src/index.ts': server('b', { isBroken: true, more: "import '../../../common/names.js';" }),
    'packages/shared/package.json': JSON.stringify({ name: 'shared', type: 'module', exports: './src/index.ts' }),
    'packages/shared/src/index.ts': 'export const shared = 1;',
    'packages/shared/src/unused.ts': 'export const unused = 1;',
    'common/names.ts': 'export const names = [];',
    'web/page.tsx': 'export {};',
  };

  it.each([
    ['packages/a/src/index.ts', ['a']],
    ['packages/a/src/gone.ts', ['a']],
    ['packages/b/package.json', ['b']],
    ['packages/shared/src/index.ts', ['a']],
    ['packages/shared/src/unused.ts', []],
    ['common/names.ts', ['b']],
    ['package.json', ['a', 'b']],
    ['web/page.tsx', []],
  ])('%s touches %j', async (file, names) => {
    const { code, stdout } = await cli(['hook', file], { cwd: folder(workspace) });
    expect([...stdout.matchAll(/^── (\w+) /gm)].map(([, name]) => name)).toEqual(names);
    expect(code).toBe(names.length > 0 ? 1 : 0);
  });
});

describe('tool lists', () => {
  it.each([
    ['a list', { 'tools.json': BROKEN }, 'tools.json', 1],
    ['a list without a defect', { 'tools.json': CLEAN }, 'tools.json', 0],
    ['a list that is no JSON any more', { 'tools.json': BROKEN.slice(0, -2) }, 'tools.json', 2],
    ['a list that is gone', {}, 'tools.json', 0],
    ['another array of names', { 'users.json': '[{"name":"a"},{"name":"b"}]' }, 'users.json', 0],
    ['another object', { 'data.json': '{"tools":["hammer"]}' }, 'data.json', 0],
    ['no JSON and no list', { 'data.json': '{,' }, 'data.json', 0],
    ['a lock', { 'mcp-audit.lock.json': BROKEN }, 'mcp-audit.lock.json', 0],
    ['an installed one', { 'node_modules/a/tools.json': BROKEN }, 'node_modules/a/tools.json', 0],
  ])('%s', async (_, files, changed, expected) => {
    const { code, stdout } = await cli(['hook', changed], { cwd: folder(files) });
    expect(code).toBe(expected);
    if (expected === 1) expect(stdout).toMatch(/tools\.json:\d+:\d+/);
    else if (expected === 0) expect(stdout).toBe('');
  });

  it('several are audited side by side', async () => {
    const { stdout } = await cli(['hook', 'a.json', 'b.json', 'c.json'], {
      cwd: folder({ 'a.json': BROKEN, 'b.json': BROKEN, 'c.json': LIST.replace('[]', '1') }),
    });
    expect(stdout).toContain('a.json:');
    expect(stdout).toContain('b.json:');
  });
});

describe('a configuration', () => {
  const broken = { 'package.json': manifest('orders'), 'src/index.ts': server('orders', { isBroken: true }) };
  const config = (targets: unknown): Record<string, string> => ({
    'mcp-audit.config.json': JSON.stringify({ targets }),
  });
  const START = ['node', '-e', "require('fs').writeFileSync('started', '')"];

  it('starts nothing, and reads the source of what runs', async () => {
    const dir = folder({ ...broken, ...config([{ command: START, source: 'src' }]) });
    expect((await cli(['hook', 'src/index.ts'], { cwd: dir })).code).toBe(1);
    expect(existsSync(path.join(dir, 'started'))).toBe(false);
  });

  it('reads the repository where no target can be read', async () => {
    const dir = folder({ ...broken, ...config([{ command: START }, 'https://127.0.0.1:9/mcp']) });
    expect((await cli(['hook', 'src/index.ts'], { cwd: dir })).code).toBe(1);
    expect(existsSync(path.join(dir, 'started'))).toBe(false);
  });

  it('says which servers there are', async () => {
    const dir = folder({
      ...broken,
      'other/package.json': manifest('other'),
      'other/src/index.ts': server('other', { isBroken: true }),
      ...config([{ source: 'other' }]),
    });
    expect((await cli(['hook', 'src/index.ts'], { cwd: dir })).code).toBe(0);
    expect((await cli(['hook', 'other/src/index.ts'], { cwd: dir })).code).toBe(1);
  });

  it('its levels hold, and its own change touches all', async () => {
    const rules = { 'schema-bounds-contradict': 'off' };
    const text = JSON.stringify({ targets: ['.'], rules });
    expect(
      (await cli(['hook', 'src/index.ts'], { cwd: folder({ ...broken, 'mcp-audit.config.json': text }) })).code,
    ).toBe(0);
    const dir = folder({ ...broken, ...config(['.']) });
    expect((await cli(['hook', 'mcp-audit.config.json'], { cwd: dir })).code).toBe(1);
  });

  it('a list it names is audited with the source it names, once', async () => {
    const dir = folder({ ...broken, 'tools.json': BROKEN, ...config([{ json: 'tools.json', source: 'src' }]) });
    const { stdout } = await cli(['hook', 'tools.json', 'src/index.ts'], { cwd: dir });
    expect(stdout.match(/^── /gm)).toHaveLength(1);
    expect((await cli(['hook', 'src/index.ts'], { cwd: dir })).code).toBe(1);
  });

  it('a mistake in it is told, and a target that is not there', async () => {
    const wrong = await cli(['hook', 'a.ts'], { cwd: folder({ 'mcp-audit.config.json': '{ "target": 1 }' }) });
    expect(wrong.code).toBe(2);
    const gone = folder({ ...broken, ...config([{ source: 'srv' }]) });
    expect((await cli(['hook', 'src/index.ts'], { cwd: gone })).code).toBe(2);
  });

  it('a workflow over servers that are not touched is no mistake', async () => {
    const text = JSON.stringify({ targets: ['.'], workflows: [['list_orders', 'elsewhere']] });
    const dir = folder({ ...broken, 'mcp-audit.config.json': text });
    expect((await cli(['hook', 'src/index.ts'], { cwd: dir })).code).toBe(1);
  });
});

it('does not choke on names that are hostile', async () => {
  const dir = folder({ 'package.json': manifest('orders'), 'src/index.ts': server('orders') });
  mkdirSync(path.join(dir, 'src/\u001B[31m'));
  const names = ['src/\u001B[31m/a.ts', 'src/a b;$(x).ts', `src/${'x'.repeat(5000)}.ts`, 'src/\0.ts', '/', '..'];
  expect((await cli(['hook', '--', ...names], { cwd: dir })).code).toBe(0);
});
