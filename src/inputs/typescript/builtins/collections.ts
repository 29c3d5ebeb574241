import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  type Element,
  HostValue,
  isNullish,
  type Opaque,
  Primitive,
  type Traits,
  UNDEFINED,
  Unset,
  type Value,
} from '../values.ts';
import { ask, Collection, collectionOf, idOf } from './collection.ts';
import { iteratorOf } from './iterators.ts';
import { fns, namespace } from './native.ts';
import { testing } from './operands.ts';
import { perWay, unlikely } from './possibilities.ts';

type Shape = 'pairs' | 'keys' | 'values';

function elementsOf({ entries, open }: Collection, shape: Shape, spot: Spot): Element[] {
  const all = [...entries.values()].map(({ key, value, when }) => ({
    value: shape === 'pairs' ? new ArrayValue([key, value], spot) : shape === 'keys' ? key : value,
    when,
  }));
  // what else may be in it passes by once, as something unknown
  return open ? [...all, { value: open, when: open instanceof Unset ? unlikely(open, spot).yes : undefined }] : all;
}

/** Methods that `Map` and `Set` share. */
const shared = (label: string, shape: Shape) =>
  fns(`${label}.prototype.`, {
    clear({ machine, self }) {
      const collection = collectionOf(self);
      if (!collection) return UNDEFINED;
      machine.touch(collection);
      collection.entries = new Map();
      collection.open = undefined;
      return UNDEFINED;
    },
    delete({ machine, self, args: [key = UNDEFINED], spot }) {
      const collection = collectionOf(self);
      if (!collection || key.kind === 'opaque' || key.kind === 'choice') return key.kind === 'opaque' ? key : UNDEFINED;
      machine.touch(collection);
      return new Primitive(collection.entries.delete(idOf(key)), spot);
    },
    entries: (call) => iterator(call, 'pairs'),
    forEach({ machine, self = UNDEFINED, args: [callback = UNDEFINED], spot }) {
      const collection = collectionOf(self);
      // a callback may change what it walks
      const entries = [...(collection?.entries.values() ?? [])];
      for (const { key, value, when } of entries) {
        machine.step();
        const visit = () => machine.call(callback, [value, key, self], spot);
        if (testing(when)) machine.branch(machine.only(when!), visit, () => UNDEFINED);
        else visit();
      }
      const open = collection?.open;
      if (!open) return UNDEFINED;
      const visit = () => machine.call(callback, [open, open, self], spot);
      if (open instanceof Unset) machine.branch(unlikely(open, spot), visit, () => UNDEFINED);
      else visit();
      return UNDEFINED;
    },
    has: (call) =>
      ask(
        call,
        ({ key }) => new Primitive(true, call.spot, key.kind === 'primitive' ? key.assumed : undefined),
        (assumed) => new Primitive(false, call.spot, assumed),
      ),
    keys: (call) => iterator(call, 'keys'),
    values: (call) => iterator(call, 'values'),
    '@@iterator': (call) => iterator(call, shape),
  });

function iterator({ self, spot }: Call, shape: Shape): Value {
  const collection = collectionOf(self);
  return collection ? iteratorOf(elementsOf(collection, shape, spot), spot) : iteratorOf([], spot);
}

const MAP_METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...shared('Map', 'pairs'),
  ...fns('Map.prototype.', {
    get: (call) =>
      ask(
        call,
        ({ value }) => value,
        (assumed) => new Primitive(undefined, call.spot, assumed),
      ),
    set({ machine, self = UNDEFINED, args: [key = UNDEFINED, value = UNDEFINED] }) {
      collectionOf(self)?.put(key, value, machine);
      return self;
    },
  }),
]);

