import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, Opaque, Primitive, type ObjectValue, type Value } from '../values.ts';
import { Aliases, camelCase, kebabCase } from './names.ts';
import { answers, demanded, fallback, flagOf, isCommandLine, noArguments, notGiven, put, unset } from './options.ts';
import { eachOption, holds, said, says, texts } from './reading.ts';

/** What yargs is told of one option. */
interface Declared {
  readonly spot: Spot;
  readonly fallback?: Value;
  readonly demanded?: boolean;
  readonly array?: boolean;
  readonly count?: boolean;
  readonly coerce?: Value;
  /** As it is typed, when it is no `--option`. */
  readonly typed?: string;
}

/** How often one list of options is taken over from a command by its own commands. */
const MOST_OPTIONS = 2_000;

/** The options of yargs and of yargs-parser, and what they are when nothing is given. */
export class YargsOptions {
  readonly declared: Map<string, Declared>;
  readonly aliases: Aliases;
  /** Values by name that take the place of what is given: `config({ … })`. */
  readonly configs: Value[];
  /** Set when options of names nobody knows are declared. */
  open: Opaque | undefined;
  configuration: Value | undefined;

  constructor(from?: YargsOptions) {
    this.declared = new Map(from?.declared);
    this.aliases = new Aliases(from?.aliases);
    this.configs = [...(from?.configs ?? [])];
    this.open = from?.open;
    this.configuration = from?.configuration;
  }

  declare(name: string, facts: Omit<Declared, 'spot'>, spot: Spot): void {
    const known = this.declared.get(name);
    if (known || this.declared.size < MOST_OPTIONS) this.declared.set(name, { spot, ...known, ...facts });
  }

  /** `option(name, spec)`. */
  option(name: string, spec: Value, machine: Machine, spot: Spot): void {
    const value = said(machine, spec, 'default', spot);
    const coerce = said(machine, spec, 'coerce', spot);
    const type = texts(said(machine, spec, 'type', spot))[0];
    const has = (key: string): boolean => says(machine, spec, key, spot);
    this.declare(
      name,
      {
        ...(value && { fallback: value.kind === 'function' ? machine.call(value, [], spot) : value }),
        ...(coerce && { coerce }),
        ...(['demandOption', 'demand', 'required', 'require'].some(has) && { demanded: true }),
        ...((type === 'array' || has('array')) && { array: true }),
        ...((type === 'count' || has('count')) && { count: true }),
      },
      spot,
    );
    for (const alias of texts(said(machine, spec, 'alias', spot))) this.aliases.add(name, alias);
  }

  options(specs: Value, machine: Machine, spot: Spot): void {
    this.open ??= eachOption(machine, specs, spot, (name, spec, key) => this.option(name, spec, machine, key));
  }

  /** What is parsed of `args`; of a list the program has written itself, nothing is known. */
  parse(args: Value | undefined, machine: Machine, spot: Spot): ObjectValue {
    const set = (key: string): boolean | undefined => {
      const value = said(machine, this.configuration, key, spot);
      return value && holds(machine, value, spot);
    };
    const camel = set('camel-case-expansion') ?? true;
    const nested = set('dot-notation') ?? true;
    const argv = answers('argv', spot, this.open);
    put(argv, '_', noArguments(spot));
    const written = isCommandLine(args) ? undefined : new Opaque('what is parsed of a list of arguments', spot);
    const done = new Set<string>();
    for (const name of this.declared.keys()) {
      machine.step();
      if (done.has(name)) continue;
      const group = this.aliases.of(name);
      for (const each of group) done.add(each);
      const value = written ?? this.#value(name, group, machine, spot);
      const key = this.#fact(group, 'spot');
      const names = namesOf(group, camel);
      if (set('strip-dashed') === true) for (const each of names) if (each.includes('-')) names.delete(each);
      if (set('strip-aliased') === true)
        for (const each of group)
          if (this.aliases.seconds.has(each))
            for (const second of namesOf([each], camel, 'camel only')) names.delete(second);
      for (const shown of names) put(argv, shown, value, key, nested);
    }
    return argv;
  }

  #value(name: string, group: readonly string[], machine: Machine, spot: Spot): Value {
    const at = this.#fact(group, 'spot') ?? spot;
    const typed = this.#fact(group, 'typed') ?? flagOf(name);
    for (const config of this.configs.toReversed())
      for (const each of group) {
        const value = said(machine, config, each, at);
        if (value) return value;
      }
    const given = this.#fact(group, 'fallback');
    if (!given) {
      if (this.#fact(group, 'demanded')) return demanded(typed, at);
      return this.#fact(group, 'count') ? new Primitive(0, at, notGiven(typed)) : unset(typed, at);
    }
    const isList = this.#fact(group, 'array') && given.kind === 'primitive';
    const value = fallback(isList ? new ArrayValue([given], given.spot ?? at) : given, notGiven(typed), at);
    const coerce = this.#fact(group, 'coerce');
    if (!coerce) return value;
    let made: Value = new Opaque(`what \`${typed}\` is made to`, at);
    machine.attempt(() => (made = machine.call(coerce, [value], at)));
    return fallback(made, notGiven(typed), at);
  }

  #fact<K extends keyof Declared>(group: readonly string[], key: K): Declared[K] | undefined {
    for (const name of group) {
      const value = this.declared.get(name)?.[key];
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

/** The names a program can read an option by: as declared, in camel case, with dashes. */
function namesOf(group: readonly string[], camel: boolean, only?: 'camel only'): Set<string> {
  const names = new Set(group);
  if (!camel) return names;
  for (const name of group) {
    if (name.includes('-')) names.add(camelCase(name));
    if (!only && name.length > 1) names.add(kebabCase(name));
  }
  return names;
}
