import { ts } from '../../syntax.ts';
import { homeOf } from '../../machine/calls.ts';
import type { Module } from '../../machine/modules.ts';
import { isInstalled } from '../../project/paths.ts';
import type { ClassValue, FunctionNode, Scope } from '../../values.ts';
import { bare, type Call } from './callee.ts';
import { declarationIn, defaultIn, Fields } from './fields.ts';
import type { Follower } from './follow.ts';
import type { Placed } from './names.ts';
import { Options } from '../outbound/options.ts';
import { FUNCTIONS } from './signature.ts';

const { SyntaxKind } = ts;

const MOST_CALLERS = 12;
const MOST_FILES = 400;
const DEEPEST = 8;

/** What stands behind names: the expressions that are written for them, in functions, modules and classes. */
export class Behind {
  readonly #follower: Follower;
  readonly #fields = new Fields();
  readonly #options: Options;
  readonly #made = new Map<string, readonly Placed<ts.NewExpression>[]>();

  constructor(follower: Follower) {
    this.#follower = follower;
    this.#options = new Options(follower);
  }

  /** One step behind a name, a member or a call; nothing for what stands for itself, and for what nobody knows. */
  of({ node: written, scope }: Placed): readonly Placed[] {
    this.#follower.names.m.step();
    const node = bare(written);
    if (ts.isIdentifier(node)) return this.#name(node.text, scope);
    if (ts.isPropertyAccessExpression(node)) {
      const { expression, name } = node;
      if (expression.kind === SyntaxKind.ThisKeyword) {
        const cls = homeOf(scope);
        return cls ? this.#field(cls, name.text) : [];
      }
      const own = this.#member({ node: expression, scope }, name.text);
      // of an imported object
      return own.length > 0
        ? own
        : this.of({ node: expression, scope }).flatMap((each) => this.#member(each, name.text));
    }
    return ts.isCallExpression(node) ? this.returns({ node, scope }) : [];
  }

  /** What options that are known by their value alone give is themselves: nothing is behind it. */
  #member(at: Placed, name: string): readonly Placed[] {
    const found = this.#options.find(at, [name]);
    return typeof found === 'object' && found.node !== bare(at.node) ? [found] : [];
  }

