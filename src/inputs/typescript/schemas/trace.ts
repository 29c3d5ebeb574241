import type { Trail } from '../trail.ts';
import { inside, isObject, type Inside, type Real } from './kinds.ts';
import { markOf, type Family, type Io, type Mark, type SchemaData } from './schema-value.ts';
import { partsOf } from './trace-parts.ts';

/** Deeper parts stand where their parents do. */
const DEEPEST = 100;
/** How many wrappers one level may have: `optional` of `default` of `refine` … */
const MOST_LAYERS = 60;

export interface Tracing {
  readonly family: Family;
  readonly io: Io;
  readonly root: Real;
  /** What `#/definitions/NAME` was traced to; undefined while that is under way. */
  readonly definitions: Map<string, Trail | undefined>;
  depth: number;
}

export interface Layer {
  readonly mark: Mark | undefined;
  readonly inside: Inside;
}

/**
 * Where the parts of the JSON Schema that a schema was turned into were written. The JSON leads: what it has is looked up
 * in the schema, so a library may flatten, merge and rename what it likes.
 */
export function trace({ family, schema, mark }: SchemaData, json: unknown, io: Io): Trail {
  if (!isObject(json)) return { spot: mark.spot };
  const tracing: Tracing = { family, io, root: json, definitions: new Map(), depth: 0 };
  const trail = level(json, schema, tracing, mark);
  if (tracing.definitions.size === 0) return trail;
  const parts = new Map(trail.parts);
  for (const segment of ['definitions', '$defs']) {
    const named = new Map<string, Trail>();
    for (const [pointer, found] of tracing.definitions)
      if (found && pointer.startsWith(`${segment}/`)) named.set(pointer.slice(segment.length + 1), found);
    if (named.size > 0) parts.set(segment, { parts: named });
  }
  return { ...trail, parts };
}

function layersOf(schema: unknown, { family, io }: Tracing, mark?: Mark): readonly Layer[] {
  const layers: Layer[] = [];
  const queue: unknown[] = [schema];
  for (let at = 0; at < queue.length && at < MOST_LAYERS; at++) {
    const layer = queue[at];
    const within = inside(family, layer, io);
    layers.push({ mark: (at === 0 ? mark : undefined) ?? markOf(layer), inside: within });
    queue.push(...within.through.filter(isObject));
  }
  return layers;
}

export function level(json: unknown, schema: unknown, tracing: Tracing, mark?: Mark): Trail {
  if (tracing.depth >= DEEPEST || (schema === undefined && !mark)) return {};
  tracing.depth++;
  try {
    const layers = layersOf(schema, tracing, mark);
    const marks = layers.flatMap((layer) => (layer.mark ? [layer.mark] : []));
    const spot = marks.find((each) => each.spot)?.spot;
    const opaque = marks.find((each) => each.opaque !== undefined)?.opaque;
    const parts = isObject(json) ? partsOf(json, layers, marks, tracing) : new Map<string, Trail>();
    return { spot, parts, ...(opaque !== undefined && { opaque }) };
  } finally {
    tracing.depth--;
  }
}

/** A schema that was moved to the definitions: traced there, once. */
export function follow(ref: string, layers: readonly Layer[], tracing: Tracing): void {
  const [, segment, escaped] = /^#\/(definitions|\$defs)\/([^/]+)$/.exec(ref) ?? [];
  const name = escaped?.replaceAll('~1', '/').replaceAll('~0', '~');
  if (segment === undefined || name === undefined || tracing.definitions.has(`${segment}/${name}`)) return;
  tracing.definitions.set(`${segment}/${name}`, undefined);
  const definitions = tracing.root[segment];
  const json = isObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  const marks = layers.flatMap((layer) => (layer.mark ? [layer.mark] : []));
  if (!isObject(json)) return;
  const parts = partsOf(json, layers, marks, tracing);
  tracing.definitions.set(`${segment}/${name}`, { spot: marks.find((mark) => mark.spot)?.spot, parts });
}
