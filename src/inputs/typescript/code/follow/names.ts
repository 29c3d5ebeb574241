import { ts } from '../../syntax.ts';
import { Cell, FunctionValue, Opaque, Scope, type Value } from '../../values.ts';
import { evaluateClass } from '../../machine/classes.ts';
import { evaluate, spotOf } from '../../machine/expressions.ts';
import type { Machine } from '../../machine/machine.ts';
import { GIVEN, once, settled, UNKNOWN, type Binding, type Placed, type Source } from './bindings.ts';

const { SyntaxKind } = ts;

export { GIVEN, settled, type Binding, type Placed, type Source } from './bindings.ts';

/** More work than finding out what one name stands for needs. */
const EXPRESSION_BUDGET = 5_000;

/** The names of functions that are only read: values are asked of the machine one expression at a time. */
export class Names {
  readonly m: Machine;
  readonly #bindings = new WeakMap<Cell, Binding>();
  readonly #values = new WeakMap<Scope, Map<ts.Node, Value>>();
  readonly #ids = new WeakMap<object, number>();
  #next = 0;

  constructor(m: Machine) {
    this.m = m;
  }

  /** A number that tells a scope or an object from all others. */
  id(of: object): number {
    const known = this.#ids.get(of) ?? this.#next++;
    this.#ids.set(of, known);
    return known;
  }

  /** What an expression is, as far as the machine can say without running the function it stands in. */
  value({ node, scope }: Placed): Value {
    const values = this.#values.get(scope) ?? new Map<ts.Node, Value>();
    this.#values.set(scope, values);
    const known = values.get(node);
    if (known) return known;
    const value = this.ask(() => evaluate(this.m, node, scope));
    values.set(node, value);
    return value;
  }

  /** Asks the machine; whatever goes wrong is unknown. */
  ask(question: () => Value, budget = EXPRESSION_BUDGET): Value {
    const { m } = this;
    try {
      return settled(m.flow.outside(() => m.task(budget, question)));
    } catch {
      return UNKNOWN.spent; // a throw of the program, a library that is wanted, work that has no end
    }
  }

  get(target: Value, key: string, at: Placed<ts.Node>): Value {
    return this.ask(() => this.m.get(target, key, spotOf(at.node, at.scope)));
  }

  binding(name: string, scope: Scope): Binding | undefined {
    const cell = scope.find(name);
    return cell && this.#bindings.get(cell);
  }

  /** Whether an expression only names something: nothing has to be called to know it, or, with `calls`, nothing waited for. */
  isPlain({ node, scope }: Placed, calls = false, deep = 0): boolean {
    if (deep > 8) return false;
    switch (node.kind) {
      case SyntaxKind.Identifier: {
        const binding = this.binding((node as ts.Identifier).text, scope);
        return !binding || !binding.of || this.isPlain(binding.of, calls, deep + 1);
      }
      case SyntaxKind.PropertyAccessExpression:
      case SyntaxKind.ParenthesizedExpression:
      case SyntaxKind.AsExpression:
      case SyntaxKind.NonNullExpression:
        return this.isPlain({ node: (node as ts.AsExpression).expression, scope }, calls, deep + 1);
      case SyntaxKind.NewExpression:
      case SyntaxKind.CallExpression:
        return calls;
      default:
        return (
          node.kind === SyntaxKind.ThisKeyword ||
          node.kind === SyntaxKind.ArrowFunction ||
          node.kind === SyntaxKind.FunctionExpression
        );
    }
  }

