import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  birth,
  type Call,
  type HostValue,
  type Mutable,
  ObjectValue,
  Opaque,
  Primitive,
  PromiseValue,
  rejected,
  UNDEFINED,
  type Undecided,
  type Value,
} from '../values.ts';
import { Thrown } from '../machine/signals.ts';
import { fn, fns, namespace } from './native.ts';
import { dependsOn, testing } from './operands.ts';

/** What `await` gives where it holds. */
const settled = (value: Value, depth = 0): Value =>
  value.kind === 'promise' && depth < 20 ? settled(value.value, depth + 1) : value;

/** A promise of a value; what is opaque, or a promise already, stays as it is. */
export const promiseOf = (value: Value, spot: Spot): Value =>
  value.kind === 'promise' || value.kind === 'opaque' ? value : new PromiseValue(value, spot);

const isFunction = (value: Value | undefined): value is Value => value !== undefined && value.kind !== 'primitive';

/** What a callback makes of an outcome: its result, or a promise that fails where it throws. */
function chained({ machine, spot }: Call, callback: Value, ...args: readonly Value[]): Value {
  try {
    return promiseOf(machine.call(callback, args, spot), spot);
  } catch (error) {
    if (error instanceof Thrown) return rejected(error.value, spot);
    throw error;
  }
}

/** What a promise is known to have failed with. */
function reasonOf(value: Value, depth = 0): Value | undefined {
  if (value.kind !== 'promise' || depth > 20) return undefined;
  return value.reason ?? reasonOf(value.value, depth + 1);
}

/** `promise.then(done, failed)`. A promise of which nobody knows that it fails is taken to hold. */
function then(call: Call, done: Value | undefined, failed: Value | undefined): Value {
  const { self = UNDEFINED } = call;
  const reason = reasonOf(self);
  if (reason) return isFunction(failed) ? chained(call, failed, reason) : self;
  return isFunction(done) ? chained(call, done, settled(self)) : self;
}

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>(
  fns('Promise.prototype.', {
    catch: (call) => then(call, undefined, call.args[0]),
    finally(call) {
      const { self = UNDEFINED, args } = call;
      const made = isFunction(args[0]) ? chained(call, args[0]) : undefined;
      return made && reasonOf(made) ? made : self;
    },
  }),
).set(
  'then',
  fn('Promise.prototype.then', (call) => then(call, call.args[0], call.args[1])),
);

export const promiseMember = (key: string): Value | undefined => METHODS.get(key);

/** The promise that the executor of `new Promise` makes while it runs. */
class Resolution implements Mutable {
  readonly born = birth();
  /** A value, or a promise that fails. */
  value: Value | undefined;

  save(): unknown {
    return this.value;
  }

  restore(state: unknown): void {
    this.value = state as Value | undefined;
  }

  /** A side on which it fails is not the one that is taken. */
  merge(_before: unknown, yes: unknown, no: unknown, { yes: test }: Undecided): void {
    const [a, b] = [yes as Value | undefined, no as Value | undefined];
    const fails = (value: Value): boolean => reasonOf(value) !== undefined;
    this.value = a === b || !b || fails(b) ? a : !a || fails(a) ? b : dependsOn(test);
  }
}

function construct({ machine, args: [executor = UNDEFINED], spot }: Call): Value {
  const resolution = new Resolution();
  const end = (value: Value): Value => {
    if (resolution.value) return UNDEFINED;
    machine.touch(resolution);
    resolution.value = value;
    return UNDEFINED;
  };
  const resolve = fn('resolve', ({ args: [value = UNDEFINED] }) => end(reasonOf(value) ? value : settled(value)));
  const reject = fn('reject', ({ args: [reason = UNDEFINED] }) => end(rejected(reason, spot)));
  try {
    machine.call(executor, [resolve, reject], spot);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    end(rejected(error.value, spot));
  }
  const { value } = resolution;
  if (value?.kind === 'promise') return value;
  return new PromiseValue(value ?? new Opaque('what a promise resolves to', spot), spot);
}

/** The values a list of promises resolves to; `undefined` when even the list is not known. */
function all(list: Value, machine: Machine, spot: Spot, wrap: (value: Value) => Value): Value {
  if (list.kind === 'opaque') return list;
  const { elements, open } = machine.iterate(list, spot);
  const failed = wrap === asIs ? elements.find(({ value, when }) => !testing(when) && reasonOf(value)) : undefined;
  if (failed) return rejected(reasonOf(failed.value)!, spot);
  const result = new ArrayValue(
    elements.map(({ value, when }) => ({ value: wrap(value), when })),
    spot,
  );
  result.open = open as Opaque | undefined;
  return new PromiseValue(result, spot);
}

const asIs = (value: Value): Value => settled(value);

function outcome(promise: Value, spot: Spot): Value {
  const result = new ObjectValue(spot);
  const reason = reasonOf(promise);
  const value = settled(promise);
  const status = reason ? 'rejected' : 'fulfilled';
  result.properties.set('status', {
    value: value.kind === 'opaque' && !reason ? value : new Primitive(status, spot),
  });
  if (reason) result.properties.set('reason', { value: reason });
  else result.properties.set('value', { value });
  if (value.kind === 'opaque' && !reason) result.open = value;
  return result;
}

export const PROMISE: HostValue = namespace(
  'Promise',
  new Map<string, Value>([
    ['prototype', namespace('Promise.prototype', METHODS)],
    ...fns('Promise.', {
      all: ({ machine, args: [list = UNDEFINED], spot }) => all(list, machine, spot, asIs),
      allSettled: ({ machine, args: [list = UNDEFINED], spot }) =>
        all(list, machine, spot, (value) => outcome(value, spot)),
      any: ({ spot }) => new PromiseValue(new Opaque('whichever promise comes first', spot), spot),
      race: ({ spot }) => new PromiseValue(new Opaque('whichever promise comes first', spot), spot),
      reject: ({ args: [reason = UNDEFINED], spot }) => rejected(reason, spot),
      resolve: ({ args: [value = UNDEFINED], spot }) => promiseOf(value, spot),
      withResolvers({ spot }) {
        const result = new ObjectValue(spot);
        const nothing = fn('resolve', () => UNDEFINED);
        result.properties.set('promise', {
          value: new PromiseValue(new Opaque('what a promise resolves to', spot), spot),
        });
        for (const name of ['resolve', 'reject']) result.properties.set(name, { value: nothing });
        return result;
      },
    }),
  ]),
  { construct, instance: ({ kind }) => (kind === 'opaque' || kind === 'choice' ? undefined : kind === 'promise') },
);
