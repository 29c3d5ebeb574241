import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Disk } from './disk.ts';
import { IMPORT, starOf, targetsOf } from './exports.ts';
import { moduleAt, sourceOf } from './module-file.ts';
import { installedEntry, projectEntry } from './package-entry.ts';
import { declaredRange, packageAt, packageOf, workspaceOf, type Package } from './packages.ts';
import { isInstalled, isTypeScript, pathFrom, upwards, within } from './paths.ts';
import { tsconfigsOf } from './tsconfig.ts';

export type Resolution =
  /** In the same package, in another of the workspace, or where `paths`, `baseUrl` or `imports` point. */
  | { readonly kind: 'file'; readonly path: string; readonly package?: Package | undefined }
  /** Another package. `name` is its own, also when installed under an alias; `entry` is the JavaScript it would load. */
  | {
      readonly kind: 'package';
      readonly name: string;
      readonly package?: Package | undefined;
      readonly entry?: string | undefined;
    }
  /** Part of Node; `name` without `node:`. */
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'missing'; readonly specifier: string };

/** Name and subpath, without a registry (`npm:`) and a version (`@3`), as Deno writes them. */
const SPECIFIER = /^(?:npm:|jsr:)?((?:@[^/@]+\/)?[^/@~$][^/@]*)(?:@[^/]*)?(?:\/(.*))?$/s;
const BUILTIN = new Set(builtinModules);

/** Finds what the specifier of an import means, as Node, TypeScript and the bundlers agree. Answers are kept. */
export class Resolver {
  readonly #disk: Disk;
  readonly #kept = new Map<string, Resolution>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** `fromFile` is the absolute path of the file that asks. */
  resolve(specifier: string, fromFile: string): Resolution {
    const key = `${isTypeScript(fromFile)} ${posix.dirname(fromFile)} ${specifier}`;
    let found = this.#kept.get(key);
    if (!found) this.#kept.set(key, (found = this.#find(specifier, fromFile)));
    return found;
  }

  #find(specifier: string, from: string): Resolution {
    const dir = posix.dirname(from);
    const missing: Resolution = { kind: 'missing', specifier };
    if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) return this.#file(pathFrom(dir, specifier), from) ?? missing;
    const mapped = this.#mapped(specifier, dir, from);
    if (mapped) return mapped;
    if (specifier.startsWith('#')) return this.#imported(specifier, from) ?? missing;
    const bare = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
    if (bare !== specifier || BUILTIN.has(bare)) return { kind: 'node', name: bare };
    if (specifier.startsWith('file:')) return this.#file(pathOfUrl(specifier), from) ?? missing;
    if (/^https?:/.test(specifier)) return { kind: 'package', name: specifier };
    const [, name, rest = ''] = SPECIFIER.exec(specifier) ?? [];
    if (name === undefined) return missing;
    return this.#package(name, rest === '' ? '.' : `./${rest}`, from);
  }

  /** The file at a path, or the source it would be built from. What follows `?` is for a bundler. */
  #file(path: string, from: string): Resolution | undefined {
    const around = packageOf(path, this.#disk);
    const found = this.#at(path, from, around) ?? this.#at(path.replace(/\?.*$/s, ''), from, around);
    return found === undefined ? undefined : { kind: 'file', path: found, package: around };
  }

  #at(path: string, from: string, around: Package | undefined): string | undefined {
    const found = moduleAt(path, this.#disk);
    const isBest = found !== undefined && (isTypeScript(found) || !isTypeScript(from));
    if (isBest || !around || isInstalled(path)) return found;
    // A file in a folder that is named like a build's output, but holds the file that asks, was not built.
    const top = (file: string): string | undefined => within(around.dir, file)?.split('/')[0];
    return top(path) === top(from) ? found : (sourceOf(path, around, this.#disk) ?? found);
  }

  /** By `paths`, the pattern with the longest start first, then by `baseUrl`. */
  #mapped(specifier: string, dir: string, from: string): Resolution | undefined {
    for (const { paths, baseUrl } of tsconfigsOf(dir, this.#disk)) {
      const patterns = [...paths.keys()]
        .filter((pattern) => pattern === specifier || starOf(pattern, specifier) !== undefined)
        .sort((a, b) => Number(b === specifier) - Number(a === specifier) || b.indexOf('*') - a.indexOf('*'));
      for (const target of patterns
        .slice(0, 1)
        .flatMap((pattern) =>
          paths.get(pattern)!.map((each) => each.replace('*', () => starOf(pattern, specifier) ?? '*')),
        )) {
        const found = isInstalled(target) ? undefined : this.#file(target, from);
        if (found) return found;
      }
      const based =
        baseUrl === undefined || BUILTIN.has(specifier) ? undefined : this.#file(`${baseUrl}/${specifier}`, from);
      if (based) return based;
    }
    return undefined;
  }

  #imported(specifier: string, from: string): Resolution | undefined {
    const around = packageOf(from, this.#disk);
    const table = around?.json['imports'];
    for (const target of [...targetsOf(table, specifier, IMPORT), ...targetsOf(table, specifier)]) {
      if (target.startsWith('#')) continue; // Node does not follow it either
      const path = target.startsWith('.') ? posix.join(around!.dir, target) : undefined;
      const found = path === undefined ? this.resolve(target, from) : this.#file(path, from);
      if (found && found.kind !== 'missing') return found;
    }
    return undefined;
  }

  #package(name: string, subpath: string, from: string): Resolution {
    const around = packageOf(from, this.#disk);
    const own = this.#inProject(name, around, from);
    if (own) {
      const path = projectEntry(own, subpath, this.#disk, from);
      return path === undefined
        ? { kind: 'missing', specifier: posix.join(name, subpath) }
        : { kind: 'file', path, package: own };
    }
    const installed = this.#installed(name, from);
    if (installed)
      return {
        kind: 'package',
        name: installed.name,
        package: installed,
        entry: installedEntry(installed, subpath, this.#disk),
      };
    const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)/.exec((around && declaredRange(around, name)) ?? '')?.[1];
    return { kind: 'package', name: alias ?? name };
  }

  /** The package itself, one of the workspace, or one that a dependency gives by its folder. */
  #inProject(name: string, around: Package | undefined, from: string): Package | undefined {
    // Node lets a package import itself by name only when it has `exports`: else the name is a dependency's.
    if (around?.json['name'] === name && around.json['exports'] !== undefined) return around;
    if (isInstalled(from)) return undefined;
    const [, folder] = /^(?:file|link|portal):(.+)$/.exec((around && declaredRange(around, name)) ?? '') ?? [];
    const linked =
      folder === undefined ? undefined : packageAt(pathFrom(around!.dir, folder).replace(/\/$/, ''), this.#disk);
    return linked ?? workspaceOf(from, this.#disk)?.packages.get(name) ?? this.#link(name, from);
  }

  #installed(name: string, from: string): Package | undefined {
    for (const dir of upwards(posix.dirname(from))) {
      const path = `${dir}/node_modules/${name}`;
      if (this.#disk.isDirectory(path)) return packageAt(this.#disk.real(path), this.#disk);
    }
    return undefined;
  }

  /** A folder outside `node_modules` that a link in it leads to is under development. */
  #link(name: string, from: string): Package | undefined {
    const found = this.#installed(name, from);
    return found && !isInstalled(`${found.dir}/`) ? found : undefined;
  }
}

function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url).replaceAll('\\', '/');
  } catch {
    return '';
  }
}
