import type { Spot } from '../syntax.ts';
import type { Traced, Trail } from '../trail.ts';
import { isObject } from './kinds.ts';
import { markOf, type Mark, type SchemaData } from './schema-value.ts';
import { requiredOf } from './trace-parts.ts';

const DEEPEST = 100;

/** TypeBox: the schema is the JSON Schema, so both are walked as one. */
export function structural({ schema, mark }: SchemaData, spot: Spot | undefined): Traced {
  const json: unknown = JSON.parse(JSON.stringify(schema) ?? 'null');
  return { json, trail: { spot, ...same(json, schema, mark, 0) } };
}

function same(json: unknown, real: unknown, mark: Mark | undefined, depth: number): Trail {
  if (!isObject(json) || !isObject(real) || depth > DEEPEST) return mark ? { spot: mark.spot } : {};
  const parts = new Map<string, Trail>();
  for (const [key, trail] of mark?.parts ?? []) parts.set(key, trail);
  for (const [key, value] of Object.entries(json)) {
    const child = same(value, real[key], markOf(real[key]), depth + 1);
    if (child.spot || (child.parts && child.parts.size > 0)) parts.set(key, { ...parts.get(key), ...child });
    if (key === 'properties' && mark) parts.set(key, named(parts.get(key), mark.keys));
  }
  if (Array.isArray(json['required']) && mark) parts.set('required', requiredOf(json['required'], mark.keys));
  return { spot: mark?.spot, parts, ...(mark?.opaque !== undefined && { opaque: mark.opaque }) };
}

function named(properties: Trail | undefined, keys: ReadonlyMap<string, Trail>): Trail {
  const parts = new Map(properties?.parts);
  for (const [name, trail] of keys) parts.set(name, { ...parts.get(name), ...trail });
  return { ...properties, parts };
}
