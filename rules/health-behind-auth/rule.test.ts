import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const LIVE = { at: 'http.ts#/start/route~1', role: 'liveness', auth: 'before' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [HTTP], routes: [{ ...LIVE, auth: 'none' }] }),
    { json: codeCase({ transports: [HTTP], routes: [{ ...LIVE, auth: 'unknown' }] }), why: 'nobody can say' },
    {
      json: codeCase({ transports: [HTTP], routes: [{ ...LIVE, path: '/mcp', role: 'mcp' }] }),
      why: 'the endpoint should ask',
    },
    {
      json: codeCase({
        transports: [HTTP],
        routes: [LIVE, { at: 'http.ts#/start/route~12', path: '/livez', role: 'liveness' }],
      }),
      why: 'another route answers without credentials',
    },
    { json: codeCase({ transports: [{ ...HTTP, kind: 'serverless' }], routes: [LIVE] }), why: 'nobody probes it' },
  ],
  bad: [
    {
      json: codeCase({ transports: [HTTP], routes: [{ ...LIVE, at: `[|${LIVE.at}|]` }] }),
      says: 'behind',
      severity: 'info',
      text: '`/health` comes after what asks who calls',
    },
    {
      json: codeCase({
        transports: [HTTP],
        routes: [
          { ...LIVE, auth: 'none' },
          { ...LIVE, at: '[|http.ts#/start/route~12|]', path: '/ready', role: 'readiness' },
        ],
      }),
      says: 'behind',
      text: '`/ready`',
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
const AUTH = `const requireToken = (req, res, next) => {
  if (req.headers.authorization !== 'Bearer ' + process.env.TOKEN) return res.status(401).end();
  next();
};
`;
const HEALTH = `app.get('/health', (req, res) => res.json({ status: 'ok' }));\n`;
const MARKED = HEALTH.replace("'/health'", "[|'/health'|]");

sourceTest(rule, {
  good: [
    `${HEAD}${AUTH}${HEALTH}app.use(requireToken);\n${ENDPOINT}`,
    {
      ts: `${HEAD}${AUTH}app.use('/mcp', requireToken);\n${HEALTH}${ENDPOINT}`,
      why: 'it stands before the endpoint alone',
    },
    {
      ts: `${HEAD}app.use((req, res, next) => {
  if (req.path === '/health') return next();
  if (!req.headers.authorization) return res.status(401).end();
  next();
});
${HEALTH}${ENDPOINT}`,
      why: 'it lets this path through',
    },
    {
      ts: `${HEAD}app.use((req, res, next) => {
  res.header('Access-Control-Allow-Headers', 'Content-Type, Authorization');
  if (req.headers.origin === 'https://evil.example') return res.status(403).end();
  next();
});
${HEALTH}${ENDPOINT}`,
      why: 'it asks where from, and not who',
    },
  ],
  bad: [
    { ts: `${HEAD}${AUTH}app.use(requireToken);\n${MARKED}${ENDPOINT}`, says: 'behind' },
    { ts: `${HEAD}${AUTH}${MARKED.replace(', (req', ', requireToken, (req')}${ENDPOINT}`, says: 'behind' },
    {
      ts: `${HEAD}import { auth } from './auth.ts';\napp.use(express.json(), auth({ realm: 'orders' }));\n${MARKED}${ENDPOINT}`,
      sources: {
        'auth.ts': `export function auth(options) {
  return (req, res, next) => (req.headers['x-api-key'] === process.env.KEY ? next() : res.status(401).end());
}`,
      },
      says: 'behind',
    },
  ],
});
