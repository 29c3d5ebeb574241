import type { FailureFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import type { FunctionNode } from '../../values.ts';
import type { Follower } from '../follow/follow.ts';
import { calledName } from '../follow/tested.ts';
import type { Shapes } from './shapes.ts';
import { tells } from './telling.ts';
import type { Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

export type Use = FailureFact['reaches'];

/** Of several uses, the one that matters most. */
const ORDER: readonly Use[] = ['result', 'data', 'tested', 'unknown', 'nothing'];
const strongest = (uses: readonly Use[]): Use => ORDER.find((use) => uses.includes(use)) ?? 'unknown';

const MOST_CALLERS = 60;
const DEEPEST = 12;

/** What becomes of the values that functions give. */
export class Uses {
  readonly #follower: Follower;
  readonly #shapes: Shapes;
  readonly #known = { result: new Map<Unit, Use | 'asking'>(), other: new Map<Unit, Use | 'asking'>() };
  #kind: 'result' | 'other' = 'other';

  constructor(follower: Follower, shapes: Shapes) {
    this.#follower = follower;
    this.#shapes = shapes;
  }

  /** What becomes of what a function gives. What has the form of an answer is one, though somebody looks at it on the way. */
  of(unit: Unit, owner: FunctionNode, kind: 'result' | 'other'): Use {
    this.#kind = kind;
    const use = this.#ofReturns(unit, owner);
    return kind === 'result' && (use === 'data' || use === 'unknown') ? 'result' : use;
  }

  #ofReturns(unit: Unit, owner: FunctionNode): Use {
    if (owner !== unit.fn.node) return this.#ofNode(owner, unit);
    const memo = this.#known[this.#kind];
    const known = memo.get(unit);
    if (known) return known === 'asking' ? 'nothing' : known;
    if (unit.isRoot) {
      memo.set(unit, 'result');
      return 'result';
    }
    memo.set(unit, 'asking');
    const uses = unit.calledAt.slice(0, MOST_CALLERS).map((call) => this.#ofNode(call.site.node, call.unit));
    const use = strongest(uses);
    memo.set(unit, use);
    return use;
  }

  /** What becomes of the value of an expression. */
  #ofNode(from: ts.Node, unit: Unit, deep = 0): Use {
    const { parents } = this.#follower;
    let node = from;
    if (deep >= DEEPEST) return 'unknown';
    for (let up = 0; up < 40; up++) {
      const parent = parents.get(node);
      if (!parent) return 'unknown';
      switch (parent.kind) {
        case SyntaxKind.AwaitExpression:
        case SyntaxKind.ParenthesizedExpression:
        case SyntaxKind.AsExpression:
        case SyntaxKind.NonNullExpression:
        case SyntaxKind.SatisfiesExpression:
          break;
        case SyntaxKind.ReturnStatement:
          return this.#ofReturns(unit, this.#follower.functionAround(parent) ?? unit.fn.node);
        case SyntaxKind.ArrowFunction:
          return (parent as ts.ArrowFunction).body === node
            ? this.#ofReturns(unit, parent as ts.ArrowFunction)
            : 'unknown';
        case SyntaxKind.ExpressionStatement:
        case SyntaxKind.VoidExpression:
          return 'nothing';
        case SyntaxKind.IfStatement:
        case SyntaxKind.PrefixUnaryExpression:
        case SyntaxKind.WhileStatement:
          return 'tested';
        case SyntaxKind.ConditionalExpression:
          if ((parent as ts.ConditionalExpression).condition === node) return 'tested';
          break;
        case SyntaxKind.BinaryExpression: {
          const { left, operatorToken, right } = parent as ts.BinaryExpression;
          if (operatorToken.kind === SyntaxKind.EqualsToken)
            return right === node ? this.#ofName(left, unit, deep) : 'data';
          if (!VALUES.has(operatorToken.kind)) return 'tested';
          if (left === node && operatorToken.kind !== SyntaxKind.PlusToken) return 'tested';
          break;
        }
        case SyntaxKind.VariableDeclaration:
          return this.#ofPattern((parent as ts.VariableDeclaration).name, unit, deep);
        case SyntaxKind.CallExpression: {
          const { expression, arguments: args } = parent as ts.CallExpression;
          if (expression === node) break;
          if (args.length === 0) return 'data';
          // a function that is passed on gives its value to whoever takes it
          if (node.kind === SyntaxKind.ArrowFunction || node.kind === SyntaxKind.FunctionExpression)
            return EACH.has(calledName(parent as ts.CallExpression)) ? 'data' : this.#ofNode(parent, unit, deep + 1);
          return this.#ofArgument(parent as ts.CallExpression, unit, deep);
        }
        case SyntaxKind.PropertyAccessExpression:
          if (!CHAINS.has((parent as ts.PropertyAccessExpression).name.text)) return 'data';
          break;
        default:
          return 'data';
      }
      node = parent;
    }
    return 'unknown';
  }

  /** `resolve(await f())`, `Promise.race([…])`: what passes its argument on. */
  #ofArgument(call: ts.CallExpression, unit: Unit, deep: number): Use {
    return PASSES.has(calledName(call)) ? this.#ofNode(call, unit, deep + 1) : 'data';
  }

  #ofPattern(name: ts.BindingName, unit: Unit, deep: number): Use {
    if (name.kind === SyntaxKind.Identifier) return this.#ofName(name as ts.Identifier, unit, deep);
    const parts = (name as ts.BindingPattern).elements.flatMap((each) =>
      each.kind === SyntaxKind.BindingElement ? [(each as ts.BindingElement).name] : [],
    );
    return strongest([...parts.map((part) => this.#ofPattern(part, unit, deep + 1)), 'nothing']);
  }

  /** What becomes of a variable: it is the answer, it is looked at, or it is used. */
  #ofName(target: ts.Node, unit: Unit, deep: number): Use {
    if (target.kind !== SyntaxKind.Identifier) return 'data';
    const { text } = target as ts.Identifier;
    const isTested = unit.tested.has(text);
    if (isTested && this.#kind === 'other' && tells(this.#shapes, text, unit)) return 'tested';
    for (const { node, owner } of unit.returns)
      if ((node as Partial<ts.Identifier>).text === text && deep < DEEPEST) return this.#ofReturns(unit, owner);
    return isTested && this.#kind === 'result' ? 'tested' : 'data';
  }

  /** What becomes of a variable of this name in a function. */
  ofVariable(name: ts.Node, unit: Unit): Use {
    this.#kind = 'other';
    return this.#ofName(name, unit, 0);
  }

  /** What becomes of an expression of a unit. */
  ofExpression(node: ts.Node, unit: Unit): Use {
    this.#kind = 'other';
    return this.#ofNode(node, unit);
  }
}

const VALUES = new Set([
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.PlusToken,
  SyntaxKind.CommaToken,
]);
const EACH = new Set(['map', 'forEach', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find', 'sort']);
const CHAINS = new Set(['then', 'catch', 'finally']);
const PASSES = new Set(['resolve', 'race', 'any']);
