import type { Spot, ts } from '../syntax.ts';
import type { Value } from '../values.ts';
import { Idle } from './idle.ts';
import { Repetition } from './repetition.ts';
import { Exhausted, Exited, Thrown } from './signals.ts';
import { LibraryWanted } from './world.ts';

/** All work on one program; beyond it everything is opaque. A few seconds. */
export const WHOLE_BUDGET = 8_000_000;
const LATER_BUDGET = 2_000_000;
/** How often one callback is called when unread code is given it again and again. */
const MOST_LATER = 8;

interface Waiting {
  readonly callee: Value;
  readonly args: readonly Value[] | undefined;
  readonly spot: Spot;
}

/** Many ends say no more than a few. */
const MOST_ENDS = 20;

/** What a run may cost, what it still has to do, and what it did not get done. */
export class Work {
  /** Where the work ended before the program did: what would have followed, nobody knows. */
  readonly unfinished: { readonly reason: string; readonly spot: Spot }[] = [];
  readonly idle = new Idle();
  readonly repetition = new Repetition();
  /** What unread code was given, and may have changed. */
  readonly shared = new WeakSet<Value>();
  /** Set while something runs that was kept for later. */
  inCallback = false;
  /** Unset while something runs whose time is not known: before it, anything may have been set. */
  inOrder = true;
  /** How many modules are running, each for another. */
  modules = 0;
  /** Steps done so far. */
  steps = 0;
  #whole = WHOLE_BUDGET;
  #limit = WHOLE_BUDGET;
  readonly #later: Waiting[] = [];
  readonly #last: Waiting[] = [];
  readonly #seen = new Map<ts.Node | Value, number>();

  /** Leaves less than a run of its own may take. */
  limit(steps: number): void {
    this.#whole = this.#limit = Math.min(WHOLE_BUDGET, steps);
  }

  /** Allows more, beyond what the run itself may take. */
  grant(units: number): void {
    this.#whole = this.#limit = this.steps + units;
  }

  step(units: number): void {
    this.steps += units;
    if (this.steps <= this.#limit) return;
    this.steps = this.#limit + 1; // a library may catch this and go on, which costs nothing more
    throw new Exhausted();
  }

  task<T>(units: number, action: () => T): T {
    const outer = this.#limit;
    this.#limit = Math.min(this.#whole, this.steps + units);
    try {
      return action();
    } finally {
      this.#limit = outer;
    }
  }

  /** Keeps a call for when the program has run, or, as `last`, for when everything kept so far has. */
  later(callee: Value, args: Waiting['args'], spot: Spot, order: 'soon' | 'last' = 'soon'): void {
    const identity = callee.kind === 'function' ? callee.node : callee;
    const count = this.#seen.get(identity) ?? 0;
    if (count >= MOST_LATER) return;
    this.#seen.set(identity, count + 1);
    (order === 'last' ? this.#last : this.#later).push({ callee, args, spot });
  }

  /** What waits, first come first served; what is added on the way comes too. */
  *waiting(): Generator<Waiting> {
    for (;;) {
      for (let i = 0; i < this.#later.length; i++) yield this.#later[i]!;
      this.#later.length = 0;
      const last = this.#last.shift();
      if (!last) return;
      yield last;
    }
  }

  attempt(action: () => void, spot?: Spot): void {
    const outer = this.inCallback;
    const { inOrder } = this;
    this.inCallback = true;
    this.inOrder = false;
    try {
      this.task(LATER_BUDGET, action);
    } catch (error) {
      if (!(error instanceof Thrown || error instanceof Exited)) this.gaveUp(error, spot);
    } finally {
      this.inCallback = outer;
      this.inOrder = inOrder;
    }
  }

  /** Runs a module that is asked for in a callback: what it makes lasts longer. */
  asModule(action: () => void): void {
    const outer = this.inCallback;
    this.inCallback = false;
    try {
      action();
    } finally {
      this.inCallback = outer;
    }
  }

  giveUp(reason: string, spot: Spot | undefined): void {
    if (spot && this.unfinished.length < MOST_ENDS && !this.unfinished.some((each) => each.spot.node === spot.node))
      this.unfinished.push({ reason, spot });
  }

  /** Why an exception ended what runs at `spot`. What is not ours to catch is thrown on. */
  gaveUp(error: unknown, spot: Spot | undefined): string {
    if (error instanceof LibraryWanted || error instanceof Exited) throw error;
    const reason =
      error instanceof Exhausted
        ? 'more work than is done here without running the program'
        : error instanceof RangeError
          ? 'nested too deep'
          : `a mistake of mcp-audit: ${String(error)}`;
    this.giveUp(reason, spot);
    return reason;
  }
}
