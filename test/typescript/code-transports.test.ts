import { describe, expect, it } from 'vitest';

import type { TransportFact } from '../../src/model/operations.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const TOOL = `server.registerTool('find_orders', {}, async () => ({ content: [{ type: 'text', text: 'none' }] }));\n`;
const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
${TOOL}`;
const HTTP = `${SERVER}import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
`;
const endpoint = (options = '{ sessionIdGenerator: undefined }'): string => `app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport(${options});
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
`;
const plain = (listen = 'app.listen(3000)', before = ''): string =>
  `${HTTP}const app = express();\n${before}${endpoint()}${listen};`;

type Files = Readonly<Record<string, string>>;
const read = (source: string | Files) => codeOf(typeof source === 'string' ? { 'server.ts': source } : source);
const factsOf = async (source: string | Files): Promise<readonly TransportFact[]> =>
  (await read(source)).code.transports.facts;
const httpOf = async (source: string | Files): Promise<TransportFact> =>
  (await factsOf(source)).find(({ kind }) => kind !== 'stdio')!;

describe('two servers in one package', () => {
  const alone = {
    'package.json': JSON.stringify({
      name: 'two',
      bin: { orders: './server.ts', web: './web.ts', start: './start.ts' },
      scripts: { 'start:web': 'node web.ts' },
    }),
    'server.ts': `${SERVER}import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\nawait server.connect(new StdioServerTransport());`,
    'web.ts': plain().replace("name: 'example'", "name: 'web'").replace('find_orders', 'find_pages'),
  };
  it('what another program listens on is none of its ways', async () => {
    expect((await factsOf(alone)).map(({ kind }) => kind)).toEqual(['stdio']);
  });
  it('what leads to its tools is one of them, and so is what makes no server', async () => {
    const both = {
      ...alone,
      'server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
export const server = new McpServer({ name: 'example', version: '1.0.0' });
${TOOL}`,
      'web.ts': `import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { server } from './server.ts';
const app = express();
${endpoint()}app.listen(3000);`,
    };
    expect((await factsOf(both)).map(({ kind }) => kind)).toEqual(['http']);
  });
});

