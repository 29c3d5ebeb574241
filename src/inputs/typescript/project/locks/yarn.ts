import { declaredRange } from '../packages.ts';
import type { Importer, Lock } from './lock.ts';

interface Entry {
  version: string;
  readonly dependencies: Map<string, string>;
}

/**
 * `yarn.lock` of yarn 1 (its own format) and later (YAML of the same shape): a head of descriptors, such as
 * `"zod@^3.23.0, zod@^3.25.1":`, then the version and what it depends on.
 */
export function yarnLock(text: string): Lock {
  const entries = entriesIn(text);
  const find = (name: string, range: string | undefined): Entry | undefined =>
    range === undefined ? undefined : (entries.get(`${name}@${range}`) ?? entries.get(`${name}@npm:${range}`));
  const asked = (name: string, by: Importer): Entry | undefined => find(name, declaredRange(by.package, name));
  const all = (name: string): readonly string[] => [
    ...new Set([...entries].filter(([key]) => key.startsWith(`${name}@`)).map(([, { version }]) => version)),
  ];
  return {
    of: (name, by) => asked(name, by)?.version,
    inside: (name, other, by) => find(name, asked(other, by)?.dependencies.get(name)?.replace(/^npm:/, ''))?.version,
    all,
  };
}

function entriesIn(text: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let entry: Entry | undefined;
  let inDependencies = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^[^\s#].*:$/.test(line)) {
      entry = { version: '', dependencies: new Map() };
      const head = line.slice(0, -1).replaceAll('"', '');
      for (const descriptor of head.split(', ')) entries.set(descriptor, entry);
    } else if (entry) {
      const [, indent = '', key = '', value = ''] = /^( {2,4})"?([^\s":]+(?::[^\s":]+)*)"?:? ?(.*)$/.exec(line) ?? [];
      if (indent.length === 2) inDependencies = key === 'dependencies' || key === 'optionalDependencies';
      if (indent.length === 2 && key === 'version') entry.version = bare(value);
      if (indent.length === 4 && inDependencies) entry.dependencies.set(key, bare(value));
    }
  }
  return entries;
}

const bare = (value: string): string => value.replace(/^"(.*)"$/s, '$1');
