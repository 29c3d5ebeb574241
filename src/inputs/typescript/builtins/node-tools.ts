import { format } from 'node:util';

import { parseArgs } from '../command-line/node.ts';
import {
  type Call,
  HostValue,
  Opaque,
  Primitive,
  PromiseValue,
  type Traits,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { toJson } from './json.ts';
import { constants, fn, fns, moduleOf } from './native.ts';
import { assumedOf } from './operands.ts';

const formatted = ({ machine, args, spot }: Call): Value => {
  const parts: unknown[] = [];
  for (const value of args) {
    if (value.kind !== 'primitive')
      return value.kind === 'opaque' ? value : new Opaque('a text made by `util.format`', spot);
    const plain = toJson(value, machine, spot);
    if (plain instanceof Opaque) return plain;
    if (value.value === undefined && value.assumed !== undefined) return new Opaque(value.assumed, value.spot);
    parts.push(plain.json);
  }
  return new Primitive(format(...parts), spot, assumedOf(...args));
};

const same = ({ args: [value = UNDEFINED] }: Call): Value => value;

export const UTIL: HostValue = moduleOf(
  'util',
  fns('util.', {
    format: formatted,
    inspect: formatted,
    parseArgs,
    deprecate: same,
    debuglog: () => fn('debuglog', () => UNDEFINED),
    inherits: () => UNDEFINED,
    promisify: ({ args: [callee = UNDEFINED], spot }) =>
      callee.kind === 'opaque' ? callee : new Opaque('what `util.promisify` makes', spot),
    stripVTControlCharacters: same,
  }),
  {},
  (key) => new Opaque(`\`util.${key}\``),
);

export const OS: HostValue = moduleOf(
  'os',
  [
    ...constants({ EOL: '\n', devNull: '/dev/null' }),
    ['platform', fn('os.platform', ({ spot }) => new Primitive('linux', spot, 'the program runs on Linux'))],
    ['type', fn('os.type', ({ spot }) => new Primitive('Linux', spot, 'the program runs on Linux'))],
    ['homedir', fn('os.homedir', ({ spot }) => new Opaque('the home folder', spot))],
    ['tmpdir', fn('os.tmpdir', ({ spot }) => new Opaque('the folder for temporary files', spot))],
    ['arch', fn('os.arch', ({ spot }) => new Primitive('x64', spot, 'the program runs on x64'))],
  ],
  {},
  (key) => fn(`os.${key}`, ({ spot }) => new Opaque(`a call of \`os.${key}\``, spot)),
);

/** Functions of an emitter that give the emitter back. */
const CHAINED = [
  'addListener',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'off',
  'removeListener',
  'removeAllListeners',
  'setMaxListeners',
];

const EMITTER: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...CHAINED.map((name): [string, Value] => [
    name,
    fn(`EventEmitter.prototype.${name}`, ({ machine, self = UNDEFINED, args: [, listener], spot }) => {
      if (listener && !/^(?:off|remove)/.test(name)) machine.later(listener, undefined, spot);
      return self;
    }),
  ]),
  ...fns('EventEmitter.prototype.', {
    emit: ({ spot }) => new Opaque('whether anybody listens', spot),
    listenerCount: ({ spot }) => new Opaque('how many listen', spot),
    listeners: ({ spot }) => new Opaque('who listens', spot),
  }),
]);
const EMITTER_TRAITS: Traits = { get: (key) => EMITTER.get(key) ?? UNDEFINED, keys: () => [] };
const emitter = ({ spot }: Call): HostValue => new HostValue('EventEmitter', EMITTER_TRAITS, undefined, spot);

/** The module `events`, which is its own class. */
export const EVENTS: HostValue = moduleOf(
  'EventEmitter',
  fns('events.', {
    once: ({ spot }) => new PromiseValue(new Opaque('an event', spot), spot),
    setMaxListeners: () => UNDEFINED,
  }),
  { construct: emitter, call: emitter },
  (key) => (key === 'EventEmitter' ? EVENTS : key === 'prototype' ? undefined : new Opaque(`\`events.${key}\``)),
);

/** `assert`: what a program asserts holds. */
export const ASSERT: HostValue = new HostValue('assert', {
  call: () => UNDEFINED,
  get: (key) => (key === 'default' || key === 'strict' ? ASSERT : fn(`assert.${key}`, () => UNDEFINED)),
  set: () => undefined,
});

/** A store that follows a request: what is run with it runs at once, and what it holds then is not known. */
export const ASYNC_HOOKS: HostValue = moduleOf(
  'async_hooks',
  [
    [
      'AsyncLocalStorage',
      new HostValue('AsyncLocalStorage', {
        construct: ({ spot }) =>
          new HostValue('AsyncLocalStorage', { get: (key) => STORAGE.get(key), keys: () => [] }, undefined, spot),
      }),
    ],
  ],
  {},
  (key) => new Opaque(`\`async_hooks.${key}\``),
);

const STORAGE: ReadonlyMap<string, Value> = new Map<string, Value>(
  fns('AsyncLocalStorage.prototype.', {
    run: ({ machine, args: [, callback = UNDEFINED, ...args], spot }) => machine.call(callback, args, spot),
    exit: ({ machine, args: [callback = UNDEFINED, ...args], spot }) => machine.call(callback, args, spot),
    getStore: ({ spot }) => new Opaque('the request that is served', spot),
    enterWith: () => UNDEFINED,
    disable: () => UNDEFINED,
  }),
);
