import { ts } from '../../syntax.ts';
import { homeOf, inner } from '../../machine/calls.ts';
import type { Module } from '../../machine/modules.ts';
import type { ClassValue, Scope } from '../../values.ts';
import { bare, type Call } from './callee.ts';
import { declarationIn, defaultIn, Fields } from './fields.ts';
import type { Follower } from './follow.ts';
import type { Placed } from './names.ts';
import { fieldType, typeName } from './typed.ts';

const { SyntaxKind } = ts;

/** Where a value comes from that the program did not make itself. */
export interface Origin {
  /** The package as it is imported, without `node:`; `fetch` for that of the platform. */
  readonly from: string;
  /** The way from there: names of members, `()` for a call, `new` for an instance. */
  readonly way: readonly string[];
  /** The last call or `new` on the way. */
  readonly made?: Placed<Call> | undefined;
}

const DEEPEST = 10;
const LONGEST = 12;

/** Traces values back to the packages they come from, by what is written. */
export class Origins {
  readonly #follower: Follower;
  readonly #tops = new Map<Module, Map<string, Origin | undefined>>();
  readonly #fields = new Fields();

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  of({ node: written, scope }: Placed, deep = 0): Origin | undefined {
    this.#follower.names.m.step();
    if (deep > DEEPEST) return undefined;
    const node = bare(written);
    switch (node.kind) {
      case SyntaxKind.Identifier:
        return this.#name((node as ts.Identifier).text, scope, deep);
      case SyntaxKind.PropertyAccessExpression:
        return this.#member(node as ts.PropertyAccessExpression, scope, deep);
      case SyntaxKind.ElementAccessExpression:
        return further(this.of({ node: (node as ts.ElementAccessExpression).expression, scope }, deep + 1), '[]');
      case SyntaxKind.CallExpression:
        return this.#call(node as ts.CallExpression, scope, deep);
      case SyntaxKind.NewExpression: {
        const of = this.of({ node: (node as ts.NewExpression).expression, scope }, deep + 1);
        return further(of, 'new', { node: node as ts.NewExpression, scope });
      }
      case SyntaxKind.BinaryExpression: {
        const { left, right } = node as ts.BinaryExpression;
        return this.of({ node: left, scope }, deep + 1) ?? this.of({ node: right, scope }, deep + 1);
      }
      case SyntaxKind.ConditionalExpression: {
        const { whenTrue, whenFalse } = node as ts.ConditionalExpression;
        return this.of({ node: whenTrue, scope }, deep + 1) ?? this.of({ node: whenFalse, scope }, deep + 1);
      }
      default:
        return undefined;
    }
  }

