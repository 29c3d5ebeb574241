import { ts, type Spot } from '../syntax.ts';
import { Opaque, Primitive, type Value } from '../values.ts';
import { LONGEST_TEXT } from './literals.ts';
import type { Machine } from './machine.ts';
import { hasMember } from './members.ts';
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
    const equal = same(left, right, loose);
    const positive = kind === SyntaxKind.EqualsEqualsEqualsToken || kind === SyntaxKind.EqualsEqualsToken;
    return new Primitive(equal === positive, spot, assumedOf(left) ?? assumedOf(right));
  }
  if (kind === SyntaxKind.PlusToken && !(isPlainNumber(left) && isPlainNumber(right))) {
    const [a, b] = [m.string(left, spot), m.string(right, spot)];
    if (a.kind === 'opaque') return a;
    if (b.kind === 'opaque') return b;
    const text = `${a.value}${b.value}`;
    return text.length > LONGEST_TEXT
      ? new Opaque('a text of more than two million characters', spot)
      : new Primitive(text, spot, a.assumed ?? b.assumed);
  }
  if (left.kind !== 'primitive' || right.kind !== 'primitive') return new Opaque('an operation on an object', spot);
  try {
    const value = compute(kind, left.value as Plain, right.value as Plain);
    return value === NOTHING
      ? new Opaque('an operator', spot)
      : new Primitive(value as Plain, spot, left.assumed ?? right.assumed);
  } catch {
    return new Opaque('an operation that fails', spot); // mixing bigint and number, a shift of a symbol
  }
}

const dependsOn = (...values: readonly Value[]): string => {
  for (const value of values) if (value.kind === 'choice') return `it depends on \`${value.options[0]!.when.text}\``;
  return 'unknown';
};

export const assumedOf = (value: Value): string | undefined => (value.kind === 'primitive' ? value.assumed : undefined);
/** What `+` adds as numbers: everything primitive but texts. */
const isPlainNumber = (value: Value): boolean => value.kind === 'primitive' && typeof value.value !== 'string';

function same(left: Value, right: Value, loose: boolean): boolean {
  if (left.kind === 'primitive' && right.kind === 'primitive')
    // oxlint-disable-next-line eqeqeq -- the program's own `==`
    return loose ? (left.value as unknown) == (right.value as unknown) : left.value === right.value;
  return left === right;
}

const NOTHING = Symbol('nothing');

function compute(kind: ts.SyntaxKind, a: Plain, b: Plain): Plain | typeof NOTHING {
  const [x, y] = [a as number, b as number];
  switch (kind) {
    case SyntaxKind.PlusToken:
      return x + y;
    case SyntaxKind.MinusToken:
      return x - y;
    case SyntaxKind.AsteriskToken:
      return x * y;
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
