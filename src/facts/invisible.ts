import { harmony } from '../budget/clients/harmony.ts';
import type { Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import { parent } from '../model/pointer.ts';
import { isObject, type JsonSchema, type SchemaNode, type SchemaObject } from '../model/schema.ts';
import type { Tool } from '../model/server.ts';
import { cut } from '../text/cut.ts';
import { boundsSaid } from './invisible-bounds.ts';
import type { Parameter } from './parameters.ts';
import { flatten, Restated } from './restated.ts';
import type { Stated } from './stated.ts';

/** What the schema of a parameter demands, a rendering as TypeScript types does not show, and no text of the tool says. */
export interface Invisible {
  readonly parameter: Parameter;
  readonly kind: 'values' | 'fields' | 'bounds' | 'form';
  /** In words that the description could take over: "one of: open, closed", "at most 100". Untrusted. */
  readonly say: string;
}

interface Read {
  readonly parameters: readonly Parameter[];
  readonly nodes: readonly SchemaNode[];
  /** Where a reference leads. */
  target(node: SchemaNode): JsonSchema | undefined;
}

/** Keywords that hide all that they lead to. */
const UNIONS = new Set(['anyOf', 'allOf', 'oneOf', '$ref', 'enum', 'const']);
/** UTF-16 units of a text that are read. */
const READ = 20_000;
/** Beyond so many in one tool nobody reads on. */
const ENOUGH = 100;

/**
 * Of one tool, in the order declared. Measured against the harmony rendering, the one that its maker has published. Left out
 * is what goes without saying: not empty, not below zero, bounds that nobody reaches.
 */
export function invisibleOf(tool: Item<Tool>, { parameters, nodes, target }: Read): readonly Invisible[] {
  const hidden = new Set(harmony.render([tool], { server: '' }).hidden.map(({ pointer }) => pointer));
  if (hidden.size === 0) return [];
  const keywords = byOwner(hidden);
  const below = groupBy(nodes, (node) => node.parent);
  const { description = '', title = '' } = tool.data;
  const flat = new Map<string, string>();
  const flattened = (text: string): string => flat.get(text) ?? (flat.set(text, flatten(text)), flat.get(text)!);
  const found: Invisible[] = [];
  for (const parameter of parameters) {
    const { node } = parameter;
    const own = keywords.get(node.address.pointer);
    if (own === undefined || isHidden(node.address.pointer, hidden) || found.length >= ENOUGH) continue;
    const texts = [parameter.description, description, title, ...above(node)].map((text) => text.slice(0, READ));
    const restated = new Restated([parameter.name, ...texts], flattened);
    const keep = (kind: Invisible['kind'], say: string | undefined): boolean =>
      say !== undefined && found.push({ parameter, kind, say }) > 0;
    const stated = parameter.stated();
    const isUnion = [...own].some((each) => UNIONS.has(each));
    const objects = (): readonly SchemaObject[] => objectsOf(node, below, target);
    if (isUnion && !keep('values', valuesSaid(stated, restated)))
      keep('fields', fieldsSaid(objects(), stated, restated));
    keep('bounds', boundsSaid(parameter.name, stated, isUnion ? undefined : own, restated));
    if (own.has('format') || own.has('pattern')) keep('form', formSaid(stated, node.data, restated));
  }
  return found;
}

/** The hidden keywords by the schema they stand in, or whose elements they speak of. */
function byOwner(hidden: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const out = new Map<string, Set<string>>();
  for (const pointer of hidden) {
    const keyword = pointer.slice(pointer.lastIndexOf('/') + 1);
    for (let owner = parent(pointer); owner !== undefined; owner = owner.endsWith('/items') ? parent(owner) : undefined)
      out.set(owner, (out.get(owner) ?? new Set()).add(keyword));
  }
  return out;
}

function isHidden(pointer: string, hidden: ReadonlySet<string>): boolean {
  for (let at: string | undefined = pointer; at !== undefined; at = parent(at)) if (hidden.has(at)) return true;
  return false;
}

/** What is said of the objects a parameter is part of. */
function above({ parent: from }: SchemaNode): string[] {
  const out: string[] = [];
  for (let at = from; at && out.length < 4; at = at.parent)
    if (isObject(at.data) && typeof at.data['description'] === 'string') out.push(at.data['description']);
  return out;
}

/** Words that are shown, and words that are looked for. */
const SHOWN = 12;
const SOUGHT = 100;

const list = (words: readonly string[]): string => {
  const rest = words.length > SHOWN ? ` and ${words.length - SHOWN} more` : '';
  return `${words
    .slice(0, SHOWN)
    .map((each) => cut(each, 40))
    .join(', ')}${rest}`;
};

function valuesSaid(stated: Stated, restated: Restated): string | undefined {
  const of = stated.values === undefined ? stated.elements : stated;
  if (of?.values === undefined || of.types?.has('boolean') || !of.values.every((each) => isOf(each, of.types)))
    return undefined;
  const words = of.values.filter((each) => typeof each === 'string' || typeof each === 'number').map(String);
  if (words.length === 0 || restated.words(words.slice(0, SOUGHT))) return undefined;
  return words.length === 1 ? `always ${list(words)}` : `one of: ${list(words)}`;
}

/** A value of another type than the schema states is a defect of its own. */
const isOf = (value: unknown, types: ReadonlySet<string> | undefined): boolean =>
  types === undefined ||
  (typeof value === 'number' ? types.has('number') || types.has('integer') : types.has(typeof value));

/** The objects that a union or a reference allows, or that its elements are. */
function objectsOf(
  from: SchemaNode,
  below: ReadonlyMap<SchemaNode | undefined, readonly SchemaNode[]>,
  target: Read['target'],
): readonly SchemaObject[] {
  const out: SchemaObject[] = [];
  const look = (schema: JsonSchema | undefined): void => {
    if (!isObject(schema)) return;
    if (isObject(schema['properties'])) out.push(schema);
    else if (isObject(schema['items']) && isObject(schema['items']['properties'])) out.push(schema['items']);
  };
  const walk = (node: SchemaNode, depth: number, within: boolean): void => {
    if (within) look(node.data);
    look(target(node));
    for (const each of depth < 4 ? (below.get(node) ?? []) : [])
      if (UNIONS.has(each.via ?? '')) walk(each, depth + 1, true);
      else if (each.via === 'items') walk(each, depth + 1, within);
  };
  walk(from, 0, false);
  return out;
}

function fieldsSaid(objects: readonly SchemaObject[], { types }: Stated, restated: Restated): string | undefined {
  const open = objects.map(fieldsOf).find((fields) => !restated.words(fields.slice(0, SOUGHT)));
  const what = types?.has('array') ? 'objects' : 'an object';
  return open && `${what} with the ${open.length === 1 ? 'field' : 'fields'} ${list(open)}`;
}

/** Those an object must have, else all. */
function fieldsOf({ properties, required }: SchemaObject): readonly string[] {
  const all = Object.keys(properties as object);
  const needed = new Set(Array.isArray(required) ? required : []);
  const must = all.filter((name) => needed.has(name));
  return must.length > 0 ? must : all;
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'date and time by ISO 8601',
  date: 'date by ISO 8601',
  uri: 'a URL',
  url: 'a URL',
  uuid: 'a UUID',
  email: 'an email address',
  time: 'time by ISO 8601',
  duration: 'duration by ISO 8601',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  hostname: 'a host name',
};

function formSaid(
  { formats, values, preset, types }: Stated,
  schema: JsonSchema,
  restated: Restated,
): string | undefined {
  if (!isObject(schema) || values !== undefined || (types !== undefined && !types.has('string'))) return undefined;
  const { pattern, examples } = schema;
  if ((typeof preset === 'string' && preset !== '') || (Array.isArray(examples) && examples.length > 0))
    return undefined;
  const [format] = formats;
  if (format !== undefined) return restated.form(format) ? undefined : FORMATS[format];
  return typeof pattern === 'string' && isPattern(pattern) && !restated.form('')
    ? `written as ${cut(pattern, 60)}`
    : undefined;
}

/** Compiled, never run. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
