import { describe, expect, test } from 'vitest';

import type { CallFact } from '../../src/model/code.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
`;
const tool = (body: string, more = ''): string => `${HEAD}${more}
server.registerTool('t', {}, async (args: any, extra: any) => {
${body}
return { content: [] };
});`;

type Seen = Partial<Pick<CallFact, 'client' | 'callee' | 'method' | 'timeout' | 'signal' | 'status' | 'background'>>;

describe('calls that go out', () => {
  test.each<[string, string, Seen]>([
    // ── fetch ──
    [
      'await fetch(args.url);',
      '',
      { client: 'fetch', method: 'read', timeout: 'none', signal: 'none', status: 'unchecked' },
    ],
    ['await globalThis.fetch(args.url);', '', { client: 'fetch' }],
    // a request brings its own signal
    [
      'const request = new Request(args.url, { signal: extra.signal }); await fetch(request);',
      '',
      { timeout: 'unknown', signal: 'unknown' },
    ],
    ['await send(args.made);', 'const send = (input: any) => fetch(input);', { timeout: 'unknown', signal: 'unknown' }],
    ['await fetch(args.url, { method: "POST", body: "x" });', '', { method: 'write', timeout: 'none' }],
    ['await fetch(args.url, { signal: AbortSignal.timeout(5000) });', '', { timeout: 5000, signal: 'given' }],
    ['await fetch(args.url, { signal: AbortSignal.timeout(LIMIT) });', 'const LIMIT = 2 * 1000;', { timeout: 2000 }],
    ['await fetch(args.url, { signal: extra.signal });', '', { signal: 'given', timeout: 'unknown' }],
    [
      'const controller = new AbortController(); const timer = setTimeout(() => controller.abort(), 100); await fetch(args.url, { signal: controller.signal });',
      '',
      { timeout: 'set', signal: 'given' },
    ],
    ['await Promise.race([fetch(args.url), after(1000)]);', 'declare const after: any;', { timeout: 'set' }],
    ['await withTimeout(() => fetch(args.url), 1000);', 'declare const withTimeout: any;', { timeout: 'set' }],
    [
      'await fetch(args.url, options());',
      'const options = () => ({ headers: {}, signal: AbortSignal.timeout(9) });',
      { timeout: 9 },
    ],
    [
      'await fetch(args.url, options());',
      'const options = () => ({ headers: {} });',
      { timeout: 'none', signal: 'none' },
    ],
    ['await fetch(args.url, { ...OPTIONS });', 'const OPTIONS = { headers: {} };', { timeout: 'none' }],
    [
      'await ask(args.url, { headers: {} });',
      'const ask = async (url: string, init: any) => await fetch(url, init);',
      { timeout: 'none' },
    ],
    [
      'await ask(args.url, { headers: {} }); await ask(args.url, { signal: extra.signal });',
      'const ask = async (url: string, init: any) => await fetch(url, init);',
      { timeout: 'unknown' },
    ],
    [
      'const response = await fetch(args.url); if (!response.ok) throw new Error(); await response.json();',
      '',
      { status: 'checked' },
    ],
    ['const response = await fetch(args.url); await response.json();', '', { status: 'unchecked' }],
    // what a function inside takes from the one around it
    [
      'await ask("POST", args.url, 7);',
      'const ask = (method: string, url: string, ms: number) => { const once = async () => await fetch(url, { method, signal: AbortSignal.timeout(ms) }); return once(); };',
      { method: 'write', timeout: 7 },
    ],
    ['const { data } = await (await fetch(args.url)).json();', '', { status: 'unchecked' }],
    [
      'const response = await ask(args.url); if (response.status !== 200) throw new Error();',
      'const ask = (url: string) => fetch(url);',
      { status: 'checked' },
    ],
    [
      'const response = await fetch(args.url); await check(response);',
      'async function check(answer: Response) { if (!answer.ok) throw new Error(); }',
      { status: 'unknown' },
    ],
    ['void fetch(args.url);', '', { background: true }],
    ['fetch(args.url).catch(() => undefined);', '', { background: true }],
    [
      'track("x").then();',
      'async function track(what: string) { await fetch("https://x.example/" + what); }',
      { background: true },
    ],
    ['track("x");', 'const track = (what: string) => fetch("https://x.example/" + what);', { background: true }],
    [
      'track("x"); await track("y");',
      'async function track(what: string) { await fetch("https://x.example/" + what); }',
      { background: false },
    ],
    [
      'await new Shop(extra.signal).ask();',
      `class Shop {
         private init: RequestInit | undefined;
         constructor(private signal: AbortSignal) {}
         async ask() { this.init = { signal: this.signal }; return await fetch('https://x.example', this.init); }
       }`,
      { timeout: 'unknown', signal: 'given' },
    ],
    [
      'await new Shop().ask();',
      `class Shop {
         private init: RequestInit | undefined;
         async ask() { this.init = { headers: {} }; return await fetch('https://x.example', this.init); }
       }`,
      { timeout: 'none', signal: 'none' },
    ],
    [
      'await ask("GET"); await ask("POST");',
      `async function ask(method: string) { ${'/* a long one */ '.repeat(60)} return await fetch('https://x.example', { method }); }`,
      { method: 'unknown' },
    ],
    [
      'await ask("GET"); await ask("HEAD");',
      `async function ask(method: string) { ${'/* a long one */ '.repeat(60)} return await fetch('https://x.example', { method }); }`,
      { method: 'read' },
    ],
    [
      'await ask(5); await ask(50);',
      `async function ask(limit: number) { return await fetch('https://x.example', { signal: AbortSignal.timeout(limit) }); }`,
      { timeout: 'set', signal: 'given' },
    ],
    // ── libraries ──
    [
      'await axios.get(args.url);',
      `import axios from 'axios';`,
      { client: 'axios', method: 'read', timeout: 'none', status: 'throws' },
    ],
    [
      'await axios.post(args.url, {}, { timeout: 300 });',
      `import axios from 'axios';`,
      { method: 'write', timeout: 300 },
    ],
    [
      'await axios({ url: args.url, method: "put", timeout: 7 });',
      `import axios from 'axios';`,
      { method: 'write', timeout: 7 },
    ],
    [
      'await api.get("/x");',
      `import axios from 'axios'; const api = axios.create({ baseURL: 'x', timeout: 10_000 });`,
      { callee: 'api.get', timeout: 10_000 },
    ],
    [
      'await api.get("/x");',
      `import axios from 'axios'; const api = axios.create({ baseURL: 'x' });`,
      { timeout: 'none' },
    ],
    [
      'await new Client().ask();',
      `import axios, { type AxiosInstance } from 'axios';
       class Client { private api: AxiosInstance; constructor() { this.api = axios.create({ timeout: 5 }); } ask() { return this.api.get('/x'); } }`,
      { callee: 'this.api.get', timeout: 5 },
    ],
    ['await ky.get(args.url);', `import ky from 'ky';`, { client: 'ky', timeout: 10_000, status: 'throws' }],
    ['await got(args.url, { timeout: { request: 5 } });', `import got from 'got';`, { client: 'got', timeout: 'set' }],
    ['await request(args.url);', `import { request } from 'undici';`, { client: 'undici', timeout: 'none' }],
    ['await fetch(args.url);', `import fetch from 'node-fetch';`, { client: 'node-fetch' }],
    [
      'await new Promise((resolve, reject) => { https.get("https://example.com", (response) => { response.resume(); resolve(1); }).on("error", reject); });',
      `import https from 'node:https';`,
      { client: 'node:https', timeout: 'none', status: 'unchecked' },
    ],
    [
      'await pool.query("select 1");',
      `import pg from 'pg'; const pool = new pg.Pool({ max: 1 });`,
      { client: 'pg', timeout: 'none', status: 'throws' },
    ],
    [
      'await pool.query("select 1");',
      `import { Pool } from 'pg'; const pool = new Pool({ query_timeout: 5 });`,
      { timeout: 5 },
    ],
    [
      'await store.all();',
      `import { Pool } from 'pg'; class Store { private pool: Pool | null = null; async all() { return this.pool!.query('select 1'); } } const store = new Store();`,
      { client: 'pg', timeout: 'unknown' },
    ],
    [
      'await octokit.rest.issues.create({ title: "x" });',
      `import { Octokit } from '@octokit/rest'; const octokit = new Octokit({ auth: 'x' });`,
      { client: 'octokit', method: 'write' },
    ],
    [
      'await s3.send(args);',
      `import { S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
      { client: '@aws-sdk' },
    ],
    [
      'await new OpenAI({ timeout: 20 }).chat.completions.create({});',
      `import OpenAI from 'openai';`,
      { client: 'openai', timeout: 20 },
    ],
  ])('%s', async (body, more, seen) => {
    const { code } = await codeOf({ 'server.ts': tool(body, more) });
    const { facts } = code.outbound;
    expect(facts.map(({ client }) => client)).toHaveLength(1);
    expect(facts[0]).toMatchObject(seen);
  });

  test.each([
    [
      'what an answer holds',
      `const { data } = await axios.get('x'); data.items.map((each: any) => each.get('y'));`,
      `import axios from 'axios';`,
      1,
    ],
    ['a function of the program by the name', 'await fetch("x");', 'const fetch = async (url: string) => url;', 0],
    [
      'a text of an SDK',
      'const text = new RichText({ text: "x" }); await text.detectFacets(); text.segments();',
      `import { RichText } from '@atproto/api';`,
      0,
    ],
    [
      'a point that is built',
      'new Point("x").tag("a", "b").floatField("c", 1);',
      `import { Point } from '@influxdata/influxdb-client';`,
      0,
    ],
    ['a map', 'new Map().get("x"); new Set().delete("x");', '', 0],
    ['what no tool reaches', '', 'export const ping = () => fetch("x");', 0],
  ])('not %s', async (_what, body, more, count) => {
    const { code } = await codeOf({ 'server.ts': tool(body, more) });
    expect(code.outbound.facts).toHaveLength(count);
  });
});

