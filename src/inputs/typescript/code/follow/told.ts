import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { bare } from './callee.ts';
import { ownerOf } from './callers.ts';
import type { Follower } from './follow.ts';
import { truth, valueIn, type Made } from './made.ts';
import type { Binding, Placed } from './names.ts';
import { mentionsError } from './signature.ts';
import { made, NONE, OF_ANSWER, OF_ERROR, sum, type Text } from '../outcomes/text.ts';
import type { CallSite, Unit } from './unit.ts';

const { SyntaxKind } = ts;

const UNKNOWN = made('unknown');
const MOST_CALLERS = 20;
const DEEPEST = 3;

/** What functions say of what they are told: another text at each call of them. */
export class Told {
  readonly #follower: Follower;
  readonly #of: (at: Placed, deep: number) => Text;
  readonly #settled = new Map<Binding, Text>();

  constructor(follower: Follower, of: (at: Placed, deep: number) => Text) {
    this.#follower = follower;
    this.#of = of;
  }

  /** A text of a function with what one call of it gives; what that does not say is left open. */
  filled(text: Text, site: CallSite, deep: number): Text {
    if (text.given.size === 0) return text;
    const open = new Set<Binding>();
    let all: Text = { ...text, given: open };
    for (const binding of text.given) {
      const unit = site.units.find((each) => this.#isOf(binding, each));
      if (unit) all = sum(all, this.#argument(binding, unit, site, deep));
      else open.add(binding);
    }
    return all;
  }

  /** Whether a result is an error that says so by a parameter. */
  isError({ isError, told }: Made, site: CallSite): Made['isError'] {
    const unit = told && site.units.find((each) => this.#isOf(told, each));
    const at = unit && this.#given(told, unit, site);
    return at ? truth(at.node) : at === undefined ? isError : 'no';
  }

  /** A text as it is for all who call: what they say in different words is in none of them. */
  settled(text: Text, scope: Scope, deep = 0): Text {
    let all: Text = { ...text, given: new Set() };
    for (const binding of text.given) {
      const known = this.#settled.get(binding) ?? this.#byCallers(binding, scope, deep);
      this.#settled.set(binding, known);
      all = sum(all, known);
    }
    return all;
  }

  /** What all calls give for a parameter; `undefined` where that is not known of each. */
  callers(binding: Binding, scope: Scope): readonly Placed[] | undefined {
    const unit = ownerOf(this.#follower, binding, scope);
    if (!unit || unit.isRoot || unit.calledAt.length === 0) return undefined;
    const found = unit.calledAt.slice(0, MOST_CALLERS).map(({ site }) => this.#given(binding, unit, site));
    return found.every((each) => !!each) ? found : undefined;
  }

  #byCallers(binding: Binding, scope: Scope, deep: number): Text {
    const unit = ownerOf(this.#follower, binding, scope);
    if (!unit || unit.isRoot || unit.calledAt.length === 0 || deep >= DEEPEST) return UNKNOWN;
    this.#settled.set(binding, UNKNOWN); // what is told by itself
    const texts = unit.calledAt
      .slice(0, MOST_CALLERS)
      .map((call) => this.settled(this.#argument(binding, unit, call.site, deep), call.site.scope, deep + 1));
    const [first = UNKNOWN, ...more] = texts;
    const all = texts.reduce(sum, NONE);
    return {
      ...all,
      fields: new Set([...first.fields].filter((field) => more.every(({ fields }) => fields.has(field)))),
      words: more.every(({ words }) => words === first.words) ? first.words : '',
    };
  }

  /** A function sees the parameters of those around it as well. */
  #isOf(binding: Binding, { scope }: Unit): boolean {
    return scope.cells.has(binding.name) && this.#follower.names.binding(binding.name, scope) === binding;
  }

  /** What a call gives for a parameter; `null` where it gives nothing, `undefined` where nobody knows. */
  #given({ place }: Binding, unit: Unit, { node, scope, targets }: CallSite): Placed | null | undefined {
    const target = targets.find((each) => each.kind === 'function' && each.fn.node === unit.fn.node);
    const from = target?.kind === 'function' ? (target.from ?? 0) : 0;
    const args = (node.arguments ?? []).slice(from, from + place! + 1);
    if (args.some(({ kind }) => kind === SyntaxKind.SpreadElement)) return undefined;
    const own = args[place!];
    if (own) return { node: own, scope };
    const { initializer } = unit.fn.node.parameters[place!]!;
    return initializer ? { node: initializer, scope: unit.scope } : null;
  }

  #argument(binding: Binding, unit: Unit, site: CallSite, deep: number): Text {
    const at = this.#given(binding, unit, site);
    if (!at) return at === null ? NONE : UNKNOWN;
    let { node } = at;
    for (const key of binding.path) {
      node = bare(node);
      const member =
        node.kind === SyntaxKind.ObjectLiteralExpression
          ? (node as ts.ObjectLiteralExpression).properties.find(
              ({ name }) => (name as Partial<ts.Identifier> | undefined)?.text === key,
            )
          : undefined;
      const of = member && valueIn(member);
      if (!of)
        return mentionsError(this.#follower.names, node, at.scope)
          ? made(OF_ERROR.get(key) ?? 'error')
          : made(OF_ANSWER.get(key) ?? 'unknown');
      node = of;
    }
    return this.#of({ node, scope: at.scope }, deep + 1);
  }
}
