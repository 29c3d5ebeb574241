import { fn, moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { HostValue } from '../values.ts';
import { isString, ObjectValue, Opaque, Primitive, type Call, type Value } from '../values.ts';
import { Aliases } from './names.ts';
import { answers, fallback, flagOf, isCommandLine, noArguments, notGiven, put, unset } from './options.ts';
import { eachOption, said, says, texts } from './reading.ts';

/** A parser that is one function. Its module is that function. */
const parser = (name: string, parse: (call: Call) => Value): HostValue =>
  moduleOf(name, [[name, fn(name, parse)]], { call: parse });

/** What is parsed of a list the program has written itself. */
const unknown = (spot: Spot): Opaque => new Opaque('what is parsed of a list of arguments', spot);

/** What the parsers that take `{ default, alias, boolean, string }` differ in. */
interface Flavour {
  /** What a boolean or a text without a default is, where that is not `undefined`. */
  readonly boolean?: false;
  readonly string?: '';
}

/** `minimist(args, { default, alias, boolean, string })`; mri and getopts take the same. */
const flat =
  ({ boolean, string }: Flavour) =>
  ({ machine, args: [list, spec], spot }: Call): Value => {
    const aliases = new Aliases();
    const values = new Map<string, { readonly value: Value | undefined; readonly at: Spot }>();
    let open: Opaque | undefined;
    const each = (key: string, visit: (name: string, value: Value, at: Spot) => void): void => {
      open ??= eachOption(machine, said(machine, spec, key, spot), spot, visit);
    };
    each('default', (name, value, at) => values.set(name, { value, at }));
    const empty = { boolean, string };
    for (const key of ['boolean', 'string'] as const)
      for (const name of texts(said(machine, spec, key, spot))) {
        const value = empty[key] === undefined ? undefined : new Primitive(empty[key], spot);
        if (!values.has(name)) values.set(name, { value, at: spot });
      }
    each('alias', (name, value, at) => {
      for (const alias of texts(value)) aliases.add(name, alias);
      if (!aliases.of(name).some((other) => values.has(other))) values.set(name, { value: undefined, at });
    });
    const made = answers('argv', spot, open);
    put(made, '_', noArguments(spot));
    if (says(machine, spec, '--', spot)) put(made, '--', noArguments(spot));
    for (const [name, { value, at }] of values) {
      machine.step();
      const given = isCommandLine(list)
        ? value
          ? fallback(value, notGiven(flagOf(name)), at)
          : unset(flagOf(name), at)
        : unknown(spot);
      const group = aliases.of(name);
      machine.step(group.length);
      for (const each of group) if (each === name || !values.has(each)) put(made, each, given, at, true);
    }
    return made;
  };

export const minimist = parser('minimist', flat({ boolean: false }));
export const mri = parser('mri', flat({}));
export const getopts = parser('getopts', flat({ boolean: false, string: '' }));

/** `arg({ '--port': Number, '-p': '--port' })`: options are members with their dashes. */
function parseArg({ machine, args: [spec, settings], spot }: Call): Value {
  const isWritten = !isCommandLine(said(machine, settings, 'argv', spot));
  const found: [string, Spot][] = [];
  const open = eachOption(machine, spec, spot, (name, type, at) => {
    if (!isString(type)) found.push([name, at]);
  });
  const made = answers('arg', spot, open, (name) => name);
  put(made, '_', noArguments(spot));
  for (const [name, at] of found) put(made, name, isWritten ? unknown(spot) : unset(name, at), at);
  return made;
}

export const arg: HostValue = moduleOf(
  'arg',
  [
    ['COUNT', fn('arg.COUNT', ({ spot }) => unknown(spot))],
    ['flag', fn('arg.flag', ({ args: [type], spot }) => type ?? unknown(spot))],
  ],
  { call: parseArg },
);

/** `nopt({ port: Number }, { p: ['--port'] })`. */
export const nopt = parser('nopt', ({ machine, args: [types, , list], spot }) => {
  const found: [string, Spot][] = [];
  const open = eachOption(machine, types, spot, (name, _type, at) => found.push([name, at]));
  const made = answers('nopt', spot, open);
  const argv = new ObjectValue(spot);
  for (const name of ['remain', 'cooked', 'original']) put(argv, name, noArguments(spot));
  put(made, 'argv', argv);
  for (const [name, at] of found) put(made, name, isCommandLine(list) ? unset(flagOf(name), at) : unknown(spot), at);
  return made;
});

const camelCase = (name: string): string => name.replace(/[-_]+(.)/g, (_, next: string) => next.toUpperCase());

/** `commandLineArgs([{ name, alias, type, defaultValue }], { camelCase })`. */
export const commandLineArgs = parser('command-line-args', ({ machine, args: [definitions, settings], spot }) => {
  const isWritten = !isCommandLine(said(machine, settings, 'argv', spot));
  const named = says(machine, settings, 'camelCase', spot) ? camelCase : (name: string): string => name;
  const { elements, open } = definitions ? machine.iterate(definitions, spot) : { elements: [], open: undefined };
  const made = answers('command-line-args', spot, open);
  for (const { value } of elements) addDefinition(made, value, named, isWritten, machine, spot);
  return made;
});

function addDefinition(
  made: ObjectValue,
  definition: Value,
  named: (name: string) => string,
  isWritten: boolean,
  machine: Machine,
  spot: Spot,
): void {
  machine.step();
  const [name] = texts(said(machine, definition, 'name', spot));
  if (name === undefined) return;
  const at = definition.spot ?? spot;
  const value = said(machine, definition, 'defaultValue', spot);
  const given = value ? fallback(value, notGiven(flagOf(name)), at) : unset(flagOf(name), at);
  put(made, named(name), isWritten ? unknown(spot) : given, at);
}
