import { describe, expect, it } from 'vitest';

import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import { Resolver } from '../../src/inputs/typescript/project/resolve.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** `file PATH`, `package NAME ENTRY`, `node NAME` or `missing`. */
function resolve(files: Record<string, string>, specifier: string, from: string): string {
  const found = new Resolver(memoryDisk(files)).resolve(specifier, from);
  switch (found.kind) {
    case 'file':
      return `file ${found.path}`;
    case 'package':
      return `package ${found.name}${found.entry === undefined ? '' : ` ${found.entry}`}`;
    case 'node':
      return `node ${found.name}`;
    case 'missing':
      return 'missing';
  }
}

const PACKAGE = json({ name: 'p' });

describe('paths', () => {
  const files = Object.fromEntries(
    [
      'a.ts',
      'b.js',
      'both.ts',
      'both.js',
      'c.mts',
      'd.cts',
      'e.tsx',
      'tools/index.ts',
      'data.json',
      'types.d.ts',
      'note.md',
      'dotted.name.ts',
      'twice.ts',
      'twice/index.ts',
    ].map((name) => [`/p/src/${name}`, '']),
  );
  it.each([
    ['./a.js', 'a.ts'],
    ['./a', 'a.ts'],
    ['./a.ts', 'a.ts'],
    ['./b.js', 'b.js'],
    ['./b', 'b.js'],
    ['./both.js', 'both.ts'],
    ['./c.mjs', 'c.mts'],
    ['./d.cjs', 'd.cts'],
    ['./e.js', 'e.tsx'],
    ['./e.jsx', 'e.tsx'],
    ['./tools', 'tools/index.ts'],
    ['./tools/', 'tools/index.ts'],
    ['./tools/index.js', 'tools/index.ts'],
    ['./data.json', 'data.json'],
    ['./data', 'data.json'],
    ['./note.md', 'note.md'],
    ['./note.md?raw', 'note.md'],
    ['./dotted.name', 'dotted.name.ts'],
    ['./dotted.name.js', 'dotted.name.ts'],
    ['./twice', 'twice.ts'],
    ['./twice/', 'twice/index.ts'],
    ['../src/a.js', 'a.ts'],
    ['/p/src/a.js', 'a.ts'],
    ['file:///p/src/a.js', 'a.ts'],
    ['./types.js', undefined],
    ['./types', undefined],
    ['./types.d.ts', undefined],
    ['./none.js', undefined],
    ['./__proto__', undefined],
    ['', undefined],
  ])('%s', (specifier, expected) =>
    expect(resolve({ '/p/package.json': PACKAGE, ...files }, specifier, '/p/src/main.ts')).toBe(
      expected === undefined ? 'missing' : `file /p/src/${expected}`,
    ),
  );

  it.each([
    ['..', 'file /p/src/index.ts'],
    ['.', 'file /p/src/sub/index.js'],
  ])('a folder by %s', (specifier, expected) =>
    expect(resolve({ '/p/src/index.ts': '', '/p/src/sub/index.js': '' }, specifier, '/p/src/sub/a.ts')).toBe(expected),
  );
});

it.each([
  ['fs', 'node fs'],
  ['node:fs', 'node fs'],
  ['fs/promises', 'node fs/promises'],
  ['node:sqlite', 'node sqlite'],
  ['buffer/', 'package buffer'],
  ['zod', 'package zod'],
  ['zod/v4', 'package zod'],
  ['@scope/name/deep/file.js', 'package @scope/name'],
  ['npm:zod@^3.25', 'package zod'],
  ['npm:@scope/name@1/sub', 'package @scope/name'],
  ['jsr:@std/assert@1', 'package @std/assert'],
  ['https://esm.sh/zod@3', 'package https://esm.sh/zod@3'],
  ['cloudflare:workers', 'package cloudflare:workers'],
  ['@/unmapped', 'missing'],
  ['~/unmapped', 'missing'],
  ['#unmapped', 'missing'],
  ['constructor', 'package constructor'],
])('by name: %s', (specifier, expected) =>
  expect(resolve({ '/p/package.json': PACKAGE }, specifier, '/p/a.ts')).toBe(expected),
);

