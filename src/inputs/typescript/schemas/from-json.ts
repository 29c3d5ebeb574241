import type { Trail } from '../trail.ts';
import { ArrayValue, ObjectValue, Opaque, Primitive, type Value } from '../values.ts';
import { isObject } from './kinds.ts';

/** A JSON value as a value of the program: every part where its trail says, and opaque where that says so. */
export function fromJson(json: unknown, trail: Trail = {}): Value {
  const spot = trail.spot;
  if (!isObject(json))
    return trail.opaque === undefined
      ? new Primitive(json as Primitive['value'], spot, trail.assumed)
      : new Opaque(trail.opaque, spot);
  const part = (name: string): Trail => {
    const found = trail.parts?.get(name);
    return found ? { ...found, spot: found.spot ?? spot } : { spot };
  };
  if (trail.opaque !== undefined && !trail.parts?.size) return new Opaque(trail.opaque, spot);
  const open = trail.opaque === undefined ? undefined : new Opaque(trail.opaque, spot);
  if (Array.isArray(json)) {
    const array = new ArrayValue(
      json.map((each, i) => fromJson(each, part(String(i)))),
      spot,
    );
    array.open = open;
    return array;
  }
  const object = new ObjectValue(spot);
  object.open = open;
  for (const [name, value] of Object.entries(json))
    object.properties.set(name, { value: fromJson(value, part(name)), key: part(name).key });
  // parts that could not be read, or are assumed not to be there, may be missing from the JSON
  for (const [name, { opaque, assumed, spot: at = spot, key }] of trail.parts ?? [])
    if ((opaque ?? assumed) !== undefined && !Object.hasOwn(json, name)) {
      const value = opaque === undefined ? new Primitive(undefined, at, assumed) : new Opaque(opaque, at);
      object.properties.set(name, { value, key });
    }
  return object;
}
