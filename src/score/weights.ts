import type { Archetype } from '../facts/facts.ts';
import type { Category, Severity } from '../rule.ts';

/** Changes with the formula or its weights; the rules are versioned by their own hash. */
export const SCORE_VERSION = 3;

/**
 * What each category weighs where all are evaluated. The text comes first: an agent chooses by it alone. The order follows
 * what studies of tool definitions found to fail and to help; no weight was fitted to the verdicts of reviewers.
 */
export const WEIGHTS: Readonly<Record<Category, number>> = {
  description: 45,
  naming: 10,
  schema: 15,
  safety: 15,
  errors: 5,
  operations: 5,
  budget: 5,
};

/**
 * What `operations` weighs by kind of server. One that passes calls on is as well as the service behind it, and says so in
 * its errors; one that makes several changes of a call leaves half of them where a step hangs, and one that keeps state
 * loses it.
 */
export const OPERATIONS: Readonly<Record<Archetype['name'], number>> = {
  'api-wrapper': 5,
  'workflow-orchestrator': 10,
  'stateful-backend': 10,
  unknown: 5,
};

export type Weights = typeof WEIGHTS;
export const weightsOf = ({ name }: Archetype): Weights => ({ ...WEIGHTS, operations: OPERATIONS[name] });

export const CATEGORIES = Object.keys(WEIGHTS) as readonly Category[];

/** Of the points of its category, what a finding takes unless its rule says otherwise. */
export const POINTS: Readonly<Record<Severity, number>> = { error: 100, warning: 25, info: 5 };

/**
 * What the points of the category `description` are for, as the rubric weighs them. Those that are not due are spread over
 * the others: a tool that changes nothing has no side effects to state, one without parameters none to describe. Limits,
 * the last 5 of the rubric, are due of none: a text without them may have none to state.
 */
export const DUE = { what: 25, when: 20, returns: 15, sideEffects: 20, parameters: 15 } as const;

/** A server is as good as its tools, and no better than its worst lets it be. */
export const MEAN = 0.6;
export const WORST = 0.4;

/** No tool with an error scores higher, and no server with one. */
export const TOOL_WITH_ERROR = 49;
export const SERVER_WITH_ERROR = 79;

const GRADES = [
  ['A', 90],
  ['B', 80],
  ['C', 70],
  ['D', 50],
] as const;
export type Grade = (typeof GRADES)[number][0] | 'F';

export const gradeOf = (score: number): Grade => GRADES.find(([, least]) => score >= least)?.[0] ?? 'F';
