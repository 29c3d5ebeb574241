import { posix } from 'node:path';

import type { Disk } from './disk.ts';
import { IMPORT, REQUIRE, targetsOf } from './exports.ts';
import { stringOf } from './manifest.ts';
import { moduleAt, sourceOf } from './module-file.ts';
import type { Package } from './packages.ts';
import { isTypeScript, within } from './paths.ts';

/** The JavaScript an installed package loads for a subpath (`.`, `./server/mcp.js`). */
export function installedEntry(of: Package, subpath: string, disk: Disk): string | undefined {
  return first(declared(of, subpath), (path) => moduleAt(path, disk));
}

/**
 * The file of a package that is part of the project, whose build output may not be there: the source, when the file
 * that asks is TypeScript itself or when there is nothing else.
 */
export function projectEntry(of: Package, subpath: string, disk: Disk, asker: string): string | undefined {
  const built = declared(of, subpath);
  const sources = (): string | undefined => first(inSource(of, subpath), (path) => typeScript(moduleAt(path, disk)));
  const mapped = (path: string): string | undefined => sourceOf(path, of, disk);
  const custom = (): string | undefined =>
    first(
      [`src/${subpath}`, subpath].map((each) => posix.join(of.dir, each)),
      (path) => moduleAt(path, disk),
    );
  return isTypeScript(asker)
    ? (sources() ??
        first(built, (path) => typeScript(mapped(path)) ?? moduleAt(path, disk) ?? mapped(path)) ??
        custom())
    : (first(built, (path) => moduleAt(path, disk)) ?? first(built, mapped) ?? sources() ?? custom());
}

/** What the package declares for those who load it, in the order that is tried. */
function declared({ dir, json }: Package, subpath: string): readonly string[] {
  const inside = (targets: readonly string[]): string[] =>
    targets.map((target) => posix.join(dir, target)).filter((path) => within(dir, path) !== undefined);
  if (json['exports'] !== undefined && json['exports'] !== null)
    return inside([...targetsOf(json['exports'], subpath, IMPORT), ...targetsOf(json['exports'], subpath, REQUIRE)]);
  if (subpath !== '.') return inside([subpath]);
  return inside([...[json['main'], json['module']].flatMap((each) => stringOf(each) ?? []), './index']);
}

/** What any condition or the `source` field names: packages of a workspace often point their own tools at TypeScript. */
const inSource = ({ dir, json }: Package, subpath: string): readonly string[] =>
  [...(subpath === '.' ? [stringOf(json['source']) ?? ''] : []), ...targetsOf(json['exports'], subpath)]
    .filter(isTypeScript)
    .map((target) => posix.join(dir, target));

const typeScript = (path: string | undefined): string | undefined =>
  path !== undefined && isTypeScript(path) ? path : undefined;

function first<T>(candidates: readonly T[], find: (candidate: T) => string | undefined): string | undefined {
  for (const candidate of candidates) {
    const found = find(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}
