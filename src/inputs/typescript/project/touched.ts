import { posix } from 'node:path';

import type { Disk } from './disk.ts';
import { dependenciesOf, packageOf, workspaceOf, type Package } from './packages.ts';
import { isInstalled, isSource, upwards, within } from './paths.ts';
import type { Project } from './projects.ts';
import { sourceFiles } from './sources.ts';
import { tsconfigsOf } from './tsconfig.ts';

/**
 * What changed files are to a program. `contains`: one belongs to its package. `may read`: one lies where the program
 * could get it from, which only reading the program tells. `none`: it has nothing to do with them.
 */
export type Touch = 'contains' | 'may read' | 'none';

/** What decides how all packages below it are read: which packages there are, in which versions, and how modules are found. */
const MANIFEST =
  /^(?:package\.json|[jt]sconfig(?:\.[\w.-]+)?\.json|pnpm-workspace\.yaml|lerna\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/;
/** What is read beside the source: how it is deployed. */
const DEPLOYED = /^(?:Dockerfile|Containerfile|wrangler\.(?:jsonc?|toml)$)|\.ya?ml$/;
/** What programs import beside source. */
const DATA = /\.(?:jsonc?|txt|md)$/;

/** How files, absolute paths that may be gone, touch a program. What nothing is read from, such as an image, touches none. */
export function touchOf(project: Project, files: readonly string[], disk: Disk): Touch {
  const reach = reachOf(project, disk);
  let touch: Touch = 'none';
  for (const file of files) {
    const one = touchOfFile(project, file, reach, disk);
    if (one === 'contains') return one;
    if (one === 'may read') touch = one;
  }
  return touch;
}

function touchOfFile({ package: own, root }: Project, file: string, reach: Reach, disk: Disk): Touch {
  const name = posix.basename(file);
  const isHidden = /(?:^|\/)\./.test(within(own?.dir ?? root, posix.dirname(file)) ?? '');
  if (isInstalled(file) || isHidden) return 'none';
  const isManifest = MANIFEST.test(name);
  if (!isManifest && !isSource(file) && !DEPLOYED.test(name) && !DATA.test(name)) return 'none';
  const around = packageOf(file, disk);
  const isOwn = own === undefined ? within(root, file) !== undefined : around?.dir === own.dir;
  if (isOwn) return DATA.test(name) && !isManifest && !DEPLOYED.test(name) ? 'may read' : 'contains';
  if (isManifest && own && [...upwards(own.dir)].includes(posix.dirname(file)) && own.workspaceRoot !== undefined)
    return 'contains';
  const isInside = own !== undefined && within(own.dir, file) !== undefined; // in a package of its own
  const isBuiltOn = around !== undefined && reach.packages.has(around.dir);
  return isInside || isBuiltOn || reach.isFree ? 'may read' : 'none';
}

/** Where a program may get modules from outside its package. */
interface Reach {
  /** Folders of packages of the workspace that it is built on, also through each other. */
  readonly packages: ReadonlySet<string>;
  /** A relative path or an alias leads out of one of them: to anywhere. */
  readonly isFree: boolean;
}

function reachOf({ package: own, root }: Project, disk: Disk): Reach {
  if (!own) return { packages: new Set(), isFree: true };
  const built = new Map([[own.dir, own]]);
  const neighbours = workspaceOf(own.dir, disk)?.packages;
  for (const each of built.values())
    for (const name of dependenciesOf(each)) {
      const found = neighbours?.get(name);
      if (found) built.set(found.dir, found);
    }
  const isFree = [...built.values()].some((each) => leadsOut(each, each === own ? root : each.dir, disk));
  return { packages: new Set(built.keys()), isFree };
}

/** Whether a module of a package is found outside it by something else than the name of a package. */
function leadsOut({ dir }: Package, root: string, disk: Disk): boolean {
  const isOutside = (path: string): boolean => within(dir, path) === undefined;
  const aliased = tsconfigsOf(dir, disk).flatMap(({ paths }) => [...paths.values()].flat());
  if (aliased.some(isOutside)) return true;
  const files = disk.isDirectory(root) ? sourceFiles(root, disk) : [root];
  return files.some((file) => {
    const folder = posix.dirname(file);
    const written = (disk.read(file) ?? '').matchAll(/["'](\.\.\/[^"'\n]{1,300})["']/g);
    return [...written].some(([, path]) => isOutside(posix.join(folder, path!)));
  });
}
