import { Frame, type Completion, type Pending } from './completion.ts';
import { Exited, Thrown } from './signals.ts';
import type { Changes, Fork, Journal, Keep, Outcome } from './sides.ts';
import { Cell, type Condition, type Mutable, type Undecided } from '../values.ts';

/** Runs code on one side of a test, keeps what it changed, and takes it back or joins it with the other side's. */
export class Journals {
  frame = new Frame();
  /** Set after one side of a test left while the other went on: what follows runs under this condition. */
  left: { readonly when: Condition; readonly until: 'function' | 'loop'; readonly as: Completion } | undefined;
  /** The undecided tests the machine runs under, outermost first. */
  conditions: Condition[] = [];
  protected journal: Journal | undefined;
  readonly #birth: () => number;

  constructor(birth: () => number) {
    this.#birth = birth;
  }

  /** Keeps what a branch may have to take back; gives what that costs, in steps. */
  touch(target: Mutable): number {
    const kept = this.keeping(target);
    if (!kept) return 0;
    kept.set(target, target.save());
    return target.weight ?? 0;
  }

  /** Where to keep what `target` was: it is older than the side that runs, and nobody has kept it yet. */
  protected keeping(target: Mutable): Map<Mutable, unknown> | undefined {
    const { journal } = this;
    return journal && target.born < journal.start && !journal.before.has(target) ? journal.before : undefined;
  }

  /** Runs `action` as if no test stood around it: a module that happens to be demanded inside a branch. */
  outside<T>(action: () => T): T {
    const { conditions, left } = this;
    const journal = this.journal;
    this.conditions = [];
    this.left = undefined;
    this.journal = undefined;
    try {
      return action();
    } finally {
      this.conditions = conditions;
      this.left = left;
      this.journal = journal;
    }
  }

  protected fork<T>(test: Undecided, yes: () => T, no: () => T): Fork<T> {
    const outer = this.journal;
    const first = this.side(test.yes, yes);
    const second = this.side(test.no, no);
    this.journal = outer;
    return { a: first.outcome, b: second.outcome, join: (keep) => this.join(first, second, test, keep) };
  }

  protected join(first: Changes, second: Changes, test: Undecided | undefined, keep: Keep): void {
    if (keep !== 'no') this.returns(first.pending, test?.preferred === 'no');
    if (keep !== 'yes') this.returns(second.pending, test?.preferred === 'yes');
    for (const target of new Set([...first.before.keys(), ...second.before.keys()])) {
      const before = first.before.has(target) ? first.before.get(target) : second.before.get(target);
      this.keeping(target)?.set(target, before);
      const left = first.after.has(target) ? first.after.get(target) : before;
      const right = second.after.has(target) ? second.after.get(target) : before;
      if (keep === 'yes' || (keep === 'additions-yes' && target instanceof Cell)) target.restore(left);
      else if (keep === 'no' || (keep === 'additions-no' && target instanceof Cell)) target.restore(right);
      else if (test) target.merge(before, left, right, test);
    }
  }

  /** Returns in a side that is kept; those of an unlikely side are unlikely. */
  protected returns(pending: readonly Pending[], isUnlikely: boolean): void {
    for (const { test, value } of pending)
      this.frame.pending.push({ test: isUnlikely ? { ...test, preferred: 'no' } : test, value });
  }

  protected side<T>(condition: Condition | undefined, action: () => T): Changes & { readonly outcome: Outcome<T> } {
    const journal: Journal = { start: this.#birth(), before: new Map() };
    const outer = this.journal;
    const depth = this.conditions.length;
    const { frame } = this;
    const returned = frame.pending.length;
    this.journal = journal;
    if (condition && condition.text !== '') this.conditions.push(condition);
    let outcome: Outcome<T>;
    try {
      outcome = { ended: action() };
    } catch (error) {
      if (!(error instanceof Thrown || error instanceof Exited)) {
        this.journal = outer;
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
