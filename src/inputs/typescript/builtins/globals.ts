import type { Machine } from '../machine/machine.ts';
import { type Call, HostValue, Opaque, Primitive, PromiseValue, UNDEFINED, type Value } from '../values.ts';
import { ARRAY } from './array-statics.ts';
import { BUFFER } from './buffers.ts';
import { COLLECTIONS } from './collections.ts';
import { DATE } from './dates.ts';
import { ERRORS } from './errors.ts';
import { FUNCTION } from './functions.ts';
import { JSON_NAMESPACE } from './json.ts';
import { fn, fns, namespace } from './native.ts';
import { BIGINT, BOOLEAN, FUNCTIONS, MATH, NUMBER } from './numbers.ts';
import { OBJECT, STRUCTURED_CLONE } from './objects.ts';
import { makeProcess } from './process.ts';
import { PROMISE } from './promises.ts';
import { PROXY, REFLECT } from './reflect.ts';
import { REGEXP } from './regexp.ts';
import { STRING } from './strings.ts';
import { SYMBOL } from './symbols.ts';
import { URLS } from './urls.ts';

export { compilerHelper } from './compiler.ts';

/** Things of the platform that no tool is made of. */
const UNREAD = [
  'AbortController',
  'AbortSignal',
  'ArrayBuffer',
  'Atomics',
  'BigInt64Array',
  'BigUint64Array',
  'Blob',
  'BroadcastChannel',
  'ByteLengthQueuingStrategy',
  'CompressionStream',
  'CountQueuingStrategy',
  'CustomEvent',
  'DOMException',
  'DataView',
  'DecompressionStream',
  'Event',
  'EventSource',
  'EventTarget',
  'File',
  'FinalizationRegistry',
  'Float32Array',
  'Float64Array',
  'FormData',
  'Headers',
  'Int16Array',
  'Int32Array',
  'Int8Array',
  'Intl',
  'MessageChannel',
  'MessageEvent',
  'MessagePort',
  'ReadableStream',
  'Request',
  'Response',
  'SharedArrayBuffer',
  'TextDecoder',
  'TextDecoderStream',
  'TextEncoder',
  'TextEncoderStream',
  'TransformStream',
  'URLPattern',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'WeakRef',
  'WebAssembly',
  'WebSocket',
  'WritableStream',
  'crypto',
  'navigator',
  'performance',
  'eval',
];

/** What no Node.js has: programs ask whether it is there. */
const MISSING = ['Bun', 'Deno', 'EdgeRuntime', 'document', 'localStorage', 'self', 'sessionStorage', 'window'];

const TIMER: HostValue = namespace(
  'a timer',
  new Map<string, Value>(
    ['ref', 'unref', 'refresh', 'close'].map((name) => [name, fn(name, ({ self = UNDEFINED }: Call) => self)]),
  ),
);

/** Functions that call something some other time. */
export const TIMERS = fns(
  '',
  Object.fromEntries([
    ...['setTimeout', 'setInterval'].map((name) => [
      name,
      ({ machine, args: [callback = UNDEFINED, , ...args], spot }: Call): Value => {
        machine.later(callback, args, spot);
        return TIMER;
      },
    ]),
    ...['setImmediate', 'queueMicrotask'].map((name) => [
      name,
      ({ machine, args: [callback = UNDEFINED, ...args], spot }: Call): Value => {
        machine.later(callback, args, spot);
        return TIMER;
      },
    ]),
    ...['clearTimeout', 'clearInterval', 'clearImmediate'].map((name) => [name, () => UNDEFINED]),
  ]),
);

/** What of the console goes to standard output. */
const PRINTS = 'log info debug table dir group groupCollapsed timeEnd timeLog count'.split(' ');
const CONSOLE: HostValue = namespace(
  'console',
  new Map(
    PRINTS.map((name) => [
      name,
      fn(`console.${name}`, ({ machine, args, spot }) => {
        machine.witness.note(machine, 'print', `console.${name}`, spot, args);
        return UNDEFINED;
      }),
    ]),
  ),
  {},
  () => SILENT,
);
const SILENT = fn('console', () => UNDEFINED);

const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['undefined', UNDEFINED],
  ['NaN', new Primitive(Number.NaN)],
  ['Infinity', new Primitive(Infinity)],
  ...COLLECTIONS,
  ...ERRORS,
  ...URLS,
  ...FUNCTIONS,
  ...TIMERS,
  ['Array', ARRAY],
  ['BigInt', BIGINT],
  ['Boolean', BOOLEAN],
  ['Buffer', BUFFER],
  ['Date', DATE],
  ['Function', FUNCTION],
  ['JSON', JSON_NAMESPACE],
  ['Math', MATH],
  ['Number', NUMBER],
  ['Object', OBJECT],
  ['Promise', PROMISE],
  ['Proxy', PROXY],
  ['Reflect', REFLECT],
  ['RegExp', REGEXP],
  ['String', STRING],
  ['Symbol', SYMBOL],
  ['console', CONSOLE],
  ['structuredClone', STRUCTURED_CLONE],
  ['fetch', fn('fetch', ask)],
  ...UNREAD.map((name): [string, Value] => [name, new Opaque(`\`${name}\``)]),
  ...MISSING.map((name): [string, Value] => [
    name,
    new Primitive(undefined, undefined, `the program runs on Node.js, which has no \`${name}\``),
  ]),
]);

/** What each program has for itself, since it may change it. */
const own = new WeakMap<Machine, Map<string, Value>>();

function ownValue(name: string, machine: Machine, make: () => Value): Value {
  let values = own.get(machine);
  if (!values) own.set(machine, (values = new Map()));
  let value = values.get(name);
  if (!value) values.set(name, (value = make()));
  return value;
}

export const processOf = (machine: Machine): Value => ownValue('process', machine, makeProcess);

const globalThisOf = (machine: Machine): Value =>
  ownValue(
    'globalThis',
    machine,
    () => new HostValue('globalThis', { get: (key, m) => globalValue(key, m) ?? UNDEFINED, keys: () => [] }),
  );

/** The value of a name the program does not declare; `undefined` when no Node.js has it. */
export function globalValue(name: string, machine: Machine): Value | undefined {
  if (name === 'process') return processOf(machine);
  return name === 'globalThis' || name === 'global' ? globalThisOf(machine) : GLOBALS.get(name);
}

/** Whatever is asked over the network may fail, and does where nothing is there. */
function ask({ machine, spot }: Call): Value {
  machine.flow.fails(spot);
  return new PromiseValue(new Opaque('a call of `fetch`', spot), spot);
}
