import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  type Choice,
  type Condition,
  type Element,
  HOLE,
  isIndex,
  Opaque,
  Primitive,
  UNDEFINED,
  Unset,
  type Value,
} from '../values.ts';
import { callbackMethods } from './array-callbacks.ts';
import { changingMethods } from './array-changes.ts';
import { filled, flatten, onArray, positionOf } from './array-self.ts';
import { joined, toText } from './coerce.ts';
import { iteratorOf } from './iterators.ts';
import { fn, fns, numberArg } from './native.ts';
import { assumedOf, both, chosen, dependsOn, lift, LONGEST_ARRAY, negate, sameValue, testing } from './operands.ts';
import { perWay } from './possibilities.ts';

/** How many elements at the start of a list depend on no test, as of a length: programs ask for `length` in loops. */
const firmStarts = new WeakMap<readonly Element[], { readonly length: number; readonly firm: number }>();

/** Whether nothing before an end depends on a test. */
function firm({ elements, open }: ArrayValue, end: number): boolean {
  if (open) return false;
  const { length } = elements;
  let known = firmStarts.get(elements);
  if (known?.length !== length) {
    let count = known && known.length < length ? known.firm : 0;
    while (count < length && !testing(elements[count]!.when)) count++;
    firmStarts.set(elements, (known = { length, firm: count }));
  }
  return known.firm >= Math.min(end, length);
}

/** The element at a position, which conditions of elements before it may shift. */
function nth(array: ArrayValue, i: number, spot: Spot): Value {
  if (firm(array, i + 1)) return array.elements[i]?.value ?? UNDEFINED;
  return perWay(array, spot, (values) => values[i] ?? UNDEFINED);
}

/** Whether, or where, an array holds a value. */
function find(
  array: ArrayValue,
  value: Value,
  call: Call,
  answer: (i: number) => Value,
  none: Primitive,
  order: 'first' | 'last' | 'any',
): Value {
  const { spot } = call;
  const { elements, open } = array;
  if (value.kind === 'opaque') return value;
  const options: Choice['options'][number][] = [];
  let rest: Condition | undefined;
  let end: Value | undefined;
  let unknown: Opaque | undefined;
  let assumed = assumedOf(value);
  const from = numberArg(call, 1, order === 'last' ? Infinity : 0);
  if (from instanceof Opaque) return from;
  const firmly = from === 0 || from === Infinity || firm(array, Infinity);
  if (!firmly) return open ?? new Opaque('a position in an array', spot);
  const start = Math.trunc(from < 0 ? elements.length + from : from) || 0;
  const first = order === 'last' ? Math.min(start, elements.length - 1) : Math.max(0, start);
  for (let i = first; i >= 0 && i < elements.length && !end; i += order === 'last' ? -1 : 1) {
    const { value: each, when, hole } = elements[i]!;
    if (hole && order !== 'any') continue;
    const same = sameValue(each, value, order === 'any' ? 'includes' : '===');
    if (same === undefined) unknown ??= each.kind === 'choice' ? dependsOn(each.options[0]!.when) : (each as Opaque);
    else if (same && testing(when)) {
      options.push({ when: when!, value: answer(i) });
      rest = both(rest, negate(when!));
    } else if (same) end = order === 'any' ? answer(i) : (unknown ?? answer(i));
    assumed ??= assumedOf(each);
  }
  end ??=
    unknown ?? (open && !(open instanceof Unset) ? open : new Primitive(none.value, spot, open?.reason ?? assumed));
  return rest ? chosen([...options, { when: rest, value: end }], spot) : end;
}

const entries = (array: ArrayValue, spot: Spot): readonly Element[] =>
  array.elements.map(({ value, when }, i) => ({
    value: new ArrayValue([positionOf(array, i, spot), value], spot),
    when,
  }));

