import { fn, fns, moduleOf } from '../builtins/native.ts';
import type { Spot } from '../syntax.ts';
import {
  HostValue,
  ObjectValue,
  Opaque,
  Primitive,
  PromiseValue,
  UNDEFINED,
  type Call,
  type Value,
} from '../values.ts';
import { answers, fallback, put } from './options.ts';
import { eachOption, said } from './reading.ts';

const noFile = (spot: Spot): Primitive => new Primitive(undefined, spot, 'there is no `.env` file');

/** `config()` of dotenv: what a file would add to the environment is not there, as the environment is not. */
function config({ machine, args, spot }: Call): Value {
  machine.witness.note(machine, 'package', 'dotenv', spot, args);
  const result = new ObjectValue(spot);
  put(
    result,
    'parsed',
    answers('.env', spot, undefined, (name) => `process.env.${name}`),
  );
  put(result, 'error', noFile(spot));
  return result;
}

const unread = (name: string): HostValue => fn(name, ({ spot }) => new Opaque('what a `.env` file holds', spot));

/** The modules that load `.env` files. */
export const dotenv: HostValue = moduleOf('dotenv', [
  ...fns('dotenv.', {
    config,
    configDotenv: config,
    populate: () => UNDEFINED,
    expand: ({ args: [loaded = UNDEFINED] }) => loaded,
    load: config,
    get: ({ spot }) => noFile(spot),
    set: () => UNDEFINED,
    setLogLevel: () => UNDEFINED,
  }),
  ['parse', unread('dotenv.parse')],
  ['decrypt', unread('dotenv.decrypt')],
]);

/** Why a setting that nobody made is as it is. */
const notSet = (name: string): string => `\`${name}\` is not set`;

/** `rc(name, defaults)`: the defaults, as far as no file and no variable says otherwise. */
function parseRc({ machine, args: [, defaults], spot }: Call): Value {
  const found: [string, Value, Spot][] = [];
  const open = eachOption(machine, defaults, spot, (name, value, at) => found.push([name, value, at]));
  const made = answers('rc', spot, open);
  for (const [name, value, at] of found) put(made, name, fallback(value, notSet(name), at), at);
  return made;
}

/** The module `rc`, which is a function. */
export const rc: HostValue = moduleOf('rc', [], { call: parseRc });

const nothingFound = ({ spot }: Call): Primitive => new Primitive(null, spot, 'no configuration file is found');
const someFile = ({ spot }: Call): Opaque => new Opaque('a configuration file', spot);

const EXPLORER = [
  ...fns('explorer.', {
    search: (call) => new PromiseValue(nothingFound(call), call.spot),
    load: (call) => new PromiseValue(someFile(call), call.spot),
    clearCaches: () => UNDEFINED,
  }),
];
const SYNC_EXPLORER = fns('explorer.', { search: nothingFound, load: someFile, clearCaches: () => UNDEFINED });

/** cosmiconfig and lilconfig: files of whoever starts the program, of which there are none. */
export const cosmiconfig: HostValue = moduleOf(
  'cosmiconfig',
  fns('cosmiconfig.', {
    cosmiconfig: ({ spot }) => explorer(EXPLORER, spot),
    lilconfig: ({ spot }) => explorer(EXPLORER, spot),
    cosmiconfigSync: ({ spot }) => explorer(SYNC_EXPLORER, spot),
    lilconfigSync: ({ spot }) => explorer(SYNC_EXPLORER, spot),
  }),
);

function explorer(methods: readonly (readonly [string, Value])[], spot: Spot): ObjectValue {
  const made = new ObjectValue(spot);
  for (const [name, method] of methods) put(made, name, method);
  return made;
}

/** A store of settings on the disk of whoever starts the program: nothing is in it but its defaults. */
function store({ machine, spot }: Call, defaults: Value | undefined): HostValue {
  const found = new ObjectValue(spot);
  const open = eachOption(machine, defaults, spot, (name, value, at) =>
    put(found, name, fallback(value, notSet(name), at), at, true),
  );
  const read = (name: Value | undefined, otherwise: Value | undefined, at: Spot): Value => {
    if (name?.kind !== 'primitive' || typeof name.value !== 'string') return new Opaque('a setting', at);
    const path = name.value.split('.').slice(0, 20);
    const value = path.reduce<Value | undefined>((from, step) => said(machine, from, step, at), found);
    if (value) return value;
    return open ?? fallback(otherwise ?? UNDEFINED, notSet(name.value), at);
  };
  const methods = new Map<string, Value>(
    fns('a store.', {
      get: ({ args: [name, otherwise], spot: at }) => read(name, otherwise, at),
      has: ({ args: [name], spot: at }) => {
        const value = read(name, undefined, at);
        if (value.kind === 'opaque') return value;
        const isThere = !(value.kind === 'primitive' && value.value === undefined);
        return new Primitive(isThere, at, value.kind === 'primitive' ? value.assumed : undefined);
      },
      set({ machine: m, args: [name, value], spot: at }) {
        if (value && name?.kind === 'primitive') m.set(found, String(name.value), value, at);
        return UNDEFINED;
      },
    }),
  );
  return new HostValue('a store', {
    get: (key, _machine, _self, at) =>
      methods.get(key) ??
      (key === 'store' || key === 'all' ? found : key === 'path' ? new Opaque('the file of a store', at) : inert),
    keys: () => [],
  });
}

const inert = fn('a method of a store', () => UNDEFINED);

const storeClass = (name: string, defaultsOf: (call: Call) => Value | undefined): HostValue => {
  const made = (call: Call): HostValue => store(call, defaultsOf(call));
  return moduleOf(name, [], { construct: made, call: made });
};

export const conf = storeClass('Conf', ({ machine, args: [settings], spot }) =>
  said(machine, settings, 'defaults', spot),
);
export const configstore = storeClass('Configstore', ({ args: [, defaults] }) => defaults);
