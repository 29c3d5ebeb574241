import { perDisk } from '../disk.ts';
import { readJson, stringOf } from '../manifest.ts';
import { bunLock } from './bun.ts';
import type { Lock } from './lock.ts';
import { npmLock } from './npm.ts';
import { pnpmLock } from './pnpm.ts';
import { yarnLock } from './yarn.ts';

/** The lock files of a folder; first the one of the package manager that its `package.json` names. */
export const locksIn = perDisk((dir, disk): readonly Lock[] => {
  const json = (name: string, read: typeof npmLock) => (): Lock | undefined => {
    const found = readJson(`${dir}/${name}`, disk);
    return found && read(found);
  };
  const text = (name: string, read: typeof pnpmLock) => (): Lock | undefined => {
    const found = disk.read(`${dir}/${name}`);
    return found === undefined ? undefined : read(found);
  };
  const named = stringOf(readJson(`${dir}/package.json`, disk)?.['packageManager'])?.split('@')[0];
  return [
    { manager: 'npm', read: json('npm-shrinkwrap.json', npmLock) },
    { manager: 'npm', read: json('package-lock.json', npmLock) },
    { manager: 'pnpm', read: text('pnpm-lock.yaml', pnpmLock) },
    { manager: 'yarn', read: text('yarn.lock', yarnLock) },
    { manager: 'bun', read: json('bun.lock', bunLock) },
  ]
    .sort((a, b) => Number(b.manager === named) - Number(a.manager === named))
    .flatMap(({ read }) => read() ?? []);
});
