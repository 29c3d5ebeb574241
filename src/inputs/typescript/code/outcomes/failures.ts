import type { FailureFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import type { FunctionNode, Scope } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import { branchOf } from './branches.ts';
import { Ends, type End } from './ends.ts';
import type { Follower } from '../follow/follow.ts';
import { guardsOf } from '../outbound/guards.ts';
import { isKept, isNarrow, rootOf } from './caught.ts';
import type { Outside } from '../outbound/outside.ts';
import type { Shapes } from './shapes.ts';
import { isFunction } from '../follow/signature.ts';
import { isIn, type CallSite, type Site, type Unit } from '../follow/unit.ts';
import { Uses, type Use } from './uses.ts';
import { methodName } from '../follow/tested.ts';

const { SyntaxKind } = ts;

/** A failure as one unit has it. */
export interface Failure extends Omit<FailureFact, 'at' | 'tools' | 'ends'> {
  /** The clause, the function, or the branch. */
  readonly node: ts.Node;
  readonly unit: Unit;
  readonly owner: FunctionNode;
  readonly ends: readonly End[];
  /** The variable whose `isError` the branch asks for: where it is given back there, it is an error. */
  readonly passes?: string | undefined;
}

/** Reads what becomes of failures. */
export class Failures {
  readonly #follower: Follower;
  readonly #shapes: Shapes;
  readonly #outside: Outside;
  readonly #uses: Uses;
  readonly #ends: Ends;

  constructor(follower: Follower, shapes: Shapes, outside: Outside) {
    this.#follower = follower;
    this.#shapes = shapes;
    this.#outside = outside;
    this.#uses = new Uses(follower, shapes);
    this.#ends = new Ends(follower, shapes);
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
      found.push(...this.#branches(unit, site));
    }
    return found;
  }

  #caught(unit: Unit, { node, owner }: Site<ts.TryStatement>, clause: ts.CatchClause): Failure {
    const guarded = unit.calls.filter((call) => isIn(call.node, node.tryBlock));
    const ends = this.#ends.of(unit, owner, clause.block, clause.block);
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
      kept: isKept(this.#follower.names, unit, owner, clause.block, ends) || this.#fallsBack(unit, node, owner, ends),
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
      ? this.#ends.of(unit, fn as ts.ArrowFunction, (fn as ts.ArrowFunction).body, fn)
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

  /** `if (response.isError) return …`, `if (response.ok) … else return …` */
  #branches(unit: Unit, site: Unit['ifs'][number]): readonly Failure[] {
    if (site.node.kind !== SyntaxKind.IfStatement) return [];
    const { thenStatement, elseStatement } = site.node as ts.IfStatement;
    const isCaught = unit.tries.some(({ node }) => node.catchClause && isIn(site.node, node.catchClause));
    if (isCaught) return [];
    const own =
      elseStatement && elseStatement.kind !== SyntaxKind.IfStatement ? [thenStatement, elseStatement] : [thenStatement];
    return own.flatMap((part) => this.#branch(unit, site, part) ?? []);
  }

  #branch(unit: Unit, { node, scope, owner }: Unit['ifs'][number], part: ts.Statement): Failure | undefined {
    const { expression, elseStatement } = node as ts.IfStatement;
    if (!unit.returns.some((each) => each.owner === owner && isIn(each.node, part))) return undefined;
    const ends = this.#ends.of(unit, owner, part, part);
    const isResult = ends.some(({ made }) => made?.kind === 'result') || (unit.isRoot && owner === unit.fn.node);
    const branch = isResult ? branchOf(expression, ends, part === elseStatement) : undefined;
    if (!branch) return undefined;
    const tested = branch.subject === undefined ? [] : this.#makersOf(branch.subject, scope, unit);
    return {
      node: part === elseStatement ? part : node,
      unit,
      owner,
      form: 'branch',
      ...guardsOf(tested, this.#outside),
      narrow: false,
      ends: branch.passes === undefined ? ends : ends.map((end) => asked(end, branch.passes!)),
      reaches: this.#uses.of(unit, owner, kindOf(ends)),
      kept: branch.subject !== undefined && ends.some(({ made }) => made !== undefined && made.text.from.has('error')),
      passes: branch.passes,
    };
  }

  /** The calls that made a variable. */
  #makersOf(name: string, scope: Scope, unit: Unit): readonly CallSite[] {
    const binding = this.#follower.names.binding(name, scope);
    if (!binding) return [];
    const of = [binding.of, ...binding.later].filter((each) => each !== undefined);
    return unit.calls.filter((call) => of.some(({ node }) => isIn(call.node, node)));
  }

  /** Whether something else is tried where the `try` did not give anything. */
  #fallsBack(unit: Unit, { tryBlock, end }: ts.TryStatement, owner: FunctionNode, ends: readonly End[]): boolean {
    if (!ends.some(({ does }) => does === 'goes-on')) return false;
    const own = unit.returns.filter((each) => each.owner === owner);
    if (!own.some(({ node }) => isIn(node, tryBlock))) return false;
    return (
      unit.throws.some((each) => each.owner === owner && each.node.pos >= end) ||
      own.some((each) => each.node.pos >= end && this.#shapes.of(each).kind !== 'empty')
    );
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

/** What is given back because it says that it is an error is one. */
function asked(end: End, name: string): End {
  const of = end.node.kind === SyntaxKind.ReturnStatement ? (end.node as ts.ReturnStatement).expression : undefined;
  const isIt = of && (bare(of) as Partial<ts.Identifier>).text === name;
  return isIt && end.made ? { ...end, made: { ...end.made, isError: 'yes' } } : end;
}

const kindOf = (ends: readonly End[]): 'result' | 'other' =>
  ends.some(({ made }) => made?.kind === 'result') ? 'result' : 'other';
