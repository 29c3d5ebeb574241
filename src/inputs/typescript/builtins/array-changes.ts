import { fail } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import {
  ArrayValue,
  type Call,
  type Element,
  type HostValue,
  Opaque,
  Primitive,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { filled, isNoFunction, onArray } from './array-self.ts';
import { toNumber, toText } from './coerce.ts';
import { fns, numberArg } from './native.ts';
import { dependsOn, LONGEST_ARRAY, testing } from './operands.ts';
import { throwError } from './throw.ts';
import { Unset } from '../values.ts';

/** Why the positions in an array are not known. */
function loose({ elements, open }: ArrayValue): Opaque | undefined {
  if (open && !(open instanceof Unset)) return open;
  const when = elements.find((each) => testing(each.when))?.when;
  return when && dependsOn(when);
}

function grow(array: ArrayValue, machine: Machine, change: (elements: Element[]) => void): void {
  machine.touch(array);
  change(array.elements);
  if (array.elements.length > LONGEST_ARRAY) {
    array.elements.length = LONGEST_ARRAY;
    array.open = new Opaque('an array of more than 100,000 elements', array.spot);
  }
}

const length = (array: ArrayValue, { spot }: Call): Value =>
  loose(array) ?? new Primitive(array.elements.length, spot, array.open?.reason);

/** Takes one element off an end. */
function take(array: ArrayValue, { machine, spot }: Call, end: 'pop' | 'shift'): Value {
  machine.touch(array);
  const why = loose(array);
  if (why) return ((array.open ??= why), why);
  const taken = array.elements[end]()?.value;
  return taken ?? new Primitive(undefined, spot, array.open?.reason);
}

function splice(array: ArrayValue, call: Call): Value {
  const [start, count] = [numberArg(call, 0, 0), numberArg(call, 1, call.args.length === 1 ? Infinity : 0)];
  const why = loose(array) ?? (start instanceof Opaque ? start : count instanceof Opaque ? count : undefined);
  const added = call.args.slice(2).map((value) => ({ value }));
  call.machine.touch(array);
  if (why) {
    array.elements.push(...added);
    array.open ??= why;
    return why;
  }
  const removed = array.elements.splice(start as number, count as number, ...added);
  return new ArrayValue(removed, call.spot);
}

/** The elements in order; in the order they have, where a comparison is not known. */
function sorted(array: ArrayValue, call: Call): Element[] {
  const { machine, args, spot } = call;
  const [compare] = args;
  if (compare && isNoFunction(compare) && !(compare.kind === 'primitive' && compare.value === undefined))
    fail(machine, compare, 'It is not a function', spot);
  const byText = !compare || (compare.kind === 'primitive' && compare.value === undefined);
  const textOf = ({ value }: Element) => toText(value, machine, spot);
  let known = true;
  const order = (a: Element, b: Element): number => {
    machine.step();
    if (!known) return 0;
    if (byText) {
      const [left, right] = [textOf(a), textOf(b)];
      if (left.kind === 'opaque' || right.kind === 'opaque') {
        known = false;
        return 0;
      }
      return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
    }
    const result = machine.call(compare, [a.value, b.value], spot);
    const number = result.kind === 'choice' ? undefined : toNumber(result, machine, spot);
    known = number?.kind === 'primitive';
    return number?.kind === 'primitive' ? number.value : 0;
  };
  // what is undefined comes last, whatever a comparison says, and holes behind it
  const [some, none] = [array.elements.filter((each) => !isNothing(each)), array.elements.filter(isNothing)];
  const elements = some.toSorted(order);
  elements.push(...none.filter(({ hole }) => !hole), ...none.filter(({ hole }) => hole));
  return known ? elements : [...array.elements];
}

const isNothing = ({ value, when }: Element): boolean =>
  value.kind === 'primitive' && value.value === undefined && value.assumed === undefined && !testing(when);

/** A copy with other elements. */
function copy(array: ArrayValue, call: Call, elements: readonly Element[]): ArrayValue {
  const result = new ArrayValue(filled(elements), call.spot);
  result.open = array.open;
  return result;
}

function put(array: ArrayValue, { machine }: Call, elements: Element[]): Value {
  machine.touch(array);
  array.elements = elements;
  return array;
}

export const changingMethods = (): [string, HostValue][] =>
  fns('Array.prototype.', {
    copyWithin: onArray((array, call) => {
      const [to, from, end] = [numberArg(call, 0, 0), numberArg(call, 1, 0), numberArg(call, 2, Infinity)];
      const why = [to, from, end].find((each) => each instanceof Opaque) ?? loose(array);
      if (why instanceof Opaque) {
        call.machine.touch(array);
        array.open ??= why;
        return array;
      }
      return put(array, call, [...array.elements].copyWithin(to as number, from as number, end as number));
    }),
    fill: onArray((array, call) => {
      const [start, end] = [numberArg(call, 1, 0), numberArg(call, 2, Infinity)];
      if (start instanceof Opaque || end instanceof Opaque) return start instanceof Opaque ? start : (end as Opaque);
      const filled: Element = { value: call.args[0] ?? UNDEFINED };
      const places = [...array.elements.keys()].slice(start, end);
      const elements = [...array.elements];
      for (const place of places) elements[place] = filled;
      return put(array, call, elements);
    }),
    pop: onArray((array, call) => take(array, call, 'pop')),
    push: onArray((array, call) => {
      grow(array, call.machine, (elements) => elements.push(...call.args.map((value) => ({ value }))));
      return length(array, call);
    }),
    reverse: onArray((array, call) => put(array, call, array.elements.toReversed())),
    shift: onArray((array, call) => take(array, call, 'shift')),
    sort: onArray((array, call) => put(array, call, sorted(array, call))),
    splice: onArray(splice),
    toReversed: onArray((array, call) => copy(array, call, array.elements.toReversed())),
    toSorted: onArray((array, call) => copy(array, call, sorted(array, call))),
    toSpliced: onArray((array, call) => {
      const result = copy(array, call, array.elements);
      splice(result, call);
      return result;
    }),
    unshift: onArray((array, call) => {
      grow(array, call.machine, (elements) => elements.unshift(...call.args.map((value) => ({ value }))));
      return length(array, call);
    }),
    with: onArray((array, call) => {
      const at = numberArg(call, 0, 0);
      const why = loose(array) ?? (at instanceof Opaque ? at : undefined);
      if (why) return why;
      const { length } = array.elements;
      const given = Math.trunc(at as number) || 0;
      const i = given < 0 ? length + given : given;
      if ((i < 0 || i >= length) && !array.open) return throwError(new RangeError('Invalid index'), call.spot);
      return copy(
        array,
        call,
        array.elements.map((each, j) => (i === j ? { value: call.args[1] ?? UNDEFINED } : each)),
      );
    }),
  });
