import { ts } from '../../syntax.ts';
import type { FunctionNode } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import type { End } from './ends.ts';
import { valueIn } from '../follow/made.ts';
import type { Names } from '../follow/names.ts';
import { mentionsError } from '../follow/signature.ts';
import { calledName } from '../follow/tested.ts';
import { isIn, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** It holds for some failures only: every way on stands in a test of the error, and others are thrown on. */
export function isNarrow(block: ts.Node, ends: readonly End[]): boolean {
  if (!ends.some(({ does }) => does === 'throws') || block.kind !== SyntaxKind.Block) return false;
  const tests = (block as ts.Block).statements.filter(
    (statement): statement is ts.IfStatement => statement.kind === SyntaxKind.IfStatement,
  );
  const returned = ends.filter(({ does }) => does === 'returns');
  const isTested = (node: ts.Node): boolean => tests.some((test) => isIn(node, test));
  if (returned.length === 0) {
    const last = (block as ts.Block).statements.at(-1);
    return ends.some(({ does }) => does === 'goes-on') && last?.kind === SyntaxKind.IfStatement;
  }
  return returned.every(({ node }) => isTested(node)) && !ends.some(({ does }) => does === 'goes-on');
}

/** Whether the error goes into what is returned or collected. */
export function isKept(names: Names, unit: Unit, owner: FunctionNode, within: ts.Node, ends: readonly End[]): boolean {
  if (ends.some(({ made }) => made && KEPT.some((each) => made.text.from.has(each)))) return true;
  const returned = unit.returns.some(
    (each) => each.owner === owner && isIn(each.node, within) && mentionsError(names, each.node, each.scope),
  );
  if (returned) return true;
  return (
    unit.calls.some(({ node, owner: by }) => {
      if (by !== owner || !isIn(node, within) || !KEEPERS.has(calledName(node))) return false;
      return (node.arguments ?? []).some(saysMore);
    }) || unit.assigned.some(({ node, owner: by }) => by === owner && isIn(node, within) && saysMore(node))
  );
}

/** More than that there is nothing: the error, a note, a default that means something. */
function saysMore(written: ts.Expression): boolean {
  const node = bare(written);
  switch (node.kind) {
    case SyntaxKind.NullKeyword:
    case SyntaxKind.FalseKeyword:
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.NumericLiteral:
    case SyntaxKind.PrefixUnaryExpression:
      return false;
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return /\S/.test((node as ts.StringLiteral).text);
    case SyntaxKind.ArrayLiteralExpression:
      return (node as ts.ArrayLiteralExpression).elements.some(saysMore);
    case SyntaxKind.ObjectLiteralExpression:
      return (node as ts.ObjectLiteralExpression).properties.some((property) => {
        const of = valueIn(property);
        return !of || saysMore(of);
      });
    case SyntaxKind.NewExpression:
      return ((node as ts.NewExpression).arguments?.length ?? 0) > 0;
    default:
      return (node as Partial<ts.Identifier>).text !== 'undefined';
  }
}

const KEPT = ['message', 'error', 'stack', 'body'] as const;
/** Also who waits is told: `resolve({ failed: error })`, `response.end(page(error))`. */
const KEEPERS = new Set(['push', 'set', 'add', 'unshift', 'reject', 'resolve', 'end', 'send', 'json']);

/** The name before all dots and brackets. */
export function rootOf(node: ts.Node): string | undefined {
  let at = node;
  while (at.kind === SyntaxKind.PropertyAccessExpression || at.kind === SyntaxKind.ElementAccessExpression)
    at = (at as ts.AccessExpression).expression;
  return (at as Partial<ts.Identifier>).text;
}
