import { moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, ObjectValue, Opaque, Primitive, UNDEFINED, type Call, type Value } from '../values.ts';
import { runCommands } from './commands.ts';
import { fluent, named, steps } from './fluent.ts';
import { answers, demanded, fallback, isCommandLine, noArguments, notGiven, put, unset } from './options.ts';
import { said, says, textOf, texts } from './reading.ts';

interface CacOption {
  readonly names: readonly string[];
  readonly value: Value;
  readonly spot: Spot;
}

/** A command of cac, or what it knows of all of them. */
class CacCommand {
  readonly usage: string;
  readonly spot: Spot;
  readonly options: CacOption[] = [];
  action: Value | undefined;
  isDefault: boolean;

  constructor(usage: string, spot: Spot) {
    this.usage = usage;
    this.spot = spot;
    this.isDefault = this.name === '';
  }

  get name(): string {
    return this.usage.replace(/[<[].*/s, '').trim();
  }

  /** What the action is given before the options. */
  arguments(): Value[] {
    return [...this.usage.slice(0, 1000).matchAll(/[<[]([^<>[\]]*)[>\]]/g)].map(([typed, inside = '']) => {
      if (inside.startsWith('...')) return noArguments(this.spot, notGiven(typed));
      return typed.startsWith('<') ? demanded(typed, this.spot) : unset(typed, this.spot);
    });
  }
}

class CacModel {
  readonly all: CacCommand;
  readonly commands: CacCommand[] = [];
  readonly watchers: Value[] = [];
  isRun = false;

  constructor(spot: Spot) {
    this.all = new CacCommand('', spot);
  }
}

const camelCase = (name: string): string =>
  name.replace(/([a-z])-([a-z])/g, (_, a: string, b: string) => a + b.toUpperCase());

/** `option('-p, --port <port>', description, { default })`; `--no-color` is a `color` that is true. */
function addOption({ options }: CacCommand, { machine, args: [flags, , settings], spot }: Call): void {
  const raw = textOf(flags);
  if (raw === undefined) return;
  const at = flags?.spot ?? spot;
  const typed = raw
    .replace(/[<[].*/s, '')
    .split(',')
    .map((each) => each.trim());
  const negates = typed.some((each) => /^-*no-/.test(each));
  const names = typed.map((each) => camelCase(each.replace(/^--?/, '').replace(/^no-/, '')));
  const flag = typed.at(-1) ?? raw;
  const given = said(machine, settings, 'default', spot) ?? (negates ? new Primitive(true, at) : undefined);
  options.push({ names, value: given ? fallback(given, notGiven(flag), at) : unset(flag, at), spot: at });
}

function optionsOf(model: CacModel, command: CacCommand | undefined, args: Value | undefined, spot: Spot): ObjectValue {
  const made = answers('options', spot);
  put(made, '--', noArguments(spot));
  const written = isCommandLine(args) ? undefined : new Opaque('what is parsed of a list of arguments', spot);
  for (const { names, value, spot: at } of [...model.all.options, ...(command?.options ?? [])])
    for (const name of names) put(made, name, written ?? value, at, true);
  return made;
}

function run(model: CacModel, machine: Machine, spot: Spot): void {
  if (model.isRun) return;
  model.isRun = true;
  const call = (command: CacCommand) => (): void => {
    if (command.action)
      machine.call(command.action, [...command.arguments(), optionsOf(model, command, undefined, spot)], command.spot);
  };
  const main = model.commands.find(({ isDefault }) => isDefault);
  const others = model.commands.filter((command) => command !== main);
  runCommands(
    machine,
    spot,
    others.map((command) => ({ name: command.name, run: call(command) })),
    main ? call(main) : () => undefined,
  );
}

const COMMAND = steps<CacCommand>({
  option: addOption,
  action(command, { args: [action] }) {
    command.action = action;
  },
  alias(command, { args: [name] }) {
    command.isDefault ||= texts(name).includes('!');
  },
});

const PROGRAM = steps<CacModel>({
  option: ({ all }, call) => addOption(all, call),
  command(model, { args: [usage], spot }) {
    const command = new CacCommand(textOf(usage) ?? '', spot);
    model.commands.push(command);
    return fluent('a command', command, COMMAND, spot);
  },
  on(_model, { machine, args: [, listener], spot }) {
    if (listener) machine.later(listener, undefined, spot);
  },
  parse(model, { machine, args: [list, settings], spot }) {
    const isHeld = said(machine, settings, 'run', spot) !== undefined && !says(machine, settings, 'run', spot);
    const options = optionsOf(
      model,
      model.commands.find(({ isDefault }) => isDefault),
      list,
      spot,
    );
    if (!isHeld && isCommandLine(list)) run(model, machine, spot);
    const parsed = new ObjectValue(spot);
    put(parsed, 'args', noArguments(spot));
    put(parsed, 'options', options);
    return parsed;
  },
  ...named(['runMatchedCommand'], (model, { machine, spot }) => run(model, machine, spot)),
});

const make = ({ spot }: Call): HostValue =>
  fluent('cac', new CacModel(spot), PROGRAM, spot, (key, model, _machine, at) => {
    if (key === 'args' || key === 'rawArgs') return noArguments(at);
    if (key === 'options')
      return optionsOf(
        model,
        model.commands.find(({ isDefault }) => isDefault),
        undefined,
        at,
      );
    if (key === 'globalCommand') return fluent('a command', model.all, COMMAND, at);
    return key === 'matchedCommand' || key === 'matchedCommandName' ? UNDEFINED : undefined;
  });

const cacFunction = new HostValue('cac', { call: make, construct: make });

/** The module `cac`, which is a function. */
export const cac: HostValue = moduleOf(
  'cac',
  [
    ['cac', cacFunction],
    ['CAC', cacFunction],
  ],
  { call: make },
);
