import { posix } from 'node:path';

import type { Machine } from '../machine/machine.ts';
import type { Primitive } from '../values.ts';

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

/** What is assumed where a path is relative. */
export const STARTS_HERE = 'the program starts in its own folder';

/** Why a text that a client is sent is not known: it names the folder in which the program starts, which is only assumed. */
export const namesStart = ({ value, assumed, spot }: Primitive, machine: Machine): string | undefined =>
  assumed === STARTS_HERE &&
  typeof value === 'string' &&
  value.includes(packageFolder(spot?.file.path ?? machine.entry, machine))
    ? 'the folder in which the program starts'
    : undefined;

/**
 * Whether a file may be read for a program: it lies in the package, or else the repository, of the file that names it or of
 * the one that was started, links followed.
 */
export function isOwnFile(path: string, from: string, machine: Machine): boolean {
  const { disk } = machine.world;
  const real = disk.real(posix.normalize(path));
  if (SECRET.test(real)) return false;
  return [from, machine.entry].some((file) =>
    homesOf(file, machine).some((folder) => {
      const home = disk.real(folder);
      return real === home || real.startsWith(`${home}/`);
    }),
  );
}

function homesOf(file: string, machine: Machine): readonly string[] {
  if (file === '') return [];
  const { disk } = machine.world;
  const repository = file.includes('/node_modules/')
    ? undefined
    : above(file, (folder) => disk.isDirectory(`${folder}/.git`));
  return repository === undefined ? [packageFolder(file, machine)] : [packageFolder(file, machine), repository];
}
