import { atHandler, calledTools, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'call-http-500',
    title: 'A call that fails is no HTTP 500.',
    category: 'errors',
    severity: 'info',
    why: 'The specification has a tool report its failure in a result with `isError`, which the model reads and can act on. An HTTP 5xx never reaches it: clients take the server for broken, drop the session or try the same call again, and the gateway before it may take the instance out.',
    hint: 'Catch what a handler throws and answer with a result that has `isError: true`; the transport answers 200 then. `McpServer` does so for what a tool throws.',
    messages: {
      invalid: '`{tool}` was called with `{arguments}`, which its schema rejects, and is answered with HTTP {status}.',
      valid: '`{tool}` was called with `{arguments}` and is answered with HTTP {status}.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#sending-messages-to-the-server',
      'mcpdotdirect/evm-mcp-server#36',
    ],
    realCase: 'mcpdotdirect/evm-mcp-server#36: what was thrown is answered as HTTP 500 with the text of the error',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const { tool, calls } of calledTools(server, server.wire?.calls)) {
        const call = calls.find(({ status = 0 }) => status >= 500 && !AWAY.has(status));
        if (call)
          yield {
            ...atHandler(server, tool),
            message: call.kind,
            data: { tool: tool.name, arguments: call.arguments, status: call.status! },
          };
      }
    },
  },
);

/** What stands before the server says that it is not there. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);
