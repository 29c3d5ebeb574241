import { failWith } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  type HostValue,
  isNullish,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  Unset,
  type Value,
} from '../values.ts';
import { numberArg, namespace, fns, textArg } from './native.ts';
import { assumedOf, dependsOn, lift, LONGEST_TEXT, testing } from './operands.ts';
import { throwError } from './throw.ts';

/** Data nested deeper is not read: it is walked by recursion. */
const DEEPEST = 200;

/**
 * The value of plain data; all of it stands where its source does. What is shared in the data is shared in the value; an
 * `Opaque` in it stays what it is.
 */
export function fromJson(json: unknown, machine: Machine, spot: Spot, assumed?: string): Value {
  const made = new Map<object, ArrayValue | ObjectValue>();
  const unfilled: { readonly of: object; readonly depth: number }[] = [];
  const valueOf = (data: unknown, depth: number): Value => {
    machine.step();
    if (data instanceof Opaque) return data;
    if (typeof data !== 'object' || data === null) return new Primitive(data as Primitive['value'], spot, assumed);
    let value = made.get(data);
    if (value) return value;
    if (depth > DEEPEST) return new Opaque('nested too deep', spot);
    if (!isPlain(data)) return new Opaque('a value that JSON does not have', spot);
    value = Array.isArray(data) ? new ArrayValue([], spot) : new ObjectValue(spot);
    made.set(data, value);
    unfilled.push({ of: data, depth });
    return value;
  };
  const top = valueOf(json, 0);
  for (const { of: data, depth } of unfilled) {
    const value = made.get(data)!;
    if (value.kind === 'array')
      value.elements = (data as unknown[]).map((each) => ({ value: valueOf(each, depth + 1) }));
    else
      for (const [name, member] of Object.entries(data))
        value.properties.set(name, { value: valueOf(member, depth + 1) });
  }
  return top;
}

/** Whether it is an object as literals make them; a date is none, nor the bytes some formats have. */
const isPlain = (data: object): boolean =>
  Array.isArray(data) || [Object.prototype, null].includes(Object.getPrototypeOf(data));

/** Why a value is no plain data. Thrown often, so it is no `Error`, which notes the stack. */
class NotPlain {
  readonly why: Opaque;
  constructor(why: Opaque) {
    this.why = why;
  }
}

/**
 * The plain data a value stands for, as `JSON.stringify` sees it: without functions, with `toJSON` asked. Throws what is
 * not known as `NotPlain`. Objects have no prototype, so that `__proto__` is a name like any other.
 */
function plainOf(value: Value, machine: Machine, spot: Spot, assume: (text: string) => void, depth = 0): unknown {
  machine.step();
  if (depth > DEEPEST) throw new NotPlain(new Opaque('nested too deep', spot));
  switch (value.kind) {
    case 'primitive':
      if (value.assumed !== undefined) assume(value.assumed);
      return value.value;
    case 'opaque':
      throw new NotPlain(value);
    case 'choice':
      throw new NotPlain(dependsOn(value.options[0]!.when));
    case 'function':
    case 'class':
      return undefined;
    case 'promise':
      return {};
    case 'array': {
      if (value.open && !(value.open instanceof Unset)) throw new NotPlain(value.open);
      return value.elements.map((element) => {
        if (testing(element.when)) throw new NotPlain(dependsOn(element.when!));
        return plainOf(element.value, machine, spot, assume, depth + 1) ?? null;
      });
    }
    default: {
      const toJson = machine.get(value, 'toJSON', spot);
      if (toJson.kind === 'function' || toJson.kind === 'host')
        return plainOf(machine.call(toJson, [], spot, value), machine, spot, assume, depth + 1);
      const { entries, open } = machine.entries(value, spot);
      if (open) throw new NotPlain(open as Opaque);
      const plain: Record<string, unknown> = Object.create(null);
      for (const { name, value: member, when } of entries) {
        if (testing(when)) throw new NotPlain(dependsOn(when!));
        plain[name] = plainOf(member, machine, spot, assume, depth + 1);
      }
      return plain;
    }
  }
}

/** The plain data a value stands for, or why it is not known. `assumed` is what the data rests on. */
export function toJson(
  value: Value,
  machine: Machine,
  spot: Spot,
): { readonly json: unknown; readonly assumed: string | undefined } | Opaque {
  let assumed: string | undefined;
  try {
    const json = plainOf(value, machine, spot, (text) => (assumed ??= text));
    return { json, assumed };
  } catch (error) {
    if (error instanceof NotPlain) return error.why;
    throw error;
  }
}

function parse(call: Call): Value {
  const { machine, args, spot } = call;
  return lift([args[0] ?? UNDEFINED], spot, ([value]) => {
    const text = textArg({ ...call, args: [value!] }, 0);
    if (text.kind === 'opaque') return text;
    if (args[1] && !isNullish(args[1])) return new Opaque('`JSON.parse` with a reviver', spot);
    machine.step(text.value.length >> 6);
    let json: unknown;
    try {
      json = JSON.parse(text.value);
    } catch (error) {
      return failWith(machine, error, [text], spot);
    }
    return fromJson(json, machine, text.spot ?? spot, text.assumed);
  });
}

function stringify(call: Call): Value {
  const { machine, args, spot } = call;
  const [value = UNDEFINED, replacer, indent] = args;
  let only: string[] | undefined;
  if (replacer?.kind === 'array')
    only = replacer.elements.flatMap((each) => (each.value.kind === 'primitive' ? [String(each.value.value)] : []));
  else if (replacer && !isNullish(replacer)) return new Opaque('`JSON.stringify` with a replacer', spot);
  const space =
    indent?.kind === 'primitive' && typeof indent.value === 'string'
      ? indent.value
      : indent?.kind === 'primitive' && typeof indent.value !== 'number'
        ? 0
        : numberArg(call, 2, 0);
  if (space instanceof Opaque) return space;
  return lift([value], spot, ([one]) => {
    const plain = toJson(one!, machine, spot);
    if (plain instanceof Opaque) return plain;
    if (typeof plain.json === 'bigint') return throwError(new TypeError('Do not know how to serialize a BigInt'), spot);
    const text = JSON.stringify(plain.json, only, space) as string | undefined;
    if ((text?.length ?? 0) > LONGEST_TEXT) return new Opaque('a text of more than two million characters', spot);
    return new Primitive(text, spot, plain.assumed ?? assumedOf(indent));
  });
}

export const JSON_NAMESPACE: HostValue = namespace('JSON', new Map<string, Value>(fns('JSON.', { parse, stringify })));
