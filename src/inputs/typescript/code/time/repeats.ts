import { ts } from '../../syntax.ts';
import type { FunctionNode, Scope } from '../../values.ts';
import type { Bound } from './bounds.ts';
import { Comebacks } from './comebacks.ts';
import { returnsAlways } from '../follow/dispatch.ts';
import { roundOf, type Round } from './exits.ts';
import type { Follower } from '../follow/follow.ts';
import { isOther, LoopEnds } from './loop-ends.ts';
import type { Outside } from '../outbound/outside.ts';
import { retriesAfter, type After } from './retry-tests.ts';
import { retryWrapper } from './retry-wrappers.ts';
import { FUNCTIONS } from '../follow/signature.ts';
import { isIn, type Unit } from '../follow/unit.ts';
import { LOOPS } from './timers.ts';
import { waitsIn, type Wait, type Waits } from './waits.ts';

const { SyntaxKind } = ts;

/** Something that is done again: after a wait, or after it failed. */
export interface Repeat {
  /** The loop, the function that comes back to itself, or the call that does it. */
  readonly node: ts.Node;
  readonly unit: Unit;
  readonly owner: FunctionNode;
  /** In which its tests are read. */
  readonly scope: Scope;
  readonly kind: 'poll' | 'retry';
  readonly bound: Bound;
  /** What is done again. */
  readonly region: ts.Node;
  /** After which failures, of a retry. */
  readonly after: After;
  readonly round: Round;
  readonly waits: readonly Wait[];
}

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement | ts.ForOfStatement;

const MOST_REPEATS = 500;

/** Finds what is done again in the functions of a program. */
class Repeats {
  readonly #follower: Follower;
  readonly #outside: Outside;
  readonly #waits: Waits;
  readonly #ends: LoopEnds;
  readonly #comebacks: Comebacks;
  #found = 0;

  constructor(follower: Follower, outside: Outside, waits: Waits) {
    this.#follower = follower;
    this.#outside = outside;
    this.#waits = waits;
    this.#ends = new LoopEnds(follower, outside, this.#waits);
    this.#comebacks = new Comebacks(follower, this.#waits, this.#ends);
  }

  in(unit: Unit): readonly Repeat[] {
    const found = new Map<ts.Node, Repeat>();
    const add = (node: ts.Node | undefined, read: (node: ts.Node) => Repeat | undefined): void => {
      if (!node || found.has(node) || this.#found >= MOST_REPEATS) return;
      this.#follower.names.m.step();
      const repeat = read(node);
      if (!repeat) return;
      found.set(node, repeat);
      this.#found++;
    };
    const waits = this.#waits.in(unit);
    for (const { site } of waits)
      add(this.#loopAround(site.node), (node) => this.#ofLoop(node as Loop, site, unit, waits));
    for (const site of unit.tries)
      if (succeeds(site.node.tryBlock))
        add(this.#loopAround(site.node), (node) =>
          // of a list one after the other is tried, and none of them twice
          ONE_BY_ONE.has(node.kind) ? undefined : this.#ofLoop(node as Loop, site, unit, waits),
        );
    for (const site of unit.calls) {
      const fn = this.#comebacks.to(site);
      if (fn && !this.#loopAround(site.node)) add(fn, () => this.#comebacks.ofFunction(fn, site, unit, waits));
      add(site.node, () => this.#comebacks.ofInterval(site, unit) ?? retryWrapper(site, unit, this.#outside));
    }
    return [...found.values()];
  }

  /** The loop that a node stands in, a promise made for waiting being no function of its own. */
  #loopAround(node: ts.Node): ts.Node | undefined {
    const { parents } = this.#follower;
    for (let at = parents.get(node); at; at = parents.get(at)) {
      if (LOOPS.has(at.kind)) return at;
      if (!FUNCTIONS.has(at.kind)) continue;
      const made = parents.get(at);
      const isPromise =
        made?.kind === SyntaxKind.NewExpression &&
        ((made as ts.NewExpression).expression as Partial<ts.Identifier>).text === 'Promise';
      if (!isPromise) return undefined;
    }
    return undefined;
  }

  #ofLoop(
    node: Loop,
    { scope, owner }: { readonly scope: Scope; readonly owner: FunctionNode },
    unit: Unit,
    all: readonly Wait[],
  ): Repeat | undefined {
    const condition = conditionOf(node);
    const { incrementor } = node as Partial<ts.ForStatement>;
    const read = roundOf([condition, incrementor, node.statement], scope.module.file, true);
    const waits = waitsIn(all, node);
    const inside = unit.calls.filter((site) => isIn(site.node, node) && !waits.some((wait) => wait.site === site));
    const tried = unit.tries.find(({ node: each }) => isIn(each, node) && succeeds(each.tryBlock))?.node.tryBlock;
    if (waits.length === 0 && (!tried || inside.some((site) => isOther(site, read, tried)))) return undefined;
    const after = retriesAfter(this.#follower, read, unit, scope, tried !== undefined);
    const kind = tried || after ? 'retry' : 'poll';
    if (kind === 'poll' && !this.#ends.asks(inside, waits)) return undefined;
    // of what is tried again, each round that fails is counted: that is all but the last
    const round = tried || after ? { ...read, counters: new Set([...read.counters, ...read.caught]) } : read;
    return {
      node,
      unit,
      owner,
      scope,
      kind,
      bound: this.#ends.of({ node, condition, round, inside, scope, unit }),
      region: tried ?? node,
      after: after ?? 'any',
      round,
      waits,
    };
  }
}

const ONE_BY_ONE = new Set([SyntaxKind.ForOfStatement, SyntaxKind.ForInStatement]);

function conditionOf(node: Loop): ts.Expression | undefined {
  if (node.kind === SyntaxKind.ForStatement) return (node as ts.ForStatement).condition;
  return ONE_BY_ONE.has(node.kind as ts.SyntaxKind.ForOfStatement) ? undefined : (node as ts.WhileStatement).expression;
}

/** What is tried leaves the loop when it comes to its end. */
const succeeds = ({ statements }: ts.Block): boolean => {
  const last = statements.at(-1);
  return last?.kind === SyntaxKind.BreakStatement || returnsAlways(last);
};

/** What is done again in any function of a program. */
export function repeatsOf(follower: Follower, outside: Outside, waits: Waits): readonly Repeat[] {
  const repeats = new Repeats(follower, outside, waits);
  return follower.units.flatMap((unit) => repeats.in(unit));
}