  #name(name: string, scope: Scope, deep: number): Origin | undefined {
    const binding = this.#follower.names.binding(name, scope);
    if (!binding) return this.#atTop(name, scope, deep) ?? this.#enclosed(name, scope);
    for (const each of [binding.of, ...binding.later]) {
      const found = each && this.of(each, deep + 1);
      if (found) return binding.path.reduce<Origin | undefined>((of, key) => further(of, key), found);
    }
    return binding.path.length === 0 ? this.#typed(binding.type, scope) : undefined;
  }

  /** A name of a function that was run: what it was given came from a package. */
  #enclosed(name: string, scope: Scope): Origin | undefined {
    const value = scope.find(name)?.value;
    return value?.kind === 'opaque' && value.from !== undefined ? { from: value.from, way: [] } : undefined;
  }

  /** A name of the module: an import, or a variable. */
  #atTop(name: string, scope: Scope, deep: number): Origin | undefined {
    const module = scope.module as Module;
    if (!scope.find(name)) return name === 'fetch' ? { from: 'fetch', way: [] } : undefined;
    const known = this.#tops.get(module) ?? new Map<string, Origin | undefined>();
    this.#tops.set(module, known);
    if (!known.has(name)) {
      known.set(name, undefined); // what asks for itself on the way
      known.set(name, this.#top(name, module, deep));
    }
    return known.get(name);
  }

  #top(name: string, module: Module, deep: number): Origin | undefined {
    const imported = module.imports.get(name);
    if (imported) return this.#imported(imported, module, deep);
    const declaration = declarationIn(module, name);
    if (!declaration) return undefined;
    const of = declaration.initializer && this.of({ node: declaration.initializer, scope: module.scope }, deep + 1);
    return of ?? this.#assignedAtTop(name, module, deep) ?? this.#typed(declaration.type, module.scope);
  }

  /** `let client; … client = new Client()` in a function of the module. */
  #assignedAtTop(name: string, module: Module, deep: number): Origin | undefined {
    let left = 20_000;
    let found: Origin | undefined;
    const visit = (node: ts.Node): void => {
      if (found || left-- <= 0) return;
      if (
        node.kind === SyntaxKind.BinaryExpression &&
        (node as ts.BinaryExpression).operatorToken.kind === SyntaxKind.EqualsToken &&
        ((node as ts.BinaryExpression).left as Partial<ts.Identifier>).text === name
      )
        found = this.of({ node: (node as ts.BinaryExpression).right, scope: module.scope }, deep + 1);
      ts.forEachChild(node, visit);
    };
    if (module.file.text.includes(`${name} = `)) visit(module.file.tree);
    return found;
  }

  #imported(
    { specifier, name }: { readonly specifier: string; readonly name: string },
    from: Module,
    deep: number,
  ): Origin | undefined {
    const { m } = this.#follower.names;
    const found = m.world.resolver.resolve(specifier, from.file.path);
    if (found.kind === 'package' || found.kind !== 'file')
      return { from: specifier.replace(/^node:/, ''), way: name === 'default' || name === '*' ? [] : [name] };
    const file = m.world.source(found.path);
    if (!file || file.path.endsWith('.json') || deep > DEEPEST) return undefined;
    const module = m.module(file);
    if (/\/node_modules\//.test(file.path))
      return { from: specifier, way: name === 'default' || name === '*' ? [] : [name] };
    const passed = module.exports.get(name);
    if (passed?.from) return this.#imported(passed.from, module, deep + 1);
    const local = passed?.local ?? (name === 'default' ? defaultIn(module) : name);
    return local === undefined ? undefined : this.#atTop(local, module.scope, deep + 1);
  }

  #member(node: ts.PropertyAccessExpression, scope: Scope, deep: number): Origin | undefined {
    const { expression, name } = node;
    const base = inner(expression);
    if (base.kind !== SyntaxKind.ThisKeyword) {
      const of = this.of({ node: expression, scope }, deep + 1);
      if (of) return further(of, name.text);
    }
    const { names } = this.#follower;
    if (!names.isPlain({ node: expression, scope }, true)) return undefined;
    const value = names.value({ node: expression, scope });
    const cls = value.kind === 'object' ? value.of : undefined;
    const own = cls ?? (base.kind === SyntaxKind.ThisKeyword ? homeOf(scope) : undefined);
    if (own) return this.#field(own, name.text, deep);
    if (value.kind === 'host' && value.label === 'globalThis' && name.text === 'fetch')
      return { from: 'fetch', way: [] };
    return value.kind === 'opaque' && value.from !== undefined
      ? { from: value.from, way: ['?', name.text] }
      : undefined;
  }

  /** What the class puts into a field of its own, or what that is declared to be. */
  #field(of: ClassValue, name: string, deep: number): Origin | undefined {
    for (const each of this.#fields.of(of, name)) {
      const found = this.of(each, deep + 1);
      if (found) return found;
    }
    const type = fieldType(of, name);
    return type && this.#typed(type, of.scope);
  }

  #call(node: ts.CallExpression, scope: Scope, deep: number): Origin | undefined {
    const units = this.#follower.siteOf(node, scope)?.units ?? [];
    for (const unit of units)
      for (const each of unit.returns.slice(0, 4)) {
        const found = each.owner === unit.fn.node && this.of(each, deep + 1);
        if (found) return found;
      }
    if (units.length > 0) return undefined;
    const of = this.of({ node: node.expression, scope }, deep + 1);
    if (of) return further(of, '()', { node, scope });
    // a function that nobody has come to: it makes a client when it is first asked for
    const fn = this.#follower.names.value({ node: node.expression, scope });
    if (fn.kind !== 'function' || !fn.node.body || fn.node.body.kind === SyntaxKind.Block) return undefined;
    return this.of({ node: fn.node.body as ts.Expression, scope: fn.scope }, deep + 1);
  }

  #typed(type: ts.TypeNode | undefined, scope: Scope): Origin | undefined {
    const name = typeName(type);
    if (name === undefined) return undefined;
    const imported = (scope.module as Module).imports.get(name);
    if (!imported || imported.specifier.startsWith('.')) return undefined;
    return { from: imported.specifier.replace(/^node:/, ''), way: [imported.name, 'new', '?'] };
  }
}

function further(of: Origin | undefined, step: string, made?: Placed<Call>): Origin | undefined {
  if (!of || of.way.length > LONGEST) return undefined;
  return { from: of.from, way: [...of.way, step], made: made ?? of.made };
}
