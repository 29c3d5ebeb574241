import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const KEPT = { ...HTTP, sessions: 'memory', store: '[|http.ts#/module/store~1|]' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [{ ...HTTP, sessions: 'none' }] }),
    { json: codeCase({ transports: [{ ...HTTP, sessions: 'store' }] }), why: 'they are kept where all can look' },
    { json: codeCase({ transports: [{ ...HTTP, sessions: 'platform' }] }), why: 'the framework keeps them' },
    { json: codeCase({ transports: [{ ...HTTP, sessions: 'unknown' }] }), why: 'nobody can say' },
    { json: codeCase({ transports: [{ ...HTTP, kind: 'stdio', sessions: 'none' }] }), why: 'stdio is one session' },
  ],
  bad: [
    {
      json: codeCase({ transports: [KEPT] }),
      says: 'table',
      severity: 'info',
      text: '`StreamableHTTPServerTransport`',
    },
    {
      json: codeCase({
        transports: [
          KEPT,
          { ...KEPT, at: 'http.ts#/start/transport~12', kind: 'sse', store: 'http.ts#/module/store~1' },
        ],
      }),
      says: ['table'],
    },
    {
      json: codeCase({
        transports: [{ ...HTTP, at: `[|${HTTP.at}|]`, kind: 'sse', by: 'new SSEServerTransport', sessions: 'memory' }],
      }),
      says: 'transport',
      text: '`SSEServerTransport` keeps',
    },
  ],
});

const HEAD = `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => {
  const answer = await fetch('https://shop.example/orders', { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error('the shop answered ' + answer.status);
  return { content: [{ type: 'text', text: await answer.text() }] };
});
const app = express();
`;
const LISTEN = "app.listen(3000, '127.0.0.1');\n";

sourceTest(rule, {
  good: [
    `${HEAD}app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res);
});
${LISTEN}`,
    {
      ts: `${HEAD}const seen = new Map();
app.post('/mcp', async (req, res) => {
  seen.set(req.ip, Date.now());
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res);
});
${LISTEN}`,
      why: 'the table has no sessions in it',
    },
  ],
  bad: [
    {
      ts: `${HEAD}const [|transports = new Map()|];
app.post('/mcp', async (req, res) => {
  let transport = transports.get(req.headers['mcp-session-id']);
  if (!transport) {
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (sessionId) => transports.set(sessionId, transport),
    });
    await server.connect(transport);
  }
  await transport.handleRequest(req, res);
});
${LISTEN}`,
      says: 'table',
    },
    {
      ts: `${HEAD}import { Sessions } from './sessions.ts';
const sessions = new Sessions(server);
app.post('/mcp', (req, res) => sessions.answer(req, res));
${LISTEN}`,
      sources: {
        'sessions.ts': `import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
export class Sessions {
  [|private open: Record<string, StreamableHTTPServerTransport> = {};|]
  constructor(private server) {}
  async answer(req, res) {
    const transport = this.open[req.headers['mcp-session-id']] ?? (await this.begin());
    await transport.handleRequest(req, res);
  }
  private async begin() {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (sessionId) => {
        this.open[sessionId] = transport;
      },
    });
    await this.server.connect(transport);
    return transport;
  }
}`,
      },
      says: 'table',
    },
    {
      ts: `${HEAD}const transport = new [|StreamableHTTPServerTransport|]({ sessionIdGenerator: () => crypto.randomUUID() });
await server.connect(transport);
app.post('/mcp', (req, res) => transport.handleRequest(req, res));
${LISTEN}`,
      says: 'transport',
    },
  ],
});
