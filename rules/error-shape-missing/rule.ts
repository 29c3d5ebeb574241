import { coverageAt, defineRule, isCoded } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-shape-missing',
    title: 'An error says in a form a program can read whether to try again.',
    category: 'errors',
    severity: 'info',
    why: 'An agent that cannot tell an expired token from a busy service tries both again: in the log of one server 70 % of 13,293 error lines were one expired token, 8,000 of them from a single client that repeated the call for seven hours. A code and a flag stop that in one line; the protocol has no field for it, so servers put it into the text as JSON or into `structuredContent`.',
    hint: 'Put it beside the sentence: `{ "error": { "code": "RATE_LIMITED", "message": "…", "retryable": true, "retry_after_seconds": 30 } }`. Any names will do as long as they are the same everywhere.',
    messages: {
      missing:
        'The tools call other services, and no error of theirs has a code, a category or says whether to try again.',
    },
    references: [
      'longbridge/longbridge-mcp#141',
      'https://arxiv.org/abs/2603.13417',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
    ],
    realCase: 'longbridge/longbridge-mcp#141: seven hours of one call, until errors said `recoverable`',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, at, id }, { facts }) {
      if (code === undefined || !code.outbound.facts.some(({ tools, background }) => tools.length > 0 && !background))
        return;
      const results = facts.errorResults();
      const mayTell = results.some(
        ({ shape: { isError, kind, text } }) =>
          isError === 'unknown' ||
          kind === 'unknown' ||
          text.fields.some(isCoded) ||
          text.from.some((part) => part === 'unknown' || part === 'body' || part === 'status'),
      );
      // what is thrown by hand leaves as a protocol error, which has a code: that is error-protocol-from-tool
      if (mayTell || (results.length === 0 && code.handlers.facts.some(({ by }) => by === 'dispatch'))) return;
      yield {
        at: at('tools'),
        because: [at('tools'), coverageAt(id, 'handlers'), coverageAt(id, 'failures')],
        message: 'missing',
        related: results.slice(0, 3).map((result) => ({ at: result.at, note: 'an error here' })),
      };
    },
  },
);
