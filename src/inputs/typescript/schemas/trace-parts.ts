import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import { isObject, type Inside, type Real } from './kinds.ts';
import { markOf, type Mark } from './schema-value.ts';
import { follow, level, type Layer, type Tracing } from './trace.ts';

/** What stands below a keyword: a schema, or a list of them. */
const BELOW: Readonly<Record<string, readonly (keyof Inside)[]>> = {
  items: ['tuple', 'items', 'rest'],
  prefixItems: ['tuple'],
  additionalItems: ['rest'],
  additionalProperties: ['values'],
  propertyNames: ['names'],
  anyOf: ['options'],
  oneOf: ['options'],
  allOf: ['both'],
};

/** Where the members of one level of JSON Schema were written. `layers` are the schema and what it wraps, outside in. */
export function partsOf(
  json: Real,
  layers: readonly Layer[],
  marks: readonly Mark[],
  tracing: Tracing,
): Map<string, Trail> {
  const parts = new Map<string, Trail>();
  // what could not be read is said even where the JSON has nothing to show for it
  for (const { parts: own } of marks)
    for (const [keyword, trail] of own)
      if ((trail.opaque !== undefined || isLeftOut(keyword, trail)) && !parts.has(keyword)) parts.set(keyword, trail);
  for (const [keyword, value] of Object.entries(json)) {
    const written = marks.find((mark) => mark.parts.has(keyword))?.parts.get(keyword);
    const below = belowOf(keyword, value, layers, marks, written, tracing);
    if (written || below) parts.set(keyword, { ...written, ...parts.get(keyword), ...below });
  }
  const keys = parts.get('properties')?.parts;
  if (keys && Array.isArray(json['required']))
    parts.set('required', { ...parts.get('required'), ...requiredOf(json['required'], keys) });
  return parts;
}

/** A call sets several keywords, of which a schema may have one; `describe` only this. */
const isLeftOut = (keyword: string, { assumed }: Trail): boolean => assumed !== undefined && keyword === 'description';

function belowOf(
  keyword: string,
  value: unknown,
  layers: readonly Layer[],
  marks: readonly Mark[],
  written: Trail | undefined,
  tracing: Tracing,
): Trail | undefined {
  if (keyword === 'properties') return propertiesOf(value, layers, marks, written, tracing);
  if (keyword === 'enum') return valuesOf(value, marks, layers);
  if (keyword === '$ref' && typeof value === 'string') follow(value, layers, tracing);
  const places = Object.hasOwn(BELOW, keyword) ? BELOW[keyword]! : [];
  for (const place of places) {
    const found = layers.find((layer) => layer.inside[place] !== undefined)?.inside[place];
    if (found === undefined || Array.isArray(found) !== Array.isArray(value)) continue;
    return Array.isArray(value) ? listOf(value, found as readonly unknown[], tracing) : level(value, found, tracing);
  }
  return undefined;
}

function propertiesOf(
  value: unknown,
  layers: readonly Layer[],
  marks: readonly Mark[],
  written: Trail | undefined,
  tracing: Tracing,
): Trail {
  const parts = new Map<string, Trail>(written?.parts);
  for (const { keys } of marks)
    for (const [key, trail] of keys)
      if ((trail.opaque ?? trail.assumed) !== undefined && !parts.has(key)) parts.set(key, trail);
  for (const [key, json] of Object.entries(isObject(value) ? value : {})) {
    const named = marks.find((mark) => mark.keys.has(key))?.keys.get(key);
    let child: unknown;
    for (const layer of layers) if ((child = layer.inside.properties?.(key)) !== undefined) break;
    if (child === undefined && named === undefined && parts.has(key)) continue;
    const trail = level(json, child, tracing);
    const { key: at, opaque = trail.opaque, assumed = trail.assumed } = named ?? {};
    parts.set(key, {
      ...trail,
      key: at,
      ...(opaque !== undefined && { opaque }),
      ...(assumed !== undefined && { assumed }),
    });
  }
  return { parts };
}

const listOf = (value: readonly unknown[], schemas: readonly unknown[], tracing: Tracing): Trail => ({
  parts: new Map(value.map((json, i) => [String(i), i < schemas.length ? level(json, schemas[i], tracing) : {}])),
});

/** Members of an enum, by their values: `extract` and `exclude` move them. A union of literals is an enum too. */
function valuesOf(value: unknown, marks: readonly Mark[], layers: readonly Layer[]): Trail | undefined {
  if (!Array.isArray(value)) return undefined;
  const options = layers.find((layer) => layer.inside.options)?.inside.options ?? [];
  const trails = new Map<unknown, Trail>();
  for (const { values } of [...marks, ...options.flatMap((option) => markOf(option) ?? [])])
    for (const [each, trail] of values) if (!trails.has(each)) trails.set(each, trail);
  const parts = new Map<string, Trail>();
  for (const [i, each] of value.entries()) if (trails.has(each)) parts.set(String(i), trails.get(each)!);
  return parts.size > 0 ? { parts } : undefined;
}

export const requiredOf = (required: readonly unknown[], keys: ReadonlyMap<string, Trail>): Trail => ({
  parts: new Map(
    required.flatMap((name, i) => {
      const key: Spot | undefined = typeof name === 'string' ? keys.get(name)?.key : undefined;
      return key ? [[String(i), { spot: key }] as const] : [];
    }),
  ),
});
