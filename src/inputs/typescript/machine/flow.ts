import type { Spot } from '../syntax.ts';
import { Frame, type Completion, type Pending } from './completion.ts';
import { Exited, Thrown } from './signals.ts';
import { flip, NOTHING_DONE, raise, type Changes, type Fork, type Journal, type Keep, type Outcome } from './sides.ts';
import { shown } from './tests.ts';
import { Cell, choose, type Condition, type Mutable, type Undecided, type Value } from '../values.ts';

/** Runs both sides of undecided tests, and joins what they leave behind. */
export class Flow {
  frame = new Frame();
  /** Set after one side of a test left while the other went on: what follows runs under this condition. */
  left: { readonly when: Condition; readonly until: 'function' | 'loop'; readonly as: Completion } | undefined;
  /** Set when something was asked of the outside since the innermost `try` began. */
  failing: Undecided | undefined;
  /** The label before the loop that runs next. */
  label: string | undefined;
  /** The undecided tests the machine runs under, outermost first. */
  conditions: Condition[] = [];
  #journal: Journal | undefined;
  readonly #birth: () => number;

  constructor(birth: () => number) {
    this.#birth = birth;
  }

  /** Keeps what a branch may have to take back; gives what that costs, in steps. */
  touch(target: Mutable): number {
    const journal = this.#journal;
    if (!journal || target.born >= journal.start || journal.before.has(target)) return 0;
    journal.before.set(target, target.save());
    return target.weight ?? 0;
  }

  /** Runs `action` as if no test stood around it: a module that happens to be demanded inside a branch. */
  outside<T>(action: () => T): T {
    const { conditions, left } = this;
    const journal = this.#journal;
    this.conditions = [];
    this.left = undefined;
    this.#journal = undefined;
    try {
      return action();
    } finally {
      this.conditions = conditions;
      this.left = left;
      this.#journal = journal;
    }
  }

  /** The value of `test ? yes : no`. A side that throws is not taken. */
  value(test: Undecided, yes: () => Value, no: () => Value): Value {
    const { a, b, join } = this.#fork(test, yes, no);
    if ('dead' in a) return 'dead' in b ? raise(a.dead) : (join('no'), b.ended);
    if ('dead' in b) return (join('yes'), a.ended);
    join('both');
    return choose(a.ended, b.ended, test);
  }

  /** `if (test) yes else no`. When only one side leaves, what follows runs under the condition of the other. */
  statement(test: Undecided, yes: () => Completion, no: () => Completion): Completion {
    return this.#settle(test, this.#fork(test, yes, no));
  }

  /**
   * `try { action } catch { otherwise }`. Where something in it asked the outside, which gives nothing, the program goes on
   * as after a failure, and what `action` did is there if it succeeds.
   */
  trying(action: () => Completion, otherwise: () => Completion): Completion {
    const { failing } = this;
    this.failing = undefined;
    const outer = this.#journal;
    const first = this.#side(undefined, action);
    const test = this.failing as Undecided | undefined;
    this.failing = failing;
    if (!test || 'dead' in first.outcome) {
      this.#journal = outer;
      this.#join(first, NOTHING_DONE, undefined, 'yes');
      return 'dead' in first.outcome ? raise(first.outcome.dead) : first.outcome.ended;
    }
    const second = this.#side(test.no, otherwise);
    this.#journal = outer;
    return this.#settle(test, {
      a: first.outcome,
      b: second.outcome,
      join: (keep) => this.#join(first, second, test, keep),
    });
  }

  /** What the program asks of the outside at `spot` fails, as far as anybody knows. */
  fails(spot: Spot): void {
    const text = shown(spot);
    this.failing ??= {
      yes: { text: `\`${text}\` succeeds`, spot, unlikely: true },
      no: { text: `\`${text}\` fails`, spot },
      preferred: 'no',
    };
  }

  #settle(test: Undecided, { a, b, join }: Fork<Completion>): Completion {
    if ('dead' in a) return 'dead' in b ? raise(a.dead) : (join('no'), b.ended);
    if ('dead' in b) return (join('yes'), a.ended);
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
    const outer = this.#journal;
    const { outcome, before, after, pending } = this.#side(left.when, action);
    this.#journal = outer;
    this.#returns(pending, false);
    const test: Undecided = {
      yes: left.when,
      no: { text: '', spot: left.when.spot },
      preferred: left.when.unlikely && 'no',
    };
    for (const [target, state] of before) {
      if (outer && target.born < outer.start && !outer.before.has(target)) outer.before.set(target, state);
      if (target instanceof Cell) target.restore(after.get(target));
      else target.merge(state, after.get(target), state, test);
    }
    // where the rest only fails, the side that left is the one that is taken
    if ('dead' in outcome) return left.as;
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

  #fork<T>(test: Undecided, yes: () => T, no: () => T): Fork<T> {
    const outer = this.#journal;
    const first = this.#side(test.yes, yes);
    const second = this.#side(test.no, no);
    this.#journal = outer;
    return { a: first.outcome, b: second.outcome, join: (keep) => this.#join(first, second, test, keep) };
  }

  #join(first: Changes, second: Changes, test: Undecided | undefined, keep: Keep): void {
    const outer = this.#journal;
    if (keep !== 'no') this.#returns(first.pending, test?.preferred === 'no');
    if (keep !== 'yes') this.#returns(second.pending, test?.preferred === 'yes');
    for (const target of new Set([...first.before.keys(), ...second.before.keys()])) {
      const before = first.before.has(target) ? first.before.get(target) : second.before.get(target);
      if (outer && target.born < outer.start && !outer.before.has(target)) outer.before.set(target, before);
      const left = first.after.has(target) ? first.after.get(target) : before;
      const right = second.after.has(target) ? second.after.get(target) : before;
      if (keep === 'yes' || (keep === 'additions-yes' && target instanceof Cell)) target.restore(left);
      else if (keep === 'no' || (keep === 'additions-no' && target instanceof Cell)) target.restore(right);
      else if (test) target.merge(before, left, right, test);
    }
  }

  /** Returns in a side that is kept; those of an unlikely side are unlikely. */
  #returns(pending: readonly Pending[], isUnlikely: boolean): void {
    for (const { test, value } of pending)
      this.frame.pending.push({ test: isUnlikely ? { ...test, preferred: 'no' } : test, value });
  }

  #side<T>(condition: Condition | undefined, action: () => T): Changes & { readonly outcome: Outcome<T> } {
    const journal: Journal = { start: this.#birth(), before: new Map() };
    const outer = this.#journal;
    const depth = this.conditions.length;
    const { frame } = this;
    const returned = frame.pending.length;
    this.#journal = journal;
    if (condition && condition.text !== '') this.conditions.push(condition);
    let outcome: Outcome<T>;
    try {
      outcome = { ended: action() };
    } catch (error) {
      if (!(error instanceof Thrown || error instanceof Exited)) {
        this.#journal = outer;
        throw error;
      }
      outcome = { dead: error };
    } finally {
      this.conditions.length = depth;
    }
    const after = new Map<Mutable, unknown>();
    for (const [target, before] of journal.before) {
      after.set(target, target.save());
      target.restore(before);
    }
    return { outcome, before: journal.before, after, pending: frame.pending.splice(returned) };
  }
}
