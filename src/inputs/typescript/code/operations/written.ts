import type { ts } from '../../syntax.ts';
import type { Call } from '../follow/callee.ts';
import type { At } from './constants.ts';
import type { Source } from './source.ts';

/** A route as it is written, before anything is said of what it does. */
export interface Written {
  readonly source: Source;
  readonly method: string;
  /** Left out where it cannot be known. */
  readonly path: string | undefined;
  readonly framework: string;
  /** What it is shown at: its path. */
  readonly at: ts.Node;
  /** The statement or call as a whole. */
  readonly site: ts.Node;
  /** What answers. */
  readonly body: At<ts.Node> | undefined;
  /** What is asked before it, of this route alone. */
  readonly before: readonly At[];
  /** What it is put on, as written. */
  readonly on?: ts.Expression;
}

/** Something put before the routes that follow on the same app. */
export interface Used {
  readonly source: Source;
  readonly site: Call;
  readonly on: ts.Expression;
  /** Where it applies: `''` is everywhere; left out where that cannot be known. */
  readonly prefix: string | undefined;
  readonly what: readonly At[];
}

/** Where more may be answered than is seen. */
export interface Unread {
  readonly source: Source;
  readonly node: ts.Node;
  /** As it follows "not read:". */
  readonly reason: string;
}
