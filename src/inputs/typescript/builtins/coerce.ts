import type { Machine } from '../machine/machine.ts';
import { primitiveOf } from '../machine/primitives.ts';
import { textOf, type Spot } from '../syntax.ts';
import { type ArrayValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { assumedOf, dependsOn, lift, LONGEST_TEXT } from './operands.ts';
import { perWay } from './possibilities.ts';
import { throwError } from './throw.ts';

/** Arrays in arrays, when they are turned into text. */
const DEEPEST = 20;

/** A text as `String(value)` gives it; what is assumed to be unset has none. */
export function toText(
  value: Value,
  machine: Machine,
  spot: Spot,
  depth = 0,
): (Primitive & { value: string }) | Opaque {
  const text = (plain: string, assumed?: string) =>
    new Primitive(plain, spot, assumed) as Primitive & { value: string };
  switch (value.kind) {
    case 'primitive':
      if (typeof value.value === 'string') return value as Primitive & { value: string };
      if (typeof value.value === 'symbol')
        return throwError(new TypeError('Cannot convert a Symbol value to a string'), spot);
      return value.value === undefined && value.assumed !== undefined
        ? new Opaque(value.assumed, value.spot)
        : text(String(value.value), value.assumed);
    case 'array': {
      const whole =
        depth > DEEPEST ? new Opaque('arrays nested too deep', spot) : joined(value, ',', machine, spot, depth + 1);
      return whole.kind === 'choice' ? dependsOn(whole.options[0]!.when) : (whole as ReturnType<typeof toText>);
    }
    case 'opaque':
      return value;
    case 'choice':
      return dependsOn(value.options[0]!.when);
    case 'function':
    case 'class':
      return text(textOf(value.spot));
    case 'promise':
      return text('[object Promise]');
    default: {
      const method = depth > DEEPEST ? UNDEFINED : machine.get(value, 'toString', spot);
      const result =
        method.kind === 'primitive'
          ? new Opaque(`the text of ${nameOf(value)}`, spot)
          : machine.call(method, [], spot, value);
      if (result.kind === 'primitive' || result.kind === 'opaque') return toText(result, machine, spot, depth + 1);
      return new Opaque(`the text of ${nameOf(value)}`, spot);
    }
  }
}

const nameOf = (value: Value): string => (value.kind === 'host' ? `a \`${value.label}\`` : `an ${value.kind}`);

/** A number as `Number(value)` gives it. */
export function toNumber(value: Value, machine: Machine, spot: Spot): (Primitive & { value: number }) | Opaque {
  if (value.kind === 'primitive' && typeof value.value === 'number') return value as Primitive & { value: number };
  const plain =
    value.kind === 'primitive'
      ? value
      : value.kind === 'object'
        ? primitiveOf(machine, value, spot)
        : toText(value, machine, spot);
  if (plain.kind === 'opaque') return plain;
  if (typeof plain.value === 'symbol')
    return throwError(new TypeError('Cannot convert a Symbol value to a number'), spot);
  return new Primitive(Number(plain.value), spot, plain.assumed) as Primitive & { value: number };
}

/** `array.join(separator)`. */
export function joined(array: ArrayValue, separator: string, machine: Machine, spot: Spot, depth = 0): Value {
  return perWay(array, spot, (all) =>
    lift(all, spot, (values) => {
      const texts: string[] = [];
      let length = 0;
      for (const value of values) {
        machine.step();
        if (value.kind === 'primitive' && (value.value === null || (value.value === undefined && !value.assumed))) {
          texts.push('');
          length += separator.length;
          continue;
        }
        const text = toText(value, machine, spot, depth);
        if (text.kind === 'opaque') return text;
        length += text.value.length + separator.length;
        if (length > LONGEST_TEXT) return new Opaque('a text of more than two million characters', spot);
        texts.push(text.value);
      }
      return new Primitive(texts.join(separator), spot, assumedOf(...values));
    }),
  );
}
