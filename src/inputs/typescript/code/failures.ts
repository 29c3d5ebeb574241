import type { FailureEnd, FailureFact } from '../../../model/code.ts';
import { ts } from '../syntax.ts';
import type { FunctionNode, Scope } from '../values.ts';
import { bare } from './callee.ts';
import { branchOf } from './branches.ts';
import { returnsAlways } from './dispatch.ts';
import type { Follower } from './follow.ts';
import { guardsOf } from './guards.ts';
import { isKept, isNarrow, rootOf } from './caught.ts';
import type { Outside } from './outside.ts';
import type { Made } from './made.ts';
import type { Shapes } from './shapes.ts';
import { isFunction } from './signature.ts';
import { isIn, type CallSite, type Site, type Unit } from './unit.ts';
import { Uses, type Use } from './uses.ts';
import { methodName } from './tested.ts';

const { SyntaxKind } = ts;

export interface End {
  readonly node: ts.Node;
  readonly does: FailureEnd['does'];
  readonly made?: Made | undefined;
}

/** A failure as one unit has it. */
export interface Failure extends Omit<FailureFact, 'at' | 'tools' | 'ends'> {
  /** The clause, the function, or the branch. */
  readonly node: ts.Node;
  readonly unit: Unit;
  readonly owner: FunctionNode;
  readonly ends: readonly End[];
}

const MOST_ENDS = 12;

/** Reads what becomes of failures. */
export class Failures {
  readonly #follower: Follower;
  readonly #shapes: Shapes;
  readonly #outside: Outside;
  readonly #uses: Uses;

  constructor(follower: Follower, shapes: Shapes, outside: Outside) {
    this.#follower = follower;
    this.#shapes = shapes;
    this.#outside = outside;
    this.#uses = new Uses(follower);
  }

