import { atHandler, calledTools, defineRule, type ProbedCall } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'call-slow',
    title: 'No tool is much slower than the others, or takes longer than 10 s.',
    category: 'operations',
    severity: 'info',
    why: "An agent calls tools one after another, and people wait for the sum: one slow tool takes the time of the whole chain, and beyond a client's own limit its answer is thrown away when it comes. Among quick tools a slow one is where a timeout, a cache or a smaller page is missing.",
    hint: 'Give what it calls a timeout, return a page of what it finds, or offer the work as a task and answer at once with where to ask for it.',
    messages: {
      late: '`{tool}` was called with `{arguments}` and did not answer within {time} s.',
      long: '`{tool}` was called with `{arguments}` and took {time} s, longer than {most} s.',
      slow: '`{tool}` was called with `{arguments}` and took {time} s, {times} times what the other tools take, {mean} s on average.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#timeouts',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks',
      'PrefectHQ/fastmcp#235',
      'modelcontextprotocol/python-sdk#463',
    ],
    realCase:
      'PrefectHQ/fastmcp#235: a tool that calls a slow API is given up by the client after its 60 s; arXiv:2603.13417 adds such times up along a chain',
    since: '0.1.0',
    needs: 'wire',
    options: {
      most: {
        type: 'integer',
        default: 10_000,
        minimum: 1,
        describe: 'The most milliseconds that a call should take.',
      },
    },
  },
  {
    *server(server, { options: { most } }) {
      const timed = calledTools(server, server.wire?.calls).flatMap(({ tool, calls }) => {
        const [call] = calls.filter(isTimed).toSorted((a, b) => b.ms - a.ms);
        return call ? [{ tool, call }] : [];
      });
      const sum = timed.reduce((total, { call }) => total + call.ms, 0);
      for (const { tool, call } of timed) {
        const mean = (sum - call.ms) / (timed.length - 1);
        const isSlow = timed.length >= LEAST && call.ms > NOTABLE && call.ms > TIMES * mean;
        if (call.outcome !== 'late' && call.ms <= most && !isSlow) continue;
        yield {
          ...atHandler(server, tool),
          message: call.outcome === 'late' ? 'late' : call.ms > most ? 'long' : 'slow',
          data: {
            tool: tool.name,
            arguments: call.arguments,
            time: seconds(call.ms),
            mean: seconds(mean),
            most: most / 1000,
            times: Math.floor(call.ms / Math.max(mean, 1)),
          },
        };
      }
    },
  },
);

/** Below this, nobody notices that one is slower than another. */
const NOTABLE = 1_000;
/** How many times the mean of the others is slow. */
const TIMES = 3;
/** Of fewer tools there is no mean. */
const LEAST = 3;

/** What is rejected at once says nothing of the work. */
const isTimed = ({ kind, outcome }: ProbedCall): boolean =>
  outcome === 'late' || (kind === 'valid' && (outcome === 'result' || outcome === 'error'));

const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 10_000 ? 2 : 0);
