import type { RouteFact } from './operations.ts';

/** A parameter, which stands for any text: `:id`, `{id}`, `[id]`. */
const ANY = /^(?::.*|\{.*\}|\[.*\])$/;

/** Whether a route answers a path, as far as its pattern can be read; `undefined` where it cannot. */
export function answersPath({ path }: Pick<RouteFact, 'path'>, asked: string): boolean | undefined {
  if (path === '*' || path === '/*' || path === '/{*path}') return true;
  if (/[()^$?+|\\]/.test(path)) return undefined;
  const [pattern, given] = [partsOf(path), partsOf(asked)];
  for (const [i, part] of pattern.entries()) {
    const there = given[i];
    if (/^(?:\[\.\.\.|\{\*|\*)/.test(part)) return true;
    if (there === undefined) return false;
    if (part.endsWith('*')) return there.startsWith(part.slice(0, -1));
    if (!ANY.test(part) && part.toLowerCase() !== there.toLowerCase()) return false;
  }
  return pattern.length === given.length;
}

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');
