import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { bare, isOfLanguage } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import { Callbacks } from '../follow/callbacks.ts';
import { changed, joined, NOTHING, UNKNOWN, value, type Made, type Out } from '../follow/made.ts';
import type { Placed } from '../follow/names.ts';
import { Objects } from './objects.ts';
import { TEXTS, type Text } from './text.ts';
import { Texts } from './texts.ts';
import type { CallSite, Site, Unit } from '../follow/unit.ts';
import { methodName, passedOn } from '../follow/tested.ts';

const { SyntaxKind } = ts;

const DEEPEST = 8;
/** Functions that pass on what the next one gives. */
const LONGEST_CHAIN = 60;
/** Ways out of one function, its helpers' included. */
const MOST_OUTS = 60;

/** Says what expressions make, as they are written and by the names they use. */
export class Shapes {
  readonly #follower: Follower;
  readonly texts: Texts;
  readonly #objects: Objects;
  readonly #callbacks: Callbacks;
  readonly #outs = new Map<Unit, readonly Out[] | 'asking'>();
  /** How many functions are looked into, each for another. */
  #depth = 0;
  readonly #made = new Map<ts.Node, Map<Scope, Made>>();

  constructor(follower: Follower) {
    this.#follower = follower;
    this.texts = new Texts(follower, (site) => this.#results(site));
    this.#objects = new Objects(follower.names, this.texts, (at, deep) => this.of(at, deep));
    this.#callbacks = new Callbacks(follower, (at, deep) => this.of(at, deep));
  }

  /** What a function gives back, in all its ways out. */
  outs(unit: Unit): readonly Out[] {
    const known = this.#outs.get(unit);
    if (known) return known === 'asking' ? [] : known;
    if (this.#depth >= LONGEST_CHAIN) return [];
    this.#outs.set(unit, 'asking');
    this.#depth++;
    const own = unit.returns.filter(({ owner }) => owner === unit.fn.node);
    const found = own
      .slice(0, MOST_OUTS)
      .flatMap((site) => this.outsOf(unit, site))
      .slice(0, MOST_OUTS);
    this.#depth--;
    this.#outs.set(unit, found);
    return found;
  }

  /** A function that passes on what another gives has the ways out of that one. */
  outsOf(unit: Unit, site: Site<ts.Expression>): readonly Out[] {
    const { node, scope } = this.#named({ node: bare(site.node), scope: site.scope });
    if (node.kind === SyntaxKind.CallExpression) {
      const called = this.#follower.siteOf(node, scope);
      const units = called?.units ?? [];
      const inner = units.flatMap((each) => this.outs(each));
      const by = called && this.maker(site);
      if (by) return [{ unit, site, made: this.of(site), by, via: [] }];
      if (inner.length > 0)
        return inner.slice(0, MOST_OUTS).map((out): Out => {
          const made = called && out.via.length === 0 ? this.#filled(out.made, called, 0) : out.made;
          return { ...out, made, via: [...out.via, { unit, site }] };
        });
      const passed = units.length === 0 ? passedOn(node as ts.CallExpression) : undefined;
      const own = passed ? unit.returns.filter(({ owner }) => owner === passed) : [];
      if (own.length > 0) return own.flatMap((each) => this.outsOf(unit, each));
    }
    return [{ unit, site, made: this.of(site), via: [] }];
  }

  /** What a call gives that only puts into a form what it is told: it is no place of its own. */
  maker(site: Site<ts.Expression>): Out | undefined {
    const { node, scope } = this.#named({ node: bare(site.node), scope: site.scope });
    const units = node.kind === SyntaxKind.CallExpression ? (this.#follower.siteOf(node, scope)?.units ?? []) : [];
    const [out, ...more] = units.flatMap((each) => this.outs(each));
    if (!out || more.length > 0) return undefined;
    const { text } = out.made;
    const isOwn = text.from.has('unknown') || text.from.has('body');
    const isTold = units.some(({ told }) => told.includes('E')) || (text.given.size > 0 && !isOwn);
    return isTold ? (out.by ?? out) : undefined;
  }

  #filled(made: Made, site: CallSite, deep: number): Made {
    const text = this.texts.told.filled(made.text, site, deep);
    return { ...made, isError: this.texts.told.isError(made, site), told: undefined, text };
  }

  /** What a name stands for that is set once and not changed. */
  #named(at: Placed): Placed {
    if (at.node.kind !== SyntaxKind.Identifier) return at;
    const binding = this.#follower.names.binding((at.node as ts.Identifier).text, at.scope);
    const isSet = binding?.of && binding.later.length + binding.members.size + binding.path.length === 0;
    return isSet && binding.of ? { node: bare(binding.of.node), scope: binding.of.scope } : at;
  }

  of(at: Placed, deep = 0): Made {
    const known = this.#made.get(at.node)?.get(at.scope);
    if (known) return known;
    this.#follower.names.m.step();
    const made = this.#of(at, deep);
    const scopes = this.#made.get(at.node) ?? new Map<Scope, Made>();
    if (deep === 0) this.#made.set(at.node, scopes.set(at.scope, made));
    return made;
  }

  #of({ node: written, scope }: Placed, deep: number): Made {
    if (deep > DEEPEST) return UNKNOWN;
    const node = bare(written);
    const text = (): Text => this.texts.of({ node, scope });
    switch (node.kind) {
      case SyntaxKind.ObjectLiteralExpression:
        return this.#objects.of(node as ts.ObjectLiteralExpression, scope, deep);
      case SyntaxKind.ArrayLiteralExpression:
        return (node as ts.ArrayLiteralExpression).elements.length === 0 ? NOTHING : value(text());
      case SyntaxKind.NullKeyword:
      case SyntaxKind.VoidExpression:
        return NOTHING;
      case SyntaxKind.StringLiteral:
      case SyntaxKind.NoSubstitutionTemplateLiteral:
        return (node as ts.StringLiteral).text === '' ? NOTHING : value(text());
      case SyntaxKind.TemplateExpression:
      case SyntaxKind.NumericLiteral:
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
      case SyntaxKind.PrefixUnaryExpression:
        return value(text());
      case SyntaxKind.ConditionalExpression: {
        const { whenTrue, whenFalse } = node as ts.ConditionalExpression;
        return joined([this.of({ node: whenTrue, scope }, deep + 1), this.of({ node: whenFalse, scope }, deep + 1)]);
      }
      case SyntaxKind.BinaryExpression: {
        const { left, operatorToken, right } = node as ts.BinaryExpression;
        if (operatorToken.kind === SyntaxKind.BarBarToken || operatorToken.kind === SyntaxKind.QuestionQuestionToken)
          return joined([this.of({ node: left, scope }, deep + 1), this.of({ node: right, scope }, deep + 1)]);
        return operatorToken.kind === SyntaxKind.AmpersandAmpersandToken ? UNKNOWN : value(text());
      }
      case SyntaxKind.Identifier:
        return this.#name(node as ts.Identifier, scope, deep);
      case SyntaxKind.CallExpression:
        return this.#call(node as ts.CallExpression, scope, deep);
      case SyntaxKind.NewExpression:
        return this.#callbacks.promised(node as ts.NewExpression, scope, deep);
      default:
        return { ...UNKNOWN, text: text() };
    }
  }

