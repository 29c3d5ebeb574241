import type { Alternative } from './alternatives.ts';
import { valuesOf } from './values.ts';

/** Lists of values of one type are one list, and one that bounds nothing holds the others of its type. */
export function merged(alternatives: readonly Alternative[]): readonly Alternative[] {
  const all = alternatives.find(({ type, schema }) => type === 'any' && Object.keys(schema).length === 0);
  if (all) return [all];
  const open = new Set(alternatives.flatMap(({ type, schema }) => (Object.keys(schema).length === 0 ? type : [])));
  const lists = new Map<string, Alternative>();
  const out: Alternative[] = [];
  for (const each of alternatives) {
    const { type, schema } = each;
    if (open.has(type) || (type === 'integer' && open.has('number'))) {
      if (
        Object.keys(schema).length === 0 &&
        !out.some((other) => other.type === type) &&
        !(type === 'integer' && open.has('number'))
      )
        out.push(each);
      continue;
    }
    const isList = Array.isArray(schema['enum']) && Object.keys(schema).length === 1;
    const known = isList ? lists.get(type) : undefined;
    if (known === undefined) {
      out.push(each);
      if (isList) lists.set(type, each);
      continue;
    }
    const union = {
      ...known,
      schema: { enum: valuesOf({ enum: [...(known.schema['enum'] as unknown[]), ...(schema['enum'] as unknown[])] }) },
    };
    out[out.indexOf(known)] = union;
    lists.set(type, union);
  }
  return out;
}
