import { fn, fns, moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import { Exited } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, HostValue, ObjectValue, UNDEFINED, type Call, type Value } from '../values.ts';
import { runCommands } from './commands.ts';
import { answers, demanded, fallback, flagOf, isCommandLine, noArguments, notGiven, put, unset } from './options.ts';
import { eachOption, said, textOf, texts } from './reading.ts';
import { kebabCase } from './names.ts';

/** A command made for `commands: […]`. */
class CleyeCommand {
  readonly settings: Value;
  readonly callback: Value | undefined;

  constructor(settings: Value, callback: Value | undefined) {
    this.settings = settings;
    this.callback = callback;
  }
}

/** `{ port: { type: Number, default: 80 }, verbose: Boolean, tags: [String] }`. */
function flagValue(name: string, spec: Value, machine: Machine, at: Spot): Value {
  const typed = flagOf(kebabCase(name));
  const isType = spec.kind !== 'object';
  const given = isType ? undefined : said(machine, spec, 'default', at);
  const value = given?.kind === 'function' ? machine.call(given, [], at) : given;
  if (value) return fallback(value, notGiven(typed), at);
  const type = isType ? spec : said(machine, spec, 'type', at);
  return type?.kind === 'array' ? fallback(new ArrayValue([], at), notGiven(typed), at) : unset(typed, at);
}

/** What is parsed: `flags`, and `_` with the parameters by name. */
function parsed(settings: Value, machine: Machine, spot: Spot): ObjectValue {
  const found: [string, Value, Spot][] = [];
  const open = eachOption(machine, said(machine, settings, 'flags', spot), spot, (name, spec, at) =>
    found.push([name, flagValue(name, spec, machine, at), at]),
  );
  const flags = answers('flags', spot, open, (name) => flagOf(kebabCase(name)));
  for (const [name, value, at] of found) put(flags, name, value, at);
  const rest = noArguments(spot);
  rest.own = new ObjectValue(spot);
  for (const parameter of texts(said(machine, settings, 'parameters', spot))) {
    const name = parameter.replace(/[<>[\].]/g, '').replace(/ (.)/g, (_, next: string) => next.toUpperCase());
    const value = parameter.startsWith('<')
      ? demanded(parameter, spot)
      : parameter.includes('...')
        ? noArguments(spot, notGiven(parameter))
        : unset(parameter, spot);
    put(rest.own, name, value);
  }
  const result = new ObjectValue(spot);
  put(result, 'command', UNDEFINED);
  put(result, 'flags', flags);
  put(result, 'unknownFlags', answers('flags', spot));
  put(result, '_', rest);
  for (const [name, method] of METHODS) put(result, name, method);
  return result;
}

const METHODS = fns('cleye.', {
  showHelp: () => UNDEFINED,
  showVersion: () => {
    throw new Exited();
  },
});

/** `cli(settings, callback, args)`. */
function cli({ machine, args: [settings = UNDEFINED, callback, list], spot }: Call): Value {
  const result = parsed(settings, machine, spot);
  const commands = said(machine, settings, 'commands', spot);
  const found = commands?.kind === 'array' ? commands.elements.map(({ value }) => value) : [];
  const others = found.flatMap((value) => {
    const command = value.kind === 'host' && value.data instanceof CleyeCommand ? value.data : undefined;
    if (!command?.callback) return [];
    const { settings: own, callback: action } = command;
    return {
      name: textOf(said(machine, own, 'name', spot)) ?? '',
      run: () => void machine.call(action, [parsed(own, machine, spot)], spot),
    };
  });
  const main =
    callback && callback.kind !== 'primitive' ? () => void machine.call(callback, [result], spot) : () => undefined;
  runCommands(machine, spot, others, isCommandLine(list) ? main : undefined);
  return result;
}

/** The module `cleye`. */
export const cleye: HostValue = moduleOf('cleye', [
  ['cli', fn('cli', cli)],
  [
    'command',
    fn(
      'command',
      ({ args: [settings = UNDEFINED, callback], spot }) =>
        new HostValue('a command', { keys: () => [] }, new CleyeCommand(settings, callback), spot),
    ),
  ],
]);
