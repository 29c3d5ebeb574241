import { failWith } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { type Call, HostValue, Opaque, Primitive, type Traits, UNDEFINED, type Value } from '../values.ts';
import { toNumber, toText } from './coerce.ts';
import { assumedOf, lift, LONGEST_TEXT, type Plain } from './operands.ts';
import { throwError } from './throw.ts';

export type Members = ReadonlyMap<string, Value>;
type Implementation = (call: Call) => Value;

/** More cannot be passed on: arguments lie on the stack. */
const MOST_OPERANDS = 50_000;

const extended = new WeakMap<Machine, Set<string>>();

/** Builtins serve every machine of the process: of what a program assigns to a prototype, only the name is kept. */
function forget(key: string, _value: Value, machine: Machine): void {
  const names = extended.get(machine) ?? new Set();
  extended.set(machine, names.add(key));
}

/** Whether the program gave a builtin, such as `String.prototype`, a member of that name. */
export const isExtended = (machine: Machine, key: string): boolean => extended.get(machine)?.has(key) ?? false;

/** A modelled function. */
export const fn = (label: string, call: Implementation): HostValue =>
  new HostValue(label, { call, set: () => undefined });

/** Modelled functions by name. */
export const fns = (prefix: string, all: Readonly<Record<string, Implementation>>): [string, HostValue][] =>
  Object.entries(all).map(([name, call]) => [name, fn(`${prefix}${name}`, call)]);

export const constants = (all: Readonly<Record<string, Plain>>): [string, Value][] =>
  Object.entries(all).map(([name, value]) => [name, new Primitive(value)]);

/** A modelled object with members, such as `Math`; what it lacks, `otherwise` gives. */
export const namespace = (
  label: string,
  members: Members,
  more: Traits = {},
  otherwise?: (key: string) => Value | undefined,
): HostValue =>
  new HostValue(label, {
    get: (key) => members.get(key) ?? otherwise?.(key),
    set: label.endsWith('.prototype') ? forget : () => undefined,
    keys: () => [...members.keys()],
    ...more,
  });

/** A namespace object of a module that is its own default export. */
export function moduleOf(
  label: string,
  members: readonly (readonly [string, Value])[],
  more: Traits = {},
  otherwise?: (key: string) => Value | undefined,
): HostValue {
  const all = new Map<string, Value>(members);
  const made = namespace(label, all, more, otherwise);
  if (!all.has('default')) all.set('default', made);
  return made;
}

/** Reads one operand of a pure function. */
export type Reading = 'text' | 'number' | 'plain';

/**
 * A function of primitives: asked for every combination of options, opaque when an operand is, assumed when one is.
 * `reads` are the operands, `self` first when `method` says so; for a `compute` of any number, the last one repeats. What
 * it throws, the program throws.
 */
export function pure(
  label: string,
  reads: readonly Reading[],
  compute: (...operands: never[]) => Plain | Opaque,
  method = false,
): HostValue {
  return fn(label, (call) => {
    const { machine, spot } = call;
    const all = method ? [call.self ?? UNDEFINED, ...call.args] : call.args;
    const given = compute.length > 0 ? all.slice(0, reads.length) : all;
    if (given.length > MOST_OPERANDS) return new Opaque('a call with very many arguments', spot);
    return lift(given, spot, (values) => {
      const operands: Plain[] = [];
      for (const [i, value] of values.entries()) {
        const operand = read(reads[i] ?? reads.at(-1) ?? 'plain', value, call);
        if (operand instanceof Opaque) return operand;
        operands.push(operand);
      }
      machine.step();
      let result: Plain | Opaque;
      try {
        result = compute(...(operands as never[]));
      } catch (error) {
        return failWith(machine, error, values, spot);
      }
      if (result instanceof Opaque) return result;
      if (typeof result === 'string') {
        machine.step(result.length >> 6);
        if (result.length > LONGEST_TEXT) return new Opaque('a text of more than two million characters', spot);
      }
      return new Primitive(result, spot, assumedOf(...values));
    });
  });
}

function read(reading: Reading, value: Value, { machine, spot }: Call): Plain | Opaque {
  if (value.kind === 'opaque') return value;
  if (value.kind === 'primitive') {
    // `undefined` is an operand left out, unless it stands for a text nobody knows
    if (value.value === undefined)
      return reading === 'text' && value.assumed ? new Opaque(value.assumed, value.spot) : undefined;
    if (reading === 'plain') return value.value;
    if (reading === 'number') noBigint(value.value, spot);
  }
  const plain = reading === 'number' ? toNumber(value, machine, spot) : toText(value, machine, spot);
  return plain.kind === 'opaque' ? plain : plain.value;
}

/** Where a number is asked for, a bigint is refused. */
function noBigint(value: Plain, spot: Spot): void {
  if (typeof value === 'bigint') throwError(new TypeError('Cannot convert a BigInt value to a number'), spot);
}

/** The operand as a text, or why there is none; for functions that read their operands themselves. */
export function textArg(call: Call, i: number): (Primitive & { readonly value: string }) | Opaque {
  const value = call.args[i] ?? UNDEFINED;
  return toText(value, call.machine, call.spot);
}

/** The operand as a number; `fallback` when it is left out. */
export function numberArg(call: Call, i: number, fallback: number): number | Opaque {
  const value = call.args[i];
  if (!value || (value.kind === 'primitive' && value.value === undefined)) return fallback;
  if (value.kind === 'primitive') noBigint(value.value, call.spot);
  const number = toNumber(value, call.machine, call.spot);
  return number.kind === 'opaque' ? number : number.value;
}
