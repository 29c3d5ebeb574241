import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { Opaque, type Primitive, type Value } from '../values.ts';
import { arrayMember } from './arrays.ts';
import { errorMember } from './errors.ts';
import { functionMember } from './functions.ts';
import { isExtended } from './native.ts';
import { numberMember } from './numbers.ts';
import { objectMember } from './object-members.ts';
import { prototypeOf } from './object-shapes.ts';
import { promiseMember } from './promises.ts';
import { stringMember } from './strings.ts';
import { symbolMember } from './symbols.ts';
import { constructorOf } from './constructors.ts';

/** A member that the language gives a value beside its own; `undefined` when there is none of that name. */
export function memberOf(target: Value, key: string, machine: Machine, spot: Spot): Value | undefined {
  if (key === 'constructor') return constructorOf(target);
  if (key === '__proto__') return prototypeOf(target, machine, spot);
  return (
    modelledMember(target, key, spot) ??
    (isElsewhere(target, key, machine) ? new Opaque(`\`${key}\``, spot) : undefined)
  );
}

const PROTOTYPES: Readonly<Record<string, object>> = {
  array: Array.prototype,
  function: Function.prototype,
  class: Function.prototype,
  promise: Promise.prototype,
  string: String.prototype,
  number: Number.prototype,
  boolean: Boolean.prototype,
  bigint: BigInt.prototype,
  symbol: Symbol.prototype,
};

/** Whether a member exists that is not modelled: one of the language, or one the program gave a builtin. */
function isElsewhere(target: Value, key: string, machine: Machine): boolean {
  const kind = target.kind === 'primitive' ? typeof target.value : target.kind;
  const prototype = PROTOTYPES[kind];
  return (prototype !== undefined && key in prototype) || isExtended(machine, key);
}

function modelledMember(target: Value, key: string, spot: Spot): Value | undefined {
  switch (target.kind) {
    case 'primitive':
      return primitiveMember(target, key, spot);
    case 'array':
      return arrayMember(target, key, spot) ?? objectMember(key);
    case 'object':
      return objectMember(key);
    case 'function':
    case 'class':
      return functionMember(target, key, spot) ?? objectMember(key);
    case 'host':
      if (target.traits.call ?? target.traits.construct) return functionMember(target, key, spot) ?? objectMember(key);
      return errorMember(target, key) ?? objectMember(key);
    case 'promise':
      return promiseMember(key) ?? objectMember(key);
    default:
      return undefined;
  }
}

function primitiveMember(target: Primitive, key: string, spot: Spot): Value | undefined {
  switch (typeof target.value) {
    case 'string':
      return stringMember(target, key, spot) ?? objectMember(key);
    case 'symbol':
      return symbolMember(target.value, key) ?? objectMember(key);
    case 'undefined':
    case 'object':
      return undefined;
    default:
      return numberMember(target, key) ?? objectMember(key);
  }
}
