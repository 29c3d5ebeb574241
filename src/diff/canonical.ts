import { isObject } from '../model/schema.ts';

/** Deeper parts are written as they come. */
const DEEPEST = 200;
/** Lists of a schema that are sets. */
const SETS: ReadonlySet<string> = new Set(['required', 'enum', 'type', 'anyOf', 'oneOf', 'allOf']);

/** JSON in which nothing but the values tells: keys are sorted, and so are the lists of a schema that are sets. */
export function canonical(value: unknown, key = '', depth = 0): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value); // 1e999, which JSON.stringify loses
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) {
    const all = value.map((each) => canonical(each, '', depth + 1));
    return `[${(SETS.has(key) ? all.toSorted() : all).join()}]`;
  }
  if (!isObject(value)) return 'null';
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name], name, depth + 1)}`);
  return `{${members.join()}}`;
}

export const isSame = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);
