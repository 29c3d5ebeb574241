import { describe, expect, it } from 'vitest';

import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import { compareVersions, lowestOf } from '../../src/inputs/typescript/project/ranges.ts';
import { Versions } from '../../src/inputs/typescript/project/versions.ts';

const json = (value: unknown): string => JSON.stringify(value);
const SDK = '@modelcontextprotocol/sdk';

describe('the lowest version of a range', () => {
  it.each([
    ['1.2.3', '1.2.3'],
    ['=1.2.3', '1.2.3'],
    ['v1.2.3', '1.2.3'],
    ['^1.2.3', '1.2.3'],
    ['^1.2', '1.2.0'],
    ['~1', '1.0.0'],
    ['1.x', '1.0.0'],
    ['1.2.*', '1.2.0'],
    ['>=3.25.0', '3.25.0'],
    ['>= 3.25.0 < 5', '3.25.0'],
    ['>1.2.3', '1.2.4'],
    ['<5 >=4.1', '4.1.0'],
    ['^3.25.0 || ^4.0.0', '3.25.0'],
    ['^4 || ^3.25', '3.25.0'],
    ['^10 || ^9', '9.0.0'],
    ['1.2 - 2.3', '1.2.0'],
    ['^2.0.0-beta.5', '2.0.0-beta.5'],
    ['1.2.3+build', '1.2.3'],
    ['*', undefined],
    ['', undefined],
    ['latest', undefined],
    ['<2', undefined],
    ['^1 || *', undefined],
    ['git+https://example.org/a/b.git#v1', undefined],
    ['1'.repeat(100_000), undefined],
    [' '.repeat(20_000), undefined],
  ])('%s', (range, expected) => expect(lowestOf(range)).toBe(expected));
});

it('orders versions', () =>
  expect(
    ['4.10.0', 'x', '4.9.0', '5.0.0-beta.10', '5.0.0-beta.9', '5.0.0', '4.9.0-rc.1'].sort(compareVersions),
  ).toEqual(['x', '4.9.0-rc.1', '4.9.0', '4.10.0', '5.0.0-beta.9', '5.0.0-beta.10', '5.0.0']));

/** `VERSION BASIS`, or `unknown`. */
const of = (files: Record<string, string>, name: string, dir = '/p'): string =>
  shown(new Versions(memoryDisk(files), dir).of(name));
const inside = (files: Record<string, string>, name: string, other: string, dir = '/p'): string =>
  shown(new Versions(memoryDisk(files), dir).from(name, other));
const shown = (known: ReturnType<Versions['of']>): string => (known ? `${known.version} ${known.basis}` : 'unknown');

const manifest = (tables: object): Record<string, string> => ({ '/p/package.json': json({ name: 'p', ...tables }) });
const installed = (at: string, version: string): Record<string, string> => ({
  [`${at}/package.json`]: json({ name: 'x', version }),
});

describe('installed', () => {
  const files = {
    ...manifest({ dependencies: { zod: '^3.25' } }),
    ...installed('/p/node_modules/zod', '3.25.76'),
    ...installed(`/p/node_modules/${SDK}`, '1.32.2'),
    ...installed(`/p/node_modules/${SDK}/node_modules/zod`, '4.6.7'),
    ...installed('/p/node_modules/fastmcp', '4.0.0'),
  };
  it.each([
    [of(files, 'zod'), '3.25.76 installed'],
    [of(files, 'zod', '/p/src/deep'), '3.25.76 installed'],
    [inside(files, 'zod', SDK), '4.6.7 installed'],
    [inside(files, 'zod', 'fastmcp'), '3.25.76 installed'],
    [inside(files, 'zod', 'other'), 'unknown'],
    [of(files, 'other'), 'unknown'],
  ])('%s', (found, expected) => expect(found).toBe(expected));
});

const NPM = {
  ...manifest({ dependencies: { zod: '^3.25', [SDK]: '^1' } }),
  '/p/package-lock.json': json({
    lockfileVersion: 3,
    packages: {
      '': { name: 'p' },
      'node_modules/zod': { version: '3.25.76' },
      [`node_modules/${SDK}`]: { version: '1.30.0' },
      [`node_modules/${SDK}/node_modules/zod`]: { version: '4.3.6' },
      'packages/a/node_modules/zod': { version: '4.0.0' },
    },
  }),
  '/p/packages/a/package.json': json({ name: 'a' }),
};

