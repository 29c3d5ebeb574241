import { serverForType } from '../frameworks/synthetic.ts';
import { ts, type Spot } from '../syntax.ts';
import { ObjectValue, Opaque, type FunctionNode, type Value } from '../values.ts';
import { linkModule } from './linking.ts';
import type { Machine } from './machine.ts';
import type { Module } from './modules.ts';

const { SyntaxKind } = ts;

/**
 * Arguments for a function that only unread code calls: a server where the parameter is typed as one, or, in JavaScript,
 * where tools are registered on it; everything else is unknown.
 */
export function argumentsFor(m: Machine, fn: Value): readonly Value[] {
  if (fn.kind !== 'function') return [];
  return parametersOf(m, fn.node, fn.scope.module as Module);
}

export function parametersOf(m: Machine, node: FunctionNode, module: Module): readonly Value[] {
  const receivers = registrationReceivers(node);
  return node.parameters.map((parameter) => {
    const spot = { file: module.file, node: parameter };
    const unknown = new Opaque('an argument given at run time', spot);
    if (parameter.dotDotDotToken) return unknown;
    if (parameter.type) return valueOfType(m, parameter.type, module, spot, 0) ?? unknown;
    if (parameter.name.kind === SyntaxKind.Identifier)
      return receivers.has((parameter.name as ts.Identifier).text)
        ? (serverForType(undefined, undefined, m, spot) ?? unknown)
        : unknown;
    return destructured(m, parameter.name as ts.ObjectBindingPattern, receivers, spot) ?? unknown;
  });
}

/** `({ server }) => …` in JavaScript. */
function destructured(
  m: Machine,
  pattern: ts.BindingPattern,
  receivers: ReadonlySet<string>,
  spot: Spot,
): Value | undefined {
  if (pattern.kind !== SyntaxKind.ObjectBindingPattern) return undefined;
  const object = new ObjectValue(spot);
  object.open = new Opaque('an argument given at run time', spot);
  for (const { name, propertyName } of pattern.elements) {
    if (name.kind !== SyntaxKind.Identifier || !receivers.has((name as ts.Identifier).text)) continue;
    const server = serverForType(undefined, undefined, m, spot);
    const key =
      propertyName?.kind === SyntaxKind.Identifier
        ? (propertyName as ts.Identifier).text
        : (name as ts.Identifier).text;
    if (server) object.properties.set(key, { value: server });
  }
  return object.properties.size > 0 ? object : undefined;
}

/** What a value of a type must be as far as it holds a server: the server itself, or an object with one as a member. */
function valueOfType(m: Machine, type: ts.TypeNode, module: Module, spot: Spot, depth: number): Value | undefined {
  if (type.kind === SyntaxKind.ParenthesizedType)
    return valueOfType(m, (type as ts.ParenthesizedTypeNode).type, module, spot, depth);
  if (type.kind === SyntaxKind.TypeLiteral)
    return membersOf(m, (type as ts.TypeLiteralNode).members, module, spot, depth);
  if (type.kind !== SyntaxKind.TypeReference) return undefined;
  const { typeName } = type as ts.TypeReferenceNode;
  const [first, last] =
    typeName.kind === SyntaxKind.Identifier
      ? [typeName.text, typeName.text]
      : [leftmost(typeName), typeName.right.text];
  const origin = originOf(m, module, first, new Set());
  if (origin) {
    const name = typeName.kind === SyntaxKind.Identifier ? origin.name : last;
    const server = serverForType(name, origin.specifier, m, spot);
    if (server) return server;
  }
  return depth < 3 ? declaredType(m, module, first, spot, depth) : undefined;
}

const leftmost = (name: ts.EntityName): string =>
  name.kind === SyntaxKind.Identifier ? name.text : leftmost(name.left);

function membersOf(
  m: Machine,
  members: readonly ts.TypeElement[],
  module: Module,
  spot: Spot,
  depth: number,
): Value | undefined {
  const object = new ObjectValue(spot);
  object.open = new Opaque('an argument given at run time', spot);
  for (const member of members) {
    m.step();
    if (member.kind !== SyntaxKind.PropertySignature || member.name?.kind !== SyntaxKind.Identifier) continue;
    const { type } = member as ts.PropertySignature;
    const value = type && valueOfType(m, type, module, spot, depth + 1);
    if (value) object.properties.set((member.name as ts.Identifier).text, { value });
  }
  return object.properties.size > 0 ? object : undefined;
}

