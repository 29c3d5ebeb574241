import { ts } from '../../syntax.ts';
import { inner } from '../../machine/calls.ts';
import type { CallSite } from '../follow/unit.ts';

const { SyntaxKind } = ts;

export const LOOPS: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
]);

/** A timer of the platform. */
export function isTimer({ node, scope }: CallSite, name: 'setTimeout' | 'setInterval'): boolean {
  const callee = inner(node.expression);
  if (callee.kind === SyntaxKind.Identifier) return (callee as ts.Identifier).text === name && !scope.find(name);
  if (callee.kind !== SyntaxKind.PropertyAccessExpression) return false;
  const { expression, name: member } = callee as ts.PropertyAccessExpression;
  return member.text === name && (expression as Partial<ts.Identifier>).text === 'globalThis';
}

/** Whether a function of this name is called in what is written here; of a long text, nobody knows. */
export function callsName(within: ts.Node, name: string): boolean {
  let left = 500;
  const visit = (node: ts.Node): boolean => {
    if (left-- <= 0) return false;
    if (node.kind === SyntaxKind.CallExpression) {
      const { text } = (node as ts.CallExpression).expression as Partial<ts.Identifier>;
      if (text === name) return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(within);
}
