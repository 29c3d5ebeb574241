import { describe, expect, it } from 'vitest';

import { codeOf } from '../../src/testing/code-of.ts';

const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('find_orders', {}, async () => ({ content: [{ type: 'text', text: 'none' }] }));
async function answer(req, res) {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res);
}
`;
const EXPRESS = `${SERVER}import express from 'express';\nconst app = express();\n`;

type Files = Readonly<Record<string, string>>;

const familyOf = async (source: string | Files) =>
  (await codeOf(typeof source === 'string' ? { 'server.ts': source } : source)).code.routes;

/** `METHOD path role`, in the order found. */
const routesOf = async (source: string | Files): Promise<string[]> =>
  (await familyOf(source)).facts.map(({ method, path, role }) => `${method} ${path} ${role}`);

describe('what a program answers over HTTP', () => {
  it.each<readonly [string, string | Files, readonly string[]]>([
    [
      'express',
      `${EXPRESS}app.get('/health', (req, res) => res.send('ok'));\napp.post('/mcp', answer);\napp.all('/other', (req, res) => res.end());`,
      ['GET /health liveness', 'POST /mcp mcp', '* /other other'],
    ],
    [
      'an express router in another file, given the app by its type',
      {
        'server.ts': `${EXPRESS}import { addRoutes } from './routes.ts';\naddRoutes(app);\napp.post('/mcp', answer);`,
        'routes.ts': `import { Router, type Express } from 'express';
const router = Router();
router.get('/readyz', (req, res) => res.send('ready'));
export function addRoutes(to: Express) { to.use('/', router); to.route('/livez').get((req, res) => res.end()); }`,
      },
      ['POST /mcp mcp', 'GET /readyz readiness', 'GET /livez liveness'],
    ],
    [
      'a list of paths, a constant of another file, a path of a template',
      {
        'server.ts': `${EXPRESS}import { PATHS } from './paths.ts';
