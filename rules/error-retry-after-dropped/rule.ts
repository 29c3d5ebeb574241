import { byMaker, chargedAt, defineRule, type CallFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-retry-after-dropped',
    title: 'Where a service says how long to wait, the tool reads it.',
    category: 'errors',
    severity: 'info',
    why: 'A service that turns a request away with 429 or 503 says in `Retry-After` when the next one has a chance. Where that is dropped, an agent asks again at once or guesses, and each of its tries is turned away and may push the moment further off.',
    hint: "Read it where the status is told apart, and pass it on: `const wait = response.headers.get('retry-after')` (with axios `error.response.headers['retry-after']`), then wait so long before the next try, or answer with `isError: true` and `retry_after` in seconds.",
    messages: {
      branch:
        'A request that was turned away (429 or 503) is told from other failures here, and `Retry-After` is not read.',
      loop: 'A request that was turned away (429) is made again here after a wait of its own: `Retry-After` is not read.',
    },
    references: [
      'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3',
      'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    ],
    realCase:
      'XeroAPI/xero-mcp-server at 1b2e9b3, `format-error.ts`: 429 becomes "try again in a moment", whatever Xero said',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const dropped = (code?.outbound.facts ?? []).filter(isDropped);
      for (const fact of byMaker(dropped.map((call) => ({ ...call, made: call.limited ?? call.at }))))
        yield { ...chargedAt(fact), message: fact.retry === 'loop' || fact.retry === 'refused' ? 'loop' : 'branch' };
    },
  },
);

const isDropped = ({ retryAfter, background, tools }: CallFact): boolean =>
  retryAfter === 'ignored' && !background && tools.length > 0;
