import { isBuiltin } from 'node:module';

import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, Opaque, Primitive, PromiseValue, UNDEFINED, type Value } from '../values.ts';
import { BUFFER } from './buffers.ts';
import { processOf, TIMERS } from './globals.ts';
import { CRYPTO } from './hashes.ts';
import { fn, fns, moduleOf } from './native.ts';
import { FILES, FILES_PROMISES } from './node-files.ts';
import { PATH, URL_MODULE } from './node-paths.ts';
import { ASSERT, ASYNC_HOOKS, EVENTS, OS, UTIL } from './node-tools.ts';

/** `createRequire(url)` of the module `module`. */
const REQUIRE = new HostValue('require', {
  call: ({ machine, args: [name = UNDEFINED], spot }) => {
    if (name.kind !== 'primitive')
      return name.kind === 'opaque' ? name : new Opaque('a `require` of something computed', spot);
    return typeof name.value === 'string'
      ? machine.require(name.value, spot)
      : new Opaque('a `require` of something computed', spot);
  },
  set: () => undefined,
});

const TIMERS_PROMISES: HostValue = moduleOf(
  'timers/promises',
  fns('timers.promises.', {
    setTimeout: ({ args: [, value = UNDEFINED], spot }) => new PromiseValue(value, spot),
    setImmediate: ({ args: [value = UNDEFINED], spot }) => new PromiseValue(value, spot),
  }),
  {},
  (key) => new Opaque(`\`timers.promises.${key}\``),
);

const MODULES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['assert', ASSERT],
  ['assert/strict', ASSERT],
  ['async_hooks', ASYNC_HOOKS],
  ['buffer', moduleOf('buffer', [['Buffer', BUFFER]], {}, (key) => new Opaque(`\`buffer.${key}\``))],
  ['crypto', CRYPTO],
  ['events', EVENTS],
  ['fs', FILES],
  ['fs/promises', FILES_PROMISES],
  [
    'module',
    moduleOf(
      'module',
      [['createRequire', fn('module.createRequire', () => REQUIRE)]],
      {},
      (key) => new Opaque(`\`module.${key}\``),
    ),
  ],
  ['os', OS],
  ['path', PATH],
  ['path/posix', PATH],
  ['timers', moduleOf('timers', [...TIMERS, ['promises', TIMERS_PROMISES]])],
  ['timers/promises', TIMERS_PROMISES],
  ['url', URL_MODULE],
  ['util', UTIL],
  [
    'worker_threads',
    moduleOf(
      'worker_threads',
      [['isMainThread', new Primitive(true)]],
      {},
      (key) => new Opaque(`\`worker_threads.${key}\``),
    ),
  ],
]);

/** A module of Node.js itself; `undefined` for any other name. What is not modelled is opaque and keeps callbacks for later. */
export function nodeModule(name: string, machine: Machine, from: Spot): Value | undefined {
  if (!isBuiltin(name)) return undefined;
  const bare = name.startsWith('node:') ? name.slice('node:'.length) : name;
  if (bare === 'process') return moduleProcess(machine);
  return MODULES.get(bare) ?? new Opaque(`the module \`${bare}\``, from);
}

/** `process` as a module: its members, and itself as the default. */
function moduleProcess(machine: Machine): Value {
  const process = processOf(machine);
  return new HostValue('process', {
    get: (key, m, _self, spot) => (key === 'default' ? process : m.get(process, key, spot)),
    keys: () => [],
  });
}
