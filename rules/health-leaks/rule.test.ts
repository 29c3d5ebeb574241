import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const LIVE = { at: 'http.ts#/start/route~1', role: 'liveness' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [HTTP], routes: [LIVE] }),
    {
      json: codeCase({
        transports: [HTTP],
        routes: [{ ...LIVE, path: '/debug', role: 'other', leaks: ['environment'] }],
      }),
      why: 'it is no route for probers',
    },
  ],
  bad: [
    {
      json: codeCase({ transports: [HTTP], routes: [{ ...LIVE, at: `[|${LIVE.at}|]`, leaks: ['environment'] }] }),
      says: 'environment',
      severity: 'info',
    },
    {
      json: codeCase({ transports: [HTTP], routes: [{ ...LIVE, at: `[|${LIVE.at}|]`, leaks: ['stack'] }] }),
      says: 'stack',
    },
    {
      json: codeCase({ transports: [HTTP], routes: [{ ...LIVE, at: `[|${LIVE.at}|]`, leaks: ['headers'] }] }),
      says: 'headers',
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
const ENDPOINT = `app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res);
});
app.listen(3000, '127.0.0.1');
`;

sourceTest(rule, {
  good: [
    `${HEAD}app.get('/health', (req, res) => res.json({ status: 'ok', version: process.env.npm_package_version }));\n${ENDPOINT}`,
    {
      ts: `${HEAD}app.get('/health', (req, res) => res.json({ status: 'ok', hasKey: !!process.env.API_KEY }));\n${ENDPOINT}`,
      why: 'that a key is there is no secret',
    },
    {
      ts: `${HEAD}app.get('/health', (req, res) => {
  try { res.json({ status: 'ok' }); } catch (error) { console.error(error.stack); res.status(500).json({ status: 'down' }); }
});
${ENDPOINT}`,
      why: 'the stack goes to the log',
    },
  ],
  bad: [
    {
      ts: `${HEAD}app.get([|'/health'|], (req, res) => res.json({ status: 'ok', env: process.env }));\n${ENDPOINT}`,
      says: 'environment',
    },
    {
      ts: `${HEAD}app.get([|'/health'|], (req, res) => res.json({ key: process.env.API_KEY, status: 'ok' }));\n${ENDPOINT}`,
      says: 'environment',
    },
    {
      ts: `${HEAD}app.get([|'/health'|], (req, res) => {
  try { res.json({ status: 'ok' }); } catch (error) { res.status(500).json({ error: error.stack }); }
});
${ENDPOINT}`,
      says: 'stack',
    },
    {
      ts: `${HEAD}app.get([|'/health'|], (req, res) => res.json({ status: 'ok', headers: req.headers }));\n${ENDPOINT}`,
      says: 'headers',
    },
  ],
});