export const ARRAY_METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...callbackMethods(),
  ...changingMethods(),
  [
    'toString',
    fn(
      'Array.prototype.toString',
      onArray((array, { machine, spot }) => joined(array, ',', machine, spot)),
    ),
  ],
  ...fns('Array.prototype.', {
    at: onArray((array, call) => {
      const i = numberArg(call, 0, 0);
      if (i instanceof Opaque) return i;
      return i >= 0
        ? nth(array, Math.trunc(i), call.spot)
        : perWay(array, call.spot, (values) => values.at(i) ?? UNDEFINED);
    }),
    concat: onArray((array, { args, machine, spot }) => {
      const result = new ArrayValue(array.elements, spot);
      result.open = array.open;
      flatten(
        args.map((value) => ({ value })),
        1,
        result,
        machine,
        'kept',
      );
      return result;
    }),
    entries: onArray((array, { spot }) => array.open ?? iteratorOf(entries(array, spot), spot)),
    flat: onArray((array, call) => {
      const depth = numberArg(call, 0, 1);
      if (depth instanceof Opaque) return depth;
      const result = new ArrayValue([], call.spot);
      result.open = array.open;
      flatten(array.elements, Math.trunc(depth) || 0, result, call.machine);
      return result;
    }),
    includes: onArray((array, call) =>
      lift([call.args[0] ?? UNDEFINED], call.spot, ([one]) =>
        find(
          array,
          one!,
          call,
          () => new Primitive(true, call.spot, assumedOf(one)),
          new Primitive(false, call.spot),
          'any',
        ),
      ),
    ),
    indexOf: onArray((array, call) =>
      lift([call.args[0] ?? UNDEFINED], call.spot, ([one]) =>
        find(array, one!, call, (i) => positionOf(array, i, call.spot), new Primitive(-1, call.spot), 'first'),
      ),
    ),
    join: onArray((array, { machine, args: [separator], spot }) =>
      lift([separator ?? UNDEFINED], spot, ([one]) => {
        const left = one!.kind === 'primitive' && one!.value === undefined && !one!.assumed;
        const text = left ? new Primitive(',') : toText(one!, machine, spot);
        return text.kind === 'opaque' ? text : joined(array, String(text.value), machine, spot);
      }),
    ),
    keys: onArray(
      (array, { spot }) =>
        array.open ??
        iteratorOf(
          array.elements.map(({ when }, i) => ({ value: positionOf(array, i, spot), when })),
          spot,
        ),
    ),
    lastIndexOf: onArray((array, call) =>
      lift([call.args[0] ?? UNDEFINED], call.spot, ([one]) =>
        find(array, one!, call, (i) => positionOf(array, i, call.spot), new Primitive(-1, call.spot), 'last'),
      ),
    ),
    slice: onArray((array, call) => {
      const [start, end] = [numberArg(call, 0, 0), numberArg(call, 1, Infinity)];
      if (start instanceof Opaque) return start;
      if (end instanceof Opaque) return end;
      const { elements, open } = array;
      const firm = elements.findIndex(({ when }) => testing(when));
      const whole = start === 0 && end === Infinity;
      if (!whole && open && !(open instanceof Unset)) return open;
      if (!whole && firm >= 0 && (start < 0 || start > firm || (end !== Infinity && (end < 0 || end > firm))))
        return dependsOn(elements[firm]!.when!);
      const result = new ArrayValue(elements.slice(start, end), call.spot);
      result.open = open;
      return result;
    }),
    values: onArray((array, { spot }) => array.open ?? iteratorOf(filled(array.elements), spot)),
  }),
]);

/** A member of an array: an element, its length, a method. */
export function arrayMember(array: ArrayValue, key: string, spot: Spot): Value | undefined {
  const code = key.charCodeAt(0);
  if (code >= 48 && code <= 57) return isIndex(key) ? nth(array, Number(key), spot) : undefined;
  if (key === 'length')
    return firm(array, Infinity)
      ? new Primitive(array.elements.length, spot)
      : perWay(array, spot, (values) => new Primitive(values.length, spot));
  return ARRAY_METHODS.get(key === '@@iterator' ? 'values' : key) ?? array.own?.properties.get(key)?.value;
}

/** `array.length = length`. */
export function setLength(array: ArrayValue, length: Value, machine: Machine): void {
  machine.touch(array);
  if (length.kind !== 'primitive' || !(Number(length.value) <= LONGEST_ARRAY)) {
    array.open ??= length.kind === 'opaque' ? length : new Opaque('the length of an array', length.spot);
    return;
  }
  const count = Math.max(0, Number(length.value));
  array.elements = array.elements.slice(0, count);
  while (array.elements.length < count) array.elements.push(HOLE);
}