const BASE = '/v1';
app.get(['/healthz', '/ping'], (req, res) => res.end());
app.get(PATHS.ready, (req, res) => res.end());
app.post(\`\${BASE}/mcp\`, answer);`,
        'paths.ts': `export const PATHS = { ready: '/ready' };`,
      },
      ['GET /healthz liveness', 'GET /ping liveness', 'GET /ready readiness', 'POST /v1/mcp mcp'],
    ],
    [
      'paths of a loop',
      `${EXPRESS}for (const path of ['/health', '/healthz']) app.get(path, (req, res) => res.end());\nfor (const path of ['/mcp', '/sse']) app.post(path, answer);`,
      ['GET /health liveness', 'GET /healthz liveness', 'POST /mcp mcp', 'POST /sse mcp'],
    ],
    [
      'a field of a class',
      `${SERVER}import express from 'express';
class Http {
  private app = express();
  constructor() { this.routes(); }
  private routes() {
    this.app.get('/status', this.status.bind(this));
    this.app.post('/mcp', (req, res) => answer(req, res));
  }
  private status(req, res) { res.json({ up: true }); }
}
new Http();`,
      ['GET /status liveness', 'POST /mcp mcp'],
    ],
    [
      'hono, with what an app is mounted on',
      `${SERVER}import { Hono } from 'hono';
const app = new Hono().get('/', (c) => c.json({ status: 'ok' }));
app.all('/mcp', (c) => answer(c.req, c.res));
export default app;`,
      ['GET / liveness', '* /mcp mcp'],
    ],
    [
      'a front door that says at length how it is, and a picture beside the endpoint',
      `${EXPRESS}app.get('/', (req, res) => {
  ${'span.addEvent("asked", { at: Date.now(), by: req.ip });\n  '.repeat(40)}res.json({ status: 'ok' });
});
app.get('/mcp-logo.png', (req, res) => res.end());
app.post('/mcp', answer);`,
      ['GET / liveness', 'GET /mcp-logo.png other', 'POST /mcp mcp'],
    ],
    [
      'fastify',
      `${SERVER}import Fastify from 'fastify';
const fastify = Fastify();
fastify.route({ method: 'GET', url: '/health', handler: async () => ({ status: 'ok' }) });
fastify.post('/mcp', async (request, reply) => answer(request.raw, reply.raw));`,
      ['GET /health liveness', 'POST /mcp mcp'],
    ],
    [
      'koa with its router',
      `${SERVER}import Router from '@koa/router';
const router = new Router();
router.get('/healthz', (ctx) => { ctx.body = 'ok'; });
router.post('/mcp', (ctx) => answer(ctx.req, ctx.res));`,
      ['GET /healthz liveness', 'POST /mcp mcp'],
    ],
    [
      'node:http by comparing, with what is refused for any other path',
      `${SERVER}import { createServer } from 'node:http';
createServer(async (req, res) => {
  const { pathname } = new URL(req.url, 'http://localhost');
  if (req.method === 'GET' && pathname === '/health') return void res.end('ok');
  if (['/ready', '/readyz'].includes(pathname)) return void res.end('ready');
  if (pathname !== '/mcp') return void res.writeHead(404).end();
  await answer(req, res);
}).listen(3000);`,
      ['GET /health liveness', '* /mcp mcp', '* /ready readiness', '* /readyz readiness'],
    ],
    [
      'node:http by a switch, in a function of another file',
      {
        'server.ts': `${SERVER}import { createServer } from 'node:http';\nimport { route } from './route.ts';\ncreateServer((req, res) => route(req, res, answer)).listen(3000);`,
        'route.ts': `import type { IncomingMessage } from 'node:http';
export function route(req: IncomingMessage, res, answer) {
  switch (req.url) {
    case '/ping': return res.end('pong');
    case '/mcp': return answer(req, res);
  }
}`,
      },
      ['* /ping liveness', '* /mcp mcp'],
    ],
    [
      'a Worker',
      `${SERVER}export default {
  async fetch(request) {
    const url = new URL(request.url);
    if (url.pathname === '/health') return new Response('ok');
    if (url.pathname.startsWith('/mcp')) return answer(request);
    return new Response('not found', { status: 404 });
  },
};`,
      ['* /health liveness', '* /mcp* mcp'],
    ],
    [
      'files of Next',
      {
        'server.ts': SERVER,
        'next.config.js': 'export default {};',
        'app/api/(probes)/health/route.ts': `export const GET = () => Response.json({ status: 'ok' });`,
        'app/api/[transport]/route.ts': `import handler from '../../../server';\nexport { handler as GET, handler as POST };`,
      },
      ['GET /api/:transport other', 'POST /api/:transport other', 'GET /api/health liveness'],
    ],
    [
      'what fastmcp answers by itself',
      `import { FastMCP } from 'fastmcp';
const server = new FastMCP({ name: 'example', version: '1.0.0', health: { path: '/alive' } });
server.addTool({ name: 'find_orders', execute: async () => 'none' });
server.getApp().get('/status', (c) => c.text('ok'));
server.start({ transportType: 'httpStream', httpStream: { port: 8080 } });`,
      ['GET /status liveness', 'GET /alive liveness', 'GET /ready readiness'],
    ],
    [
      'fastmcp, told not to',
      `import { FastMCP } from 'fastmcp';
const server = new FastMCP({ name: 'example', version: '1.0.0', health: { enabled: false } });
server.addTool({ name: 'find_orders', execute: async () => 'none' });
server.start({ transportType: 'httpStream' });`,
      [],
    ],
    [
      'an app of the SDK',
      `${SERVER}import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
const app = createMcpExpressApp();
app.get('/up', (req, res) => res.end());
app.post('/mcp', answer);`,
      ['GET /up liveness', 'POST /mcp mcp'],
    ],
    [
      'a Bun server with a table of routes',
      `${SERVER}Bun.serve({ routes: { '/health': () => new Response('ok') }, fetch: (request) => answer(request) });`,
      ['* /health liveness'],
    ],
    [
      'controllers of Nest',
      `${SERVER}import { Controller, Get } from '@nestjs/common';
@Controller('health')
export class Health {
  @Get('live')
  live() { return 'ok'; }
}`,
      ['GET /health/live liveness'],
    ],
  ])('%s', async (_, source, expected) => expect(await routesOf(source)).toEqual(expected));

  it('is no route that a client asks for, nor a path of files', async () => {
    expect(
      await routesOf(`${EXPRESS}import axios from 'axios';
const api = axios.create({ baseURL: 'https://shop.example' });
export const get = () => api.get('/health', { timeout: 1000 });
export const of = (file) => file.path === '/health';
const table = new Map();
table.get('/health');
app.post('/mcp', answer);`),
    ).toEqual(['POST /mcp mcp']);
  });
});

