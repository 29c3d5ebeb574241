import { describe, expect, it } from 'vitest';

import { isFailed } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { codeCase, type Case } from '../testing/code-case.ts';
import type { Given } from './given.ts';
import { TURN_BUDGET, workflowsOf } from './workflows.ts';

const TOOLS = ['a', 'b', 'c'].map((name) => ({ name }));
const handlers = [0, 1, 2].map((tool) => ({ at: `h.ts#/f${tool}`, tool }));
const call = (tool: number, timeout: number | 'none' | 'set', more: object = {}) => ({
  at: `${tool}.ts#/f/call~${String(timeout)}`,
  tools: [tool],
  timeout,
  ...more,
});

function workflow(known: Case, given: Given) {
  const [loaded] = loadText(codeCase({ tools: TOOLS, handlers, ...known }), 'case.json', 'case');
  if (!loaded || isFailed(loaded)) throw new Error('the case does not load');
  const [first] = workflowsOf(loaded.server, given);
  return (
    first && {
      steps: first.steps.map(({ most, at }) => `${most} ${at.name}${at.pointer}`),
      budget: first.budget,
      split: first.split,
    }
  );
}
const ABC: Given = { workflows: [{ tools: ['a', 'b', 'c'] }] };

describe('a workflow', () => {
  it('takes the longest of what each tool calls, or what its handler spells out', () => {
    const known: Case = {
      handlers: [handlers[0]!, { ...handlers[1]!, longest: 4_000 }, handlers[2]!],
      outbound: [call(0, 500), call(0, 800), call(1, 1_000), call(2, 'none'), call(2, 9_000)],
    };
    expect(workflow(known, ABC)).toEqual({
      steps: ['800 0.ts/f/call~800', '4000 h.ts/f1', 'none 2.ts/f/call~none'],
      budget: 3 * TURN_BUDGET,
      split: [800, 1_625, 1_625],
    });
  });
  it('keeps a timeout that is short enough only where it is all there is', () => {
    const known: Case = { outbound: [call(0, 100), call(1, 100), call(1, 'set'), call(2, 5_000)] };
    expect(workflow(known, ABC)!.split).toEqual([100, 1_975, 1_975]);
    expect(workflow({ ...known, cut: ['outbound'] }, ABC)!.split).toEqual([1_350, 1_350, 1_350]);
  });
  it('knows nothing of a tool whose code was not followed', () => {
    const known: Case = { handlers: handlers.slice(0, 1), outbound: [call(2, 'set')] };
    expect(workflow(known, ABC)!.steps).toEqual(['0 h.ts/f0', 'unknown b', 'unknown 2.ts/f/call~set']);
  });
  it('may call a tool twice, and of two with one name the first', () => {
    const twice: Given = { workflows: [{ tools: ['a', 'a'] }], turnBudget: 1_000 };
    const known: Case = { tools: [...TOOLS, { name: 'a' }], outbound: [call(0, 5_000), call(3, 9_000)] };
    expect(workflow(known, twice)).toMatchObject({ budget: 2_000, split: [900, 900] });
    expect(workflow(known, twice)!.steps).toEqual(['5000 0.ts/f/call~5000', '5000 0.ts/f/call~5000']);
  });
  it('is not of this server where a tool of it is not', () =>
    expect(workflow({}, { workflows: [{ tools: ['a', 'd'] }] })).toBeUndefined());
});
