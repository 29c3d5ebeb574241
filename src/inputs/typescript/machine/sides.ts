import type { Condition, Mutable, Undecided } from '../values.ts';
import type { Pending } from './completion.ts';
import type { Exited, Thrown } from './signals.ts';

/** What was there before each `Mutable` was changed on one side of a test. */
export interface Journal {
  readonly start: number;
  readonly before: Map<Mutable, unknown>;
}

export type Outcome<T> = { readonly ended: T } | { readonly dead: Thrown | Exited };

/** What one side changed: how it was before, and after. */
export interface Changes {
  readonly before: ReadonlyMap<Mutable, unknown>;
  readonly after: ReadonlyMap<Mutable, unknown>;
  /** The returns in it while it went on. */
  readonly pending: readonly Pending[];
}

export const NOTHING_DONE: Changes = { before: new Map(), after: new Map(), pending: [] };

export interface Fork<T> {
  readonly a: Outcome<T>;
  readonly b: Outcome<T>;
  join(keep: Keep): void;
}

/** The same test, asked the other way round. */
export const flip = ({ yes, no, preferred }: Undecided): Undecided => ({
  yes: no,
  no: yes,
  preferred: preferred && (preferred === 'yes' ? 'no' : 'yes'),
});

/** The test that the program goes on under after its other side left; mostly nobody need hear of that one. */
export const goingOn = (when: Condition, other = ''): Undecided => ({
  yes: when,
  no: { text: other, spot: when.spot },
  preferred: when.unlikely && 'no',
});

/** Which side's state stays: one, both joined, or one with what the other added to lists and objects. */
export type Keep = 'yes' | 'no' | 'both' | 'additions-yes' | 'additions-no';

export function raise(signal: Thrown | Exited): never {
  throw signal;
}
