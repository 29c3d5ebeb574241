import { LAZY_MODULE } from '../builtins/bundlers.ts';
import { ts } from '../syntax.ts';
import { FunctionValue, type ClassValue, type FunctionNode } from '../values.ts';
import { callFunction } from './functions.ts';
import { instantiate } from './classes.ts';
import type { Machine } from './machine.ts';
import { ensure, type Module } from './modules.ts';
import { parametersOf, registrationReceivers } from './parameters.ts';

const { SyntaxKind } = ts;

/** Whether a function is one that nobody may leave uncalled. */
export type Matters = (node: ts.Node) => boolean;

/** It registers something on a server. */
export const registers: Matters = (node) => registrationReceivers(node).size > 0;

const SERVERS = new Set(['McpServer', 'Server', 'FastMCP']);

/** It makes a server. */
export function makesServer(node: ts.Node): boolean {
  if (node.kind === SyntaxKind.NewExpression) {
    const { expression } = node as ts.NewExpression;
    const name =
      expression.kind === SyntaxKind.PropertyAccessExpression
        ? (expression as ts.PropertyAccessExpression).name
        : expression;
    if (name.kind === SyntaxKind.Identifier && SERVERS.has((name as ts.Identifier).text)) return true;
  }
  return ts.forEachChild(node, makesServer) ?? false;
}

/**
 * Calls the functions of a module that matter and that nobody has called: a library's `registerTools(server)`, a method of
 * a class that a framework makes. Only the outermost; what they call follows.
 */
export function callOrphans(m: Machine, module: Module, matters: Matters): void {
  ensure(m, module);
  runLazyModules(m, module);
  for (const node of module.file.tree.statements)
    m.attempt(() => visit(m, module, node, matters), { file: module.file, node });
}

/** In a bundle, a function that nobody calls stands in a module that nobody asked for, whose variables are not set yet. */
function runLazyModules(m: Machine, { scope, file }: Module): void {
  const spot = { file, node: file.tree };
  for (const { value } of scope.cells.values())
    if (value?.kind === 'host' && value.label === LAZY_MODULE) m.attempt(() => void m.call(value, [], spot), spot);
}

function visit(m: Machine, module: Module, node: ts.Node, matters: Matters): void {
  if (isFunction(node)) {
    if (!m.visited.has(node) && node.body && matters(node)) call(m, module, node);
    return;
  }
  if (node.kind === SyntaxKind.ClassDeclaration || node.kind === SyntaxKind.ClassExpression) {
    visitClass(m, module, node as ts.ClassLikeDeclaration, matters);
    return;
  }
  ts.forEachChild(node, (child) => visit(m, module, child, matters));
}

function visitClass(m: Machine, module: Module, node: ts.ClassLikeDeclaration, matters: Matters): void {
  const cls = node.name && module.scope.cells.get(node.name.text)?.value;
  if (cls?.kind !== 'class') return;
  const unseen = node.members.filter(
    (member): member is ts.MethodDeclaration | ts.ConstructorDeclaration =>
      isFunction(member) && !m.visited.has(member) && !!member.body && matters(member),
  );
  if (unseen.length === 0) return;
  m.attempt(() => {
    const instance = makeInstance(m, module, cls);
    for (const member of unseen) {
      if (m.visited.has(member) || member.kind === SyntaxKind.Constructor) continue;
      const method = new FunctionValue(member, { file: module.file, node: member }, cls.scope, cls);
      callFunction(m, method, parametersOf(m, member, module), method.spot, instance);
    }
  }, cls.spot);
}

function makeInstance(m: Machine, module: Module, cls: ClassValue): ReturnType<typeof instantiate> {
  const own = cls.node.members.find(
    (member): member is ts.ConstructorDeclaration =>
      member.kind === SyntaxKind.Constructor && !!(member as ts.ConstructorDeclaration).body,
  );
  return instantiate(m, cls, own ? parametersOf(m, own, module) : [], cls.spot);
}

function call(m: Machine, module: Module, node: FunctionNode): void {
  const spot = { file: module.file, node };
  const fn = new FunctionValue(node, spot, module.scope);
  m.attempt(() => callFunction(m, fn, parametersOf(m, node, module), spot, undefined), spot);
}

const isFunction = (node: ts.Node): node is FunctionNode =>
  node.kind === SyntaxKind.FunctionDeclaration ||
  node.kind === SyntaxKind.FunctionExpression ||
  node.kind === SyntaxKind.ArrowFunction ||
  node.kind === SyntaxKind.MethodDeclaration ||
  node.kind === SyntaxKind.Constructor;
