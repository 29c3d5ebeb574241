import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import {
  CATEGORIES,
  DUE,
  gradeOf,
  MEAN,
  OPERATIONS,
  POINTS,
  SERVER_WITH_ERROR,
  TOOL_WITH_ERROR,
  WEIGHTS,
  WORST,
} from '../../src/score/weights.ts';

const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
const [page = ''] = readme.slice(readme.indexOf('\n## The score\n') + 1).split(/\n(?=## )/);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('the page on the score', () => {
  it.each([
    ...CATEGORIES.map((category) => `${category} ${WEIGHTS[category]}`),
    `${POINTS.error} for an error, ${POINTS.warning} for a warning, ${POINTS.info} for a note`,
    `has ${sum(Object.values(DUE))} points: what the tool does ${DUE.what}, when to use it ${DUE.when}, side effects ${DUE.sideEffects}, what comes back ${DUE.returns}, parameters ${DUE.parameters}`,
    `${MEAN} × the mean of its tools + ${WORST} × the worst of them`,
    `\`operations\` weighs ${OPERATIONS['workflow-orchestrator']} in a workflow orchestrator, which makes several changes of one call, and in a stateful backend`,
    `where nothing shows which of these it is, ${OPERATIONS.unknown}`,
    `A tool with an error has at most ${TOOL_WITH_ERROR}`,
    `With an error anywhere it has at most ${SERVER_WITH_ERROR}`,
  ])('says: %s', (text) => expect(page).toContain(text));

  it('has the grades', () => {
    const [, ...grades] = /A from (\d+), B from (\d+), C from (\d+), D from (\d+), F below/.exec(page)!;
    expect(grades.map((from) => gradeOf(Number(from)))).toEqual(['A', 'B', 'C', 'D']);
    expect(grades.map((from) => gradeOf(Number(from) - 1))).toEqual(['B', 'C', 'D', 'F']);
  });
  it('weights add up to 100', () => expect(sum(Object.values(WEIGHTS))).toBe(100));
});
