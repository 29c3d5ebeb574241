import { fn, fns, moduleOf } from '../builtins/native.ts';
import { packageFolder } from '../builtins/files.ts';
import { Exited } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import type { HostValue } from '../values.ts';
import { ArrayValue, isString, ObjectValue, Opaque, Primitive, type Call, type Value } from '../values.ts';
import { kebabCase } from './names.ts';
import { answers, demanded, fallback, flagOf, isCommandLine, noArguments, notGiven, put, unset } from './options.ts';
import { eachOption, said, says, textOf } from './reading.ts';

/** `meow(help, { flags })`: what is read of the command line is `flags` and `input`. */
function parse(call: Call): Value {
  const { machine, args, spot } = call;
  const settings = isString(args[0]) ? args[1] : args[0];
  const found: [string, Value, Spot][] = [];
  const off = whenOff(settings, call);
  const open = eachOption(machine, said(machine, settings, 'flags', spot), spot, (name, spec, at) =>
    found.push([name, flagValue(name, spec, off, call, at), at]),
  );
  const flags = answers('flags', spot, open, (name) => flagOf(kebabCase(name)));
  const isWritten = !isCommandLine(said(machine, settings, 'argv', spot));
  for (const [name, value, at] of found)
    put(flags, name, isWritten ? new Opaque('what is parsed of a list of arguments', spot) : value, at);
  const result = new ObjectValue(spot);
  put(result, 'flags', flags);
  put(result, 'unnormalizedFlags', flags);
  put(result, 'input', noArguments(spot));
  put(result, 'help', isString(args[0]) ? args[0] : new Primitive('', spot));
  const pkg = said(machine, settings, 'pkg', spot);
  put(result, 'pkg', pkg ?? machine.importFile(`${packageFolder(spot.file.path, machine)}/package.json`, spot));
  for (const [name, method] of METHODS) put(result, name, method);
  return result;
}

/** What a boolean nobody gives is: false, unless the program asks for something else. */
function whenOff(settings: Value | undefined, { machine, spot }: Call): Value {
  const { entries } = settings ? machine.entries(settings, spot) : { entries: [] };
  return entries.find(({ name }) => name === 'booleanDefault')?.value ?? new Primitive(false, spot);
}

function flagValue(name: string, spec: Value, off: Value, { machine }: Call, at: Spot): Value {
  const typed = flagOf(kebabCase(name));
  const value = said(machine, spec, 'default', at);
  if (value) return fallback(value, notGiven(typed), at);
  if (says(machine, spec, 'isRequired', at)) return demanded(typed, at);
  if (says(machine, spec, 'isMultiple', at)) return fallback(new ArrayValue([], at), notGiven(typed), at);
  return textOf(said(machine, spec, 'type', at)) === 'boolean' ? fallback(off, notGiven(typed), at) : unset(typed, at);
}

const exits = (): never => {
  throw new Exited();
};
const METHODS = fns('meow.', { showHelp: exits, showVersion: exits });

/** The module `meow`, which is a function. */
export const meow: HostValue = moduleOf('meow', [['meow', fn('meow', parse)]], { call: parse });
