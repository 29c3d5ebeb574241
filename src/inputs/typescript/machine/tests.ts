import { keyOfSymbol } from '../builtins/symbol-names.ts';
import { throwError } from '../builtins/throw.ts';
import { isNullish, Opaque, Primitive, type Undecided, type Value } from '../values.ts';
import { negated } from '../conditions.ts';
import { textOf, type Spot } from '../syntax.ts';
import type { Machine } from './machine.ts';

/** The text at a spot on one line, for messages. */
export function shown(spot: Spot): string {
  const text = textOf(spot).replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Whether the program runs under its own tests is no question: it does not. */
const HARNESS = /NODE_ENV['"\]]*\s*(?:!==?)\s*['"]test|VITEST|JEST_WORKER_ID/;

/** `assumed`: what makes the preferred side the likely one. */
export function undecided(spot: Spot, preferred?: 'yes' | 'no', assumed?: string): Undecided {
  const text = shown(spot);
  const side = (name: 'yes' | 'no', shownAs: string): Undecided['yes'] => ({
    text: shownAs,
    spot,
    ...(preferred && (preferred === name ? { assumed } : { unlikely: true, assumed })),
  });
  return { yes: side('yes', text), no: side('no', negated(text)), preferred };
}

export function testOf(value: Value, spot: Spot): boolean | Undecided {
  switch (value.kind) {
    case 'primitive': {
      const truth = Boolean(value.value);
      if (value.assumed === undefined || HARNESS.test(textOf(spot).slice(0, 200))) return truth;
      return undecided(spot, truth ? 'yes' : 'no', value.assumed);
    }
    case 'opaque':
      return undecided(spot);
    case 'choice': {
      const truths = value.options.map((option) => testOf(option.value, spot));
      if (truths.every((truth) => truth === true)) return true;
      if (truths.every((truth) => truth === false)) return false;
      return undecided(spot);
    }
    default:
      return true;
  }
}

export function instanceOf(left: Value, right: Value, spot: Spot): Value {
  if (right.kind === 'class') {
    if (left.kind !== 'object') return left.kind === 'opaque' ? left : new Primitive(false, spot);
    let depth = 0;
    for (let cls: Value | undefined = left.of; cls?.kind === 'class' && depth < 100; cls = cls.parent, depth++)
      if (cls === right) return new Primitive(true, spot);
    return left.open ? left.open : new Primitive(false, spot);
  }
  if (right.kind === 'function') {
    const prototype = right.members.properties.get('prototype')?.value;
    let at: Value | undefined = left.kind === 'object' ? left.proto : undefined;
    for (let depth = 0; at?.kind === 'object' && depth < 100; at = at.proto, depth++)
      if (at === prototype) return new Primitive(true, spot);
  }
  if (right.kind === 'primitive')
    return throwError(new TypeError('The right side of `instanceof` is no class'), spot) as never;
  if (right.kind === 'host') {
    const known = right.traits.instance?.(left);
    if (known !== undefined) return new Primitive(known, spot);
    if (left.kind === 'primitive') return new Primitive(false, spot);
    for (
      let cls: Value | undefined = left.kind === 'object' ? left.of : undefined;
      cls;
      cls = cls.kind === 'class' ? cls.parent : undefined
    )
      if (cls === right) return new Primitive(true, spot);
  }
  return new Opaque('an `instanceof`', spot);
}

export function keyValue(value: Value, spot: Spot): string | Opaque {
  if (value.kind === 'opaque') return value;
  if (value.kind !== 'primitive')
    return value.kind === 'choice'
      ? new Opaque(`it depends on \`${value.options[0]!.when.text}\``, spot)
      : new Opaque('a computed name', spot);
  if (value.assumed !== undefined && isNullish(value)) return new Opaque(value.assumed, spot);
  return typeof value.value === 'symbol' ? keyOfSymbol(value.value) : String(value.value);
}

type Text = Primitive & { readonly value: string };

export function stringOf(m: Machine, value: Value, spot: Spot): Opaque | Text {
  switch (value.kind) {
    case 'primitive':
      if (typeof value.value === 'string') return value as Text;
      if (value.assumed !== undefined && isNullish(value)) return new Opaque(value.assumed, spot);
      if (typeof value.value === 'symbol')
        return throwError(new TypeError('Cannot convert a Symbol value to a string'), spot);
      return new Primitive(String(value.value), value.spot ?? spot, value.assumed) as Text;
    case 'opaque':
      return value;
    case 'choice':
      return new Opaque(`it depends on \`${value.options[0]!.when.text}\``, spot);
    default: {
      const method = m.get(value, 'toString', spot);
      if (method.kind === 'opaque') return method;
      const text = m.deeper(() => m.call(method, [], spot, value), spot);
      return text.kind === 'primitive' && typeof text.value === 'string'
        ? (text as Text)
        : new Opaque('the text of an object', spot);
    }
  }
}