describe('how a server is reached', () => {
  it.each<readonly [string, string | Files, readonly string[]]>([
    [
      'stdio',
      `${SERVER}import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\nawait server.connect(new StdioServerTransport());`,
      ['stdio new StdioServerTransport'],
    ],
    ['Streamable HTTP', plain(), ['http new StreamableHTTPServerTransport']],
    [
      'the old way, in another file that the start imports when it is asked to',
      {
        'server.ts': `${SERVER}if (process.argv[2] === 'sse') { const { serve } = await import('./sse.ts'); serve(server); }`,
        'sse.ts': `import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import express from 'express';
export function serve(server) {
  const app = express();
  app.get('/sse', async (req, res) => { await server.connect(new SSEServerTransport('/messages', res)); });
  app.listen(3000);
}`,
      },
      ['sse new SSEServerTransport'],
    ],
    [
      'the second SDK',
      {
        'server.ts': `import { McpServer, createMcpHandler } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
const make = () => { const server = new McpServer({ name: 'example', version: '1.0.0' }); ${TOOL} return server; };
if (process.env.PORT) createServer(toNodeHandler(createMcpHandler(make))).listen(3000);
else await serveStdio(make);`,
      },
      ['http createMcpHandler', 'stdio serveStdio'],
    ],
    [
      'a file that a script of the package starts',
      {
        'package.json': JSON.stringify({
          name: 'example',
          type: 'module',
          main: 'server.ts',
          scripts: { 'start:http': 'tsx src/http.ts', 'dev:http': 'tsx src/dev-http.ts' },
          dependencies: { '@modelcontextprotocol/sdk': '^1.20.0' },
        }),
        'server.ts': SERVER,
        'src/http.ts': plain(),
        'src/dev-http.ts': plain(),
      },
      ['http new StreamableHTTPServerTransport'],
    ],
    [
      'fastmcp, both ways',
      `import { FastMCP } from 'fastmcp';
const server = new FastMCP({ name: 'example', version: '1.0.0' });
server.addTool({ name: 'find_orders', execute: async () => 'none' });
if (process.env.PORT) server.start({ transportType: 'httpStream', httpStream: { port: 8080 } });
else server.start({ transportType: 'stdio' });`,
      ['http server.start', 'stdio server.start'],
    ],
    [
      'fastmcp, by options that are chosen before',
      `import { FastMCP } from 'fastmcp';
const server = new FastMCP({ name: 'example', version: '1.0.0' });
server.addTool({ name: 'find_orders', execute: async () => 'none' });
let options;
if (process.env.PORT) options = { transportType: 'httpStream', httpStream: { port: 8080, stateless: true } };
else options = { transportType: 'stdio' };
server.start(options);`,
      ['http server.start', 'stdio server.start'],
    ],
    [
      'an agent of Cloudflare',
      `import { McpAgent } from 'agents/mcp';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
export class Orders extends McpAgent {
  server = new McpServer({ name: 'example', version: '1.0.0' });
  async init() { this.${TOOL} }
}
export default Orders.serve('/mcp');`,
      ['serverless Orders.serve'],
    ],
    [
      'a route of Next',
      `import { createMcpHandler } from 'mcp-handler';
const handler = createMcpHandler((server) => { ${TOOL} });
export { handler as GET, handler as POST };`,
      ['serverless createMcpHandler'],
    ],
    [
      'a Worker that takes requests itself',
      `${SERVER}import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
export default { async fetch(request) {
  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  return transport.handleRequest(request);
} };`,
      ['serverless new WebStandardStreamableHTTPServerTransport'],
    ],
    [
      'what was made for a platform, served by Node.js too',
      {
        'server.ts': `import { createServer } from 'node:http';
import { POST } from './api.ts';
createServer(async (req, res) => { await POST(req); res.end(); }).listen(8000, '0.0.0.0');`,
        'api.ts': `import { createMcpHandler } from 'mcp-handler';
const handler = createMcpHandler((server) => { ${TOOL} });
export { handler as GET, handler as POST };`,
      },
      ['serverless createMcpHandler', 'http createServer().listen'],
    ],
    [
      'hono with the transport made for it',
      `${SERVER}import { StreamableHTTPTransport } from '@hono/mcp';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
const app = new Hono();
app.all('/mcp', async (c) => { const transport = new StreamableHTTPTransport(); await server.connect(transport); return transport.handleRequest(c); });
serve({ fetch: app.fetch, port: 3000 });`,
      ['http new StreamableHTTPTransport'],
    ],
  ])('%s', async (_, source, expected) =>
    expect((await factsOf(source)).map(({ kind, by }) => `${kind} ${by}`)).toEqual(expected),
  );

  it('has its comments heard in files that the evaluation had no reason to come to', async () => {
    const { loaded } = await read({
      'package.json': JSON.stringify({
        name: 'example',
        type: 'module',
        main: 'server.ts',
        scripts: { start: 'tsx src/http.ts' },
        dependencies: { '@modelcontextprotocol/sdk': '^1.20.0' },
      }),
      'server.ts': SERVER,
      'src/http.ts': plain('app.listen(3000)', '// mcp-audit-disable-next-line http-body-unlimited -- no\n'),
    });
    expect(loaded.suppressions.map(({ rules }) => rules)).toEqual([['http-body-unlimited']]);
  });

  it('is not known where nothing of it is seen', async () => {
    expect((await read(SERVER)).code.transports).toMatchObject({ facts: [], complete: false });
  });

  it('is not known where it is decided when it runs', async () => {
    const { code } = await read(`import { FastMCP } from 'fastmcp';
const server = new FastMCP({ name: 'example', version: '1.0.0' });
server.addTool({ name: 'find_orders', execute: async () => 'none' });
server.start(optionsFrom(process.argv));`);
    expect(code.transports).toMatchObject({
      complete: false,
      gaps: [{ reason: 'how the server is started, which is decided when it runs' }],
    });
  });
});

describe('what it listens on', () => {
  it.each<readonly [string, string | Files, string | undefined]>([
    ['nothing is said', plain(), '*'],
    ['a callback alone', plain('app.listen(3000, () => {})'), '*'],
    ['an address', plain("app.listen(3000, '127.0.0.1', () => {})"), '127.0.0.1'],
    ['of the environment, else an address', plain("app.listen(3000, process.env.HOST || '0.0.0.0')"), '0.0.0.0'],
    ['of the environment', plain('app.listen(3000, process.env.HOST)'), undefined],
    ['options', plain("app.listen({ port: 3000, host: '::' })"), '::'],
    ['options without one', plain('app.listen({ port: 3000 })'), '*'],
    [
      'a server around the app',
      `import http from 'node:http';\n${plain("http.createServer(app).listen(3000, 'localhost')")}`,
      'localhost',
    ],
    [
      'at the end of a chain',
      `import http from 'node:http';\n${plain("http.createServer(app).on('error', console.error).listen(3000, 'localhost')")}`,
      'localhost',
    ],
    [
      'a constant of another file',
      {
        'server.ts': `import { HOST } from './config.ts';\n${plain('app.listen(3000, HOST)')}`,
        'config.ts': `export const HOST = '0.0.0.0';`,
      },
      '0.0.0.0',
    ],
    [
      'a method of the class that makes the transport',
      `${HTTP}class Http {
  app = express();
  constructor() { this.app.post('/mcp', (req, res) => this.answer(req, res)); }
  async answer(req, res) {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    await server.connect(transport);
    await transport.handleRequest(req, res);
  }
  start() { this.app.listen(3000, '127.0.0.1'); }
}
new Http().start();`,
      '127.0.0.1',
    ],
    [
      'another file, which makes the app by a function of this one',
      {
        'server.ts': `import { makeApp } from './app.ts';\nconst app = makeApp();\napp.listen(3000, '127.0.0.1');`,
        'app.ts': `${HTTP}export function makeApp() { const app = express();\n${endpoint()}return app; }`,
      },
      '127.0.0.1',
    ],
  ])('%s', async (_, source, host) => expect((await httpOf(source)).host).toBe(host));
});

