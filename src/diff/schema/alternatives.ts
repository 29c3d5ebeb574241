import { join } from '../../model/pointer.ts';
import { isObject, isSchema, typesOf, type JsonSchema, type SchemaObject } from '../../model/schema.ts';
import { canonical } from '../canonical.ts';
import { merged } from './merged.ts';
import { valuesOf } from './values.ts';
import { NOTES, OF_TYPE } from './vocabulary.ts';

/** What a schema takes of one type. However a union is written, `type: [..]`, `anyOf`, `nullable` or a list of values, it comes as these. */
export interface Alternative {
  /** One of the seven types, or `any` where nothing is said. */
  readonly type: string;
  /** The keywords that say something of this type; references are followed. */
  readonly schema: SchemaObject;
  readonly pointer: string;
}

/** A schema as it is compared. */
export interface Shape {
  /** What is taken; empty where nothing is. `undefined`: it could not be written as alternatives. */
  readonly alternatives: readonly Alternative[] | undefined;
  /** The schema itself, with what it refers to: title, description and default are read here. */
  readonly notes: SchemaObject;
  /** A reference in it leads nowhere. */
  readonly isUnread: boolean;
}

/** Follows the reference of a schema. */
export type Target = (schema: SchemaObject) => JsonSchema | undefined;

/** More are not compared one by one. */
const MOST = 64;
/** References that lead to references, unions in unions. */
const DEEPEST = 12;

export function shapeOf(schema: JsonSchema, pointer: string, target: Target): Shape {
  const state = { isUnread: false };
  const whole = resolved(schema, target, state);
  const alternatives = alternativesOf(whole, pointer, target, state, 0);
  return {
    alternatives: alternatives && merged(alternatives),
    notes: isObject(whole) ? whole : {},
    isUnread: state.isUnread,
  };
}

type State = { isUnread: boolean };

/** The schema with what it refers to in its place; what stands beside a reference is kept, and wins. */
function resolved(schema: JsonSchema, target: Target, state: State, depth = 0): JsonSchema {
  if (!isObject(schema)) return schema;
  const flat = withoutAllOf(schema, target, state, depth);
  if (flat['$ref'] === undefined && flat['$dynamicRef'] === undefined) return flat;
  const led = depth > DEEPEST ? undefined : target(flat);
  if (led === undefined) {
    state.isUnread = true;
    return flat;
  }
  const { $ref: _, $dynamicRef: __, ...beside } = flat;
  const whole = resolved(led, target, state, depth + 1);
  if (!isObject(whole)) return Object.keys(beside).every((key) => NOTES.has(key)) ? whole : { ...beside, not: !whole };
  return { ...whole, ...beside };
}

/** `allOf` of one schema is that schema; of several without a keyword in common, all of them together. */
function withoutAllOf(schema: SchemaObject, target: Target, state: State, depth: number): SchemaObject {
  const { allOf, ...beside } = schema;
  if (!Array.isArray(allOf) || depth > DEEPEST || !allOf.every(isObject)) return schema;
  let sum: SchemaObject = beside;
  for (const each of allOf) {
    const part = resolved(each as SchemaObject, target, state, depth + 1);
    const both = isObject(part) ? together(sum, part) : undefined;
    if (both === undefined) return schema;
    sum = both;
  }
  return sum;
}

function together(a: SchemaObject, b: SchemaObject): SchemaObject | undefined {
  const out: Record<string, unknown> = { ...b, ...a };
  for (const key of Object.keys(a)) {
    const [mine, other] = [a[key], b[key]];
    if (!Object.hasOwn(b, key) || NOTES.has(key) || canonical(mine, key) === canonical(other, key)) continue;
    if (key === 'required' && Array.isArray(mine) && Array.isArray(other)) out[key] = [...new Set([...mine, ...other])];
    else if (
      key === 'properties' &&
      isObject(mine) &&
      isObject(other) &&
      !Object.keys(mine).some((name) => Object.hasOwn(other, name))
    )
      out[key] = { ...mine, ...other };
    else return undefined;
  }
  return out;
}

function alternativesOf(
  schema: JsonSchema,
  pointer: string,
  target: Target,
  state: State,
  depth: number,
): readonly Alternative[] | undefined {
  if (schema === false) return [];
  if (schema === true) return [{ type: 'any', schema: {}, pointer }];
  const keyword = ['anyOf', 'oneOf'].find((key) => schema[key] !== undefined);
  if (keyword === undefined) return ofTypes(schema, pointer);
  const { [keyword]: branches, type, ...rest } = schema;
  const isPlain = Object.keys(rest).every((key) => NOTES.has(key));
  if (!isPlain || !Array.isArray(branches) || branches.length > MOST || depth > DEEPEST || !branches.every(isSchema))
    return ofTypes(schema, pointer); // the keyword stays, and is compared as a whole
  const out: Alternative[] = [];
  for (const [i, branch] of branches.entries()) {
    const whole = resolved(branch, target, state);
    if (
      type !== undefined &&
      isObject(whole) &&
      whole['type'] !== undefined &&
      canonical(whole['type'], 'type') !== canonical(type, 'type')
    )
      return ofTypes(schema, pointer);
    const typed = type === undefined || !isObject(whole) || whole['type'] !== undefined ? whole : { type, ...whole };
    const own = alternativesOf(typed, join(pointer, keyword, i), target, state, depth + 1);
    if (own === undefined) return undefined;
    out.push(...own);
  }
  if (rest['nullable'] === true) out.push({ type: 'null', schema: {}, pointer });
  return out.length > MOST ? undefined : out;
}

/** One for each type, with the keywords that speak of it. */
function ofTypes(schema: SchemaObject, pointer: string): readonly Alternative[] {
  const values = valuesOf(schema);
  const stated = typesOf(schema) ?? inferred(schema, values);
  const types = schema['nullable'] === true && !stated.includes('any') ? [...stated, 'null'] : stated;
  const only = values && new Set(values.map(typeOf));
  const out = [...new Set(types)].flatMap((type): Alternative[] => {
    // a list of values without one of a type leaves nothing of it
    const takes = (kind: string): boolean =>
      kind === type || (type === 'number' && kind === 'integer') || type === 'any';
    if (only && ![...only].some(takes) && !(type === 'null' && schema['nullable'] === true)) return [];
    const own = Object.entries(schema).filter(
      ([key]) =>
        !NOTES.has(key) &&
        !['type', 'enum', 'const'].includes(key) &&
        (type === 'any' || (OF_TYPE.get(key)?.includes(type) ?? true)),
    );
    const kept = values?.filter((value) => takes(typeOf(value)));
    return [{ type, schema: { ...Object.fromEntries(own), ...(kept ? { enum: kept } : {}) }, pointer }];
  });
  return out;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

/** What is meant where no type is stated: the type that the keywords speak of. */
function inferred(schema: SchemaObject, values: readonly unknown[] | undefined): readonly string[] {
  if (values) return [...new Set(values.map(typeOf))];
  const spoken = new Set(Object.keys(schema).flatMap((key) => OF_TYPE.get(key)?.[0] ?? []));
  return spoken.size === 1 ? [...spoken] : ['any'];
}
