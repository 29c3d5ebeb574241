import { Cell, Opaque, UNDEFINED, type Value } from '../values.ts';
import { hasModifier, ts, type Spot } from '../syntax.ts';
import { isAmbient, isExported } from './declarations.ts';
import { functionOf, spotOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import type { Module } from './modules.ts';

const { SyntaxKind } = ts;

export interface Export {
  value(): Value;
  /** Where the name comes from when it is passed on: `export { x } from './y.js'`. */
  readonly from?: { readonly specifier: string; readonly name: string };
  /** The name of it in its own module. */
  readonly local?: string;
  /** Set for what only compilers know. */
  readonly isType?: true;
}

/** Reads the import and export statements of a module; nothing of the other modules runs before it is asked for. */
export function linkModule(m: Machine, module: Module): void {
  let isCommon = false;
  for (const statement of module.file.tree.statements) {
    switch (statement.kind) {
      case SyntaxKind.ImportDeclaration:
        module.isEsm = true;
        linkImport(m, module, statement as ts.ImportDeclaration);
        break;
      case SyntaxKind.ImportEqualsDeclaration:
        linkImportEquals(m, module, statement as ts.ImportEqualsDeclaration);
        if (isExported(statement)) {
          const local = (statement as ts.ImportEqualsDeclaration).name.text;
          module.isEsm = true;
          module.exports.set(local, { value: () => read(module, local, spotOf(statement, module.scope)), local });
        }
        break;
      case SyntaxKind.ExportDeclaration:
        module.isEsm = true;
        linkExport(m, module, statement as ts.ExportDeclaration);
        break;
      case SyntaxKind.ExportAssignment:
        if ((statement as ts.ExportAssignment).isExportEquals) {
          isCommon = true;
          break;
        }
        module.isEsm = true;
        module.exports.set('default', { value: () => read(module, '*default*', spotOf(statement, module.scope)) });
        break;
      default:
        if (isExported(statement)) {
          module.isEsm = true;
          linkDeclaration(module, statement);
        }
    }
  }
  if (isCommon) module.isEsm = false; // `export =` is `module.exports =`, whatever is imported
}

function linkImport(m: Machine, module: Module, { importClause, moduleSpecifier }: ts.ImportDeclaration): void {
  const specifier = (moduleSpecifier as ts.StringLiteral).text;
  const spot = spotOf(moduleSpecifier, module.scope);
  if (!importClause) {
    module.effects.push({ specifier, spot });
    return;
  }
  const { name, namedBindings, phaseModifier } = importClause;
  const isType = phaseModifier === SyntaxKind.TypeKeyword;
  const add = (local: string, imported: string, typeOnly: boolean): void => {
    module.imports.set(local, { specifier, name: imported });
    if (!typeOnly) link(module, local, () => importedName(m, specifier, imported, spot));
  };
  if (name) add(name.text, 'default', isType);
  if (namedBindings?.kind === SyntaxKind.NamespaceImport)
    add((namedBindings as ts.NamespaceImport).name.text, '*', isType);
  else if (namedBindings)
    for (const element of (namedBindings as ts.NamedImports).elements)
      add(element.name.text, (element.propertyName ?? element.name).text, isType || element.isTypeOnly);
}

function importedName(m: Machine, specifier: string, name: string, spot: Spot): Value {
  const namespace = m.import(specifier, spot);
  return name === '*' ? namespace : m.deeper(() => m.get(namespace, name, spot), spot);
}

function linkImportEquals(m: Machine, module: Module, { name, moduleReference }: ts.ImportEqualsDeclaration): void {
  const spot = spotOf(moduleReference, module.scope);
  if (moduleReference.kind !== SyntaxKind.ExternalModuleReference)
    return link(module, name.text, () => qualified(m, module, moduleReference as ts.EntityName, spot));
  const { expression } = moduleReference as ts.ExternalModuleReference;
  const specifier = (expression as ts.StringLiteral).text;
  module.imports.set(name.text, { specifier, name: '*' });
  link(module, name.text, () => m.require(specifier, spot));
}

/** `A.B` in `import B = A.B`. */
const qualified = (m: Machine, module: Module, name: ts.EntityName, spot: Spot): Value =>
  name.kind === SyntaxKind.Identifier
    ? m.lookup((name as ts.Identifier).text, module.scope, spot)
    : m.deeper(
        () =>
          m.get(
            qualified(m, module, (name as ts.QualifiedName).left, spot),
            (name as ts.QualifiedName).right.text,
            spot,
          ),
        spot,
      );

function linkExport(m: Machine, module: Module, node: ts.ExportDeclaration): void {
  const { exportClause, moduleSpecifier } = node;
  if (node.isTypeOnly) {
    if (moduleSpecifier && exportClause?.kind === SyntaxKind.NamedExports)
      for (const { name, propertyName } of (exportClause as ts.NamedExports).elements)
        module.exports.set(name.text, {
          value: () => UNDEFINED,
          from: { specifier: (moduleSpecifier as ts.StringLiteral).text, name: (propertyName ?? name).text },
          isType: true,
        });
    return;
  }
  const spot = spotOf(moduleSpecifier ?? node, module.scope);
  const specifier = moduleSpecifier && (moduleSpecifier as ts.StringLiteral).text;
  if (!exportClause) {
    if (specifier !== undefined) module.stars.push({ specifier, spot });
    return;
  }
  if (exportClause.kind === SyntaxKind.NamespaceExport) {
    const { name } = exportClause as ts.NamespaceExport;
    if (specifier !== undefined)
      module.exports.set(name.text, { value: () => m.import(specifier, spot), from: { specifier, name: '*' } });
    return;
  }
  for (const { name, propertyName, isTypeOnly } of (exportClause as ts.NamedExports).elements) {
    const local = (propertyName ?? name).text;
    const type = isTypeOnly ? ({ isType: true } as const) : {};
    module.exports.set(
      name.text,
      specifier === undefined
        ? { value: () => read(module, local, spot), local, ...type }
        : { value: () => importedName(m, specifier, local, spot), from: { specifier, name: local }, ...type },
    );
  }
}

function linkDeclaration(module: Module, statement: ts.Statement): void {
  const isDefault = hasModifier(statement, SyntaxKind.DefaultKeyword);
  const spot = spotOf(statement, module.scope);
  if (isDefault && statement.kind === SyntaxKind.InterfaceDeclaration) return;
  if (isDefault) {
    if (statement.kind === SyntaxKind.FunctionDeclaration) {
      const value = functionOf(statement as ts.FunctionDeclaration, module.scope);
      module.exports.set('default', { value: () => value });
    } else module.exports.set('default', { value: () => read(module, '*default*', spot) });
    return;
  }
  for (const name of declaredNames(statement))
    if (!isAbsent(statement)) module.exports.set(name, { value: () => read(module, name, spot) });
    // an interface may share its name with a value
    else if (!module.exports.has(name)) module.exports.set(name, { value: () => UNDEFINED, isType: true });
}

/** What a compiler leaves nothing of: types, and what is declared to be elsewhere. */
const isAbsent = (statement: ts.Statement): boolean =>
  statement.kind === SyntaxKind.InterfaceDeclaration ||
  statement.kind === SyntaxKind.TypeAliasDeclaration ||
  isAmbient(statement) ||
  (statement.kind === SyntaxKind.ModuleDeclaration && !holdsValues(statement as ts.ModuleDeclaration));

const holdsValues = ({ body }: ts.ModuleDeclaration): boolean =>
  body?.kind === SyntaxKind.ModuleBlock && (body as ts.ModuleBlock).statements.some((each) => !isAbsent(each));

function declaredNames(statement: ts.Statement): string[] {
  if (statement.kind === SyntaxKind.VariableStatement) {
    const names: string[] = [];
    const visit = (name: ts.BindingName): void => {
      if (name.kind === SyntaxKind.Identifier) names.push((name as ts.Identifier).text);
      else
        for (const element of name.elements)
          if (element.kind === SyntaxKind.BindingElement) visit((element as ts.BindingElement).name);
    };
    for (const { name } of (statement as ts.VariableStatement).declarationList.declarations) visit(name);
    return names;
  }
  const { name } = statement as ts.FunctionDeclaration;
  return name?.kind === SyntaxKind.Identifier ? [name.text] : [];
}

function link(module: Module, local: string, value: () => Value): void {
  const cell = new Cell();
  cell.link = value;
  module.scope.cells.set(local, cell);
}

function read(module: Module, name: string, spot: Spot): Value {
  const cell = module.scope.cells.get(name);
  if (!cell) return UNDEFINED;
  return cell.value ?? cell.link?.() ?? new Opaque(`\`${name.replaceAll('*', '')}\` is used before it is set`, spot);
}
