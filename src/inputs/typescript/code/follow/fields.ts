import { ts } from '../../syntax.ts';
import type { Module } from '../../machine/modules.ts';
import type { ClassValue, Value } from '../../values.ts';
import type { Placed } from './names.ts';

const { SyntaxKind } = ts;

/** What classes put into their fields, by what is written. */
export class Fields {
  readonly #fields = new Map<ClassValue, Map<string, readonly Placed[]>>();

  of(of: ClassValue, name: string): readonly Placed[] {
    const known = this.#fields.get(of) ?? new Map<string, readonly Placed[]>();
    this.#fields.set(of, known);
    const same = known.get(name);
    if (same) return same;
    const found: Placed[] = [];
    for (let cls: Value | undefined = of; cls?.kind === 'class'; cls = cls.parent) {
      const { scope } = cls;
      let left = 20_000;
      const visit = (node: ts.Node): void => {
        if (left-- <= 0 || found.length > 8) return;
        if (node.kind === SyntaxKind.BinaryExpression) {
          const { left: target, operatorToken, right } = node as ts.BinaryExpression;
          if (operatorToken.kind === SyntaxKind.EqualsToken && isOwnField(target, name))
            found.push({ node: right, scope });
        }
        ts.forEachChild(node, visit);
      };
      for (const member of cls.node.members) {
        if (member.kind === SyntaxKind.PropertyDeclaration && (member.name as Partial<ts.Identifier>).text === name) {
          const { initializer } = member as ts.PropertyDeclaration;
          if (initializer) found.push({ node: initializer, scope });
        } else visit(member);
      }
    }
    known.set(name, found);
    return found;
  }
}

/** `this.name`. */
function isOwnField(target: ts.Expression, name: string): boolean {
  if (target.kind !== SyntaxKind.PropertyAccessExpression) return false;
  const { expression, name: member } = target as ts.PropertyAccessExpression;
  return expression.kind === SyntaxKind.ThisKeyword && member.text === name;
}

/** A variable at the top of a module. */
export function declarationIn(module: Module, name: string): ts.VariableDeclaration | undefined {
  for (const statement of module.file.tree.statements) {
    if (statement.kind !== SyntaxKind.VariableStatement) continue;
    for (const each of (statement as ts.VariableStatement).declarationList.declarations)
      if ((each.name as Partial<ts.Identifier>).text === name) return each;
  }
  return undefined;
}

/** `export default client`. */
export function defaultIn(module: Module): string | undefined {
  for (const statement of module.file.tree.statements)
    if (statement.kind === SyntaxKind.ExportAssignment)
      return ((statement as ts.ExportAssignment).expression as Partial<ts.Identifier>).text;
  return undefined;
}
