import { fail } from '../machine/failing.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
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
import { assign, create, defineAll, fromEntries } from './object-makers.ts';
import { grouped, namesOf, prototypeOf, setPrototype, symbolsOf } from './object-shapes.ts';
import { lift, sameValue } from './operands.ts';

type Method = (call: Call) => Value;

/** A function of anything but null and undefined. */
const ofValue =
  (method: Method): Method =>
  (call) => {
    const [value = UNDEFINED] = call.args;
    const { machine, spot } = call;
    return isNullish(value) ? fail(machine, value, 'Cannot convert undefined or null to object', spot) : method(call);
  };

/** A function of objects alone. */
const ofObject =
  (method: Method): Method =>
  (call) => {
    const [value = UNDEFINED] = call.args;
    return value.kind === 'primitive' ? fail(call.machine, value, 'It is no object', call.spot) : method(call);
  };

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

const same = ({ args: [value = UNDEFINED] }: Call): Value => value;
const make = ({ args: [value], spot }: Call): Value =>
  value?.kind === 'primitive' && !isNullish(value)
    ? new Opaque('a primitive as an object', spot)
    : value && !isNullish(value)
      ? value
      : new ObjectValue(spot);

export const OBJECT: HostValue = namespace(
  'Object',
  new Map<string, Value>([
    ['prototype', objectPrototype()],
    ...fns('Object.', {
      assign: ofValue(({ machine, args: [target = UNDEFINED, ...sources], spot }) =>
        target.kind === 'opaque'
          ? target
          : target.kind === 'primitive'
            ? new Opaque('a primitive as an object', spot)
            : assign(target, sources, machine, spot),
      ),
      create,
      defineProperties: ofObject(({ machine, args: [target = UNDEFINED, descriptors = UNDEFINED], spot }) => {
        defineAll(target, descriptors, machine, spot);
        return target;
      }),
      defineProperty: ofObject(
        ({ machine, args: [target = UNDEFINED, name = UNDEFINED, descriptor = UNDEFINED], spot }) => {
          if (descriptor.kind === 'primitive') return fail(machine, descriptor, 'It describes no property', spot);
          const key = machine.key(name, spot);
          const members = membersOf(target);
          if (typeof key === 'string') define(target, key, descriptor, machine, spot, name.spot);
          else if (target.kind === 'array') target.open ??= key;
          else if (members) members.open ??= key;
          return target;
        },
      ),
      entries: ofValue((call) =>
        list(
          call.args[0] ?? UNDEFINED,
          call,
          ({ name, value, key }) => new ArrayValue([new Primitive(name, key ?? call.spot), value], call.spot),
        ),
      ),
      freeze: same,
      fromEntries,
      getOwnPropertyDescriptor: ofValue(({ machine, args: [target = UNDEFINED, name = UNDEFINED], spot }) => {
        const key = machine.key(name, spot);
        return typeof key === 'string' ? describe(target, key, spot) : key;
      }),
      getOwnPropertyDescriptors: ofValue(({ args: [target = UNDEFINED], spot }) => {
        if (target.kind !== 'object') return new Opaque('how members are kept', spot);
        const members = membersOf(target);
        const result = new ObjectValue(spot);
        for (const [name, { key }] of members?.properties ?? [])
          result.properties.set(name, { value: describe(target, name, spot), key });
        result.open = members?.open;
        return result;
      }),
      getOwnPropertyNames: ofValue(({ machine, args: [target = UNDEFINED], spot }) => namesOf(target, machine, spot)),
      getOwnPropertySymbols: ofValue(({ args: [value = UNDEFINED], spot }) => symbolsOf(value, spot)),
      getPrototypeOf: ofValue(({ machine, args: [value = UNDEFINED], spot }) => prototypeOf(value, machine, spot)),
      groupBy: ofValue(grouped),
      hasOwn: ofValue(({ machine, args: [target = UNDEFINED, key = UNDEFINED], spot }) =>
        hasOwn(target, key, machine, spot),
      ),
      is: ({ args: [a = UNDEFINED, b = UNDEFINED], spot }) =>
        lift([a, b], spot, ([one, other]) => {
          const equal = sameValue(one!, other!, 'Object.is');
          return equal === undefined ? new Opaque('a comparison', spot) : new Primitive(equal, spot);
        }),
      isExtensible: ({ args: [value = UNDEFINED], spot }) => new Primitive(value.kind !== 'primitive', spot),
      isFrozen: ({ spot }) => new Opaque('whether an object is frozen', spot),
      isSealed: ({ spot }) => new Opaque('whether an object is sealed', spot),
      keys: ofValue((call) =>
        list(call.args[0] ?? UNDEFINED, call, ({ name, key }) => new Primitive(name, key ?? call.spot)),
      ),
      preventExtensions: same,
      seal: same,
      setPrototypeOf({ machine, args: [target = UNDEFINED, proto = UNDEFINED] }) {
        if (target.kind === 'object') setPrototype(machine, target, proto);
        return target;
      },
      values: ofValue((call) => list(call.args[0] ?? UNDEFINED, call, ({ value }) => value)),
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
