import { posix } from 'node:path';

import type { Disk } from './disk.ts';
import { gitignoreOf, type Gitignore } from './gitignore.ts';
import { moduleAt, outputFoldersOf, sourceOf } from './module-file.ts';
import { packageOf, repositoryOf } from './packages.ts';
import { isInstalled, isSource, isTypeScript, upwards, within } from './paths.ts';

/** More files than a server has; the rest of such a tree is left unread. */
export const MOST_FILES = 20_000;
const MOST_FOLDERS = 50_000;

const TEST_FOLDERS = new Set(['__tests__', '__mocks__', 'test', 'tests', 'e2e']);
const TEST_FILE = /\.(?:test|spec|e2e-spec)\.[^./]+$/;
const MINIFIED = /[.-]min\.[cm]?js$/;

/** A `.gitignore` and the folder it stands in. */
interface Ignored {
  readonly dir: string;
  readonly by: Gitignore;
}

/**
 * The TypeScript and JavaScript a person wrote below a folder, sorted; a file is its own answer. What git ignores, what
 * is installed, hidden, a test, a declaration, minified or built from a source beside it is left out, but the folder
 * named is always read, whatever it is called and wherever it lies. Links are not followed.
 */
export function sourceFiles(root: string, disk: Disk): readonly string[] {
  if (!disk.isDirectory(root)) return disk.size(root) !== undefined && isSource(root) ? [root] : [];
  const above = ignoredAbove(root, disk);
  const written = walk(root, above, disk);
  // Somebody who names a folder of files that git ignores one by one, such as `*.js`, wants them read.
  const files = written.length === 0 && above.length > 0 ? walk(root, [], disk) : written;
  return withoutBuilt(files, root, disk);
}

function walk(root: string, above: readonly Ignored[], disk: Disk): string[] {
  const files: string[] = [];
  const open: { dir: string; ignored: readonly Ignored[] }[] = [{ dir: root, ignored: above }];
  for (let folders = 0; open.length > 0 && folders < MOST_FOLDERS; folders++) {
    const { dir, ignored: outer } = open.pop()!;
    const ignored = [...ignoredIn(dir, disk), ...outer];
    const real = disk.real(dir);
    const below: typeof open = [];
    for (const name of disk.list(dir)) {
      const path = posix.join(dir, name);
      const wanted = name.endsWith('/') ? isWrittenFolder(name.slice(0, -1)) : isWrittenFile(name);
      if (!wanted || isIgnored(path, ignored)) continue;
      if (!name.endsWith('/')) {
        if (files.push(path) === MOST_FILES) return files.sort();
      } else {
        const folder = path.slice(0, -1);
        // What a link leads to is found where it is, or is no part of this.
        if (disk.real(folder) === `${real}/${name.slice(0, -1)}`) below.push({ dir: folder, ignored });
      }
    }
    open.push(...below.toReversed());
  }
  return files.sort();
}

const isWrittenFolder = (name: string): boolean =>
  !name.startsWith('.') && name !== 'node_modules' && !TEST_FOLDERS.has(name);
const isWrittenFile = (name: string): boolean =>
  isSource(name) && !name.startsWith('.') && !TEST_FILE.test(name) && !MINIFIED.test(name);

const ignoredIn = (dir: string, disk: Disk): readonly Ignored[] => {
  const text = disk.read(posix.join(dir, '.gitignore'));
  return text === undefined ? [] : [{ dir, by: gitignoreOf(text) }];
};

/** What the nearest file that speaks of a path says of it. */
const isIgnored = (path: string, ignored: readonly Ignored[]): boolean => {
  for (const { dir, by } of ignored) {
    const said = by.ignores(within(dir, path) ?? path);
    if (said !== undefined) return said;
  }
  return false;
};

/** The files above a folder that count for it, nearest first: those that ignore it itself say nothing of what it holds. */
function ignoredAbove(root: string, disk: Disk): readonly Ignored[] {
  if (isInstalled(`${root}/`)) return [];
  const outermost = repositoryOf(root, disk) ?? packageOf(root, disk)?.dir ?? root;
  const found: Ignored[] = [];
  for (const dir of upwards(root)) {
    if (dir !== root) found.push(...ignoredIn(dir, disk).filter(({ by }) => !hides(by, within(dir, root) ?? '')));
    if (dir === outermost) break;
  }
  return found;
}

function hides(by: Gitignore, folder: string): boolean {
  const names = folder.split('/');
  return names.some((_, at) => by.ignores(`${names.slice(0, at + 1).join('/')}/`));
}

/** Leaves out what a compiler wrote from TypeScript that is there too, beside it or in a folder of its own. */
function withoutBuilt(files: readonly string[], root: string, disk: Disk): readonly string[] {
  const built = new Map<string, boolean>();
  const isBuilt = (file: string, folder: string): boolean => {
    const around = packageOf(file, disk);
    const source = around && sourceOf(file, around, disk);
    return source !== undefined && isTypeScript(source) && within(folder, source) === undefined;
  };
  const outputOf = (file: string): string | undefined => {
    const around = packageOf(file, disk);
    if (!around || isInstalled(file)) return undefined;
    return outputFoldersOf(around, disk).find(
      (folder) => within(folder, file) !== undefined && within(folder, root) === undefined,
    );
  };
  return files.filter((file) => {
    if (isTypeScript(file)) return true;
    if (moduleAt(file, disk) !== file) return false;
    const folder = outputOf(file);
    if (folder === undefined) return true;
    if (!built.has(folder)) {
      const inside = files.filter((each) => within(folder, each) !== undefined && !isTypeScript(each));
      built.set(
        folder,
        inside.some((each) => isBuilt(each, folder)),
      );
    }
    return !built.get(folder);
  });
}
