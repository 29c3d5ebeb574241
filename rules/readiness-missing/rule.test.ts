import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const LIVE = { at: 'http.ts#/start/route~1', role: 'liveness' } as const;
const CALL = { at: 'api.ts#/get/call~1' };

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({
      transports: [HTTP],
      outbound: [CALL],
      routes: [LIVE, { at: 'http.ts#/start/route~12', path: '/ready', role: 'readiness' }],
    }),
    { json: codeCase({ transports: [HTTP], routes: [LIVE] }), why: 'the tools ask nobody' },
    {
      json: codeCase({ transports: [HTTP], routes: [LIVE], outbound: [{ ...CALL, tools: [] }] }),
      why: 'no tool asks',
    },
    {
      json: codeCase({ transports: [HTTP], outbound: [CALL], routes: [{ ...LIVE, asks: ['client.ping'] }] }),
      why: 'the one route asks what the tools ask',
    },
    {
      json: codeCase({ transports: [HTTP], outbound: [CALL], routes: [{ ...LIVE, complete: false }] }),
      why: 'it may ask',
    },
    { json: codeCase({ transports: [HTTP], outbound: [CALL] }), why: 'no route at all is another rule' },
    {
      json: codeCase({ transports: [HTTP], outbound: [CALL], routes: [LIVE], cut: ['routes'] }),
      why: 'not all is known',
    },
    {
      json: codeCase({ transports: [{ ...HTTP, kind: 'serverless' }], outbound: [CALL], routes: [LIVE] }),
      why: 'a platform sends requests to what it starts',
    },
    {
      json: codeCase({ transports: [{ at: HTTP.at, kind: 'stdio' }], outbound: [CALL], routes: [LIVE] }),
      why: 'over stdio nobody sends requests elsewhere',
    },
  ],
  bad: [
    {
      json: codeCase({ transports: [HTTP], outbound: [CALL], routes: [{ ...LIVE, at: `[|${LIVE.at}|]` }] }),
      says: 'missing',
      severity: 'info',
      text: '`/health` says that the server lives',
    },
    // what a tool starts may be away as a service is
    {
      json: codeCase({
        transports: [HTTP],
        failures: [{ at: 'kubectl.ts#/run/catch~1', guards: ['execFileSync'] }],
        routes: [{ ...LIVE, at: `[|${LIVE.at}|]` }],
      }),
      says: 'missing',
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
    `${HEAD}app.get('/health', (req, res) => res.json({ status: 'ok' }));
app.get('/readyz', async (req, res) => res.sendStatus((await fetch('https://shop.example/status')).ok ? 200 : 503));
${ENDPOINT}`,
    {
      ts: `${HEAD}const up = async () => (await fetch('https://shop.example/status')).ok;
app.get('/health', async (req, res) => res.json({ status: (await up()) ? 'ok' : 'down' }));
${ENDPOINT}`,
      why: 'a function that it calls asks',
    },
  ],
  bad: [
    { ts: `${HEAD}app.get([|'/health'|], (req, res) => res.json({ status: 'ok' }));\n${ENDPOINT}`, says: 'missing' },
  ],
});
