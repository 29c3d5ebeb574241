import { posix } from 'node:path';

import { parse as parseYaml } from 'yaml';

import { perDisk, type Disk } from './disk.ts';
import { expandFolders } from './globs.ts';
import { objectOf, readJson, stringOf, stringsOf, tableOf, type Json } from './manifest.ts';
import { isInstalled, upwards } from './paths.ts';

/** A folder with a `package.json` that speaks of a package. */
export interface Package {
  readonly dir: string;
  /** As declared, else the name of its folder. */
  readonly name: string;
  readonly version: string | undefined;
  readonly json: Json;
  /** The folder that declares the workspace this package is a member of; a workspace's own root is one too. */
  readonly workspaceRoot: string | undefined;
}

/** What a folder says about the packages below it. */
export interface Workspace {
  readonly root: string;
  /** Folders of the members, the root not among them. */
  readonly dirs: readonly string[];
  /** Members and the root by name. */
  readonly packages: ReadonlyMap<string, Package>;
  /** Versions named once for all members, by catalog (`default` for the unnamed one) and package. */
  readonly catalogs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The nearest package around a file or folder. */
export function packageOf(path: string, disk: Disk): Package | undefined {
  for (const dir of upwards(path)) {
    const found = packageAt(dir, disk);
    if (found) return found;
    if (posix.basename(dir) === 'node_modules') return undefined;
  }
  return undefined;
}

/** The package of exactly this folder. */
export const packageAt = perDisk((dir, disk): Package | undefined => {
  const json = readJson(`${dir}/package.json`, disk);
  if (!json || isMarker(json)) return undefined;
  const around = isInstalled(`${dir}/`) ? undefined : declarationAround(dir, disk);
  return {
    dir,
    name: stringOf(json['name']) ?? posix.basename(dir),
    version: stringOf(json['version']),
    json,
    workspaceRoot: around && (around.root === dir || around.dirs.includes(dir)) ? around.root : undefined,
  };
});

/** What only tells the module format of a folder, as build tools write beside their output. */
const MARKS = new Set(['type', 'main', 'module', 'types', 'typings', 'exports', 'sideEffects', '$schema']);
const isMarker = (json: Json): boolean =>
  json['name'] === undefined && Object.keys(json).every((key) => MARKS.has(key));

/** The workspace that lies around a file or folder, whether or not it is part of a member. */
export function workspaceOf(path: string, disk: Disk): Workspace | undefined {
  const found = declarationAround(path, disk);
  return found && workspaceAt(found.root, disk);
}

const workspaceAt = perDisk((root, disk): Workspace => {
  const dirs = declarationAt(root, disk)?.dirs ?? [];
  const packages = new Map<string, Package>();
  for (const dir of [...dirs, root]) {
    const found = packageAt(dir, disk);
    if (found && found.name === found.json['name'] && !packages.has(found.name)) packages.set(found.name, found);
  }
  return { root, dirs, packages, catalogs: catalogsAt(root, disk) };
});

function declarationAround(path: string, disk: Disk): { root: string; dirs: readonly string[] } | undefined {
  for (const dir of upwards(path)) {
    const found = declarationAt(dir, disk);
    if (found) return found;
  }
  return undefined;
}

const declarationAt = perDisk((root, disk): { root: string; dirs: readonly string[] } | undefined => {
  const patterns = [
    ...memberPatterns(readJson(`${root}/package.json`, disk)?.['workspaces']),
    ...stringsOf(pnpmWorkspace(root, disk)?.['packages']),
    ...stringsOf(readJson(`${root}/lerna.json`, disk)?.['packages']),
  ];
  const pnpm = pnpmWorkspace(root, disk);
  if (patterns.length === 0 && !pnpm?.['catalog'] && !pnpm?.['catalogs']) return undefined;
  const dirs = expandFolders(root, patterns, disk).filter(
    (dir) => dir !== root && disk.size(`${dir}/package.json`) !== undefined,
  );
  return { root, dirs };
});

const memberPatterns = (workspaces: unknown): readonly string[] =>
  stringsOf(objectOf(workspaces)?.['packages'] ?? workspaces);

const pnpmWorkspace = perDisk((root, disk): Json | undefined => {
  const text = disk.read(`${root}/pnpm-workspace.yaml`);
  if (text === undefined) return undefined;
  try {
    return objectOf(parseYaml(text));
  } catch {
    return undefined; // pnpm would refuse it too
  }
});

/** pnpm keeps catalogs in its own file, bun in `package.json`. */
function catalogsAt(root: string, disk: Disk): Workspace['catalogs'] {
  const json = readJson(`${root}/package.json`, disk);
  const sources = [pnpmWorkspace(root, disk), objectOf(json?.['workspaces']), json];
  const catalogs = new Map<string, ReadonlyMap<string, string>>();
  for (const source of sources) {
    for (const [name, table] of Object.entries(objectOf(source?.['catalogs']) ?? {}))
      catalogs.set(name, tableOf(table));
    if (source?.['catalog'] !== undefined) catalogs.set('default', tableOf(source['catalog']));
  }
  return catalogs;
}

/** The folder of the git repository around a file or folder. */
export function repositoryOf(path: string, disk: Disk): string | undefined {
  for (const dir of upwards(path))
    if (disk.isDirectory(`${dir}/.git`) || disk.size(`${dir}/.git`) !== undefined) return dir; // a file in a worktree
  return undefined;
}

/** Which tables of a `package.json` make a dependency, in the order they decide. */
export const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'devDependencies', 'peerDependencies'] as const;

/** The range a package declares for another: `^1.2.0`, `workspace:*`, `npm:zod@3`. */
export function declaredRange(from: Package, name: string): string | undefined {
  for (const table of DEPENDENCIES) {
    const range = objectOf(from.json[table])?.[name];
    if (typeof range === 'string') return range;
  }
  return undefined;
}

/** Every package it declares, in any table. */
export const dependenciesOf = ({ json }: Package): ReadonlySet<string> =>
  new Set(DEPENDENCIES.flatMap((table) => [...tableOf(json[table]).keys()]));

/** `owner/name` of the repository that a package says it is in, where that is on GitHub. */
export function repositoryNameOf({ repository }: Json): string | undefined {
  const url = typeof repository === 'string' ? repository : objectOf(repository)?.['url'];
  const match =
    typeof url === 'string'
      ? /(?:github(?:\.com[/:]|:)|^)([\w.-]{1,60}\/[\w.-]{1,100}?)(?:\.git)?(?:[#/].*)?$/.exec(url)
      : null;
  return match?.[1];
}