describe('an installed package', () => {
  const at = '/p/node_modules/lib';
  const files = (manifest: object, ...names: string[]): Record<string, string> => ({
    '/p/package.json': PACKAGE,
    [`${at}/package.json`]: json({ name: 'lib', version: '1.0.0', ...manifest }),
    ...Object.fromEntries(names.map((name) => [`${at}/${name}`, ''])),
  });
  it.each<[string, object, string[], string, string | undefined]>([
    ['main', { main: 'lib/main' }, ['lib/main.js'], 'lib', 'lib/main.js'],
    ['main as a folder', { main: './lib' }, ['lib/index.js'], 'lib', 'lib/index.js'],
    ['no main', {}, ['index.js'], 'lib', 'index.js'],
    ['module when main is not there', { main: 'x.js', module: 'm.js' }, ['m.js'], 'lib', 'm.js'],
    ['a path without exports', {}, ['sub/a.js'], 'lib/sub/a', 'sub/a.js'],
    ['exports as a string', { exports: './e.js' }, ['e.js'], 'lib', 'e.js'],
    [
      'conditions in order',
      { exports: { types: './e.d.ts', require: './r.cjs', import: './i.js' } },
      ['e.d.ts', 'r.cjs', 'i.js'],
      'lib',
      'i.js',
    ],
    ['require when nothing else', { exports: { '.': { require: './r.cjs' } } }, ['r.cjs'], 'lib', 'r.cjs'],
    [
      'nested conditions',
      { exports: { '.': { node: { import: './n.mjs' }, default: './d.js' } } },
      ['n.mjs', 'd.js'],
      'lib',
      'n.mjs',
    ],
    [
      'source conditions are not taken',
      { exports: { '.': { source: './s.ts', development: './s.ts', default: './d.js' } } },
      ['s.ts', 'd.js'],
      'lib',
      'd.js',
    ],
    [
      'a pattern',
      { exports: { './*': './dist/*' } },
      ['dist/server/mcp.js'],
      'lib/server/mcp.js',
      'dist/server/mcp.js',
    ],
    [
      'the longest pattern',
      { exports: { './*': './a/*.js', './s/*': './b/*.js' } },
      ['a/s/x.js', 'b/x.js'],
      'lib/s/x',
      'b/x.js',
    ],
    ['the old form of a pattern', { exports: { './': './dist/' } }, ['dist/x.js'], 'lib/x.js', 'dist/x.js'],
    ['a fallback list', { exports: { '.': ['./none.js', './d.js'] } }, ['d.js'], 'lib', 'd.js'],
    ['not exported', { exports: { '.': './e.js' } }, ['e.js', 'x.js'], 'lib/x.js', undefined],
    ['out of the package', { exports: '../../secret.js' }, [], 'lib', undefined],
    ['hostile nesting', { exports: JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) }, [], 'lib', undefined],
  ])('%s', (_, manifest, names, specifier, expected) =>
    expect(resolve(files(manifest, ...names), specifier, '/p/src/a.ts')).toBe(
      expected === undefined ? 'package lib' : `package lib ${at}/${expected}`,
    ),
  );

  it('is named as it names itself, installed or not', () => {
    const alias = { '/p/package.json': json({ name: 'p', dependencies: { zod3: 'npm:zod@^3.25' } }) };
    const installed = {
      '/p/node_modules/zod3/package.json': json({ name: 'zod', main: 'i.js' }),
      '/p/node_modules/zod3/i.js': '',
    };
    expect(resolve(alias, 'zod3', '/p/a.ts')).toBe('package zod');
    expect(resolve({ ...alias, ...installed }, 'zod3', '/p/a.ts')).toBe('package zod /p/node_modules/zod3/i.js');
  });

  it('reads its own files and those of its neighbours when it asks', () => {
    const own = files(
      { imports: { '#dep': './dist/dep.js' }, exports: { './s': './dist/s.js' } },
      'dist/dep.js',
      'dist/s.js',
      'dist/a.js',
    );
    const from = `${at}/dist/a.js`;
    expect(resolve(own, './s.js', from)).toBe(`file ${at}/dist/s.js`);
    expect(resolve(own, '#dep', from)).toBe(`file ${at}/dist/dep.js`);
    expect(resolve(own, 'lib/s', from)).toBe(`file ${at}/dist/s.js`);
    expect(
      resolve(
        { ...own, '/p/node_modules/zod/index.js': '', '/p/node_modules/zod/package.json': json({ name: 'zod' }) },
        'zod',
        from,
      ),
    ).toBe('package zod /p/node_modules/zod/index.js');
  });

  it('nearer ones win', () =>
    expect(
      resolve(
        {
          ...files({}, 'index.js'),
          '/p/src/node_modules/lib/package.json': json({ name: 'lib' }),
          '/p/src/node_modules/lib/index.js': '',
        },
        'lib',
        '/p/src/a.ts',
      ),
    ).toBe('package lib /p/src/node_modules/lib/index.js'));
});

