import { join } from '../../model/pointer.ts';
import { isObject, isSchema, type JsonSchema, type SchemaObject } from '../../model/schema.ts';
import type { Change } from '../change.ts';
import { shown } from '../shown.ts';
import type { Alternative } from './alternatives.ts';
import type { compareSchemas as Compare, Walk } from './compare.ts';
import { counts } from './keywords.ts';
import { at, siteAt, type Site } from './site.ts';

/** The properties of two objects: which came and went, which are required, and what else is taken. */
export function* properties(
  a: Alternative,
  b: Alternative,
  path: string,
  site: Site,
  walk: Walk,
  compare: typeof Compare,
): Generator<Change> {
  const [before, after] = [readObject(a.schema), readObject(b.schema)];
  yield* counts(site, 'Properties', a.schema, b.schema);
  for (const name of new Set([...before.known.keys(), ...after.known.keys()])) {
    const own = named(name);
    const [was, is] = [before.known.get(name), after.known.get(name)];
    if (is === undefined) yield* removed(own.site, before.required.has(name), after.rest, walk.role);
    else if (was === undefined) yield added(own.site, after.required.has(name), is, walk.role);
    else {
      yield* requirement(own.site, before.required.has(name), after.required.has(name), is);
      yield* compare(
        { before: { schema: was, pointer: own.was }, after: { schema: is, pointer: own.is }, path: own.path },
        own.site,
        walk,
      );
    }
  }
  // required though not declared: any value will do
  for (const name of new Set([...before.required, ...after.required]))
    if (!before.known.has(name) && !after.known.has(name))
      yield* requirement(named(name).site, before.required.has(name), after.required.has(name), true);
  yield* remainder(before, after, a, b);

  function named(name: string) {
    const [was, is] = [join(a.pointer, 'properties', name), join(b.pointer, 'properties', name)];
    const inside = path === '' ? name : `${path}.${name}`;
    return { was, is, path: inside, site: siteAt(site, was, is, inside) };
  }

  /** Made for names that are not known beforehand; the input of a tool that names no parameter has none. */
  function isMap({ known }: Read, { schema }: Alternative): boolean {
    return known.size === 0 && (path !== '' || schema['additionalProperties'] !== undefined);
  }

  /** What is taken beside the properties that are named, and how they may be called. */
  function* remainder(x: Read, y: Read, from: Alternative, to: Alternative): Generator<Change> {
    if (y.rest === false && x.rest !== false)
      yield at(site, isMap(x, from) ? 'closed-map' : 'closed', walk.role === 'output' ? 'narrower' : undefined);
    else if (x.rest === false && y.rest !== false) yield at(site, 'opened', undefined);
    else if (x.rest !== false && y.rest !== false) yield* part('additionalProperties', x.rest, y.rest, '*');
    const [names, others] = [from.schema['propertyNames'] ?? true, to.schema['propertyNames'] ?? true];
    if (isSchema(names) && isSchema(others)) yield* part('propertyNames', names, others, '(name)');

    function* part(keyword: string, was: JsonSchema, is: JsonSchema, name: string): Generator<Change> {
      const [p, q] = [join(from.pointer, keyword), join(to.pointer, keyword)];
      const inside = path === '' ? name : `${path}.${name}`;
      yield* compare(
        { before: { schema: was, pointer: p }, after: { schema: is, pointer: q }, path: inside },
        siteAt(site, p, q, inside),
        walk,
      );
    }
  }
}

interface Read {
  readonly known: ReadonlyMap<string, JsonSchema>;
  readonly required: ReadonlySet<string>;
  /** What properties that are not named may be. */
  readonly rest: JsonSchema;
}

function readObject({ properties: list, required, additionalProperties: rest }: SchemaObject): Read {
  return {
    known: new Map(
      Object.entries(isObject(list) ? list : {}).flatMap(([name, schema]) =>
        isSchema(schema) ? [[name, schema]] : [],
      ),
    ),
    required: new Set(Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []),
    rest: isSchema(rest) ? rest : true,
  };
}

function* removed(site: Site, wasRequired: boolean, rest: JsonSchema, role: Walk['role']): Generator<Change> {
  if (role === 'output') yield at(site, wasRequired ? 'field-removed' : 'field-dropped', undefined);
  else yield at(site, rest === false ? 'property-refused' : 'property-removed', undefined);
}

/** A new field of a result breaks no reader, whether or not the schema named all there were. */
function added(site: Site, isRequired: boolean, schema: JsonSchema, role: Walk['role']): Change {
  if (role === 'output') return at(site, 'property-added', 'narrower', { optional: isRequired ? '' : ' and optional' });
  return isRequired
    ? at(site, 'property-required-added', undefined, { default: defaultOf(schema) })
    : at(site, 'property-added', undefined, { optional: ' and optional' });
}

function* requirement(site: Site, was: boolean, is: boolean, schema: JsonSchema): Generator<Change> {
  if (!was && is) yield at(site, 'became-required', 'narrower', { default: defaultOf(schema) });
  if (was && !is) yield at(site, 'became-optional', 'wider');
}

/** A server may fill it in all the same; a client that checks calls refuses them. */
const defaultOf = (schema: JsonSchema) =>
  isObject(schema) && schema['default'] !== undefined
    ? { say: ', though it has the default {value}', data: { value: shown(schema['default']) } }
    : '';
