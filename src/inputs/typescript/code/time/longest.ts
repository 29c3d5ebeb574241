import type { HandlerFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import { Asked, defaultsIn } from './defaults.ts';
import { returnsAlways } from '../follow/dispatch.ts';
import type { Reading } from '../merge.ts';
import { isBackoff, numberOf } from './numbers.ts';
import type { Repeat } from './repeats.ts';
import type { Root } from '../follow/roots.ts';
import { FUNCTIONS } from '../follow/signature.ts';
import { spanOf } from './spans.ts';
import { calledName } from '../follow/tested.ts';
import { leadingTo } from './timed.ts';
import type { CallsOf } from '../outbound/calls-of.ts';
import type { CallSite, Unit } from '../follow/unit.ts';
import { isTimer, LOOPS } from './timers.ts';
import type { Waits } from './waits.ts';

const { SyntaxKind } = ts;

/** Milliseconds, as far as literals say: all of it, and what of it timers take. */
interface Time {
  readonly all: number;
  readonly waits: number;
}

const NO_TIME: Time = { all: 0, waits: 0 };
const plus = (a: Time, b: Time): Time => ({ all: a.all + b.all, waits: a.waits + b.waits });
const longer = (a: Time, b: Time): Time => ({ all: Math.max(a.all, b.all), waits: Math.max(a.waits, b.waits) });
const times = (of: Time, rounds: number): Time => ({ all: of.all * rounds, waits: of.waits * rounds });

type Longer = Pick<HandlerFact, 'longest' | 'waits'>;

/** For each tool, in their order. */
export function longestOf(reading: Reading): readonly Longer[] {
  const longest = new Longest(reading);
  return reading.roots.map((root) => longest.of(root));
}

/** Of several at once, what is first ends it: a timer among them is a bound, and no wait. */
const FIRST = /^(?:race|any)$/;
const first = (of: readonly Time[]): Time => ({
  all: Math.max(0, ...of.map(({ all }) => all)),
  waits: of.length > 0 ? Math.min(...of.map(({ waits }) => waits)) : 0,
});
const FEW = 10;
/** Nobody means a day. */
const MOST = 86_400_000;

/** Adds up what the literals of a program say that a call of a tool may take. */
class Longest {
  readonly #reading: Reading;
  readonly #calls: CallsOf;
  readonly #waits: Waits;
  readonly #repeats: ReadonlyMap<ts.Node, Repeat>;
  /** What is the same for all tools, and what rests on the schema of one. */
  readonly #known = new Map<Unit, Time>();
  #own = new Map<Unit, Time>();
  #defaults = new Asked(new Map(), new Set());
  /** The parameters of all tools that have a default. */
  readonly #names: ReadonlySet<string>;
  /** What leads to anything that takes its time. */
  readonly #timed: ReadonlySet<Unit>;

  constructor(reading: Reading) {
    const { calls, waits, repeats } = reading;
    this.#reading = reading;
    this.#calls = calls;
    this.#waits = waits;
    this.#names = new Set(reading.roots.flatMap(({ schema }) => [...defaultsIn(schema).keys()]));
    this.#timed = leadingTo(reading);
    this.#repeats = new Map(repeats.map((repeat) => [repeat.node, repeat]));
  }

  of({ units, schema }: Root): Longer {
    this.#own = new Map();
    this.#defaults = new Asked(defaultsIn(schema), this.#names);
    try {
      const { all, waits } = units.map((unit) => this.#ofUnit(unit)).reduce(longer, NO_TIME);
      return {
        ...(all > 0 && all <= MOST ? { longest: Math.round(all) } : {}),
        ...(waits > 0 && waits <= MOST ? { waits: Math.round(waits) } : {}),
      };
    } catch (error) {
      if (error instanceof RangeError) return {}; // calls as deep as a program nests them
      throw error;
    }
  }

  #ofUnit(unit: Unit): Time {
    const known = this.#known.get(unit) ?? this.#own.get(unit);
    if (known || !this.#timed.has(unit)) return known ?? NO_TIME;
    this.#own.set(unit, NO_TIME); // what calls itself
    const { asked } = this.#defaults;
    const sites = new Map<ts.Node, CallSite>(unit.calls.map((site) => [site.node, site]));
    const { body } = unit.fn.node;
    const time = body ? this.#ofNode(body, unit, sites) : NO_TIME;
    const isOwn = this.#defaults.asked > asked;
    (isOwn ? this.#own : this.#known).set(unit, time);
    return time;
  }

  #ofNode(node: ts.Node, unit: Unit, sites: ReadonlyMap<ts.Node, CallSite>): Time {
    this.#reading.follower.names.m.step();
    const of = (each: ts.Node | undefined): Time => (each ? this.#ofNode(each, unit, sites) : NO_TIME);
    if (LOOPS.has(node.kind)) return this.#ofLoop(node, unit, sites);
    switch (node.kind) {
      case SyntaxKind.Block:
        return this.#ofStatements((node as ts.Block).statements, unit, sites);
      case SyntaxKind.IfStatement: {
        const { expression, thenStatement, elseStatement } = node as ts.IfStatement;
        return plus(of(expression), longer(of(thenStatement), of(elseStatement)));
      }
      case SyntaxKind.ConditionalExpression: {
        const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
        return plus(of(condition), longer(of(whenTrue), of(whenFalse)));
      }
      case SyntaxKind.SwitchStatement: {
        const { expression, caseBlock } = node as ts.SwitchStatement;
        const clauses = caseBlock.clauses.map(({ statements }) => this.#ofStatements(statements, unit, sites));
        return plus(of(expression), clauses.reduce(longer, NO_TIME));
      }
      case SyntaxKind.CallExpression:
      case SyntaxKind.NewExpression:
        return this.#ofCall(node as ts.CallExpression, unit, sites);
    }
    let sum = NO_TIME;
    ts.forEachChild(node, (child) => {
      if (child.kind < SyntaxKind.FirstTypeNode || child.kind > SyntaxKind.LastTypeNode) sum = plus(sum, of(child));
    });
    return sum;
  }

  /** After a branch that leaves, nothing more is done for what took it. */
  #ofStatements(statements: readonly ts.Statement[], unit: Unit, sites: ReadonlyMap<ts.Node, CallSite>): Time {
    let rest = NO_TIME;
    for (const statement of statements.toReversed()) {
      const { expression, thenStatement, elseStatement } = statement as Partial<ts.IfStatement>;
      if (statement.kind === SyntaxKind.IfStatement && !elseStatement && returnsAlways(thenStatement))
        rest = plus(this.#ofNode(expression!, unit, sites), longer(this.#ofNode(thenStatement!, unit, sites), rest));
      else if (returnsAlways(statement) && statement.kind === SyntaxKind.ReturnStatement)
        rest = this.#ofNode(statement, unit, sites);
      else rest = plus(this.#ofNode(statement, unit, sites), rest);
    }
    return rest;
  }

  /** Waits and timeouts as often as the loop goes around, where that is known. */
  #ofLoop(node: ts.Node, unit: Unit, sites: ReadonlyMap<ts.Node, CallSite>): Time {
    let round = NO_TIME;
    ts.forEachChild(node, (child) => {
      round = plus(round, this.#ofNode(child, unit, sites));
    });
    const repeat = this.#repeats.get(node);
    const { wait, rounds = 1 } = repeat ? spanOf(this.#reading, repeat, this.#defaults) : {};
    // what is bounded by a moment is over then, however long each answer takes
    if (repeat?.bound === 'time' && wait !== undefined) return { all: wait * rounds, waits: wait * rounds };
    const all = times(round, rounds);
    if (repeat?.kind !== 'retry' || rounds > FEW) return all;
    // a few tries more are for what fails, and no work that takes long
    const own = repeat.waits.map(({ ms }) => numberOf(this.#reading.follower.names, ms, this.#defaults) ?? 0);
    return {
      ...all,
      waits: Math.max(
        0,
        own.reduce((sum, ms) => sum - ms, round.waits),
      ),
    };
  }

  #ofCall(node: ts.CallExpression, unit: Unit, sites: ReadonlyMap<ts.Node, CallSite>): Time {
    const site = sites.get(node);
    const parts = [node.expression, ...(node.arguments ?? [])].flatMap((each) =>
      this.#partsOf(each, unit, sites, site),
    );
    const name = calledName(node);
    const inside = FIRST.test(name)
      ? first(parts)
      : parts.reduce(name === 'all' || name === 'allSettled' ? longer : plus, NO_TIME);
    if (!site) return inside;
    const { names } = this.#reading.follower;
    const wait = this.#waits.of(site);
    if (wait) {
      const ms = numberOf(names, wait.ms, this.#defaults) ?? 0;
      return plus(inside, { all: ms, waits: isBackoff(wait.ms) ? 0 : ms });
    }
    if (site.units.length > 0)
      return plus(inside, site.units.map((next) => this.#ofUnit(next)).reduce(longer, NO_TIME));
    const ms = this.#calls.timeoutOf(unit, site);
    return ms === undefined ? inside : plus(inside, { all: ms, waits: 0 });
  }

  /** Of a call, what it is given; several at once take as long as the longest. */
  #partsOf(
    node: ts.Expression,
    unit: Unit,
    sites: ReadonlyMap<ts.Node, CallSite>,
    site: CallSite | undefined,
  ): readonly Time[] {
    // a function that is followed counts where it is called, and one that a timer calls is waited for by nobody
    if (
      FUNCTIONS.has(node.kind) &&
      site &&
      (site.units.length > 0 || isTimer(site, 'setTimeout') || isTimer(site, 'setInterval'))
    )
      return [];
    if (node.kind === SyntaxKind.ArrayLiteralExpression)
      return (node as ts.ArrayLiteralExpression).elements.map((each) => this.#ofNode(each, unit, sites));
    return [this.#ofNode(node, unit, sites)];
  }
}
