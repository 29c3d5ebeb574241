import type { Impact } from '../change.ts';

/**
 * What a schema takes, held against what it took: `narrower`, only some of it; `wider`, all of it and more; `other`, neither;
 * `unknown`, that cannot be told.
 */
export type Relation = 'narrower' | 'wider' | 'other' | 'unknown';

/** An input that is narrower refuses calls that were made; a result that is wider holds what nobody who reads it expects. */
export function impactOf(relation: Relation, role: 'input' | 'output'): Impact {
  if (relation === 'unknown') return 'may-break';
  if (relation === 'other') return 'breaking';
  return (relation === 'narrower') === (role === 'input') ? 'breaking' : 'compatible';
}

export interface Limit {
  readonly value: number;
  /** The value itself is not taken. */
  readonly exclusive: boolean;
}

/** How a lower limit that became another changes what is taken; an upper one is given with its sign turned. */
export function limitRelation(before: Limit | undefined, after: Limit | undefined): Relation | undefined {
  const [a, b] = [before, after].map((limit) => limit?.value ?? -Infinity) as [number, number];
  const [x, y] = [before?.exclusive ?? false, after?.exclusive ?? false];
  if (a !== b) return b > a ? 'narrower' : 'wider';
  return x === y || a === -Infinity ? undefined : y ? 'narrower' : 'wider';
}
