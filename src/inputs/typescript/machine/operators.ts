import { isNullish, Opaque, Primitive, type Scope, type Value } from '../values.ts';
import { ts, type Spot } from '../syntax.ts';
import { apply, assumedOf } from './arithmetic.ts';
import { evaluate, spotOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import { assign } from './patterns.ts';
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
    return logical(m, late, evaluate(m, node.left, scope), spotOf(node.left, scope), () => {
      const value = evaluate(m, node.right, scope);
      assign(m, node.left, value, scope);
      return value;
    });
  }
  const left = evaluate(m, node.left, scope);
  const right = evaluate(m, node.right, scope);
  const operator = COMPOUND.get(kind);
  if (operator === undefined) return apply(m, kind, left, right, spot);
  const value = apply(m, operator, left, right, spot);
  assign(m, node.left, value, scope);
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
  return m.branch(undecided(spot, 'no'), () => left, right);
}

export function prefix(m: Machine, node: ts.PrefixUnaryExpression, scope: Scope): Value {
  const spot = spotOf(node, scope);
  const value = evaluate(m, node.operand, scope);
  switch (node.operator) {
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
    case SyntaxKind.PlusPlusToken:
    case SyntaxKind.MinusMinusToken: {
      const next = stepped(m, value, node.operator, spot);
      assign(m, node.operand, next, scope);
      return next;
    }
    default: {
      if (value.kind === 'opaque') return value;
      if (value.kind !== 'primitive') return new Opaque('an operation on an object', spot);
      const { value: plain, assumed } = value;
      if (typeof plain === 'symbol' || (typeof plain === 'bigint' && node.operator === SyntaxKind.PlusToken))
        return new Opaque('an operation that fails', spot);
      const x = plain as number;
      if (node.operator === SyntaxKind.MinusToken) return new Primitive(-x, spot, assumed);
      return new Primitive(node.operator === SyntaxKind.TildeToken ? ~x : +x, spot, assumed);
    }
  }
}

export function postfix(m: Machine, node: ts.PostfixUnaryExpression, scope: Scope): Value {
  const value = evaluate(m, node.operand, scope);
  assign(m, node.operand, stepped(m, value, node.operator, spotOf(node, scope)), scope);
  return value;
}

const stepped = (m: Machine, value: Value, operator: ts.SyntaxKind, spot: Spot): Value =>
  apply(
    m,
    operator === SyntaxKind.PlusPlusToken ? SyntaxKind.PlusToken : SyntaxKind.MinusToken,
    value,
    new Primitive(1),
    spot,
  );
