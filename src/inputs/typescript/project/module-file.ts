import { posix } from 'node:path';

import { perDisk, type Disk } from './disk.ts';
import type { Package } from './packages.ts';
import { isDeclaration, within } from './paths.ts';
import { tsconfigsIn } from './tsconfig.ts';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];

/** Sources that compile to a file of this extension. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx', '.ts'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The file that a path in an import means: its TypeScript twin, itself, with an extension added, or a folder's index. */
export function moduleAt(path: string, disk: Disk): string | undefined {
  return fileLike(path, disk) ?? (isFolder(path, disk) ? indexOf(path, disk) : undefined);
}

function fileLike(path: string, disk: Disk): string | undefined {
  if (path.endsWith('/')) return undefined;
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const twins = (TWINS[extension] ?? []).map((twin) => `${stem}${twin}`);
  return [...twins, path, ...EXTENSIONS.map((each) => `${path}${each}`)].find((each) => isFile(each, disk));
}

const indexOf = (folder: string, disk: Disk): string | undefined => fileLike(posix.join(folder, 'index'), disk);

const isFile = (path: string, disk: Disk): boolean =>
  !isDeclaration(path) && namesIn(posix.dirname(path), disk).has(posix.basename(path));

const isFolder = (path: string, disk: Disk): boolean => disk.isDirectory(posix.join(path, '.'));

/** One look at a folder is cheaper than one look for each extension. */
const namesIn = perDisk((dir, disk): ReadonlySet<string> => new Set(disk.list(dir)));

const OUTPUT = new Set(['dist', 'build', 'lib', 'out', 'output', '.output', 'esm', 'cjs']);
const FORMAT = new Set(['esm', 'cjs', 'es', 'mjs', 'node', 'module', 'commonjs']);

/** The source that a built file of a package was, or would be, compiled from. */
export function sourceOf(path: string, within: Package, disk: Disk): string | undefined {
  for (const origin of originsOf(path, within, disk)) {
    const found = fileLike(origin, disk) ?? indexOf(origin.slice(0, -posix.extname(origin).length || undefined), disk);
    if (found !== undefined && found !== path) return found;
  }
  return undefined;
}

/** Where the source of a built file would stand, the likeliest first, still with the name of the built file. */
function* originsOf(path: string, { dir }: Package, disk: Disk): Generator<string> {
  for (const { outDir, rootDirs } of tsconfigsIn(dir, disk)) {
    const rest = outDir === undefined || outDir === dir ? undefined : within(outDir, path);
    if (rest !== undefined) for (const rootDir of rootDirs) yield posix.join(rootDir, rest);
  }
  const rest = afterOutput(within(dir, path)?.split('/') ?? []);
  if (rest) for (const from of ['src', '.', 'source']) yield posix.join(dir, from, rest);
}

function afterOutput([first, ...rest]: readonly string[]): string | undefined {
  if (first === undefined || !OUTPUT.has(first)) return undefined;
  while (rest.length > 1 && FORMAT.has(rest[0]!)) rest.shift();
  return rest.join('/');
}

/** Folders of a package that hold what its build wrote, as far as its configuration and custom tell. */
export const outputFoldersOf = ({ dir }: Package, disk: Disk): readonly string[] => [
  ...new Set([
    ...tsconfigsIn(dir, disk).flatMap(({ outDir }) => (outDir === undefined || outDir === dir ? [] : [outDir])),
    ...[...OUTPUT].map((name) => posix.join(dir, name)).filter((path) => disk.isDirectory(path)),
  ]),
];
