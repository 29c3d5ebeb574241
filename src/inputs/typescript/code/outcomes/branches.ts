import { ts } from '../../syntax.ts';
import { bare, type Call } from '../follow/callee.ts';
import type { End } from './ends.ts';
import { isFunction } from '../follow/signature.ts';
import { calledName } from '../follow/tested.ts';

const { SyntaxKind } = ts;

/** A branch that is taken when something failed. */
export interface Branch {
  /** The variable that says so; left out where something is missing. */
  readonly subject?: string | undefined;
  /** The same, where it is a result that is asked for its `isError`. */
  readonly passes?: string | undefined;
}

const FAILED = new Set(['isError', 'error', 'errors', 'errorMessage', 'failed', 'err']);
const WELL = new Set(['ok', 'success', 'succeeded', 'isSuccess']);
const STATUS = new Set(['status', 'statusCode']);
/** How an answer begins that tells of a failure; that a thing could not be found may be the answer. */
const TELLS =
  /^\W*(?:error\b|failed\b|failure\b|(?:unable to|could not|couldn't|cannot|can't)\b(?! (?:find|locate)\b)|missing\b|invalid\b|no (?:api|access|auth)?\s*(?:token|key|credentials)|(?:api|access|auth)\s*(?:token|key)|unauthorized\b|not (?:authenticated|configured)\b)/i;

/** What must be there and is not. */
const REFUSES =
  /\b(?:is|are) (?:required|missing|mandatory)\b|\bmust (?:be|provide|specify|have|include)\b|\bunknown (?:tool|operation|action|command)\b/i;

/** What a function is called that makes answers of errors: `errorResponse`, `toolError`, `fail`. */
const OF_ERRORS = /(?:^|[a-z_])(?:[eE]rr(?:or)?s?|[fF]ail(?:ed|ure)?s?|[pP]roblem|[eE]xception)(?![a-z])/;

/** What does the work and sees to its errors: `withErrors`, `requestWithErrorHandling`. */
const OF_WORK = /^with(?![a-z])|Handling/;

export const isOfErrors = (call: Call): boolean => OF_ERRORS.test(calledName(call)) && !OF_WORK.test(calledName(call));

/** Whether a branch with these ends is one for failures: by its test, or by what it says. */
export function branchOf(test: ts.Expression, ends: readonly End[], isElse = false): Branch | undefined {
  const asked = subjectOf(test, isElse);
  if (asked) return { subject: asked.name, ...(asked.by === 'isError' ? { passes: asked.name } : {}) };
  const results = ends.filter(({ made }) => made?.kind === 'result' || made?.kind === 'unknown');
  const tells = ({ node, made, by }: End): boolean =>
    made?.kind === 'result' &&
    isWritten(node) &&
    (TELLS.test(made.text.words) ||
      REFUSES.test(made.text.words.slice(0, 120)) ||
      isUnsuccessful(made.text) ||
      (by !== undefined && isCallOfErrors(node)) ||
      (!isElse && isMissing(test)));
  // `if (name.startsWith('orders/')) …`: what answers well in it as well is a way to do the work
  return results.length > 0 && results.every(tells) ? {} : undefined;
}

const returned = (node: ts.Node): ts.Expression | undefined => {
  const of = node.kind === SyntaxKind.ReturnStatement ? (node as ts.ReturnStatement).expression : undefined;
  return of && bare(of);
};

function isCallOfErrors(node: ts.Node): boolean {
  const of = returned(node);
  return of?.kind === SyntaxKind.CallExpression && isOfErrors(of as ts.CallExpression);
}

/** What is passed on was made elsewhere, and `wrap(() => …)` does the work: its words are none of the branch. */
function isWritten(node: ts.Node): boolean {
  const of = returned(node);
  if (of?.kind !== SyntaxKind.CallExpression) return of?.kind === SyntaxKind.ObjectLiteralExpression;
  return !(of as ts.CallExpression).arguments.some((arg) => isFunction(bare(arg)));
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

interface Asked {
  readonly name: string;
  /** The member that tells. */
  readonly by: string;
}

/** The variable that a test asks whether it failed, where the test holds, or, with `isElse`, where it does not. */
function subjectOf(written: ts.Expression, isElse: boolean): Asked | undefined {
  const node = bare(written);
  if (node.kind === SyntaxKind.PrefixUnaryExpression) {
    const { operator, operand } = node as ts.PrefixUnaryExpression;
    return operator === SyntaxKind.ExclamationToken ? subjectOf(operand, !isElse) : undefined;
  }
  if (node.kind === SyntaxKind.BinaryExpression) return compared(node as ts.BinaryExpression, isElse);
  if (node.kind === SyntaxKind.PropertyAccessExpression && WELL.has(nameOf(node))) return isElse ? of(node) : undefined;
  if (node.kind !== SyntaxKind.PropertyAccessExpression && node.kind !== SyntaxKind.Identifier) return undefined;
  return !isElse && FAILED.has(nameOf(node)) ? of(node) : undefined;
}

function compared({ left, operatorToken, right }: ts.BinaryExpression, isElse: boolean): Asked | undefined {
  if (LOGICAL.has(operatorToken.kind)) return subjectOf(left, isElse) ?? subjectOf(right, isElse);
  const subject = bare(left);
  const name = nameOf(subject);
  if (operatorToken.kind === SyntaxKind.InstanceOfKeyword)
    return !isElse && (right as Partial<ts.Identifier>).text?.endsWith('Error') ? of(subject) : undefined;
  const isNot =
    operatorToken.kind === SyntaxKind.ExclamationEqualsEqualsToken ||
    operatorToken.kind === SyntaxKind.ExclamationEqualsToken;
  const isMissing = right.kind === SyntaxKind.NullKeyword || (right as Partial<ts.Identifier>).text === 'undefined';
  const isTold = FAILED.has(name)
    ? isNot === isMissing || right.kind === SyntaxKind.TrueKeyword
    : WELL.has(name)
      ? (right.kind === SyntaxKind.FalseKeyword) !== isNot
      : STATUS.has(name) && subject.kind === SyntaxKind.PropertyAccessExpression
        ? isNot || operatorToken.kind === SyntaxKind.GreaterThanEqualsToken
        : undefined;
  return isTold === !isElse ? of(subject) : undefined;
}

function of(node: ts.Expression): Asked | undefined {
  const name = rootOf(node);
  return name === undefined ? undefined : { name, by: nameOf(node) };
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
