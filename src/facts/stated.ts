import { isObject, isSchema, typesOf, type JsonSchema, type SchemaObject } from '../model/schema.ts';

/** What the schema of one parameter says of its value, with unions and references followed. */
export interface Stated {
  /** The types it may have without `null`; `undefined` when that is open. */
  readonly types: ReadonlySet<string> | undefined;
  /** All values it may have; `undefined` when the list is open. */
  readonly values: readonly unknown[] | undefined;
  readonly preset: unknown;
  readonly bounds: Readonly<Partial<Record<Bound, number>>>;
  readonly formats: ReadonlySet<string>;
  /** A pattern, an example or a `contentEncoding`: the form of the value is shown. */
  readonly shown: boolean;
  /** The elements, of an array. */
  readonly elements: Stated | undefined;
  /** `null` is among what it may be. */
  readonly nullable: boolean;
  /** Several branches, or a keyword that may narrow it further: what is said here is not all. */
  readonly mixed: boolean;
}

const BOUNDS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const;
export type Bound = (typeof BOUNDS)[number];
const SHOWN = ['pattern', 'examples', 'example', 'contentEncoding', 'contentMediaType'];
/** Bounds that a generator writes for the range of a machine's numbers. */
const MACHINE = 2_147_483_647;
const DEEPEST = 5;
/** More alternatives than a reader would compare. */
const MOST = 200;

type Target = (schema: SchemaObject) => JsonSchema | undefined;

/** Reads a subschema. `target` follows a reference. */
export function statedBy(schema: JsonSchema, target: Target, withElements = true): Stated {
  const all: SchemaObject[] = [];
  collect(schema, target, 0, all);
  const parts = all.filter((part) => !isNull(part));
  const own = isObject(schema) ? [schema, ...parts] : parts;
  const types = parts.map((part) => typesOf(part)?.filter((type) => type !== 'null') ?? typesOfValues(part));
  const values = parts.map(valuesOf);
  const arrays = parts.filter((part) => isSchema(part['items']));
  return {
    types: parts.length > 0 && types.every((each) => each !== undefined) ? new Set(types.flat()) : undefined,
    values:
      parts.length > 0 && values.every((each) => each !== undefined)
        ? values.flat().filter((value) => value !== null)
        : undefined,
    preset: own.map((part) => part['default']).find((each) => each !== undefined),
    bounds: boundsOf(parts),
    formats: new Set(own.map((part) => part['format']).filter((format) => typeof format === 'string')),
    shown: own.some((part) => SHOWN.some((key) => part[key] !== undefined)),
    elements:
      withElements && arrays.length === 1 ? statedBy(arrays[0]!['items'] as JsonSchema, target, false) : undefined,
    nullable: parts.length < all.length || parts.some((part) => typesOf(part)?.includes('null') === true),
    mixed: parts.length !== 1,
  };
}

/** The alternatives of a schema, without those that are alternatives again. What stands beside `anyOf` is left to them. */
function collect(schema: JsonSchema, target: Target, depth: number, out: SchemaObject[]): void {
  if (typeof schema === 'boolean' || depth > DEEPEST || out.length >= MOST) return;
  const to = target(schema);
  if (to !== undefined) return collect(to, target, depth + 1, out);
  const { anyOf, oneOf, allOf, type } = schema;
  const list = [anyOf, oneOf, allOf].find((each) => Array.isArray(each) && each.length > 0);
  if (list === undefined) return void out.push(schema);
  for (const each of list as readonly unknown[])
    if (isObject(each))
      collect(each['type'] === undefined && type !== undefined ? { ...each, type } : each, target, depth + 1, out);
}

function boundsOf(parts: readonly SchemaObject[]): Stated['bounds'] {
  const bounds: Partial<Record<Bound, number>> = {};
  for (const part of parts)
    for (const key of BOUNDS) {
      const bound = part[key];
      if (typeof bound === 'number' && Math.abs(bound) < MACHINE) bounds[key] ??= bound;
    }
  return bounds;
}

const isNull = (part: SchemaObject): boolean => part['type'] === 'null' || ('const' in part && part['const'] === null);

function valuesOf(part: SchemaObject): readonly unknown[] | undefined {
  if ('const' in part) return [part['const']];
  const { enum: values, type } = part;
  if (Array.isArray(values)) return values;
  return type === 'boolean' ? [true, false] : undefined;
}

const typesOfValues = (part: SchemaObject): readonly string[] | undefined =>
  valuesOf(part)
    ?.filter((value) => value !== null)
    .map((value) => (Array.isArray(value) ? 'array' : typeof value));
