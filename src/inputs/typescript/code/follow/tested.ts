import { ts } from '../../syntax.ts';
import type { Call } from './callee.ts';
import { isFunction } from './signature.ts';
import type { Unit } from './unit.ts';

const { SyntaxKind } = ts;

/** Notes the names that a test looks at. */
export function noteTests({ tested }: Unit, test: ts.Node): void {
  const visit = (node: ts.Node): void => {
    if (tested.size > 500) return;
    if (node.kind === SyntaxKind.Identifier) tested.add((node as ts.Identifier).text);
    else if (node.kind === SyntaxKind.PropertyAccessExpression) visit((node as ts.PropertyAccessExpression).expression);
    else if (!isFunction(node)) ts.forEachChild(node, visit);
  };
  visit(test);
}

/** `catch` in `promise.catch(…)`. */
export function methodName({ expression }: Call): string | undefined {
  return expression.kind === SyntaxKind.PropertyAccessExpression
    ? (expression as ts.PropertyAccessExpression).name.text
    : undefined;
}

/** The name that a call has: of the method, or of the function; empty where it has none. */
export const calledName = (node: Call): string =>
  methodName(node) ?? (node.expression as Partial<ts.Identifier>).text ?? '';

/** Operators that look at what stands left of them. */
export const LOGICAL = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

/** Functions of others that give back what the function gives that they are given: spans, scopes, stores. */
const AROUND =
  /^(?:startActiveSpan|startSpan|withActiveSpan|startSpanManual|withScope|withIsolationScope|withSpan|withTrace|run|runWithContext|continueTrace|captureAsyncFunc)$/;

/** The function that a call of such a function is given. */
export function passedOn(node: Call): ts.ArrowFunction | undefined {
  const name = calledName(node);
  const last = node.arguments?.at(-1);
  return last && isFunction(last) && AROUND.test(name) ? (last as ts.ArrowFunction) : undefined;
}