  in(unit: Unit): readonly Failure[] {
    const found: Failure[] = [];
    for (const site of unit.tries) {
      const { catchClause } = site.node;
      if (catchClause) found.push(this.#caught(unit, site, catchClause));
    }
    for (const site of unit.calls) {
      const rescue = this.#rescue(unit, site);
      if (rescue) found.push(rescue);
    }
    for (const site of unit.ifs) {
      const branch = this.#branch(unit, site);
      if (branch) found.push(branch);
    }
    return found;
  }

  #caught(unit: Unit, { node, owner }: Site<ts.TryStatement>, clause: ts.CatchClause): Failure {
    const guarded = unit.calls.filter((call) => isIn(call.node, node.tryBlock));
    const ends = this.#ends(unit, owner, clause.block, clause.block);
    const returned = ends.filter(({ does }) => does === 'returns');
    const uses: Use[] = returned.length > 0 ? [this.#uses.of(unit, owner, kindOf(ends))] : [];
    if (ends.some(({ does }) => does === 'goes-on')) uses.push(this.#goingOn(unit, node, owner));
    return {
      node: clause,
      unit,
      owner,
      form: 'catch',
      ...guardsOf(guarded, this.#outside),
      narrow: isNarrow(clause.block, ends),
      ends,
      reaches:
        (['result', 'data', 'tested', 'nothing', 'unknown'] as const).find((use) => uses.includes(use)) ?? 'nothing',
      kept: isKept(this.#follower.names, unit, owner, clause.block, ends),
    };
  }

  /** `promise.catch(handler)`, `promise.then(…, handler)`. */
  #rescue(unit: Unit, site: CallSite): Failure | undefined {
    const method = methodName(site.node);
    const given =
      method === 'catch' ? site.node.arguments?.[0] : method === 'then' ? site.node.arguments?.[1] : undefined;
    if (!given || (site.node.arguments?.length ?? 0) > 2) return undefined;
    const fn = bare(given);
    const of = (site.node.expression as ts.PropertyAccessExpression).expression;
    const guarded = unit.calls.filter((call) => isIn(call.node, of));
    const ends = isFunction(fn)
      ? this.#ends(unit, fn as ts.ArrowFunction, (fn as ts.ArrowFunction).body, fn)
      : [{ node: given, does: 'returns' as const, made: undefined }];
    return {
      node: given,
      unit,
      owner: site.owner,
      form: 'callback',
      ...guardsOf(guarded, this.#outside),
      narrow: isFunction(fn) && isNarrow((fn as ts.ArrowFunction).body, ends),
      ends,
      reaches: ends.some(({ does }) => does !== 'throws') ? this.#uses.ofExpression(site.node, unit) : 'nothing',
      kept: isFunction(fn)
        ? isKept(this.#follower.names, unit, fn as ts.ArrowFunction, (fn as ts.ArrowFunction).body, ends)
        : true,
    };
  }

  /** `if (response.isError) return …` */
  #branch(unit: Unit, site: Unit['ifs'][number]): Failure | undefined {
    if (site.node.kind !== SyntaxKind.IfStatement) return undefined;
    const { thenStatement, expression } = site.node as ts.IfStatement;
    const returns = unit.returns.filter(({ node, owner }) => owner === site.owner && isIn(node, thenStatement));
    if (returns.length === 0) return undefined;
    const isCaught = unit.tries.some(({ node }) => node.catchClause && isIn(site.node, node.catchClause));
    if (isCaught) return undefined;
    const ends = this.#ends(unit, site.owner, thenStatement, thenStatement);
    const isResult = ends.some(({ made }) => made?.kind === 'result') || (unit.isRoot && site.owner === unit.fn.node);
    const branch = isResult ? branchOf(expression, ends) : undefined;
    if (!branch) return undefined;
    const tested = branch.subject === undefined ? [] : this.#makersOf(branch.subject, site.scope, unit);
    return {
      node: site.node,
      unit,
      owner: site.owner,
      form: 'branch',
      ...guardsOf(tested, this.#outside),
      narrow: false,
      ends,
      reaches: this.#uses.of(unit, site.owner, kindOf(ends)),
      kept: branch.subject !== undefined && ends.some(({ made }) => made !== undefined && made.text.from.has('error')),
    };
  }

  /** The calls that made a variable. */
  #makersOf(name: string, scope: Scope, unit: Unit): readonly CallSite[] {
    const binding = this.#follower.names.binding(name, scope);
    if (!binding) return [];
    const of = [binding.of, ...binding.later].filter((each) => each !== undefined);
    return unit.calls.filter((call) => of.some(({ node }) => isIn(call.node, node)));
  }

  /** The ways a failure ends; it goes on where none of them is come to. */
  #ends(unit: Unit, owner: FunctionNode, within: ts.Node, whole: ts.Node): readonly End[] {
    const ends: End[] = [];
    for (const site of unit.returns)
      if (site.owner === owner && isIn(site.node, within) && ends.length < MOST_ENDS)
        ends.push({ node: this.#returnOf(site.node), does: 'returns', made: this.#shapes.of(site) });
    for (const site of unit.throws)
      if (site.owner === owner && isIn(site.node, within) && ends.length < MOST_ENDS)
        ends.push({ node: site.node, does: 'throws' });
    ends.sort((a, b) => a.node.pos - b.node.pos);
    const isExpression = owner === whole && within.kind !== SyntaxKind.Block;
    if (!isExpression && !returnsAlways(within as ts.Statement) && !this.#exits(unit, within))
      ends.push({ node: whole, does: 'goes-on' });
    return ends;
  }

  /** `process.exit()`, `reject(error)`: nothing goes on as if it were well. */
  #exits(unit: Unit, within: ts.Node): boolean {
    const last = within.kind === SyntaxKind.Block ? (within as ts.Block).statements.at(-1) : undefined;
    return (
      last !== undefined &&
      unit.calls.some(({ node }) => {
        if (!isIn(node, last)) return false;
        const name = methodName(node) ?? (node.expression as Partial<ts.Identifier>).text;
        return name === 'exit' || name === 'reject';
      })
    );
  }

  /** The statement rather than its value, so that its first line is shown. */
  #returnOf(node: ts.Expression): ts.Node {
    const parent = this.#follower.parents.get(node);
    return parent?.kind === SyntaxKind.ReturnStatement ? parent : node;
  }

  /** What is made of what the `try` was for, where the failure is passed over. */
  #goingOn(unit: Unit, node: ts.TryStatement, owner: FunctionNode): Use {
    const uses: Use[] = [];
    const own = new Set<string | undefined>(); // what is declared in the `try` is gone after it
    const visit = (at: ts.Node): void => {
      if (at.kind === SyntaxKind.VariableDeclaration) own.add(rootOf((at as ts.VariableDeclaration).name));
      if (at.kind === SyntaxKind.BinaryExpression) {
        const { left, operatorToken } = at as ts.BinaryExpression;
        if (operatorToken.kind === SyntaxKind.EqualsToken && !own.has(rootOf(left)))
          uses.push(this.#uses.ofVariable(left, unit));
      } else if (at.kind === SyntaxKind.CallExpression && methodName(at as ts.CallExpression) === 'push') {
        if (!own.has(rootOf((at as ts.CallExpression).expression))) uses.push('data');
      }
      if (!isFunction(at)) ts.forEachChild(at, visit);
    };
    visit(node.tryBlock);
    if (unit.returns.some((each) => each.owner === owner && isIn(each.node, node.tryBlock)))
      uses.push(this.#uses.of(unit, owner, 'other'));
    return (['data', 'tested', 'result', 'unknown', 'nothing'] as const).find((use) => uses.includes(use)) ?? 'nothing';
  }
}

const kindOf = (ends: readonly End[]): 'result' | 'other' =>
  ends.some(({ made }) => made?.kind === 'result') ? 'result' : 'other';
