import type { Machine } from '../machine/machine.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const NO_TOOL = /(?:\.d\.[cm]?ts|\.(?:test|spec)\.[cm]?[jt]sx?)$/;
const DEEPEST = 8;
const MOST_FILES = 2_000;

/** The source files of a folder that a framework loads by itself: a folder's own before those below it, by name. */
export function sourcesIn(folder: string, machine: Machine, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  const names = machine.world.disk.list(folder);
  machine.step(1 + names.length);
  const files = names.filter((name) => SOURCE.test(name) && !NO_TOOL.test(name)).map((name) => `${folder}/${name}`);
  for (const name of names)
    if (name.endsWith('/') && name !== 'node_modules/' && files.length < MOST_FILES)
      files.push(...sourcesIn(`${folder}/${name.slice(0, -1)}`, machine, depth + 1));
  return files;
}

/** The folder of a path. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** The file's name without folder and last extension. */
export const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
