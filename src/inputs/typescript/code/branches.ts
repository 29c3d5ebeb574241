import { ts } from '../syntax.ts';
import { bare } from './callee.ts';
import type { End } from './failures.ts';

const { SyntaxKind } = ts;

/** A branch that is taken when something failed. */
export interface Branch {
  /** The variable that says so; left out where something is missing. */
  readonly subject?: string | undefined;
}

const FAILED = new Set(['isError', 'error', 'errors', 'errorMessage', 'failed', 'err']);
const WELL = new Set(['ok', 'success', 'succeeded', 'isSuccess']);
const STATUS = new Set(['status', 'statusCode']);
/** How an answer begins that tells of a failure. */
const TELLS =
  /^\W*(?:error\b|failed\b|failure\b|unable to\b|could not\b|couldn't\b|cannot\b|can't\b|missing\b|invalid\b|no (?:api|access|auth)?\s*(?:token|key|credentials)|(?:api|access|auth)\s*(?:token|key)|unauthorized\b|not (?:authenticated|configured)\b)/i;

/** Whether a branch with these ends is one for failures: by its test, or by what it says. */
export function branchOf(test: ts.Expression, ends: readonly End[]): Branch | undefined {
  const subject = subjectOf(test);
  if (subject !== undefined) return { subject };
  const tells = ends.some(
    ({ made }) =>
      made?.kind === 'result' && (TELLS.test(made.text.words) || isUnsuccessful(made.text) || isMissing(test)),
  );
  return tells ? {} : undefined;
}

/** `!process.env.TOKEN`, `!apiKey` */
function isMissing(written: ts.Expression): boolean {
  const node = bare(written);
  if (node.kind !== SyntaxKind.PrefixUnaryExpression) return false;
  const of = bare((node as ts.PrefixUnaryExpression).operand);
  return /token|api_?key|secret|credential|password/i.test(nameOf(of));
}

/** `success: false` in JSON is said beside an error. */
const isUnsuccessful = ({ fields }: { readonly fields: ReadonlySet<string> }): boolean =>
  fields.has('success') && (fields.has('error') || fields.has('message'));

/** The variable a test asks for its failure. */
function subjectOf(written: ts.Expression): string | undefined {
  const node = bare(written);
  if (node.kind === SyntaxKind.PrefixUnaryExpression) {
    const { operator, operand } = node as ts.PrefixUnaryExpression;
    if (operator !== SyntaxKind.ExclamationToken) return undefined;
    const of = bare(operand);
    return of.kind === SyntaxKind.PropertyAccessExpression && WELL.has(nameOf(of)) ? rootOf(of) : undefined;
  }
  if (node.kind === SyntaxKind.BinaryExpression) {
    const { left, operatorToken, right } = node as ts.BinaryExpression;
    if (LOGICAL.has(operatorToken.kind)) return subjectOf(left) ?? subjectOf(right);
    const of = bare(left);
    const name = nameOf(of);
    if (operatorToken.kind === SyntaxKind.InstanceOfKeyword)
      return (right as Partial<ts.Identifier>).text?.endsWith('Error') ? rootOf(of) : undefined;
    const isNot =
      operatorToken.kind === SyntaxKind.ExclamationEqualsEqualsToken ||
      operatorToken.kind === SyntaxKind.ExclamationEqualsToken;
    const isMissing = right.kind === SyntaxKind.NullKeyword || (right as Partial<ts.Identifier>).text === 'undefined';
    if (FAILED.has(name)) return isNot === isMissing || right.kind === SyntaxKind.TrueKeyword ? rootOf(of) : undefined;
    if (WELL.has(name)) return (right.kind === SyntaxKind.FalseKeyword) !== isNot ? rootOf(of) : undefined;
    if (STATUS.has(name) && of.kind === SyntaxKind.PropertyAccessExpression)
      return isNot || operatorToken.kind === SyntaxKind.GreaterThanEqualsToken ? rootOf(of) : undefined;
    return undefined;
  }
  if (node.kind !== SyntaxKind.PropertyAccessExpression && node.kind !== SyntaxKind.Identifier) return undefined;
  return FAILED.has(nameOf(node)) ? rootOf(node) : undefined;
}

const LOGICAL = new Set([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken]);

const nameOf = (node: ts.Expression): string =>
  node.kind === SyntaxKind.PropertyAccessExpression
    ? (node as ts.PropertyAccessExpression).name.text
    : ((node as Partial<ts.Identifier>).text ?? '');

function rootOf(node: ts.Expression): string | undefined {
  let at = bare(node);
  while (at.kind === SyntaxKind.PropertyAccessExpression) at = bare((at as ts.PropertyAccessExpression).expression);
  return (at as Partial<ts.Identifier>).text;
}
