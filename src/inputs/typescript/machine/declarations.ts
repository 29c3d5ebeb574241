import { Cell, ObjectValue, Primitive, Scope, UNDEFINED, type Value } from '../values.ts';
import { hasModifier, ts } from '../syntax.ts';
import { evaluate, spotOf } from './expressions.ts';
import { memberName } from './literals.ts';
import type { Machine } from './machine.ts';
import { declare } from './patterns.ts';
import { hoist, run } from './statements.ts';

const { SyntaxKind } = ts;

/** An enum: members by name, and numeric ones by value as well, as TypeScript compiles it. */
export function declareEnum(m: Machine, node: ts.EnumDeclaration, scope: Scope): void {
  const object = new ObjectValue(spotOf(node, scope));
  const inner = new Scope(scope);
  let next: Value = new Primitive(0);
  const reverse: [string, Value][] = [];
  for (const member of node.members) {
    const spot = spotOf(member.name, scope);
    const name = memberName(m, member.name, scope);
    const value: Value = member.initializer
      ? evaluate(m, member.initializer, inner)
      : new Primitive((next as Primitive).value, spot);
    if (typeof name !== 'string') continue;
    object.properties.set(name, { value, key: spot });
    inner.cells.set(name, new Cell(value));
    const plain: unknown = value.kind === 'primitive' ? value.value : undefined;
    if (typeof plain === 'number') reverse.push([String(plain), new Primitive(name, spot)]);
    next = typeof plain === 'number' ? new Primitive(plain + 1) : UNDEFINED;
  }
  for (const [key, value] of reverse) object.properties.set(key, { value });
  declare(m, node.name.text, object, scope);
}

/** `namespace X { export … }`, merged with what the name already is. */
export function declareNamespace(m: Machine, node: ts.ModuleDeclaration, scope: Scope): void {
  if (node.name.kind !== SyntaxKind.Identifier || node.body?.kind !== SyntaxKind.ModuleBlock) return;
  const { statements } = node.body as ts.ModuleBlock;
  const inner = new Scope(scope);
  hoist(statements, inner);
  for (const statement of statements) run(m, statement, inner);
  const existing = scope.find(node.name.text)?.value;
  const object = existing ?? new ObjectValue(spotOf(node, scope));
  for (const statement of statements) {
    if (!isExported(statement)) continue;
    const names = new Scope(undefined, scope.module);
    hoist([statement], names);
    for (const name of names.cells.keys()) {
      const value = inner.cells.get(name)?.value;
      if (value) m.set(object, name, value, spotOf(statement, scope));
    }
  }
  declare(m, node.name.text, object, scope);
}

export const isExported = (node: ts.Node): boolean => hasModifier(node, SyntaxKind.ExportKeyword);

/** `declare …`: it is elsewhere, and nothing is made here; but of an enum the members are known. */
export const isAmbient = (node: ts.Node): boolean =>
  node.kind !== SyntaxKind.EnumDeclaration && hasModifier(node, SyntaxKind.DeclareKeyword);
