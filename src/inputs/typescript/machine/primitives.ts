import { throwError } from '../builtins/throw.ts';
import type { Spot } from '../syntax.ts';
import { Opaque, Primitive, type Value } from '../values.ts';
import type { Machine } from './machine.ts';

/** What an object is computed with: what it gives itself by `Symbol.toPrimitive` or `valueOf`, or its text. */
export function primitiveOf(m: Machine, value: Value, spot: Spot): Primitive | Opaque {
  if (value.kind === 'primitive') return value;
  if (value.kind === 'object')
    for (const name of ['@@toPrimitive', 'valueOf']) {
      const method = m.get(value, name, spot);
      if (method.kind === 'opaque') return method;
      if (method.kind !== 'function') continue;
      const given = m.deeper(() => m.call(method, [new Primitive('default', spot)], spot, value), spot);
      if (given.kind === 'primitive' || given.kind === 'opaque') return given;
      if (given.kind === 'choice') return new Opaque('what an object is computed with', spot);
    }
  return m.string(value, spot);
}

/** A number or a bigint, as `-value` and `value++` compute with it. */
export function numeric(m: Machine, value: Value, spot: Spot): Primitive | Opaque {
  // what a modelled thing is as a number, its text does not say: a date
  if (value.kind === 'host' || value.kind === 'choice') return new Opaque('an operation on an object', spot);
  const plain = primitiveOf(m, value, spot);
  if (plain.kind === 'opaque' || typeof plain.value === 'bigint' || typeof plain.value === 'number') return plain;
  if (typeof plain.value === 'symbol')
    return throwError(new TypeError('Cannot convert a Symbol value to a number'), spot);
  return new Primitive(Number(plain.value), plain.spot, plain.assumed);
}
