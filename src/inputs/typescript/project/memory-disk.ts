import { LARGEST_FILE, type Disk } from './disk.ts';

/** A disk that holds these files, absolute path → text, and the folders they need. It knows no links. */
export function memoryDisk(files: Readonly<Record<string, string>>): Disk {
  const texts = new Map(Object.entries(files));
  const folders = new Map<string, Set<string>>();
  const has = (folder: string, name: string): void => {
    folders.set(folder, (folders.get(folder) ?? new Set()).add(name));
  };
  for (const path of texts.keys()) {
    const names = path.split('/').slice(1);
    names.forEach((name, at) => {
      const isFolder = at < names.length - 1;
      has(`/${names.slice(0, at).join('/')}`, isFolder ? `${name}/` : name);
    });
  }
  const size = (path: string): number | undefined => {
    const text = texts.get(path);
    return text === undefined ? undefined : Buffer.byteLength(text);
  };
  return {
    size,
    read: (path) => ((size(path) ?? 0) > LARGEST_FILE ? undefined : texts.get(path)),
    isDirectory: (path) => folders.has(path),
    list: (path) => [...(folders.get(path) ?? [])].sort(),
    real: (path) => path,
  };
}
