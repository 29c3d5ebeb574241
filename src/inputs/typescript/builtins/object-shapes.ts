import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  type Element,
  isIndex,
  LONGEST_CHAIN,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { membersOf, objectPrototype } from './object-members.ts';
import { throwError } from './throw.ts';
import { isSymbolKey, symbolOfKey } from './symbol-names.ts';

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

/** `{ __proto__: value }` and `Object.setPrototypeOf`; anything but an object or null says nothing. */
export function setPrototype(machine: Machine, object: ObjectValue, value: Value): void {
  if (value.kind === 'primitive' && value.value !== null) return;
  machine.touch(object);
  if (value.kind === 'opaque') object.open ??= value;
  else if (value.kind === 'choice') object.open ??= new Opaque('a prototype', value.spot);
  else if (inherits(value, object)) throwError(new TypeError('Cyclic __proto__ value'), value.spot ?? object.spot!);
  else object.proto = value;
}

/** Whether `other` is `value` or stands behind it: nothing may inherit from itself. */
function inherits(value: Value, other: ObjectValue): boolean {
  let at: Value | undefined = value;
  for (let i = 0; at?.kind === 'object' && i < LONGEST_CHAIN; i++) {
    if (at === other) return true;
    at = at.proto;
  }
  return at?.kind === 'object';
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

/** `Object.getOwnPropertyNames`. */
export function namesOf(value: Value, machine: Machine, spot: Spot): Value {
  if (value.kind === 'opaque' || value.kind === 'function') return new Opaque('the members of a value', spot);
  const text = (name: string): Element => ({ value: new Primitive(name, spot) });
  const members = value.kind === 'object' || value.kind === 'class' ? membersOf(value) : undefined;
  if (!members) {
    const { entries, open } = machine.entries(value, spot);
    const names = entries.map(({ name, key, when }) => ({ value: new Primitive(name, key ?? spot), when }));
    const isText = value.kind === 'primitive' && typeof value.value === 'string';
    const result = new ArrayValue(isText || value.kind === 'array' ? [...names, text('length')] : names, spot);
    result.open = open;
    return result;
  }
  const own = [...members.properties].filter(([name]) => !isSymbolKey(name) && !name.startsWith('#'));
  // methods of a class come before what is assigned to it, and indices before everything
  if (value.kind === 'class') own.sort(([, a], [, b]) => Number(b.hidden ?? false) - Number(a.hidden ?? false));
  own.sort(([a], [b]) => (isIndex(a) && isIndex(b) ? Number(a) - Number(b) : Number(isIndex(b)) - Number(isIndex(a))));
  const result = new ArrayValue(
    own.map(([name, { key, when }]) => ({ value: new Primitive(name, key ?? spot), when })),
    spot,
  );
  if (value.kind === 'class') result.elements.unshift(...['length', 'name', 'prototype'].map(text));
  else if (value.kind === 'object' && value.of?.prototype === value) result.elements.unshift(text('constructor'));
  result.open = members.open;
  return result;
}

/** `Object.getOwnPropertySymbols`. */
export function symbolsOf(value: Value, spot: Spot): Value {
  if (value.kind === 'opaque' || value.kind === 'choice') return new Opaque('the symbols of a value', spot);
  const result = new ArrayValue([], spot);
  if (value.kind === 'primitive') return result;
  const members = membersOf(value);
  for (const [name, { when }] of members?.properties ?? []) {
    if (!isSymbolKey(name)) continue;
    const symbol = symbolOfKey(name);
    result.elements.push({ value: symbol ? new Primitive(symbol, spot) : new Opaque('a symbol', spot), when });
  }
  result.open = members?.open;
  return result;
}
