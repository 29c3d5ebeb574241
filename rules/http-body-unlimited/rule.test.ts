import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'http.ts#/start/transport~1', listens: 'http.ts#/start/listen~1' };
const READS = { ...HTTP, bodyLimit: 'none', reader: '[|http.ts#/read/app~1|]' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [{ ...HTTP, bodyLimit: 'set' }] }),
    { json: codeCase({ transports: [{ ...HTTP, bodyLimit: 'default' }] }), why: 'the framework stops by itself' },
    { json: codeCase({ transports: [{ ...HTTP, bodyLimit: 'unknown' }] }), why: 'nobody can say' },
    {
      json: codeCase({
        transports: [{ ...HTTP, kind: 'serverless', bodyLimit: 'none', reader: 'http.ts#/read/app~1' }],
      }),
      why: 'the platform has a limit',
    },
  ],
  bad: [
    { json: codeCase({ transports: [READS] }), says: 'unlimited', severity: 'info' },
    {
      json: codeCase({
        transports: [READS, { ...READS, at: 'http.ts#/sse/transport~1', reader: 'http.ts#/read/app~1' }],
      }),
      says: ['unlimited'],
    },
  ],
});

const HEAD = `import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({
  content: [{ type: 'text', text: '12 orders' }],
}));
`;
const SERVE = `createServer(async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, JSON.parse(await bodyOf(req)));
}).listen(3000, '127.0.0.1');
`;

sourceTest(rule, {
  good: [
    {
      ts: `${HEAD}async function bodyOf(req) {
  let text = '';
  for await (const chunk of req) {
    text += chunk;
    if (text.length > 1_000_000) throw new Error('too large');
  }
  return text;
}
${SERVE}`,
      why: 'it counts',
    },
    {
      ts: `${HEAD}async function bodyOf(req) {
  const answer = await fetch('https://shop.example');
  let text = '';
  for await (const chunk of answer.body) text += chunk;
  return text;
}
${SERVE}`,
      why: 'the body of an answer, and of no request',
    },
  ],
  bad: [
    {
      ts: `${HEAD}[|async function bodyOf(req) {|]
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
${SERVE}`,
      says: 'unlimited',
    },
    {
      ts: `${HEAD}[|async function bodyOf(req) {|]
  let text = '';
  for await (const chunk of req) text += chunk;
  return text;
}
function most(sizes) {
  return Math.max(...sizes.filter((size) => size > 0 && size < limit));
}
${SERVE}`,
      says: 'unlimited',
    },
    {
      ts: `${HEAD}import { bodyOf } from './body.ts';\n${SERVE}`,
      sources: {
        'body.ts': `import type { IncomingMessage } from 'node:http';
[|export function bodyOf(req: IncomingMessage) {|]
  return new Promise((resolve, reject) => {
    let body = '';
    req.on('data', (chunk) => (body += chunk));
    req.on('end', () => resolve(body));
    req.on('error', reject);
  });
}`,
      },
      says: 'unlimited',
    },
  ],
});
