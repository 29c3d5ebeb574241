import { isNullish, Opaque, Primitive, type Scope, type Value } from '../values.ts';
import { throwError } from '../builtins/throw.ts';
import { ts, type Spot } from '../syntax.ts';
import { apply, assumedOf } from './arithmetic.ts';
import { evaluate, spotOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import { numeric } from './primitives.ts';
import { referenceTo } from './references.ts';
import { undecided } from './tests.ts';

const { SyntaxKind } = ts;

/** `+=` and its like, by the operator they apply. */
const COMPOUND = new Map<ts.SyntaxKind, ts.SyntaxKind>([
  [SyntaxKind.PlusEqualsToken, SyntaxKind.PlusToken],
  [SyntaxKind.MinusEqualsToken, SyntaxKind.MinusToken],
  [SyntaxKind.AsteriskEqualsToken, SyntaxKind.AsteriskToken],
  [SyntaxKind.SlashEqualsToken, SyntaxKind.SlashToken],
  [SyntaxKind.PercentEqualsToken, SyntaxKind.PercentToken],
  [SyntaxKind.AsteriskAsteriskEqualsToken, SyntaxKind.AsteriskAsteriskToken],
  [SyntaxKind.AmpersandEqualsToken, SyntaxKind.AmpersandToken],
  [SyntaxKind.BarEqualsToken, SyntaxKind.BarToken],
  [SyntaxKind.CaretEqualsToken, SyntaxKind.CaretToken],
  [SyntaxKind.LessThanLessThanEqualsToken, SyntaxKind.LessThanLessThanToken],
  [SyntaxKind.GreaterThanGreaterThanEqualsToken, SyntaxKind.GreaterThanGreaterThanToken],
]);
const LOGICAL = new Map<ts.SyntaxKind, ts.SyntaxKind>([
  [SyntaxKind.AmpersandAmpersandEqualsToken, SyntaxKind.AmpersandAmpersandToken],
  [SyntaxKind.BarBarEqualsToken, SyntaxKind.BarBarToken],
  [SyntaxKind.QuestionQuestionEqualsToken, SyntaxKind.QuestionQuestionToken],
]);

export function binary(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  const spot = spotOf(node, scope);
  const { kind } = node.operatorToken;
  if (kind === SyntaxKind.PlusToken) return sum(m, node, scope);
  if (isLogical(kind))
    return logical(m, kind, evaluate(m, node.left, scope), spotOf(node.left, scope), () =>
      evaluate(m, node.right, scope),
    );
  const late = LOGICAL.get(kind);
  if (late !== undefined) {
    const target = referenceTo(m, node.left, scope);
    return logical(m, late, target.read(), spotOf(node.left, scope), () => {
      const value = evaluate(m, node.right, scope);
      target.write(value);
      return value;
    });
  }
  const operator = COMPOUND.get(kind);
  if (operator === undefined)
    return apply(m, kind, evaluate(m, node.left, scope), evaluate(m, node.right, scope), spot);
  const target = referenceTo(m, node.left, scope);
  const value = apply(m, operator, target.read(), evaluate(m, node.right, scope), spot);
  target.write(value);
  return value;
}

/** `a + b + c …` without recursion: descriptions are written as long sums. */
function sum(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  const terms: ts.BinaryExpression[] = [];
  let first: ts.Expression = node;
  while (
    first.kind === SyntaxKind.BinaryExpression &&
    (first as ts.BinaryExpression).operatorToken.kind === SyntaxKind.PlusToken
  ) {
    terms.push(first as ts.BinaryExpression);
    first = (first as ts.BinaryExpression).left;
  }
  let value = evaluate(m, first, scope);
  for (const term of terms.toReversed())
    value = apply(m, SyntaxKind.PlusToken, value, evaluate(m, term.right, scope), spotOf(node, scope));
  return value;
}

const isLogical = (kind: ts.SyntaxKind): boolean =>
  kind === SyntaxKind.AmpersandAmpersandToken ||
  kind === SyntaxKind.BarBarToken ||
  kind === SyntaxKind.QuestionQuestionToken;

function logical(m: Machine, kind: ts.SyntaxKind, left: Value, spot: Spot, right: () => Value): Value {
  if (kind === SyntaxKind.AmpersandAmpersandToken)
    return m.either(left, spot, right, () =>
      left.kind === 'opaque' || (left.kind === 'primitive' && left.value) ? new Primitive(false, spot) : left,
    );
  if (kind === SyntaxKind.BarBarToken) return m.either(left, spot, () => left, right);
  if (left.kind === 'opaque') return m.either(left, spot, () => left, right);
  if (left.kind === 'choice') return m.either(left, spot, () => left, right);
  if (!isNullish(left)) return left;
  const { assumed } = left as Primitive;
  if (assumed === undefined) return right();
  return m.branch(undecided(spot, 'no', assumed), () => left, right);
}

export function prefix(m: Machine, node: ts.PrefixUnaryExpression, scope: Scope): Value {
  const spot = spotOf(node, scope);
  const { operator } = node;
  if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken)
    return step(m, node, scope).after;
  const value = evaluate(m, node.operand, scope);
  switch (operator) {
    case SyntaxKind.ExclamationToken: {
      const truth = m.test(value, spotOf(node.operand, scope));
      if (typeof truth === 'boolean') return new Primitive(!truth, spot);
      return truth.preferred
        ? new Primitive(truth.preferred === 'no', spot, assumedOf(value) ?? truth[truth.preferred].text)
        : new Opaque(
            value.kind === 'opaque' ? value.reason : `it depends on \`${truth.yes.text}\``,
            spot,
            value.kind === 'opaque' ? value.from : undefined,
          );
    }
    default: {
      const number = numeric(m, value, spot);
      if (number.kind === 'opaque') return number;
      const { value: plain, assumed } = number as Primitive & { readonly value: number };
      if (typeof plain === 'bigint' && operator === SyntaxKind.PlusToken)
        return throwError(new TypeError('Cannot convert a BigInt value to a number'), spot);
      if (operator === SyntaxKind.MinusToken) return new Primitive(-plain, spot, assumed);
      return new Primitive(operator === SyntaxKind.TildeToken ? ~plain : plain, spot, assumed);
    }
  }
}

export const postfix = (m: Machine, node: ts.PostfixUnaryExpression, scope: Scope): Value =>
  step(m, node, scope).before;

/** `++` and `--`. */
function step(
  m: Machine,
  { operand, operator }: ts.PostfixUnaryExpression | ts.PrefixUnaryExpression,
  scope: Scope,
): { readonly before: Value; readonly after: Value } {
  const target = referenceTo(m, operand, scope);
  const spot = spotOf(operand, scope);
  const read = target.read();
  const before = read.kind === 'choice' ? read : numeric(m, read, spot);
  const isBig = before.kind === 'primitive' && typeof before.value === 'bigint';
  const kind = operator === SyntaxKind.PlusPlusToken ? SyntaxKind.PlusToken : SyntaxKind.MinusToken;
  const after = apply(m, kind, before, new Primitive(isBig ? 1n : 1), spot);
  target.write(after);
  return { before, after };
}
