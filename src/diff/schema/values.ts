import type { SchemaObject } from '../../model/schema.ts';
import { canonical } from '../canonical.ts';

/** The values of `enum` and `const`, without doubles; `undefined` where neither bounds them. */
export function valuesOf({ enum: list, const: only }: SchemaObject): readonly unknown[] | undefined {
  if (only !== undefined) return [only];
  return Array.isArray(list) ? [...new Map(list.map((value) => [canonical(value), value])).values()] : undefined;
}
