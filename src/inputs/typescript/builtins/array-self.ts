import { fail } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  type Choice,
  type Element,
  Opaque,
  Primitive,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { both, chosen, dependsOn, LONGEST_ARRAY, testing } from './operands.ts';
import { Unset } from '../values.ts';

export const TOO_MANY = new Opaque('an array of more than 100,000 elements');
/** Arrays in arrays, when they are made flat. */
const DEEPEST_FLAT = 20;

/**
 * A method of arrays. What stands before the dot may be another iterable (`Array.prototype.map.call`), or one of several
 * arrays: the method then runs for each under its condition.
 */
export function onArray(method: (array: ArrayValue, call: Call) => Value): (call: Call) => Value {
  return (call) => {
    const { machine, self = UNDEFINED, spot } = call;
    if (self.kind === 'array') {
      machine.step(self.elements.length >> 4);
      return method(self, call);
    }
    if (self.kind === 'opaque') {
      machine.call(self, call.args, spot);
      return self;
    }
    if (self.kind === 'choice') {
      const options: Choice['options'][number][] = [];
      for (const { when, value } of self.options)
        machine.branch(
          machine.only(when),
          () => {
            const result = onArray(method)({ ...call, self: value });
            options.push({ when, value: result });
            return result;
          },
          () => UNDEFINED,
        );
      return chosen(options, spot);
    }
    const { elements, open } = machine.iterate(self, spot);
    const list = new ArrayValue(elements, spot);
    list.open = open as Opaque | undefined;
    return method(list, call);
  };
}

/** Elements as those read them to whom a hole is undefined: `toSorted`, an iterator. */
export const filled = (elements: readonly Element[]): readonly Element[] =>
  elements.some(({ hole }) => hole)
    ? elements.map(({ hole, ...each }) => (hole ? { value: UNDEFINED } : each))
    : elements;

/** A method of arrays that calls its first operand for elements: what is no function fails, even where there are none. */
export const withCallback = (method: (array: ArrayValue, call: Call) => Value): ((call: Call) => Value) =>
  onArray((array, call) => {
    const [callback = UNDEFINED] = call.args;
    return isNoFunction(callback)
      ? fail(call.machine, callback, 'It is not a function', call.spot)
      : method(array, call);
  });

export const isNoFunction = (value: Value): boolean =>
  value.kind === 'primitive' || value.kind === 'array' || (value.kind === 'object' && !value.base && !value.open);

/** The position of an element, as far as the ones before it are certain. */
export function positionOf({ elements, open }: ArrayValue, i: number, spot: Spot): Value {
  if (open && !(open instanceof Unset)) return open;
  for (let before = 0; before < i; before++) {
    const when = testing(elements[before]?.when);
    if (when) return dependsOn(when);
  }
  return new Primitive(i, spot);
}

/** Elements of arrays in arrays, `depth` deep; what may be an array leaves the result open. */
export function flatten(
  elements: readonly Element[],
  depth: number,
  into: ArrayValue,
  machine: Machine,
  holes: 'kept' | 'left out' = 'left out',
  level = 0,
): void {
  for (const element of elements) {
    machine.step();
    if (element.hole && holes === 'left out') continue;
    const { value, when } = element;
    if (into.elements.length >= LONGEST_ARRAY) {
      into.open = TOO_MANY;
      return;
    }
    if (depth < 1 || (value.kind !== 'array' && value.kind !== 'choice' && value.kind !== 'opaque'))
      into.elements.push(element);
    else if (level > DEEPEST_FLAT) into.open ??= new Opaque('arrays nested too deep', value.spot);
    else if (value.kind === 'array') {
      flatten(
        value.elements.map((inner) => ({ ...inner, when: both(when, inner.when) })),
        depth - 1,
        into,
        machine,
        holes,
        level + 1,
      );
      into.open ??= value.open;
    } else if (value.kind === 'choice')
      flatten(
        value.options.map((option) => ({ value: option.value, when: both(when, option.when) })),
        depth,
        into,
        machine,
        holes,
        level + 1,
      );
    else into.open ??= value;
  }
}
