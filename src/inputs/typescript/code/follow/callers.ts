import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import type { Binding } from './bindings.ts';
import { bare } from './callee.ts';
import type { Follower } from './follow.ts';
import type { Placed } from './names.ts';
import type { Unit } from './unit.ts';

const { SyntaxKind } = ts;

const MOST_CALLERS = 60;

/** The function whose name it is: one that stands in another sees the parameters of that as well. */
export function ownerOf({ names, byScope }: Follower, binding: Binding, from: Scope): Unit | undefined {
  for (let at: Scope | undefined = from; at; at = at.parent) {
    const unit = byScope.get(at);
    if (unit && at.cells.has(binding.name) && names.binding(binding.name, at) === binding) return unit;
  }
  return undefined;
}

/** What functions are given by those who call them. */
export class Callers {
  readonly #follower: Follower;

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  /** The unit of which a name is a parameter, and its place among them. */
  parameter(name: string, scope: Scope): { readonly unit: Unit; readonly place: number } | undefined {
    const cell = scope.find(name);
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const unit = this.#follower.byScope.get(at);
      if (!unit) continue;
      if (unit.scope.cells.get(name) !== cell) return undefined;
      const place = unit.fn.node.parameters.findIndex((each) => nameIs(each.name, name));
      return place < 0 ? undefined : { unit, place };
    }
    return undefined;
  }

  /** What each caller gives for a parameter; `undefined` for one that gives nothing. */
  given({ unit, place }: { readonly unit: Unit; readonly place: number }): readonly (Placed | undefined)[] {
    return unit.calledAt.slice(0, MOST_CALLERS).map(({ site }) => {
      const node = site.node.arguments?.[place];
      return node && { node, scope: site.scope };
    });
  }

  /** A parameter that somebody leaves out, or gives what may be nothing; one with a default is always there. */
  mayBeLeftOut(name: string, scope: Scope): boolean {
    const found = this.parameter(name, scope);
    if (!found) {
      // a part of what a client sends: its schema says whether it has to
      const binding = this.#follower.names.binding(name, scope);
      return binding?.what === 'given' || (binding?.path.length ?? 0) > 0;
    }
    const parameter = found.unit.fn.node.parameters[found.place]!;
    if (parameter.name.kind !== SyntaxKind.Identifier)
      return !elementsOf(parameter.name).some((each) => nameIs(each.name, name) && each.initializer);
    if (parameter.initializer) return false;
    const given = this.given(found);
    return given.length === 0 || given.some((each) => !each || !this.#isThere(each));
  }

  /** `args.timeout` */
  isFromCaller(node: ts.Expression, scope: Scope): boolean {
    let at = node;
    while (at.kind === SyntaxKind.PropertyAccessExpression) at = bare((at as ts.PropertyAccessExpression).expression);
    if (at.kind !== SyntaxKind.Identifier) return false;
    const { text } = at as ts.Identifier;
    return this.parameter(text, scope) !== undefined;
  }

  #isThere(at: Placed): boolean {
    const value = this.#follower.names.value(at);
    return value.kind === 'primitive' && value.value !== undefined && value.value !== null;
  }
}

const elementsOf = (name: ts.BindingName): readonly ts.BindingElement[] =>
  name.kind === SyntaxKind.ObjectBindingPattern ? [...(name as ts.ObjectBindingPattern).elements] : [];

const nameIs = (name: ts.BindingName, text: string): boolean =>
  name.kind === SyntaxKind.Identifier
    ? (name as ts.Identifier).text === text
    : elementsOf(name).some((each) => nameIs(each.name, text));