  /** Declares the names of a pattern. */
  bind(name: ts.BindingName, scope: Scope, source: Source, type?: ts.TypeNode, path: readonly string[] = []): void {
    if (name.kind === SyntaxKind.Identifier) {
      const { text } = name as ts.Identifier;
      const cell = new Cell();
      const binding: Binding = {
        what: source.what,
        name: text,
        of: source.of,
        path,
        type,
        place: source.place,
        later: [],
        members: new Map(),
      };
      cell.link = once(() => this.#valueOf(binding, source, { node: name as ts.Identifier, scope }));
      this.#bindings.set(cell, binding);
      scope.cells.set(text, cell);
      return;
    }
    (name as ts.BindingPattern).elements.forEach((element, i) => {
      if (element.kind === SyntaxKind.OmittedExpression) return;
      const { name: inner, propertyName, dotDotDotToken } = element as ts.BindingElement;
      const key =
        name.kind === SyntaxKind.ArrayBindingPattern
          ? String(i)
          : ((propertyName ?? inner) as Partial<ts.Identifier>).text;
      const isRest = dotDotDotToken && name.kind === SyntaxKind.ObjectBindingPattern;
      // the rest of an object is that object, but for what was taken
      if (isRest) this.bind(inner, scope, source, undefined, path);
      else if (dotDotDotToken || key === undefined) this.bind(inner, scope, GIVEN);
      else this.bind(inner, scope, source, undefined, [...path, key]);
    });
  }

  #valueOf(binding: Binding, source: Source, at: Placed): Value {
    if (source.what === 'error') return UNKNOWN.error;
    const first = source.of ?? binding.later[0];
    let value = source.value ?? (first ? this.value(first) : undefined);
    if (!value) return source.what === 'given' ? UNKNOWN.argument : UNKNOWN.unset;
    for (const key of binding.path) value = settled(this.get(value, key, at));
    return value;
  }

  /** The names that statements declare in their block. */
  hoist(statements: readonly ts.Statement[], scope: Scope): void {
    for (const statement of statements) {
      if (statement.kind === SyntaxKind.VariableStatement)
        this.declare((statement as ts.VariableStatement).declarationList, scope);
      else if (statement.kind === SyntaxKind.FunctionDeclaration) {
        const node = statement as ts.FunctionDeclaration;
        if (node.name && node.body)
          scope.cells.set(node.name.text, new Cell(new FunctionValue(node, spotOf(node, scope), scope)));
      } else if (statement.kind === SyntaxKind.ClassDeclaration) {
        const node = statement as ts.ClassDeclaration;
        const cell = new Cell();
        cell.link = once(() => this.ask(() => evaluateClass(this.m, node, scope)));
        if (node.name) scope.cells.set(node.name.text, cell);
      }
    }
  }

  declare({ declarations }: ts.VariableDeclarationList, scope: Scope): void {
    for (const { name, initializer, type } of declarations)
      this.bind(name, scope, { what: 'value', of: initializer && { node: initializer, scope } }, type);
  }

  /** Notes what is assigned to a name or to a member of one. */
  assigned(target: ts.Expression, of: Placed): void {
    if (target.kind === SyntaxKind.Identifier) {
      const binding = this.binding((target as ts.Identifier).text, of.scope);
      if (binding && binding.later.length < 20) binding.later.push(of);
    } else if (target.kind === SyntaxKind.PropertyAccessExpression) {
      const { expression, name } = target as ts.PropertyAccessExpression;
      if (expression.kind !== SyntaxKind.Identifier) return;
      const members = this.binding((expression as ts.Identifier).text, of.scope)?.members;
      members?.set(name.text, [...(members.get(name.text) ?? []).slice(0, 20), of]);
    }
  }

  /** The scope in which the body of a function stands, its parameters being what `sources` say. */
  inside(fn: FunctionValue, self: Value | undefined, sources: readonly Source[]): Scope {
    const { node } = fn;
    const scope = new Scope(fn.scope);
    scope.vars = scope;
    if (node.kind !== SyntaxKind.ArrowFunction) {
      scope.self = fn.bound ?? self ?? new Opaque('what it is called on');
      scope.home = fn.home;
      if (node.kind === SyntaxKind.FunctionExpression && node.name)
        scope.cells.set((node.name as ts.Identifier).text, new Cell(fn));
    }
    node.parameters.forEach(({ name, type, initializer, dotDotDotToken }, i) => {
      const given = dotDotDotToken ? undefined : sources[i];
      const otherwise: Source = initializer ? { what: 'value', of: { node: initializer, scope } } : GIVEN;
      this.bind(name, scope, { ...(given ?? otherwise), place: dotDotDotToken ? undefined : i }, type);
    });
    return scope;
  }
}
