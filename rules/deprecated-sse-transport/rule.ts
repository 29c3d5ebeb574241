import { chargedAt, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'deprecated-sse-transport',
    title: 'A server over HTTP is reached by Streamable HTTP.',
    category: 'operations',
    severity: 'info', // seen fewer than ten times on the servers read
    why: 'HTTP with SSE was replaced in revision 2025-03-26. It needs a connection that stays open for every client, which load balancers and platforms cut, and it keeps sessions in the one process that holds the stream. The second SDK has it only in a package of its own.',
    hint: 'Serve `StreamableHTTPServerTransport` at one endpoint, and drop `{by}` when no client of yours needs it any more.',
    advice:
      'Serve `StreamableHTTPServerTransport` at one endpoint, and drop the SSE transport when no client of yours needs it any more.',
    messages: {
      only: {
        text: '`{by}` is the only way to reach the server over HTTP, and is deprecated since 2025-03-26.',
        revisions: { since: '2025-03-26' },
      },
      beside: {
        text: '`{by}` is offered beside Streamable HTTP, for clients of before 2025-03-26.',
        revisions: { since: '2025-03-26' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-03-26/basic/transports#backwards-compatibility',
      'https://modelcontextprotocol.io/specification/2026-07-28/deprecated',
    ],
    realCase: 'mobile-next/mobile-mcp at 409e0a2: over HTTP only `SSEServerTransport` is served',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (!code) return;
      const { facts, complete } = code.transports;
      const isBeside = !complete || facts.some(({ kind }) => kind === 'http' || kind === 'serverless');
      const [first, ...more] = facts.filter(({ kind }) => kind === 'sse');
      if (first) yield { ...chargedAt(first, ...more), message: isBeside ? 'beside' : 'only', data: { by: first.by } };
    },
  },
);