const PNPM = {
  ...manifest({ dependencies: { zod: 'catalog:', [SDK]: '^1', own: 'workspace:*' } }),
  '/p/pnpm-workspace.yaml': 'packages: [packages/*]',
  '/p/pnpm-lock.yaml': `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      '${SDK}':
        specifier: ^1
        version: 1.30.0(zod@3.25.76)
      own:
        specifier: workspace:*
        version: link:packages/own
      zod:
        specifier: 'catalog:'
        version: 3.25.76

  packages/a:
    devDependencies:
      fastmcp:
        specifier: ^4
        version: 4.3.2(x@1.0.0(y@2.0.0))
      zod3:
        specifier: npm:zod@^3
        version: zod@3.24.0

packages:

  '${SDK}@1.30.0':
    resolution: {integrity: sha512-x}
    peerDependencies:
      zod: ^3.25 || ^4.0

  zod@3.25.76:
    resolution: {integrity: sha512-x}

  zod@4.4.3:
    resolution: {integrity: sha512-x}

snapshots:

  '${SDK}@1.30.0(zod@3.25.76)':
    dependencies:
      ajv: 8.17.1
      zod: 3.25.76

  fastmcp@4.3.2(x@1.0.0(y@2.0.0)):
    dependencies:
      '${SDK}': 1.29.0(zod@4.4.3)
      zod: 4.4.3

  zod@3.25.76: {}
`,
  '/p/packages/a/package.json': json({ name: 'a', devDependencies: { fastmcp: '^4', zod3: 'npm:zod@^3' } }),
  '/p/packages/own/package.json': json({ name: 'own', version: '7.0.0' }),
};

const PNPM8 = {
  ...manifest({ dependencies: { zod: '^3', fastmcp: '^1' } }),
  '/p/pnpm-lock.yaml': `lockfileVersion: '6.0'

dependencies:
  fastmcp:
    specifier: ^1
    version: 1.0.0(zod@3.22.0)
  zod:
    specifier: ^3
    version: 3.22.0

packages:

  /fastmcp@1.0.0(zod@3.22.0):
    resolution: {integrity: sha512-x}
    dependencies:
      zod: 3.21.0
    dev: false

  /zod@3.22.0:
    resolution: {integrity: sha512-x}
    dev: false
`,
};

const YARN = {
  ...manifest({ dependencies: { zod: '^3.25', fastmcp: '^4.0.0' } }),
  '/p/yarn.lock': `# yarn lockfile v1


fastmcp@^4.0.0:
  version "4.3.2"
  resolved "https://registry.yarnpkg.com/x"
  dependencies:
    "${SDK}" "^1.20.0"
    zod "^4.1.0"

zod@^3.25, zod@^3.25.0:
  version "3.25.76"

zod@^4.1.0:
  version "4.4.3"

"${SDK}@^1.20.0":
  version "1.29.0"
`,
};

const BERRY = {
  ...manifest({ dependencies: { zod: '^3.25', fastmcp: '^4.0.0' } }),
  '/p/yarn.lock': `__metadata:
  version: 8

"fastmcp@npm:^4.0.0":
  version: 4.3.2
  resolution: "fastmcp@npm:4.3.2"
  dependencies:
    "${SDK}": "npm:^1.20.0"
    zod: "npm:^4.1.0"
  languageName: node

"p@workspace:.":
  version: 0.0.0-use.local

"zod@npm:^3.25, zod@npm:^3.25.0":
  version: 3.25.76

"zod@npm:^4.1.0":
  version: 4.4.3
`,
};

const BUN = {
  ...manifest({ dependencies: { zod: '^3.25', fastmcp: '^4.0.0' } }),
  '/p/bun.lock': `{
  "lockfileVersion": 1,
  "packages": {
    "${SDK}": ["${SDK}@1.29.0", "", {}, "sha512-x"],
    "fastmcp": ["fastmcp@4.3.2", "", {}, "sha512-x"],
    "zod": ["zod@3.25.76", "", {}, "sha512-x,]"],
    "fastmcp/zod": ["zod@4.4.3", "", {}, "sha512-x"],
  },
}`,
};

