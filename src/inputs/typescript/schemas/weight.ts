import { inside, isObject } from './kinds.ts';
import type { Io, SchemaData } from './schema-value.ts';

/** JSON Schema repeats a schema wherever it is used: more places than this are too many to write down. */
const HEAVIEST = 200_000;

/**
 * How many places the JSON Schema of a schema has, about; `undefined` when there are too many. Thirty levels that each use
 * the one below twice are thirty small objects and a billion places.
 */
export function weigh({ family, schema }: SchemaData, io: Io = 'input'): number | undefined {
  const weights = new Map<unknown, number>();
  const weight = (each: unknown, depth: number): number => {
    if (!isObject(each) || depth > 2_000) return 1;
    const known = weights.get(each);
    if (known !== undefined) return known;
    weights.set(each, 1);
    let sum = 1;
    for (const child of childrenOf(each)) sum = Math.min(HEAVIEST + 1, sum + weight(child, depth + 1));
    weights.set(each, sum);
    return sum;
  };
  const childrenOf = (each: object): unknown[] => {
    if (family === 'typebox') return Object.values(each);
    const within = inside(family, each, io);
    const shape = within.shape?.() ?? {};
    return [
      ...within.through,
      within.items,
      within.rest,
      within.values,
      within.names,
      ...(within.tuple ?? []),
      ...(within.options ?? []),
      ...(within.both ?? []),
      ...Object.values(shape),
    ];
  };
  const sum = weight(schema, 0);
  return sum > HEAVIEST ? undefined : sum;
}
