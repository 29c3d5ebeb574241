import type { Lock } from './lock.ts';

/**
 * `pnpm-lock.yaml` of pnpm 8 and later. It is read by its indentation, which pnpm always writes the same way: parsing a
 * large one as YAML takes longer than reading the whole server.
 */
export function pnpmLock(text: string): Lock {
  const lines = text.split(/\r?\n/);
  const top = blocksIn(lines, 0);
  const block = (name: string): ReadonlyMap<string, readonly string[]> => blocksIn(top.get(name) ?? [], 2);
  const importers = top.has('importers') ? block('importers') : new Map([['.', lines]]);
  const snapshots = new Map([...block('packages'), ...block('snapshots')]); // pnpm 9 split them

  /** As locked, with the peers it was resolved with: `1.30.0(zod@4.4.3)`. */
  const locked = (name: string, folder: string): string | undefined => {
    const importer = importers.get(folder === '' ? '.' : folder) ?? [];
    const indent = importer === lines ? 0 : 4;
    for (const table of TABLES) {
      const entry = blocksIn(blocksIn(importer, indent).get(table) ?? [], indent + 2).get(name);
      const version = entry && valuesIn(entry, indent + 4).get('version');
      if (version !== undefined) return version;
    }
    return undefined;
  };
  return {
    of: (name, { folder }) => plain(locked(name, folder) ?? locked(name, '')),
    inside: (name, other, { folder }) => {
      const version = locked(other, folder) ?? locked(other, '');
      if (version === undefined) return undefined;
      const entry = ['', '/'].map((slash) => snapshots.get(`${slash}${other}@${version}`)).find(Boolean) ?? [];
      for (const table of TABLES) {
        const found = valuesIn(blocksIn(entry, 4).get(table) ?? [], 6).get(name);
        if (found !== undefined) return plain(found);
      }
      return undefined;
    },
    all: (name) =>
      [...block('packages').keys()]
        .map((key) => key.replace(/^\//, ''))
        .filter((key) => key.startsWith(`${name}@`))
        .flatMap((key) => plain(key) ?? []),
  };
}

const TABLES = ['dependencies', 'optionalDependencies', 'devDependencies'];

/** `zod@3.25.1(x@2)` and `3.25.1(x@2)` are 3.25.1; a link or a URL is none. */
const plain = (version: string | undefined): string | undefined =>
  /^(?:@?[^@()]+@)?(\d+\.\d+\.\d+[^()\s]*)/.exec(version ?? '')?.[1];

/** Keys at an indentation, and the lines below each. */
function blocksIn(lines: readonly string[], indent: number): Map<string, readonly string[]> {
  const blocks = new Map<string, readonly string[]>();
  let [key, start]: [string | undefined, number] = [undefined, 0];
  const close = (end: number): void => void (key !== undefined && blocks.set(key, lines.slice(start, end)));
  lines.forEach((line, at) => {
    if (line === '' || indentOf(line) !== indent) return;
    close(at);
    [key, start] = [keyOf(line.slice(indent)), at + 1];
  });
  close(lines.length);
  return blocks;
}

/** Keys at an indentation that have a value on the same line. */
function valuesIn(lines: readonly string[], indent: number): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of lines) {
    const text = line.slice(indent);
    const key = indentOf(line) === indent ? keyOf(text) : undefined;
    if (key !== undefined) values.set(key, unquoted(text.slice(text.indexOf(': ', key.length) + 2).trim()));
  }
  return values;
}

const indentOf = (line: string): number => line.search(/[^ ]/);

function keyOf(text: string): string | undefined {
  const quoted = text.startsWith("'") ? text.indexOf("'", 1) : -1;
  const end = quoted === -1 ? (text.includes(': ') ? text.indexOf(': ') : text.lastIndexOf(':')) : quoted + 1;
  return end <= 0 ? undefined : unquoted(text.slice(0, end));
}

const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/s, '$2');
