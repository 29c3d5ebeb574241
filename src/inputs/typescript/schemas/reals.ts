import { bounded } from '../builtins/bounded.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  type ArrayValue,
  type HostValue,
  type ObjectValue,
  Opaque,
  type Property,
  Unset,
  type Value,
} from '../values.ts';
import { SchemaData } from './schema-value.ts';
import { under } from './to-json.ts';

/** What a `HostValue` keeps that stands for a real object of a library which is no schema: a registry, a check, a regex. */
export class RealData {
  readonly library: string;
  readonly real: unknown;

  constructor(library: string, real: unknown) {
    this.library = library;
    this.real = real;
  }
}

/** Returned for a hole: the member, element or argument is left out. */
export const LEFT_OUT = Symbol('left out');

/** The way to a part of the arguments: the argument's index, then member names and element indexes. */
export type Way = readonly (string | number)[];

/** How arguments of the program become arguments of the real library. */
export interface Conversion {
  readonly machine: Machine;
  readonly spot: Spot;
  /** What stands for something unread; `LEFT_OUT` for nothing. */
  hole(way: Way, reason: string, spot: Spot | undefined): unknown;
  /** Something more may be in this object or list. */
  incomplete(way: Way, reason: string): void;
  callback(way: Way, callee: Value): unknown;
  /** The objects we are inside of. */
  readonly within: Set<Value>;
  schema(data: SchemaData): void;
  regex(): void;
}

const DEEPEST = 60;

/** The JavaScript value of an argument, with the real schema for each schema in it. */
export function toReal(value: Value, conversion: Conversion, way: Way = []): unknown {
  const { machine, hole } = conversion;
  machine.step(4); // a property with its attributes
  switch (value.kind) {
    case 'primitive':
      return typeof value.value === 'symbol' ? hole(way, 'a symbol', value.spot) : value.value;
    case 'function':
    case 'class':
      return conversion.callback(way, value);
    case 'opaque':
      return hole(way, value.reason, value.spot);
    case 'choice':
      return hole(way, `it depends on \`${value.options[0]!.when.text}\``, value.spot);
    case 'promise':
      return hole(way, 'a promise that is not awaited', value.spot);
    case 'host':
      return hostToReal(value, conversion, way);
    default:
      if (conversion.within.has(value)) return hole(way, 'it holds itself', value.spot);
      if (way.length > DEEPEST) return hole(way, 'nested too deep', value.spot);
      conversion.within.add(value);
      try {
        return value.kind === 'array' ? listToReal(value, conversion, way) : objectToReal(value, conversion, way);
      } finally {
        conversion.within.delete(value);
      }
  }
}

function hostToReal(value: HostValue, conversion: Conversion, way: Way): unknown {
  const { data, traits } = value;
  if (data instanceof SchemaData) {
    conversion.schema(data);
    return data.schema;
  }
  if (data instanceof RealData) return data.real;
  const regex = regexOf(data);
  if (regex) {
    conversion.regex();
    return guarded(regex, conversion.machine);
  }
  if (traits.call || traits.construct) return conversion.callback(way, value);
  if (!traits.keys || way.length > DEEPEST) return conversion.hole(way, `\`${value.label}\``, value.spot);
  const { entries } = conversion.machine.entries(value, conversion.spot);
  const real: Record<string, unknown> = {};
  for (const each of entries) define(real, each.name, toReal(each.value, conversion, [...way, each.name]));
  return real;
}

/** Thrown through the library when an expression takes too long. */
export class Stopped extends Error {}

/** Parsing runs the expression of a stranger, and so does zod 3 to find out whether a field with a default is optional. */
function guarded(regex: RegExp, machine: Machine): RegExp {
  const copy = new RegExp(regex.source, regex.flags);
  const test = (given: unknown): boolean => {
    const text = String(given);
    const found = bounded(copy, text, machine, () => RegExp.prototype.test.call(copy, text));
    if (found instanceof Opaque) throw new Stopped(found.reason);
    return found;
  };
  Object.defineProperty(copy, 'test', { value: test });
  return copy;
}

/** The builtins keep regular expressions in an object of their own. */
function regexOf(data: unknown): RegExp | undefined {
  if (data instanceof RegExp) return data;
  const { regex } = (typeof data === 'object' && data !== null ? data : {}) as { regex?: unknown };
  return regex instanceof RegExp ? regex : undefined;
}

function listToReal(array: ArrayValue, conversion: Conversion, way: Way): unknown[] {
  const list: unknown[] = [];
  if (array.open) conversion.incomplete(way, array.open.reason);
  const there = array.elements.filter(({ when }) => !when?.unlikely);
  for (const [i, { value, when }] of there.entries()) {
    const reason = when && under(when).opaque;
    if (reason !== undefined) conversion.incomplete(way, reason);
    const real = toReal(value, conversion, [...way, i]);
    if (real !== LEFT_OUT) list.push(real);
  }
  return list;
}

function objectToReal(object: ObjectValue, conversion: Conversion, way: Way): Record<string, unknown> {
  const real: Record<string, unknown> = {};
  if (object.open && !(object.open instanceof Unset)) conversion.incomplete(way, object.open.reason);
  for (const [name, property] of object.properties)
    if (!property.hidden && !property.when?.unlikely && !name.startsWith('#') && !name.startsWith('@@'))
      convertMember(real, name, property, object, conversion, way);
  return real;
}

function convertMember(
  real: Record<string, unknown>,
  name: string,
  property: Property,
  object: ObjectValue,
  conversion: Conversion,
  way: Way,
): void {
  const { machine, spot } = conversion;
  const to = [...way, name];
  if (!property.get) {
    define(real, name, toReal(property.value, conversion, to));
    return;
  }
  // zod 4 asks getters late, which is how a schema refers to itself
  let known: unknown;
  Object.defineProperty(real, name, {
    configurable: true,
    enumerable: true,
    get: () => {
      if (known !== undefined) return known;
      const value = machine.get(object, name, property.key ?? spot);
      const made = toReal(value, conversion, to);
      if (value.kind !== 'opaque') known = made;
      return made === LEFT_OUT ? undefined : made;
    },
  });
}

/** `__proto__` is a name like any other. */
function define(real: Record<string, unknown>, name: string, value: unknown): void {
  if (value !== LEFT_OUT)
    Object.defineProperty(real, name, { value, configurable: true, enumerable: true, writable: true });
}
