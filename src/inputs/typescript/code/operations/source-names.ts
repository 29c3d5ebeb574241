import { hasModifier, ts } from '../../syntax.ts';

const { SyntaxKind } = ts;

/** Where a name of a file comes from. */
export interface Imported {
  /** As written, without `node:`. */
  readonly specifier: string;
  /** `default`, `*` for the whole. */
  readonly name: string;
}

/** The names that a file takes in and gives out. */
export class Names {
  readonly imports = new Map<string, Imported>();
  readonly passed = new Map<string, Imported>();
  readonly locals = new Map<string, string>();
  readonly stars: string[] = [];

  imported({ importClause, moduleSpecifier }: ts.ImportDeclaration): void {
    const specifier = plain((moduleSpecifier as ts.StringLiteral).text);
    if (!importClause || importClause.phaseModifier === SyntaxKind.TypeKeyword) return;
    const { name, namedBindings } = importClause;
    if (name) this.imports.set(name.text, { specifier, name: 'default' });
    if (namedBindings && ts.isNamespaceImport(namedBindings))
      this.imports.set(namedBindings.name.text, { specifier, name: '*' });
    else if (namedBindings)
      for (const each of (namedBindings as ts.NamedImports).elements)
        this.imports.set(each.name.text, { specifier, name: (each.propertyName ?? each.name).text });
  }

  exported({ exportClause, moduleSpecifier }: ts.ExportDeclaration): void {
    const specifier = moduleSpecifier && plain((moduleSpecifier as ts.StringLiteral).text);
    if (!exportClause) return void (specifier !== undefined && this.stars.push(specifier));
    if (!ts.isNamedExports(exportClause)) return;
    for (const { name, propertyName } of exportClause.elements) {
      const local = (propertyName ?? name).text;
      if (specifier === undefined) this.locals.set(name.text, local);
      else this.passed.set(name.text, { specifier, name: local });
    }
  }

  exportedAsDefault(of: ts.Expression): void {
    if (ts.isIdentifier(of)) this.locals.set('default', of.text);
  }

  /** `export default function serve() {}` */
  declaration(node: ts.Node): void {
    const { name } = node as ts.FunctionDeclaration;
    if (name && hasModifier(node, SyntaxKind.DefaultKeyword)) this.locals.set('default', name.text);
  }

  /** `const x = require('y')`, `const { x } = await import('y')`. */
  variable({ name, initializer }: ts.VariableDeclaration): void {
    const from = initializer && moduleOf(initializer);
    if (!from) return;
    if (ts.isIdentifier(name)) this.imports.set(name.text, from);
    else if (ts.isObjectBindingPattern(name))
      for (const { name: local, propertyName } of name.elements)
        if (ts.isIdentifier(local)) {
          const { text = '*' } = (propertyName ?? local) as Partial<ts.Identifier>;
          this.imports.set(local.text, { specifier: from.specifier, name: text });
        }
  }
}

const plain = (specifier: string): string => specifier.replace(/^node:/, '');

/** `require('x')`, `await import('x')`, `(await import('x')).default`. */
function moduleOf(written: ts.Expression): Imported | undefined {
  let node: ts.Expression = written;
  let name = '*';
  for (let deep = 0; deep < 6; deep++) {
    if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node))
      node = node.expression;
    else if (ts.isPropertyAccessExpression(node)) [name, node] = [node.name.text, node.expression];
    else break;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const [first] = node.arguments;
  const { text } = node.expression as Partial<ts.Identifier>;
  const isModule = node.expression.kind === SyntaxKind.ImportKeyword || text === 'require';
  return isModule && first && ts.isStringLiteralLike(first) ? { specifier: plain(first.text), name } : undefined;
}
