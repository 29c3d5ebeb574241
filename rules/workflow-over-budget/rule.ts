import { defineRule, grouped, type Address, type Workflow } from '../../src/rule.ts';
import { calleesOf, measuredBy, nameOfStep, othersOf, partsOf, splitOf, unreadOf, type Step } from './phrases.ts';

const GIVE =
  'Give each call a timeout that fits and hand on to the next what it leaves: `{split}` in milliseconds, {basis}, with a tenth of the time kept back.';

export default defineRule(
  {
    id: 'workflow-over-budget',
    title: 'The calls of a workflow fit into the time of its turn.',
    category: 'operations',
    severity: 'warning',
    points: 0, // it speaks of what a configuration names, which no score depends on
    why: 'Timeouts are chosen call by call and spent in one turn: three generous ones are a person who waits for a minute, or a client that gives up with the last step half done and nothing to show for the first two. A budget that the whole chain shares, split by how long each call takes when it is slow, lets one slow call fail while there is still time to say so.',
    hint: GIVE,
    advice:
      'Share the time of the turn out over the calls, in proportion to the 99th percentile of each, keep a tenth back, and hand what a step leaves on to those after it: the report has the numbers. `--latencies FILE` says how long the calls take.',
    messages: {
      over: 'The workflow `{steps}` has {budget} ms, and its timeouts and waits add up to {sum}: {parts}.{unread}',
      endless:
        'The workflow `{steps}` has {budget} ms and may wait as long as the other side likes: no timeout in `{endless}` ({callees}).{others}{unread}',
      slow: {
        text: 'The workflow `{steps}` has {budget} ms, and {measured} {sum}: with timeouts that fit, calls fail that are only slow.',
        hint: 'Raise its budget, let steps run side by side, or offer `{slowest}` as a task that is asked for later.',
      },
    },
    references: [
      'https://arxiv.org/abs/2603.13417',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#timeouts',
    ],
    realCase:
      'arXiv:2603.13417 (ATBA): sequential calls of very different latency that share one time budget, each with a timeout of its own',
    since: '0.1.0',
  },
  {
    *server(_, { facts }) {
      for (const workflow of facts.workflows()) yield* reportsOn(workflow);
    },
  },
);

function* reportsOn(workflow: Workflow) {
  const { steps, budget } = workflow;
  const names = steps.map(nameOfStep);
  const limited = steps.filter((step): step is Step & { readonly most: number } => typeof step.most === 'number');
  const endless = steps.filter(({ most }) => most === 'none');
  const sum = total(limited.map(({ most }) => most));
  const common = { key: JSON.stringify(names), shared: steps.map(({ tool }) => tool.address) };
  const data = { steps: names, budget, unread: unreadOf(steps), ...splitOf(workflow) };
  const [worst] = [...endless, ...limited.toSorted((a, b) => b.most - a.most)];
  if (endless.length > 0 && worst)
    yield {
      ...common,
      message: 'endless' as const,
      ...placed(worst, steps),
      data: {
        ...data,
        endless: [...new Set(endless.map(nameOfStep))],
        callees: calleesOf(endless),
        others: othersOf(sum, budget),
      },
    };
  else if (sum > budget && worst)
    yield {
      ...common,
      message: 'over' as const,
      ...placed(worst, steps),
      data: { ...data, sum, parts: partsOf(steps) },
    };
  const slow = total(steps.map(({ latency }) => latency?.p99 ?? 0));
  const [slowest] = steps.toSorted((a, b) => (b.latency?.p99 ?? 0) - (a.latency?.p99 ?? 0));
  if (slow > budget && slowest)
    yield {
      ...common,
      message: 'slow' as const,
      at: slowest.tool.address,
      data: { steps: names, budget, sum: Math.round(slow), slowest: nameOfStep(slowest), measured: measuredBy(steps) },
    };
}

const total = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0);

/** Where the step stands that takes most, and beside it what decides of the others. */
const placed = (
  worst: Step,
  steps: readonly Step[],
): { readonly at: Address; readonly related: readonly { readonly at: Address; readonly note: string }[] } => ({
  at: worst.at,
  related: steps
    .filter((step) => step !== worst && step.most !== 0)
    .map((step) => ({ at: step.at, note: `${nameOfStep(step)}: ${timeOf(step)}` })),
});

const timeOf = ({ most }: Step): string =>
  most === 'none' ? 'no timeout' : most === 'unknown' ? 'not known' : `${grouped(most)} ms`;
