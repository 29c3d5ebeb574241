import { choose, type Undecided, type Value } from '../values.ts';

/** How a statement ended; `undefined` is normally. */
export type Completion =
  | { readonly type: 'return'; readonly value: Value }
  | { readonly type: 'break' | 'continue'; readonly label: string | undefined }
  | undefined;

/** A return that happened on one side of an undecided test while the other side went on. */
export interface Pending {
  /** Turned so that `yes` is the side that returned. */
  readonly test: Undecided;
  readonly value: Value;
}

/** One call of a function of the program, or one module. */
export class Frame {
  readonly pending: Pending[] = [];
  /** What a generator has yielded. */
  readonly yields: Value[] = [];

  /** The value of the whole call, given how its body ended. */
  result(last: Value): Value {
    return this.pending.reduceRight((rest, { test, value }) => choose(value, rest, test), last);
  }
}
