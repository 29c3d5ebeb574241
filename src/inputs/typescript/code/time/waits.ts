import { ts } from '../../syntax.ts';
import { inner } from '../../machine/calls.ts';
import type { Module } from '../../machine/modules.ts';
import { bare } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import type { Placed } from '../follow/names.ts';
import type { Outside } from '../outbound/outside.ts';
import { FUNCTIONS, isFunction } from '../follow/signature.ts';
import { calledName } from '../follow/tested.ts';
import { callsName, isTimer, LOOPS } from './timers.ts';
import { isIn, type CallSite, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** A call that does nothing but let time pass. */
export interface Wait {
  readonly site: CallSite;
  /** For how many milliseconds, as written where it is asked for. */
  readonly ms: Placed | undefined;
}

/** How a function that only waits is told its time: by an argument, or by itself. */
interface Sleeper {
  readonly place: number | undefined;
  readonly ms: Placed | undefined;
}

/** In characters: what is longer does more than wait. */
const SMALL = 1_500;

/** What is called so and waited for is a timer, wherever it comes from. */
const BY_NAME = /^(?:sleep|delay|snooze|sleepMs|delayMs|waitMs|waitForTimeout)$/;
/** Packages whose only function is a timer. */
const PACKAGES = new Set(['delay', 'sleep-promise', 'await-sleep', 'await-timeout', 'waait', 'yoctodelay']);

const FROM = /^(?:node:)?(?:timers|util)|^(?:delay|sleep-promise|await-sleep|await-timeout|waait|yoctodelay)$/;

/** Finds the calls that wait for a timer. */
export class Waits {
  readonly #follower: Follower;
  readonly #outside: Outside;
  readonly #known = new Map<CallSite, Wait | undefined>();
  readonly #timers = new Map<Module, boolean>();
  readonly #sleepers = new Map<Unit, Sleeper | undefined>();

  constructor(follower: Follower, outside: Outside) {
    this.#follower = follower;
    this.#outside = outside;
  }

  of(site: CallSite): Wait | undefined {
    if (!this.#known.has(site)) {
      this.#known.set(site, undefined); // what asks for itself on the way
      this.#known.set(site, this.#read(site));
    }
    return this.#known.get(site);
  }

  in(unit: Unit): readonly Wait[] {
    return unit.calls.flatMap((site) => this.of(site) ?? []);
  }

  #read(site: CallSite): Wait | undefined {
    const { node, scope, units } = site;
    if (node.kind !== SyntaxKind.CallExpression) return undefined;
    const [first, second] = node.arguments ?? [];
    const placed = (of: ts.Expression | undefined): Placed | undefined => of && { node: of, scope };
    if (isTimer(site, 'setTimeout'))
      return first && this.#resolves(site, bare(first)) ? { site, ms: placed(second) } : undefined;
    if (units.length > 0) {
      const [sleeper] = units.slice(0, 4).map((unit) => this.#sleeper(unit));
      if (!sleeper || !this.#isAwaited(node)) return undefined;
      if (sleeper.place === undefined) return { site, ms: sleeper.ms };
      return { site, ms: placed(node.arguments[sleeper.place]) ?? sleeper.ms };
    }
    const name = calledName(node);
    if (!first || isFunction(bare(first)) || !this.#isAwaited(node)) return undefined;
    if (BY_NAME.test(name)) return { site, ms: placed(first) };
    const callee = inner(node.expression);
    if (callee.kind === SyntaxKind.Identifier && name === 'wait') return { site, ms: placed(first) };
    const { file } = scope.module;
    const text = file.text.slice(callee.getStart(file.tree), Math.min(callee.end, callee.pos + 80));
    if (text === 'scheduler.wait') return { site, ms: placed(first) };
    if (this.#outside.clientCall(site) || !this.#hasTimers(scope.module as Module)) return undefined;
    const origin = this.#outside.origins.of({ node: callee, scope });
    if (!origin) return undefined;
    const last = origin.way.at(-1);
    const isOne =
      (origin.from === 'timers/promises' && (last === 'setTimeout' || last === 'wait')) ||
      (origin.from === 'util' && origin.way[0] === 'promisify' && last === '()') ||
      (PACKAGES.has(origin.from) && origin.way.length === 0);
    return isOne ? { site, ms: placed(first) } : undefined;
  }

  /** Whether a module takes anything from where timers come from, or from another module. */
  #hasTimers(module: Module): boolean {
    const known =
      this.#timers.get(module) ?? [...module.imports.values()].some(({ specifier }) => FROM.test(specifier));
    this.#timers.set(module, known);
    return known;
  }

  /** `new Promise((resolve) => setTimeout(resolve, …))`: what the timer does is end the wait, and not fail it. */
  #resolves(site: CallSite, callback: ts.Expression): boolean {
    const { node } = site;
    const executor = this.executorOf(node);
    const name = (executor?.parameters[0]?.name as Partial<ts.Identifier> | undefined)?.text;
    if (name === undefined) return false;
    if ((callback as Partial<ts.Identifier>).text !== name) {
      if (!isFunction(callback) || !callsName((callback as ts.ArrowFunction).body, name)) return false;
    }
    // where something else ends it as well, the timer is for the case that nothing does
    const { file } = site.scope.module;
    const { pos, end } = executor!.body;
    const others =
      file.text.slice(pos, Math.min(node.pos, pos + 10_000)) +
      file.text.slice(node.end, Math.min(end, node.end + 10_000));
    return !new RegExp(`\\b${name.replace(/\$/g, '\\$')}\\b`).test(others);
  }

  /** The function that makes the promise a node stands in, if nothing is between them. */
  executorOf(node: ts.Node): ts.ArrowFunction | undefined {
    const { parents } = this.#follower;
    let at = parents.get(node);
    while (at && !FUNCTIONS.has(at.kind)) at = parents.get(at);
    const made = at && parents.get(at);
    const isPromise =
      made?.kind === SyntaxKind.NewExpression &&
      ((made as ts.NewExpression).expression as Partial<ts.Identifier>).text === 'Promise';
    return isPromise ? (at as ts.ArrowFunction) : undefined;
  }

  /** A function that only waits. */
  #sleeper(unit: Unit): Sleeper | undefined {
    if (this.#sleepers.has(unit)) return this.#sleepers.get(unit);
    this.#sleepers.set(unit, undefined);
    const { node } = unit.fn;
    if (node.end - node.pos > SMALL || this.#outside.leaves(unit) || unit.calls.length > 20) return undefined;
    const [wait] = this.in(unit);
    if (!wait || this.#isLooped(wait.site.node, node) || this.#doesMore(unit)) return undefined;
    const name = (wait.ms && (bare(wait.ms.node) as Partial<ts.Identifier>).text) ?? '';
    const place = node.parameters.findIndex((each) => (each.name as Partial<ts.Identifier>).text === name);
    const initializer = place < 0 ? undefined : node.parameters[place]!.initializer;
    const own = initializer ? { node: initializer, scope: unit.scope } : place < 0 ? wait.ms : undefined;
    const sleeper = { place: place < 0 ? undefined : place, ms: own };
    this.#sleepers.set(unit, sleeper);
    return sleeper;
  }

  /** It waits for something else as well. */
  #doesMore(unit: Unit): boolean {
    return unit.calls.some(
      (site) =>
        this.#follower.parents.get(site.node)?.kind === SyntaxKind.AwaitExpression &&
        site.node.kind === SyntaxKind.CallExpression &&
        !this.of(site) &&
        !/^(?:race|all)$/.test(calledName(site.node)),
    );
  }

  #isLooped(node: ts.Node, within: ts.Node): boolean {
    const { parents } = this.#follower;
    for (let at = parents.get(node); at && at !== within; at = parents.get(at)) if (LOOPS.has(at.kind)) return true;
    return false;
  }

  /** Somebody waits for it: it is awaited, returned, or raced with something. */
  #isAwaited(node: ts.Node): boolean {
    const { parents } = this.#follower;
    let at = parents.get(node);
    while (at && PASSED.has(at.kind)) {
      // what an arrow function gives is waited for where it is called
      if (at.kind === SyntaxKind.ArrowFunction) return true;
      at = parents.get(at);
    }
    if (!at) return false;
    if (at.kind === SyntaxKind.AwaitExpression || at.kind === SyntaxKind.ReturnStatement) return true;
    // `race([sleep(5), …])`, `raceWithSignal(sleep(5), signal)`, `.then(…)`
    return at.kind === SyntaxKind.CallExpression || at.kind === SyntaxKind.PropertyAccessExpression;
  }
}

const PASSED = new Set([
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.AsExpression,
]);

/** The wait that stands in what is written here. */
export const waitsIn = (waits: readonly Wait[], within: ts.Node): readonly Wait[] =>
  waits.filter(({ site }) => isIn(site.node, within));
