import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'api.ts#/get/call';
type Transport = NonNullable<Case['transports']>[number];
const HTTP: Transport = { at: 'main.ts#/main/transport', auth: 'checked' };
type Call = NonNullable<Case['outbound']>[number];
const asking = (call: Partial<Call>, transport: Partial<Transport> = {}) =>
  codeCase({ outbound: [{ at: AT, credential: 'environment', ...call }], transports: [{ ...HTTP, ...transport }] });

const TOP = `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { verifier } from './verifier.js';
`;
const serve = (make: string, auth = 'requireBearerAuth({ verifier }), ') => `const app = express();
app.post('/mcp', ${auth}async (req, res) => {
  const server = ${make};
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
`;
const made = (of: string, body: string) => `function makeServer(${of}) {
  const server = new McpServer({ name: 'example', version: '1.0.0' });
  server.registerTool('list_orders', {}, async (extra) => {
    ${body}
    return { content: [{ type: 'text', text: await response.text() }] };
  });
  return server;
}
`;
const CALL = "await fetch('https://shop.example/orders', { headers });";
const BODY = `const headers = { authorization: \`Bearer \${process.env.SHOP_TOKEN}\` };\nconst response = ${CALL}`;
const MARKED = BODY.replace('await fetch', 'await [|fetch|]');

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    asking({ credential: 'request' }),
    { json: asking({}, { auth: 'none' }), why: 'it does not know its callers' },
    { json: asking({}, { auth: 'unknown' }), why: 'whether it knows its callers was not read' },
    { json: asking({}, { kind: 'stdio' }), why: 'over stdio there is one caller' },
    { json: asking({ credential: 'unknown' }), why: 'whose it is was not read' },
    { json: asking({ credential: 'none' }), why: 'the service asks for none' },
    { json: asking({ background: true }), why: 'telemetry is of the process' },
    { json: asking({ tools: [] }), why: 'no tool reaches it' },
    { json: codeCase({ outbound: [{ at: AT, credential: 'environment' }] }), why: 'nobody knows how it is reached' },
  ],
  bad: [
    { json: asking({ at: `[|${AT}|]` }), says: 'one', severity: 'info', text: '`fetch` asks another service' },
    { json: asking({ at: `[|${AT}|]`, host: 'api.example.com' }), says: 'one', text: 'asks `api.example.com`' },
    {
      json: codeCase({
        transports: [HTTP],
        outbound: [`[|${AT}|]`, `${AT}2`, 'b.ts#/b/call', 'c.ts#/c/call'].map((at) => ({
          at,
          credential: 'environment',
        })),
      }),
      says: 'many',
      text: '4 calls',
    },
    {
      json: codeCase({
        transports: [{ ...HTTP, auth: 'unknown' }],
        outbound: [
          { at: 'a.ts#/a/call', credential: 'request' },
          { at: `[|${AT}|]`, credential: 'environment' },
        ],
      }),
      says: 'one',
    },
  ],
});

sourceTest(rule, {
  good: [
    {
      ts: `${TOP.replace(/import \{ requireB[\s\S]*/, '')}${made('', BODY)}${serve('makeServer()', '')}`,
      why: 'nobody is asked who calls',
    },
    {
      ts: `${TOP}${made('key', BODY.replace('process.env.SHOP_TOKEN', 'key'))}${serve('makeServer(req.headers.authorization)')}
if (process.argv[2]) makeServer(process.env.SHOP_TOKEN);`,
      why: 'it is the key of the request, and over stdio that of the process',
    },
    {
      ts: `${TOP}${made('', BODY.replace('process.env.SHOP_TOKEN', 'extra.authInfo?.token ?? process.env.SHOP_TOKEN'))}${serve('makeServer()')}`,
      why: 'the one of the request goes first',
    },
    {
      ts: `${TOP}${made('', BODY.replace('process.env.SHOP_TOKEN', 'process.env.REGION'))}${serve('makeServer()')}`,
      why: 'a variable that is no secret',
    },
  ],
  bad: [
    { ts: `${TOP}${made('', MARKED)}${serve('makeServer()')}`, says: 'one', text: '`shop.example`' },
    {
      ts: `${TOP}${made('', `const { SHOP_KEY: key } = process.env;\nawait [|fetch|]('/a', { headers: { 'x-key': process.env.SHOP_KEY } });\n${BODY}\nawait ${CALL}\nawait ${CALL}`)}${serve('makeServer()')}`,
      says: 'many',
    },
    {
      ts: `${TOP}import { ask } from './api.js';\n${made('', 'const response = await ask("/orders");')}${serve('makeServer()')}`,
      sources: {
        'api.ts': `import axios from 'axios';
const TOKEN = process.env.SHOP_TOKEN;
class Shop {
  constructor(private token: string) {}
  headers() { return { authorization: this.token }; }
  get(path: string) { return [|fetch|]('https://shop.example' + path, { headers: this.headers() }); }
  async post(path: string) {
    const api = axios.create({ headers: this.headers() });
    return [|api.post|](path);
  }
}
const shop = new Shop(TOKEN ?? '');
export async function ask(path: string) { await shop.post(path); return shop.get(path); }
`,
      },
      says: ['one', 'one'],
    },
  ],
});
