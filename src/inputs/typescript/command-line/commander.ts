import { plainClass } from '../frameworks/host.ts';
import type { Machine } from '../machine/machine.ts';
import { Exited } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, HostValue, isString, Opaque, Primitive, PromiseValue, type Call, type Value } from '../values.ts';
import { CommanderModel } from './commander-model.ts';
import { argumentClass, CommanderArgument, CommanderOption, defaultAmong, optionClass } from './commander-options.ts';
import { fluent, modelOf, named, steps, type Step } from './fluent.ts';
import { noArguments, notGiven } from './options.ts';
import { says, textOf } from './reading.ts';

const option =
  (isDemanded: boolean): Step<CommanderModel> =>
  (model, { machine, args: [flags, , third, fourth], spot }) => {
    const made = new CommanderOption(flags, flags?.spot ?? spot);
    made.fallback = defaultAmong([third, fourth]);
    made.demanded = isDemanded;
    model.add(made, machine);
  };

/** `<file> [others...]`, each an argument of its own. */
function addArguments(model: CommanderModel, usage: string, spot: Spot): void {
  for (const name of usage.split(/\s+/)) if (name !== '') model.arguments.push(new CommanderArgument(name, spot));
}

/** `command('serve <port>', options)` gives the new command; with a description it is a program of its own, which is not read. */
const command: Step<CommanderModel> = (model, { machine, args: [usage, second, third], spot }) => {
  if (isString(second)) return undefined;
  const [name = '', ...others] = (textOf(usage) ?? '').split(/\s+/);
  const made = new CommanderModel(name, spot);
  addArguments(made, others.join(' '), spot);
  made.isDefault = says(machine, second ?? third, 'isDefault', spot);
  made.parent = model;
  model.commands.push(made);
  return hostOf(made, spot);
};

/** `name()` reads what `name('x')` sets. */
const text =
  (
    read: (model: CommanderModel) => string | undefined,
    write: (model: CommanderModel, value: string) => void,
  ): Step<CommanderModel> =>
  (model, { args: [value], spot }) => {
    if (isString(value)) return write(model, value.value);
    if (value) return undefined;
    const known = read(model);
    return known === undefined ? new Opaque('what a command says of itself', spot) : new Primitive(known, spot);
  };

const parse: Step<CommanderModel> = (model, { machine, args: [list], self, spot }) => {
  if (self?.kind === 'object') model.self = self;
  model.parse(list, machine, spot);
};

const exits = (): never => {
  throw new Exited();
};

const METHODS = steps<CommanderModel>({
  option: option(false),
  requiredOption: option(true),
  addOption(model, { machine, args: [made] }) {
    const known = modelOf(made, CommanderOption);
    if (known) model.add(known, machine);
  },
  argument(model, { args: [name, , third, fourth], spot }) {
    const made = new CommanderArgument(textOf(name) ?? '', spot);
    made.fallback = defaultAmong([third, fourth]);
    model.arguments.push(made);
  },
  arguments: (model, { args: [usage], spot }) => addArguments(model, textOf(usage) ?? '', spot),
  addArgument(model, { args: [made] }) {
    const known = modelOf(made, CommanderArgument);
    if (known) model.arguments.push(known);
  },
  command,
  addCommand(model, { machine, args: [made, settings], spot }) {
    const known = modelOf(made, CommanderModel);
    if (!known || known === model || known.parent) return;
    known.parent = model;
    if (made?.kind === 'object') known.self = made;
    known.isDefault = says(machine, settings, 'isDefault', spot);
    model.commands.push(known);
  },
  action(model, { args: [action], self }) {
    if (self?.kind === 'object') model.self = self;
    model.action = action;
  },
  hook(model, { args: [event, hook] }) {
    if (hook && textOf(event) === 'preAction') model.hooks.push(hook);
  },
  ...named(['on', 'once', 'addListener'], (_model, { machine, args: [, listener], spot }) => {
    if (listener) machine.later(listener, undefined, spot);
  }),
  parse,
  parseAsync(model, call, host) {
    parse(model, call, host);
    return new PromiseValue(call.self?.kind === 'object' ? call.self : host, call.spot);
  },
  opts: ({ values }) => values,
  optsWithGlobals: (model, { spot }) => model.allValues(spot),
  getOptionValue: ({ values }, { machine, args: [name], spot }) => machine.get(values, textOf(name) ?? '', spot),
  ...named(['getOptionValueSource', 'getOptionValueSourceWithGlobals'], ({ values }, { args: [name], spot }) =>
    defaultSource(values.properties.get(textOf(name) ?? '')?.value, spot),
  ),
  ...named(['setOptionValue', 'setOptionValueWithSource'], (model, { machine, args: [name, value], spot }) => {
    if (value && isString(name)) machine.set(model.values, name.value, value, spot);
  }),
  name: text(
    ({ name }) => name,
    (model, name) => {
      model.name = name;
    },
  ),
  ...named(
    ['description', 'summary', 'usage', 'alias'],
    text(
      () => undefined,
      () => undefined,
    ),
  ),
  version: text(
    () => undefined,
    () => undefined,
  ),
  ...named(['help', 'error'], exits),
  helpInformation: (_model, { spot }) => new Opaque('the help of the command line', spot),
});

/** `getOptionValueSource`: `'default'`, or nothing for an option without one. */
const defaultSource = (value: Value | undefined, spot: Spot): Value =>
  value?.kind === 'opaque'
    ? value
    : new Primitive(
        value?.kind === 'primitive' && value.value === undefined ? undefined : 'default',
        spot,
        notGiven('it'),
      );

function hostOf(model: CommanderModel, spot: Spot): HostValue {
  const host = fluent('a command', model, METHODS, spot, (key, { values, commands, parent }, machine, at) => {
    switch (key) {
      case 'args':
      case 'processedArgs':
      case 'rawArgs':
        return noArguments(at);
      case 'commands':
        return new ArrayValue(
          commands.flatMap(({ self }) => self ?? []),
          at,
        );
      case 'parent':
        return parent?.self ?? new Primitive(null, at);
      default:
        // until version 7, options were members of the command
        return values.properties.has(key) ? machine.get(values, key, at) : undefined;
    }
  });
  model.self = host;
  return host;
}

const make = ({ args: [name], spot }: Pick<Call, 'args' | 'spot'>): HostValue =>
  hostOf(new CommanderModel(textOf(name) ?? '', spot), spot);

/** `new Command(name)` and `createCommand`, which takes the same. */
export const commandClass = new HostValue('Command', { construct: make, call: make });

const programs = new WeakMap<Machine, HostValue>();

function programOf(machine: Machine, spot: Spot): HostValue {
  const known = programs.get(machine) ?? make({ args: [], spot });
  programs.set(machine, known);
  return known;
}

const NAMED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['Command', commandClass],
  ['createCommand', commandClass],
  ['Option', optionClass],
  ['createOption', optionClass],
  ['Argument', argumentClass],
  ['createArgument', argumentClass],
  ...['Help', 'CommanderError', 'InvalidArgumentError', 'InvalidOptionArgumentError'].map((name): [string, Value] => [
    name,
    plainClass(name),
  ]),
]);

/** The module `commander`; until version 7 it was the program itself. */
export const commander: HostValue = new HostValue('commander', {
  set: () => undefined,
  keys: () => [...NAMED.keys(), 'program'],
  get(key, machine, _self, spot) {
    if (key === 'default') return commander;
    if (key === '__esModule') return undefined;
    const program = programOf(machine, spot);
    return NAMED.get(key) ?? (key === 'program' ? program : machine.get(program, key, spot));
  },
});
