import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import {
  ArrayValue,
  HostValue,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  type Traits,
  type Value,
} from '../values.ts';
import { callReal, rethrow, type AnyFunction, type Target } from './call.ts';
import { familyOf, isObject, type Real } from './kinds.ts';
import { standardOf } from './own-converter.ts';
import { RealData } from './reals.ts';
import { bareMark, markOf, remember, SchemaData, type Family, type Mark } from './schema-value.ts';

/** Where a real value comes from: the words for messages, and the library that made it. */
export interface Origin {
  /** In the words of the program: `z.string`. */
  readonly label: string;
  readonly library: string;
  readonly spot: Spot;
}

/** Larger or deeper plain objects stay objects of the library, whose members are read one by one. */
const DEEPEST = 8;
const MOST_MEMBERS = 5_000;

/** A value of the library as a value of the program. */
export function wrap(real: unknown, origin: Origin, depth = 0): Value {
  const { label, library, spot } = origin;
  const family = familyOf(real);
  if (family) return schemaHost(new SchemaData(family, library, real, markOf(real) ?? bareMark(spot)), label);
  if (typeof real === 'function') return functionHost(real, undefined, origin);
  if (!isObject(real)) return new Primitive(real as Primitive['value'], spot);
  if (depth > DEEPEST || real instanceof RegExp) return realHost(real, origin);
  if (Array.isArray(real))
    return new ArrayValue(
      real.slice(0, MOST_MEMBERS).map((each) => wrap(each, origin, depth + 1)),
      spot,
    );
  const prototype: unknown = Object.getPrototypeOf(real);
  return prototype === Object.prototype || prototype === null
    ? plainObject(real, origin, depth)
    : realHost(real, origin);
}

function plainObject(real: Real, origin: Origin, depth: number, keys?: ReadonlyMap<string, Trail>): ObjectValue {
  const object = new ObjectValue(origin.spot);
  for (const name of Object.keys(real).slice(0, MOST_MEMBERS)) {
    const known = keys?.get(name);
    const value =
      known?.opaque === undefined ? wrap(real[name], origin, depth + 1) : new Opaque(known.opaque, known.spot);
    object.properties.set(name, { value, key: known?.key });
  }
  return object;
}

/** A schema as a value. What stands in for something unread is opaque again. */
export function schemaHost(data: SchemaData, label: string): Value {
  const { family, schema, mark } = data;
  if (mark.opaque !== undefined) return new Opaque(mark.opaque, mark.spot);
  remember(family, schema, mark);
  const traits: Traits = {
    get: (key, machine, _self, spot) =>
      memberOfSchema(data, key, machine, { label: `${label}.${key}`, library: data.library, spot }),
  };
  if (family === 'typebox' || family === 'valibot') traits.keys = () => Object.keys(schema as Real);
  if (family === 'arktype')
    traits.call = (call) =>
      callReal(
        { real: schema as AnyFunction, self: undefined, name: 'assert', label, library: data.library, owner: data },
        call,
      );
  return new HostValue(label, traits, data, mark.spot);
}

/** Members whose objects are too large to copy: they are read one by one. */
const INTERNAL = new Set(['_def', 'def', '_zod', '$']);

function memberOfSchema(data: SchemaData, key: string, machine: Machine, origin: Origin): Value | undefined {
  const { mark, family } = data;
  const real = data.schema as Real;
  if (isForeign(real, key)) return undefined;
  if (!(key in real)) return missing(mark);
  let value: unknown;
  try {
    value = real[key];
  } catch (error) {
    return rethrow(error) ?? new Opaque(thrownBy(origin.label, error), origin.spot);
  }
  if (value === undefined) return missing(mark);
  if (familyOf(value)) return wrap(value, origin);
  if (typeof value === 'function') return functionHost(value, data, origin, key);
  if (key === '~standard' && isObject(value))
    return standardOf(value, machine, () => realHost(value as Real, origin, data));
  if (INTERNAL.has(key) && isObject(value)) return realHost(value, origin);
  if (isObject(value) && !Array.isArray(value) && (key === 'shape' || key === 'entries' || key === 'properties')) {
    const shape = plainObject(value, origin, 0, mark.keys);
    const reason = mark.parts.get('properties')?.opaque;
    if (reason !== undefined) shape.open = new Opaque(reason, origin.spot);
    return shape;
  }
  return withSpots(wrap(value, origin), mark, family);
}

