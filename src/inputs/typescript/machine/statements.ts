import { Cell, Opaque, Scope, UNDEFINED, UNTOLD, type Value } from '../values.ts';
import { compilerHelper } from '../builtins/globals.ts';
import { ts } from '../syntax.ts';
import { runSwitch, runTry } from './branching.ts';
import { evaluateClass } from './classes.ts';
import { declareEnum, isAmbient, declareNamespace } from './declarations.ts';
import { evaluate, functionOf, spotOf } from './expressions.ts';
import type { Completion } from './completion.ts';
import { runFor, runForIn, runForOf, runWhile } from './loops.ts';
import type { Machine } from './machine.ts';
import { bind, declare } from './patterns.ts';
import { Thrown } from './signals.ts';

const { SyntaxKind } = ts;

/** Makes the names of a list of statements known before they run: functions whole, `let`, `const` and classes empty. */
export function hoist(statements: readonly ts.Statement[], scope: Scope): void {
  for (const statement of statements) {
    if (isAmbient(statement)) continue;
    if (statement.kind === SyntaxKind.FunctionDeclaration) {
      const { name, body } = statement as ts.FunctionDeclaration;
      if (name && body) scope.cells.set(name.text, new Cell(functionOf(statement as ts.FunctionDeclaration, scope)));
    } else if (statement.kind === SyntaxKind.ClassDeclaration || statement.kind === SyntaxKind.EnumDeclaration) {
      const { name } = statement as ts.ClassDeclaration;
      if (name) scope.cells.set(name.text, new Cell());
    } else if (statement.kind === SyntaxKind.VariableStatement) {
      const { declarations, flags } = (statement as ts.VariableStatement).declarationList;
      const empty = flags & ts.NodeFlags.BlockScoped ? undefined : UNTOLD;
      for (const { name } of declarations) hoistNames(name, scope, empty);
    }
  }
}

function hoistNames(name: ts.BindingName, scope: Scope, value: Value | undefined): void {
  if (name.kind === SyntaxKind.Identifier) {
    const { text } = name as ts.Identifier;
    if (!scope.cells.has(text)) scope.cells.set(text, new Cell(value));
    return;
  }
  for (const element of (name as ts.ObjectBindingPattern).elements)
    if ((element as ts.Node).kind !== SyntaxKind.OmittedExpression) hoistNames(element.name, scope, value);
}

export function runBlock(m: Machine, statements: readonly ts.Statement[], outer: Scope): Completion {
  const scope = new Scope(outer);
  hoist(statements, scope);
  return runAll(m, statements, scope);
}

export function runAll(m: Machine, statements: readonly ts.Statement[], scope: Scope): Completion {
  for (const [i, statement] of statements.entries()) {
    const completion = run(m, statement, scope);
    if (completion) return completion;
    if (m.flow.left && i + 1 < statements.length) return m.flow.rest(() => runAll(m, statements.slice(i + 1), scope));
  }
  return undefined;
}

export function run(m: Machine, node: ts.Statement, scope: Scope): Completion {
  m.step();
  if (isAmbient(node)) return undefined;
  switch (node.kind) {
    case SyntaxKind.ExpressionStatement:
      evaluate(m, (node as ts.ExpressionStatement).expression, scope);
      return undefined;
    case SyntaxKind.VariableStatement:
      declareVariables(m, (node as ts.VariableStatement).declarationList, scope);
      return undefined;
    case SyntaxKind.ReturnStatement: {
      const { expression } = node as ts.ReturnStatement;
      return { type: 'return', value: expression ? evaluate(m, expression, scope) : UNDEFINED };
    }
    case SyntaxKind.IfStatement:
      return runIf(m, node as ts.IfStatement, scope);
    case SyntaxKind.Block:
      return runBlock(m, (node as ts.Block).statements, scope);
    case SyntaxKind.ThrowStatement:
      throw new Thrown(evaluate(m, (node as ts.ThrowStatement).expression, scope));
    case SyntaxKind.TryStatement:
      return runTry(m, node as ts.TryStatement, scope);
    case SyntaxKind.ForOfStatement:
      return runForOf(m, node as ts.ForOfStatement, scope);
    case SyntaxKind.ForInStatement:
      return runForIn(m, node as ts.ForInStatement, scope);
    case SyntaxKind.ForStatement:
      return runFor(m, node as ts.ForStatement, scope);
    case SyntaxKind.WhileStatement:
    case SyntaxKind.DoStatement:
      return runWhile(m, node as ts.WhileStatement | ts.DoStatement, scope);
    case SyntaxKind.SwitchStatement:
      return runSwitch(m, node as ts.SwitchStatement, scope);
    case SyntaxKind.BreakStatement:
      return { type: 'break', label: (node as ts.BreakStatement).label?.text };
    case SyntaxKind.ContinueStatement:
      return { type: 'continue', label: (node as ts.ContinueStatement).label?.text };
    case SyntaxKind.LabeledStatement: {
      const { label, statement } = node as ts.LabeledStatement;
      m.flow.label = label.text;
      const completion = run(m, statement, scope);
      return completion && completion.type !== 'return' && completion.label === label.text ? undefined : completion;
    }
    case SyntaxKind.ClassDeclaration: {
      const value = evaluateClass(m, node as ts.ClassDeclaration, scope);
      const { name } = node as ts.ClassDeclaration;
      if (name) declare(m, name.text, value, scope);
      return undefined;
    }
    case SyntaxKind.EnumDeclaration:
      declareEnum(m, node as ts.EnumDeclaration, scope);
      return undefined;
    case SyntaxKind.ModuleDeclaration:
      declareNamespace(m, node as ts.ModuleDeclaration, scope);
      return undefined;
    default:
      return undefined; // types, imports and exports, empty statements
  }
}

export function declareVariables(m: Machine, list: ts.VariableDeclarationList, scope: Scope): void {
  for (const { name, initializer } of list.declarations) {
    if (name.kind === SyntaxKind.Identifier) {
      const helper = name.text.startsWith('__') ? compilerHelper(name.text) : undefined;
      if (helper) {
        declare(m, name.text, helper, scope);
        continue;
      }
    }
    const isVarAgain = !initializer && !(list.flags & ts.NodeFlags.BlockScoped);
    if (isVarAgain && name.kind === SyntaxKind.Identifier && scope.find(name.text)?.value) continue;
    bind(
      m,
      name,
      initializer ? evaluate(m, initializer, scope) : UNTOLD, // set by who knows whom
      list.flags & ts.NodeFlags.BlockScoped ? scope : scope.vars,
    );
  }
}

function runIf(m: Machine, { expression, thenStatement, elseStatement }: ts.IfStatement, scope: Scope): Completion {
  const truth = m.test(evaluate(m, expression, scope), spotOf(expression, scope));
  const yes = (): Completion => run(m, thenStatement, scope);
  const no = (): Completion => elseStatement && run(m, elseStatement, scope);
  if (typeof truth === 'boolean') return truth ? yes() : no();
  return m.flow.statement(truth, yes, no);
}

/** What an uncaught error leaves in the names a statement was to declare. */
export function voidNames(node: ts.Statement, scope: Scope, reason: string): void {
  const opaque: Value = new Opaque(reason, spotOf(node, scope));
  const names = new Scope(undefined, scope.module);
  hoist([node], names);
  if (node.kind === SyntaxKind.ExportAssignment) names.cells.set('*default*', new Cell());
  for (const name of names.cells.keys()) {
    const cell = scope.cells.get(name);
    if (cell) cell.value = cell.value === undefined || cell.value === UNTOLD ? opaque : cell.value;
    else scope.cells.set(name, new Cell(opaque));
  }
}
