import { ts } from '../syntax.ts';
import type { FunctionNode } from '../values.ts';
import type { End } from './failures.ts';
import type { Names } from './names.ts';
import { mentionsError } from './signature.ts';
import { methodName } from './tested.ts';
import { isIn, type Unit } from './unit.ts';

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
    unit.calls.some(({ node, scope }) => {
      if (!isIn(node, within) || !KEEPERS.has(methodName(node) ?? '')) return false;
      return (node.arguments ?? []).some((arg) => mentionsError(names, arg, scope));
    }) || unit.assigned.some(({ node, scope }) => isIn(node, within) && mentionsError(names, node, scope))
  );
}

const KEPT = ['message', 'error', 'stack', 'body'] as const;
const KEEPERS = new Set(['push', 'set', 'add', 'unshift', 'reject']);

/** The name before all dots. */
export function rootOf(node: ts.Node): string | undefined {
  let at = node;
  while (at.kind === SyntaxKind.PropertyAccessExpression) at = (at as ts.PropertyAccessExpression).expression;
  return (at as Partial<ts.Identifier>).text;
}
