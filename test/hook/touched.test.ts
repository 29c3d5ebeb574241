import { expect, it } from 'vitest';

import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import { findProjects } from '../../src/inputs/typescript/project/projects.ts';
import { touchOf } from '../../src/inputs/typescript/project/touched.ts';
import { manifest, server } from './servers.ts';

const own = { '/r/package.json': manifest('a'), '/r/src/index.ts': server('a') };

it.each([
  ['source', {}, '/r/src/index.ts', 'contains'],
  ['source that is not there', {}, '/r/src/gone.ts', 'contains'],
  ['data', {}, '/r/src/names.json', 'may read'],
  ['an image', {}, '/r/logo.png', 'none'],
  ['a declaration', {}, '/r/src/types.d.ts', 'none'],
  ['hidden', {}, '/r/.husky/hook.js', 'none'],
  ['elsewhere', {}, '/other/index.ts', 'none'],
  ['a package inside', { '/r/web/package.json': manifest('web') }, '/r/web/a.ts', 'may read'],
  [
    'an alias that leads out',
    { '/r/tsconfig.json': '{"compilerOptions":{"paths":{"@x/*":["../x/*"]}}}' },
    '/x/index.ts',
    'may read',
  ],
] as const)('%s', (_, files, changed, expected) => {
  const disk = memoryDisk({ ...own, ...files });
  const found = findProjects('/r', disk);
  if (!Array.isArray(found)) throw new Error(found.none);
  expect(touchOf(found[0]!, [changed], disk)).toBe(expected);
});
