import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, isNullish, isString, Opaque, Primitive } from '../values.ts';
import type { Call, Condition, Value } from '../values.ts';
import { fluent, steps } from './fluent.ts';
import { demanded, fallback, noArguments, notGiven, unset } from './options.ts';
import { holds } from './reading.ts';

/** `-p, --port <number>` of commander. */
export class CommanderOption {
  /** The member of `opts()`; nothing when the flags are not known. */
  readonly name: string | undefined;
  /** `--no-color`. */
  readonly negates: boolean;
  readonly typed: string;
  readonly spot: Spot;
  fallback: Value | undefined;
  demanded = false;

  constructor(flags: Value | undefined, spot: Spot) {
    const parts = isString(flags) ? flags.value.split(/[ |,]+/).filter((part) => part.startsWith('-')) : [];
    const flag = parts.findLast((part) => part.startsWith('--')) ?? parts.at(-1);
    const long = flag?.replace(/^--?/, '');
    this.negates = flag?.startsWith('--no-') ?? false;
    this.name = long === undefined ? undefined : camelCase(this.negates ? long.slice('no-'.length) : long);
    this.typed = flag ?? 'an option';
    this.spot = spot;
  }

  /** Set when `opts()` has no such member as long as nobody gives it: a spread of them then overrides nothing. */
  get given(): Condition | undefined {
    const isThere = this.fallback !== undefined || this.negates || this.demanded;
    return isThere ? undefined : { text: `\`${this.typed}\` is given`, spot: this.spot, unlikely: true };
  }

  /** What it is when nothing is given. */
  value(): Value {
    const known = this.fallback ?? (this.negates ? new Primitive(true, this.spot) : undefined);
    if (known) return fallback(known, notGiven(this.typed), this.spot);
    return this.demanded ? demanded(this.typed, this.spot) : unset(this.typed, this.spot);
  }
}

/** `<file>`, `[files...]`. */
export class CommanderArgument {
  readonly typed: string;
  readonly variadic: boolean;
  readonly spot: Spot;
  required: boolean;
  fallback: Value | undefined;

  constructor(name: string, spot: Spot) {
    this.variadic = /\.\.\.[\]>]?$/.test(name);
    this.required = !name.startsWith('[');
    this.typed = /^[<[]/.test(name) ? name : `<${name}>`;
    this.spot = spot;
  }

  value(): Value {
    if (this.fallback) return fallback(this.fallback, notGiven(this.typed), this.spot);
    if (this.required) return demanded(this.typed, this.spot);
    return this.variadic ? noArguments(this.spot, notGiven(this.typed)) : unset(this.typed, this.spot);
  }
}

const camelCase = (name: string): string => name.replace(/-+(.)/g, (_, next: string) => next.toUpperCase());

/** `(flags, description, parse, default)`, where `parse` may be left out: the default among the last two. */
export function defaultAmong([third, fourth]: readonly (Value | undefined)[]): Value | undefined {
  const value = third?.kind === 'function' || third?.kind === 'class' || third?.kind === 'host' ? fourth : third;
  return value?.kind === 'primitive' && isNullish(value) && value.assumed === undefined ? undefined : value;
}

const isOff = (machine: Machine, value: Value | undefined, spot: Spot): boolean =>
  value !== undefined && !holds(machine, value, spot);

const setDefault = (model: { fallback: Value | undefined }, { args: [value] }: Call): void => {
  model.fallback = defaultAmong([value]) ?? model.fallback;
};

const OPTION = steps<CommanderOption>({
  default: setDefault,
  makeOptionMandatory(option, { machine, args: [mandatory], spot }) {
    option.demanded = !isOff(machine, mandatory, spot);
  },
  attributeName: ({ name }, { spot }) =>
    name === undefined ? new Opaque('the name of an option', spot) : new Primitive(name, spot),
});

const ARGUMENT = steps<CommanderArgument>({
  default: setDefault,
  argOptional(argument) {
    argument.required = false;
  },
  argRequired(argument) {
    argument.required = true;
  },
});

const makeOption = ({ args: [flags], spot }: Call): HostValue =>
  fluent('an option', new CommanderOption(flags, spot), OPTION, spot);

const makeArgument = ({ args: [name], spot }: Call): HostValue =>
  fluent('an argument', new CommanderArgument(isString(name) ? name.value : '', spot), ARGUMENT, spot);

/** `new Option('-p, --port <number>')` and `createOption`, which takes the same. */
export const optionClass = new HostValue('Option', { construct: makeOption, call: makeOption });
export const argumentClass = new HostValue('Argument', { construct: makeArgument, call: makeArgument });
