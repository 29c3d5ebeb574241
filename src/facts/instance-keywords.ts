import { isObject, typesOf, type SchemaObject } from '../model/schema.ts';
import { DEPTH, spent, type Verdict, type Walk } from './verdict.ts';

/** What `type`, `enum` and `const` say. */
export function* general(value: unknown, schema: SchemaObject, walk: Walk): Generator<Verdict> {
  const { type, enum: allowed, const: only, nullable } = schema;
  if (type !== undefined) {
    const types = typesOf(schema);
    if (types === undefined || !types.every((each) => Object.hasOwn(KINDS, each))) yield 'unknown';
    else if (!types.some((each) => KINDS[each]!.is(value)) && !(nullable === true && value === null))
      yield { reason: `is not ${types.map((each) => KINDS[each]!.name).join(' or ')}` };
  }
  if (allowed !== undefined) {
    const equal =
      Array.isArray(allowed) && !spent(walk, allowed.length)
        ? some(allowed, (each) => sameJson(value, each, walk))
        : undefined;
    yield equal === undefined ? 'unknown' : equal ? 'fits' : { reason: 'is not among the values of `enum`' };
  }
  if (only !== undefined) {
    const equal = sameJson(only, value, walk);
    yield equal === undefined ? 'unknown' : equal ? 'fits' : { reason: 'is not the value of `const`' };
  }
}

const KINDS: Readonly<Record<string, { readonly name: string; is(value: unknown): boolean }>> = {
  string: { name: 'a string', is: (value) => typeof value === 'string' },
  number: { name: 'a number', is: (value) => typeof value === 'number' },
  integer: { name: 'a whole number', is: (value) => Number.isInteger(value) },
  boolean: { name: 'true or false', is: (value) => typeof value === 'boolean' },
  null: { name: 'null', is: (value) => value === null },
  array: { name: 'a list', is: Array.isArray },
  object: { name: 'an object', is: isObject },
};

export type Bound = readonly [keyword: string, broken: (value: number, limit: number) => boolean, clause: string];

/** What keywords say that hold a limit for a number, a length or a count. */
export function* bounded(value: number, schema: SchemaObject, bounds: readonly Bound[]): Generator<Verdict> {
  for (const [keyword, broken, clause] of bounds) {
    const limit = schema[keyword];
    if (limit === undefined) continue;
    yield typeof limit !== 'number' ? 'unknown' : broken(value, limit) ? { reason: `${clause} ${limit}` } : 'fits';
  }
}

export const below = (value: number, limit: number): boolean => value < limit;
export const above = (value: number, limit: number): boolean => value > limit;

const NUMBER: readonly Bound[] = [
  ['minimum', below, 'is below the minimum'],
  ['maximum', above, 'is above the maximum'],
  ['exclusiveMinimum', (value, limit) => value <= limit, 'is not above the exclusive minimum'],
  ['exclusiveMaximum', (value, limit) => value >= limit, 'is not below the exclusive maximum'],
];

export const numeric = (value: number, schema: SchemaObject): Generator<Verdict> => bounded(value, schema, NUMBER);

export function* textual(value: string, schema: SchemaObject, walk: Walk): Generator<Verdict> {
  if (schema['minLength'] === undefined && schema['maxLength'] === undefined) return;
  if (spent(walk, value.length)) return yield 'unknown';
  let length = 0; // in code points, as JSON Schema counts
  for (const _ of value) length++;
  yield* bounded(length, schema, [
    ['minLength', below, `has ${length} characters, fewer than`],
    ['maxLength', above, `has ${length} characters, more than`],
  ]);
}

/** True as soon as one is true; `undefined` when none is and one could not be told. */
function some<T>(items: readonly T[], test: (item: T) => boolean | undefined): boolean | undefined {
  let sum: boolean | undefined = false;
  for (const item of items) {
    const one = test(item);
    if (one === true) return true;
    if (one === undefined) sum = undefined;
  }
  return sum;
}

/** Whether two JSON values are equal; `undefined` when they are too big to tell. */
function sameJson(a: unknown, b: unknown, walk: Walk): boolean | undefined {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (spent(walk, keys.length) || walk.depth > DEPTH) return undefined;
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  walk.depth++;
  const different = some(keys, (key) => {
    const same = Object.hasOwn(b, key)
      ? sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], walk)
      : false;
    return same === undefined ? undefined : !same;
  });
  walk.depth--;
  return different === undefined ? undefined : !different;
}
