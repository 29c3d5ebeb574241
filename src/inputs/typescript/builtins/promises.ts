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
  UNDEFINED,
  type Undecided,
  type Value,
} from '../values.ts';
import { fn, fns, namespace } from './native.ts';
import { dependsOn } from './operands.ts';

/** What `await` gives. A promise that fails is not told apart from one whose value is unknown. */
const settled = (value: Value, depth = 0): Value =>
  value.kind === 'promise' && depth < 20 ? settled(value.value, depth + 1) : value;

/** A promise of a value; what is opaque, or a promise already, stays as it is. */
export const promiseOf = (value: Value, spot: Spot): Value =>
  value.kind === 'promise' || value.kind === 'opaque' ? value : new PromiseValue(value, spot);

const isFunction = (value: Value | undefined): value is Value => value !== undefined && value.kind !== 'primitive';

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  // nothing is known to fail, so what would be done then is not done
  ['catch', fn('Promise.prototype.catch', ({ self = UNDEFINED }) => self)],
  [
    'finally',
    fn('Promise.prototype.finally', ({ machine, self = UNDEFINED, args: [callback], spot }) => {
      if (isFunction(callback)) machine.call(callback, [], spot);
      return self;
    }),
  ],
  [
    'then',
    fn('Promise.prototype.then', ({ machine, self = UNDEFINED, args: [callback], spot }) =>
      isFunction(callback) ? promiseOf(machine.call(callback, [settled(self)], spot), spot) : self,
    ),
  ],
]);

export const promiseMember = (key: string): Value | undefined => METHODS.get(key);

/** What the executor of `new Promise` resolves with while it runs. */
class Resolution implements Mutable {
  readonly born = birth();
  value: Value | undefined;

  save(): unknown {
    return this.value;
  }

  restore(state: unknown): void {
    this.value = state as Value | undefined;
  }

  merge(_before: unknown, yes: unknown, no: unknown, { yes: test }: Undecided): void {
    this.value =
      yes === no || yes === undefined || no === undefined ? ((yes ?? no) as Value | undefined) : dependsOn(test);
  }
}

function construct({ machine, args: [executor = UNDEFINED], spot }: Call): Value {
  const resolution = new Resolution();
  const resolve = fn('resolve', ({ args: [value = UNDEFINED] }) => {
    if (resolution.value) return UNDEFINED;
    machine.touch(resolution);
    resolution.value = settled(value);
    return UNDEFINED;
  });
  machine.call(executor, [resolve, fn('reject', () => UNDEFINED)], spot);
  return new PromiseValue(resolution.value ?? new Opaque('what a promise resolves to', spot), spot);
}

/** The values a list of promises resolves to; `undefined` when even the list is not known. */
function all(list: Value, machine: Machine, spot: Spot, wrap: (value: Value) => Value): Value {
  if (list.kind === 'opaque') return list;
  const { elements, open } = machine.iterate(list, spot);
  const result = new ArrayValue(
    elements.map(({ value, when }) => ({ value: wrap(settled(value)), when })),
    spot,
  );
  result.open = open as Opaque | undefined;
  return new PromiseValue(result, spot);
}

function outcome(value: Value, spot: Spot): Value {
  const result = new ObjectValue(spot);
  const status = value.kind === 'opaque' ? value : new Primitive('fulfilled', spot);
  result.properties.set('status', { value: status });
  result.properties.set('value', { value });
  result.properties.set('reason', { value: value.kind === 'opaque' ? value : UNDEFINED });
  return result;
}

export const PROMISE: HostValue = namespace(
  'Promise',
  new Map<string, Value>([
    ['prototype', namespace('Promise.prototype', METHODS)],
    ...fns('Promise.', {
      all: ({ machine, args: [list = UNDEFINED], spot }) => all(list, machine, spot, (value) => value),
      allSettled: ({ machine, args: [list = UNDEFINED], spot }) =>
        all(list, machine, spot, (value) => outcome(value, spot)),
      any: ({ spot }) => new PromiseValue(new Opaque('whichever promise comes first', spot), spot),
      race: ({ spot }) => new PromiseValue(new Opaque('whichever promise comes first', spot), spot),
      reject: ({ spot }) => new PromiseValue(new Opaque('a promise that fails', spot), spot),
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