/** `union` and its like, of this set and another. */
const combine =
  (keep: (inOne: boolean, inOther: boolean) => boolean) =>
  (call: Call): Value => {
    const [one, other] = [collectionOf(call.self), collectionOf(call.args[0])];
    const made = hostOf('Set', SET_METHODS, 'values', call.spot);
    const collection = collectionOf(made)!;
    collection.open = one?.open ?? other?.open;
    for (const [id, entry] of [...(one?.entries ?? []), ...(other?.entries ?? [])])
      if (keep(one?.entries.has(id) ?? false, other?.entries.has(id) ?? false)) collection.entries.set(id, entry);
    return made;
  };

const SET_METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...shared('Set', 'values'),
  ...fns('Set.prototype.', {
    add({ machine, self = UNDEFINED, args: [key = UNDEFINED] }) {
      collectionOf(self)?.put(key, key, machine);
      return self;
    },
    difference: combine((one, other) => one && !other),
    intersection: combine((one, other) => one && other),
    symmetricDifference: combine((one, other) => one !== other),
    union: combine(() => true),
  }),
]);

function hostOf(label: string, methods: ReadonlyMap<string, Value>, shape: Shape, spot: Spot): HostValue {
  const collection = new Collection();
  const traits: Traits = {
    get(key, _machine, _self, at) {
      if (key === 'size')
        return perWay(
          {
            elements: elementsOf({ ...collection.save(), open: undefined } as Collection, 'keys', at),
            open: collection.open,
          },
          at,
          (all) => new Primitive(all.length, at),
        );
      return methods.get(key);
    },
    keys: () => [],
    iterate: () => elementsOf(collection, shape, spot),
  };
  return new HostValue(label, traits, collection, spot);
}

const constructor = (
  label: 'Map' | 'Set',
  methods: ReadonlyMap<string, Value>,
  shape: Shape,
  name: string = label,
): HostValue =>
  namespace(
    name,
    new Map<string, Value>([
      ['prototype', namespace(`${name}.prototype`, methods)],
      ...(name === 'Map' ? fns('Map.', { groupBy: groups }) : []),
    ]),
    {
      construct({ machine, args: [from], spot }) {
        const made = hostOf(name, methods, shape, spot);
        const collection = made.data as Collection;
        if (!from || isNullish(from)) return made;
        const { elements, open } = machine.iterate(from, spot);
        collection.open = open as Opaque | undefined;
        for (const { value, when } of elements) {
          machine.step();
          if (label === 'Set') collection.put(value, value, machine, when);
          else if (value.kind === 'opaque') collection.open ??= value;
          else collection.put(machine.get(value, '0', spot), machine.get(value, '1', spot), machine, when);
        }
        return made;
      },
      instance: (value) =>
        value.kind === 'opaque' || value.kind === 'choice'
          ? undefined
          : (value.kind === 'object' ? value.base : value)?.kind === 'host' &&
            ((value.kind === 'object' ? value.base! : value) as HostValue).label === name,
    },
  );

function groups({ machine, args: [from = UNDEFINED, callback = UNDEFINED], spot }: Call): Value {
  const made = hostOf('Map', MAP_METHODS, 'pairs', spot);
  const collection = made.data as Collection;
  const { elements, open } = machine.iterate(from, spot);
  collection.open = open as Opaque | undefined;
  for (const [i, element] of elements.entries()) {
    const key = machine.call(callback, [element.value, new Primitive(i, spot)], spot);
    const old = key.kind === 'opaque' || key.kind === 'choice' ? undefined : collection.entries.get(idOf(key));
    if (old) (old.value as ArrayValue).elements.push(element);
    else collection.put(key, new ArrayValue([element], spot), machine);
  }
  return made;
}

export const COLLECTIONS: readonly (readonly [string, HostValue])[] = [
  ['Map', constructor('Map', MAP_METHODS, 'pairs')],
  ['Set', constructor('Set', SET_METHODS, 'values')],
  ['WeakMap', constructor('Map', MAP_METHODS, 'pairs', 'WeakMap')],
  ['WeakSet', constructor('Set', SET_METHODS, 'values', 'WeakSet')],
];
