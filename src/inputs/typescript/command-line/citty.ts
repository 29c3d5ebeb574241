import { fns, moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, ObjectValue, PromiseValue, Primitive, UNDEFINED, type Call, type Value } from '../values.ts';
import { runCommands } from './commands.ts';
import { camelCase, kebabCase } from './names.ts';
import { answers, demanded, fallback, flagOf, noArguments, notGiven, put, unset } from './options.ts';
import { eachOption, said, says, textOf, texts } from './reading.ts';

/** Commands in commands, deeper than anybody nests them. */
const DEEPEST = 6;

/** What may stand for a value: a function that gives it, a promise of it, a module whose default it is. */
function resolved(value: Value | undefined, machine: Machine, spot: Spot): Value | undefined {
  const made = value?.kind === 'function' ? machine.call(value, [], spot) : value;
  return made?.kind === 'promise' ? made.value : made;
}

function argumentsOf(definitions: Value | undefined, machine: Machine, spot: Spot): ObjectValue {
  const found: [string, Value, Value, Spot][] = [];
  const open = eachOption(machine, definitions, spot, (name, spec, at) => {
    const isPositional = textOf(said(machine, spec, 'type', at)) === 'positional';
    const typed = isPositional ? `<${name}>` : flagOf(name);
    const value = said(machine, spec, 'default', at);
    const required = said(machine, spec, 'required', at);
    const isRequired = required ? says(machine, spec, 'required', at) : isPositional;
    const given = value ? fallback(value, notGiven(typed), at) : isRequired ? demanded(typed, at) : unset(typed, at);
    found.push([name, spec, given, at]);
  });
  const made = answers('args', spot, open);
  put(made, '_', noArguments(spot));
  for (const [name, spec, value, at] of found) {
    machine.step();
    const names = [name, camelCase(name), kebabCase(name), ...texts(said(machine, spec, 'alias', at))];
    for (const each of names) put(made, each, value, at);
  }
  return made;
}

/** Runs a command that is made of `{ args, setup, run, subCommands }`. */
function run(command: Value | undefined, path: string, machine: Machine, spot: Spot, depth = 0): void {
  if (!command || depth > DEEPEST) return;
  const context = new ObjectValue(spot);
  put(context, 'args', argumentsOf(resolved(said(machine, command, 'args', spot), machine, spot), machine, spot));
  put(context, 'rawArgs', noArguments(spot));
  put(context, 'cmd', command);
  put(context, 'data', UNDEFINED);
  const action = said(machine, command, 'run', spot);
  const setup = said(machine, command, 'setup', spot);
  if (setup) machine.call(setup, [context], spot, command);
  const inner: { readonly name: string; readonly run: () => void }[] = [];
  const main = textOf(resolved(said(machine, command, 'default', spot), machine, spot));
  let start: (() => void) | undefined = action && (() => void machine.call(action, [context], spot, command));
  eachOption(machine, resolved(said(machine, command, 'subCommands', spot), machine, spot), spot, (name, sub, at) => {
    const named = `${path} ${name}`.trim();
    const begin = (): void => run(resolved(sub, machine, at), named, machine, at, depth + 1);
    if (name === main && !start) start = begin;
    else inner.push({ name: named, run: begin });
  });
  runCommands(machine, spot, inner, start ?? (inner.length === 0 ? () => undefined : undefined));
}

const runMain = ({ machine, args: [command], spot }: Call): Value => {
  run(resolved(command, machine, spot), '', machine, spot);
  return new PromiseValue(UNDEFINED, spot);
};

const same = ({ args: [value = UNDEFINED] }: Call): Value => value;

/** The module `citty`. */
export const citty: HostValue = moduleOf('citty', [
  ...fns('citty.', {
    defineCommand: same,
    defineCittyPlugin: same,
    runMain,
    runCommand(call) {
      runMain(call);
      const result = new ObjectValue(call.spot);
      put(result, 'result', UNDEFINED);
      return new PromiseValue(result, call.spot);
    },
    parseArgs: ({ machine, args: [, definitions], spot }) => argumentsOf(definitions, machine, spot),
    showUsage: ({ spot }) => new PromiseValue(UNDEFINED, spot),
    renderUsage: ({ spot }) => new PromiseValue(new Primitive('', spot), spot),
    createMain: ({ args: [command = UNDEFINED], spot }) =>
      new HostValue(
        'main',
        { call: ({ machine, spot: at }) => runMain({ machine, args: [command], spot: at }) },
        undefined,
        spot,
      ),
  }),
]);