describe('where sessions live', () => {
  const kept = (options: string, around: string): string =>
    `${HTTP}const app = express();\n${around}\n${endpoint(options)}app.listen(3000);`;
  it.each<readonly [string, string, string, string | undefined]>([
    ['none', plain(), 'none', undefined],
    ['no options', plain().replace('({ sessionIdGenerator: undefined })', '()'), 'none', undefined],
    [
      'a table of the module',
      kept(
        '{ sessionIdGenerator: () => crypto.randomUUID(), onsessioninitialized: (id) => { transports[id] = transport; } }',
        'const transports = {}; //@ table',
      ),
      'memory',
      undefined,
    ],
    [
      'a map by the id of the session',
      kept(
        '{ sessionIdGenerator: () => crypto.randomUUID(), onsessioninitialized: (sid) => transports.set(sid, transport) }',
        'const transports = new Map(); //@ table',
      ),
      'memory',
      'table',
    ],
    ['the transport alone', kept('{ sessionIdGenerator: () => crypto.randomUUID() }', ''), 'memory', undefined],
    [
      'by a setting',
      kept('{ sessionIdGenerator: process.env.STATEFUL ? () => crypto.randomUUID() : undefined }', ''),
      'unknown',
      undefined,
    ],
    ['options that are not known', kept('optionsFrom(process.env)', ''), 'unknown', undefined],
  ])('%s', async (_, source, sessions, table) => {
    const { code, at } = await read(source);
    const [fact] = code.transports.facts;
    expect([fact!.sessions, fact!.store && at(fact!.store)]).toEqual([sessions, table]);
  });
});

describe('what stands before the endpoint', () => {
  it.each<readonly [string, string | Files, Partial<TransportFact>]>([
    ['nothing', plain(), { origin: 'unchecked', auth: 'none', rateLimit: 'none' }],
    [
      'options of the transport',
      plain().replace('undefined }', 'undefined, allowedHosts: [] }'),
      { origin: 'checked' },
    ],
    [
      'options that are spread in',
      `const shield = { enableDnsRebindingProtection: true };\n${plain().replace('undefined }', 'undefined, ...shield }')}`,
      { origin: 'checked' },
    ],
    [
      'the app of the SDK',
      plain().replace(
        "import express from 'express'",
        "import { createMcpExpressApp as express } from '@modelcontextprotocol/sdk/server/express.js'",
      ),
      { origin: 'checked' },
    ],
    [
      'a function of another file that reads Origin and answers 403',
      {
        'server.ts': `import { local } from './local.ts';\n${plain('app.listen(3000)', 'app.use(local);\n')}`,
        'local.ts': `export const local = (req, res, next) => (isOurs(req.headers['origin']) ? next() : res.status(403).end());`,
      },
      { origin: 'checked' },
    ],
    [
      'CORS with a list',
      `import cors from 'cors';\n${plain('app.listen(3000)', "app.use(cors({ origin: ['https://a.example'] }));\n")}`,
      { origin: 'checked' },
    ],
    [
      'CORS for all',
      `import cors from 'cors';\n${plain('app.listen(3000)', "app.use(cors({ origin: '*' }));\n")}`,
      { origin: 'unchecked' },
    ],
    [
      'Origin is read, and nobody turned away',
      plain('app.listen(3000)', "app.use((req, res, next) => { res.set('Vary', req.headers.origin); next(); });\n"),
      { origin: 'unknown' },
    ],
    [
      'a package that was not read',
      `import { shield } from 'some-shield';\n${plain('app.listen(3000)', 'app.use(shield());\n')}`,
      { origin: 'unknown' },
    ],
    [
      'a token is asked for',
      plain(
        'app.listen(3000)',
        'app.use((req, res, next) => (req.headers.authorization ? next() : res.status(401).end()));\n',
      ),
      { auth: 'checked' },
    ],
    [
      'a token is asked for in the handler',
      plain().replace(
        'const transport',
        'if (!req.headers.authorization) return res.status(401).end();\n  const transport',
      ),
      { auth: 'checked' },
    ],
    [
      'calls are counted',
      `import { rateLimit } from 'express-rate-limit';\n${plain('app.listen(3000)', 'app.use(rateLimit({ limit: 100 }));\n')}`,
      { rateLimit: 'set' },
    ],
    ['the limit of the framework', plain('app.listen(3000)', 'app.use(express.json());\n'), { bodyLimit: 'default' }],
    [
      'a limit of its own',
      plain('app.listen(3000)', "app.use(express.json({ limit: '1mb' }));\n"),
      { bodyLimit: 'set' },
    ],
    [
      'a body that is collected by hand',
      `${plain()}\nasync function bodyOf(req) { const all = []; for await (const part of req) all.push(part); return all; }`,
      { bodyLimit: 'none' },
    ],
  ])('%s', async (_, source, expected) => expect(await httpOf(source)).toMatchObject(expected));
});
