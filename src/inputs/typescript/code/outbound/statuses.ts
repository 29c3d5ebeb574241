import type { CallFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import { isFunction } from '../follow/signature.ts';
import { isIn, type CallSite, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

type Status = CallFact['status'];

const TELLS = new Set(['ok', 'status', 'statusCode', 'statusText']);
const MOST_CALLERS = 20;
const DEEPEST = 5;

/** Whether anybody looks at the status of an answer. */
export class Statuses {
  readonly #follower: Follower;

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  of(unit: Unit, site: CallSite): Status {
    const callback = (site.node.arguments ?? []).map(bare).find(isFunction);
    // `https.get(url, (response) => …)`
    if (callback) {
      const name = ((callback as ts.ArrowFunction).parameters[0]?.name as Partial<ts.Identifier> | undefined)?.text;
      return name === undefined ? 'unknown' : this.#ofName(name, unit, callback, 0);
    }
    return this.#of(site.node, unit, 0);
  }

  /** What is done with the value of an expression. */
  #of(from: ts.Node, unit: Unit, deep: number): Status {
    const { parents } = this.#follower;
    if (deep > DEEPEST) return 'unknown';
    let node = from;
    for (let up = 0; up < 30; up++) {
      const parent = parents.get(node);
      if (!parent) return 'unknown';
      switch (parent.kind) {
        case SyntaxKind.AwaitExpression:
        case SyntaxKind.ParenthesizedExpression:
        case SyntaxKind.AsExpression:
        case SyntaxKind.NonNullExpression:
          break;
        case SyntaxKind.VoidExpression:
        case SyntaxKind.ExpressionStatement:
          return 'unchecked';
        case SyntaxKind.VariableDeclaration:
        case SyntaxKind.BinaryExpression:
          return this.#assigned(parent as ts.VariableDeclaration | ts.BinaryExpression, node, unit, deep);
        case SyntaxKind.ReturnStatement:
          return this.#byCallers(unit, parent, deep);
        case SyntaxKind.ArrowFunction:
          return (parent as ts.ArrowFunction).body === node ? this.#byCallers(unit, parent, deep) : 'unknown';
        case SyntaxKind.PropertyAccessExpression: {
          const { name } = parent as ts.PropertyAccessExpression;
          if (TELLS.has(name.text)) return 'checked';
          const call = parents.get(parent);
          if (name.text !== 'then' || call?.kind !== SyntaxKind.CallExpression)
            return name.text === 'catch' || name.text === 'finally' ? 'unknown' : 'unchecked';
          return this.#then(call as ts.CallExpression, unit);
        }
        case SyntaxKind.CallExpression:
          return 'unknown'; // handed to somebody
        default:
          return 'unknown';
      }
      node = parent;
    }
    return 'unknown';
  }

  #then(call: ts.CallExpression, unit: Unit): Status {
    const fn = call.arguments[0] && bare(call.arguments[0]);
    if (!fn || !isFunction(fn)) return 'unknown';
    const name = ((fn as ts.ArrowFunction).parameters[0]?.name as Partial<ts.Identifier> | undefined)?.text;
    return name === undefined ? 'unchecked' : this.#ofName(name, unit, fn, 0);
  }

  #assigned(parent: ts.VariableDeclaration | ts.BinaryExpression, node: ts.Node, unit: Unit, deep: number): Status {
    const isDeclared = parent.kind === SyntaxKind.VariableDeclaration;
    if (!isDeclared && (parent as ts.BinaryExpression).right !== node) return 'unknown';
    const target = isDeclared ? (parent as ts.VariableDeclaration).name : (parent as ts.BinaryExpression).left;
    if (target.kind === SyntaxKind.ObjectBindingPattern)
      return (target as ts.ObjectBindingPattern).elements.some((each) =>
        TELLS.has(((each.propertyName ?? each.name) as Partial<ts.Identifier>).text ?? ''),
      )
        ? 'checked'
        : 'unchecked';
    if (target.kind !== SyntaxKind.Identifier) return 'unknown';
    return this.#ofName(
      (target as ts.Identifier).text,
      unit,
      this.#follower.functionAround(parent) ?? unit.fn.node,
      deep,
    );
  }

  /** What a function does with a variable of this name. */
  #ofName(name: string, unit: Unit, within: ts.Node, deep: number): Status {
    const { parents } = this.#follower;
    let isHanded = false;
    let isChecked = false;
    let isReturned = false;
    let left = 20_000;
    const visit = (node: ts.Node): void => {
      if (isChecked || left-- <= 0) return;
      if (node.kind === SyntaxKind.Identifier && (node as ts.Identifier).text === name) {
        const parent = parents.get(node);
        if (parent?.kind === SyntaxKind.PropertyAccessExpression) {
          const { expression, name: member } = parent as ts.PropertyAccessExpression;
          if (expression === node && TELLS.has(member.text)) isChecked = true;
        } else if (parent?.kind === SyntaxKind.CallExpression && (parent as ts.CallExpression).expression !== node)
          isHanded = isHanded || !this.#isIgnored(parent as ts.CallExpression, node, unit, deep);
        else if (parent?.kind === SyntaxKind.ReturnStatement || parent?.kind === SyntaxKind.ArrowFunction)
          isReturned = true;
        else if (
          parent?.kind === SyntaxKind.ShorthandPropertyAssignment ||
          parent?.kind === SyntaxKind.PropertyAssignment
        )
          isHanded = true;
      }
      ts.forEachChild(node, visit);
    };
    visit(within);
    if (isChecked) return 'checked';
    if (isHanded) return 'unknown';
    return isReturned ? this.#byCallers(unit, within, deep) : 'unchecked';
  }

  /** Whether the function that is given the answer does not look at its status. */
  #isIgnored(call: ts.CallExpression, arg: ts.Node, unit: Unit, deep: number): boolean {
    const site = unit.calls.find(({ node }) => node === call);
    const place = call.arguments.indexOf(arg as ts.Expression);
    if (!site || site.units.length === 0 || place < 0 || deep >= DEEPEST) return false;
    return site.units.slice(0, MOST_CALLERS).every((next) => {
      const name = (next.fn.node.parameters[place]?.name as Partial<ts.Identifier> | undefined)?.text;
      return name !== undefined && this.#ofName(name, next, next.fn.node, deep + 1) === 'unchecked';
    });
  }

  /** An answer that is given back is looked at by those who asked, or not. */
  #byCallers(unit: Unit, from: ts.Node, deep: number): Status {
    const inside =
      from === unit.fn.node || from.kind === SyntaxKind.ReturnStatement ? this.#follower.functionAround(from) : from;
    if (inside && inside !== unit.fn.node && isIn(inside, unit.fn.node) && from !== unit.fn.node) return 'unknown';
    const callers = unit.calledAt.slice(0, MOST_CALLERS);
    if (callers.length === 0) return 'unknown';
    const all = callers.map((call) => this.#of(call.site.node, call.unit, deep + 1));
    if (all.includes('unchecked')) return all.every((each) => each === 'unchecked') ? 'unchecked' : 'unknown';
    return all.every((each) => each === 'checked') ? 'checked' : 'unknown';
  }
}
