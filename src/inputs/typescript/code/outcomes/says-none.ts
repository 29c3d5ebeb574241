import { tellsFailure, tellsNothing } from '../../../../language/failures.ts';
import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import type { Placed } from '../follow/names.ts';
import { methodName } from '../follow/tested.ts';
import { rootOf } from './caught.ts';
import type { Shapes } from './shapes.ts';
import { NONE, sum, type Text } from './text.ts';

const { SyntaxKind } = ts;

type Test = ts.IfStatement | ts.ConditionalExpression;

/**
 * Whether a test asks only how many there are, and where there are none the answer is that there are none:
 * who was given an empty list for a failure passes it on as an absence.
 */
export function saysNone(shapes: Shapes, name: string, { node, scope }: Placed<Test>): boolean {
  const isIf = node.kind === SyntaxKind.IfStatement;
  const test = isIf ? (node as ts.IfStatement).expression : (node as ts.ConditionalExpression).condition;
  const side = emptySide(test, name);
  if (!side) return false;
  if (!isIf) {
    const { whenTrue, whenFalse } = node as ts.ConditionalExpression;
    return isOfNothing(shapes.texts.of({ node: side === 'then' ? whenTrue : whenFalse, scope }));
  }
  const { thenStatement, elseStatement } = node as ts.IfStatement;
  const branch = side === 'then' ? thenStatement : elseStatement;
  if (!branch) return false;
  const statements = branch.kind === SyntaxKind.Block ? (branch as ts.Block).statements : [branch];
  const said = statements.slice(0, MOST_STATEMENTS).map((each) => wordsOf(each));
  if (statements.length > MOST_STATEMENTS || said.length === 0) return false;
  if (!said.every((each) => each !== undefined)) return false;
  return isOfNothing(said.map((each) => shapes.texts.of({ node: each, scope })).reduce(sum, NONE));
}

const MOST_STATEMENTS = 12;

const isOfNothing = ({ from, words }: Text): boolean =>
  from.size === 1 && from.has('words') && tellsNothing(words) && !tellsFailure(words);

/** On which side of a test nothing is there: `list.length === 0`, `!list.length`, `list.length > 0`. */
function emptySide(written: ts.Expression, name: string): 'then' | 'else' | undefined {
  const node = bare(written);
  if (node.kind === SyntaxKind.PrefixUnaryExpression) {
    const { operator, operand } = node as ts.PrefixUnaryExpression;
    return operator === SyntaxKind.ExclamationToken && isCount(operand, name) ? 'then' : undefined;
  }
  if (isCount(node, name)) return 'else';
  if (node.kind !== SyntaxKind.BinaryExpression) return undefined;
  const { left, operatorToken, right } = node as ts.BinaryExpression;
  if (!isCount(left, name)) return undefined;
  switch (`${ts.tokenToString(operatorToken.kind)} ${(bare(right) as Partial<ts.NumericLiteral>).text}`) {
    case '=== 0':
    case '== 0':
    case '< 1':
      return 'then';
    case '> 0':
    case '!== 0':
    case '>= 1':
      return 'else';
    default:
      return undefined;
  }
}

function isCount(written: ts.Expression, name: string): boolean {
  const node = bare(written);
  if (node.kind !== SyntaxKind.PropertyAccessExpression) return false;
  const { name: member } = node as ts.PropertyAccessExpression;
  return (member.text === 'length' || member.text === 'size') && rootOf(node) === name;
}

/** What a statement puts into a text or a list of lines. */
function wordsOf(statement: ts.Statement): ts.Expression | undefined {
  if (statement.kind !== SyntaxKind.ExpressionStatement) return undefined;
  const node = bare((statement as ts.ExpressionStatement).expression);
  if (node.kind === SyntaxKind.BinaryExpression) {
    const { operatorToken, right } = node as ts.BinaryExpression;
    const { kind } = operatorToken;
    return kind === SyntaxKind.EqualsToken || kind === SyntaxKind.PlusEqualsToken ? right : undefined;
  }
  const isPush = node.kind === SyntaxKind.CallExpression && methodName(node as ts.CallExpression) === 'push';
  return isPush ? (node as ts.CallExpression).arguments[0] : undefined;
}