  #name(name: string, scope: Scope): readonly Placed[] {
    const binding = this.#follower.names.binding(name, scope);
    if (!binding) return this.#atTop(name, scope.module as Module, 0);
    const { place, of, later, path } = binding;
    const given = place === undefined ? [] : this.#given(name, place, scope);
    const all = [...given, of, ...later].filter((each) => each !== undefined);
    const [first, ...deeper] = path;
    if (first === undefined) return all;
    return all.flatMap((each) => {
      const own = deeper.length > 0 ? [] : this.#member(each, first);
      if (own.length > 0) return own;
      const member = this.of(each).flatMap((of) => (deeper.length > 0 ? [] : this.#member(of, first)));
      // settings that are taken apart hold more than what is taken
      return member.length > 0
        ? member
        : ts.isPropertyAccessExpression(bare(each.node)) && !isOfRequest(each)
          ? []
          : [each];
    });
  }

  /** What callers give for a parameter. */
  #given(name: string, place: number, scope: Scope): readonly Placed[] {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const unit = this.#follower.byScope.get(at);
      if (!unit || !at.cells.has(name)) continue;
      return unit.calledAt.slice(0, MOST_CALLERS).flatMap(({ site }) => {
        const node = site.node.arguments?.[place];
        return node ? [{ node, scope: site.scope }] : [];
      });
    }
    return [];
  }

  /** A variable of a module, or what it imports. */
  #atTop(name: string, module: Module, deep: number): readonly Placed[] {
    const imported = module.imports.get(name);
    if (!imported) {
      const initializer = declarationIn(module, name)?.initializer;
      return initializer ? [{ node: initializer, scope: module.scope }] : [];
    }
    const { m } = this.#follower.names;
    const found = m.world.resolver.resolve(imported.specifier, module.file.path);
    const file = found.kind === 'file' ? m.world.source(found.path) : undefined;
    if (!file || file.path.endsWith('.json') || isInstalled(file.path) || deep > DEEPEST) return [];
    const there = m.module(file);
    const passed = there.exports.get(imported.name);
    const local = passed?.local ?? (imported.name === 'default' ? defaultIn(there) : imported.name);
    return passed?.from || local === undefined ? [] : this.#atTop(local, there, deep + 1);
  }

  /** What a class puts into a field; of a parameter of its constructor, what those give that make one. */
  #field(cls: ClassValue, name: string): readonly Placed[] {
    const fields = this.#fields.of(cls, name);
    const constructor = cls.node.members.find(ts.isConstructorDeclaration);
    const parameters = constructor?.parameters ?? [];
    const placeOf = (text: string): number =>
      parameters.findIndex((each) => (each.name as Partial<ts.Identifier>).text === text);
    const names = fields.length > 0 ? fields.flatMap(({ node }) => (ts.isIdentifier(node) ? [node.text] : [])) : [name];
    const given = names.flatMap((each) => {
      const place = placeOf(each);
      if (place < 0) return [];
      const { initializer } = parameters[place]!;
      const made = this.#makers(cls.name).flatMap(({ node, scope }) => {
        const arg = node.arguments?.[place];
        return arg ? [{ node: arg, scope }] : [];
      });
      return [...made, ...(initializer ? [{ node: initializer, scope: cls.scope }] : [])];
    });
    return [...fields, ...given];
  }

  /** Where instances are made of a class, by its name; in functions that were walked, in their scope. */
  #makers(name: string): readonly Placed<ts.NewExpression>[] {
    const known = this.#made.get(name);
    if (known) return known;
    const found: Placed<ts.NewExpression>[] = [];
    this.#made.set(name, found);
    const { m } = this.#follower.names;
    for (const module of [...m.modules.values()].slice(0, MOST_FILES)) {
      const { file, scope } = module;
      if (isInstalled(file.path) || !file.text.includes(`new ${name}(`)) continue;
      const stack: ts.Node[] = [file.tree];
      for (let node = stack.pop(); node && found.length < MOST_CALLERS; node = stack.pop()) {
        m.step();
        if (ts.isNewExpression(node) && (node.expression as Partial<ts.Identifier>).text === name)
          found.push({ node, scope: this.#follower.scopeOf(node) ?? scope });
        ts.forEachChild(node, (child) => void stack.push(child));
      }
    }
    return found;
  }

  /** What a call gives, of functions that were walked and of those that nobody came to. */
  returns({ node, scope }: Placed<Call>): readonly Placed[] {
    const units = this.#follower.siteOf(node, scope)?.units ?? [];
    const own = units.slice(0, 4).flatMap((unit) => unit.returns.filter(({ owner }) => owner === unit.fn.node));
    if (units.length > 0) return own.slice(0, 8);
    const fn = this.#follower.names.value({ node: node.expression, scope });
    return fn.kind === 'function' && !isInstalled(fn.scope.module.file.path) ? returnsIn(fn.node, fn.scope) : [];
  }
}

const MOST_NODES = 3_000;

/** The values of the `return` statements of a function, as they are written. */
function returnsIn(fn: FunctionNode, scope: Scope): readonly Placed[] {
  const { body } = fn;
  if (!body) return [];
  if (body.kind !== SyntaxKind.Block) return [{ node: body as ts.Expression, scope }];
  const found: Placed[] = [];
  let left = MOST_NODES;
  const stack: ts.Node[] = [body];
  for (let node = stack.pop(); node && left-- > 0 && found.length < 8; node = stack.pop()) {
    if (FUNCTIONS.has(node.kind)) continue;
    if (ts.isReturnStatement(node) && node.expression) found.push({ node: node.expression, scope });
    ts.forEachChild(node, (child) => void stack.push(child));
  }
  return found;
}

/** `const { token } = extra.authInfo`: all of it is of who calls. */
function isOfRequest({ node, scope }: Placed): boolean {
  const { text } = scope.module.file;
  return /\b(?:authInfo|requestInfo|headers|props|session)\b/.test(
    text.slice(node.pos, Math.min(node.end, node.pos + 200)),
  );
}
