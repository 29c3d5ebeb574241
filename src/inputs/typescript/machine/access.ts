import { ts } from '../syntax.ts';
import { isNullish, Opaque, Primitive, UNDEFINED, type Scope, type Value } from '../values.ts';
import { evaluate, self, spotOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import { homeOf } from './calls.ts';
import { superMember } from './members.ts';

const { SyntaxKind } = ts;

/** A member expression: its value, and what stands before the dot. `a?.b` is undefined where `a` is. */
export function access(
  m: Machine,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
): { readonly target: Value; readonly value: Value } {
  const spot = spotOf(node, scope);
  if (node.expression.kind === SyntaxKind.SuperKeyword) {
    const target = self(scope);
    const key = keyOf(m, node, scope);
    return { target, value: typeof key === 'string' ? superMember(m, homeOf(scope), key, self(scope), spot) : key };
  }
  const target = evaluate(m, node.expression, scope);
  if (isNullish(target) && target.kind === 'primitive') {
    // `a?.b.c` ends at `a`; without `?.` the program would throw here, or its environment differs from what we assume
    const assumed = target.assumed;
    const value =
      assumed !== undefined
        ? node.questionDotToken
          ? new Primitive(undefined, spot, assumed)
          : new Opaque(assumed, spot)
        : node.questionDotToken || node.flags & ts.NodeFlags.OptionalChain
          ? UNDEFINED
          : new Opaque(`a member of ${String(target.value)}`, spot);
    return { target, value };
  }
  const key = keyOf(m, node, scope);
  return { target, value: typeof key === 'string' ? m.get(target, key, spot) : key };
}

/** The name of a member, or the opaque value its expression is. */
export function keyOf(
  m: Machine,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
): string | Opaque {
  if (node.kind === SyntaxKind.PropertyAccessExpression) return (node as ts.PropertyAccessExpression).name.text;
  const key = evaluate(m, (node as ts.ElementAccessExpression).argumentExpression, scope);
  return m.key(key, spotOf(node, scope));
}

/** `delete object.key`. */
export function remove(m: Machine, node: ts.Expression, scope: Scope): Value {
  if (node.kind !== SyntaxKind.PropertyAccessExpression && node.kind !== SyntaxKind.ElementAccessExpression)
    return new Primitive(true);
  const member = node as ts.PropertyAccessExpression | ts.ElementAccessExpression;
  const target = evaluate(m, member.expression, scope);
  const key = keyOf(m, member, scope);
  if (target.kind === 'object') {
    m.touch(target);
    if (typeof key === 'string') target.properties.delete(key);
    else target.open ??= key;
  }
  return new Primitive(true);
}
