import { chargedAt, defineRule, MODERN, together } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'session-id-reliance',
    title: 'Nothing rests on `Mcp-Session-Id`.',
    category: 'operations',
    severity: 'info',
    why: 'Revision 2026-07-28 has no sessions: there is no `initialize` that begins one and no `Mcp-Session-Id` that names it, and each request may come to any process. What is kept by session is then kept by nobody, or, worse, by everybody who sends none.',
    hint: 'Serve each request by itself, and give out what has to last as a handle that a tool returns and another takes: `{ "cart_id": "…" }`, with what it says of its lifetime.',
    messages: {
      requests: {
        text: 'Requests are told apart by `Mcp-Session-Id` (`{by}`), which clients of revision 2026-07-28 do not send.',
        revisions: { since: MODERN },
      },
      kept: {
        text: '`{name}` is kept by session (`{key}`), and clients of revision 2026-07-28 have none.',
        revisions: { since: MODERN },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/changelog',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management',
    ],
    realCase:
      'fatwang2/search1api-mcp at 7655cbb: each POST looks its transport up by `mcp-session-id`, and is answered with 400 where it is not sent',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (!code) return;
      const keyed = code.transports.facts.filter(
        ({ kind, sessions }) => kind === 'http' && (sessions === 'memory' || sessions === 'store'),
      );
      for (const [first, ...more] of together(keyed))
        yield { ...chargedAt(first!, ...more), message: 'requests', data: { by: first!.by } };
      const kept = code.state.facts.filter(({ keyedBy = '', tools }) => tools.length > 0 && SESSION.test(keyedBy));
      for (const [first, ...more] of together(kept))
        yield {
          ...chargedAt(first!, ...more),
          message: 'kept',
          data: { name: [...new Set([first!, ...more].map(({ name }) => name))], key: first!.keyedBy ?? '' },
        };
    },
  },
);

/** `extra.sessionId`, and not the id of a session of one's own: `args.session_id`, `browserSessionId`. */
const SESSION = /\b(?:extra|ctx|context|transport|server|mcpReq)!?\??\.(?:sessionId|mcpSessionId)!?$/i;
