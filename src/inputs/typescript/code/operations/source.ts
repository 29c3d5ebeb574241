import type { Machine } from '../../machine/machine.ts';
import { ts, type SourceFile } from '../../syntax.ts';
import type { FunctionNode } from '../../values.ts';
import type { Call } from '../follow/callee.ts';
import { FUNCTIONS } from '../follow/signature.ts';
import { Declarations } from './source-declarations.ts';
import { Names, type Imported } from './source-names.ts';

const { SyntaxKind } = ts;

const COMPARES: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** What names are known in, beside functions. */
const HOLDS_NAMES: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.Block,
  SyntaxKind.CaseBlock,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.SourceFile,
]);

/** One file of the program's own, whether or not the evaluation came to it; walked when something of its syntax is asked for. */
export class Source {
  readonly file: SourceFile;
  readonly #m: Machine;
  readonly #parents = new Map<ts.Node, ts.Node>();
  readonly #names = new Names();
  readonly #declarations = new Declarations();
  readonly #methods = new Map<string, FunctionNode>();
  readonly #comparisons: ts.Node[] = [];
  #calls: Call[] | undefined;

  constructor(file: SourceFile, m: Machine) {
    this.file = file;
    this.#m = m;
  }

  get text(): string {
    return this.file.text;
  }

  /** All calls, `new` among them, in the order they are written. */
  get calls(): readonly Call[] {
    if (!this.#calls) {
      this.#calls = [];
      this.#walk();
    }
    return this.#calls;
  }

  /** `a === b`, `a == b`, `a !== b` and `case a`, in the order they are written. */
  get comparisons(): readonly ts.Node[] {
    void this.calls;
    return this.#comparisons;
  }

  /** What a node stands in. */
  parent(node: ts.Node): ts.Node | undefined {
    void this.calls;
    return this.#parents.get(node);
  }

  /** The functions around a node, the innermost first. */
  functionsAround(node: ts.Node): FunctionNode[] {
    const found: FunctionNode[] = [];
    for (let at = this.parent(node); at; at = this.parent(at))
      if (FUNCTIONS.has(at.kind)) found.push(at as FunctionNode);
    return found;
  }

  classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
    for (let at = this.parent(node); at; at = this.parent(at)) if (ts.isClassLike(at)) return at;
    return undefined;
  }

  /** The block a node stands in. */
  blockAround(node: ts.Node): ts.Node {
    for (let at = this.parent(node); at; at = this.parent(at)) if (ts.isBlock(at)) return at;
    return this.file.tree;
  }

  /** What is imported by its local name: by statements, `require` and `await import`. */
  get imports(): ReadonlyMap<string, Imported> {
    void this.calls;
    return this.#names.imports;
  }

  /** Where an exported name is passed on from. */
  passedOn(name: string): Imported | undefined {
    void this.calls;
    return this.#names.passed.get(name);
  }

  /** Whole modules that are passed on. */
  get stars(): readonly string[] {
    void this.calls;
    return this.#names.stars;
  }

  /** What an exported name is called here. */
  localOf(name: string): string {
    void this.calls;
    return this.#names.locals.get(name) ?? name;
  }

  /** The declaration of a name that is known at a node: a variable, a parameter, a function, a class. */
  declarationOf(name: string, from: ts.Node): ts.Node | undefined {
    void this.calls;
    return this.#declarations.of(name, from);
  }

  /** What is assigned to a name, or to a field by `this.name`. */
  assigned(name: string): readonly ts.Expression[] {
    void this.calls;
    return this.#declarations.assigned.get(name) ?? [];
  }

  /** A method, or a field that is a function, by its name. */
  method(name: string): FunctionNode | undefined {
    void this.calls;
    return this.#methods.get(name);
  }

  /** With a stack of its own: how deep a program nests is up to the program. */
  #walk(): void {
    const stack: ts.Node[] = [this.file.tree];
    for (let node = stack.pop(); node; node = stack.pop()) {
      this.#m.step();
      this.#note(node);
      const of = node;
      const children: ts.Node[] = [];
      ts.forEachChild(node, (child) => {
        this.#parents.set(child, of);
        children.push(child);
      });
      for (let i = children.length; i-- > 0;) stack.push(children[i]!);
    }
  }

  #note(node: ts.Node): void {
    switch (node.kind) {
      case SyntaxKind.CallExpression:
      case SyntaxKind.NewExpression:
        this.#calls!.push(node as Call);
        break;
      case SyntaxKind.ImportDeclaration:
        this.#names.imported(node as ts.ImportDeclaration);
        break;
      case SyntaxKind.ExportDeclaration:
        this.#names.exported(node as ts.ExportDeclaration);
        break;
      case SyntaxKind.ExportAssignment:
        this.#names.exportedAsDefault((node as ts.ExportAssignment).expression);
        break;
      case SyntaxKind.VariableDeclaration:
        this.#names.variable(node as ts.VariableDeclaration);
        this.#declare((node as ts.VariableDeclaration).name, node);
        break;
      case SyntaxKind.Parameter:
      case SyntaxKind.FunctionDeclaration:
      case SyntaxKind.ClassDeclaration:
        this.#declare((node as ts.FunctionDeclaration).name, node);
        this.#names.declaration(node);
        break;
      case SyntaxKind.MethodDeclaration: {
        const { name, body } = node as ts.MethodDeclaration;
        if (body && ts.isIdentifier(name)) this.#methods.set(name.text, node as ts.MethodDeclaration);
        break;
      }
      case SyntaxKind.PropertyDeclaration: {
        const { name, initializer } = node as ts.PropertyDeclaration;
        if (!initializer || !ts.isIdentifier(name)) break;
        this.#declarations.assign(`this.${name.text}`, initializer);
        if (FUNCTIONS.has(initializer.kind)) this.#methods.set(name.text, initializer as ts.ArrowFunction);
        break;
      }
      case SyntaxKind.CaseClause:
        this.#comparisons.push(node);
        break;
      case SyntaxKind.BinaryExpression:
        this.#binary(node as ts.BinaryExpression);
    }
  }

  #binary(node: ts.BinaryExpression): void {
    const { left, operatorToken, right } = node;
    const { kind } = operatorToken;
    if (COMPARES.has(kind)) this.#comparisons.push(node);
    else if (kind !== SyntaxKind.EqualsToken) return;
    else if (ts.isIdentifier(left)) this.#declarations.assign(left.text, right);
    else if (ts.isPropertyAccessExpression(left) && left.expression.kind === SyntaxKind.ThisKeyword)
      this.#declarations.assign(`this.${left.name.text}`, right);
  }

  #declare(name: ts.Node | undefined, node: ts.Node): void {
    if (name?.kind === SyntaxKind.Identifier)
      this.#declarations.declare((name as ts.Identifier).text, node, this.#around(node));
  }

  #around(node: ts.Node): ts.Node {
    for (let at = this.#parents.get(node); at; at = this.#parents.get(at))
      if (FUNCTIONS.has(at.kind) || HOLDS_NAMES.has(at.kind)) return at;
    return this.file.tree;
  }
}
