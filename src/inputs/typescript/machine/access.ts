import { ts } from '../syntax.ts';
import { ENDED, HOLE, isNullish, Primitive, type Opaque, type Scope, type Value } from '../values.ts';
import { evaluate, self, spotOf } from './expressions.ts';
import { fail } from './failing.ts';
import type { Machine } from './machine.ts';
import { homeOf } from './calls.ts';
import { indexOf, superMember } from './members.ts';
import { someMember } from './some-member.ts';

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
    const { assumed } = target;
    const isOver = node.questionDotToken ?? (node.flags & ts.NodeFlags.OptionalChain && (target === ENDED || assumed));
    if (isOver) return { target, value: assumed === undefined ? ENDED : new Primitive(undefined, spot, assumed) };
    const key = keyOf(m, node, scope);
    const name = typeof key === 'string' ? ` (reading '${key}')` : '';
    return { target, value: fail(m, target, `Cannot read properties of ${String(target.value)}${name}`, spot) };
  }
  const key = keyOf(m, node, scope);
  return { target, value: typeof key === 'string' ? m.get(target, key, spot) : someMember(target, key) };
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
  } else if (target.kind === 'array') {
    m.touch(target);
    const index = typeof key === 'string' ? indexOf(key) : undefined;
    if (typeof key !== 'string') target.open ??= key;
    else if (key === 'length') fail(m, target, "Cannot delete property 'length'", spotOf(node, scope));
    else if (index !== undefined && target.elements[index]) target.elements[index] = HOLE;
    else target.own?.properties.delete(key);
  } else if (target.kind === 'function' || target.kind === 'class') {
    m.touch(target.members);
    if (typeof key === 'string') target.members.properties.delete(key);
    else target.members.open ??= key;
  }
  return new Primitive(true);
}
