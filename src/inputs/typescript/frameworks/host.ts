import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  FunctionValue,
  HostValue,
  Opaque,
  Primitive,
  PromiseValue,
  UNDEFINED,
  type Call,
  type Value,
} from '../values.ts';

/** A function of a modelled library. */
export const method = (label: string, call: (call: Call) => Value): HostValue => new HostValue(label, { call });

/** A function whose result nobody can know before the server runs. */
export const unknown = (label: string): HostValue =>
  method(label, ({ spot }) => new Opaque(`what \`${label}\` returns`, spot));

/** The same for one that gives a promise. */
export const unknownLater = (label: string): HostValue =>
  method(label, ({ spot }) => new PromiseValue(new Opaque(`what \`${label}\` returns`, spot), spot));

/** A function that is called for its effect on the running server only. */
export const inert = (label: string): HostValue => method(label, () => UNDEFINED);

/** A function that gives back what it was given: wrappers that change no list. */
export const passing = (label: string, index = 0): HostValue => method(label, ({ args }) => args[index] ?? UNDEFINED);

/** The transports that take standard output for themselves. */
const STDIO = /^Stdio(?:Server)?Transport$/;

/** A class that is modelled only so far that it can be made and extended: transports, errors. */
export const plainClass = (name: string): HostValue =>
  new HostValue(name, {
    construct: ({ machine, spot }) => {
      if (STDIO.test(name)) machine.witness.note(machine, 'stdio', name, spot);
      return new HostValue(
        name,
        { get: (key, _machine, _self, at) => new Opaque(`\`${name}.${key}\``, at) },
        undefined,
        spot,
      );
    },
    get: (key, _machine, _self, at) => (key === 'prototype' ? undefined : new Opaque(`\`${name}.${key}\``, at)),
  });

/** The members of a modelled module by name. */
export type Members = ReadonlyMap<string, Value>;

export const members = (entries: Readonly<Record<string, Value>>): Members => new Map(Object.entries(entries));

const TRUE = new Primitive(true);

/** A module of a modelled library. What it exports besides `members` is opaque. */
export function moduleOf(name: string, exports: Members, more?: (key: string) => Value | undefined): HostValue {
  return new HostValue(name, {
    get(key, _machine, self, spot) {
      const found = exports.get(key) ?? more?.(key);
      if (found) return found;
      if (key === '__esModule') return TRUE;
      // a CommonJS build imported by default is the module itself
      if (key === 'default') return self;
      return key === 'then' ? undefined : new Opaque(`\`${key}\` of ${name}`, spot, name);
    },
    keys: () => [...exports.keys()],
  });
}

/** What a promise will hold; other values are themselves. */
export function settled(value: Value): Value {
  let at = value;
  for (let deep = 0; at.kind === 'promise' && deep < 8; deep++) at = at.value;
  return at;
}

/** Runs `action` when the rest of the program has run. */
export function afterwards(
  machine: Machine,
  label: string,
  spot: Spot,
  action: () => void,
  order: 'soon' | 'last' = 'soon',
): void {
  const host = method(label, () => {
    action();
    return UNDEFINED;
  });
  machine.later(host, [], spot, order);
}

/** A method as it is called on an instance. */
export const bound = (method: Value | undefined, self: Value): Value | undefined =>
  method?.kind === 'function' ? new FunctionValue(method.node, method.spot, method.scope, method.home, self) : method;