describe('tsconfig', () => {
  const base = {
    '/p/package.json': PACKAGE,
    '/p/src/tools/a.ts': '',
    '/p/src/utils.ts': '',
    '/p/other/utils.ts': '',
    '/p/src/main.ts': '',
  };
  it.each<[string, Record<string, string>, string, string]>([
    [
      'paths from the folder of the file',
      { '/p/tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}' },
      '@/tools/a.js',
      'file /p/src/tools/a.ts',
    ],
    [
      'comments and trailing commas',
      { '/p/tsconfig.json': '// c\n{"compilerOptions":{/* c */"paths":{"@u":["./src/utils",],},},}' },
      '@u',
      'file /p/src/utils.ts',
    ],
    [
      'paths from baseUrl',
      { '/p/tsconfig.json': '{"compilerOptions":{"baseUrl":"src","paths":{"@tools/*":["tools/*"]}}}' },
      '@tools/a',
      'file /p/src/tools/a.ts',
    ],
    ['baseUrl alone', { '/p/tsconfig.json': '{"compilerOptions":{"baseUrl":"src"}}' }, 'utils', 'file /p/src/utils.ts'],
    [
      'baseUrl does not hide packages',
      { '/p/tsconfig.json': '{"compilerOptions":{"baseUrl":"src"}}' },
      'zod',
      'package zod',
    ],
    [
      'the longest pattern',
      { '/p/tsconfig.json': '{"compilerOptions":{"paths":{"*":["./other/*"],"~/*":["./src/*"]}}}' },
      '~/utils',
      'file /p/src/utils.ts',
    ],
    [
      'several targets',
      { '/p/tsconfig.json': '{"compilerOptions":{"paths":{"~/*":["./none/*","./other/*"]}}}' },
      '~/utils',
      'file /p/other/utils.ts',
    ],
    [
      'extends, a chain',
      {
        '/p/tsconfig.json': '{"extends":"./config/b.json"}',
        '/p/config/b.json': '{"extends":"./c"}',
        '/p/config/c.json': '{"compilerOptions":{"paths":{"~/*":["../src/*"]}}}',
      },
      '~/utils',
      'file /p/src/utils.ts',
    ],
    [
      'extends, a list',
      {
        '/p/tsconfig.json': '{"extends":["./a.json","./b.json"]}',
        '/p/a.json': '{}',
        '/p/b.json': '{"compilerOptions":{"paths":{"~/*":["./src/*"]}}}',
      },
      '~/utils',
      'file /p/src/utils.ts',
    ],
    ['extends, in a circle', { '/p/tsconfig.json': '{"extends":"./tsconfig.json"}' }, '~/utils', 'missing'],
    [
      'references',
      {
        '/p/tsconfig.json': '{"files":[],"references":[{"path":"./tsconfig.app.json"}]}',
        '/p/tsconfig.app.json': '{"compilerOptions":{"paths":{"~/*":["./src/*"]}}}',
      },
      '~/utils',
      'file /p/src/utils.ts',
    ],
    [
      'jsconfig',
      { '/p/jsconfig.json': '{"compilerOptions":{"paths":{"~/*":["./src/*"]}}}' },
      '~/utils',
      'file /p/src/utils.ts',
    ],
    [
      'members of wrong types',
      { '/p/tsconfig.json': '{"compilerOptions":{"paths":{"~/*":7},"baseUrl":[]},"references":5,"include":{}}' },
      '~/utils',
      'missing',
    ],
    ['nested without end', { '/p/tsconfig.json': '['.repeat(50_000) }, '~/utils', 'missing'],
  ])('%s', (_, files, specifier, expected) =>
    expect(resolve({ ...base, ...files }, specifier, '/p/src/main.ts')).toBe(expected),
  );

  it('takes its base from a package of the workspace that is not installed', () =>
    expect(
      resolve(
        {
          '/w/package.json': json({ workspaces: ['packages/*'] }),
          '/w/packages/config/package.json': json({ name: '@w/config' }),
          '/w/packages/config/base.json': '{"compilerOptions":{"paths":{"~/*":["${configDir}/src/*"]}}}',
          '/w/packages/a/package.json': json({ name: 'a' }),
          '/w/packages/a/tsconfig.json': '{"extends":"@w/config/base.json"}',
          '/w/packages/a/src/x.ts': '',
        },
        '~/x',
        '/w/packages/a/src/main.ts',
      ),
    ).toBe('file /w/packages/a/src/x.ts'));
});