/** Members of an enum keep the places they were written at. */
function withSpots(value: Value, { values }: Mark, _family: Family): Value {
  const placed = (each: Value): Value => {
    const known = each.kind === 'primitive' ? values.get(each.value) : undefined;
    return known && each.kind === 'primitive' ? new Primitive(each.value, known.spot, known.assumed) : each;
  };
  if (values.size === 0) return value;
  if (value.kind === 'array') value.elements = value.elements.map((each) => ({ value: placed(each.value) }));
  if (value.kind === 'object')
    for (const [name, property] of value.properties)
      value.properties.set(name, { ...property, value: placed(property.value) });
  return placed(value);
}

/** A member the schema lacks: truly absent, unless a part of the schema could not be read. */
function missing({ parts, spot }: Mark): Value {
  for (const trail of parts.values())
    if (trail.opaque !== undefined) return new Opaque(trail.opaque, trail.spot ?? spot);
  return UNDEFINED;
}

/** Ways out of the library, to `Function` and to prototypes, are closed. */
const isForeign = (real: object, key: string): boolean =>
  key in Object.prototype || key === 'prototype' || (typeof real === 'function' && key in Function.prototype);

/** A function of the library, and a class of it where `instanceof` asks. */
function functionHost(
  real: object,
  owner: SchemaData | undefined,
  origin: Origin,
  name = last(origin.label),
): HostValue {
  const { label, library } = origin;
  const traits: Traits = {
    call: (call) => callReal({ real: real as AnyFunction, self: owner?.schema, name, label, library, owner }, call),
    get: (key, _machine, _self, spot) =>
      Object.hasOwn(real, key) && !isForeign(real, key)
        ? wrap((real as Real)[key], { label: `${label}.${key}`, library, spot })
        : undefined,
  };
  if (Symbol.hasInstance in real && /^[$A-Z]/.test(name)) traits.instance = (left) => isInstance(left, real);
  return new HostValue(label, traits, new RealData(library, real), origin.spot);
}

function isInstance(left: Value, real: object): boolean | undefined {
  if (left.kind === 'opaque' || left.kind === 'choice') return undefined;
  const { data } = left.kind === 'host' ? left : { data: undefined };
  return data instanceof SchemaData && typeof real === 'function' && data.schema instanceof real;
}

/** Functions of internal objects that may be called: they answer, and change nothing of the library. */
const ANSWERS = new Set(['input', 'output', 'add', 'get', 'has', 'shape', 'getter']);

/** An object of the library that is no schema; its members are read one by one. */
export function realHost(real: Real, origin: Origin, owner?: SchemaData): HostValue {
  const get: Traits['get'] = (key, _machine, _self, spot) => {
    if (isForeign(real, key)) return undefined;
    if (!(key in real)) return UNDEFINED;
    const value = real[key];
    const at = { label: `${origin.label}.${key}`, library: origin.library, spot };
    if (familyOf(value) || Array.isArray(value)) return wrap(value, at);
    if (typeof value === 'function') {
      const target: Target = {
        real: value as AnyFunction,
        self: real,
        name: key,
        label: at.label,
        library: at.library,
        owner,
      };
      return ANSWERS.has(key)
        ? new HostValue(at.label, { call: (call) => callReal(target, call) })
        : new Opaque(`\`${at.label}\``, spot);
    }
    return isObject(value) ? realHost(value, at, owner) : wrap(value, at);
  };
  return new HostValue(
    origin.label,
    { get, keys: () => Object.keys(real) },
    new RealData(origin.library, real),
    origin.spot,
  );
}

const last = (label: string): string => label.slice(label.lastIndexOf('.') + 1);

export function thrownBy(label: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replace(/\s+/g, ' ').trim();
  return `\`${label}\` throws: ${line.length > 200 ? `${line.slice(0, 199)}…` : line}`;
}