describe('whether all routes are known', () => {
  it.each<readonly [string, string | Files, boolean]>([
    ['all are', `${EXPRESS}app.post('/mcp', answer);\napp.listen(3000);`, true],
    ['over stdio there is none', SERVER, true],
    ['the endpoint has a path of its own', `${EXPRESS}app.post(process.env.ENDPOINT, answer);`, true],
    [
      'the same path, where it is refused',
      `${EXPRESS}const end = process.argv[2];\napp.post(end, answer);\napp.get(end, (req, res) => res.status(405).end());`,
      true,
    ],
    [
      'another path of the same name',
      `${EXPRESS}for (const path of ends()) app.post(path, answer);\nfor (const path of others()) app.get(path, (req, res) => res.end());`,
      false,
    ],
    ['a path is made when it runs', `${EXPRESS}app.get(process.argv[2], (req, res) => res.end());`, false],
    ['a table of routes', `${EXPRESS}for (const [how, path, fn] of table) app[how](path, fn);`, false],
    ['a package is given the app', `${EXPRESS}import { terminus } from 'terminus';\nterminus(app);`, false],
    ['a package is put on the app', `${EXPRESS}import status from 'express-status';\napp.use(status());`, false],
    ['packages that are known', `${EXPRESS}import cors from 'cors';\napp.use(cors(), express.json());`, true],
    ['a framework that serves by itself', `${SERVER}import { MCPServer } from 'mcp-framework';`, false],
    ['a file that is not there', `${EXPRESS}import { add } from './generated.js';\nadd(app);`, false],
    ['a path that is not understood', `${EXPRESS}const probes = { live: '/livez' };\nserve(app, probes);`, false],
  ])('%s', async (_, source, complete) => expect((await familyOf(source)).complete).toBe(complete));

  it('says what is not', async () => {
    const { gaps } = await familyOf(`${EXPRESS}import { terminus } from 'terminus';\nterminus(app);`);
    expect(gaps.map(({ reason }) => reason)).toEqual(['what the package terminus puts on an app']);
  });
});

describe('what stands before a route', () => {
  const AUTH = `const withToken = (req, res, next) => (req.headers.authorization ? next() : res.status(401).end());\n`;
  const LIVE = `app.get('/health', (req, res) => res.send('ok'));\n`;
  it.each<readonly [string, string | Files, string]>([
    ['nothing', `${EXPRESS}${LIVE}`, 'none'],
    ['what is put on before', `${EXPRESS}${AUTH}app.use(withToken);\n${LIVE}`, 'before'],
    ['what is put on after', `${EXPRESS}${AUTH}${LIVE}app.use(withToken);`, 'none'],
    ['what is put on another path', `${EXPRESS}${AUTH}app.use('/mcp', withToken);\n${LIVE}`, 'none'],
    ['what is put on a path above', `${EXPRESS}${AUTH}app.use('/', withToken);\n${LIVE}`, 'before'],
    ['of the route alone', `${EXPRESS}${AUTH}app.get('/health', withToken, (req, res) => res.send('ok'));`, 'before'],
    [
      'by its name, of a package',
      `${EXPRESS}import { bearerAuth } from 'some-auth';\napp.use(bearerAuth());\n${LIVE}`,
      'before',
    ],
    [
      'of a package of the workspace, which turns away further down',
      {
        'server.ts': `${EXPRESS}import { bearerAuth } from './auth.ts';\napp.use(bearerAuth());\n${LIVE}`,
        'auth.ts': `import { refuse } from './refuse.ts';
export const bearerAuth = () => (req, res, next) => (req.headers.authorization ? next() : refuse(res));`,
        'refuse.ts': `export const refuse = (res) => res.status(401).end();`,
      },
      'before',
    ],
    [
      'the routes of an auth module',
      {
        'server.ts': `${EXPRESS}import { authModule } from './auth.ts';\napp.use('/', authModule.getRouter());\n${LIVE}`,
        'auth.ts': `import { Router } from 'express';
class AuthModule { router = Router(); getRouter() { return this.router; } }
export const authModule = new AuthModule();`,
      },
      'none',
    ],
    [
      'what publishes how to ask',
      `${EXPRESS}import { mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';\napp.use(mcpAuthRouter({}));\n${LIVE}`,
      'none',
    ],
    [
      'the route itself',
      `${EXPRESS}app.get('/health', (req, res) => {\n  if (!req.headers.authorization) return res.status(401).end();\n  res.send('ok');\n});`,
      'before',
    ],
    [
      'an answer of 401 above a comparison',
      `${SERVER}import { createServer } from 'node:http';
createServer((req, res) => {
  if (req.headers.authorization !== TOKEN) { res.writeHead(401).end(); return; }
  if (req.url === '/health') return void res.end('ok');
}).listen(3000);`,
      'before',
    ],
  ])('%s', async (_, source, auth) =>
    expect((await familyOf(source)).facts.find(({ role }) => role === 'liveness')?.auth).toBe(auth),
  );
});

