import { posix } from 'node:path';

import type { Disk } from './disk.ts';
import { locksIn } from './locks/find.ts';
import type { Importer, Lock } from './locks/lock.ts';
import { stringOf, tableOf } from './manifest.ts';
import {
  DEPENDENCIES,
  declaredRange,
  packageAt,
  packageOf,
  repositoryOf,
  workspaceOf,
  type Package,
} from './packages.ts';
import { upwards, within } from './paths.ts';
import { compareVersions, lowestOf } from './ranges.ts';

export interface KnownVersion {
  readonly version: string;
  /** How it is known. A declared range gives its lowest version. */
  readonly basis: 'installed' | 'lock file' | 'declared range';
}

/** Which versions of its dependencies a package has. */
export class Versions {
  readonly #disk: Disk;
  readonly #dir: string;
  readonly #package: Package | undefined;
  readonly #kept = new Map<string, KnownVersion | undefined>();

  /** `dir` is a folder of the package. */
  constructor(disk: Disk, dir: string) {
    this.#disk = disk;
    this.#dir = disk.real(dir);
    this.#package = packageOf(this.#dir, disk);
  }

  of(name: string): KnownVersion | undefined {
    return this.#once(name, () => this.#installed(name, this.#dir) ?? this.#locked(name) ?? this.#declared(name));
  }

  /** The version that a file sees: code of another package may have its own. `file` is absolute. */
  seenBy(file: string, name: string): KnownVersion | undefined {
    const dir = posix.dirname(file);
    return this.#once(`${dir}/ ${name}`, () => this.#installed(name, dir) ?? this.of(name));
  }

  /** Whether the package itself names another among its dependencies, of whichever kind. */
  declares(name: string): boolean {
    return this.#package !== undefined && declaredRange(this.#package, name) !== undefined;
  }

  /** The version of `name` that another dependency sees, which may have its own; `undefined` when neither is known. */
  from(name: string, other: string): KnownVersion | undefined {
    return this.#once(`${other} ${name}`, () => {
      const dir = this.#folderOf(other, this.#dir);
      if (dir !== undefined) return this.#installed(name, this.#disk.real(dir));
      return this.#inLocks((lock, by) => lock.inside(name, other, by) ?? peer(lock, name, other, by));
    });
  }

  #once(key: string, find: () => KnownVersion | undefined): KnownVersion | undefined {
    if (!this.#kept.has(key)) this.#kept.set(key, find());
    return this.#kept.get(key);
  }

  #folderOf(name: string, from: string): string | undefined {
    for (const dir of upwards(from)) {
      const path = `${dir}/node_modules/${name}`;
      if (this.#disk.size(`${path}/package.json`) !== undefined) return path;
    }
    return undefined;
  }

  #installed(name: string, from: string): KnownVersion | undefined {
    const dir = this.#folderOf(name, from);
    const version = dir === undefined ? undefined : packageAt(dir, this.#disk)?.version;
    return version === undefined ? undefined : { version, basis: 'installed' };
  }

  #locked(name: string): KnownVersion | undefined {
    return (
      this.#inLocks((lock, by) => lock.of(name, by)) ??
      // not the package's own, so it comes with another: a second lock file beside the first is often a stale one
      this.#inLocks((lock, _, at) => (at === 0 ? [...lock.all(name)].sort(compareVersions).at(-1) : undefined))
    );
  }

  /** Asks the lock files of the package's folder and of those above it, up to the repository's. */
  #inLocks(ask: (lock: Lock, by: Importer, at: number) => string | undefined): KnownVersion | undefined {
    const asking = this.#package;
    if (!asking) return undefined;
    const { dir: own } = asking;
    const outermost = repositoryOf(own, this.#disk) ?? workspaceOf(own, this.#disk)?.root ?? own;
    for (const dir of upwards(own)) {
      const by = { folder: within(dir, own) ?? '', package: asking };
      for (const [at, lock] of locksIn(dir, this.#disk).entries()) {
        const version = ask(lock, by, at);
        if (version !== undefined) return { version, basis: 'lock file' };
      }
      if (dir === outermost) return undefined;
    }
    return undefined;
  }

  #declared(name: string): KnownVersion | undefined {
    const asking = this.#package;
    const range = asking && (declaredRange(asking, name) ?? aliased(asking, name));
    const version = range === undefined ? undefined : this.#lowest(name, range);
    return version === undefined ? undefined : { version, basis: 'declared range' };
  }

  #lowest(name: string, range: string): string | undefined {
    const [, protocol, rest = ''] = /^(workspace|catalog|npm|jsr):(.*)$/s.exec(range) ?? [];
    const workspace = workspaceOf(this.#dir, this.#disk);
    if (protocol === 'workspace') return workspace?.packages.get(name)?.version ?? lowestOf(rest);
    if (protocol === 'catalog') return lowestOf(workspace?.catalogs.get(rest || 'default')?.get(name) ?? '');
    return lowestOf(protocol === undefined ? range : rest.slice(rest.lastIndexOf('@') + 1));
  }
}

/** A range declared under another name: `"zod3": "npm:zod@^3.25"`. */
function aliased({ json }: Package, name: string): string | undefined {
  for (const table of DEPENDENCIES)
    for (const range of tableOf(json[table]).values()) if (range.startsWith(`npm:${name}@`)) return stringOf(range);
  return undefined;
}

/** What `other` wants as a peer is what the package itself has; that `other` is locked tells that the lock is its. */
const peer = (lock: Lock, name: string, other: string, by: Importer): string | undefined =>
  lock.of(other, by) === undefined ? undefined : lock.of(name, by);
