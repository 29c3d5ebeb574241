import { posix } from 'node:path';

import type { Machine } from '../machine/machine.ts';

/** How far up a package's own folder is looked for. */
const HIGHEST = 40;
/** What no description should carry into a report. */
const SECRET = /\/(?:\.env(?:\.[^/]*)?|\.npmrc|\.netrc|\.git|\.ssh|\.aws)(?:\/|$)/;

/** The nearest folder above a file that has what is asked for. */
function above(path: string, has: (folder: string) => boolean): string | undefined {
  let folder = posix.dirname(path);
  for (let level = 0; level < HIGHEST && folder !== '/'; level++, folder = posix.dirname(folder))
    if (has(folder)) return folder;
  return undefined;
}

/** The folder of the package a file belongs to. A `package.json` without a name only says how its folder is read. */
export function packageFolder(path: string, { world: { disk } }: Machine): string {
  const manifest = (folder: string) => disk.read(`${folder}/package.json`);
  return (
    above(path, (folder) => /"name"\s*:/.test(manifest(folder) ?? '')) ??
    above(path, (folder) => manifest(folder) !== undefined) ??
    posix.dirname(path)
  );
}

/**
 * Whether a file may be read for a program: it lies in the package, or else the repository, of the file that names it,
 * links followed.
 */
export function isOwnFile(path: string, from: string, machine: Machine): boolean {
  const { disk } = machine.world;
  const real = disk.real(posix.normalize(path));
  if (SECRET.test(real)) return false;
  const repository = from.includes('/node_modules/')
    ? undefined
    : above(from, (folder) => disk.isDirectory(`${folder}/.git`));
  return [packageFolder(from, machine), repository].some((folder) => {
    if (folder === undefined) return false;
    const home = disk.real(folder);
    return real === home || real.startsWith(`${home}/`);
  });
}