  #name(node: ts.Identifier, scope: Scope, deep: number): Made {
    if (node.text === 'undefined') return NOTHING;
    const binding = this.#follower.names.binding(node.text, scope);
    if (binding?.what === 'error') return { ...UNKNOWN, text: this.texts.of({ node, scope }) };
    if (!binding || binding.what !== 'value' || binding.path.length > 0) {
      const constant = binding ? undefined : this.#constant(node, scope);
      return constant ?? UNKNOWN;
    }
    const callers = binding.place === undefined ? undefined : this.texts.told.callers(binding, scope);
    const first = callers ?? (binding.of ? [binding.of] : []);
    const set = [...first, ...binding.later].filter((each) => each.node !== node);
    if (set.length === 0) return binding.of ? UNKNOWN : NOTHING;
    const made = changed(joined(set.slice(0, 8).map((each) => this.of(each, deep + 1))), binding);
    return callers ? { ...made, text: this.texts.of({ node, scope }) } : made;
  }

  /** A name of the module, whose value is known. */
  #constant(node: ts.Identifier, scope: Scope): Made | undefined {
    const known = this.#follower.names.value({ node, scope });
    if (known.kind === 'primitive')
      return known.value === null || known.value === '' ? NOTHING : value(this.texts.of({ node, scope }));
    return undefined;
  }

  #results({ units }: CallSite): readonly Out[] | undefined {
    return units.length > 0 ? units.flatMap((each) => this.outs(each)) : undefined;
  }

  #call(node: ts.CallExpression, scope: Scope, deep: number): Made {
    const site = this.#follower.siteOf(node, scope);
    const outs = site && this.#results(site);
    if (outs) return outs.length > 0 ? joined(outs.map(({ made }) => this.#filled(made, site, deep))) : UNKNOWN;
    const method = methodName(node);
    const { arguments: args } = node;
    if (method === 'then' || method === 'catch' || method === 'finally') {
      const of = (node.expression as ts.PropertyAccessExpression).expression;
      const before = method === 'then' ? [] : [this.of({ node: of, scope }, deep + 1)];
      const after = method === 'finally' ? [] : args.flatMap((arg) => this.#callbacks.of(arg, site, deep));
      return before.length + after.length > 0 ? joined([...before, ...after]) : UNKNOWN;
    }
    const passed = passedOn(node);
    if (passed) return joined(this.#callbacks.of(passed, site, deep));
    if (method === 'resolve' && args[0]) return this.of({ node: args[0], scope }, deep + 1);
    const isText =
      TEXTS.has(method ?? (node.expression as Partial<ts.Identifier>).text ?? '') || site?.targets.every(isOfLanguage);
    return isText ? value(this.texts.of({ node, scope })) : { ...UNKNOWN, text: this.texts.of({ node, scope }) };
  }
}
