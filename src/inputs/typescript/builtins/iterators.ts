import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  birth,
  type Element,
  HostValue,
  type Mutable,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  type Undecided,
  type Value,
} from '../values.ts';
import { fns } from './native.ts';
import { dependsOn, testing } from './operands.ts';

/** An iterator over elements known when it was made. */
class Iteration implements Mutable {
  readonly born = birth();
  readonly elements: readonly Element[];
  next: number | Opaque = 0;

  /** What it returns when it is at its end. */
  readonly last: Value;

  constructor(elements: readonly Element[], last: Value) {
    this.elements = elements;
    this.last = last;
  }

  save(): unknown {
    return this.next;
  }

  restore(state: unknown): void {
    this.next = state as number | Opaque;
  }

  merge(_before: unknown, yes: unknown, no: unknown, { yes: test }: Undecided): void {
    this.next = yes === no ? (yes as number | Opaque) : dependsOn(test);
  }

  get rest(): readonly Element[] {
    return typeof this.next === 'number' ? this.elements.slice(this.next) : [{ value: this.next }];
  }
}

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>(
  fns('Iterator.prototype.', {
    '@@iterator': ({ self }) => self!,
    toArray: ({ self, spot }) => new ArrayValue(iterationOf(self)?.rest ?? [], spot),
    next({ machine, self, spot }) {
      const iteration = iterationOf(self);
      if (!iteration) return new Opaque('a call of `next`', spot);
      const { next } = iteration;
      if (typeof next !== 'number') return next;
      const element = iteration.elements[next];
      if (testing(element?.when)) return dependsOn(element!.when!);
      machine.touch(iteration);
      iteration.next = next + 1;
      const result = new ObjectValue(spot);
      const over = next === iteration.elements.length ? iteration.last : UNDEFINED;
      result.properties.set('value', { value: element?.value ?? over });
      result.properties.set('done', { value: new Primitive(!element, spot) });
      return result;
    },
  }),
);
/** The helpers of iterators do what those of arrays do. */
const AS_ARRAY = new Set(['map', 'filter', 'flatMap', 'forEach', 'some', 'every', 'find', 'reduce']);

const iterationOf = (value: Value | undefined): Iteration | undefined =>
  value?.kind === 'host' && value.data instanceof Iteration ? value.data : undefined;

export function iteratorOf(elements: readonly Element[], spot: Spot, last: Value = UNDEFINED): HostValue {
  const iteration = new Iteration(elements, last);
  return new HostValue(
    'Iterator',
    {
      get: (key, _machine, _self, at) =>
        METHODS.get(key) ?? (AS_ARRAY.has(key) ? bind(key, new ArrayValue(iteration.rest, spot), at) : undefined),
      iterate(machine) {
        const { rest } = iteration;
        machine.touch(iteration);
        iteration.next = iteration.elements.length;
        return rest;
      },
    },
    iteration,
    spot,
  );
}

const bind = (key: string, array: ArrayValue, spot: Spot): HostValue =>
  new HostValue(`Iterator.prototype.${key}`, {
    call: ({ machine, args }) => machine.call(machine.get(array, key, spot), args, spot, array),
  });
