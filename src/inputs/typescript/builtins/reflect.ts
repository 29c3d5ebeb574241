import { fail } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import { ArrayValue, type Call, HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { hasOwn, membersOf } from './object-members.ts';
import { namesOf, symbolsOf } from './object-shapes.ts';
import { fn, fns, namespace } from './native.ts';
import { OBJECT } from './objects.ts';
import { symbolOfKey } from './symbol-names.ts';

/** What decorators keep beside a class by `reflect-metadata`, by target, member and name. */
const metadata = new WeakMap<Machine, Map<Value, Map<string, Value>>>();

function shelf(machine: Machine, target: Value): Map<string, Value> {
  let all = metadata.get(machine);
  if (!all) metadata.set(machine, (all = new Map()));
  let own = all.get(target);
  if (!own) all.set(target, (own = new Map()));
  return own;
}

/** The name of one entry: a member's name may follow the target. */
function entryOf({ machine, spot }: Call, name: Value, member: Value | undefined): string | Opaque {
  const key = machine.key(name, spot);
  const of = member && !(member.kind === 'primitive' && member.value === undefined) ? machine.key(member, spot) : '';
  if (typeof key !== 'string') return key;
  return typeof of === 'string' ? `${of}\n${key}` : of;
}

function read(call: Call, isOwn: boolean): Value {
  const [name = UNDEFINED, target = UNDEFINED, member] = call.args;
  const entry = entryOf(call, name, member);
  if (typeof entry !== 'string') return entry;
  let at: Value | undefined = target;
  for (let depth = 0; at && depth < 50; depth++) {
    const found = shelf(call.machine, at).get(entry);
    if (found) return found;
    if (isOwn) break;
    // an instance or prototype is asked for what its class's prototype was given
    if (at.kind === 'object' && at.of && at !== at.of.prototype) at = at.of.prototype;
    else if (at.kind === 'object' && at.of) at = at.of.parent?.kind === 'class' ? at.of.parent.prototype : undefined;
    else at = at.kind === 'class' ? at.parent : undefined;
  }
  return target.kind === 'opaque' ? target : UNDEFINED;
}

const write = (call: Call, name: Value, value: Value, target: Value, member?: Value): Value => {
  const entry = entryOf(call, name, member);
  if (typeof entry === 'string') shelf(call.machine, target).set(entry, value);
  return UNDEFINED;
};

const has = (value: Value, { spot }: Call): Value =>
  value.kind === 'opaque' ? value : new Primitive(value.kind !== 'primitive' || value.value !== undefined, spot);

const object = (name: string): Value => OBJECT.traits.get!(name, undefined as never, OBJECT, undefined as never)!;

export const REFLECT: HostValue = namespace(
  'Reflect',
  new Map<string, Value>([
    ...[
      'defineProperty',
      'getOwnPropertyDescriptor',
      'getPrototypeOf',
      'setPrototypeOf',
      'isExtensible',
      'preventExtensions',
    ].map((name): [string, Value] => [name, object(name)]),
    ...fns('Reflect.', {
      apply: ({ machine, args: [callee = UNDEFINED, self = UNDEFINED, list = UNDEFINED], spot }) =>
        machine.call(
          callee,
          machine.iterate(list, spot).elements.map(({ value }) => value),
          spot,
          self,
        ),
      construct: ({ machine, args: [callee = UNDEFINED, list = UNDEFINED], spot }) =>
        machine.construct(
          callee,
          machine.iterate(list, spot).elements.map(({ value }) => value),
          spot,
        ),
      deleteProperty({ machine, args: [target = UNDEFINED, name = UNDEFINED], spot }) {
        if (target.kind === 'primitive') return fail(machine, target, 'It is no object', spot);
        const key = machine.key(name, spot);
        const members = membersOf(target);
        if (!members || target.kind === 'array' || typeof key !== 'string') return new Opaque('what is deleted', spot);
        machine.touch(members);
        members.properties.delete(key);
        return new Primitive(true, spot);
      },
      get({ machine, args: [target = UNDEFINED, name = UNDEFINED], spot }) {
        if (target.kind === 'primitive') return fail(machine, target, 'It is no object', spot);
        const key = machine.key(name, spot);
        return typeof key === 'string' ? machine.get(target, key, spot) : key;
      },
      has({ machine, args: [target = UNDEFINED, name = UNDEFINED], spot }) {
        if (target.kind === 'primitive') return fail(machine, target, 'It is no object', spot);
        const key = machine.key(name, spot);
        const value = typeof key === 'string' ? machine.get(target, key, spot) : key;
        if (value.kind === 'opaque') return value;
        const isThere = value.kind !== 'primitive' || value.value !== undefined;
        return isThere ? new Primitive(true, spot) : hasOwn(target, name, machine, spot);
      },
      ownKeys({ machine, args: [target = UNDEFINED], spot }) {
        if (target.kind === 'primitive') return fail(machine, target, 'It is no object', spot);
        const [names, symbols] = [namesOf(target, machine, spot), symbolsOf(target, spot)];
        return machine.call(machine.get(names, 'concat', spot), [symbols], spot, names);
      },
      set({ machine, args: [target = UNDEFINED, name = UNDEFINED, value = UNDEFINED], spot }) {
        const key = machine.key(name, spot);
        if (typeof key === 'string') machine.set(target, key, value, spot);
        return new Primitive(true, spot);
      },
      // reflect-metadata, which decorators of many frameworks rest on
      defineMetadata: (call) =>
        write(call, call.args[0] ?? UNDEFINED, call.args[1] ?? UNDEFINED, call.args[2] ?? UNDEFINED, call.args[3]),
      getMetadata: (call) => read(call, false),
      getMetadataKeys: ({ spot }) => new ArrayValue([], spot),
      getOwnMetadata: (call) => read(call, true),
      hasMetadata: (call) => has(read(call, false), call),
      hasOwnMetadata: (call) => has(read(call, true), call),
      metadata: ({ args: [name = UNDEFINED, value = UNDEFINED] }) =>
        fn('a decorator', (call) => write(call, name, value, call.args[0] ?? UNDEFINED, call.args[1])),
    }),
  ]),
);

const isCallable = (value: Value): boolean =>
  value.kind === 'function' || value.kind === 'class' || (value.kind === 'host' && value.traits.call !== undefined);

/** A `Proxy` whose traps are asked as the language asks them; what has no trap goes to the target. */
function construct({ machine, args: [target = UNDEFINED, handler = UNDEFINED], spot }: Call): Value {
  if (target.kind === 'opaque') return target;
  const trap = (name: string): Value | undefined => {
    const found = machine.get(handler, name, spot);
    return found.kind === 'primitive' ? undefined : found;
  };
  const apply = (call: Call): Value => {
    const { machine: m, args, self: before = UNDEFINED, spot: at } = call;
    const applied = trap('apply');
    return applied
      ? m.call(applied, [target, before, new ArrayValue(args, at)], at, handler)
      : m.call(target, args, at, before);
  };
  const self: HostValue = new HostValue(
    'Proxy',
    {
      get(key, m, _host, at) {
        const get = trap('get');
        return get
          ? m.call(get, [target, new Primitive(symbolOfKey(key) ?? key, at), self], at, handler)
          : m.get(target, key, at);
      },
      set(key, value, m) {
        const set = trap('set');
        if (set) m.call(set, [target, new Primitive(key, spot), value, self], spot, handler);
        else m.set(target, key, value, spot);
      },
      ...(isCallable(target)
        ? { call: apply, construct: (call: Call) => call.machine.construct(target, call.args, call.spot) }
        : {}),
      has: (name, m, at) => {
        const has = trap('has');
        return has && m.call(has, [target, new Primitive(symbolOfKey(name) ?? name, at)], at, handler);
      },
      keys: () => machine.entries(target, spot).entries.map(({ name }) => name),
      open: (at) => (trap('ownKeys') ? new Opaque('the members of a `Proxy`', at) : undefined),
      iterate: (m) => m.iterate(target, spot).elements,
    },
    // what a model keeps is found behind the proxy too
    target.kind === 'host' ? target.data : undefined,
    spot,
  );
  return self;
}

export const PROXY: HostValue = namespace('Proxy', new Map(), { construct });
