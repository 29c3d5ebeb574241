import { fn, moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import { Exited } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, isNullish, Opaque, Primitive, PromiseValue, UNDEFINED, type Call, type Value } from '../values.ts';
import { fluent, named, steps, type Step } from './fluent.ts';
import { eachOption, holds, texts } from './reading.ts';
import { YargsModel } from './yargs-model.ts';
import { yargsParser } from './yargs-parser.ts';

/** A method that says something of options by name. */
const of =
  (
    say: (model: YargsModel, name: string, value: Value | undefined, spot: Spot, machine: Machine) => void,
  ): Step<YargsModel> =>
  (model, { machine, args, spot }) =>
    model.each(args, machine, spot, (name, value, at) => say(model, name, value, at, machine));

const declared = of(({ options }, name, _value, spot) => options.declare(name, {}, spot));

const demand = of(({ options }, name, _value, spot) => options.declare(name, { demanded: true }, spot));

/** `parse(args, context, callback)`; each may be left out. */
const parse: Step<YargsModel> = (model, { machine, args, spot }) => {
  const isList = (value: Value | undefined): boolean => value?.kind !== 'function' && value?.kind !== 'object';
  const argv = model.parse(isList(args[0]) ? args[0] : undefined, machine, spot);
  const context = args.find(({ kind }) => kind === 'object');
  eachOption(machine, context, spot, (name, value) => machine.set(argv, name, value, spot));
  const callback = args.find(({ kind }) => kind === 'function');
  if (callback) machine.call(callback, [new Primitive(null, spot), argv, new Primitive('', spot)], spot);
  return argv;
};

const METHODS = steps<YargsModel>({
  alias: of(({ options }, name, value, spot) => {
    options.declare(name, {}, spot);
    for (const alias of texts(value)) options.aliases.add(name, alias);
  }),
  ...named(
    ['boolean', 'string', 'number', 'normalize', 'describe', 'choices', 'nargs', 'requiresArg', 'hide'],
    declared,
  ),
  array: of(({ options }, name, _value, spot) => options.declare(name, { array: true }, spot)),
  count: of(({ options }, name, _value, spot) => options.declare(name, { count: true }, spot)),
  coerce: of(({ options }, name, value, spot) => options.declare(name, value ? { coerce: value } : {}, spot)),
  ...named(
    ['default', 'defaults'],
    of(({ options }, name, value, spot, machine) => {
      const given = value?.kind === 'function' ? machine.call(value, [], spot) : value;
      options.declare(name, given ? { fallback: given } : {}, spot);
    }),
  ),
  demandOption: of(({ options }, name, value, spot, machine) =>
    options.declare(name, { demanded: !value || isNullish(value) || holds(machine, value, spot) }, spot),
  ),
  ...named(['demand', 'require', 'required'], (model, call, host) => {
    const [first] = call.args;
    if (first?.kind === 'primitive' && typeof first.value === 'number') model.needsCommand = first.value > 0;
    else demand(model, call, host);
  }),
  ...named(
    ['option', 'options', 'positional'],
    of(({ options }, name, value, spot, machine) => options.option(name, value ?? UNDEFINED, machine, spot)),
  ),
  config(model, { machine, args: [first = UNDEFINED], spot }) {
    if (first.kind === 'object' || first.kind === 'opaque') model.options.configs.push(first);
    else for (const name of texts(first)) model.options.option(name, UNDEFINED, machine, spot);
  },
  parserConfiguration(model, { args: [configuration] }) {
    model.options.configuration = configuration;
  },
  ...named(['check', 'middleware'], (model, { args: [watcher] }) => {
    if (watcher?.kind === 'function' || watcher?.kind === 'host') model.watchers.push(watcher);
    if (watcher?.kind === 'array') model.watchers.push(...watcher.elements.map(({ value }) => value));
  }),
  ...named(['command', 'commands'], (model, { machine, args, spot }) => model.command(args, machine, spot)),
  usage(model, { machine, args, spot }) {
    if (args.length > 1) model.command(args, machine, spot);
  },
  demandCommand(model, { args: [least] }) {
    model.needsCommand = !(least?.kind === 'primitive' && least.value === 0);
  },
  ...named(['parse', 'parseSync'], parse),
  parseAsync: (model, call, host) => new PromiseValue(parse(model, call, host) as Value, call.spot),
  exit() {
    throw new Exited();
  },
  getHelp: (_model, { spot }) => new PromiseValue(new Opaque('the help of the command line', spot), spot),
  terminalWidth: (_model, { spot }) => new Opaque('how wide the terminal is', spot),
});

const hostOf = (model: YargsModel, spot: Spot): HostValue =>
  fluent('yargs', model, METHODS, spot, (key, _model, machine, at) => {
    if (key === 'argv') return model.parse(undefined, machine, at);
    if (key === '$0') return new Opaque('the name the program is started by', at);
    return undefined;
  });

function make(call: Pick<Call, 'args' | 'spot'>): HostValue {
  const model = new YargsModel(hostOf);
  [model.args] = call.args;
  return hostOf(model, call.spot);
}

/** `process.argv` without what started the program. */
export const hideBin = fn('hideBin', ({ machine, args: [argv = UNDEFINED], spot }) =>
  machine.call(machine.get(argv, 'slice', spot), [new Primitive(2, spot)], spot, argv),
);

/** The class that makes instances, which only a bundle shows. */
export const yargsClass = new HostValue('YargsInstance', { construct: make });

/** What `require('yargs')` is besides a function: an instance for the command line of the program. */
const instances = new WeakMap<Machine, HostValue>();

function instanceOf(machine: Machine, spot: Spot): HostValue {
  const known = instances.get(machine) ?? make({ args: [], spot });
  instances.set(machine, known);
  return known;
}

/** The module `yargs`: makes an instance when called, and is one itself. */
export const yargs: HostValue = new HostValue('yargs', {
  call: make,
  construct: make,
  set: () => undefined,
  keys: () => [],
  get(key, machine, _self, spot) {
    if (key === 'default' || key === 'Yargs') return yargs;
    if (key === 'hideBin') return hideBin;
    if (key === 'Parser') return yargsParser;
    return key === '__esModule' || key === 'name' ? undefined : machine.get(instanceOf(machine, spot), key, spot);
  },
});

/** `yargs/helpers`. */
export const yargsHelpers: HostValue = moduleOf('yargs/helpers', [
  ['hideBin', hideBin],
  ['Parser', yargsParser],
  ['applyExtends', fn('applyExtends', ({ args: [config = UNDEFINED] }) => config)],
]);
