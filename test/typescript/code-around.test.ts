import { describe, expect, test } from 'vitest';

import type { CallFact, HandlerFact } from '../../src/model/code.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const SDK = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\n`;
const MAKE = `const server = new McpServer({ name: 's', version: '1' });\n`;
const HEAD = SDK + MAKE;
const tool = (body: string, parameters = 'args: any, extra: any', name = 'find_orders'): string =>
  `server.registerTool('${name}', { inputSchema: {} }, async (${parameters}) => {\n${body}\nreturn { content: [] };\n});\n`;

const handlersOf = async (files: Readonly<Record<string, string>>): Promise<readonly HandlerFact[]> =>
  (await codeOf(files)).code.handlers.facts;
const callsOf = async (files: Readonly<Record<string, string>>): Promise<readonly CallFact[]> =>
  (await codeOf(files)).code.outbound.facts;

describe('the signal of a request', () => {
  test.each<[string, HandlerFact['signal'], string]>([
    ['given on', 'given', HEAD + tool('await fetch(args.url, { signal: extra.signal });')],
    [
      'under another name',
      'given',
      HEAD + tool('await fetch(args.url, { signal: more.signal });', 'args: any, more: any'),
    ],
    [
      'of version 2',
      'given',
      HEAD + tool('await fetch(args.url, { signal: ctx.mcpReq.signal });', 'args: any, ctx: any'),
    ],
    [
      'taken apart',
      'given',
      HEAD + tool('await ask(signal);', 'args: any, { signal }: any') + 'declare const ask: any;',
    ],
    [
      'taken apart inside',
      'given',
      HEAD + tool('const { signal } = extra; await ask(signal);') + 'declare const ask: any;',
    ],
    ['asked before', 'given', HEAD + tool('if (extra.signal.aborted) return { content: [] };')],
    ['not asked for', 'ignored', HEAD + tool('await fetch(args.url);', 'args: any')],
    [
      'a signal of its own',
      'ignored',
      HEAD + tool('const controller = new AbortController(); await fetch(args.url, { signal: controller.signal });'),
    ],
    ['a timeout of its own', 'ignored', HEAD + tool('await fetch(args.url, { signal: AbortSignal.timeout(5) });')],
    ['given whole to a stranger', 'unknown', HEAD + tool('await ask(extra);') + 'declare const ask: any;'],
    [
      'given whole to a stranger under another name',
      'unknown',
      HEAD + tool('await ask(more);', 'args: any, more: any') + 'declare const ask: any;',
    ],
    [
      'given on with all else',
      'unknown',
      HEAD + tool('await ask(...all);', '...all: any[]') + 'declare const ask: any;',
    ],
    [
      'of options that nobody knows',
      'unknown',
      HEAD +
        tool('await ask(args.url, {});') +
        'const ask = (url: string, options: any) => fetch(url, { signal: options.signal });',
    ],
    [
      'another library',
      'unknown',
      `import { FastMCP } from 'fastmcp';\nconst server = new FastMCP({ name: 's', version: '1.0.0' });\nserver.addTool({ name: 'a', execute: async (args: any) => 'x' });`,
    ],
  ])('%s: %s', async (_, signal, source) => {
    expect(await handlersOf({ 'server.ts': source })).toMatchObject([{ signal }]);
  });

  test.each<[string, HandlerFact['signal'], Readonly<Record<string, string>>]>([
    [
      'two calls away, in another file',
      'given',
      {
        'server.ts': `import { ask } from './ask.js';\n${HEAD}${tool('await ask(args.url, extra);')}`,
        'ask.ts': `const get = (url: string, extra: any) => fetch(url, { signal: extra.signal });
export async function ask(url: string, extra: any) { return get(url, extra); }`,
      },
    ],
    [
      'in a method',
      'given',
      {
        'server.ts': `${HEAD}class Shop { async get(url: string, ctx: any) { return fetch(url, { signal: ctx.signal }); } }
const shop = new Shop();\n${tool('await shop.get(args.url, extra);')}`,
      },
    ],
    [
      'behind a wrapper',
      'given',
      {
        'server.ts': `${HEAD}const timed = (handler: any) => async (args: any, extra: any) => handler(args, extra);
server.registerTool('a', {}, timed(async (args: any, extra: any) => { await fetch(args.url, { signal: extra.signal }); return { content: [] }; }));`,
      },
    ],
    [
      'behind a wrapper that does not pass it on',
      'ignored',
      {
        'server.ts': `${HEAD}const timed = (handler: any) => async (...all: any[]) => handler(all[0]);
server.registerTool('a', {}, timed(async (args: any) => { await fetch(args.url); return { content: [] }; }));`,
      },
    ],
  ])('%s: %s', async (_, signal, files) => {
    expect(await handlersOf(files)).toMatchObject([{ signal }]);
  });

  test('each handler for itself', async () => {
    const found = await handlersOf({
      'server.ts': HEAD + tool('extra.signal.throwIfAborted();', undefined, 'a') + tool('', 'args: any', 'b'),
    });
    expect(found.map(({ signal }) => signal)).toEqual(['given', 'ignored']);
  });
});

