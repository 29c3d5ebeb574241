// Writes the type declarations of the package: one file for each entry, with what its exports are made of and nothing else. The
// compiler writes one for each module instead, and drags all that the modules know of each other.
import { ts } from '@ts-morph/common';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** `entries`: from the name of an entry to its source. What one exports, those behind it import from there. */
export function writeTypes(entries, outdir) {
  const dir = mkdtempSync(path.resolve('node_modules/.types-'));
  try {
    const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck', '--outDir', dir];
    execFileSync(process.execPath, tsc, { stdio: ['ignore', 'inherit', 'inherit'] });
    const files = Object.entries(entries).map(([name, source]) => [name, declarationOf(source, dir)]);
    const program = ts.createProgram(
      files.map(([, file]) => file),
      {
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        target: ts.ScriptTarget.ES2023,
        types: ['node'],
        skipLibCheck: true,
        noEmit: true,
        allowImportingTsExtensions: true,
      },
    );
    const shared = new Map(); // symbol → the entry that exports it, and under which name
    for (const [name, file] of files)
      writeFileSync(
        path.join(outdir, `${name}.d.ts`),
        rolledUp(program, { name, file: program.getSourceFile(file), dir, shared }),
      );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const declarationOf = (source, dir) => path.join(dir, source.replace(/\.ts$/, '.d.ts'));

function rolledUp(program, { name: entryName, file: entry, dir, shared }) {
  const checker = program.getTypeChecker();
  const real = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(entry))
    .map((each) => [each.name, real(each)]);
  const isOurs = (symbol) =>
    symbol.declarations?.some((each) => each.getSourceFile().fileName.startsWith(dir.replaceAll('\\', '/')));
  const isTop = (symbol) =>
    isOurs(symbol) &&
    symbol.declarations.some(
      (each) =>
        ts.isSourceFile(statementOf(each).parent) && statementOf(each) !== each.getSourceFile() && nameOf(each, symbol),
    );
  const names = new Map(); // symbol → the name it has here
  const taken = new Set(exported.flatMap(([name, symbol]) => (shared.has(symbol) ? [] : [name])));
  for (const [name, symbol] of exported) if (!names.has(symbol) && !shared.has(symbol)) names.set(symbol, name);
  const imports = new Map(); // module → names
  const queue = [...names.keys()];
  const texts = new Map();
  for (let symbol; (symbol = queue.shift());)
    texts.set(symbol, symbol.declarations.map((each) => printed(statementOf(each))).join('\n'));

  function nameFor(symbol) {
    if (names.has(symbol)) return names.get(symbol);
    let name = symbol.name;
    for (let n = 2; taken.has(name); n++) name = `${symbol.name}${n}`;
    taken.add(name);
    names.set(symbol, name);
    const from = shared.get(symbol);
    if (from) imported(`./${from.entry}.js`, from.name === name ? name : `${from.name} as ${name}`);
    else queue.push(symbol);
    return name;
  }

  /** A statement with its words, and every name of ours as it is called here. */
  function printed(statement) {
    const file = statement.getSourceFile();
    const edits = [];
    const visit = (node) => {
      if (ts.isImportTypeNode(node) && node.qualifier) {
        const symbol = real(checker.getSymbolAtLocation(rightOf(node.qualifier)));
        if (isTop(symbol)) edits.push([node.getStart(file), node.qualifier.getEnd(), nameFor(symbol)]);
        node.typeArguments?.forEach(visit);
        return;
      }
      if (ts.isIdentifier(node)) {
        const found = checker.getSymbolAtLocation(node);
        const symbol = found && real(found);
        if (symbol && isTop(symbol)) {
          const name = nameFor(symbol);
          if (name !== node.text) edits.push([node.getStart(file), node.getEnd(), name]);
        } else if (found && found.flags & ts.SymbolFlags.Alias) imported(moduleOf(found), found.name);
      }
      ts.forEachChild(node, visit);
    };
    visit(statement);
    const from = statement.getFullStart();
    const whole = file.text;
    let text = '';
    let at = from;
    for (const [start, end, name] of edits.toSorted((a, b) => a[0] - b[0])) {
      text += whole.slice(at, start) + name;
      at = end;
    }
    text += whole.slice(at, statement.getEnd());
    return text
      .replace(/^(\s*(?:\/\*[^]*?\*\/\s*|\/\/[^\n]*\n\s*)*)export (?:declare )?/, '$1')
      .replace(/^(\s*(?:\/\*[^]*?\*\/\s*|\/\/[^\n]*\n\s*)*)(const|function|class)\b/, '$1declare $2')
      .trim();
  }

  function imported(module, words) {
    imports.set(module, (imports.get(module) ?? new Set()).add(words));
  }

  const isValue = (symbol) => symbol.flags & ts.SymbolFlags.Value;
  const again = exported.filter(([, symbol]) => shared.has(symbol) && shared.get(symbol).entry !== entryName);
  const own = exported.filter(([, symbol]) => !shared.has(symbol));
  for (const [name, symbol] of own) shared.set(symbol, { entry: entryName, name });
  const listed = (list, word) => list.map((each) => `${isValue(each[1]) ? '' : 'type '}${word(each)}`).join(', ');
  const reexports = new Map(
    again.map(([, symbol]) => [
      shared.get(symbol).entry,
      again.filter((each) => shared.get(each[1]).entry === shared.get(symbol).entry),
    ]),
  );
  return [
    ...[...imports].map(([from, words]) => `import type { ${[...words].join(', ')} } from '${from}';`),
    ...[...reexports].map(
      ([from, list]) =>
        `export { ${listed(list, ([name, symbol]) => (shared.get(symbol).name === name ? name : `${shared.get(symbol).name} as ${name}`))} } from './${from}.js';`,
    ),
    ...texts.values(),
    `export { ${listed(own, ([name, symbol]) => (names.get(symbol) === name ? name : `${names.get(symbol)} as ${name}`))} };`,
    '',
  ].join('\n');
}

/** Where a name that is imported comes from. */
function moduleOf(symbol) {
  const specifier =
    symbol.declarations[0].parent.parent?.parent?.moduleSpecifier ?? symbol.declarations[0].parent.moduleSpecifier;
  if (specifier === undefined || specifier.text.startsWith('.')) throw new Error(`${symbol.name} comes from nowhere`);
  return specifier.text;
}

const rightOf = (name) => (ts.isQualifiedName(name) ? name.right : name);

/** The statement at the top of its file that a declaration stands in. */
function statementOf(node) {
  while (node.parent && !ts.isSourceFile(node.parent)) node = node.parent;
  return node;
}

/** Whether a statement declares the symbol itself, and not a part of it. */
function nameOf(declaration, symbol) {
  const statement = statementOf(declaration);
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.some(
      (each) => each.name.getText() === symbol.name && each === declaration,
    );
  return statement === declaration;
}
