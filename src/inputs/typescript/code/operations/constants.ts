import { ts } from '../../syntax.ts';
import type { Machine } from '../../machine/machine.ts';
import { isFunction } from '../follow/signature.ts';
import type { FunctionNode } from '../../values.ts';
import type { Imported } from './source-names.ts';
import type { Source } from './source.ts';
import type { Sources } from './sources.ts';

const { SyntaxKind } = ts;

const DEEPEST = 8;

/** A node with the file it stands in. */
export interface At<N extends ts.Node = ts.Expression> {
  readonly source: Source;
  readonly node: N;
}

/** Without brackets, casts and waiting. */
export function plainly(written: ts.Expression): ts.Expression {
  let node = written;
  for (;;) {
    switch (node.kind) {
      case SyntaxKind.ParenthesizedExpression:
      case SyntaxKind.AsExpression:
      case SyntaxKind.SatisfiesExpression:
      case SyntaxKind.NonNullExpression:
      case SyntaxKind.AwaitExpression:
      case SyntaxKind.TypeAssertionExpression:
        node = (node as ts.AsExpression).expression;
        break;
      default:
        return node;
    }
  }
}

/** Follows names of the program's files to what is written for them, without running anything. */
export class Constants {
  readonly #m: Machine;
  readonly #sources: Sources;

  constructor(m: Machine, sources: Sources) {
    this.#m = m;
    this.#sources = sources;
  }

  /** The text an expression is; of `process.env.X || '/mcp'` the second, and no text where that depends on a test. */
  text(at: At, deep = 0): string | undefined {
    return this.literal(at, deep)?.text;
  }

  /** The same with where it is written. */
  literal({ source, node: written }: At, deep = 0): { readonly text: string; readonly at: At } | undefined {
    this.#m.step();
    const node = plainly(written);
    const at: At = { source, node };
    if (deep > DEEPEST) return undefined;
    if (ts.isStringLiteralLike(node)) return { text: node.text, at };
    if (ts.isTemplateExpression(node)) {
      let text = node.head.text;
      for (const { expression, literal } of node.templateSpans) {
        const part = this.text({ source, node: expression }, deep + 1);
        if (part === undefined) return undefined;
        text += part + literal.text;
      }
      return { text, at };
    }
    if (ts.isBinaryExpression(node)) {
      const { left, operatorToken, right } = node;
      const isOr =
        operatorToken.kind === SyntaxKind.BarBarToken || operatorToken.kind === SyntaxKind.QuestionQuestionToken;
      if (isOr)
        return this.literal({ source, node: left }, deep + 1) ?? this.literal({ source, node: right }, deep + 1);
      if (operatorToken.kind !== SyntaxKind.PlusToken) return undefined;
      const [first, second] = [left, right].map((each) => this.text({ source, node: each }, deep + 1));
      return first === undefined || second === undefined ? undefined : { text: first + second, at };
    }
    const of = this.value(at, deep + 1);
    return of && of.node !== node ? this.literal(of, deep + 1) : undefined;
  }

  /** What a name or a member stands for, where one thing alone is written for it. */
  value({ source, node: written }: At, deep = 0): At | undefined {
    this.#m.step();
    const node = plainly(written);
    if (deep > DEEPEST) return undefined;
    if (ts.isIdentifier(node)) {
      const imported = source.imports.get(node.text);
      return imported ? this.#exported(source, imported, deep) : this.#written(source, node.text, node, deep);
    }
    if (!ts.isPropertyAccessExpression(node)) return { source, node };
    const { expression, name } = node;
    if (expression.kind === SyntaxKind.ThisKeyword) {
      const [first, ...more] = source.assigned(`this.${name.text}`);
      return first && more.length === 0 ? this.value({ source, node: first }, deep + 1) : undefined;
    }
    const imported = ts.isIdentifier(expression) ? source.imports.get(expression.text) : undefined;
    if (imported?.name === '*') return this.#exported(source, { ...imported, name: name.text }, deep);
    const object = this.value({ source, node: expression }, deep + 1);
    if (!object || !ts.isObjectLiteralExpression(object.node)) return undefined;
    const member = memberOf(object.node, name.text);
    return member && this.value({ source: object.source, node: member }, deep + 1);
  }

  /** A variable of the file: what it is declared with, or the one thing that is assigned to it. */
  #written(source: Source, name: string, from: ts.Node, deep: number): At | undefined {
    const declaration = source.declarationOf(name, from);
    if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
    const { initializer } = declaration;
    const [first, ...more] = initializer ? [initializer] : source.assigned(name);
    return first && more.length === 0 ? this.value({ source, node: first }, deep + 1) : undefined;
  }

  #exported(from: Source, imported: Imported, deep: number): At | undefined {
    const there = this.#home(from, imported);
    return there && this.#written(there.source, there.name, there.source.file.tree, deep + 1);
  }

  /** The file in which an imported name is declared, and its name there. */
  #home(from: Source, { specifier, name }: Imported, deep = 0): { source: Source; name: string } | undefined {
    const found = this.#m.world.resolver.resolve(specifier, from.file.path);
    const source = found.kind === 'file' ? this.#sources.byPath(found.path) : undefined;
    if (!source || deep > DEEPEST) return undefined;
    const again = source.passedOn(name);
    if (again) return this.#home(source, again, deep + 1);
    const local = source.localOf(name);
    if (source.declarationOf(local, source.file.tree)) return { source, name: local };
    const imported = source.imports.get(local);
    if (imported) return this.#home(source, imported, deep + 1);
    for (const star of source.stars.slice(0, 20)) {
      const passed = this.#home(source, { specifier: star, name }, deep + 1);
      if (passed) return passed;
    }
    return undefined;
  }

  /** The function that an expression names, or is; of `wrap(async (req, res) => …)` the function within. */
  fn({ source, node: written }: At, deep = 0): At<FunctionNode> | undefined {
    this.#m.step();
    const node = plainly(written);
    if (deep > DEEPEST) return undefined;
    if (isFunction(node)) return { source, node: node as ts.ArrowFunction };
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (ts.isPropertyAccessExpression(expression) && expression.name.text === 'bind')
        return this.fn({ source, node: expression.expression }, deep + 1);
      for (const argument of node.arguments.slice(0, 4)) {
        const within = this.fn({ source, node: argument }, deep + 2);
        if (within) return within;
      }
      return undefined;
    }
    if (ts.isIdentifier(node)) {
      const imported = source.imports.get(node.text);
      const home = imported ? this.#home(source, imported) : { source, name: node.text };
      const from = imported ? home?.source.file.tree : node;
      const declaration = home && from && home.source.declarationOf(home.name, from);
      if (home && declaration && ts.isFunctionDeclaration(declaration) && declaration.body)
        return { source: home.source, node: declaration };
    }
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === SyntaxKind.ThisKeyword) {
      const method = source.method(node.name.text);
      if (method) return { source, node: method };
    }
    const value = this.value({ source, node }, deep + 1);
    return value && value.node !== node ? this.fn(value, deep + 1) : undefined;
  }
}

/** What an object literal gives a member, by a name of its own. */
export function memberOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const each of object.properties) {
    const { text } = (each.name ?? {}) as Partial<ts.Identifier>;
    if (text !== name) continue;
    if (ts.isPropertyAssignment(each)) return each.initializer;
    if (ts.isShorthandPropertyAssignment(each)) return each.name;
  }
  return undefined;
}
