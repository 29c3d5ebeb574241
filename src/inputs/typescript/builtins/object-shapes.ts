import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, type Call, ObjectValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { objectPrototype } from './object-members.ts';

/** `Object.getPrototypeOf`. */
export function prototypeOf(value: Value, machine: Machine, spot: Spot): Value {
  switch (value.kind) {
    case 'opaque':
      return value;
    case 'object':
      if (value.of?.prototype === value)
        return value.of.parent ? machine.get(value.of.parent, 'prototype', spot) : objectPrototype();
      return value.proto ?? value.of?.prototype ?? objectPrototype();
    case 'class':
      return value.parent ?? new Opaque('the prototype of a class', spot);
    default:
      return new Opaque('a prototype', spot);
  }
}

/** `Object.groupBy`. */
export function grouped({ machine, args: [from = UNDEFINED, callback = UNDEFINED], spot }: Call): Value {
  const { elements, open } = machine.iterate(from, spot);
  const result = new ObjectValue(spot);
  result.open = open as Opaque | undefined;
  for (const [i, element] of elements.entries()) {
    const key = machine.key(machine.call(callback, [element.value, new Primitive(i, spot)], spot), spot);
    if (typeof key !== 'string') {
      result.open ??= key;
      continue;
    }
    const group = result.properties.get(key)?.value as ArrayValue | undefined;
    if (group) group.elements.push(element);
    else result.properties.set(key, { value: new ArrayValue([element], spot) });
  }
  return result;
}
