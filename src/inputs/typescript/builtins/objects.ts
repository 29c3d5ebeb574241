import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  choose,
  type Element,
  type HostValue,
  isNullish,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { copyOf, define, describe, hasOwn, membersOf, objectPrototype } from './object-members.ts';
import { fns, namespace } from './native.ts';
import { grouped, prototypeOf } from './object-shapes.ts';
import { both, lift, sameValue, testing, under } from './operands.ts';

/** The members of a value as a list, each under the condition it is there. */
function list(
  value: Value,
  { machine, spot }: Call,
  element: (entry: { name: string; value: Value; key?: Spot | undefined }) => Value,
): Value {
  if (value.kind === 'opaque') return value;
  const { entries, open } = machine.entries(value, spot);
  machine.step(entries.length);
  const array = new ArrayValue(
    entries.map((entry): Element => ({ value: element(entry), when: entry.when })),
    spot,
  );
  array.open = open as Opaque | undefined;
  return array;
}

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
      if (!members || target.kind === 'host' || old?.set) machine.set(target, name, value, spot);
      else {
        machine.touch(members);
        const both = old && testing(when) ? choose(value, old.value, under(when!)) : value;
        members.properties.set(name, { value: both, key, when: old && !old.when ? undefined : when });
      }
    }
  }
  return target;
}

function fromEntries({ machine, args: [list = UNDEFINED], spot }: Call): Value {
  if (list.kind === 'opaque') return list;
  const { elements, open } = machine.iterate(list, spot);
  const result = new ObjectValue(spot);
  result.open = open as Opaque | undefined;
  for (const { value: pair, when } of elements) {
    machine.step();
    if (pair.kind === 'opaque') {
      result.open ??= pair;
      continue;
    }
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

function create({ machine, args: [proto = UNDEFINED, descriptors], spot }: Call): Value {
  const made = new ObjectValue(spot);
  if (proto.kind === 'opaque') made.open = proto;
  else if (!isNullish(proto)) made.proto = proto;
  if (descriptors) defineAll(made, descriptors, machine, spot);
  return made;
}

function defineAll(target: Value, descriptors: Value, machine: Machine, spot: Spot): void {
  const { entries, open } = machine.entries(descriptors, spot);
  for (const { name, value, key } of entries) define(target, name, value, machine, spot, key);
  const members = membersOf(target);
  if (open && members) members.open ??= open as Opaque;
}

const same = ({ args: [value = UNDEFINED] }: Call): Value => value;
const make = ({ args: [value], spot }: Call): Value => (value && !isNullish(value) ? value : new ObjectValue(spot));

export const OBJECT: HostValue = namespace(
  'Object',
  new Map<string, Value>([
    ['prototype', objectPrototype()],
    ...fns('Object.', {
      assign: ({ machine, args: [target = UNDEFINED, ...sources], spot }) =>
        target.kind === 'opaque' ? target : assign(target, sources, machine, spot),
      create,
      defineProperties({ machine, args: [target = UNDEFINED, descriptors = UNDEFINED], spot }) {
        defineAll(target, descriptors, machine, spot);
        return target;
      },
      defineProperty({ machine, args: [target = UNDEFINED, name = UNDEFINED, descriptor = UNDEFINED], spot }) {
        const key = machine.key(name, spot);
        const members = membersOf(target);
        if (typeof key === 'string') define(target, key, descriptor, machine, spot, name.spot);
        else if (members) members.open ??= key;
        return target;
      },
      entries: (call) =>
        list(
          call.args[0] ?? UNDEFINED,
          call,
          ({ name, value, key }) => new ArrayValue([new Primitive(name, key ?? call.spot), value], call.spot),
        ),
      freeze: same,
      fromEntries,
      getOwnPropertyDescriptor({ machine, args: [target = UNDEFINED, name = UNDEFINED], spot }) {
        const key = machine.key(name, spot);
        return typeof key === 'string' ? describe(target, key, spot) : key;
      },
      getOwnPropertyDescriptors({ args: [target = UNDEFINED], spot }) {
        const members = membersOf(target);
        const result = new ObjectValue(spot);
        for (const [name, { key }] of members?.properties ?? [])
          result.properties.set(name, { value: describe(target, name, spot), key });
        result.open = target.kind === 'opaque' ? target : members?.open;
        return result;
      },
      getOwnPropertyNames: ({ machine, args: [target = UNDEFINED], spot }) => {
        const members = target.kind === 'host' ? undefined : membersOf(target);
        if (!members)
          return list(target, { machine, args: [], spot }, ({ name, key }) => new Primitive(name, key ?? spot));
        const names = [...members.properties].filter(([name]) => !name.startsWith('@@') && !name.startsWith('#'));
        const array = new ArrayValue(
          names.map(([name, { key, when }]) => ({ value: new Primitive(name, key ?? spot), when })),
          spot,
        );
        if (target.kind === 'object' && target.of?.prototype === target)
          array.elements.unshift({ value: new Primitive('constructor', spot) });
        array.open = members.open;
        return array;
      },
      getOwnPropertySymbols: ({ spot }) => new ArrayValue([], spot),
      getPrototypeOf: ({ machine, args: [value = UNDEFINED], spot }) => prototypeOf(value, machine, spot),
      groupBy: grouped,
      hasOwn: ({ machine, args: [target = UNDEFINED, key = UNDEFINED], spot }) => hasOwn(target, key, machine, spot),
      is: ({ args: [a = UNDEFINED, b = UNDEFINED], spot }) =>
        lift([a, b], spot, ([one, other]) => {
          const equal = sameValue(one!, other!);
          return equal === undefined ? new Opaque('a comparison', spot) : new Primitive(equal, spot);
        }),
      isExtensible: ({ spot }) => new Primitive(true, spot),
      isFrozen: ({ spot }) => new Opaque('whether an object is frozen', spot),
      isSealed: ({ spot }) => new Opaque('whether an object is sealed', spot),
      keys: (call) => list(call.args[0] ?? UNDEFINED, call, ({ name, key }) => new Primitive(name, key ?? call.spot)),
      preventExtensions: same,
      seal: same,
      setPrototypeOf({ args: [target = UNDEFINED, proto = UNDEFINED] }) {
        if (target.kind === 'object' && !isNullish(proto)) target.proto = proto;
        return target;
      },
      values: (call) => list(call.args[0] ?? UNDEFINED, call, ({ value }) => value),
    }),
  ]),
  {
    call: make,
    construct: make,
    instance: ({ kind }) => (kind === 'opaque' || kind === 'choice' ? undefined : kind !== 'primitive'),
  },
);

/** A deep copy: `structuredClone`. */
export const STRUCTURED_CLONE = fns('', {
  structuredClone: ({ machine, args: [value = UNDEFINED], spot }) => copyOf(value, machine, spot),
})[0]![1];
