import { ts, type Spot } from '../syntax.ts';
import { throwError } from '../builtins/throw.ts';
import { isNullish, Opaque, Primitive, type Value } from '../values.ts';
import { failWith } from './failing.ts';
import { LONGEST_TEXT } from './literals.ts';
import type { Machine } from './machine.ts';
import { hasMember } from './members.ts';
import { primitiveOf } from './primitives.ts';
import { instanceOf } from './tests.ts';

const { SyntaxKind } = ts;

type Plain = string | number | boolean | bigint | null | undefined;

/** A binary operator on two values that are known; what involves something unknown is opaque. */
export function apply(m: Machine, kind: ts.SyntaxKind, left: Value, right: Value, spot: Spot): Value {
  if (kind === SyntaxKind.CommaToken) return right;
  if (left.kind === 'opaque') return left;
  if (right.kind === 'opaque') return right;
  const strict = kind === SyntaxKind.EqualsEqualsEqualsToken || kind === SyntaxKind.ExclamationEqualsEqualsToken;
  const loose = kind === SyntaxKind.EqualsEqualsToken || kind === SyntaxKind.ExclamationEqualsToken;
  if (left.kind === 'choice' || right.kind === 'choice') return new Opaque(dependsOn(left, right), spot);
  if (kind === SyntaxKind.InstanceOfKeyword) return instanceOf(left, right, spot);
  if (kind === SyntaxKind.InKeyword) return hasMember(m, right, left, spot);
  if (strict || loose) {
    const equal = same(m, left, right, loose, spot);
    if (typeof equal !== 'boolean') return equal;
    const positive = kind === SyntaxKind.EqualsEqualsEqualsToken || kind === SyntaxKind.EqualsEqualsToken;
    return new Primitive(equal === positive, spot, assumedOf(left) ?? assumedOf(right));
  }
  const operand = kind === SyntaxKind.PlusToken ? primitiveOf : orderable;
  const a = operand(m, left, spot);
  if (a.kind === 'opaque') return a;
  const b = operand(m, right, spot);
  if (b.kind === 'opaque') return b;
  if (kind === SyntaxKind.PlusToken && (typeof a.value === 'string' || typeof b.value === 'string'))
    return concatenated(m, a, b, spot);
  try {
    const value = compute(kind, a.value as Plain, b.value as Plain);
    return value === NOTHING
      ? new Opaque('an operator', spot)
      : new Primitive(value as Plain, spot, a.assumed ?? b.assumed);
  } catch (error) {
    return failWith(m, error, [a, b], spot); // mixing bigint and number, a division by `0n`, a symbol
  }
}

function concatenated(m: Machine, left: Primitive, right: Primitive, spot: Spot): Value {
  if (typeof left.value === 'symbol' || typeof right.value === 'symbol')
    return throwError(new TypeError('Cannot convert a Symbol value to a string'), spot);
  const [a, b] = [m.string(left, spot), m.string(right, spot)];
  if (a.kind === 'opaque') return a;
  if (b.kind === 'opaque') return b;
  const text = `${a.value}${b.value}`;
  return text.length > LONGEST_TEXT
    ? new Opaque('a text of more than two million characters', spot)
    : new Primitive(text, spot, a.assumed ?? b.assumed);
}

/** What operators other than `+` compute with: what a modelled thing is as a number, its text does not say. */
const orderable = (m: Machine, value: Value, spot: Spot): Primitive | Opaque =>
  value.kind === 'host' ? new Opaque('an operation on an object', spot) : primitiveOf(m, value, spot);

const dependsOn = (...values: readonly Value[]): string => {
  for (const value of values) if (value.kind === 'choice') return `it depends on \`${value.options[0]!.when.text}\``;
  return 'unknown';
};

export const assumedOf = (value: Value): string | undefined => (value.kind === 'primitive' ? value.assumed : undefined);

function same(m: Machine, left: Value, right: Value, loose: boolean, spot: Spot): boolean | Opaque {
  if (left.kind === 'primitive' && right.kind === 'primitive')
    // oxlint-disable-next-line eqeqeq -- the program's own `==`
    return loose ? (left.value as unknown) == (right.value as unknown) : left.value === right.value;
  if (left === right) return true;
  // a modelled method may be made again each time it is read
  if (left.kind === 'host' && right.kind === 'host' && left.traits.call && left.label === right.label)
    return new Opaque('a comparison', spot);
  const [object, primitive] = left.kind === 'primitive' ? [right, left] : [left, right];
  if (!loose || primitive.kind !== 'primitive' || isNullish(primitive)) return false;
  const plain = primitiveOf(m, object, spot);
  return plain.kind === 'opaque' ? plain : same(m, plain, primitive, true, spot);
}

const NOTHING = Symbol('nothing');

/** Squared again and again, a bigint grows as large as memory. */
const isLong = (value: bigint): boolean => value > 2n ** 4096n || value < -(2n ** 4096n);

function compute(kind: ts.SyntaxKind, a: Plain, b: Plain): Plain | typeof NOTHING {
  const [x, y] = [a as number, b as number];
  switch (kind) {
    case SyntaxKind.PlusToken:
      return x + y;
    case SyntaxKind.MinusToken:
      return x - y;
    case SyntaxKind.AsteriskToken:
      return typeof a === 'bigint' && isLong(a) ? NOTHING : x * y;
    case SyntaxKind.SlashToken:
      return x / y;
    case SyntaxKind.PercentToken:
      return x % y;
    case SyntaxKind.AsteriskAsteriskToken:
      return typeof a === 'bigint' ? NOTHING : x ** y; // a bigint power can be as large as memory
    case SyntaxKind.LessThanToken:
      return x < y;
    case SyntaxKind.LessThanEqualsToken:
      return x <= y;
    case SyntaxKind.GreaterThanToken:
      return x > y;
    case SyntaxKind.GreaterThanEqualsToken:
      return x >= y;
    case SyntaxKind.AmpersandToken:
      return x & y;
    case SyntaxKind.BarToken:
      return x | y;
    case SyntaxKind.CaretToken:
      return x ^ y;
    case SyntaxKind.LessThanLessThanToken:
      return typeof a === 'bigint' ? NOTHING : x << y;
    case SyntaxKind.GreaterThanGreaterThanToken:
      return x >> y;
    case SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
      return x >>> y;
    default:
      return NOTHING;
  }
}
