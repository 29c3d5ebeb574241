import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  birth,
  HostValue,
  type Mutable,
  ObjectValue,
  Opaque,
  Primitive,
  type Traits,
  UNDEFINED,
  type Undecided,
  type Value,
} from '../values.ts';
import { bounded } from './bounded.ts';
import { toText } from './coerce.ts';
import { fn, fns, namespace } from './native.ts';
import { assumedOf, lift } from './operands.ts';
import { throwError } from './throw.ts';

/** What a regular expression of the program keeps. */
export class RegExpData implements Mutable {
  readonly born = birth();
  readonly regex: RegExp;
  lastIndex: number | Opaque = 0;

  constructor(regex: RegExp) {
    this.regex = regex;
  }

  save(): unknown {
    return this.lastIndex;
  }

  restore(state: unknown): void {
    this.lastIndex = state as number | Opaque;
  }

  merge(_before: unknown, yes: unknown, no: unknown, test: Undecided): void {
    this.lastIndex =
      yes === no ? (yes as number | Opaque) : new Opaque(`it depends on \`${test.yes.text}\``, test.yes.spot);
  }
}

/** `/source/flags`, as written. */
export function regexLiteral(text: string, spot: Spot): Value {
  const end = text.lastIndexOf('/');
  return (
    compile(text.slice(1, end), text.slice(end + 1), spot) ?? new Opaque('a regular expression that is not valid', spot)
  );
}

export function compile(source: string, flags: string, spot: Spot): HostValue | undefined {
  try {
    return new HostValue('RegExp', TRAITS, new RegExpData(new RegExp(source, flags)), spot);
  } catch {
    return undefined;
  }
}

export const regexOf = (value: Value | undefined): RegExpData | undefined =>
  value?.kind === 'host' && value.data instanceof RegExpData ? value.data : undefined;

/** One match, as `exec` gives it. */
export function matchValue(match: RegExpExecArray, spot: Spot, assumed?: string): ArrayValue {
  const text = (plain: string | undefined) => new Primitive(plain, spot, plain === undefined ? undefined : assumed);
  const array = new ArrayValue([...match].map(text), spot);
  array.own = new ObjectValue();
  array.own.properties.set('index', { value: new Primitive(match.index, spot) });
  array.own.properties.set('input', { value: new Primitive(match.input, spot) });
  let groups: Value = UNDEFINED;
  if (match.groups) {
    const named = new ObjectValue(spot);
    for (const [name, plain] of Object.entries(match.groups)) named.properties.set(name, { value: text(plain) });
    groups = named;
  }
  array.own.properties.set('groups', { value: groups });
  return array;
}

/** `regex.exec(text)`, with the `lastIndex` of sticky and global ones. */
function exec(data: RegExpData, text: string, machine: Machine): RegExpExecArray | null | Opaque {
  const moving = data.regex.global || data.regex.sticky;
  if (moving && data.lastIndex instanceof Opaque) return data.lastIndex;
  const { regex } = data;
  const found = bounded(regex, text, machine, () => {
    regex.lastIndex = moving ? (data.lastIndex as number) : 0;
    return regex.exec(text);
  });
  if (moving) {
    machine.touch(data);
    data.lastIndex = found instanceof Opaque ? found : regex.lastIndex;
  }
  return found;
}

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['toString', fn('RegExp.prototype.toString', ({ self, spot }) => new Primitive(String(regexOf(self)?.regex), spot))],
  ...fns('RegExp.prototype.', {
    exec: ({ machine, self, args: [value = UNDEFINED], spot }) =>
      lift([value], spot, ([one]) => {
        const text = toText(one!, machine, spot);
        const data = regexOf(self);
        if (text.kind === 'opaque' || !data)
          return text.kind === 'opaque' ? text : new Opaque('a call of `exec`', spot);
        const match = exec(data, text.value, machine);
        if (match instanceof Opaque) return match;
        return match ? matchValue(match, spot, text.assumed) : new Primitive(null, spot, text.assumed);
      }),
    test: ({ machine, self, args: [value = UNDEFINED], spot }) =>
      lift([value], spot, ([one]) => {
        const text = toText(one!, machine, spot);
        const data = regexOf(self);
        if (text.kind === 'opaque' || !data)
          return text.kind === 'opaque' ? text : new Opaque('a call of `test`', spot);
        const match = exec(data, text.value, machine);
        return match instanceof Opaque ? match : new Primitive(match !== null, spot, text.assumed);
      }),
  }),
]);

const TRAITS: Traits = {
  get(key, _machine, { data }, spot) {
    const method = METHODS.get(key);
    if (method) return method;
    const { regex, lastIndex } = data as RegExpData;
    switch (key) {
      case 'lastIndex':
        return lastIndex instanceof Opaque ? lastIndex : new Primitive(lastIndex, spot);
      case 'source':
      case 'flags':
      case 'global':
      case 'ignoreCase':
      case 'multiline':
      case 'sticky':
      case 'unicode':
      case 'dotAll':
        return new Primitive(regex[key], spot);
      default:
        return undefined;
    }
  },
  set(key, value, machine, { data }) {
    if (key !== 'lastIndex') return;
    machine.touch(data as RegExpData);
    (data as RegExpData).lastIndex =
      value.kind === 'primitive' ? Number(value.value) : new Opaque('where a regular expression starts', value.spot);
  },
};

const MAKE = fn('RegExp', ({ machine, args, spot }) =>
  lift(args, spot, ([pattern = UNDEFINED, flags = UNDEFINED]) => {
    const old = regexOf(pattern);
    const source = old ? new Primitive(old.regex.source) : toText(pattern, machine, spot);
    if (source.kind === 'opaque') return source;
    const flagged =
      flags.kind === 'primitive' && flags.value === undefined
        ? new Primitive(old?.regex.flags ?? '')
        : toText(flags, machine, spot);
    if (flagged.kind === 'opaque') return flagged;
    if (assumedOf(source, flagged)) return new Opaque(assumedOf(source, flagged)!, spot);
    const made = compile(String(source.value), String(flagged.value), spot);
    return made ?? throwError(new SyntaxError(`Invalid regular expression: /${String(source.value)}/`), spot);
  }),
);

export const REGEXP = namespace(
  'RegExp',
  new Map<string, Value>([['prototype', namespace('RegExp.prototype', METHODS)]]),
  {
    call: MAKE.traits.call!,
    construct: MAKE.traits.call!,
    instance: (value) =>
      value.kind === 'opaque' || value.kind === 'choice' ? undefined : regexOf(value) !== undefined,
  },
);
