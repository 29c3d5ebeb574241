import { objectOf } from './manifest.ts';

/** Nobody nests conditions deeper. */
const DEEPEST = 12;

/** What Node matches for an `import`; bundlers add `module`. */
export const IMPORT: ReadonlySet<string> = new Set(['import', 'node', 'module', 'module-sync', 'default']);
export const REQUIRE: ReadonlySet<string> = new Set(['require', 'node', 'default']);

/**
 * What the `exports` or `imports` of a package names for a subpath (`.`, `./server/mcp.js`, `#config`), in the order of
 * the conditions that are accepted; all conditions without a list. Empty when the table does not have it.
 * @see https://nodejs.org/api/packages.html#subpath-patterns
 */
export function targetsOf(table: unknown, subpath: string, accepted?: ReadonlySet<string>): readonly string[] {
  const entries = objectOf(table);
  const isSubpath = (key: string): boolean => key.startsWith('.') || key.startsWith('#');
  if (!entries || !Object.keys(entries).some(isSubpath)) return subpath === '.' ? leaves(table, '', accepted) : [];
  if (Object.hasOwn(entries, subpath) && !subpath.includes('*')) return leaves(entries[subpath], '', accepted);
  const best = Object.keys(entries)
    .map((key) => (key.endsWith('/') ? [key, `${key}*`] : [key, key]) as [string, string]) // `./` is the old form of `./*`
    .filter(([, pattern]) => starOf(pattern, subpath) !== undefined)
    .sort(([, a], [, b]) => b.indexOf('*') - a.indexOf('*') || b.length - a.length)[0];
  if (!best) return [];
  const [key, pattern] = best;
  const star = starOf(pattern, subpath)!;
  return leaves(entries[key], star, accepted).map((target) => (key === pattern ? target : `${target}${star}`));
}

/** What `*` of a pattern stands for in a name; `undefined` when the name does not match. */
export function starOf(pattern: string, name: string): string | undefined {
  const at = pattern.indexOf('*');
  if (at === -1) return undefined;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits = name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
  return fits ? name.slice(before.length, name.length - after.length) : undefined;
}

function leaves(target: unknown, star: string, accepted: ReadonlySet<string> | undefined, depth = 0): string[] {
  if (typeof target === 'string') return [target.replaceAll('*', () => star)];
  if (depth === DEEPEST) return [];
  if (Array.isArray(target)) return target.flatMap((each) => leaves(each, star, accepted, depth + 1));
  return Object.entries(objectOf(target) ?? {})
    .filter(([condition]) => !accepted || accepted.has(condition))
    .flatMap(([, value]) => leaves(value, star, accepted, depth + 1));
}
