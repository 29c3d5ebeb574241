import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import ignore from 'ignore';
import { afterAll, describe, expect, it } from 'vitest';

import { LARGEST_FILE, realDisk } from '../../src/inputs/typescript/project/disk.ts';
import { gitignoreOf } from '../../src/inputs/typescript/project/gitignore.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import { MOST_FILES, sourceFiles } from '../../src/inputs/typescript/project/sources.ts';

const PACKAGE = { '/p/package.json': '{"name":"p"}' };

/** The files found below `root`, without `/p/`. */
function found(names: readonly string[], root = '/p', more: Record<string, string> = {}): string[] {
  const files = Object.fromEntries(names.map((name) => [`/p/${name}`, '']));
  return sourceFiles(root, memoryDisk({ ...PACKAGE, ...files, ...more })).map((file) => file.slice('/p/'.length));
}

describe('which files a person wrote', () => {
  const written = [
    'a.ts',
    'b.tsx',
    'c.mts',
    'd.cts',
    'e.js',
    'f.mjs',
    'g.cjs',
    'h.jsx',
    'src/tools/x.ts',
    'src/latest.ts',
    'src/contest/a.ts',
  ];
  const others = [
    'x.d.ts',
    'y.d.mts',
    'note.md',
    'data.json',
    'x.css',
    'x.min.js',
    'lib-min.js',
    'x.test.ts',
    'x.spec.js',
    'x.e2e-spec.ts',
    '__tests__/a.ts',
    '__mocks__/a.ts',
    'test/a.ts',
    'src/tests/a.ts',
    'e2e/a.ts',
    'node_modules/z/index.js',
    'src/node_modules/z/index.js',
    '.git/hooks/a.js',
    '.hidden/a.ts',
    '.eslintrc.js',
  ];
  it('keeps sources and nothing else', () => expect(found([...written, ...others])).toEqual([...written].sort()));

  it.each([
    ['test', ['test/a.ts', 'test/b/tests/c.ts'], ['test/a.ts']],
    ['.hidden', ['.hidden/a.ts'], ['.hidden/a.ts']],
    ['node_modules/z', ['node_modules/z/index.js', 'node_modules/z/node_modules/y/i.js'], ['node_modules/z/index.js']],
    ['x.test.ts', ['x.test.ts'], ['x.test.ts']],
    ['x.min.js', ['x.min.js'], ['x.min.js']],
    ['x.d.ts', ['x.d.ts'], []],
    ['note.md', ['note.md'], []],
    ['none', [], []],
  ])('reads what is named: %s', (name, names, expected) => expect(found(names, `/p/${name}`)).toEqual(expected));
});

