import { chargedAt, defineRule, together, type LoopFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'polling-unbounded',
    title: 'A loop that waits for another service ends, whatever that service says.',
    category: 'operations',
    severity: 'info', // seen fewer than ten times on the servers read
    why: 'A job that hangs is never `done` and never `failed`: a loop that asks until it is one of them asks for ever. The client gives the call up after a minute, the loop goes on behind it, and every retry of the agent starts one more, each with its requests to the service.',
    hint: 'Give it an end of its own: a deadline (`while (Date.now() < deadline)`) or a number of rounds, and the signal of the request (`signal.throwIfAborted()`). When it is over, answer with the id of the job and how to ask for it later.',
    messages: {
      poll: 'This loop waits and asks again, and only the answer of the other side ends it.',
      retry: 'This loop tries again until it succeeds: nothing else ends it.',
      optional: {
        text: 'This loop has an end only where the caller asks for one: without that argument it waits and asks again for ever.',
        hint: 'Give the argument a default: `timeout = 120`.',
      },
      many: 'In {count} places of this file a loop waits and asks again, and only the answer of the other side ends it.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#timeouts',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation',
    ],
    realCase:
      'heroku/heroku-mcp-server at de94a9c, `waitForAppSetup`: waits two seconds and asks again while the status is `pending`',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      for (const [first, ...more] of together((code?.loops.facts ?? []).filter(isEndless)))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'many' : first!.bound === 'optional' ? 'optional' : first!.kind,
          data: { count: more.length + 1 },
        };
    },
  },
);

const isEndless = ({ bound, tools }: LoopFact): boolean =>
  (bound === 'none' || bound === 'optional') && tools.length > 0;
