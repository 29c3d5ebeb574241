import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import { valueIn } from '../follow/made.ts';

const { SyntaxKind } = ts;

const MOST_PARTS = 60;

/** Whether a literal holds nothing, however many names it has: no entry, no text, no number but 0. A `false` says something. */
export function isBare(written: ts.Expression): boolean {
  let left = MOST_PARTS;
  const holdsNothing = (of: ts.Expression): boolean => {
    if (left-- <= 0) return false;
    const node = bare(of);
    switch (node.kind) {
      case SyntaxKind.ObjectLiteralExpression:
        return (node as ts.ObjectLiteralExpression).properties.every((property) => {
          const value = property.kind === SyntaxKind.PropertyAssignment ? valueIn(property) : undefined;
          return value !== undefined && holdsNothing(value);
        });
      case SyntaxKind.ArrayLiteralExpression:
        return (node as ts.ArrayLiteralExpression).elements.length === 0;
      case SyntaxKind.StringLiteral:
      case SyntaxKind.NoSubstitutionTemplateLiteral:
        return (node as ts.StringLiteral).text === '';
      case SyntaxKind.NumericLiteral:
        return (node as ts.NumericLiteral).text === '0';
      default:
        return node.kind === SyntaxKind.NullKeyword;
    }
  };
  return holdsNothing(written);
}