describe('lock files', () => {
  it.each([
    ['npm', of(NPM, 'zod'), '3.25.76 lock file'],
    ['npm, nested', inside(NPM, 'zod', SDK), '4.3.6 lock file'],
    ['npm, a member', of(NPM, 'zod', '/p/packages/a'), 'unknown'],
    [
      'npm, a member of the workspace',
      of({ ...NPM, '/p/package.json': json({ workspaces: ['packages/*'] }) }, 'zod', '/p/packages/a'),
      '4.0.0 lock file',
    ],
    [
      'npm, hoisted',
      of({ ...NPM, '/p/package.json': json({ workspaces: ['packages/*'] }) }, SDK, '/p/packages/a'),
      '1.30.0 lock file',
    ],
    ['pnpm', of(PNPM, 'zod'), '3.25.76 lock file'],
    ['pnpm, with peers', of(PNPM, SDK), '1.30.0 lock file'],
    ['pnpm, nested', inside(PNPM, 'zod', SDK), '3.25.76 lock file'],
    ['pnpm, a member', of(PNPM, 'fastmcp', '/p/packages/a/src'), '4.3.2 lock file'],
    ['pnpm, an alias', of(PNPM, 'zod3', '/p/packages/a'), '3.24.0 lock file'],
    ['pnpm, nested in a member', inside(PNPM, 'zod', 'fastmcp', '/p/packages/a'), '4.4.3 lock file'],
    ['pnpm, a package beside', of(PNPM, 'own'), '7.0.0 declared range'],
    ['pnpm 8', of(PNPM8, 'zod'), '3.22.0 lock file'],
    ['pnpm 8, nested', inside(PNPM8, 'zod', 'fastmcp'), '3.21.0 lock file'],
    ['yarn 1', of(YARN, 'zod'), '3.25.76 lock file'],
    ['yarn 1, nested', inside(YARN, 'zod', 'fastmcp'), '4.4.3 lock file'],
    ['yarn 1, brought by another', of(YARN, SDK), '1.29.0 lock file'],
    ['yarn 4', of(BERRY, 'zod'), '3.25.76 lock file'],
    ['yarn 4, nested', inside(BERRY, 'zod', 'fastmcp'), '4.4.3 lock file'],
    ['bun', of(BUN, 'zod'), '3.25.76 lock file'],
    ['bun, nested', inside(BUN, 'zod', 'fastmcp'), '4.4.3 lock file'],
    ['bun, not nested', inside(BUN, 'zod', SDK), '3.25.76 lock file'],
    [
      'the one that is named',
      of({ ...BUN, '/p/yarn.lock': YARN['/p/yarn.lock'].replace('3.25.76', '3.25.1') }, 'zod'),
      '3.25.1 lock file',
    ],
    [
      'the one that `packageManager` names',
      of(
        {
          ...BUN,
          ...manifest({ packageManager: 'bun@1.2.0', dependencies: { zod: '^3.25' } }),
          '/p/yarn.lock': YARN['/p/yarn.lock'].replace('3.25.76', '3.25.1'),
        },
        'zod',
      ),
      '3.25.76 lock file',
    ],
    [
      'broken',
      of(
        {
          ...manifest({ dependencies: { zod: '^3.25' } }),
          '/p/package-lock.json': '{',
          '/p/pnpm-lock.yaml': ':\n- {',
          '/p/yarn.lock': '"',
          '/p/bun.lock': '[',
        },
        'zod',
      ),
      '3.25.0 declared range',
    ],
    [
      'above the repository',
      of(
        { ...NPM, '/p/packages/a/.git/HEAD': '', '/p/package.json': json({ workspaces: ['packages/*'] }) },
        'zod',
        '/p/packages/a',
      ),
      'unknown',
    ],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));
});

describe('declared', () => {
  it.each<[object, string]>([
    [{ dependencies: { zod: '^3.25.1' } }, '3.25.1 declared range'],
    [{ devDependencies: { zod: '^4.2.0' }, peerDependencies: { zod: '^3.25 || ^4' } }, '4.2.0 declared range'],
    [{ peerDependencies: { zod: '^3.25 || ^4' } }, '3.25.0 declared range'],
    [{ dependencies: { zod: 'npm:@zod/other@~4.1' } }, '4.1.0 declared range'],
    [{ dependencies: { z: 'npm:zod@~4.1' } }, '4.1.0 declared range'],
    [{ dependencies: { zod: 'catalog:' } }, '4.4.0 declared range'],
    [{ dependencies: { zod: 'catalog:old' } }, '3.24.0 declared range'],
    [{ dependencies: { zod: 'catalog:none' } }, 'unknown'],
    [{ dependencies: { zod: 'workspace:^1.2' } }, '1.2.0 declared range'],
    [{ dependencies: { zod: '*' } }, 'unknown'],
    [{ dependencies: ['zod'] }, 'unknown'],
    [{ dependencies: { zod: 3 } }, 'unknown'],
  ])('%j', (tables, expected) =>
    expect(
      of(
        { ...manifest(tables), '/p/pnpm-workspace.yaml': 'catalog: {zod: ^4.4.0}\ncatalogs: {old: {zod: ^3.24}}' },
        'zod',
      ),
    ).toBe(expected),
  );
});
