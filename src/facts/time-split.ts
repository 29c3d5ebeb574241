/** Of a workflow's time, what is kept for the way between the steps. */
export const RESERVE = 0.1;

/** What is known of one step, in milliseconds. */
export interface StepTime {
  /** What 99 of 100 calls stay below. */
  readonly p99?: number;
  /** What it may take today; it is given no more. */
  readonly most?: number;
}

/**
 * The timeout of each step, in whole milliseconds, so that all of them together stay within the budget less the reserve:
 * in proportion to how long each takes when it is slow, and what a step has no use for handed on to the others. A step that
 * was never measured counts as the mean of those that were.
 */
export function splitBudget(budget: number, steps: readonly StepTime[]): readonly number[] {
  const weights = weightsOf(steps);
  const shares = new Map<number, number>();
  let left = budget - Math.round(budget * RESERVE);
  let open = steps.map((_, i) => i);
  for (;;) {
    const sum = open.reduce((total, i) => total + weights[i]!, 0);
    const modest = open.filter((i) => (steps[i]!.most ?? Infinity) <= (left * weights[i]!) / sum);
    if (modest.length === 0) break;
    for (const i of modest) shares.set(i, steps[i]!.most!);
    left -= modest.reduce((total, i) => total + steps[i]!.most!, 0);
    open = open.filter((i) => !shares.has(i));
  }
  for (const [i, share] of inProportion(left, open, weights)) shares.set(i, share);
  return steps.map((_, i) => shares.get(i)!);
}

function weightsOf(steps: readonly StepTime[]): readonly number[] {
  const known = steps.flatMap(({ p99 }) => p99 ?? []);
  const mean = known.length === 0 ? 1 : known.reduce((sum, each) => sum + each, 0) / known.length;
  return steps.map(({ p99 = mean }) => Math.max(1, p99));
}

/** Whole numbers that add up: what rounding leaves goes to the heaviest. */
function* inProportion(
  total: number,
  open: readonly number[],
  weights: readonly number[],
): Generator<readonly [step: number, share: number]> {
  const sum = open.reduce((all, i) => all + weights[i]!, 0);
  const heaviest = open.reduce<number | undefined>(
    (best, i) => (best === undefined || weights[i]! > weights[best]! ? i : best),
    undefined,
  );
  let left = total;
  for (const i of open) {
    if (i === heaviest) continue;
    const share = Math.floor((total * weights[i]!) / sum);
    left -= share;
    yield [i, share];
  }
  if (heaviest !== undefined) yield [heaviest, left];
}
