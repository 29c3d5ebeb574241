import { ts } from '../../syntax.ts';
import { Scope, type FunctionNode } from '../../values.ts';
import { bare, type Call } from './callee.ts';
import { leaves, returnsAlways } from './dispatch.ts';
import type { Follower } from './follow.ts';
import { GIVEN, type Source } from './names.ts';
import { FUNCTIONS, isFunction } from './signature.ts';
import { LOGICAL, methodName, noteTests } from './tested.ts';
import type { Unit } from './unit.ts';

const { SyntaxKind } = ts;

/** Walks the body of a function and of those that are written inside it, once. */
export function walkUnit(follower: Follower, unit: Unit): void {
  const { node } = unit.fn;
  try {
    new Walk(follower, unit).body(node, unit.scope);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    follower.end('code that is nested too deep', { node, scope: unit.scope }, unit);
  }
}

class Walk {
  readonly #follower: Follower;
  readonly #unit: Unit;
  #owner: FunctionNode;

  constructor(follower: Follower, unit: Unit) {
    this.#follower = follower;
    this.#unit = unit;
    this.#owner = unit.fn.node;
  }

  body(fn: FunctionNode, scope: Scope): void {
    const { body, parameters } = fn;
    if (!body) return;
    for (const { initializer } of parameters) if (initializer) this.#in(fn, initializer, scope);
    this.#follower.parents.set(body, fn);
    if (body.kind === SyntaxKind.Block) this.#statements(body, (body as ts.Block).statements, scope);
    else {
      this.#unit.returns.push({ node: body as ts.Expression, scope, owner: fn });
      this.#visit(body, scope);
    }
  }

  /** Statements in order, up to one after which nothing is come to for the tool that is asked for. */
  #statements(parent: ts.Node, statements: readonly ts.Statement[], scope: Scope): boolean {
    this.#follower.names.hoist(statements, scope);
    return statements.some((statement) => this.#in(parent, statement, scope));
  }

