import { isNullish, type Scope, type Value } from '../values.ts';
import { ts } from '../syntax.ts';
import { keyOf } from './access.ts';
import { evaluate, self, spotOf } from './expressions.ts';
import { fail } from './failing.ts';
import type { Machine } from './machine.ts';
import { assign } from './patterns.ts';
import { homeOf } from './calls.ts';
import { superMember } from './members.ts';

const { SyntaxKind } = ts;

/** What stands left of an assignment: read and written as often as the operator does, its object and key evaluated once. */
export interface Reference {
  read(): Value;
  write(value: Value): void;
}

export function referenceTo(m: Machine, node: ts.Expression, scope: Scope): Reference {
  switch (node.kind) {
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
      return memberReference(m, node as ts.PropertyAccessExpression | ts.ElementAccessExpression, scope);
    case SyntaxKind.ParenthesizedExpression:
    case SyntaxKind.AsExpression:
    case SyntaxKind.NonNullExpression:
    case SyntaxKind.SatisfiesExpression:
    case SyntaxKind.TypeAssertionExpression:
      return referenceTo(m, (node as ts.ParenthesizedExpression).expression, scope);
    default: // a name, or a pattern, which nothing reads
      return { read: () => evaluate(m, node, scope), write: (value) => assign(m, node, value, scope) };
  }
}

function memberReference(
  m: Machine,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
): Reference {
  const spot = spotOf(node, scope);
  const isSuper = node.expression.kind === SyntaxKind.SuperKeyword;
  const target = isSuper ? self(scope) : evaluate(m, node.expression, scope);
  const key = keyOf(m, node, scope);
  return {
    read() {
      if (typeof key !== 'string') return key;
      if (isNullish(target)) return fail(m, target, `Cannot read properties of nothing (reading '${key}')`, spot);
      return isSuper ? superMember(m, homeOf(scope), key, target, spot) : m.get(target, key, spot);
    },
    write(value) {
      if (isNullish(target)) fail(m, target, 'Cannot set properties of nothing', spot);
      else if (typeof key === 'string') m.set(target, key, value, spot);
      else if (target.kind === 'object' || target.kind === 'array') {
        m.touch(target);
        target.open ??= key;
      }
    },
  };
}
