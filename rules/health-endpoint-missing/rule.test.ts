import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const MCP = { at: 'http.ts#/start/route~1', method: 'POST', path: '/mcp', role: 'mcp' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [HTTP], routes: [MCP, { at: 'http.ts#/start/route~12', role: 'liveness' }] }),
    {
      json: codeCase({ transports: [{ at: 'index.ts#/main/transport~1', kind: 'stdio' }] }),
      why: 'over stdio there is nobody to ask',
    },
    {
      json: codeCase({ transports: [{ ...HTTP, kind: 'serverless' }], routes: [MCP] }),
      why: 'a platform looks after its functions by itself',
    },
    {
      json: codeCase({ transports: [{ ...HTTP }, { at: 'api.ts#/transport~1', kind: 'serverless' }], routes: [MCP] }),
      why: 'it may be started by a platform alone',
    },
    { json: codeCase({ transports: [HTTP], routes: [MCP], cut: ['routes'] }), why: 'not all routes are known' },
    {
      json: codeCase({
        transports: [HTTP],
        routes: [MCP],
        wire: {
          transport: 'http',
          health: { by: 'usual', asked: 8, answers: [{ path: '/health', status: 200, shows: [] }] },
        },
      }),
      why: 'it was asked, and something answers',
    },
    {
      json: codeCase({ transports: [{ at: 'http.ts#/start/transport~1' }], routes: [MCP] }),
      why: 'others listen for it: nobody knows what they answer',
    },
    {
      json: codeCase({ transports: [{ ...HTTP, sessions: 'platform' }], routes: [MCP] }),
      why: 'a framework has routes of its own',
    },
    {
      json: codeCase({
        transports: [HTTP],
        routes: [MCP, { at: 'http.ts#/start/route~13', path: '/readyz', role: 'readiness' }],
      }),
      why: 'what says that it is ready says that it lives',
    },
    {
      json: codeCase({ transports: [HTTP], routes: [MCP, { at: 'http.ts#/start/route~14', path: '*' }] }),
      why: 'whatever is asked for is answered',
    },
    {
      json: codeCase({
        transports: [HTTP],
        routes: [MCP, { at: 'http.ts#/start/route~15', path: '/', role: 'other', auth: 'none' }],
      }),
      why: 'a prober can knock at the front door',
    },
  ],
  bad: [
    {
      json: codeCase({
        transports: [HTTP],
        routes: [
          { ...MCP, at: `[|${MCP.at}|]` },
          { at: 'http.ts#/start/route~15', path: '/', role: 'other', auth: 'before' },
          { at: 'http.ts#/start/route~16', path: '/icon.png', role: 'other', auth: 'none' },
        ],
      }),
      says: 'missing',
    },
    {
      json: codeCase({ transports: [HTTP], routes: [{ ...MCP, at: `[|${MCP.at}|]` }] }),
      says: 'missing',
      severity: 'warning',
      text: 'answers only `/mcp`',
    },
    {
      json: codeCase({ transports: [{ ...HTTP, listens: `[|${HTTP.listens}|]` }] }),
      says: 'nothing',
    },
    {
      json: codeCase({
        transports: [{ ...HTTP, at: 'sse.ts#/sse/transport~1', kind: 'sse', listens: 'sse.ts#/sse/listen~1' }, HTTP],
        routes: [
          { ...MCP, at: 'sse.ts#/sse/route~1', path: '/messages' },
          { ...MCP, at: `[|${MCP.at}|]` },
        ],
      }),
      says: 'missing',
      text: '`/messages`, `/mcp`',
    },
  ],
});

const HEAD = `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({
  content: [{ type: 'text', text: '12 orders' }],
}));
const app = express();
`;
const ENDPOINT = `async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res);
});
`;

sourceTest(rule, {
  good: [
    {
      ts: `${HEAD}app.post('/mcp', ${ENDPOINT}app.get('/livez', (req, res) => res.send('alive'));\napp.listen(3000, '127.0.0.1');`,
      why: 'it has one',
    },
    {
      ts: `${HEAD}import { addHealth } from './health.ts';\naddHealth(app);\napp.post('/mcp', ${ENDPOINT}app.listen(3000);`,
      sources: {
        'health.ts': `import type { Express } from 'express';
export const addHealth = (to: Express) => to.get('/health', (req, res) => res.json({ status: 'ok' }));`,
      },
      why: 'it is put on in another file',
    },
    {
      ts: `${HEAD}import { terminus } from 'some-terminus';\nterminus(app);\napp.post('/mcp', ${ENDPOINT}app.listen(3000);`,
      why: 'a package that is not read may add it',
    },
  ],
  bad: [
    { ts: `${HEAD}app.post([|'/mcp'|], ${ENDPOINT}app.listen(3000, '127.0.0.1');`, says: 'missing' },
    { ts: `${HEAD}app.use(${ENDPOINT}[|app.listen|](3000, '127.0.0.1');`, says: 'nothing' },
  ],
});
