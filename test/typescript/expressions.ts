import { fc } from '../../src/testing/properties.ts';

/** Small expressions of JavaScript with odd operands: operators over literals, and builtins with odd arguments. */

const NUMBERS = ['0', '-0', '1', '-1', '2', '3.7', '-2.5', 'NaN', 'Infinity', '-Infinity', '1e21', '0.1', '4294967296'];
const TEXTS = [`''`, `'a'`, `'abc'`, `'10'`, `' 7 '`, `'b,a'`, `'Ünï😀'`, `'__proto__'`, `'length'`, `'1e3'`, `'-'`];
const OTHERS = ['null', 'undefined', 'true', 'false', '5n', '0n'];
const LISTS = [
  '[]',
  '[1, 2, 3]',
  '[3, 1, 2]',
  `['b', 'a', 'c']`,
  '[, 1]',
  '[NaN, -0, null, undefined]',
  '[[1, [2]], [3]]',
  `[{ a: 1 }, { a: 2 }]`,
  '[1, , 3, , undefined]',
];
const OBJECTS = [
  '({})',
  '({ a: 1, b: 2 })',
  `({ b: 1, a: [1], 2: 'x', 1: null })`,
  '({ length: 2, 0: 5 })',
  '({ valueOf() { return 4 } })',
  `({ toString() { return 'T' } })`,
  '({ __proto__: { inherited: 1 }, own: 2 })',
  '({ get a() { return 3 } })',
  '({ a: undefined })',
];
const CALLBACKS = [
  '(x) => x',
  '(x, i) => i',
  '(x) => !x',
  '(a, b) => a + b',
  '(a, b) => a > b',
  '() => undefined',
  '(x) => [x]',
];

const pick = (...lists: readonly (readonly string[])[]): fc.Arbitrary<string> => fc.constantFrom(...lists.flat());
const plain = pick(NUMBERS, TEXTS, OTHERS);
const anything = fc.oneof(
  { weight: 3, arbitrary: plain },
  { weight: 2, arbitrary: pick(LISTS) },
  { weight: 2, arbitrary: pick(OBJECTS) },
  { weight: 1, arbitrary: pick(CALLBACKS).map((text) => `(${text})`) },
);
const args = (of: fc.Arbitrary<string>, most = 3): fc.Arbitrary<string> =>
  fc.array(of, { maxLength: most }).map((list) => list.join(', '));

const BINARY = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '>>>',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '===',
  '!=',
  '!==',
  '&&',
  '||',
  '??',
  'in',
];
const UNARY = ['-', '+', '~', '!', 'typeof ', 'void ', '!!'];

const operation: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(anything, pick(BINARY), anything).map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
  fc.tuple(pick(UNARY), anything).map(([operator, a]) => `${operator}(${a})`),
  fc.tuple(anything, anything, anything).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
  fc.array(anything, { maxLength: 3 }).map((parts) => `\`${parts.map((part) => `<\${${part}}>`).join('')}\``),
  fc
    .tuple(pick(['+=', '-=', '*=', '**=', '%=', '&=', '??=', '||=', '&&=', '<<=']), anything, anything)
    .map(([operator, a, b]) => `(() => { let x = ${a}; x ${operator} ${b}; return x })()`),
  fc.tuple(pick(['++', '--']), anything).map(([operator, a]) => `(() => { let x = ${a}; return [x${operator}, x] })()`),
);

/** Methods whose answer rests on nothing but their operands. */
const own = (prototype: object, ...without: readonly string[]): string[] =>
  Object.getOwnPropertyNames(prototype).filter(
    (name) =>
      /^[a-z]/.test(name) &&
      !without.includes(name) &&
      typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function',
  );
const LIST_METHODS = own(Array.prototype, 'constructor', 'toLocaleString');
const TEXT_METHODS = own(String.prototype, 'constructor', 'localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase');
const NUMBER_METHODS = own(Number.prototype, 'constructor', 'toLocaleString');
const OBJECT_METHODS = own(Object, 'setPrototypeOf', 'getPrototypeOf', 'groupBy');
const MATH = own(Math, 'random');

