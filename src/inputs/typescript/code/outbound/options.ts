import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import type { Placed } from '../follow/names.ts';
import { declarationIn, Fields } from '../follow/fields.ts';
import { homeOf } from '../../machine/calls.ts';
import { valueIn } from '../follow/made.ts';
import type { Module } from '../../machine/modules.ts';

const { SyntaxKind } = ts;

/** A member of options: where it stands, or that it is not there, or that nobody knows. */
export type Found = Placed | 'absent' | 'unknown';

const DEEPEST = 8;

/** `fetch(request)`: by its name no address, or not for certain; it has the options that it was made with. */
export const isRequest = (node: ts.Expression): boolean =>
  /^(?:req|input)$|request$/i.test((bare(node) as Partial<ts.Identifier>).text ?? '');

/** Looks for members of the objects that calls are given. */
export class Options {
  readonly #follower: Follower;
  readonly #fields = new Fields();

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  find(at: Placed | undefined, keys: readonly string[], deep = 0): Found {
    if (!at) return 'absent';
    if (deep > DEEPEST) return 'unknown';
    this.#follower.names.m.step();
    const node = bare(at.node);
    const { scope } = at;
    switch (node.kind) {
      case SyntaxKind.ObjectLiteralExpression:
        return this.#inLiteral(node as ts.ObjectLiteralExpression, at, keys, deep);
      case SyntaxKind.Identifier:
        return this.#inName(node as ts.Identifier, at, keys, deep);
      case SyntaxKind.CallExpression: {
        const units = this.#follower.siteOf(node, scope)?.units ?? [];
        const returns = units.flatMap((unit) => unit.returns.filter(({ owner }) => owner === unit.fn.node));
        return returns.length > 0 ? any(returns.map((each) => this.find(each, keys, deep + 1))) : 'unknown';
      }
      case SyntaxKind.ConditionalExpression: {
        const { whenTrue, whenFalse } = node as ts.ConditionalExpression;
        return any([whenTrue, whenFalse].map((each) => this.find({ node: each, scope }, keys, deep + 1)));
      }
      case SyntaxKind.BinaryExpression: {
        const { left, right } = node as ts.BinaryExpression;
        return any([left, right].map((each) => this.find({ node: each, scope }, keys, deep + 1)));
      }
      case SyntaxKind.PropertyAccessExpression:
        return this.#inField(node as ts.PropertyAccessExpression, at, keys, deep);
      case SyntaxKind.StringLiteral:
      case SyntaxKind.NoSubstitutionTemplateLiteral:
      case SyntaxKind.TemplateExpression:
      case SyntaxKind.NullKeyword:
      case SyntaxKind.FalseKeyword:
      case SyntaxKind.ArrowFunction:
      case SyntaxKind.FunctionExpression:
      case SyntaxKind.ArrayLiteralExpression:
        return 'absent';
      case SyntaxKind.NewExpression:
        return ((node as ts.NewExpression).expression as Partial<ts.Identifier>).text === 'URL' ? 'absent' : 'unknown';
      default:
        return this.#known(node, at, keys);
    }
  }

  #inLiteral(
    { properties }: ts.ObjectLiteralExpression,
    { scope }: Placed,
    keys: readonly string[],
    deep: number,
  ): Found {
    let otherwise: Found = 'absent';
    for (const property of properties.toReversed()) {
      if (property.kind === SyntaxKind.SpreadAssignment) {
        const found = this.find({ node: (property as ts.SpreadAssignment).expression, scope }, keys, deep + 1);
        if (typeof found === 'object') return found;
        if (found === 'unknown') otherwise = 'unknown';
        continue;
      }
      const name = (property.name as Partial<ts.Identifier> | undefined)?.text;
      if (name === undefined) otherwise = 'unknown';
      else if (keys.includes(name)) {
        const of = valueIn(property);
        return of ? { node: of, scope } : 'unknown';
      }
    }
    return otherwise;
  }

  #inName(node: ts.Identifier, { scope }: Placed, keys: readonly string[], deep: number): Found {
    if (node.text === 'undefined') return 'absent';
    const { names } = this.#follower;
    const binding = names.binding(node.text, scope);
    if (!binding) {
      const module = scope.module as Module;
      const top = module.imports.has(node.text) ? undefined : declarationIn(module, node.text);
      if (top?.initializer) return this.find({ node: top.initializer, scope: module.scope }, keys, deep + 1);
      return this.#known(node, { node, scope }, keys);
    }
    for (const key of keys) {
      const [set] = binding.members.get(key) ?? [];
      if (set) return set;
    }
    if (binding.what !== 'value' || binding.path.length > 0) return 'unknown';
    const of = [binding.of, ...binding.later].filter((each) => each !== undefined);
    if (of.length === 0) return 'unknown';
    const callers = this.#callers(node.text, scope);
    if (callers) return any(callers.map((each) => (each ? this.find(each, keys, deep + 1) : 'absent')));
    return any(of.map((each) => this.find(each, keys, deep + 1)));
  }

  /** `this.options`: what the class puts there, whenever it does. */
  #inField(node: ts.PropertyAccessExpression, at: Placed, keys: readonly string[], deep: number): Found {
    const { expression, name } = node;
    const of = this.#follower.names.value({ node: expression, scope: at.scope });
    const isThis = bare(expression).kind === SyntaxKind.ThisKeyword;
    const cls = of.kind === 'object' ? of.of : isThis ? homeOf(at.scope) : undefined;
    const known = this.#known(node, at, keys);
    if (!cls) return known;
    const set = this.#fields.of(cls, name.text);
    if (set.length === 0) return known;
    const found = any(set.map((each) => this.find(each, keys, deep + 1)));
    return typeof known === 'object' ? known : found;
  }

  /** What all callers give for a parameter; `undefined` for every other name. */
  #callers(name: string, scope: Placed['scope']): readonly (Placed | undefined)[] | undefined {
    const cell = scope.find(name);
    for (let at: typeof scope | undefined = scope; at; at = at.parent) {
      const unit = this.#follower.byScope.get(at);
      if (!unit) continue;
      if (unit.scope.cells.get(name) !== cell) return undefined;
      const place = unit.fn.node.parameters.findIndex((each) => (each.name as Partial<ts.Identifier>).text === name);
      if (place < 0) return undefined;
      return unit.calledAt.map(({ site }) => {
        const node = site.node.arguments?.[place];
        return node && { node, scope: site.scope };
      });
    }
    return undefined;
  }

  /** By its value. */
  #known(node: ts.Expression, { scope }: Placed, keys: readonly string[]): Found {
    const value = this.#follower.names.value({ node, scope });
    if (value.kind === 'primitive' || value.kind === 'array' || value.kind === 'function') return 'absent';
    if (value.kind === 'host') return 'absent';
    if (value.kind !== 'object' || value.open) return 'unknown';
    return keys.some((key) => value.properties.has(key)) ? { node, scope } : 'absent';
  }
}

function any(all: readonly Found[]): Found {
  return all.find((each) => typeof each === 'object') ?? (all.includes('unknown') ? 'unknown' : 'absent');
}
