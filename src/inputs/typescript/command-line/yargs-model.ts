import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { isNullish, isString, Primitive, UNDEFINED, type HostValue, type Value } from '../values.ts';
import { runCommands } from './commands.ts';
import { modelOf } from './fluent.ts';
import { put } from './options.ts';
import { eachOption, said, texts } from './reading.ts';
import { YargsOptions } from './yargs-options.ts';

interface YargsCommand {
  /** `serve <port>`, `$0 [path]`. */
  readonly usage: string;
  readonly builder: Value | undefined;
  readonly handler: Value | undefined;
  readonly isDefault: boolean;
  readonly spot: Spot;
}

/** Commands in commands, deeper than anybody nests them. */
const DEEPEST = 10;

/** `$0` and `*` are the program itself. */
const ITSELF = /^(?:\*|\$0)/;

/** The builder a program sees. */
type HostOf = (model: YargsModel, spot: Spot) => HostValue;

/** One instance of yargs, or the one a command's builder is given. */
export class YargsModel {
  readonly options: YargsOptions;
  /** Functions that are given what was parsed, before any command. */
  readonly watchers: Value[];
  readonly commands: YargsCommand[] = [];
  /** The command it belongs to, as typed. */
  readonly path: string;
  /** Set when the program does nothing without a command. */
  needsCommand = false;
  args: Value | undefined;
  readonly #hostOf: HostOf;
  readonly #depth: number;
  #isRun = false;

  constructor(hostOf: HostOf, parent?: YargsModel, path = '') {
    this.#hostOf = hostOf;
    this.#depth = parent ? parent.#depth + 1 : 0;
    this.options = new YargsOptions(parent?.options);
    this.watchers = [...(parent?.watchers ?? [])];
    this.args = parent?.args;
    this.path = path;
  }

  /** `command(usage, description, builder, handler)`, `command(module)`, `command([…])`. */
  command(args: readonly Value[], machine: Machine, spot: Spot): void {
    const [first = UNDEFINED, , builder, handler] = args;
    machine.step();
    const usages = texts(first);
    if (usages.length > 0) {
      const module =
        builder && builder.kind !== 'function' && said(machine, builder, 'handler', spot) ? builder : undefined;
      const [usage = ''] = usages;
      this.commands.push({
        usage,
        builder: module ? said(machine, module, 'builder', spot) : builder,
        handler: module ? said(machine, module, 'handler', spot) : handler,
        isDefault: usages.some((each) => ITSELF.test(each)),
        spot,
      });
    } else if (first.kind === 'array') for (const { value } of first.elements) this.command([value], machine, spot);
    else if (first.kind === 'object' || first.kind === 'host') {
      const named = said(machine, first, 'command', spot);
      const aliases = texts(said(machine, first, 'aliases', spot));
      const [usage = ''] = texts(named);
      this.commands.push({
        usage,
        builder: said(machine, first, 'builder', spot),
        handler: said(machine, first, 'handler', spot),
        isDefault: [...texts(named), ...aliases].some((each) => ITSELF.test(each)),
        spot,
      });
    }
  }

  /** What is parsed when no command is named; the first time, the commands run. */
  parse(args: Value | undefined, machine: Machine, spot: Spot): Value {
    const given = args && !isNullish(args) ? args : this.args;
    const main = this.commands.findLast(({ isDefault }) => isDefault);
    const at = main ? this.#build(main, machine, spot) : this;
    const argv = at.options.parse(given, machine, spot);
    const script = machine.entry.slice(machine.entry.lastIndexOf('/') + 1);
    put(argv, '$0', new Primitive(script, spot, 'the program is started by the name of its file'));
    if (this.#isRun) return argv;
    this.#isRun = true;
    at.#watch(argv, machine, spot);
    const others = this.commands.filter((command) => command !== main);
    const run = (): void => {
      if (main?.handler) machine.call(main.handler, [argv], main.spot);
    };
    runCommands(
      machine,
      spot,
      others.map((command) => ({
        name: this.#nameOf(command),
        run: () => this.#start(command, given, machine),
      })),
      main || !this.needsCommand ? run : undefined,
    );
    return argv;
  }

  /** Runs a command that is named: its own commands, its handler. */
  #start(command: YargsCommand, args: Value | undefined, machine: Machine): void {
    if (this.#depth > DEEPEST) return;
    const { handler, spot } = command;
    const inner = this.#build(command, machine, spot);
    const argv = inner.parse(args, machine, spot);
    if (handler && !inner.needsCommand) machine.call(handler, [argv], spot);
  }

  #watch(argv: Value, machine: Machine, spot: Spot): void {
    for (const watcher of this.watchers)
      machine.attempt(() => machine.call(watcher, [argv, this.#hostOf(this, spot)], spot));
  }

  /** What a command adds to the options of its parent. */
  #build(command: YargsCommand, machine: Machine, spot: Spot): YargsModel {
    machine.step(8 * this.options.declared.size); // all of them are copied and read
    const inner = new YargsModel(this.#hostOf, this, command.isDefault ? this.path : this.#nameOf(command));
    inner.#declareArguments(command);
    const { builder } = command;
    if (!builder) return inner;
    if (builder.kind === 'object') {
      inner.options.options(builder, machine, command.spot);
      return inner;
    }
    const returned = machine.call(builder, [this.#hostOf(inner, spot)], command.spot);
    return modelOf(returned.kind === 'promise' ? returned.value : returned, YargsModel) ?? inner;
  }

  /** `serve <port> [path..]`: what stands in brackets is an option that is typed without its name. */
  #declareArguments({ usage, spot }: YargsCommand): void {
    for (const [whole, inside = ''] of usage.slice(0, 1000).matchAll(/[<[]([^<>[\]]{1,100})[>\]]/g)) {
      const [name = '', ...others] = inside.replace(/\.+$/, '').trim().split('|');
      this.options.declare(name, { typed: whole, ...(whole.startsWith('<') && { demanded: true }) }, spot);
      for (const other of others) this.options.aliases.add(name, other);
    }
  }

  #nameOf({ usage }: YargsCommand): string {
    const [name = ''] = usage.split(/\s/, 1);
    return `${this.path} ${name}`.trim();
  }

  /** A member of each option named, or of a list of them: `default('port', 80)`, `default({ port: 80 })`. */
  each(
    args: readonly Value[],
    machine: Machine,
    spot: Spot,
    visit: (name: string, value: Value | undefined, at: Spot) => void,
  ): void {
    const [first = UNDEFINED, value] = args;
    if (isString(first) || first.kind === 'array')
      for (const name of texts(first)) visit(name, value, first.spot ?? spot);
    else this.options.open ??= eachOption(machine, first, spot, visit);
  }
}