it.each([
  ['#tools/a', 'file /p/src/tools/a.ts'],
  ['#config', 'file /p/src/config.ts'],
  ['#zod', 'package zod'],
  ['#loop', 'missing'],
  ['#none', 'missing'],
])('imports of the package: %s', (specifier, expected) =>
  expect(
    resolve(
      {
        '/p/package.json': json({
          name: 'p',
          imports: {
            '#tools/*': { types: './dist/tools/*.d.ts', default: './dist/tools/*.js' },
            '#config': './src/config.ts',
            '#zod': 'zod',
            '#loop': '#loop',
            '#none': './none.js',
          },
        }),
        '/p/src/tools/a.ts': '',
        '/p/src/config.ts': '',
      },
      specifier,
      '/p/src/main.ts',
    ),
  ).toBe(expected),
);

describe('a package of the workspace', () => {
  const workspace = (
    manifest: object,
    files: readonly string[],
    more: Record<string, string> = {},
  ): Record<string, string> => ({
    '/w/pnpm-workspace.yaml': 'packages:\n  - "packages/*"\n',
    '/w/packages/app/package.json': json({ name: 'app' }),
    '/w/packages/core/package.json': json({ name: '@w/core', ...manifest }),
    ...Object.fromEntries(files.map((name) => [`/w/packages/core/${name}`, ''])),
    ...more,
  });
  const TS = '/w/packages/app/src/a.ts';
  const JS = '/w/packages/app/dist/a.js';
  it.each<[string, object, string[], string, string, string]>([
    [
      'source for a target that is not built',
      { exports: './dist/index.js' },
      ['src/index.ts'],
      '@w/core',
      TS,
      'src/index.ts',
    ],
    ['the same for JavaScript', { exports: './dist/index.js' }, ['src/index.ts'], '@w/core', JS, 'src/index.ts'],
    [
      'source for TypeScript when both are there',
      { main: 'dist/index.js' },
      ['src/index.ts', 'dist/index.js'],
      '@w/core',
      TS,
      'src/index.ts',
    ],
    [
      'what is built for JavaScript when both are there',
      { main: 'dist/index.js' },
      ['src/index.ts', 'dist/index.js'],
      '@w/core',
      JS,
      'dist/index.js',
    ],
    [
      'a subpath',
      { exports: { './tools': './dist/tools/index.js' } },
      ['src/tools/index.ts'],
      '@w/core/tools',
      TS,
      'src/tools/index.ts',
    ],
    ['a pattern', { exports: { './*': './dist/*.js' } }, ['src/tools/a.ts'], '@w/core/tools/a', TS, 'src/tools/a.ts'],
    [
      'a condition of its own',
      { exports: { '.': { '@w/source': './lib/index.ts', default: './dist/index.js' } } },
      ['lib/index.ts', 'dist/index.js'],
      '@w/core',
      TS,
      'lib/index.ts',
    ],
    ['a path without exports', {}, ['src/server.ts'], '@w/core/src/server', TS, 'src/server.ts'],
    ['a path without exports, as if from src', {}, ['src/server.ts'], '@w/core/server', TS, 'src/server.ts'],
    ['nothing declared', {}, ['src/index.ts'], '@w/core', TS, 'src/index.ts'],
    [
      'formats below dist',
      { exports: { import: './dist/esm/index.js' } },
      ['src/index.ts'],
      '@w/core',
      TS,
      'src/index.ts',
    ],
    ['sources beside package.json', { main: 'dist/index.js' }, ['index.ts'], '@w/core', TS, 'index.ts'],
  ])('%s', (_, manifest, files, specifier, from, expected) =>
    expect(resolve(workspace(manifest, files), specifier, from)).toBe(`file /w/packages/core/${expected}`),
  );

  it('by outDir and rootDir of its configuration', () =>
    expect(
      resolve(
        workspace({ main: 'out/x/code/index.js' }, ['code/index.ts'], {
          '/w/packages/core/tsconfig.build.json': '{"compilerOptions":{"outDir":"out/x","rootDir":"."}}',
        }),
        '@w/core',
        TS,
      ),
    ).toBe('file /w/packages/core/code/index.ts'));

  it.each<[string, Record<string, string>]>([
    ['npm and yarn', { '/w/package.json': json({ workspaces: ['packages/*'] }) }],
    ['bun and yarn 1', { '/w/package.json': json({ workspaces: { packages: ['packages/{core,app}'] } }) }],
    ['deep', { '/w/package.json': json({ workspaces: ['./**', '!**/test'] }) }],
    ['by full path', { '/w/package.json': json({ workspaces: ['packages/core'] }) }],
    ['lerna', { '/w/lerna.json': json({ packages: ['packages/c*e'] }) }],
    ['a link', { '/w/packages/app/package.json': json({ name: 'app', dependencies: { '@w/core': 'file:../core' } }) }],
  ])('declared: %s', (_, declaration) => {
    const { '/w/pnpm-workspace.yaml': _pnpm, ...files } = workspace({}, ['src/index.ts']);
    expect(resolve({ ...files, ...declaration }, '@w/core', TS)).toBe('file /w/packages/core/src/index.ts');
  });

  it.each([
    ['another folder', 'packages/other'],
    ['taking away', '!packages/*'],
    ['a folder outside', '../w2/*'],
    ['many stars', '*'.repeat(100_000)],
    ['many folders', '**/'.repeat(5_000)],
    ['open brackets', '['.repeat(5_000)],
  ])('not declared by %s', (_, pattern) => {
    const { '/w/pnpm-workspace.yaml': _pnpm, ...files } = workspace({}, ['src/index.ts']);
    const root = { '/w/package.json': json({ workspaces: [pattern] }) };
    expect(resolve({ ...files, ...root }, '@w/core', TS)).toBe('package @w/core');
  });
});

