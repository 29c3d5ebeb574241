import type { Spot, ts } from '../syntax.ts';
import type { Value } from '../values.ts';
import { Exhausted, Exited, Thrown } from './signals.ts';

/** All work of one run; beyond it everything is opaque. A few seconds. */
const WHOLE_BUDGET = 12_000_000;
const LATER_BUDGET = 400_000;
/** How often one callback is called when unread code is given it again and again. */
const MOST_LATER = 8;

interface Waiting {
  readonly callee: Value;
  readonly args: readonly Value[] | undefined;
  readonly spot: Spot;
}

/** What a run may cost, and what it still has to do. */
export class Work {
  #steps = 0;
  #limit = WHOLE_BUDGET;
  readonly #later: Waiting[] = [];
  readonly #seen = new Map<ts.Node | Value, number>();

  step(units: number): void {
    this.#steps += units;
    if (this.#steps > this.#limit) throw new Exhausted();
  }

  task<T>(units: number, action: () => T): T {
    const outer = this.#limit;
    this.#limit = Math.min(WHOLE_BUDGET, this.#steps + units);
    try {
      return action();
    } finally {
      this.#limit = outer;
    }
  }

  later(callee: Value, args: Waiting['args'], spot: Spot): void {
    const identity = callee.kind === 'function' ? callee.node : callee;
    const count = this.#seen.get(identity) ?? 0;
    if (count >= MOST_LATER) return;
    this.#seen.set(identity, count + 1);
    this.#later.push({ callee, args, spot });
  }

  /** What waits, first come first served; what is added on the way comes too. */
  *waiting(): Generator<Waiting> {
    for (let i = 0; i < this.#later.length; i++) yield this.#later[i]!;
    this.#later.length = 0;
  }

  attempt(action: () => void): void {
    try {
      this.task(LATER_BUDGET, action);
    } catch (error) {
      const ends =
        error instanceof Thrown || error instanceof Exited || error instanceof Exhausted || error instanceof RangeError;
      if (!ends) throw error;
    }
  }
}
