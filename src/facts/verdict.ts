import type { JsonSchema, SchemaObject } from '../model/schema.ts';

/** Why a value breaks a schema: a short clause such as "is not a string" or "is above the maximum 100". */
export interface Violation {
  readonly reason: string;
}

/** `unknown`: a keyword that is not judged here (a pattern, a format, a condition) might still refuse the value. */
export type Verdict = Violation | 'fits' | 'unknown';

/** The first violation, where it stops; else unknown if any is; else it fits. */
export function every(verdicts: Iterable<Verdict>): Verdict {
  let sum: Verdict = 'fits';
  for (const verdict of verdicts) {
    if (typeof verdict !== 'string') return verdict;
    if (verdict === 'unknown') sum = verdict;
  }
  return sum;
}

/** What a schema with a reference refers to; `undefined` when that is not known. */
export type Target = (schema: SchemaObject) => JsonSchema | undefined;

/** One value on its way through a schema. */
export interface Walk {
  readonly target: Target;
  /** What may still be spent. */
  steps: number;
  depth: number;
}

/** Nested deeper, nothing is judged. */
export const DEPTH = 64;

/** Takes a step, or as many as going through a list of that length is worth; true when none are left. */
export function spent(walk: Walk, length = 0): boolean {
  walk.steps -= 1 + (length >> 6);
  return walk.steps < 0;
}