describe('.gitignore', () => {
  it.each<[string, Record<string, string>, string[], string, string[]]>([
    [
      'of the folder',
      { '.gitignore': 'out/\n*.gen.ts' },
      ['a.ts', 'b.gen.ts', 'out/c.ts', 'src/out/d.ts'],
      '',
      ['a.ts'],
    ],
    [
      'nested, and taking back',
      { '.gitignore': '*.gen.ts', 'src/.gitignore': '!keep.gen.ts' },
      ['a.gen.ts', 'src/keep.gen.ts', 'src/b.gen.ts'],
      '',
      ['src/keep.gen.ts'],
    ],
    [
      'above, up to the repository',
      { '.git/HEAD': '', '.gitignore': '/sub/src/b.ts' },
      ['sub/src/a.ts', 'sub/src/b.ts'],
      'sub/src',
      ['sub/src/a.ts'],
    ],
    [
      'not above the repository',
      { 'sub/.git/HEAD': '', '.gitignore': '*.ts' },
      ['sub/src/a.ts'],
      'sub/src',
      ['sub/src/a.ts'],
    ],
    [
      'what ignores the folder named does not count',
      { '.gitignore': 'dist/\n*.gen.js' },
      ['dist/a.js', 'dist/b.gen.js'],
      'dist',
      ['dist/a.js', 'dist/b.gen.js'],
    ],
    ['nor when a folder above is ignored', { '.gitignore': 'dist' }, ['dist/esm/a.js'], 'dist/esm', ['dist/esm/a.js']],
    ['one that ignores every file of the folder named', { '.gitignore': '*.js' }, ['dist/a.js'], 'dist', ['dist/a.js']],
    [
      'what lies below the folder named is still ignored',
      { 'dist/.gitignore': 'b.js' },
      ['dist/a.js', 'dist/b.js'],
      'dist',
      ['dist/a.js'],
    ],
  ])('%s', (_, ignores, names, root, expected) =>
    expect(
      found(
        names,
        `/p/${root}`.replace(/\/$/, ''),
        Object.fromEntries(Object.entries(ignores).map(([name, text]) => [`/p/${name}`, text])),
      ),
    ).toEqual(expected),
  );

  const PATTERNS = [
    ['foo', 'foo/', '/foo', '/foo/', 'foo/*', 'foo/**', '**/foo', '**/foo/bar', 'a/**/b', '*.js', '*.js\n!keep.js'],
    ['foo/*\n!foo/bar.js', 'foo/**\n!foo/bar.js', '/*\n!/a', '*.py[cod]', '[Dd]ist', '[!a]x', '[^a]x', 'file?.js'],
    ['\\#x', '\\!x', '#x', 'foo   ', 'foo\\ ', 'a\\*b', '**', 'a**b', '/', '[]]x', '[a-', '**/', 'foo/**/', '*/foo'],
    ['a/*/c', '.*', 'foo**/bar', '*.t[s-x]', ' foo', 'foo\r\nbar'],
  ].flat();
  const NAMES = [
    'foo',
    'bar',
    'keep.js',
    'dist',
    'Dist',
    'a',
    'b',
    'c',
    'ax',
    ']x',
    'file1.js',
    '#x',
    '!x',
    'foo ',
    'a*b',
    'aXb',
    'y.pyc',
    '.env',
    'x.ts',
    ' foo',
  ];
  const PATHS = [
    ...NAMES,
    ...NAMES.flatMap((a) => NAMES.map((b) => `${a}/${b}`)),
    'a/x/y/b',
    'a/x/c',
    'x/foo/bar',
    'foo/bar/baz',
  ];

  it.each(PATTERNS)('reads %j as the `ignore` library does', (text) => {
    const own = gitignoreOf(text);
    const expected = ignore({ ignorecase: false }).add(text);
    const isIgnored = (file: string): boolean =>
      file
        .split('/')
        .some((_, at, names) => own.ignores(names.slice(0, at + 1).join('/') + (at < names.length - 1 ? '/' : '')));
    expect(PATHS.filter(isIgnored)).toEqual(PATHS.filter((file) => expected.ignores(file)));
  });

  it.each(['**/a/**/a/**/a/**/b', '*a*a*a*a*b', '**a**a**a**b', '[[[[[[[[', '*?*?*?*?*?c'])(
    'is not slow on %s',
    (pattern) => {
      const { ignores } = gitignoreOf(`${pattern}\n`.repeat(50));
      const start = performance.now();
      expect(ignores('a/'.repeat(2_000))).toBeUndefined();
      expect(ignores(`${'ab'.repeat(2_000)}x`)).toBeUndefined();
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );
});

describe('what is built', () => {
  it.each<[string, string[], string, string[]]>([
    ['from src', ['src/a.ts', 'dist/a.js', 'dist/chunk.js'], '', ['src/a.ts']],
    ['below src', ['src/x/a.ts', 'dist/x/a.js'], '', ['src/x/a.ts']],
    ['beside', ['src/a.ts', 'src/a.js', 'src/b.js'], '', ['src/a.ts', 'src/b.js']],
    ['named', ['src/a.ts', 'dist/a.js'], 'dist', ['dist/a.js']],
    ['from nothing that is here', ['dist/a.js'], '', ['dist/a.js']],
    ['lib that is written', ['lib/a.js', 'src/b.js'], '', ['lib/a.js', 'src/b.js']],
    ['TypeScript in lib', ['lib/a.ts', 'src/b.ts'], '', ['lib/a.ts', 'src/b.ts']],
  ])('%s', (_, names, root, expected) => expect(found(names, `/p/${root}`.replace(/\/$/, ''))).toEqual(expected));

  it('by the configuration', () =>
    expect(
      found(['code/a.ts', 'target/a.js'], '/p', {
        '/p/tsconfig.json': '{"compilerOptions":{"outDir":"target","rootDir":"code"}}',
      }),
    ).toEqual(['code/a.ts']));
});

it('stops at many files', () =>
  expect(found(Array.from({ length: MOST_FILES + 5 }, (_, at) => `src/${at}.ts`))).toHaveLength(MOST_FILES));

describe('a real disk', () => {
  const root = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'mcp-audit-disk-'))).replaceAll('\\', '/');
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, text: string | Buffer = ''): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  const posix = it.skipIf(process.platform === 'win32');

  it('reads, sizes and lists', () => {
    write('list/b.ts', 'é');
    write('list/a/x.ts');
    const disk = realDisk();
    expect(disk.read(`${root}/list/b.ts`)).toBe('é');
    expect(disk.size(`${root}/list/b.ts`)).toBe(2);
    expect(disk.list(`${root}/list`)).toEqual(['a/', 'b.ts']);
    expect(disk.isDirectory(`${root}/list/a`)).toBe(true);
    for (const none of ['none', 'list', 'list/b.ts/x', 'a\0b']) {
      expect(disk.read(`${root}/${none}`)).toBeUndefined();
      expect(disk.size(`${root}/${none}`)).toBeUndefined();
    }
    expect(disk.list(`${root}/none`)).toEqual([]);
    expect(disk.real(`${root}/none`)).toBe(`${root}/none`);
  });

  it('does not read what is too large', () => {
    write('large.js', Buffer.alloc(LARGEST_FILE + 1, ' '));
    write('fits.js', Buffer.alloc(LARGEST_FILE, ' '));
    const disk = realDisk();
    expect(disk.size(`${root}/large.js`)).toBe(LARGEST_FILE + 1);
    expect(disk.read(`${root}/large.js`)).toBeUndefined();
    expect(disk.read(`${root}/fits.js`)).toHaveLength(LARGEST_FILE);
  });

  posix('links end, devices are no files', () => {
    write('links/src/a.ts');
    write('outside/b.ts');
    symlinkSync('..', path.join(root, 'links/src/up'));
    symlinkSync('self', path.join(root, 'links/self'));
    symlinkSync('../outside', path.join(root, 'links/out'));
    const disk = realDisk();
    expect(sourceFiles(`${root}/links`, disk)).toEqual([`${root}/links/src/a.ts`]);
    expect(disk.read('/dev/zero')).toBeUndefined();
    expect(disk.list(`${root}/links`)).toContain('out/');
    expect(disk.real(`${root}/links/out/b.ts`)).toBe(`${root}/outside/b.ts`);
    expect(sourceFiles(`${root}/links/out`, disk)).toEqual([`${root}/links/out/b.ts`]);
  });
});