describe('what is built', () => {
  const files = { '/p/package.json': PACKAGE, '/p/src/index.ts': '', '/p/bin/run.js': '' };
  it('is its source while it is missing', () =>
    expect(resolve(files, '../dist/index.js', '/p/bin/run.js')).toBe('file /p/src/index.ts'));
  it('is itself for JavaScript when it is there', () =>
    expect(resolve({ ...files, '/p/dist/index.js': '' }, '../dist/index.js', '/p/bin/run.js')).toBe(
      'file /p/dist/index.js',
    ));
  it('is itself for what stands beside it', () =>
    expect(
      resolve({ ...files, '/p/lib/a.ts': '', '/p/lib/b.js': '', '/p/src/b.ts': '' }, './b.js', '/p/lib/a.ts'),
    ).toBe('file /p/lib/b.js'));
  it('mirrors what `include` shares without a rootDir', () =>
    expect(
      resolve(
        { ...files, '/p/tsconfig.json': '{"compilerOptions":{"outDir":"./target"},"include":["src"]}' },
        '../target/index.js',
        '/p/bin/run.js',
      ),
    ).toBe('file /p/src/index.ts'));
});

it('a package named like its dependency does not import itself', () => {
  const files = { '/p/package.json': json({ name: 'fastmcp', main: 'index.ts' }), '/p/index.ts': '' };
  expect(resolve(files, 'fastmcp', '/p/index.ts')).toBe('package fastmcp');
  const exporting = { '/p/package.json': json({ name: 'p', exports: { './a': './dist/a.js' } }), '/p/src/a.ts': '' };
  expect(resolve(exporting, 'p/a', '/p/src/b.ts')).toBe('file /p/src/a.ts');
});

it('a marker without a name is no package', () => {
  const files = {
    '/p/package.json': json({ name: 'p', imports: { '#x': './src/x.ts' } }),
    '/p/src/package.json': json({ type: 'module' }),
    '/p/src/x.ts': '',
  };
  expect(resolve(files, '#x', '/p/src/a.ts')).toBe('file /p/src/x.ts');
});
