import { fail } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { type Call, choose, isNullish, ObjectValue, type Opaque, UNDEFINED, type Value } from '../values.ts';
import { define, membersOf } from './object-members.ts';
import { setPrototype } from './object-shapes.ts';
import { both, testing, under } from './operands.ts';

/** Copies members, as `Object.assign` does, with their names' places and their conditions. */
export function assign(target: Value, sources: readonly Value[], machine: Machine, spot: Spot): Value {
  const members = membersOf(target);
  for (const source of sources) {
    if (isNullish(source)) continue;
    const { entries, open } = machine.entries(source, spot);
    if (open && members) {
      machine.touch(members);
      members.open ??= open as Opaque;
    }
    for (const { name, value, key, when } of entries) {
      machine.step();
      const old = members?.properties.get(name);
      if (!members || target.kind === 'host' || target.kind === 'array' || old?.set)
        machine.set(target, name, value, spot);
      else {
        machine.touch(members);
        const both = old && testing(when) ? choose(value, old.value, under(when!)) : value;
        members.properties.set(name, { value: both, key, when: old && !old.when ? undefined : when });
      }
    }
  }
  return target;
}

/** `Object.fromEntries`. */
export function fromEntries({ machine, args: [list = UNDEFINED], spot }: Call): Value {
  if (list.kind === 'opaque') return list;
  if (list.kind === 'primitive' && typeof list.value !== 'string') return fail(machine, list, 'It is no list', spot);
  const { elements, open } = machine.iterate(list, spot);
  const result = new ObjectValue(spot);
  result.open = open as Opaque | undefined;
  for (const { value: pair, when } of elements) {
    machine.step();
    if (pair.kind === 'opaque') {
      result.open ??= pair;
      continue;
    }
    if (pair.kind === 'primitive') return fail(machine, pair, 'An entry is no object', spot);
    const [name, value] = [machine.get(pair, '0', spot), machine.get(pair, '1', spot)];
    const names = name.kind === 'choice' ? name.options : [{ when: undefined, value: name }];
    for (const option of names) {
      const key = option.value.kind === 'opaque' ? option.value : machine.key(option.value, spot);
      if (typeof key === 'string')
        result.properties.set(key, { value, key: option.value.spot, when: both(when, option.when) });
      else result.open ??= key;
    }
  }
  return result;
}

/** `Object.create`. */
export function create({ machine, args: [proto = UNDEFINED, descriptors], spot }: Call): Value {
  if (proto.kind === 'primitive' && proto.value !== null) return fail(machine, proto, 'It is no prototype', spot);
  const made = new ObjectValue(spot);
  setPrototype(machine, made, proto);
  if (descriptors && !(descriptors.kind === 'primitive' && descriptors.value === undefined))
    defineAll(made, descriptors, machine, spot);
  return made;
}

/** `Object.defineProperties`. */
export function defineAll(target: Value, descriptors: Value, machine: Machine, spot: Spot): void {
  if (isNullish(descriptors)) fail(machine, descriptors, 'Cannot convert undefined or null to object', spot);
  const { entries, open } = machine.entries(descriptors, spot);
  for (const { name, value, key } of entries) define(target, name, value, machine, spot, key);
  const members = membersOf(target);
  if (open && members) members.open ??= open as Opaque;
}
