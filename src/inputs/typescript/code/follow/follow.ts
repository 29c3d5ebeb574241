import { ts } from '../../syntax.ts';
import { Opaque, type FunctionNode, type FunctionValue, type Scope, type Value } from '../../values.ts';
import { Callees, type Call, type Target } from './callee.ts';
import { askedIn, Dispatch } from './dispatch.ts';
import { GIVEN, Names, type Placed, type Source } from './names.ts';
import { FUNCTIONS, signatureOf } from './signature.ts';
import { Types } from './typed.ts';
import type { CallSite, Unit } from './unit.ts';
import { walkUnit } from './walk.ts';
import type { Machine } from '../../machine/machine.ts';

const { SyntaxKind } = ts;

/** How many units one program has at most, and how many of them one piece of code makes. */
const MOST_UNITS = 8_000;
const MOST_OF_ONE = 1_000;
/** Beyond it, the same code is no longer told apart by what it is given. */
const MOST_GIVEN = 40;

/** Where following ended. */
export interface Ended {
  readonly reason: string;
  /** Left out where nobody can say. */
  readonly at: Placed<ts.Node> | undefined;
  readonly unit: Unit | undefined;
}

/** Follows functions to what they call, without running them. */
export class Follower {
  readonly names: Names;
  readonly types: Types;
  readonly callees: Callees;
  readonly dispatch: Dispatch;
  readonly units: Unit[] = [];
  readonly ended: Ended[] = [];
  /** What each node stands in, of all functions that were walked. */
  readonly parents = new Map<ts.Node, ts.Node>();
  /** By the scope in which their parameters are. */
  readonly byScope = new Map<Scope, Unit>();
  readonly #byKey = new Map<string, Unit>();
  readonly #count = new Map<ts.Node, number>();
  readonly #waiting: Unit[] = [];
  readonly #within = new WeakMap<CallSite, Unit>();
  readonly #sites = new Map<ts.Node, Map<Scope, CallSite>>();

  constructor(m: Machine) {
    this.names = new Names(m);
    this.types = new Types(this.names);
    this.callees = new Callees(this.names, this.types);
    this.dispatch = new Dispatch(this.names);
  }

  /** A function that a framework calls. */
  root(fn: FunctionValue, self: Value | undefined, given: readonly Source[], asked?: string): Unit | undefined {
    const unit = this.#unit(fn, self, given, 'root', asked);
    if (unit) unit.isRoot = true;
    return unit;
  }

  /** The function that a node stands in; `undefined` outside those that were walked. */
  functionAround(node: ts.Node): FunctionNode | undefined {
    const { parents } = this;
    for (let at = parents.get(node); at; at = parents.get(at)) if (FUNCTIONS.has(at.kind)) return at as FunctionNode;
    return undefined;
  }

  /** Walks whatever has been reached and not been walked. */
  run(): void {
    for (let unit = this.#waiting.pop(); unit; unit = this.#waiting.pop()) {
      this.names.m.step(1);
      walkUnit(this, unit);
    }
  }

  siteOf(node: ts.Node, scope: Scope): CallSite | undefined {
    return this.#sites.get(node)?.get(scope);
  }

  /** A scope in which a call was met. */
  scopeOf(node: ts.Node): Scope | undefined {
    return this.#sites.get(node)?.keys().next().value;
  }

  /** The unit a call was met in. */
  unitOf(site: CallSite): Unit | undefined {
    return this.#within.get(site);
  }

