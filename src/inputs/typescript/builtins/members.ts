import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Primitive, Value } from '../values.ts';
import { arrayMember } from './arrays.ts';
import { errorMember } from './errors.ts';
import { functionMember } from './functions.ts';
import { numberMember } from './numbers.ts';
import { objectMember } from './object-members.ts';
import { promiseMember } from './promises.ts';
import { stringMember } from './strings.ts';
import { constructorOf } from './constructors.ts';

/** A member that the language gives a value beside its own; `undefined` when there is none of that name. */
export function memberOf(target: Value, key: string, _machine: Machine, spot: Spot): Value | undefined {
  if (key === 'constructor') return constructorOf(target);
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
    case 'undefined':
    case 'object':
      return undefined;
    default:
      return numberMember(target, key) ?? objectMember(key);
  }
}
