import type { Spot } from '../syntax.ts';
import { negated } from '../conditions.ts';
import type { Completion } from './completion.ts';
import { outsideFails, sideFails, type Failure } from './failing.ts';
import { Journals } from './journals.ts';
import type { Exited, Thrown } from './signals.ts';
import { flip, goingOn, NOTHING_DONE, raise, type Fork, type Outcome } from './sides.ts';
import { Cell, choose, type Undecided, type Value } from '../values.ts';

/** Runs both sides of undecided tests, and joins what they leave behind. */
export class Flow extends Journals {
  /** Set when something was asked of the outside since the innermost `try` began. */
  failing: Failure | undefined;
  /** The label before the loop that runs next. */
  label: string | undefined;

  /** The value of `test ? yes : no`. A side that throws is not taken. */
  value(test: Undecided, yes: () => Value, no: () => Value): Value {
    const { a, b, join } = this.fork(test, yes, no);
    if ('dead' in a) return this.#other(flip(test), a.dead, b, () => join('no'));
    if ('dead' in b) return this.#other(test, b.dead, a, () => join('yes'));
    join('both');
    return choose(a.ended, b.ended, test);
  }

  /** `if (test) yes else no`. When only one side leaves, what follows runs under the condition of the other. */
  statement(test: Undecided, yes: () => Completion, no: () => Completion): Completion {
    return this.#settle(test, this.fork(test, yes, no));
  }

  /**
   * `try { action } catch { otherwise }`. Where something in it asked the outside, which gives nothing, the program goes on
   * as after a failure, and what `action` did is there if it succeeds.
   */
  trying(action: () => Completion, otherwise: (thrown: Value | undefined) => Completion): Completion {
    const { failing } = this;
    this.failing = undefined;
    const outer = this.journal;
    const first = this.side(undefined, action);
    const test = this.failing as Failure | undefined;
    this.failing = failing;
    if (!test || 'dead' in first.outcome) {
      this.journal = outer;
      this.join(first, NOTHING_DONE, undefined, 'yes');
      return 'dead' in first.outcome ? raise(first.outcome.dead) : first.outcome.ended;
    }
    const { ended } = first.outcome;
    const { own } = test;
    if (own) {
      this.journal = outer;
      this.join(first, NOTHING_DONE, undefined, 'yes');
      const caught = (): Completion => otherwise(own.thrown);
      return this.statement(test, () => ended, caught);
    }
    const second = this.side(test.no, () => otherwise(undefined));
    this.journal = outer;
    return this.#settle(test, {
      a: first.outcome,
      b: second.outcome,
      join: (keep) => this.join(first, second, test, keep),
    });
  }

  /** What the program asks of the outside at `spot` fails, as far as anybody knows. */
  fails(spot: Spot): void {
    this.failing ??= outsideFails(spot);
  }

  /** The yes side, where the no side throws. */
  #other<T>(test: Undecided, dead: Thrown | Exited, other: Outcome<T>, keep: () => void): T {
    if ('dead' in other) return raise(dead);
    this.failing ??= sideFails(test, dead);
    keep();
    return other.ended;
  }

  #settle(test: Undecided, { a, b, join }: Fork<Completion>): Completion {
    if ('dead' in a) return this.#other(flip(test), a.dead, b, () => join('no'));
    if ('dead' in b) return this.#other(test, b.dead, a, () => join('yes'));
    const [left, right] = [a.ended, b.ended];
    if (!left && !right) return (join('both'), undefined);
    if (left?.type === 'return' && right?.type === 'return') {
      join('both');
      return { type: 'return', value: choose(left.value, right.value, test) };
    }
    if (left && right)
      return (
        join('both'), right.type === 'return' ? this.#leave(flip(test), right, left) : this.#leave(test, left, right)
      );
    return left
      ? (join('additions-no'), this.#leave(test, left, undefined))
      : (join('additions-yes'), this.#leave(flip(test), right, undefined));
  }

  /** Runs what follows a side that left: what it adds is there under the condition of the other side. */
  rest(action: () => Completion): Completion {
    const left = this.left!;
    this.left = undefined;
    const outer = this.journal;
    const { outcome, before, after, pending } = this.side(left.when, action);
    this.journal = outer;
    this.returns(pending, false);
    const test = goingOn(left.when);
    for (const [target, state] of before) {
      this.keeping(target)?.set(target, state);
      if (target instanceof Cell) target.restore(after.get(target));
      else target.merge(state, after.get(target), state, test);
    }
    // where the rest only fails, the side that left is the one that is taken
    if ('dead' in outcome) {
      this.failing ??= sideFails(flip(goingOn(left.when, negated(left.when.text))), outcome.dead);
      return left.as;
    }
    this.left ??= left;
    return outcome.ended;
  }

  /** `left` happened on the yes side of `test`; the program goes on with `rest`. */
  #leave(test: Undecided, left: Completion, rest: Completion): Completion {
    if (left?.type === 'return') this.frame.pending.push({ test, value: left.value });
    if (test.no.text !== '')
      this.left = { when: test.no, until: left?.type === 'return' ? 'function' : 'loop', as: left };
    return rest;
  }
}
