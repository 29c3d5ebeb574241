import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const READY = { at: 'http.ts#/start/route~1', path: '/ready', role: 'readiness' } as const;
const CALL = { at: 'api.ts#/get/call~1' };

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [HTTP], outbound: [CALL], routes: [{ ...READY, asks: ['client.ping'] }] }),
    { json: codeCase({ transports: [HTTP], routes: [READY] }), why: 'the tools ask nobody' },
    {
      json: codeCase({ transports: [HTTP], outbound: [CALL], routes: [{ ...READY, constant: false }] }),
      why: 'it looks at what the program knows of itself',
    },
    {
      json: codeCase({ transports: [HTTP], outbound: [CALL], routes: [{ ...READY, complete: false }] }),
      why: 'what it calls was not read',
    },
    {
      json: codeCase({
        transports: [HTTP],
        outbound: [CALL],
        routes: [{ ...READY, path: '/health', role: 'liveness' }],
      }),
      why: 'that it lives is all that this one says',
    },
    {
      json: codeCase({ transports: [{ ...HTTP, kind: 'serverless' }], outbound: [CALL], routes: [READY] }),
      why: 'a platform does not ask it',
    },
  ],
  bad: [
    {
      json: codeCase({ transports: [HTTP], outbound: [CALL], routes: [{ ...READY, at: `[|${READY.at}|]` }] }),
      says: 'hollow',
      severity: 'info',
      text: '`/ready` answers that the server is ready',
    },
    {
      json: codeCase({
        transports: [HTTP],
        failures: [{ at: 'kubectl.ts#/run/catch~1', guards: ['execFileSync'] }],
        routes: [{ ...READY, at: `[|${READY.at}|]` }],
      }),
      says: 'hollow',
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
    `${HEAD}app.get('/ready', async (req, res) => res.sendStatus((await fetch('https://shop.example/status')).ok ? 200 : 503));
${ENDPOINT}`,
    {
      ts: `${HEAD}let loaded = false;
app.get('/ready', (req, res) => res.status(loaded ? 200 : 503).end());
loaded = true;
${ENDPOINT}`,
      why: 'it waits for what is loaded',
    },
    {
      ts: `${HEAD}import { ready } from './ready.ts';\napp.get('/ready', ready);\n${ENDPOINT}`,
      sources: {
        'ready.ts': `import axios from 'axios';
export async function ready(req, res) {
  await axios.get('https://shop.example/status', { timeout: 1_000 });
  res.send('ready');
}`,
      },
      why: 'the function in another file asks',
    },
  ],
  bad: [
    {
      ts: `${HEAD}app.get([|'/ready'|], async (req, res) => {
  try {
    res.json({ status: 'ready', at: new Date().toISOString() });
  } catch (error) {
    res.status(503).json({ status: 'not ready' });
  }
});
${ENDPOINT}`,
      says: 'hollow',
    },
    {
      ts: `${HEAD}import { ready } from './ready.ts';\napp.get([|'/readyz'|], ready);\n${ENDPOINT}`,
      sources: {
        'ready.ts': `export function ready(req, res) {
  answer(res, 'ready');
}
const answer = (res, text) => res.status(200).send(text);`,
      },
      says: 'hollow',
    },
  ],
});
