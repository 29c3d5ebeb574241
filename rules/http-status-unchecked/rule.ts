import { chargedAt, defineRule, few, together, type CallFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'http-status-unchecked',
    title: 'An answer of another service is looked at before it is used.',
    category: 'errors',
    severity: 'info',
    why: '`fetch` does not fail on 404, 429 or 500: it resolves, and the page of the error is read as if it were the answer. The tool then returns nothing, or the text of an outage as a result, and the agent believes it.',
    hint: 'Add `if (!response.ok) throw new Error(…)` with the status and what the body says, before the body is read.',
    messages: {
      unchecked:
        'Nobody looks at the status of what `{callee}` answers: an error of the service is taken for its answer.',
      many: 'Nobody looks at the status of what {count} calls answer, `{callees}`{rest}: an error of the service is taken for its answer.',
    },
    references: [
      '21st-dev/magic-mcp#66',
      'https://developer.mozilla.org/en-US/docs/Web/API/Fetch_API/Using_Fetch#checking_response_status',
    ],
    realCase:
      '21st-dev/magic-mcp#66: a service under load answered with an error, which the tool returned as the refined code',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      for (const [first, ...more] of together((code?.outbound.facts ?? []).filter(isUnchecked))) {
        const { names: callees, rest } = few([...new Set([first!, ...more].map(({ callee }) => callee))], 3);
        yield {
          ...chargedAt(first!, ...more),
          ...(more.length > 0
            ? { message: 'many', data: { count: more.length + 1, callees, rest } }
            : { message: 'unchecked', data: { callee: first!.callee } }),
        };
      }
    },
  },
);

const isUnchecked = ({ status, background, tools }: CallFact): boolean =>
  status === 'unchecked' && !background && tools.length > 0;
