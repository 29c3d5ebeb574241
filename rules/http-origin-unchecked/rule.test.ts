import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const OPEN = { ...HTTP, origin: 'unchecked', auth: 'none', app: '[|http.ts#/start/app~1|]' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [{ ...HTTP, origin: 'checked' }] }),
    { json: codeCase({ transports: [{ ...HTTP, origin: 'unknown' }] }), why: 'what stands before it was not read' },
    {
      json: codeCase({ transports: [{ ...HTTP, kind: 'serverless', origin: 'unchecked' }] }),
      why: 'it has a name of its own, and no browser is beside it',
    },
    {
      json: codeCase({ transports: [{ ...HTTP, kind: 'stdio', origin: 'unchecked' }] }),
      why: 'no browser reaches stdio',
    },
    {
      json: codeCase({ transports: [{ at: HTTP.at, origin: 'unchecked' }] }),
      why: 'others listen for it, and may look',
    },
  ],
  bad: [
    { json: codeCase({ transports: [OPEN] }), says: 'open', severity: 'warning', text: 'pages in a browser' },
    { json: codeCase({ transports: [{ ...OPEN, auth: 'checked' }] }), says: 'authorized', severity: 'info' },
    { json: codeCase({ transports: [{ ...OPEN, auth: 'unknown' }] }), says: 'perhaps', severity: 'info' },
    {
      json: codeCase({
        transports: [OPEN, { ...OPEN, at: 'http.ts#/start/transport~12', app: 'http.ts#/start/app~1', kind: 'sse' }],
      }),
      says: ['open'],
    },
    {
      json: codeCase({
        transports: [
          OPEN,
          {
            at: 'sse.ts#/start/transport~1',
            listens: '[|sse.ts#/start/listen~1|]',
            origin: 'unchecked',
            auth: 'none',
            kind: 'sse',
          },
        ],
      }),
      says: ['open', 'open'],
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
`;
const APP = 'const app = express();\n';
const ENDPOINT = `app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res);
});
app.listen(3000, '127.0.0.1');
`;

sourceTest(rule, {
  good: [
    {
      ts: `${HEAD}import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
const app = createMcpExpressApp();
${ENDPOINT}`,
      why: 'the app of the SDK looks by itself',
    },
    {
      ts: `${HEAD}${APP}${ENDPOINT.replace('sessionIdGenerator: undefined', "sessionIdGenerator: undefined, enableDnsRebindingProtection: true, allowedHosts: ['localhost']")}`,
      why: 'the transport looks',
    },
    {
      ts: `${HEAD}import { local } from './local.ts';\n${APP}app.use(local);\n${ENDPOINT}`,
      sources: {
        'local.ts': `export const local = (req, res, next) => {
  const { origin } = req.headers;
  if (req.headers.origin && !req.headers.origin.startsWith('http://localhost')) return res.status(403).end();
  next();
};`,
      },
      why: 'a middleware in another file looks',
    },
    {
      ts: `${HEAD}import cors from 'cors';\n${APP}app.use(cors({ origin: ['https://shop.example'] }));\n${ENDPOINT}`,
      why: 'CORS with a list',
    },
    {
      ts: `${HEAD}import { shield } from 'some-shield';\n${APP}app.use(shield());\n${ENDPOINT}`,
      why: 'a package that is not read may look',
    },
  ],
  bad: [
    { ts: `${HEAD}${APP.replace('express()', '[|express|]()')}app.use(express.json());\n${ENDPOINT}`, says: 'open' },
    {
      ts: `${HEAD}import cors from 'cors';\n${APP.replace('express()', '[|express|]()')}app.use(cors({ origin: '*' }));\n${ENDPOINT}`,
      says: 'open',
    },
    {
      ts: `${HEAD}${APP.replace('express()', '[|express|]()')}app.use((req, res, next) => {
  if (req.headers.authorization !== 'Bearer ' + process.env.TOKEN) return res.status(401).end();
  next();
});
${ENDPOINT}`,
      says: 'authorized',
    },
    {
      ts: `${HEAD}import { gate } from './gate.ts';\n${APP.replace('express()', '[|express|]()')}app.use('/mcp', gate);\n${ENDPOINT}`,
      sources: {
        'gate.ts': `export const gate = [(req, res, next) => (req.headers.authorization ? next() : res.status(401).end())];`,
      },
      says: 'perhaps',
    },
    {
      ts: `${HEAD}import { guard, controller } from './people.ts';\n${APP.replace('express()', '[|express|]()')}app.post('/mcp', guard.requireAuth, controller.post);
app.listen(3000, '127.0.0.1');
`,
      sources: {
        'people.ts': `import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
class Guard {
  requireAuth(req, res, next) { return req.headers.authorization ? next() : res.status(401).end(); }
}
class Controller {
  transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  post = async (req, res) => this.transport.handleRequest(req, res);
}
export const guard = new Guard();
export const controller = new Controller();`,
      },
      says: 'authorized',
    },
  ],
});
