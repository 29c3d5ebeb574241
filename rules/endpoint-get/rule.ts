import { defineRule, type RouteFact, type ToolServer } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'endpoint-get',
    title: 'A GET of the endpoint gives an event stream or HTTP 405.',
    category: 'operations',
    severity: 'warning',
    why: 'Clients open an event stream by a GET of the endpoint when they connect. The specification knows two answers: `text/event-stream`, or 405 where there is none. After anything else clients ask again and again, or give the server up: 95% of all requests to one hosted server were such repeated GETs.',
    hint: "Where the server sends nothing by itself, answer 405: `app.get('/mcp', (_, res) => res.status(405).set('Allow', 'POST').end())`.",
    messages: {
      type: 'A GET of the endpoint is answered with HTTP {status} and `{type}`, which is no event stream.',
      failed: 'A GET of the endpoint is answered with HTTP {status}.',
      refused: {
        text: 'A GET of the endpoint is answered with HTTP {status}, not with 405.',
        severity: 'info',
      },
      silent: {
        text: 'A GET of the endpoint is not answered: not even the headers of a stream come.',
        severity: 'info',
        hint: 'Send the headers of the event stream at once (`res.flushHeaders()`), or answer 405 where the server sends nothing by itself.',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#listening-for-messages-from-the-server',
      'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#backward-compatibility',
      'f/prompts.chat#1117',
      'punkpeye/mcp-proxy#62',
      'modelcontextprotocol/typescript-sdk#1635',
      'sourcebot-dev/sourcebot#1064',
    ],
    realCase:
      'f/prompts.chat#1117 answered with JSON and was asked again without end; punkpeye/mcp-proxy#62 with 400, and Cursor connected in a circle; antv-chart (@antv/mcp-server-chart 0.9.10) answers with 404',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const { endpoint, era } = server.wire ?? {};
      if (!endpoint) return;
      const { status, type = '' } = endpoint;
      const at = endpointOf(server)?.at ?? server.at('wire', 'endpoint');
      if (status === undefined) yield { at, message: 'silent' };
      else if (status >= 500) yield { at, message: 'failed', data: { status } };
      else if (status < 300) {
        if (type !== 'text/event-stream')
          yield { at, message: 'type', data: { status, type: type || 'no content type' } };
      } else if (!FITTING.has(status) && !(era === 'modern' && status === NO_SESSION))
        yield { at, message: 'refused', data: { status } };
    },
  },
);

/** A server of both eras may ask for the session that only the older one has. */
const NO_SESSION = 400;
/** 405 is asked for; who calls, or how often, may be asked first. */
const FITTING: ReadonlySet<number> = new Set([405, 401, 403, 429]);

/** The route that answers a GET of the endpoint, or the only one that there is. */
function endpointOf({ code }: ToolServer): RouteFact | undefined {
  const own = (code?.routes.facts ?? []).filter(({ role }) => role === 'mcp');
  return own.find(({ method }) => /^(?:GET|\*|all)$/i.test(method)) ?? (own.length === 1 ? own[0] : undefined);
}