describe('what is told of a call', () => {
  test.each<[string, HandlerFact['observed'], string]>([
    ['nothing', [], HEAD + tool('await fetch(args.url);')],
    [
      'a failure',
      ['status'],
      HEAD + tool('try { await fetch(args.url); } catch (error) { console.error("failed", error); }'),
    ],
    ['its name, written out', ['name'], HEAD + tool('console.error("find_orders called");')],
    ['a name that is part of another', [], HEAD + tool('console.error("find_orders_by_id");')],
    [
      'time, outcome, code and size',
      ['latency', 'status', 'code', 'size'],
      HEAD + tool('logger.info({ durationMs: 5, status: 1, code: 2, bytes: 3 });') + 'declare const logger: any;',
    ],
    ['parameters that are no time', [], HEAD + tool('console.error("with", args.params, args.items);')],
    [
      'a span',
      ['name', 'latency', 'status'],
      HEAD + tool('await tracer.startActiveSpan("x", async () => fetch(args.url));') + 'declare const tracer: any;',
    ],
    [
      'a metric',
      ['name', 'latency', 'status'],
      HEAD +
        tool('const end = callDurationHistogram.startTimer({}); end();') +
        'declare const callDurationHistogram: any;',
    ],
    ['a hook', ['name', 'status'], HEAD + tool('options.onToolCall({});') + 'declare const options: any;'],
    [
      'a report of an error',
      ['status'],
      HEAD + tool('Tracker.captureException(new Error("x"));') + 'declare const Tracker: any;',
    ],
    [
      'a library that watches',
      ['name', 'latency', 'status'],
      `import * as Sentry from '@sentry/node';\n${HEAD}${tool('await fetch(args.url);')}`,
    ],
    ['what no tool comes to', [], `${HEAD}${tool('')}console.error("tool find_orders", Date.now() - 1);`],
    [
      'a dispatcher',
      ['name'],
      `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const server = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 'find_orders', inputSchema: { type: 'object' } }] }));
server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name } = request.params;
  console.error(name);
  return { content: [] };
});`,
    ],
  ])('%s: %s', async (_, observed, source) => {
    expect(await handlersOf({ 'server.ts': source })).toMatchObject([{ observed }]);
  });

  test('by a wrapper in another file', async () => {
    const found = await handlersOf({
      'server.ts': `import { watched } from './watched.js';\n${HEAD}server.registerTool('a', {}, watched('a', async () => ({ content: [] })));`,
      'watched.ts': `export const watched = (name: string, handler: any) => async (...args: any[]) => {
  const start = performance.now();
  const result = await handler(...args);
  console.error(JSON.stringify({ tool: name, ms: performance.now() - start, ok: !result.isError }));
  return result;
};`,
    });
    expect(found).toMatchObject([{ observed: ['name', 'latency', 'status'] }]);
  });
});

