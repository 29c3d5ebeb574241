import { moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { HostValue } from '../values.ts';
import { isNullish, type Call, type Value } from '../values.ts';
import { runCommands } from './commands.ts';
import { fluent, steps } from './fluent.ts';
import { answers, demanded, fallback, flagOf, isCommandLine, noArguments, notGiven, put, unset } from './options.ts';
import { holds, says, textOf } from './reading.ts';

interface Option {
  readonly names: readonly string[];
  readonly value: Value;
  readonly spot: Spot;
}

interface SadeCommand {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly spot: Spot;
  readonly options: Option[];
  readonly isDefault: boolean;
  action: Value | undefined;
}

/** A program of sade: what is said goes to the command named last. */
class SadeModel {
  readonly options: Option[] = [];
  readonly commands: SadeCommand[] = [];
  current: SadeCommand | undefined;

  add(usage: string, isDefault: boolean, spot: Spot): void {
    const words = usage.split(/\s+/);
    const isArgument = (word: string): boolean => word.startsWith('<') || word.startsWith('[');
    this.current = {
      name: words.filter((word) => !isArgument(word)).join(' '),
      arguments: words.filter(isArgument),
      spot,
      options: [],
      isDefault,
      action: undefined,
    };
    this.commands.push(this.current);
  }

  run({ action, arguments: names, options, spot }: SadeCommand, machine: Machine): void {
    if (!action) return;
    const made = answers('options', spot);
    put(made, '_', noArguments(spot));
    for (const each of [...this.options, ...options])
      for (const name of each.names) put(made, name, each.value, each.spot);
    const given = names.map((name) => (name.startsWith('<') ? demanded(name, spot) : unset(name, spot)));
    machine.call(action, [...given, made], spot);
  }
}

/** `-p, --port`, with a default or without. */
function optionOf([flags, , value]: readonly (Value | undefined)[], spot: Spot): Option | undefined {
  const names = (textOf(flags) ?? '').split(/^-{1,2}|,|\s+-{1,2}|\s+/).filter(Boolean);
  const flag = names.find((name) => name.length > 1) ?? names[0];
  if (flag === undefined) return undefined;
  const typed = flagOf(flag);
  const isSet = value && !(isNullish(value) && value.kind === 'primitive' && value.assumed === undefined);
  return {
    names,
    value: isSet ? fallback(value, notGiven(typed), spot) : unset(typed, spot),
    spot: flags?.spot ?? spot,
  };
}

const METHODS = steps<SadeModel>({
  command: (model, { machine, args: [usage, , settings], spot }) =>
    model.add(textOf(usage) ?? '', says(machine, settings, 'default', spot), spot),
  option(model, { args, spot }) {
    const option = optionOf(args, spot);
    if (option) (model.current?.options ?? model.options).push(option);
  },
  action(model, { args: [action] }) {
    if (model.current) model.current.action = action;
  },
  parse(model, { machine, args: [list], spot }) {
    const main = isCommandLine(list) ? model.commands.find(({ isDefault }) => isDefault) : undefined;
    const others = model.commands.filter((command) => command !== main && command.action);
    runCommands(
      machine,
      spot,
      others.map((command) => ({ name: command.name, run: () => model.run(command, machine) })),
      main && (() => model.run(main, machine)),
    );
  },
});

/** `sade(usage, isSingle)`; a program with arguments of its own has no commands. */
function make({ machine, args: [usage, single], spot }: Call): HostValue {
  const model = new SadeModel();
  const [, ...others] = (textOf(usage) ?? '').split(/\s+/);
  if (others.length > 0 || holds(machine, single, spot)) model.add(others.join(' '), true, spot);
  return fluent('sade', model, METHODS, spot);
}

/** The module `sade`, which is a function. */
export const sade: HostValue = moduleOf('sade', [], { call: make });