/** An interface or type alias of the program that holds a server. */
function declaredType(m: Machine, module: Module, name: string, spot: Spot, depth: number): Value | undefined {
  const home = homeOf(m, module, name, 0);
  if (!home) return undefined;
  for (const statement of home.module.file.tree.statements) {
    if (
      statement.kind === SyntaxKind.InterfaceDeclaration &&
      (statement as ts.InterfaceDeclaration).name.text === home.name
    )
      return membersOf(m, (statement as ts.InterfaceDeclaration).members, home.module, spot, depth);
    if (
      statement.kind === SyntaxKind.TypeAliasDeclaration &&
      (statement as ts.TypeAliasDeclaration).name.text === home.name
    )
      return valueOfType(m, (statement as ts.TypeAliasDeclaration).type, home.module, spot, depth + 1);
  }
  return undefined;
}

/** The package a name finally comes from, through files of the program that pass it on. */
function originOf(
  m: Machine,
  module: Module,
  local: string,
  seen: Set<string>,
): { specifier: string; name: string } | undefined {
  const imported = linked(m, module).imports.get(local);
  return imported && follow(m, module, imported, seen);
}

function follow(
  m: Machine,
  module: Module,
  { specifier, name }: { specifier: string; name: string },
  seen: Set<string>,
): { specifier: string; name: string } | undefined {
  const next = moduleOf(m, specifier, module);
  if (!next) return { specifier, name };
  const key = `${next.file.path} ${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const passed = next.exports.get(name)?.from;
  if (passed) return follow(m, next, passed, seen);
  const own = originOf(m, next, name, seen); // `import { X } from 'y'; export { X }`
  if (own) return own;
  for (const star of next.stars) {
    const found = follow(m, next, { specifier: star.specifier, name }, seen);
    if (found && !found.specifier.startsWith('.')) return found;
  }
  return undefined;
}

function homeOf(m: Machine, module: Module, name: string, depth: number): { module: Module; name: string } | undefined {
  const imported = linked(m, module).imports.get(name);
  if (!imported) return { module, name };
  const next = moduleOf(m, imported.specifier, module);
  if (!next || depth > 8) return undefined;
  const passed = next.exports.get(imported.name)?.from;
  const further = passed && moduleOf(m, passed.specifier, next);
  return further ? { module: further, name: passed.name } : homeOf(m, next, imported.name, depth + 1);
}

function moduleOf(m: Machine, specifier: string, from: Module): Module | undefined {
  const found = m.world.resolver.resolve(specifier, from.file.path);
  const file = found.kind === 'file' ? m.world.source(found.path, from.file) : undefined;
  return file && linked(m, m.module(file));
}

/** Imports and exports are known without running the module. */
export function linked(m: Machine, module: Module): Module {
  if (module.state === 'new' && module.imports.size === 0 && module.exports.size === 0 && module.stars.length === 0)
    linkModule(m, module);
  return module;
}

const REGISTERS = new Set([
  'registerTool',
  'tool',
  'setRequestHandler',
  'addTool',
  'registerPrompt',
  'registerResource',
]);

/** The names on which a function registers something: `server` in `server.registerTool(…)` and `server.server.setRequestHandler(…)`. */
export function registrationReceivers(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (at.kind === SyntaxKind.CallExpression) {
      const { expression } = at as ts.CallExpression;
      if (
        expression.kind === SyntaxKind.PropertyAccessExpression &&
        REGISTERS.has((expression as ts.PropertyAccessExpression).name.text)
      ) {
        const root = rootOf((expression as ts.PropertyAccessExpression).expression);
        if (root !== undefined) names.add(root);
      }
    }
    ts.forEachChild(at, visit);
  };
  visit(node);
  return names;
}

function rootOf(node: ts.Expression): string | undefined {
  if (node.kind === SyntaxKind.Identifier) return (node as ts.Identifier).text;
  if (node.kind !== SyntaxKind.PropertyAccessExpression) return undefined;
  const { expression, name } = node as ts.PropertyAccessExpression;
  if (expression.kind === SyntaxKind.ThisKeyword) return name.text;
  return name.text === 'server' ? rootOf(expression) : undefined;
}
