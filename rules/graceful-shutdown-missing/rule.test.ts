import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = { at: 'server.ts#/main/transport-1', listens: 'server.ts#/main/listen-1' };
const LISTENS = '[|server.ts#/main/listen-1|]';
const signal = (name: string) => [{ at: 'server.ts#/main/call-1', name }];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [HTTP], process: signal('SIGTERM') }),
    { json: codeCase({ transports: [HTTP], process: signal('close-with-grace') }), why: 'a library listens' },
    {
      json: codeCase({ transports: [{ ...HTTP, kind: 'stdio' }] }),
      why: 'the client ends a stdio server by closing stdin',
    },
    { json: codeCase({ transports: [{ ...HTTP, kind: 'serverless' }] }), why: 'the platform ends its functions' },
    { json: codeCase({ transports: [{ ...HTTP, sessions: 'platform' }] }), why: 'the framework has its own way' },
    { json: codeCase({ transports: [HTTP], cut: ['process'] }), why: 'not all files were read' },
    { json: codeCase({ transports: [HTTP], cut: ['transports'] }), why: 'how it is served is not known' },
    { json: codeCase({}), why: 'nothing is served' },
    { json: codeCase({ transports: [{ at: HTTP.at }] }), why: 'another program listens: this is a library' },
  ],
  bad: [
    { json: codeCase({ transports: [{ ...HTTP, listens: LISTENS }] }), says: 'missing', severity: 'info' },
    {
      json: codeCase({
        transports: [{ ...HTTP, listens: LISTENS, kind: 'sse' }],
        process: signal('SIGHUP'),
      }),
      says: 'missing',
    },
    { json: codeCase({ transports: [{ ...HTTP, listens: LISTENS }], process: signal('SIGINT') }), says: 'interrupt' },
  ],
});

const served = (more: string, mark = (text: string): string => text): string => `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const app = express();
app.post('/mcp', async (req, res) => {
  const server = new McpServer({ name: 'example', version: '1.0.0' });
  server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
const http = ${mark('app.listen')}(3000);
${more}
`;
const marked = (text: string): string => `[|${text}|]`;

sourceTest(rule, {
  good: [
    served("process.on('SIGTERM', () => http.close());"),
    {
      ts: served("for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => http.close());"),
      why: 'a loop over names',
    },
    {
      ts: served("import closeWithGrace from 'close-with-grace';\ncloseWithGrace(() => http.close());"),
      why: 'a library',
    },
    {
      ts: served("import './stop.js';"),
      sources: { 'stop.ts': "process.on('SIGTERM', () => process.exit(0));\n" },
      why: 'another file listens',
    },
  ],
  bad: [
    { ts: served('', marked), says: 'missing' },
    { ts: served("process.on('SIGINT', () => http.close());", marked), says: 'interrupt' },
    { ts: served("process.on('uncaughtException', () => http.close());", marked), says: 'missing' },
  ],
});
