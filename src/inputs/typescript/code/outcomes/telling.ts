import { ts } from '../../syntax.ts';
import type { Shapes } from './shapes.ts';
import { saysNone } from './says-none.ts';
import { isIn, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** Whether a test of a variable tells that it is missing: one does not that gives a result as if all were well, or only uses what is there. */
export function tells(shapes: Shapes, name: string, unit: Unit): boolean {
  const tests = unit.ifs.filter(({ node }) => mentions(testOf(node), name));
  return (
    tests.length === 0 ||
    tests.some((site) => !passesOver(shapes, name, unit, site.node) && !saysNone(shapes, name, site))
  );
}

function passesOver(
  shapes: Shapes,
  name: string,
  unit: Unit,
  node: ts.IfStatement | ts.ConditionalExpression,
): boolean {
  if (node.kind !== SyntaxKind.IfStatement) return false;
  const { thenStatement, elseStatement } = node as ts.IfStatement;
  if (unit.throws.some((each) => isIn(each.node, node))) return false;
  const own = unit.returns.filter(
    (each) => isIn(each.node, thenStatement) || (elseStatement && isIn(each.node, elseStatement)),
  );
  if (own.length > 0)
    return own.every((each) => {
      const { kind, isError } = shapes.of(each);
      return kind === 'result' && isError === 'no';
    });
  return !elseStatement && mentions(thenStatement, name, 2_000) && !assigns(thenStatement, name);
}

const testOf = (node: ts.IfStatement | ts.ConditionalExpression): ts.Expression =>
  node.kind === SyntaxKind.IfStatement
    ? (node as ts.IfStatement).expression
    : (node as ts.ConditionalExpression).condition;

function mentions(of: ts.Node, name: string, most = 60): boolean {
  let left = most;
  const visit = (node: ts.Node): boolean => {
    if (left-- <= 0) return false;
    if (node.kind === SyntaxKind.Identifier) return (node as ts.Identifier).text === name;
    if (node.kind === SyntaxKind.PropertyAccessExpression)
      return visit((node as ts.PropertyAccessExpression).expression);
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(of);
}

function assigns(of: ts.Node, name: string): boolean {
  let left = 2_000;
  const visit = (node: ts.Node): boolean => {
    if (left-- <= 0) return true;
    if (node.kind === SyntaxKind.BinaryExpression) {
      const { left: target, operatorToken } = node as ts.BinaryExpression;
      if (operatorToken.kind === SyntaxKind.EqualsToken && (target as Partial<ts.Identifier>).text === name)
        return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(of);
}
