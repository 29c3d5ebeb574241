import { ts } from '../syntax.ts';

const { SyntaxKind } = ts;

/** How often a loop may run, and what is known when it would run on. */
export interface Patience {
  readonly rounds: number;
  /** Whether nothing behind it is ever reached; else nobody knows. */
  readonly endless: boolean;
}

/** More rounds than a list of tools has. */
const MOST_ROUNDS = 20_000;
/** Rounds of a loop that waits for the outside in each, or gives one value after the other. */
const MOST_WAITS = 1_000;

/** A loop such as `while (true)` is left from within or never: what cannot be left has shown all it does in two rounds. */
export function patienceWith(condition: ts.Expression | undefined, body: ts.Statement): Patience {
  const always =
    !condition ||
    condition.kind === SyntaxKind.TrueKeyword ||
    (condition.kind === SyntaxKind.NumericLiteral && (condition as ts.NumericLiteral).text !== '0');
  if (!always && !isFlag(condition)) return { rounds: MOST_ROUNDS, endless: false };
  const { leaves, waits } = shapeOf(body);
  if (waits) return { rounds: MOST_WAITS, endless: true };
  return always && !leaves ? { rounds: 2, endless: true } : { rounds: MOST_ROUNDS, endless: false };
}

/** `running`, `!this.closed`: what only something else can change. */
function isFlag(condition: ts.Expression): boolean {
  switch (condition.kind) {
    case SyntaxKind.Identifier:
    case SyntaxKind.ThisKeyword:
      return true;
    case SyntaxKind.PrefixUnaryExpression:
      return isFlag((condition as ts.PrefixUnaryExpression).operand);
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ParenthesizedExpression:
      return isFlag((condition as ts.PropertyAccessExpression | ts.ParenthesizedExpression).expression);
    default:
      return false;
  }
}

interface Shape {
  /** It has a statement that ends the loop. */
  readonly leaves: boolean;
  /** It awaits or yields. */
  readonly waits: boolean;
}

const shapes = new WeakMap<ts.Node, Shape>();

function shapeOf(body: ts.Statement): Shape {
  const known = shapes.get(body);
  if (known) return known;
  const shape = { leaves: false, waits: false };
  const visit = (node: ts.Node, inner: boolean): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    switch (node.kind) {
      case SyntaxKind.ReturnStatement:
      case SyntaxKind.ThrowStatement:
        shape.leaves = true;
        break;
      case SyntaxKind.BreakStatement:
        shape.leaves ||= !inner || (node as ts.BreakStatement).label !== undefined;
        break;
      case SyntaxKind.AwaitExpression:
      case SyntaxKind.YieldExpression:
        shape.waits = true;
        break;
      default:
    }
    const takesBreak = inner || ts.isIterationStatement(node, false) || node.kind === SyntaxKind.SwitchStatement;
    ts.forEachChild(node, (child) => visit(child, takesBreak));
  };
  visit(body, false);
  shapes.set(body, shape);
  return shape;
}
