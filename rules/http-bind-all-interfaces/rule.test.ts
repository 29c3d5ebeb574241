import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const EVERYWHERE = { ...HTTP, host: '0.0.0.0', bound: '[|config.ts#/module/listen~1|]' } as const;
const NOTHING = {
  ...HTTP,
  host: '*',
  auth: 'none',
  origin: 'unchecked',
  listens: '[|http.ts#/start/listen~1|]',
} as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [{ ...HTTP, host: '127.0.0.1' }] }),
    { json: codeCase({ transports: [HTTP] }), why: 'the host is not known' },
    { json: codeCase({ transports: [{ ...HTTP, host: '*', auth: 'checked' }] }), why: 'who calls is asked' },
    { json: codeCase({ transports: [{ ...HTTP, host: '*', auth: 'unknown' }] }), why: 'who calls may be asked' },
    {
      json: codeCase({ transports: [{ ...HTTP, host: '*', auth: 'none', origin: 'checked' }] }),
      why: 'requests for another host are turned away',
    },
    { json: codeCase({ transports: [{ ...HTTP, kind: 'serverless', host: '0.0.0.0' }] }), why: 'a platform listens' },
    { json: codeCase({ transports: [{ ...HTTP, host: '10.0.0.5' }] }), why: 'one interface' },
  ],
  bad: [
    { json: codeCase({ transports: [EVERYWHERE] }), says: 'literal', severity: 'info', text: 'listens on `0.0.0.0`' },
    {
      json: codeCase({
        transports: [
          { ...EVERYWHERE, host: '::' },
          { ...HTTP, at: 'sse.ts#/transport~1', host: '::', bound: 'config.ts#/module/listen~1' },
        ],
      }),
      says: ['literal'],
    },
    { json: codeCase({ transports: [NOTHING] }), says: 'default' },
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
`;

sourceTest(rule, {
  good: [
    `${HEAD}${ENDPOINT}app.listen(3000, '127.0.0.1');`,
    { ts: `${HEAD}${ENDPOINT}app.listen(3000, process.env.HOST);`, why: 'the host comes from the settings' },
    {
      ts: `${HEAD}app.use((req, res, next) => (req.headers.authorization ? next() : res.status(401).end()));
${ENDPOINT}app.listen(3000);`,
      why: 'who calls is asked',
    },
  ],
  bad: [
    { ts: `${HEAD}${ENDPOINT}app.listen(3000, [|'0.0.0.0'|]);`, says: 'literal' },
    {
      ts: `${HEAD}import { config } from './config.ts';\n${ENDPOINT}app.listen(config.port, config.host);`,
      sources: { 'config.ts': `export const config = { port: 3000, host: process.env.HOST ?? [|'0.0.0.0'|] };` },
      says: 'literal',
    },
    {
      ts: `import { createServer } from 'node:http';\n${HEAD}${ENDPOINT}createServer(app).listen({ port: 3000, host: [|'::'|] });`,
      says: 'literal',
    },
    { ts: `${HEAD}${ENDPOINT}[|app.listen|](3000, () => console.error('listening'));`, says: 'default' },
  ],
});
