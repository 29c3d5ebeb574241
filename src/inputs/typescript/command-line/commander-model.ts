import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { ObjectValue, Opaque, type Condition, type HostValue, type Value } from '../values.ts';
import type { CommanderArgument, CommanderOption } from './commander-options.ts';
import { runCommands } from './commands.ts';
import { isCommandLine } from './options.ts';

/** One command of commander; the program is one too. */
export class CommanderModel {
  name: string;
  readonly spot: Spot;
  parent: CommanderModel | undefined;
  /** What the program sees of it: the builder, or an instance of a class that extends it. */
  self: HostValue | ObjectValue | undefined;
  readonly arguments: CommanderArgument[] = [];
  readonly commands: CommanderModel[] = [];
  /** What `opts()` gives: one object, which the program may change. */
  readonly values: ObjectValue;
  /** Called before any action of it or of its commands. */
  readonly hooks: Value[] = [];
  action: Value | undefined;
  isDefault = false;
  readonly #names = new Set<string>();
  #isRun = false;

  constructor(name: string, spot: Spot) {
    this.name = name;
    this.spot = spot;
    this.values = new ObjectValue(spot);
  }

  add(option: CommanderOption, machine: Machine): void {
    const { name, negates, spot } = option;
    machine.touch(this.values);
    if (name === undefined) {
      this.values.open ??= new Opaque('an option of a name that is not known', spot);
      return;
    }
    const known = this.#names.has(name);
    this.#names.add(name);
    if (!known || (!negates && option.fallback)) this.set(name, option.value(), spot, option.given);
  }

  set(name: string, value: Value, key: Spot, when?: Condition): void {
    this.values.properties.set(name, { value, key, when });
  }

  /** Its own options and those of the commands above it. */
  allValues(spot: Spot): ObjectValue {
    const all = new ObjectValue(spot);
    for (const { values } of lineOf(this).toReversed()) {
      for (const [name, property] of values.properties) all.properties.set(name, property);
      all.open ??= values.open;
    }
    return all;
  }

  /** Runs what runs without arguments, and keeps the commands for later. */
  parse(args: Value | undefined, machine: Machine, spot: Spot): void {
    if (this.#isRun) return;
    this.#isRun = true;
    const isWritten = !isCommandLine(args);
    if (isWritten) this.#forget(machine, spot);
    const main = isWritten ? undefined : this.commands.findLast(({ isDefault }) => isDefault);
    const { action } = this;
    const run = main ? () => main.parse(undefined, machine, spot) : action && (() => this.#act(action, machine));
    const commands = this.commands
      .filter((command) => command !== main)
      .map((command) => ({ name: command.#path(), run: () => command.parse(undefined, machine, spot) }));
    runCommands(machine, spot, commands, run ?? (commands.length === 0 ? () => undefined : undefined));
  }

  /** Of a list of arguments that the program has written itself, nothing is known. */
  #forget(machine: Machine, spot: Spot): void {
    machine.touch(this.values);
    for (const name of this.#names) this.set(name, new Opaque('what is parsed of a list of arguments', spot), spot);
  }

  #act(action: Value, machine: Machine): void {
    for (const { hooks, self } of lineOf(this))
      for (const hook of hooks) machine.call(hook, [self!, this.self!], this.spot);
    const given = this.arguments.map((argument) => argument.value());
    machine.call(action, [...given, this.values, this.self!], this.spot, this.self);
  }

  /** `config set` of `server config set`. */
  #path(): string {
    return lineOf(this)
      .slice(1)
      .map(({ name }) => name)
      .join(' ');
  }
}

/** Commands in commands, deeper than anybody nests them. */
const DEEPEST = 20;

/** The program, the command in it, and so on down to the one asked for. */
function lineOf(command: CommanderModel): CommanderModel[] {
  const line: CommanderModel[] = [];
  for (let at: CommanderModel | undefined = command; at && line.length < DEEPEST; at = at.parent) line.unshift(at);
  return line;
}
