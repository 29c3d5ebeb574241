import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';

/** The part of a file system that source reading needs; paths are absolute with `/`. */
export interface Disk {
  /** `undefined` when there is no such file, it is no file, or it is larger than `LARGEST_FILE`. */
  read(path: string): string | undefined;
  /** Size in bytes, or `undefined` when there is no such file. */
  size(path: string): number | undefined;
  isDirectory(path: string): boolean;
  /** Names in a folder, sorted; empty when there is none. Directories end with `/`. */
  list(path: string): readonly string[];
  /** With links followed; the path itself when it does not exist. */
  real(path: string): string;
}

/** In bytes. Nobody writes such a file by hand: what is larger was generated, and `size` tells that it exists. */
export const LARGEST_FILE = 5_000_000;

/** What is on this machine, as it was when first asked: answers are kept for as long as the disk is. */
export function realDisk(): Disk {
  const stat = remembered((path: string): Stats | undefined => {
    try {
      return statSync(path, { throwIfNoEntry: false });
    } catch {
      return undefined; // a link to itself, or a folder we may not enter
    }
  });
  const sizeOf = (path: string): number | undefined => (stat(path)?.isFile() ? stat(path)!.size : undefined);
  return {
    size: sizeOf,
    isDirectory: (path) => stat(path)?.isDirectory() ?? false,
    read: remembered((path) => {
      // A pipe or a device has no size: reading one could wait for ever.
      if ((sizeOf(path) ?? Infinity) > LARGEST_FILE) return undefined;
      return attempt(() => readFileSync(path, 'utf8'), undefined);
    }),
    list: remembered((path) =>
      attempt(() => readdirSync(path, { withFileTypes: true }), [])
        .map((entry) => {
          const isFolder = entry.isSymbolicLink() ? stat(`${path}/${entry.name}`)?.isDirectory() : entry.isDirectory();
          return isFolder ? `${entry.name}/` : entry.name;
        })
        .sort(),
    ),
    real: remembered((path) => attempt(() => realpathSync.native(path).replaceAll('\\', '/'), path)),
  };
}

/** A disk, and the files that were asked for on it. */
export function watch(disk: Disk): { readonly disk: Disk; readonly read: ReadonlySet<string> } {
  const read = new Set<string>();
  return { disk: { ...disk, read: (path) => (read.add(path), disk.read(path)) }, read };
}

/** `ask` with its answers kept for as long as the disk is. */
export function perDisk<T>(ask: (path: string, disk: Disk) => T): (path: string, disk: Disk) => T {
  const kept = new WeakMap<Disk, (path: string) => T>();
  return (path, disk) => {
    if (!kept.has(disk))
      kept.set(
        disk,
        remembered((each) => ask(each, disk)),
      );
    return kept.get(disk)!(path);
  };
}

function remembered<T>(ask: (path: string) => T): (path: string) => T {
  const answers = new Map<string, T>();
  return (path) => {
    if (!answers.has(path)) answers.set(path, ask(path));
    return answers.get(path)!;
  };
}

function attempt<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
