import type { FailureEnd } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import type { FunctionNode } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import { returnsAlways } from '../follow/dispatch.ts';
import type { Follower } from '../follow/follow.ts';
import type { Made } from '../follow/made.ts';
import type { Out } from '../follow/made.ts';
import type { Shapes } from './shapes.ts';
import { calledName } from '../follow/tested.ts';
import { isIn, type CallSite, type Site, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

export interface End {
  readonly node: ts.Node;
  readonly does: FailureEnd['does'];
  readonly made?: Made | undefined;
  /** What writes it, where a function does that only puts into a form what it is told. */
  readonly by?: Out | undefined;
  /** Where it is given, if a function that it calls has answers of its own. */
  readonly inner?: Out | undefined;
}

const MOST_ENDS = 12;
const DEEPEST = 4;

/** Reads how clauses end. */
export class Ends {
  readonly #follower: Follower;
  readonly #shapes: Shapes;
  readonly #never = new Map<Unit, boolean>();

  constructor(follower: Follower, shapes: Shapes) {
    this.#follower = follower;
    this.#shapes = shapes;
  }

  /** The ways a failure ends; it goes on where none of them is come to. */
  of(unit: Unit, owner: FunctionNode, within: ts.Node, whole: ts.Node): readonly End[] {
    const ends: End[] = [];
    const add = (end: End): void => {
      if (ends.length < MOST_ENDS) ends.push(end);
    };
    for (const site of unit.returns)
      if (site.owner === owner && isIn(site.node, within)) this.#returned(unit, site).forEach(add);
    for (const site of unit.throws)
      if (site.owner === owner && isIn(site.node, within)) add({ node: site.node, does: 'throws' });
    const over = unit.calls.filter((site) => site.owner === owner && isIn(site.node, within) && this.#isOver(site));
    for (const { node } of over) if (this.#statementOf(node)) add({ node: this.#statementOf(node)!, does: 'throws' });
    ends.sort((a, b) => a.node.pos - b.node.pos);
    const isExpression = owner === whole && within.kind !== SyntaxKind.Block;
    if (!isExpression && !this.#ends(within as ts.Statement, over) && !this.#exits(unit, within))
      ends.push({ node: whole, does: 'goes-on' });
    return ends;
  }

  #returned(unit: Unit, site: Site<ts.Expression>): readonly End[] {
    const parent = this.#follower.parents.get(site.node);
    const node = parent?.kind === SyntaxKind.ReturnStatement ? parent : site.node;
    const call = bare(site.node);
    const called = call.kind === SyntaxKind.CallExpression ? this.#follower.siteOf(call, site.scope) : undefined;
    if (called && this.#isOver(called)) return [{ node, does: 'throws' }];
    const by = this.#shapes.maker(site);
    const outs = called && !by ? this.#shapes.outsOf(unit, site) : [];
    const isElsewhere = outs.length > 1 || outs.some(({ via }) => via.length > 0);
    if (isElsewhere && outs.every(({ made }) => made.kind === 'result'))
      return outs.map((inner) => ({ node, does: 'returns', made: inner.made, inner }));
    return [{ node, does: 'returns', made: this.#shapes.of(site), by }];
  }

  /** `rethrow(error)`: what it leads to never comes back. */
  #isOver({ units }: CallSite, deep = 0): boolean {
    return units.length > 0 && units.every((unit) => this.#neverReturns(unit, deep));
  }

  #neverReturns(unit: Unit, deep: number): boolean {
    const known = this.#never.get(unit);
    if (known !== undefined) return known;
    if (deep > DEEPEST) return false;
    this.#never.set(unit, false); // what calls itself
    const { node } = unit.fn;
    const isSaid = node.type?.kind === SyntaxKind.NeverKeyword;
    const is = isSaid || (node.body?.kind === SyntaxKind.Block && this.#onlyThrows(unit, node.body as ts.Block, deep));
    this.#never.set(unit, is);
    return is;
  }

  #onlyThrows(unit: Unit, body: ts.Block, deep: number): boolean {
    if (unit.returns.some(({ owner }) => owner === unit.fn.node)) return false;
    if (unit.tries.some(({ owner, node }) => owner === unit.fn.node && node.catchClause)) return false;
    const last = body.statements.at(-1);
    const over = unit.calls.filter((site) => last && isIn(site.node, last) && this.#isOver(site, deep + 1));
    return this.#ends(body, over) && !hasBareReturn(body);
  }

  /** Whether nothing follows a statement in its function. */
  #ends(statement: ts.Statement | undefined, over: readonly CallSite[]): boolean {
    switch (statement?.kind) {
      case SyntaxKind.Block:
        return this.#ends((statement as ts.Block).statements.at(-1), over);
      case SyntaxKind.IfStatement: {
        const { thenStatement, elseStatement } = statement as ts.IfStatement;
        return this.#ends(thenStatement, over) && this.#ends(elseStatement, over);
      }
      case SyntaxKind.ExpressionStatement:
        return over.some(({ node }) => this.#statementOf(node) === statement);
      default:
        return returnsAlways(statement);
    }
  }

  /** The statement that a call is, waited for or not. */
  #statementOf(call: ts.Node): ts.Node | undefined {
    const { parents } = this.#follower;
    let at = parents.get(call);
    while (at?.kind === SyntaxKind.AwaitExpression || at?.kind === SyntaxKind.ParenthesizedExpression)
      at = parents.get(at);
    return at?.kind === SyntaxKind.ExpressionStatement ? at : undefined;
  }

  /** `process.exit()`, `reject(error)`: nothing goes on as if it were well. */
  #exits(unit: Unit, within: ts.Node): boolean {
    const last = within.kind === SyntaxKind.Block ? (within as ts.Block).statements.at(-1) : undefined;
    return (
      last !== undefined &&
      unit.calls.some(({ node }) => isIn(node, last) && (calledName(node) === 'exit' || calledName(node) === 'reject'))
    );
  }
}

/** `return;` is a way back as well. */
function hasBareReturn(body: ts.Block): boolean {
  let left = 2_000;
  const visit = (node: ts.Node): boolean => {
    if (left-- <= 0) return true;
    if (node.kind === SyntaxKind.ReturnStatement) return true;
    return ts.isFunctionLike(node) ? false : (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  };
  return visit(body);
}