describe('whose credential a call carries', () => {
  test.each<[string, CallFact['credential'], string]>([
    [
      'a variable of the environment',
      'environment',
      tool('await fetch("/x", { headers: { authorization: `Bearer ${process.env.API_TOKEN}` } });'),
    ],
    [
      'one of the module',
      'environment',
      `const KEY = process.env['SHOP_API_KEY'] ?? '';\n${tool('await fetch("/x", { headers: { "x-api-key": KEY } });')}`,
    ],
    [
      'in the address',
      'environment',
      `const KEY = process.env.KEY;\n${tool('await fetch(`https://a.example/?key=${KEY}`);')}`,
    ],
    [
      'by a helper',
      'environment',
      `const headers = () => { const token = process.env.TOKEN; return { authorization: token }; };\n${tool('await fetch("/x", { headers: headers() });')}`,
    ],
    [
      'of a client',
      'environment',
      `import axios from 'axios';\nconst api = axios.create({ headers: { authorization: process.env.TOKEN } });\n${tool('await api.get("/x");')}`,
    ],
    [
      'of a class',
      'environment',
      `class Api { constructor(private readonly key: string) {} get() { return fetch('/x', { headers: { key: this.key } }); } }\nconst api = new Api(process.env.API_KEY!);\n${tool('await api.get();')}`,
    ],
    [
      'of who calls',
      'request',
      tool('await fetch("/x", { headers: { authorization: `Bearer ${extra.authInfo.token}` } });'),
    ],
    [
      'of the headers',
      'request',
      tool('const token = extra.requestInfo.headers["x-token"]; await fetch("/x", { headers: { token } });'),
    ],
    [
      'of a store for the request',
      'request',
      `declare const store: any;\n${tool('const { token } = store.getStore(); await fetch("/x", { headers: { token } });')}`,
    ],
    [
      'of who calls, else of the process',
      'request',
      tool('await fetch("/x", { headers: { authorization: extra.authInfo?.token ?? process.env.TOKEN } });'),
    ],
    [
      'a variable that is no secret',
      'none',
      tool('await fetch(`https://a.example/${process.env.REGION}`, { headers: { accept: "x" } });'),
    ],
    [
      'what is no secret, though it is called so',
      'none',
      tool('await fetch(process.env.TOKEN_URL!, { headers: { max: process.env.MAX_TOKENS! } });'),
    ],
    [
      'of the program that asks for a token',
      'unknown',
      tool(
        'await fetch("/token", { method: "POST", body: new URLSearchParams({ grant_type: "x", client_secret: process.env.CLIENT_SECRET! }) });',
      ),
    ],
    ['none', 'none', tool('await fetch("https://a.example/x");')],
    ['of somebody', 'unknown', `declare const apiKey: string;\n${tool('await fetch("/x", { headers: { apiKey } });')}`],
    [
      'of somebody, else of the process',
      'unknown',
      `const make = (apiKey?: string) => {\nconst server = new McpServer({ name: 's', version: '1' });\n${tool('await fetch("/x", { headers: { key: apiKey || process.env.KEY } });')}};\nmake();`,
    ],
  ])('%s: %s', async (_, credential, rest) => {
    const head = rest.includes('const server') ? SDK : HEAD;
    expect(await callsOf({ 'server.ts': head + rest })).toMatchObject([{ credential }]);
  });

  test('in another file', async () => {
    const found = await callsOf({
      'server.ts': `import { ask } from './api.js';\n${HEAD}${tool('await ask("/x");')}`,
      'api.ts': `import { config } from './config.js';\nexport const ask = (path: string) => fetch(config.base + path, { headers: { key: config.apiKey } });`,
      'config.ts': `export const config = { base: 'https://api.example.com', apiKey: process.env.API_KEY };`,
    });
    expect(found).toMatchObject([{ credential: 'environment', host: 'api.example.com' }]);
  });
});

describe('the host that is asked', () => {
  test.each<[string, string | undefined]>([
    ['await fetch("https://api.example.com/v1/x");', 'api.example.com'],
    ['await fetch(`https://API.example.com:8443/${args.id}`);', 'api.example.com'],
    ['await fetch(new URL("/x", "https://api.example.com"));', 'api.example.com'],
    ['await fetch("http://localhost:3000/x");', 'localhost'],
    ['await fetch(BASE + "/x");', 'base.example.com'],
    ['await fetch(`${BASE}/x`);', 'base.example.com'],
    ['await fetch(OTHER);', 'other.example.com'],
    ['await api.get("/x");', 'client.example.com'],
    ['await fetch(`https://${args.host}/x`);', undefined],
    ['await fetch(`https://api.${args.region}.example.com`);', undefined],
    ['await fetch(args.url);', undefined],
  ])('%s', async (body, host) => {
    const [call] = await callsOf({
      'server.ts': `import axios from 'axios';
${HEAD}const BASE = 'https://base.example.com';
const OTHER = process.env.URL ?? 'https://other.example.com/x';
const api = axios.create({ baseURL: 'https://client.example.com' });
${tool(body)}`,
    });
    expect(call?.host).toBe(host);
  });
});
