import { join } from '../../model/pointer.ts';
import { isSchema, type JsonSchema, type SchemaObject } from '../../model/schema.ts';
import type { Change } from '../change.ts';
import { isSame } from '../canonical.ts';
import { textChanges } from '../texts.ts';
import { shapeOf, type Alternative, type Target } from './alternatives.ts';
import { compareUnion, typeNames, typeRelation } from './unions.ts';
import { counts, numbers, others, strings, values } from './keywords.ts';
import { defaults, notes } from './notes.ts';
import { properties } from './properties.ts';
import { at, siteAt, type Site } from './site.ts';

/** What the comparison of one tool may cost, in subschemas; and how to follow references on both sides. */
export interface Walk {
  readonly targets: { readonly before: Target; readonly after: Target };
  readonly role: 'input' | 'output';
  /** Whether there is any reference: what it leads to may have changed though it has not. */
  readonly refers: boolean;
  /** The references that are being followed: what leads back to itself is compared once. */
  readonly following: Set<string>;
  left: number;
  depth: number;
}

/** A schema in both readings, with where it stands and how it is named. */
export interface Pair {
  readonly before: { readonly schema: JsonSchema; readonly pointer: string };
  readonly after: { readonly schema: JsonSchema; readonly pointer: string };
  /** `filter.tags[]`; empty at the root. */
  readonly path: string;
}

const DEEPEST = 40;

/** Every difference between two schemas, the outer ones first. Bounded: what goes on deeper is said, not compared. */
export function* compareSchemas(pair: Pair, site: Site, walk: Walk): Generator<Change> {
  if (!walk.refers && isSame(pair.before.schema, pair.after.schema)) return;
  const reference = referenceOf(pair);
  if (reference === undefined) return yield* compareHere(pair, site, walk);
  if (walk.following.has(reference)) return;
  walk.following.add(reference);
  yield* compareHere(pair, site, walk);
  walk.following.delete(reference);
}

/** What both sides refer to; `undefined` where one of them is written out. */
function referenceOf({ before: { schema: a }, after: { schema: b } }: Pair): string | undefined {
  const [was, is] = [a, b].map((schema) => (typeof schema === 'object' ? schema['$ref'] : undefined));
  return typeof was === 'string' && typeof is === 'string' ? `${was}\0${is}` : undefined;
}

function* compareHere(pair: Pair, site: Site, walk: Walk): Generator<Change> {
  if (walk.left-- <= 0 || walk.depth > DEEPEST) {
    if (!isSame(pair.before.schema, pair.after.schema)) yield at(site, 'too-deep', undefined);
    return;
  }
  const before = shapeOf(pair.before.schema, pair.before.pointer, walk.targets.before);
  const after = shapeOf(pair.after.schema, pair.after.pointer, walk.targets.after);
  if (before.isUnread || after.isUnread) yield at(site, 'reference-unread', undefined);
  yield* textChanges(site, before.notes, after.notes, site.of);
  yield* notes(site, before.notes, after.notes);
  yield* defaults(site, before.notes, after.notes);
  if (before.alternatives === undefined || after.alternatives === undefined) {
    if (!isSame(pair.before.schema, pair.after.schema)) yield at(site, 'alternatives-changed', undefined);
    return;
  }
  walk.depth++;
  yield* compareShapes(before.alternatives, after.alternatives, pair.path, site, walk);
  walk.depth--;
}

function* compareShapes(
  before: readonly Alternative[],
  after: readonly Alternative[],
  path: string,
  site: Site,
  walk: Walk,
): Generator<Change> {
  const relation = typeRelation(before, after);
  if (relation !== undefined) {
    const id = relation === 'narrower' ? 'type-narrowed' : relation === 'wider' ? 'type-widened' : 'type-changed';
    yield at(site, id, relation, { before: typeNames(before), after: typeNames(after) });
  }
  for (const [a, b] of yield* compareUnion(before, after, site)) yield* compareOne(a, b, path, site, walk);
}

/** Two alternatives of one type, or of whole numbers and numbers. */
function* compareOne(a: Alternative, b: Alternative, path: string, site: Site, walk: Walk): Generator<Change> {
  const own: Site = {
    ...site,
    at: { ...site.at, pointer: b.pointer },
    was: { ...site.was, pointer: a.pointer },
  };
  const [before, after] = [a.schema, b.schema];
  yield* values(own, before, after);
  if (b.type === 'number' || b.type === 'integer') yield* numbers(own, a, b);
  if (b.type === 'string') yield* strings(own, before, after);
  if (b.type === 'array') yield* lists(a, b, path, own, walk);
  if (b.type === 'object') yield* properties(a, b, path, own, walk, compareSchemas);
  yield* others(
    own,
    new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => !READ.has(key))),
    before,
    after,
  );
}

const READ: ReadonlySet<string> = new Set(
  'enum minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern format items prefixItems minItems maxItems properties required additionalProperties minProperties maxProperties propertyNames'.split(
    ' ',
  ),
);

function* lists(a: Alternative, b: Alternative, path: string, site: Site, walk: Walk): Generator<Change> {
  yield* counts(site, 'Items', a.schema, b.schema);
  const [before, after] = [elementsOf(a.schema), elementsOf(b.schema)];
  const places = Math.min(64, Math.max(before.tuple.length, after.tuple.length));
  for (let i = 0; i < places; i++)
    yield* element(before.tuple[i] ?? before.rest, after.tuple[i] ?? after.rest, ['prefixItems', i], `${path}[${i}]`);
  yield* element(before.rest, after.rest, ['items'], `${path}[]`);

  function* element(was: JsonSchema, is: JsonSchema, keys: (string | number)[], name: string): Generator<Change> {
    const [x, y] = [join(a.pointer, ...keys), join(b.pointer, ...keys)];
    yield* compareSchemas(
      { before: { schema: was, pointer: x }, after: { schema: is, pointer: y }, path: name },
      siteAt(site, x, y, name),
      walk,
    );
  }
}

/** The schemas of the first elements, and of all others. Draft-07 writes the first as a list under `items`. */
function elementsOf(schema: SchemaObject): { readonly tuple: readonly JsonSchema[]; readonly rest: JsonSchema } {
  const { items, prefixItems, additionalItems } = schema;
  const tuple = [prefixItems, items].find((each) => Array.isArray(each)) as readonly unknown[] | undefined;
  const rest = Array.isArray(items) ? additionalItems : items;
  return { tuple: (tuple ?? []).map((each) => (isSchema(each) ? each : true)), rest: isSchema(rest) ? rest : true };
}