describe('what an answer depends on', () => {
  const ready = (handler: string): string => `${EXPRESS}import axios from 'axios';\napp.get('/ready', ${handler});`;
  it.each<readonly [string, string | Files, readonly [readonly string[], boolean, boolean]]>([
    ['nothing', ready(`(req, res) => res.json({ status: 'ready', at: Date.now() })`), [[], true, true]],
    ['a flag', ready(`(req, res) => res.sendStatus(loaded ? 200 : 503)`), [[], true, false]],
    [
      'a call',
      ready(`async (req, res) => { await axios.get('https://shop.example'); res.end(); }`),
      [['axios.get'], true, true],
    ],
    [
      'a call two functions away',
      `${ready(`async (req, res) => { await check(); res.end(); }`)}\nconst check = () => ask();\nconst ask = async () => fetch('https://shop.example');`,
      [['fetch'], true, true],
    ],
    [
      'a call in another file',
      {
        'server.ts': `${EXPRESS}import { check } from './check.ts';\napp.get('/ready', check);`,
        'check.ts': `export async function check(req, res) { await fetch('https://shop.example'); res.end(); }`,
      },
      [['fetch'], true, true],
    ],
    [
      'behind a wrapper',
      `${ready(`wrap(async (req, res) => { await fetch('https://shop.example'); res.end(); })`)}\nconst wrap = (fn) => (req, res, next) => fn(req, res).catch(next);`,
      [['fetch'], true, true],
    ],
    ['what was not read', ready(`async (req, res) => { await client.ping(); res.end(); }`), [[], false, true]],
  ])('%s', async (_, source, expected) => {
    const { asks, complete, constant } = (await familyOf(source)).facts.find(({ role }) => role === 'readiness')!;
    expect([asks, complete, constant]).toEqual(expected);
  });
});

describe('what a program may do to its reader', () => {
  const MANY = 3_000;
  const every = (write: (i: number) => string): string => Array.from({ length: MANY }, (_, i) => write(i)).join('\n');
  it.each<readonly [string, string]>([
    ['thousands of routes', `${EXPRESS}${every((i) => `app.get('/health/${i}', (req, res) => res.end());`)}`],
    [
      'thousands of things before a route',
      `${EXPRESS}${every(() => `app.use((req, res, next) => next());`)}\napp.get('/health', (req, res) => res.end());`,
    ],
    [
      'a long chain',
      `${SERVER}import { Hono } from 'hono';\nconst app = new Hono()${every((i) => `.get('/r${i}', (c) => c.text('ok'))`)};`,
    ],
    [
      'functions that call each other',
      `${EXPRESS}${every((i) => `const f${i} = () => f${i + 1}() && f${i + 2}();`)}\napp.get('/ready', () => f0());`,
    ],
    [
      'names that stand for each other',
      `${EXPRESS}const p0 = p${MANY};\n${every((i) => `const p${i + 1} = p${i};`)}\napp.get(p7, (req, res) => res.end());`,
    ],
    [
      'words without an end',
      `${EXPRESS}const ${'check'.repeat(50_000)} = '${'sid['.repeat(50_000)}';\napp.post('/mcp', answer);`,
    ],
    [
      'comparisons',
      `${SERVER}import { createServer } from 'node:http';\ncreateServer((req, res) => {${every((i) => `if (req.url === '/health${i}') res.end();`)}});`,
    ],
  ])('%s', async (_, source) => expect((await familyOf(source)).facts.length).toBeLessThanOrEqual(500), 60_000);
});
