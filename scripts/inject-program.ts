// The files of a program and what of them its tools may lead to, by names alone: nothing here knows what an audit reads.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ts } from '../src/inputs/typescript/syntax.ts';
import type { Change } from './inject-edits.ts';

const OTHERS =
  /^(?:node_modules|dist|build|out|lib-cov|coverage|tests?|__tests__|specs?|e2e|evals?|examples?|fixtures?|mocks?|docs?|\..*)$/;
const OF_TESTS = /\.(?:test|spec|d|stories)\.[cm]?[jt]sx?$/;
const SOURCE = /\.[cm]?[jt]sx?$/;
const MAKES_SERVER = /\bnew\s+(?:McpServer|Server|FastMCP|MCPServer|LinearMcp)\s*(?:<[^>]*>)?\s*\(/;
/** What a tool is registered with. */
const REGISTERS = /^(?:registerTool|registerAppTool|tool|addTool|setRequestHandler|defineTool|createTool)$/;

export type At = (node: ts.Node, file: ts.SourceFile) => Change | undefined;

export interface Program {
  readonly files: readonly ts.SourceFile[];
  /** The text of all of them together says so. */
  mentions(words: RegExp): boolean;
  /** All changes that can be made in what the tools may lead to. */
  places(at: At, everywhere?: boolean): { readonly file: string; readonly change: Change }[];
}

/** `listed`: the files in which the tools of the server stand. */
export function programOf(dir: string, listed: ReadonlySet<string>): Program {
  const all = new Map(filesIn(dir).map((file) => [file, readFileSync(file, 'utf8')]));
  const packages = packagesIn(dir);
  const trees = new Map<string, ts.SourceFile>();
  const parsed = new Set<ts.SourceFile>();
  for (const [start, text] of all) {
    if (!MAKES_SERVER.test(text)) continue;
    const seen = new Set<string>();
    const waiting = [start];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      const tree = trees.get(file) ?? ts.createSourceFile(file, all.get(file)!, ts.ScriptTarget.Latest, true);
      trees.set(file, tree);
      for (const specifier of importsOf(tree)) {
        const next = resolved(specifier, file, dir, packages, all);
        if (next !== undefined) waiting.push(next);
      }
    }
    // another program of the checkout has tools of its own
    if ([...seen].some((file) => listed.has(file))) for (const file of seen) parsed.add(trees.get(file)!);
  }
  const files = [...parsed].toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1));
  const led = ledTo(files);
  return {
    files,
    mentions: (words) => files.some(({ text }) => words.test(text)),
    places(at, everywhere = false) {
      const found: { readonly file: string; readonly change: Change }[] = [];
      for (const file of files) {
        const visit = (node: ts.Node, isLed: boolean): void => {
          const inside = isLed || led.has(node);
          const change = inside ? at(node, file) : undefined;
          if (change) found.push({ file: file.fileName, change });
          ts.forEachChild(node, (child) => visit(child, inside));
        };
        visit(file, everywhere);
      }
      return found;
    },
  };
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const at = `${dir}/${entry.name}`;
    if (entry.isDirectory()) return OTHERS.test(entry.name) ? [] : filesIn(at);
    return entry.isFile() && SOURCE.test(entry.name) && !OF_TESTS.test(entry.name) ? [at] : [];
  });
}

/** The folders of the packages of a workspace, by their names. */
function packagesIn(dir: string, deep = 0): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(dir, { withFileTypes: true }))
    if (entry.isDirectory() && !OTHERS.test(entry.name) && deep < 4)
      for (const [name, at] of packagesIn(`${dir}/${entry.name}`, deep + 1)) found.set(name, at);
    else if (entry.name === 'package.json') {
      const { name } = JSON.parse(readFileSync(`${dir}/package.json`, 'utf8')) as { readonly name?: string };
      if (name !== undefined) found.set(name, dir);
    }
  return found;
}

function importsOf(file: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const from =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) &&
            (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(file) === 'require')
          ? node.arguments[0]
          : undefined;
    if (from && ts.isStringLiteralLike(from)) found.push(from.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function resolved(
  specifier: string,
  from: string,
  dir: string,
  packages: ReadonlyMap<string, string>,
  all: ReadonlyMap<string, string>,
): string | undefined {
  const alias = /^[@~]\//.test(specifier) ? [`${dir}/src/${specifier.slice(2)}`, `${dir}/${specifier.slice(2)}`] : [];
  const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
  const own = packages.get(name);
  const bases = specifier.startsWith('.')
    ? [path.join(path.dirname(from), specifier)]
    : own !== undefined
      ? [`${own}/${rest}`, `${own}/src/${rest}`]
      : alias;
  for (const base of bases) {
    const bare = base.replace(/\.[cm]?jsx?$/, '');
    for (const end of ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '/index.ts', '/index.js', '/src/index.ts'])
      for (const at of [path.normalize(base + end), path.normalize(bare + end)]) if (all.has(at)) return at;
  }
  return undefined;
}

/** What is called for the tools: where they are registered, and all that has a name which is mentioned there, and so on. */
function ledTo(files: readonly ts.SourceFile[]): ReadonlySet<ts.Node> {
  const named = new Map<string, ts.Node[]>();
  const roots: ts.Node[] = [];
  const declare = (name: ts.Node | undefined, node: ts.Node): void => {
    const names = name && (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) ? namesIn(name) : [];
    const text = (name as Partial<ts.Identifier> | undefined)?.text;
    for (const each of text === undefined ? names : [text]) named.set(each, [...(named.get(each) ?? []), node]);
  };
  const index = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isClassDeclaration(node))
      declare(node.name, node);
    else if (ts.isVariableDeclaration(node)) {
      const loop = node.parent.parent;
      declare(node.name, node.initializer ?? (ts.isForOfStatement(loop) ? loop.expression : node));
    } else if ((ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) && node.initializer)
      declare(node.name, node.initializer);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = node.expression;
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
      const [first] = node.arguments ?? [];
      const isCall = name !== 'setRequestHandler' || /CallTool|tools\/call/.test(first?.getText() ?? '');
      if (REGISTERS.test(name) && isCall) roots.push(...(node.arguments ?? []));
    }
    ts.forEachChild(node, index);
  };
  for (const file of files) index(file);
  const led = new Set<ts.Node>();
  const waiting = [...roots];
  for (let root = waiting.pop(); root; root = waiting.pop()) {
    if (led.has(root)) continue;
    led.add(root);
    const isClass = ts.isClassDeclaration(root);
    const visit = (node: ts.Node): void => {
      // of a class that is made, its constructor and its fields; its methods are called by their names
      if (isClass && ts.isMethodDeclaration(node)) return;
      if (ts.isIdentifier(node)) waiting.push(...(named.get(node.text) ?? []));
      ts.forEachChild(node, visit);
    };
    visit(root);
  }
  // a class is no place: its parts are
  return new Set([...led].filter((node) => !ts.isClassDeclaration(node)));
}

function namesIn(pattern: ts.BindingPattern): string[] {
  return pattern.elements.flatMap((element) => {
    if (!ts.isBindingElement(element)) return [];
    return ts.isIdentifier(element.name) ? [element.name.text] : namesIn(element.name);
  });
}