  #in(parent: ts.Node, node: ts.Node, scope: Scope): boolean {
    this.#follower.parents.set(node, parent);
    return this.#visit(node, scope);
  }

  #children(node: ts.Node, scope: Scope): void {
    ts.forEachChild(node, (child) => {
      this.#in(node, child, scope);
    });
  }

  /** True where what follows is never come to, because of the tool that is asked for. */
  #visit(node: ts.Node, scope: Scope): boolean {
    const { names } = this.#follower;
    const unit = this.#unit;
    if (node.kind >= SyntaxKind.FirstTypeNode && node.kind <= SyntaxKind.LastTypeNode) return false;
    names.m.step();
    if (FUNCTIONS.has(node.kind)) {
      this.#nested(node as FunctionNode, scope, []);
      return false;
    }
    switch (node.kind) {
      case SyntaxKind.Block:
        return this.#statements(node, (node as ts.Block).statements, new Scope(scope));
      case SyntaxKind.IfStatement:
        return this.#if(node as ts.IfStatement, scope);
      case SyntaxKind.SwitchStatement:
        return this.#switch(node as ts.SwitchStatement, scope);
      case SyntaxKind.TryStatement:
        return this.#try(node as ts.TryStatement, scope);
      case SyntaxKind.ForStatement:
      case SyntaxKind.ForOfStatement:
      case SyntaxKind.ForInStatement:
        this.#loop(node as ts.ForStatement, scope);
        return false;
      case SyntaxKind.ConditionalExpression: {
        const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
        const decided = this.#decided(condition, scope);
        noteTests(unit, condition);
        unit.ifs.push({ node: node as ts.ConditionalExpression, scope, owner: this.#owner });
        this.#in(node, condition, scope);
        if (decided !== false) this.#in(node, whenTrue, scope);
        if (decided !== true) this.#in(node, whenFalse, scope);
        return false;
      }
      case SyntaxKind.WhileStatement:
        noteTests(unit, (node as ts.WhileStatement).expression);
        break;
      case SyntaxKind.ReturnStatement: {
        const { expression } = node as ts.ReturnStatement;
        if (expression) unit.returns.push({ node: expression, scope, owner: this.#owner });
        break;
      }
      case SyntaxKind.ThrowStatement:
        unit.throws.push({ node: node as ts.ThrowStatement, scope, owner: this.#owner });
        break;
      case SyntaxKind.BinaryExpression: {
        const { left, operatorToken, right } = node as ts.BinaryExpression;
        if (operatorToken.kind === SyntaxKind.EqualsToken) {
          names.assigned(left, { node: right, scope });
          unit.assigned.push({ node: right, scope, owner: this.#owner });
        } else if (LOGICAL.has(operatorToken.kind)) noteTests(unit, left);
        break;
      }
      case SyntaxKind.CallExpression:
      case SyntaxKind.NewExpression:
        this.#call(node as Call, scope);
        return false;
    }
    this.#children(node, scope);
    return false;
  }

  #call(node: Call, scope: Scope): void {
    this.#follower.called(node, scope, this.#owner, this.#unit);
    this.#in(node, node.expression, scope);
    const isRescue = methodName(node) === 'catch';
    (node.arguments ?? []).forEach((arg, i) => {
      this.#follower.parents.set(arg, node);
      const inside = bare(arg);
      if (!isFunction(inside)) return void this.#visit(arg, scope);
      const isError = (isRescue && i === 0) || (methodName(node) === 'then' && i === 1);
      this.#nested(inside as ts.ArrowFunction, scope, isError ? [{ what: 'error' }] : []);
    });
  }

  /** A function that is written inside another is read as a part of it, whoever calls it. */
  #nested(node: FunctionNode, scope: Scope, given: readonly Source[]): void {
    if (!node.body) return;
    const outer = this.#owner;
    const inner = new Scope(scope);
    inner.vars = inner;
    if (node.kind !== SyntaxKind.ArrowFunction && node.kind !== SyntaxKind.FunctionDeclaration) inner.self = undefined;
    node.parameters.forEach(({ name, type }, i) => this.#follower.names.bind(name, inner, given[i] ?? GIVEN, type));
    this.#owner = node;
    this.body(node, inner);
    this.#owner = outer;
  }

  #decided(test: ts.Expression, scope: Scope): boolean | undefined {
    return this.#unit.asked === undefined ? undefined : this.#follower.dispatch.decide(test, scope);
  }

  #if(node: ts.IfStatement, scope: Scope): boolean {
    const { expression, thenStatement, elseStatement } = node;
    const decided = this.#decided(expression, scope);
    noteTests(this.#unit, expression);
    if (decided === undefined) this.#unit.ifs.push({ node, scope, owner: this.#owner });
    this.#in(node, expression, scope);
    if (decided !== false && this.#in(node, thenStatement, scope) && decided) return true;
    if (decided !== true && elseStatement && this.#in(node, elseStatement, scope) && decided === false) return true;
    return decided !== undefined && returnsAlways(decided ? thenStatement : elseStatement);
  }

  #switch(node: ts.SwitchStatement, scope: Scope): boolean {
    const { expression, caseBlock } = node;
    this.#in(node, expression, scope);
    const chosen = this.#unit.asked === undefined ? undefined : this.#follower.dispatch.clauses(node, scope);
    const inner = new Scope(scope);
    const clauses = chosen ?? caseBlock.clauses;
    const all = clauses.flatMap((clause): readonly ts.Statement[] => clause.statements);
    this.#follower.names.hoist(all, inner);
    this.#follower.parents.set(caseBlock, node);
    let isEnded = false;
    for (const clause of clauses) {
      this.#follower.parents.set(clause, caseBlock);
      if (clause.kind === SyntaxKind.CaseClause) this.#in(clause, (clause as ts.CaseClause).expression, scope);
      isEnded = clause.statements.some((statement) => this.#in(clause, statement, inner));
    }
    return chosen !== undefined && (isEnded || returnsAlways(all.at(-1)));
  }

  #try(node: ts.TryStatement, scope: Scope): boolean {
    const { tryBlock, catchClause, finallyBlock } = node;
    this.#unit.tries.push({ node, scope, owner: this.#owner });
    const isEnded = this.#in(node, tryBlock, scope);
    if (catchClause) {
      this.#follower.parents.set(catchClause, node);
      const inner = new Scope(scope);
      const { variableDeclaration, block } = catchClause;
      if (variableDeclaration) this.#follower.names.bind(variableDeclaration.name, inner, { what: 'error' });
      this.#in(catchClause, block, inner);
    }
    if (finallyBlock) this.#in(node, finallyBlock, scope);
    return isEnded && (!catchClause || leaves(catchClause.block));
  }

  #loop(node: ts.ForStatement | ts.ForOfStatement | ts.ForInStatement, scope: Scope): void {
    const inner = new Scope(scope);
    if (node.initializer?.kind === SyntaxKind.VariableDeclarationList)
      this.#follower.names.declare(node.initializer as ts.VariableDeclarationList, inner);
    this.#children(node, inner);
  }
}
