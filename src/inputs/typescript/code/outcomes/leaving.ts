import { ts } from '../../syntax.ts';
import type { Reading } from '../merge.ts';
import { FUNCTIONS, mentionsError } from '../follow/signature.ts';
import { calledName, methodName } from '../follow/tested.ts';
import { isIn, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

const MOST_CALLERS = 200;
const DEEPEST = 40;

/** What is thrown in them is thrown to nobody who waits. */
const LATER = new Set(['setTimeout', 'setInterval', 'setImmediate', 'on', 'once', 'addListener', 'addEventListener']);

/** Finds out of which functions a throw comes that nobody catches on the way. */
export class Leaving {
  readonly #reading: Reading;
  readonly #known = new Map<string, ReadonlySet<Unit>>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The functions that tools come to first, out of which an error of this class is thrown that a node of a unit throws. */
  roots(unit: Unit, node: ts.Node, what: string, deep = 0): ReadonlySet<Unit> {
    return this.#passes(unit, node, what) ? this.#out(unit, what, deep) : new Set();
  }

  #out(unit: Unit, what: string, deep: number): ReadonlySet<Unit> {
    this.#reading.follower.names.m.step();
    const key = `${unit.id} ${what}`;
    const known = this.#known.get(key);
    if (known) return known;
    const found = new Set<Unit>(unit.isRoot ? [unit] : []);
    this.#known.set(key, found);
    if (deep < DEEPEST)
      for (const call of unit.calledAt.slice(0, MOST_CALLERS))
        for (const root of this.roots(call.unit, call.site.node, what, deep + 1)) found.add(root);
    return found;
  }

  /** Whether nothing of the function that it stands in catches it. */
  #passes(unit: Unit, from: ts.Node, what: string): boolean {
    const { parents } = this.#reading.follower;
    for (
      let node = from, parent = parents.get(node);
      node !== unit.fn.node;
      node = parent, parent = parents.get(node)
    ) {
      if (!parent) return true;
      if (parent.kind === SyntaxKind.TryStatement) {
        const { tryBlock, catchClause, finallyBlock } = parent as ts.TryStatement;
        if (node === tryBlock && catchClause && !this.#letsOut(unit, catchClause, what)) return false;
        if (
          finallyBlock &&
          finallyBlock !== node &&
          finallyBlock.statements.at(-1)?.kind === SyntaxKind.ReturnStatement
        )
          return false;
      } else if (parent.kind === SyntaxKind.CallExpression) {
        const call = parent as ts.CallExpression;
        const isRescued = methodName(call) === 'catch' || (methodName(call) === 'then' && call.arguments.length > 1);
        if (call.expression === node && isRescued) return false;
        if (call.expression !== node && FUNCTIONS.has(node.kind) && LATER.has(calledName(call))) return false;
      }
    }
    return true;
  }

  /** A clause that throws on what it was given, if that is of the class. */
  #letsOut(unit: Unit, clause: ts.CatchClause, what: string): boolean {
    const { names } = this.#reading.follower;
    const again = (of: Unit, within: ts.Node): boolean =>
      of.throws.some(({ node, scope }) => {
        if (!isIn(node, within) || node.expression.kind !== SyntaxKind.Identifier) return false;
        if (!mentionsError(names, node.expression, scope)) return false;
        const asked = this.#askedBefore(node, within);
        return asked.length === 0 ? !returnsOf(within, what) : asked.some((name) => isKindOf(what, name));
      });
    if (again(unit, clause.block)) return true;
    // `handleError(error)`, which throws
    const helpers = unit.calls.filter(({ node }) => isIn(node, clause.block)).flatMap(({ units }) => units);
    return helpers.some((each) => each.told.includes('E') && each.fn.node.body && again(each, each.fn.node.body));
  }

  /** The classes that are asked for on the way to a statement: `if (error instanceof McpError)`. */
  #askedBefore(from: ts.Node, within: ts.Node): readonly string[] {
    const { parents } = this.#reading.follower;
    const asked: string[] = [];
    for (
      let node = from, parent = parents.get(node);
      parent && node !== within;
      node = parent, parent = parents.get(node)
    )
      if (parent.kind === SyntaxKind.IfStatement) {
        const { expression, thenStatement } = parent as ts.IfStatement;
        if (node === thenStatement) asked.push(...classesIn(expression), '?');
      }
    return asked;
  }
}

/** The classes that a test asks for. */
function classesIn(test: ts.Node): readonly string[] {
  const found: string[] = [];
  let left = 60;
  const visit = (node: ts.Node): void => {
    if (left-- <= 0) return;
    if (
      node.kind === SyntaxKind.BinaryExpression &&
      (node as ts.BinaryExpression).operatorToken.kind === SyntaxKind.InstanceOfKeyword
    ) {
      const { right } = node as ts.BinaryExpression;
      const name =
        right.kind === SyntaxKind.PropertyAccessExpression ? (right as ts.PropertyAccessExpression).name : right;
      found.push((name as Partial<ts.Identifier>).text ?? '');
    } else ts.forEachChild(node, visit);
  };
  visit(test);
  return found;
}

const isKindOf = (what: string, name: string): boolean => name === what || name === 'Error';

/** Whether what is of the class is answered before. */
function returnsOf(block: ts.Node, what: string): boolean {
  if (block.kind !== SyntaxKind.Block) return false;
  return (block as ts.Block).statements.some((statement) => {
    if (statement.kind !== SyntaxKind.IfStatement) return false;
    const { expression, thenStatement } = statement as ts.IfStatement;
    const last =
      thenStatement.kind === SyntaxKind.Block ? (thenStatement as ts.Block).statements.at(-1) : thenStatement;
    return last?.kind === SyntaxKind.ReturnStatement && classesIn(expression).some((name) => isKindOf(what, name));
  });
}
