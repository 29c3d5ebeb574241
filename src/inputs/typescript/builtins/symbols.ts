import { type HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { toText } from './coerce.ts';
import { fn, namespace, pure } from './native.ts';
import { WELL_KNOWN } from './symbol-names.ts';
import { throwError } from './throw.ts';

const symbolOf = (value: Value | undefined): symbol | undefined =>
  value?.kind === 'primitive' && typeof value.value === 'symbol' ? value.value : undefined;

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['toString', pure('Symbol.prototype.toString', ['plain'], (symbol: symbol) => String(symbol), true)],
  ['valueOf', fn('Symbol.prototype.valueOf', ({ self = UNDEFINED }) => self)],
]);

/** A member of a symbol. */
export const symbolMember = (symbol: symbol, key: string): Value | undefined =>
  key === 'description' ? new Primitive(symbol.description) : METHODS.get(key);

export const SYMBOL: HostValue = namespace(
  'Symbol',
  new Map<string, Value>([
    ['prototype', namespace('Symbol.prototype', METHODS)],
    ...[...WELL_KNOWN].map(([name, symbol]): [string, Value] => [name, new Primitive(symbol)]),
    [
      'for',
      fn('Symbol.for', ({ machine, args: [name = UNDEFINED], spot }) => {
        const text = toText(name, machine, spot);
        return text.kind === 'opaque' ? text : new Primitive(Symbol.for(text.value), spot);
      }),
    ],
    [
      'keyFor',
      fn('Symbol.keyFor', ({ args: [symbol], spot }) => {
        const known = symbolOf(symbol);
        return known ? new Primitive(Symbol.keyFor(known), spot) : new Opaque('the name of a symbol', spot);
      }),
    ],
  ]),
  {
    call({ machine, args: [name], spot }) {
      if (!name || (name.kind === 'primitive' && name.value === undefined)) return new Primitive(Symbol(), spot);
      const text = toText(name, machine, spot);
      // what it is called is not known, but it equals nothing else
      return new Primitive(text.kind === 'opaque' ? Symbol() : Symbol(text.value), spot);
    },
    construct: ({ spot }) => throwError(new TypeError('Symbol is not a constructor'), spot),
  },
);
