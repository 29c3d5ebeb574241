import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { Bounds, surest, type Bound } from './bounds.ts';
import { Callers } from '../follow/callers.ts';
import { roundOf, written, type Round } from './exits.ts';
import type { Follower } from '../follow/follow.ts';
import { calleeText } from '../outbound/guards.ts';
import type { Outside } from '../outbound/outside.ts';
import { calledName } from '../follow/tested.ts';
import { isIn, type CallSite, type Unit } from '../follow/unit.ts';
import { isTimer } from './timers.ts';
import type { Wait, Waits } from './waits.ts';

const { SyntaxKind } = ts;

const RACES = /^race$|interrupt|(?<!set|clear)time(?:d)?out|deadline|throwIfAborted|checkAbort/i;
const LONGEST = 3_000;
const MOST_CALLERS = 20;

/** What is written somewhere that may be done again and again. */
interface Again {
  readonly node: ts.Node;
  readonly condition?: ts.Expression | undefined;
  readonly round: Round;
  /** The calls in it, but for those that wait. */
  readonly inside: readonly CallSite[];
  readonly scope: Scope;
  readonly unit: Unit;
}

/** Says how loops end: by their own tests, and by what stands in them and around them. */
export class LoopEnds {
  readonly #follower: Follower;
  readonly #outside: Outside;
  readonly #waits: Waits;
  readonly #bounds: Bounds;

  constructor(follower: Follower, outside: Outside, waits: Waits) {
    this.#follower = follower;
    this.#outside = outside;
    this.#waits = waits;
    this.#bounds = new Bounds(follower.names, new Callers(follower));
  }

  of({ node, condition, round: read, inside, scope, unit }: Again): Bound {
    if (node.kind === SyntaxKind.ForOfStatement || node.kind === SyntaxKind.ForInStatement)
      return (node as ts.ForOfStatement).awaitModifier ? 'unknown' : 'count';
    // what a test asks of the other side is new in each round
    const asked = inside.filter((site) => this.#outside.goesOut(site)).map((site) => calleeText(site));
    const round = { ...read, made: new Set([...read.made, ...asked]) };
    const own = surest([
      // what goes around again only if there are tries left, and leaves if not
      ...round.again.map(({ test, is }) => this.#bounds.ofCondition(test, round, scope, is)),
      condition ? this.#bounds.ofCondition(condition, round, scope, true) : 'none',
      ...round.exits.map(({ guards, isCaught }) => this.#bounds.ofGuards(guards, round, scope, isCaught)),
    ]);
    if (own !== 'none' && own !== 'unknown' && own !== 'optional') return own;
    if (inside.some(isRace) || inside.some((site) => isSignalled(site, round))) return 'signal';
    if (this.#isRaced(node, unit)) return 'time';
    if (own === 'none' && inside.some((site) => mayEnd(site) || this.#isNext(site, round))) return 'unknown';
    return own;
  }

  /** Something is waited for in a round beside the timer. */
  asks(inside: readonly CallSite[], waits: readonly Wait[]): boolean {
    return inside.some(
      (site) =>
        site.node.kind === SyntaxKind.CallExpression &&
        !waits.some((wait) => isIn(wait.site.node, site.node)) &&
        (this.#follower.parents.get(site.node)?.kind === SyntaxKind.AwaitExpression || this.#outside.goesOut(site)),
    );
  }

  /** Another timer of the same promise ends it. */
  isEndedBy(node: ts.Node, unit: Unit): boolean {
    const within = this.#waits.executorOf(node) ?? this.#follower.functionAround(node);
    return unit.calls.some((site) => {
      if (!isTimer(site, 'setTimeout') || !within || !isIn(site.node, within)) return false;
      if (isIn(node, site.node) || isIn(site.node, node)) return false;
      const { pos, end } = site.node;
      return /reject|clear|timed|abort/i.test(site.scope.module.file.text.slice(pos, Math.min(end, pos + LONGEST)));
    });
  }

  /** Whoever waits for it waits no longer than a timer says. */
  #isRaced(node: ts.Node, unit: Unit): boolean {
    const isAround = (within: ts.Node, calls: readonly CallSite[]): boolean =>
      calls.some((site) => site.node !== within && isIn(within, site.node) && isRace(site));
    const callers = unit.calledAt.slice(0, MOST_CALLERS);
    return isAround(node, unit.calls) || callers.some((from) => isAround(from.site.node, from.unit.calls));
  }

  /** Each round asks for something else: the next page, the next of a list. */
  #isNext(site: CallSite, { changed, counters }: Round): boolean {
    if (!this.#outside.goesOut(site) && site.units.length === 0) return false;
    return wordsIn(site).some((name) => changed.has(name) || counters.has(name));
  }
}

/** It ends when a timer or a signal says so. */
const isRace = (site: CallSite): boolean =>
  RACES.test(calledName(site.node)) && calleeText(site) !== 'AbortSignal.timeout';

/** It is given a signal that was there before the round. */
function isSignalled({ node, scope }: CallSite, { made }: Round): boolean {
  const { file } = scope.module;
  return (node.arguments ?? []).some((arg) => {
    const said = /(?:^|[{,(])(?:signal:)?((?:\w+\.)*)(?:signal|abortSignal)\b(?!:)/.exec(written(arg, file));
    return said !== null && !made.has(said[1]!.slice(0, -1)) && !made.has('signal');
  });
}

/** A function of the program that throws when it has been too long. */
const mayEnd = ({ units }: CallSite): boolean =>
  units.slice(0, 4).some(({ fn: { node }, throws, file }) => {
    const text = file.text.slice(node.pos, Math.min(node.end, node.pos + LONGEST));
    return throws.length > 0 && /\bnow\(\)|deadline|aborted/i.test(text);
  });

/** What is tried is another thing each time: another address, another folder. */
export function isOther(site: CallSite, { made, changed, counters }: Round, region: ts.Node): boolean {
  if (!isIn(site.node, region)) return false;
  const own = roundOf([region], site.scope.module.file, false).made;
  return wordsIn(site).some((name) => changed.has(name) || counters.has(name) || (made.has(name) && !own.has(name)));
}

/** The words in the arguments of a call. */
const wordsIn = ({ node, scope }: CallSite): readonly string[] =>
  (node.arguments ?? []).flatMap(({ pos, end }) => [
    ...new Set(scope.module.file.text.slice(pos, Math.min(end, pos + LONGEST)).match(/[A-Za-z_$][\w$]*/g) ?? []),
  ]);
