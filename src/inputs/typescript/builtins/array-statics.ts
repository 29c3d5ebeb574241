import { fail } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, HOLE, type HostValue, isNullish, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { isNoFunction, TOO_MANY } from './array-self.ts';
import { ARRAY_METHODS } from './arrays.ts';
import { fns, namespace } from './native.ts';
import { lift, LONGEST_ARRAY } from './operands.ts';
import { throwError } from './throw.ts';

const make = (args: readonly Value[], spot: Spot): Value => {
  const [count] = args;
  if (count === undefined || args.length !== 1 || count.kind === 'opaque' || count.kind === 'choice') {
    if (args.length !== 1) return new ArrayValue(args, spot);
    return count?.kind === 'opaque' ? count : new Opaque('an array of a length that is not known', spot);
  }
  if (count.kind !== 'primitive' || typeof count.value !== 'number') return new ArrayValue(args, spot);
  if (!Number.isInteger(count.value) || count.value < 0 || count.value >= 2 ** 32)
    return throwError(new RangeError('Invalid array length'), spot);
  return count.value > LONGEST_ARRAY
    ? TOO_MANY
    : new ArrayValue(
        Array.from({ length: count.value }, () => HOLE),
        spot,
      );
};

/** What `Array.from` and its like read: iterables, and objects with a length. */
function listOf(value: Value, machine: Machine, spot: Spot): ArrayValue | Opaque {
  if (value.kind === 'opaque') return value;
  if (isNullish(value)) return fail(machine, value, 'It is not iterable', spot);
  const length =
    value.kind === 'object' && !value.properties.has('@@iterator') ? machine.get(value, 'length', spot) : UNDEFINED;
  if (length.kind === 'opaque') return length;
  if (length.kind === 'primitive' && typeof length.value === 'number') {
    if (length.value > LONGEST_ARRAY) return TOO_MANY;
    return new ArrayValue(
      Array.from({ length: length.value || 0 }, (_, i) => machine.get(value, String(i), spot)),
      spot,
    );
  }
  const { elements, open } = machine.iterate(value, spot);
  const result = new ArrayValue(elements, spot);
  result.open = open as Opaque | undefined;
  return result;
}

export const ARRAY: HostValue = namespace(
  'Array',
  new Map<string, Value>([
    ['prototype', namespace('Array.prototype', ARRAY_METHODS)],
    ...fns('Array.', {
      from: ({ machine, args: [from = UNDEFINED, map], spot }) =>
        lift([from], spot, ([one]) => {
          if (map && isNoFunction(map) && !(map.kind === 'primitive' && map.value === undefined))
            return fail(machine, map, 'It is not a function', spot);
          const list = listOf(one!, machine, spot);
          return list.kind === 'opaque' || !map || (map.kind === 'primitive' && map.value === undefined)
            ? list
            : machine.call(ARRAY_METHODS.get('map')!, [map], spot, list);
        }),
      isArray: ({ args: [value = UNDEFINED], spot }) =>
        lift([value], spot, ([one]) => {
          if (one!.kind === 'opaque') return one!;
          const isProxy = one!.kind === 'host' && one!.label === 'Proxy';
          return isProxy ? new Opaque('what a `Proxy` is', spot) : new Primitive(one!.kind === 'array', spot);
        }),
      of: ({ args, spot }) => new ArrayValue(args, spot),
    }),
  ]),
  {
    call: ({ args, spot }) => make(args, spot),
    construct: ({ args, spot }) => make(args, spot),
    instance: ({ kind }) => (kind === 'opaque' || kind === 'choice' ? undefined : kind === 'array'),
  },
);
