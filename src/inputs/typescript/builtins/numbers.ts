import { type Call, choose, type HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { primitiveOf } from '../machine/primitives.ts';
import { toNumber } from './coerce.ts';
import { constants, fn, namespace, pure, type Reading } from './native.ts';
import { lift, type Plain } from './operands.ts';

const numeric = (
  prefix: string,
  names: readonly string[],
  compute: (name: string) => (...operands: never[]) => Plain,
) =>
  names.map((name): [string, Value] => {
    const computed = compute(name);
    const reads = Array<Reading>(Math.max(1, computed.length)).fill('number');
    return [name, pure(`${prefix}${name}`, reads, computed)];
  });

const method = (name: string, reads: readonly Reading[], compute: (...operands: never[]) => Plain): [string, Value] => [
  name,
  pure(`Number.prototype.${name}`, ['plain', ...reads], compute, true),
];

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  method('toExponential', ['number'], (value: number, digits?: number) => value.toExponential(digits)),
  method('toFixed', ['number'], (value: number, digits?: number) => value.toFixed(digits)),
  method('toPrecision', ['number'], (value: number, digits?: number) => value.toPrecision(digits)),
  method('toString', ['number'], (value: number, radix?: number) => value.toString(radix)),
  method('valueOf', [], (value: Plain) => value),
  [
    'toLocaleString',
    fn('Number.prototype.toLocaleString', ({ self = UNDEFINED, args: [locale, options], spot }) => {
      if (self.kind !== 'primitive' || options)
        return self.kind === 'opaque' ? self : new Opaque('a number for a locale', spot);
      const given = locale?.kind === 'primitive' && typeof locale.value === 'string' ? locale.value : undefined;
      if (locale && given === undefined) return new Opaque('a number for a locale', spot);
      if (given !== undefined && given !== 'en-US' && given !== 'en') return new Opaque(`a number for ${given}`, spot);
      const text = (self.value as number).toLocaleString('en-US');
      return new Primitive(text, spot, self.assumed ?? (given === undefined ? 'the locale is en-US' : undefined));
    }),
  ],
]);
const SYMBOL_METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  method('toString', [], (value: Plain) => String(value)),
  method('valueOf', [], (value: Plain) => value),
]);

/** A member of a number, truth value or bigint. */
export const numberMember = ({ value }: Primitive, key: string): Value | undefined =>
  (typeof value === 'number' || typeof value === 'bigint' ? METHODS : SYMBOL_METHODS).get(key);

const number = ({ machine, args: [value], spot }: Call): Value =>
  value ? lift([value], spot, ([one]) => toNumber(one!, machine, spot)) : new Primitive(0, spot);

const PARSE: readonly [string, Value][] = [
  ['parseFloat', pure('parseFloat', ['plain'], (text: Plain) => Number.parseFloat(String(text)))],
  [
    'parseInt',
    pure('parseInt', ['plain', 'number'], (text: Plain, radix?: number) => Number.parseInt(String(text), radix)),
  ],
];

export const NUMBER: HostValue = namespace(
  'Number',
  new Map<string, Value>([
    ['prototype', namespace('Number.prototype', METHODS)],
    ...constants({
      EPSILON: Number.EPSILON,
      MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
      MAX_VALUE: Number.MAX_VALUE,
      MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
      MIN_VALUE: Number.MIN_VALUE,
      NaN: Number.NaN,
      NEGATIVE_INFINITY: -Infinity,
      POSITIVE_INFINITY: Infinity,
    }),
    ...PARSE,
    ...(['isFinite', 'isInteger', 'isNaN', 'isSafeInteger'] as const).map((name): [string, Value] => [
      name,
      pure(`Number.${name}`, ['plain'], (value: number) => Number[name](value)),
    ]),
  ]),
  { call: number, construct: ({ spot }) => new Opaque('a number as an object', spot) },
);

/** JavaScript's truth of a value; what is undecided stays so. */
export const BOOLEAN: HostValue = namespace(
  'Boolean',
  new Map<string, Value>([['prototype', namespace('Boolean.prototype', SYMBOL_METHODS)]]),
  {
    call: ({ machine, args: [value = UNDEFINED], spot }) => {
      const test = machine.test(value, value.spot ?? spot);
      if (typeof test === 'boolean') return new Primitive(test, spot);
      return value.kind === 'opaque' ? value : choose(new Primitive(true, spot), new Primitive(false, spot), test);
    },
  },
);

const MAKE_BIGINT = pure('BigInt', ['plain'], (value: string) => BigInt(value));

export const BIGINT: HostValue = namespace('BigInt', new Map(), {
  call({ machine, args: [value = UNDEFINED], spot }) {
    const plain = value.kind === 'object' ? primitiveOf(machine, value, spot) : value;
    return machine.call(MAKE_BIGINT, [plain], spot);
  },
});

const MATH_NAMES = Object.getOwnPropertyNames(Math).filter(
  (name) => typeof Math[name as 'abs'] === 'function' && name !== 'random',
);

export const MATH: HostValue = namespace(
  'Math',
  new Map<string, Value>([
    ...numeric('Math.', MATH_NAMES, (name) =>
      name === 'max' || name === 'min' || name === 'hypot'
        ? (...operands: number[]) => Math[name](...operands)
        : Math[name as 'pow'].length > 1
          ? (x: number, y: number) => Math[name as 'pow'](x, y)
          : (x: number) => Math[name as 'abs'](x),
    ),
    ...constants({
      E: Math.E,
      LN10: Math.LN10,
      LN2: Math.LN2,
      LOG10E: Math.LOG10E,
      LOG2E: Math.LOG2E,
      PI: Math.PI,
      SQRT1_2: Math.SQRT1_2,
      SQRT2: Math.SQRT2,
    }),
    ['random', fn('Math.random', ({ spot }) => new Opaque('a random number', spot))],
  ]),
);

/** Functions of numbers and of escapes that stand alone. */
export const FUNCTIONS: readonly [string, Value][] = [
  ...PARSE,
  ...numeric('', ['isFinite', 'isNaN'], (name) => (value: number) => globalThis[name as 'isNaN'](value)),
  ...(
    [
      'encodeURIComponent',
      'decodeURIComponent',
      'encodeURI',
      'decodeURI',
      'escape',
      'unescape',
      'btoa',
      'atob',
    ] as const
  ).map((name): [string, Value] => [name, pure(name, ['text'], (text: string) => globalThis[name](text))]),
];
