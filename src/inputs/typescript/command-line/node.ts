import type { Spot } from '../syntax.ts';
import { ObjectValue, Opaque, type Call, type Value } from '../values.ts';
import { answers, fallback, isCommandLine, noArguments, notGiven, put, unset } from './options.ts';
import { eachOption, said } from './reading.ts';

const typed = (name: string): string => `--${name}`;

/** `parseArgs` of `node:util`. */
export function parseArgs({ machine, args: [settings], spot }: Call): Value {
  const isWritten = !isCommandLine(said(machine, settings, 'args', spot));
  const found: [string, Value, Spot][] = [];
  const open = eachOption(machine, said(machine, settings, 'options', spot), spot, (name, option, at) => {
    const value = said(machine, option, 'default', at);
    const given = value ? fallback(value, notGiven(typed(name)), at) : unset(typed(name), at);
    found.push([name, isWritten ? new Opaque('what is parsed of a list of arguments', at) : given, at]);
  });
  const values = answers('values', spot, open, typed);
  for (const [name, value, at] of found) put(values, name, value, at);
  const result = new ObjectValue(spot);
  put(result, 'values', values);
  put(result, 'positionals', noArguments(spot));
  put(result, 'tokens', noArguments(spot));
  return result;
}
