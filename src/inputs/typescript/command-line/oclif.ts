import { fn, fns, moduleOf, namespace } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import { Exited } from '../machine/signals.ts';
import { packageOf } from '../project/packages.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, ObjectValue, Opaque, PromiseValue, UNDEFINED, type Call, type Value } from '../values.ts';
import { runCommands } from './commands.ts';
import { oclifCommands } from './oclif-commands.ts';
import { answers, demanded, fallback, flagOf, noArguments, notGiven, put, unset } from './options.ts';
import { eachOption, said, says } from './reading.ts';

/** What is parsed of `static flags` or `static args`. */
function parsed(
  definitions: readonly (Value | undefined)[],
  typed: (name: string) => string,
  machine: Machine,
  spot: Spot,
): ObjectValue {
  const found: [string, Value, Spot][] = [];
  let open: Opaque | undefined;
  for (const each of definitions)
    open ??= eachOption(machine, each, spot, (name, spec, at) => {
      const given = said(machine, spec, 'default', at);
      const made = given?.kind === 'function' ? machine.call(given, [], at) : given;
      const value = made?.kind === 'promise' ? made.value : made;
      const missing = says(machine, spec, 'required', at) ? demanded(typed(name), at) : unset(typed(name), at);
      found.push([name, value ? fallback(value, notGiven(typed(name)), at) : missing, at]);
    });
  const result = answers('flags', spot, open, typed);
  for (const [name, value, at] of found) put(result, name, value, at);
  return result;
}

/** `this.parse(Class)` of a command. */
function parse({ machine, args: [named], self, spot }: Call): Value {
  const cls = named ?? (self?.kind === 'object' ? self.of : undefined);
  const result = new ObjectValue(spot);
  const flags = [said(machine, cls, 'baseFlags', spot), said(machine, cls, 'flags', spot)];
  put(result, 'flags', parsed(flags, flagOf, machine, spot));
  put(
    result,
    'args',
    parsed([said(machine, cls, 'args', spot)], (name) => `<${name}>`, machine, spot),
  );
  for (const name of ['argv', 'raw', 'nonExistentFlags']) put(result, name, noArguments(spot));
  return new PromiseValue(result, spot);
}

const exits = (): never => {
  throw new Exited();
};
const later = ({ spot }: Call): Value => new PromiseValue(UNDEFINED, spot);
const inert = (): Value => UNDEFINED;

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>(
  fns('Command.prototype.', {
    parse,
    init: later,
    catch: later,
    finally: later,
    error: exits,
    exit: exits,
    log: inert,
    logToStderr: inert,
    logJson: inert,
    warn: ({ args: [message = UNDEFINED] }) => message,
    jsonEnabled: ({ spot }) => new Opaque('whether the command answers in JSON', spot),
  }),
);

/** `config`: what oclif knows of the program is what its `package.json` says. */
const configOf = (machine: Machine, spot: Spot): HostValue =>
  new HostValue('config', {
    get(key, _machine, _self, at) {
      const own = packageOf(spot.file.path, machine.world.disk);
      const manifest = own && machine.importFile(`${own.dir}/package.json`, at);
      return (key === 'version' || key === 'name') && manifest
        ? machine.get(manifest, key, at)
        : new Opaque(`\`config.${key}\``, at);
    },
  });

/** Runs a command that is a class. */
function runClass(cls: Value, machine: Machine, spot: Spot): Value {
  const command = machine.construct(cls, [noArguments(spot), configOf(machine, spot)], spot);
  if (command.kind !== 'object') return UNDEFINED;
  return machine.call(machine.get(command, 'run', spot), [], spot, command);
}

const commandClass = new HostValue('Command', {
  construct: ({ spot }) =>
    new HostValue(
      'a command',
      {
        get(key, machine, _self, at) {
          if (key === 'config') return configOf(machine, at);
          return key === 'argv' ? noArguments(at) : METHODS.get(key);
        },
      },
      undefined,
      spot,
    ),
  get: (key) =>
    key === 'run'
      ? fn('Command.run', ({ machine, self = UNDEFINED, spot }) => runClass(self, machine, spot))
      : key === 'flags' || key === 'args' || key === 'baseFlags'
        ? UNDEFINED
        : undefined,
});

/** A flag is what is said of it; `Flags.custom(…)` and `Flags.option(…)` give functions that take more. */
const flag = fn('a flag', ({ args: [spec], spot }) => spec ?? new ObjectValue(spot));
const flagMaker = fn('a maker of flags', ({ machine, args: [first], spot }) =>
  fn('a flag', ({ args: [second] }) => {
    const both = new ObjectValue(spot);
    for (const spec of [first, second])
      eachOption(machine, spec, spot, (name, value, at) => put(both, name, value, at));
    return both;
  }),
);
const flags = namespace('Flags', new Map<string, Value>(), {
  get: (key) => (key === 'custom' || key === 'option' || key === 'build' ? flagMaker : flag),
});

/** `execute({ dir })` and `run()`: the commands that `package.json` names. */
function execute({ machine, spot }: Call): Value {
  const commands = oclifCommands(machine, spot);
  const [only] = commands;
  const start = (cls: Value) => (): void => void runClass(cls, machine, spot);
  const isSingle = only?.name === '';
  runCommands(
    machine,
    spot,
    isSingle ? [] : commands.map(({ name, load }) => ({ name, run: () => void runClass(load(), machine, spot) })),
    isSingle ? start(only.load()) : undefined,
  );
  return new PromiseValue(UNDEFINED, spot);
}

/** The module `@oclif/core`. */
export const oclif: HostValue = moduleOf(
  '@oclif/core',
  [
    ['Command', commandClass],
    ['Flags', flags],
    ['flags', flags],
    ['Args', flags],
    ...fns('oclif.', { execute, run: execute, flush: later, handle: exits }),
  ],
  {},
  (key) => new Opaque(`\`${key}\` of @oclif/core`),
);
