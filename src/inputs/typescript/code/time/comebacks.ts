import { ts } from '../../syntax.ts';
import type { FunctionNode } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import { roundOf, type Guard } from './exits.ts';
import type { Follower } from '../follow/follow.ts';
import type { LoopEnds } from './loop-ends.ts';
import type { Repeat } from './repeats.ts';
import { retriesAfter } from './retry-tests.ts';
import { isFunction } from '../follow/signature.ts';
import { isIn, type CallSite, type Unit } from '../follow/unit.ts';
import { isTimer } from './timers.ts';
import { waitsIn, type Wait, type Waits } from './waits.ts';

const { SyntaxKind } = ts;

/** Finds functions that wait and come back to themselves, and timers that call a function again and again. */
export class Comebacks {
  readonly #follower: Follower;
  readonly #waits: Waits;
  readonly #ends: LoopEnds;

  constructor(follower: Follower, waits: Waits, ends: LoopEnds) {
    this.#follower = follower;
    this.#waits = waits;
    this.#ends = ends;
  }

  /** The function around a call that the call comes back to, now or when a timer says so. */
  to(site: CallSite): FunctionNode | undefined {
    const { node, scope, units } = site;
    const around = units.find(({ fn }) => isIn(node, fn.node) && fn.scope.module === scope.module)?.fn.node;
    if (around) return around;
    const [callback] = node.arguments ?? [];
    if (!isTimer(site, 'setTimeout') || callback?.kind !== SyntaxKind.Identifier) return undefined;
    const value = this.#follower.names.value({ node: callback, scope });
    return value.kind === 'function' && isIn(node, value.node) ? value.node : undefined;
  }

  ofFunction(fn: FunctionNode, site: CallSite, unit: Unit, all: readonly Wait[]): Repeat | undefined {
    if (!fn.body) return undefined;
    const { node, scope, owner } = site;
    const { file } = scope.module;
    const waits = waitsIn(all, fn);
    const timers = unit.calls.filter((each) => isTimer(each, 'setTimeout') && isIn(each.node, fn));
    // what only a timer calls is waited for where a promise is made of it
    const isTimed =
      waits.length > 0 ||
      (timers.some((timer) => timer === site || isIn(node, timer.node)) && this.#waits.executorOf(fn) !== undefined);
    if (!isTimed) return undefined;
    const read = roundOf([fn.body], file, false);
    const counters = new Set([...read.counters, ...read.caught, ...stepsIn(node, fn, file.text)]);
    const round = { ...read, counters, again: testsAround(node, fn, unit) };
    const isWait = (each: CallSite): boolean => each === site || waits.some((wait) => wait.site === each);
    const inside = unit.calls.filter((each) => isIn(each.node, fn) && !isWait(each));
    const isCaught = unit.tries.some(({ node: tried }) => tried.catchClause && isIn(node, tried.catchClause));
    const after = retriesAfter(this.#follower, round, unit, scope, isCaught);
    const kind = isCaught || after ? 'retry' : 'poll';
    if (kind === 'poll' && !this.#ends.asks(inside, waits)) return undefined;
    const bound = this.#ends.of({ node: fn, round, inside, scope, unit });
    return {
      node: fn,
      unit,
      owner,
      scope,
      kind,
      bound: bound === 'none' && this.#ends.isEndedBy(node, unit) ? 'unknown' : bound,
      region: fn,
      after: after ?? 'any',
      round,
      waits,
    };
  }

  /** `setInterval` in a promise: it ends where the promise does. */
  ofInterval(site: CallSite, unit: Unit): Repeat | undefined {
    const { node, scope, owner } = site;
    const [given, ms] = node.arguments ?? [];
    const fn = given && bare(given);
    if (!fn || !isFunction(fn) || !isTimer(site, 'setInterval') || !this.#waits.executorOf(node)) return undefined;
    const round = roundOf([(fn as ts.ArrowFunction).body], scope.module.file, false);
    const inside = unit.calls.filter((each) => isIn(each.node, fn));
    if (!this.#ends.asks(inside, [])) return undefined;
    const bound = this.#ends.of({ node: fn, round, inside, scope, unit });
    return {
      node,
      unit,
      owner,
      scope,
      kind: 'poll',
      bound: bound === 'none' && this.#ends.isEndedBy(node, unit) ? 'time' : bound,
      region: fn,
      after: 'any',
      round,
      waits: [{ site, ms: ms && { node: ms, scope } }],
    };
  }
}

/** Parameters that a function passes on to itself changed: `attempt + 1`. */
function stepsIn(call: CallSite['node'], fn: FunctionNode, text: string): readonly string[] {
  const names = new Set(fn.parameters.map(({ name }) => (name as Partial<ts.Identifier>).text));
  return (call.arguments ?? []).flatMap(({ pos, end }) => {
    const said = /^\s*([A-Za-z_$][\w$]*)\s*[-+]\s*\d+\s*$/.exec(text.slice(pos, Math.min(end, pos + 80)));
    return said && names.has(said[1]) ? [said[1]!] : [];
  });
}

/** The tests under which a function comes back to itself. */
const testsAround = (node: ts.Node, fn: FunctionNode, { ifs }: Unit): readonly Guard[] =>
  ifs.flatMap((site): Guard[] => {
    if (site.node.kind !== SyntaxKind.IfStatement || !isIn(node, site.node) || !isIn(site.node, fn)) return [];
    const { expression, thenStatement } = site.node as ts.IfStatement;
    return isIn(node, expression) ? [] : [{ test: expression, is: isIn(node, thenStatement) }];
  });
