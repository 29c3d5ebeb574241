import { ts } from '../syntax.ts';
import { Opaque, type Scope } from '../values.ts';
import { spotOf } from './expressions.ts';

const { SyntaxKind } = ts;

/** What a statement that was given up halfway would have changed at the top of its module is no longer known. */
export function voidChanges(statement: ts.Statement, scope: Scope, reason: string): void {
  const opaque = new Opaque(reason, spotOf(statement, scope));
  const open: ts.Node[] = [statement]; // what was given up may be nested too deep for a recursion
  for (let node = open.pop(); node; node = open.pop()) {
    const target = targetIn(node);
    if (target) change(target, scope, opaque);
    ts.forEachChild(node, (child) => void open.push(child));
  }
}

/** What is assigned to, counted up or down, or asked to change itself. */
function targetIn(node: ts.Node): ts.Expression | undefined {
  switch (node.kind) {
    case SyntaxKind.BinaryExpression: {
      const { left, operatorToken } = node as ts.BinaryExpression;
      const isAssignment =
        operatorToken.kind >= SyntaxKind.FirstAssignment && operatorToken.kind <= SyntaxKind.LastAssignment;
      return isAssignment ? left : undefined;
    }
    case SyntaxKind.PrefixUnaryExpression:
    case SyntaxKind.PostfixUnaryExpression: {
      const { operator, operand } = node as ts.PrefixUnaryExpression | ts.PostfixUnaryExpression;
      return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken ? operand : undefined;
    }
    case SyntaxKind.CallExpression: {
      const { expression } = node as ts.CallExpression;
      return expression.kind === SyntaxKind.PropertyAccessExpression ? expression : undefined;
    }
    default:
      return undefined;
  }
}

function change(target: ts.Expression, scope: Scope, opaque: Opaque): void {
  let at = target;
  while (at.kind === SyntaxKind.PropertyAccessExpression || at.kind === SyntaxKind.ElementAccessExpression)
    at = (at as ts.PropertyAccessExpression | ts.ElementAccessExpression).expression;
  const cell = at.kind === SyntaxKind.Identifier ? scope.cells.get((at as ts.Identifier).text) : undefined;
  if (!cell || cell.link) return;
  const { value } = cell;
  if (at === target) cell.value = opaque;
  else if (value?.kind === 'array' || (value?.kind === 'object' && !value.of)) value.open ??= opaque;
}
