import { defineRule, groupBy, type TransportFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'session-state-in-memory',
    title: 'A request can be answered by any process of the server.',
    category: 'operations',
    severity: 'info',
    why: 'A session that lives in the memory of one process is gone with a restart, a new version, a second instance behind a load balancer: the next request finds no transport and is answered with 400 or 404, and many clients do not begin anew. In revision 2026-07-28 there are no sessions.',
    hint: 'Serve without sessions: `new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })` for each request, or `createMcpHandler` of the second SDK. What has to last belongs in a store, under a handle that a tool returns.',
    messages: {
      table:
        'Sessions are kept in `{by}` objects of this process: another process, or this one after a restart, does not know them.',
      transport:
        '`{by}` keeps its session in this process: another process, or this one after a restart, does not know it.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/changelog',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management',
    ],
    realCase: 'fatwang2/search1api-mcp at 7655cbb: a `Map` of the module from session id to transport and server',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const kept = (code?.transports.facts ?? []).filter(
        ({ kind, sessions }) => (kind === 'http' || kind === 'sse') && sessions === 'memory',
      );
      for (const [first] of groupBy(kept, placeOf).values()) {
        const { at, store, by } = first!;
        yield { at: store ?? at, message: store ? 'table' : 'transport', data: { by: by.replace(/^new /, '') } };
      }
    },
  },
);

const placeOf = ({ store, at }: TransportFact): string => `${(store ?? at).name}#${(store ?? at).pointer}`;
