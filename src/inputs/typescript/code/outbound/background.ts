import { ts } from '../../syntax.ts';
import type { Follower } from '../follow/follow.ts';
import type { CallSite, Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

const MOST_CALLERS = 60;
const DEEPEST = 6;

/** Whether nobody waits for a call: its promise is dropped, or that of the function that waits for it, wherever it is called. */
export function isBackground(
  follower: Follower,
  unit: Unit,
  { node, owner }: Pick<CallSite, 'node' | 'owner'>,
  deep = 0,
): boolean {
  const use = useOf(follower, node);
  if (use === 'dropped') return true;
  if (use === 'asked' || deep >= DEEPEST || owner !== unit.fn.node || unit.isRoot) return false;
  const isAsync = owner.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) ?? false;
  if (use === 'waited' && !isAsync) return false;
  const { calledAt } = unit;
  return (
    calledAt.length > 0 &&
    calledAt.slice(0, MOST_CALLERS).every((call) => isBackground(follower, call.unit, call.site, deep + 1))
  );
}

/** `waited`: with the function around it; `given`: to whoever calls that. */
type Use = 'dropped' | 'waited' | 'given' | 'asked';

function useOf({ parents }: Follower, node: ts.Node): Use {
  let at = node;
  let isWaited = false;
  for (let up = 0; up < 12; up++) {
    const parent = parents.get(at);
    switch (parent?.kind) {
      case SyntaxKind.VoidExpression:
      case SyntaxKind.ExpressionStatement:
        return isWaited ? 'waited' : 'dropped';
      case SyntaxKind.ReturnStatement:
        return 'given';
      case SyntaxKind.ArrowFunction:
        return (parent as ts.ArrowFunction).body === at ? 'given' : 'asked';
      case SyntaxKind.AwaitExpression:
        isWaited = true;
        break;
      case SyntaxKind.VariableDeclaration:
        return isWaited ? 'waited' : 'asked';
      case SyntaxKind.PropertyAccessExpression:
      case SyntaxKind.ParenthesizedExpression:
        break;
      case SyntaxKind.CallExpression:
        if ((parent as ts.CallExpression).expression !== at) return isWaited ? 'waited' : 'asked';
        break;
      default:
        return isWaited ? 'waited' : 'asked';
    }
    at = parent;
  }
  return 'asked';
}
