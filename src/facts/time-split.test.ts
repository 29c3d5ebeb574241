import { describe, expect, it } from 'vitest';

import { fc } from '../testing/properties.ts';
import { RESERVE, splitBudget, type StepTime } from './time-split.ts';

const total = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0);
const usable = (budget: number): number => budget - Math.round(budget * RESERVE);

describe('the time of a workflow', () => {
  it.each<[why: string, budget: number, steps: readonly StepTime[], shares: readonly number[]]>([
    ['in equal parts where nothing was measured', 3_000, [{}, {}], [1_350, 1_350]],
    ['by how long each takes when it is slow', 4_500, [{ p99: 200 }, { p99: 100 }, { p99: 600 }], [900, 450, 2_700]],
    ['one that was not measured counts as the mean', 3_000, [{ p99: 100 }, { p99: 300 }, {}], [450, 1_350, 900]],
    ['what rounding leaves goes to the slowest', 100, [{ p99: 1 }, { p99: 2 }, { p99: 4 }], [12, 25, 53]],
    ['a timeout that is short enough stays, and the rest is handed on', 3_000, [{ most: 500 }, {}], [500, 2_200]],
    ['also when that leaves enough for the next', 4_500, [{ most: 100 }, { most: 1_400 }, {}], [100, 1_400, 2_550]],
    ['one that calls nothing gets nothing', 3_000, [{ most: 0 }, {}], [0, 2_700]],
    ['all that is asked for fits', 4_500, [{ most: 100 }, { most: 100 }], [100, 100]],
    ['one step has all', 1_500, [{ p99: 40 }], [1_350]],
    ['none has nothing', 1_500, [], []],
  ])('%s', (_, budget, steps, shares) => expect(splitBudget(budget, steps)).toEqual(shares));
});

describe('of any workflow', () => {
  const budget = fc.integer({ min: 100, max: 600_000 });
  const p99 = fc.double({ min: 0, max: 100_000, noNaN: true });
  const step: fc.Arbitrary<StepTime> = fc.record(
    { p99, most: fc.integer({ min: 0, max: 100_000 }) },
    { requiredKeys: [] },
  );
  const steps = fc.array(step, { minLength: 1, maxLength: 12 });

  it('shares are whole, not negative, and add up to the budget less the reserve', () => {
    fc.assert(
      fc.property(budget, steps, (milliseconds, all) => {
        const shares = splitBudget(milliseconds, [...all, {}]); // a step without a timeout takes what is left
        expect(total(shares)).toBe(usable(milliseconds));
        for (const share of shares) expect(Number.isInteger(share) && share >= 0).toBe(true);
      }),
    );
  });
  it('no step gets more than it may take today', () => {
    fc.assert(
      fc.property(budget, steps, (milliseconds, all) => {
        const shares = splitBudget(milliseconds, all);
        for (const [i, { most = Infinity }] of all.entries()) expect(shares[i]).toBeLessThanOrEqual(most);
        expect(total(shares)).toBe(Math.min(usable(milliseconds), total(all.map(({ most = Infinity }) => most))));
      }),
    );
  });
  it('more time for all is less for none', () => {
    fc.assert(
      fc.property(budget, fc.nat(10_000), steps, (milliseconds, more, all) => {
        const [before, after] = [splitBudget(milliseconds, all), splitBudget(milliseconds + more, all)];
        // What rounding leaves may pass from one step to another.
        for (const [i, share] of after.entries()) expect(share).toBeGreaterThanOrEqual(before[i]! - all.length);
      }),
    );
  });
  it('a step that takes longer gets no less, and the others no more', () => {
    const measured = fc.array(fc.record({ p99, most: fc.nat(100_000) }, { requiredKeys: ['p99'] }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(budget, measured, fc.nat(), p99, (milliseconds, all, nth, more) => {
        const slow = nth % all.length;
        const slower = all.map((each, i) => (i === slow ? { ...each, p99: each.p99 + more } : each));
        const [before, after] = [splitBudget(milliseconds, all), splitBudget(milliseconds, slower)];
        for (const [i, share] of after.entries())
          if (i === slow) expect(share).toBeGreaterThanOrEqual(before[i]! - all.length);
          else expect(share).toBeLessThanOrEqual(before[i]! + all.length);
      }),
    );
  });
});
