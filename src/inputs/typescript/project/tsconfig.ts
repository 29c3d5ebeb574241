import { posix } from 'node:path';

import { ts } from '../syntax.ts';
import { perDisk, type Disk } from './disk.ts';
import { objectOf, readJson, stringOf, stringsOf } from './manifest.ts';
import { packageOf, workspaceOf } from './packages.ts';
import { pathFrom, upwards } from './paths.ts';

/** What a `tsconfig.json` says about where modules are, its `extends` followed. All paths are absolute. */
export interface TsConfig {
  readonly dir: string;
  readonly baseUrl: string | undefined;
  /** Pattern of a specifier → what it stands for, both with at most one `*`. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly outDir: string | undefined;
  /** Folders that what lies in `outDir` may mirror, the likeliest first. */
  readonly rootDirs: readonly string[];
  readonly references: readonly string[];
}

/** Nobody writes a longer one. */
const LONGEST_CONFIG = 200_000;
const NAMES = ['tsconfig.json', 'jsconfig.json'];

/** The configurations that govern a file: the nearest, then the projects it refers to. */
export const tsconfigsOf = perDisk((dir, disk): readonly TsConfig[] => {
  const around = packageOf(dir, disk);
  const boundary = around && (around.workspaceRoot ?? around.dir);
  for (const at of upwards(dir)) {
    const path = NAMES.map((name) => `${at}/${name}`).find((each) => disk.size(each) !== undefined);
    const nearest = path === undefined ? undefined : readTsconfig(path, disk);
    if (nearest) return [nearest, ...nearest.references.flatMap((each) => referenced(each, disk))];
    if (at === boundary) return [];
  }
  return [];
});

/** A reference to the project of another folder is that project's own business. */
function referenced(path: string, disk: Disk): readonly TsConfig[] {
  const found = path.endsWith('.json') ? readTsconfig(path, disk) : undefined;
  return found ? [found] : [];
}

/** All `tsconfig*.json` of a folder, because builds often have one of their own. */
export const tsconfigsIn = perDisk((dir, disk): readonly TsConfig[] =>
  disk
    .list(dir)
    .filter((name) => /^[tj]sconfig(?:\.[\w.-]+)?\.json$/.test(name))
    .flatMap((name) => readTsconfig(`${dir}/${name}`, disk) ?? []),
);

const readTsconfig = perDisk((path, disk): TsConfig | undefined => {
  if ((disk.size(path) ?? Infinity) > LONGEST_CONFIG) return undefined;
  const json = readJson(path, disk);
  if (!json) return undefined;
  const dir = posix.dirname(path);
  try {
    const { options, raw } = ts.parseJsonConfigFileContent(
      json,
      hostFor(disk),
      dir,
      undefined,
      path,
      undefined,
      undefined,
      new Map(), // what several extend is read once
    );
    const base = options.baseUrl ?? stringOf(options['pathsBasePath']) ?? dir;
    const paths = Object.entries(options.paths ?? {}).map(
      ([pattern, targets]) => [pattern, targets.map((target) => pathFrom(base, target))] as const,
    );
    return {
      dir,
      baseUrl: options.baseUrl,
      paths: new Map(paths),
      outDir: options.outDir,
      rootDirs: options.rootDir === undefined ? mirrored(dir, objectOf(raw)?.['include']) : [options.rootDir],
      references: (Array.isArray(json['references']) ? (json['references'] as unknown[]) : [])
        .flatMap((each) => stringOf(objectOf(each)?.['path']) ?? [])
        .map((reference) => pathFrom(dir, reference)),
    };
  } catch {
    return undefined; // members of types that TypeScript does not expect
  }
});

/** Without a `rootDir` the compiler takes the folder that all its inputs share. */
function mirrored(dir: string, include: unknown): readonly string[] {
  const folders = new Set(
    stringsOf(include).map((pattern) => {
      const [start = ''] = pattern.split('*');
      const folder = start.includes('.ts') || pattern !== start ? start.slice(0, start.lastIndexOf('/') + 1) : start;
      return pathFrom(dir, folder);
    }),
  );
  return [...folders, dir];
}

function hostFor(disk: Disk): ts.ParseConfigHost {
  const short = (path: string): string | undefined =>
    (disk.size(path) ?? Infinity) <= LONGEST_CONFIG ? path : undefined;
  const find = (path: string): string | undefined => short(path) ?? short(uninstalled(path, disk) ?? path);
  return {
    useCaseSensitiveFileNames: true,
    fileExists: (path) => find(path) !== undefined,
    readFile: (path) => {
      const found = find(path);
      return found === undefined ? undefined : disk.read(found);
    },
    readDirectory: () => [],
  };
}

/** A base configuration is often a package of the workspace: found there also when nothing is installed. */
function uninstalled(path: string, disk: Disk): string | undefined {
  const [outside, inside] = path.split('/node_modules/', 2);
  const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(inside ?? '') ?? [];
  const target = name === undefined ? undefined : workspaceOf(outside!, disk)?.packages.get(name);
  return target && `${target.dir}/${rest}`;
}
