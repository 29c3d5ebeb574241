import { type HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { toText } from './coerce.ts';
import { fn, namespace } from './native.ts';

const WELL_KNOWN = [
  'asyncDispose',
  'asyncIterator',
  'dispose',
  'hasInstance',
  'isConcatSpreadable',
  'iterator',
  'metadata',
  'species',
  'toPrimitive',
  'toStringTag',
];
let made = 0;

/** Symbols are names no program writes: `@@iterator`, `@@for:name`, and a number for those that equal nothing else. */
export const SYMBOL: HostValue = namespace(
  'Symbol',
  new Map<string, Value>([
    ...WELL_KNOWN.map((name): [string, Value] => [name, new Primitive(`@@${name}`)]),
    [
      'for',
      fn('Symbol.for', ({ machine, args: [name = UNDEFINED], spot }) => {
        const text = toText(name, machine, spot);
        return text.kind === 'opaque' ? text : new Primitive(`@@for:${text.value}`, spot);
      }),
    ],
    ['keyFor', fn('Symbol.keyFor', ({ spot }) => new Opaque('the name of a symbol', spot))],
  ]),
  { call: ({ spot }) => new Primitive(`@@${++made}`, spot) },
);