  /** A call that is met in a unit. */
  called(node: Call, scope: Scope, owner: FunctionNode, unit: Unit): CallSite {
    const targets = this.callees.of({ node, scope });
    const units: Unit[] = [];
    const site: CallSite = { node, scope, owner, targets, units };
    const args = node.arguments ?? [];
    const functions = targets.filter((target) => target.kind === 'function');
    for (const target of functions) {
      const next = this.#follow(target, args, scope, unit);
      if (!next) continue;
      units.push(next);
      unit.leadsTo.add(next);
      if (next.calledAt.length < MOST_OF_ONE) next.calledAt.push({ unit, site });
    }
    for (const arg of args) this.#passedOn(arg, scope, unit);
    const known = this.#sites.get(node) ?? new Map<Scope, CallSite>();
    this.#sites.set(node, known.set(scope, site));
    this.#within.set(site, unit);
    unit.calls.push(site);
    return site;
  }

  /** A function that is given to another by its name is called, as far as anybody knows. */
  #passedOn(arg: ts.Expression, scope: Scope, unit: Unit): void {
    if (arg.kind !== SyntaxKind.Identifier && arg.kind !== SyntaxKind.PropertyAccessExpression) return;
    if (!this.names.isPlain({ node: arg, scope })) return;
    const value = this.names.value({ node: arg, scope });
    if (value.kind !== 'function') return;
    const next = this.#unit(value, undefined, [], '');
    if (next) unit.leadsTo.add(next);
  }

  #follow(
    target: Extract<Target, { kind: 'function' }>,
    nodes: readonly ts.Expression[],
    scope: Scope,
    unit: Unit,
  ): Unit | undefined {
    const { fn, self, from = 0 } = target;
    const args = nodes.slice(from);
    const spread = args.findIndex(({ kind }) => kind === SyntaxKind.SpreadElement);
    const known = spread < 0 ? args : args.slice(0, spread);
    const asked = unit.asked === undefined ? undefined : this.#askedIn(known, scope);
    const sources = known.map((node): Source => ({ what: 'value', of: { node, scope } }));
    return this.#unit(fn, self, sources, signatureOf(this.names, fn, known, scope), asked);
  }

  #askedIn(args: readonly ts.Expression[], scope: Scope): string | undefined {
    for (const node of args)
      if (this.names.isPlain({ node, scope })) {
        const asked = askedIn(this.names.value({ node, scope }));
        if (asked !== undefined) return asked;
      }
    return undefined;
  }

  #unit(
    fn: FunctionValue,
    self: Value | undefined,
    given: readonly Source[],
    signature: string,
    asked?: string,
  ): Unit | undefined {
    const { node } = fn;
    if (!node.body) return undefined;
    const { names } = this;
    const count = this.#count.get(node) ?? 0;
    const on = fn.bound ?? self;
    const isMany = signature !== '' && signature !== 'root' && count >= MOST_GIVEN;
    const told = isMany ? '' : signature;
    const key = [
      names.id(node),
      names.id(fn.scope),
      on && on.kind === 'object' ? names.id(on) : '',
      asked ?? '',
      told,
    ].join('|');
    const same = this.#byKey.get(key);
    if (same) return same;
    if (count >= MOST_OF_ONE || this.units.length >= MOST_UNITS) {
      this.end('more ways through the program than are followed', { node, scope: fn.scope }, undefined);
      return undefined;
    }
    this.#count.set(node, count + 1);
    const unit: Unit = {
      id: this.units.length,
      fn,
      self: on,
      file: fn.scope.module.file,
      scope: names.inside(fn, self, isMany ? given.map(() => GIVEN) : given),
      asked,
      told,
      leadsTo: new Set(),
      calledAt: [],
      calls: [],
      returns: [],
      throws: [],
      tries: [],
      ifs: [],
      assigned: [],
      tested: new Set(),
      isRoot: false,
    };
    this.#byKey.set(key, unit);
    this.units.push(unit);
    this.byScope.set(unit.scope, unit);
    this.#waiting.push(unit);
    return unit;
  }

  end(reason: string, at: Placed<ts.Node> | undefined, unit: Unit | undefined): void {
    if (this.ended.length < 1_000) this.ended.push({ reason, at, unit });
  }
}

export const REQUEST: Source = { what: 'given', value: new Opaque('what the client sends') };
