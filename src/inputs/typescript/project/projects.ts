import { posix } from 'node:path';

import { candidatesIn, serversAmong, withoutLibraries, type Candidate } from './candidates.ts';
import type { Disk } from './disk.ts';
import { entriesOf, namedLikeStart } from './entries.ts';
import { foreignAt, foreignBelow, foreignFile, type Foreign } from './foreign.ts';
import { packageOf, type Package } from './packages.ts';
import { isSource, within } from './paths.ts';
import { sourceFiles } from './sources.ts';

/** One program whose servers are read on their own. All paths are absolute. */
export interface Project {
  readonly package: Package | undefined;
  /** The target, or the folder of the package. */
  readonly root: string;
  /** Where the program starts. */
  readonly entries: readonly string[];
  /** Other files that could register tools. */
  readonly files: readonly string[];
}

/** Why there is nothing to read. */
export type NoProject =
  /** No such file or folder. */
  | { readonly none: 'target' }
  /** Neither TypeScript nor JavaScript, nor a project in another language. */
  | { readonly none: 'sources' }
  /** Source files, but nothing of MCP in them. */
  | { readonly none: 'mcp'; readonly sources: number; readonly package: Package | undefined }
  | Foreign;

/** The programs at a target, an absolute path of a file or folder, that are MCP servers; or why there are none. */
export function findProjects(target: string, disk: Disk): Project[] | NoProject {
  const own = packageOf(target, disk);
  if (disk.size(target) !== undefined) return ofFile(target, own, disk);
  if (!disk.isDirectory(target)) return { none: 'target' };
  const all = sourceFiles(target, disk);
  const isAside = (file: string): boolean => standsAside(within(target, file) ?? '');
  const ahead = candidatesIn(
    target,
    all.filter((file) => !isAside(file)),
    disk,
  );
  const chosen =
    some(serversAmong(ahead)) ??
    foreignAt(target, own?.dir, disk) ??
    some(ahead.filter(({ dependsOnMcp }) => dependsOnMcp)) ??
    some(serversAmong(candidatesIn(target, all.filter(isAside), disk))) ??
    foreignBelow(target, disk) ??
    some(ahead.filter(({ mentions }) => mentions.length > 0)) ??
    (all.length === 0 ? { none: 'sources' as const } : { none: 'mcp' as const, sources: all.length, package: own });
  return 'none' in chosen ? chosen : withoutLibraries(chosen).map((each) => projectOf(each, disk));
}

function ofFile(target: string, own: Package | undefined, disk: Disk): Project[] | NoProject {
  if (isSource(target)) return [{ package: own, root: target, entries: [target], files: [] }];
  if (posix.basename(target) === 'package.json') return findProjects(posix.dirname(target), disk);
  return foreignFile(target) ?? { none: 'sources' };
}

function projectOf({ package: of, root, files, mentions }: Candidate, disk: Disk): Project {
  const declared = of ? entriesOf(of, root, files, disk) : namedLikeStart(root, disk);
  // Frameworks start what stands where they look for routes.
  const entries = [...new Set([...declared, ...mentions.filter((file) => ROUTE.test(within(root, file) ?? ''))])];
  return { package: of, root, entries, files: mentions.filter((file) => !entries.includes(file)) };
}

const ROUTE =
  /(?:^|\/)(?:app\/(?:[^/]+\/)*route|\+server|(?:pages\/)?api\/[^.]+|netlify\/functions\/[^.]+)\.[cm]?[jt]sx?$/;

/** Folders that show how a thing is used or try it out, unless they are part of the sources proper. */
const ASIDE =
  /^(?:examples?|templates?|fixtures?|samples?|demos?|playgrounds?|benchmarks?|evals?|mocks?|(?:.+[-_])?(?:tests|evals|mocks|test[-_](?:client|helpers?|server|support|utils?)))$/;

function standsAside(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  const sources = folders.indexOf('src');
  return (sources === -1 ? folders : folders.slice(0, sources)).some((folder) => ASIDE.test(folder));
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);
