import { nameOf, type Workflow } from '../../src/rule.ts';

export type Step = Workflow['steps'][number];

export const nameOfStep = ({ tool }: Step): string => nameOf(tool.data.name);

/** `search` 10,000, `render` 30,000. */
export const partsOf = (steps: readonly Step[]) => ({
  say: steps
    .flatMap(({ most }, i) => (typeof most === 'number' && most > 0 ? `\`{name${i}}\` {most${i}}` : []))
    .join(', '),
  data: Object.fromEntries(
    steps.flatMap((step, i) => [
      [`name${i}`, nameOfStep(step)],
      [`most${i}`, typeof step.most === 'number' ? step.most : 0],
    ]),
  ),
});

export function calleesOf(endless: readonly Step[]) {
  const callees = [...new Set(endless.flatMap(({ callee }) => callee ?? []))];
  return {
    say: callees.map((_, i) => `\`{c${i}}\``).join(', '),
    data: Object.fromEntries(callees.map((each, i) => [`c${i}`, each])),
  };
}

export const othersOf = (sum: number, budget: number) => ({
  say: sum > budget ? ' The timeouts and waits of the others add up to {sum}.' : '',
  data: { sum },
});

export function unreadOf(steps: readonly Step[]) {
  const unread = [...new Set(steps.filter(({ most }) => most === 'unknown').map(nameOfStep))];
  return {
    say: unread.length === 0 ? '' : ` Not counted, since not known: ${unread.map((_, i) => `\`{n${i}}\``).join(', ')}.`,
    data: Object.fromEntries(unread.map((name, i) => [`n${i}`, name])),
  };
}

export function splitOf({ steps, split }: Workflow) {
  const shares = new Map<string, number>();
  for (const [i, step] of steps.entries()) {
    const share = split[i] ?? 0;
    const name = nameOfStep(step);
    if (share > 0) shares.set(name, Math.min(share, shares.get(name) ?? share)); // a tool that is called twice has one timeout
  }
  return {
    split: JSON.stringify(Object.fromEntries(shares)),
    basis: basisOf(steps),
  };
}

/** How the steps were measured: one call in a probe is no percentile of many. */
function waysOf(steps: readonly Step[]): string {
  const ways = new Set(steps.flatMap(({ latency }) => latency?.by ?? []));
  return ways.size > 1 ? 'both' : ([...ways][0] ?? 'none');
}

const SUMS: Readonly<Record<string, string>> = {
  file: 'the 99th percentiles of its tools add up to',
  probe: 'one call of each of its tools took, together,',
  both: 'what is known of how long its tools take adds up to',
};

export const measuredBy = (steps: readonly Step[]) => ({ say: SUMS[waysOf(steps)] ?? '', data: {} });

const BASES: Readonly<Record<string, string>> = {
  file: 'in proportion to the 99th percentile of each',
  probe: 'in proportion to what one call of each took',
  both: 'in proportion to how long each takes',
  none: 'in equal shares, since `--latencies FILE` is not given',
};

function basisOf(steps: readonly Step[]) {
  const way = waysOf(steps);
  const some = way !== 'none' && steps.some(({ latency }) => !latency);
  return { say: `${BASES[way] ?? ''}${some ? ', as far as that is known' : ''}`, data: {} };
}