const call = (
  self: fc.Arbitrary<string>,
  methods: readonly string[],
  given: fc.Arbitrary<string>,
): fc.Arbitrary<string> =>
  fc.tuple(self, pick(methods), given).map(([a, method, b]) => {
    const made = `(${a}).${method}(${b})`;
    // what an iterator holds is seen when it is walked
    return /^(?:entries|keys|values|matchAll)$/.test(method) ? `[...${made}]` : made;
  });

const builtin: fc.Arbitrary<string> = fc.oneof(
  call(pick(LISTS), LIST_METHODS, fc.oneof(args(anything), pick(CALLBACKS))),
  call(pick(LISTS), LIST_METHODS, fc.oneof(args(plain), pick(CALLBACKS))),
  call(pick(TEXTS), TEXT_METHODS, args(plain)),
  call(pick(TEXTS), TEXT_METHODS, args(anything)),
  call(pick(NUMBERS), NUMBER_METHODS, args(plain, 1)),
  call(fc.constant('Object'), OBJECT_METHODS, args(anything)),
  call(fc.constant('Math'), MATH, args(anything)),
  call(
    fc.constant('JSON'),
    ['stringify'],
    fc.oneof(
      anything,
      fc.tuple(anything, pick(OTHERS), plain).map((all) => all.join(', ')),
    ),
  ),
  call(fc.constant('JSON'), ['parse'], plain),
  call(
    fc.constant('Number'),
    ['isInteger', 'isFinite', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt'],
    args(plain, 2),
  ),
  call(fc.constant('Array'), ['from', 'of', 'isArray'], args(anything, 2)),
  call(fc.constant('Reflect'), ['has', 'ownKeys', 'get'], args(anything, 2)),
  fc
    .tuple(
      pick(['String', 'Number', 'Boolean', 'BigInt', 'Array', 'Object', 'parseInt', 'parseFloat', 'isNaN']),
      args(anything, 2),
    )
    .map(([name, b]) => `${name}(${b})`),
  fc.tuple(pick(['Array', 'Map', 'Set', 'Error', 'Object']), args(anything, 2)).map(([name, b]) => `new ${name}(${b})`),
  fc.tuple(anything, plain).map(([a, b]) => `(${a})[${b}]`),
  fc.tuple(anything, pick(['length', 'a', 'name', 'constructor', 'x', '__proto__'])).map(([a, b]) => `(${a})?.${b}`),
);

/** What changes something, and what is then left of it. */
const change: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(pick(LISTS, OBJECTS), anything, anything)
    .map(([a, b, c]) => `(() => { const o = ${a}; o[${b}] = ${c}; return [o, Object.keys(o), o.length] })()`),
  fc
    .tuple(pick(LISTS, OBJECTS), anything)
    .map(([a, b]) => `(() => { const o = ${a}; return [delete o[${b}], o, Object.keys(o)] })()`),
  fc
    .tuple(pick(LISTS), pick(LIST_METHODS), args(plain))
    .map(([a, b, c]) => `(() => { const o = ${a}; try { o.${b}(${c}) } catch {} return [o, Object.keys(o)] })()`),
  fc.tuple(pick(LISTS, OBJECTS)).map(([a]) => `(() => { const r = []; for (const k in ${a}) r.push(k); return r })()`),
  fc.tuple(anything).map(([a]) => `(() => { const r = []; for (const k of ${a}) r.push(k); return r })()`),
  fc.tuple(anything).map(([a]) => `(() => { const { length, a = 7, ...rest } = ${a}; return [length, a, rest] })()`),
  fc.tuple(anything).map(([a]) => `(() => { const [x, y = 7, ...rest] = ${a}; return [x, y, rest] })()`),
  fc.tuple(anything, anything).map(([a, b]) => `({ ...${a}, b: 0, ...${b} })`),
  fc.tuple(anything, anything).map(([a, b]) => `[...${a}, ...${b}]`),
);

export const expressions: fc.Arbitrary<string> = fc.oneof(operation, builtin, change);