test('what is called on an instance that is passed on is that of its class', async () => {
  const { code } = await codeOf({
    'server.ts': `${HEAD}
      class First { async run() { return await fetch('https://first.example'); } }
      class Second { async run() { return await fetch('https://second.example'); } }
      const TOOLS = [{ name: 'first', handler: First }, { name: 'second', handler: Second }];
      async function execute(handler: any) { return await handler.run(); }
      for (const tool of TOOLS)
        server.registerTool(tool.name, {}, async () => {
          const handler = new tool.handler();
          await execute(handler);
          return { content: [] };
        });`,
  });
  expect(code.outbound.facts.map(({ tools }) => tools.map(({ name }) => name))).toEqual([['first'], ['second']]);
});

describe('writes to standard output', () => {
  test.each([
    ['console.log("x");', '', ['console.log']],
    ['process.stdout.write("x");', '', ['process.stdout.write']],
    ['console.error("x"); console.warn("x"); process.stderr.write("x");', '', []],
    ['helper();', 'const helper = () => { console.info("x"); };', ['console.info']],
    ['log("x");', 'const log = process.env.HTTP ? console.log : console.error;', []],
    ['console.log("x");', 'const console = { log() {} };', []],
    ['console.log("x");', 'console.log = console.error;', []],
    ['await page.evaluate(() => { console.log("x"); });', 'declare const page: any;', []],
  ])('%s %s', async (body, more, by) => {
    const { code } = await codeOf({ 'server.ts': tool(body, more) });
    expect(code.stdout.facts.map((fact) => fact.by)).toEqual(by);
    for (const fact of code.stdout.facts) expect(fact).toMatchObject({ reached: 'handler' });
  });
});
