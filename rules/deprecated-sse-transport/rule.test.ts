import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'sse.ts#/serve/transport-1';
const sse = (at = AT) => ({ at, kind: 'sse' as const, by: 'new SSEServerTransport' });

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [{ at: AT }] }),
    { json: codeCase({ transports: [{ at: AT, kind: 'stdio' }] }), why: 'not over HTTP at all' },
    { json: codeCase({ transports: [{ at: AT, kind: 'serverless' }] }), why: 'a platform' },
  ],
  bad: [
    { json: codeCase({ transports: [sse(`[|${AT}|]`)] }), says: 'only', text: '`new SSEServerTransport`' },
    { json: codeCase({ transports: [{ at: 'a.ts#/t', kind: 'stdio' }, sse(`[|${AT}|]`)] }), says: 'only' },
    { json: codeCase({ transports: [sse(`[|${AT}|]`), { at: 'a.ts#/t' }] }), says: 'beside', severity: 'info' },
    { json: codeCase({ transports: [sse(`[|${AT}|]`)], cut: ['transports'] }), says: 'beside', severity: 'info' },
  ],
});

const served = (route: string): string => `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const app = express();
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
${route}
app.listen(3000);
`;
const STREAMABLE = `app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});`;
const SSE = `app.get('/sse', async (req, res) => {
  const transport = new [|SSEServerTransport|]('/messages', res);
  await server.connect(transport);
});`;

sourceTest(rule, {
  good: [
    served(STREAMABLE),
    { ts: served(`${STREAMABLE}\nexport const legacy = SSEServerTransport;`), why: 'named, and never made' },
  ],
  bad: [
    { ts: served(SSE), says: 'only' },
    { ts: served(`${STREAMABLE}\n${SSE}`), says: 'beside' },
  ],
});
