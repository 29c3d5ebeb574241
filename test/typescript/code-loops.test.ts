import { describe, expect, test } from 'vitest';

import type { CallFact, LoopFact } from '../../src/model/code.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 's', version: '1' });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = async (id: string) => (await fetch('https://x.example/' + id)).json();
`;
const tool = (body: string, more = ''): string => `${HEAD}${more}
server.registerTool('t', { inputSchema: { wait: z.number().default(30), id: z.string() } }, async (args: any, extra: any) => {
${body}
return { content: [] };
});`;

type Seen = Partial<Pick<LoopFact, 'kind' | 'bound' | 'wait' | 'rounds'>> & { readonly calls?: number };

async function loopsOf(body: string, more = ''): Promise<readonly Seen[]> {
  const { code } = await codeOf({ 'server.ts': tool(body, more) });
  return code.loops.facts.map(({ kind, bound, calls, wait, rounds }) => ({
    kind,
    bound,
    calls: calls.length,
    ...(wait === undefined ? {} : { wait }),
    ...(rounds === undefined ? {} : { rounds }),
  }));
}

const UNTIL = "if (job.status === 'done') return { content: [job] };";
const PAUSE = 'await new Promise((resolve) => setTimeout(resolve, 2000));';

describe('loops that wait', () => {
  test.each<[string, string, Seen]>([
    // ── nothing ends them but the other side ──
    [
      `for (;;) { const job = await ask(args.id); ${UNTIL} ${PAUSE} }`,
      '',
      { kind: 'poll', bound: 'none', wait: 2000, calls: 1 },
    ],
    [
      `let job = await ask(args.id); while (job.status !== 'done') { await sleep(500); job = await ask(args.id); }`,
      '',
      { bound: 'none', wait: 500 },
    ],
    [
      `let job; do { await sleep(1_000); job = await ask(args.id); } while (!['done', 'cancelled'].includes(job.status));`,
      '',
      { bound: 'none', wait: 1000 },
    ],
    [
      'await until(args.id);',
      `async function until(id: string): Promise<any> { const job = await ask(id); if (job.done) return job; await sleep(100); return until(id); }`,
      { kind: 'poll', bound: 'none' },
    ],
    [
      'await new Promise((resolve) => { const timer = setInterval(async () => { const job = await ask(args.id); if (job.done) { clearInterval(timer); resolve(job); } }, 3000); });',
      '',
      { kind: 'poll', bound: 'none', wait: 3000 },
    ],
    [
      'await new Promise((resolve) => { const check = async () => { const job = await ask(args.id); if (job.done) resolve(job); else setTimeout(check, 3000); }; check(); });',
      '',
      { kind: 'poll', bound: 'none' },
    ],
    [
      `for (;;) { const job = await ask(args.id); ${UNTIL} await later(4000); }`,
      `import { setTimeout as later } from 'node:timers/promises';`,
      { bound: 'none', wait: 4000 },
    ],
    [
      `for (;;) { const job = await ask(args.id); ${UNTIL} await scheduler.wait(4000); }`,
      'declare const scheduler: any;',
      { bound: 'none', wait: 4000 },
    ],
    [
      `for (;;) { const job = await ask(args.id); ${UNTIL} await rest(4000); }`,
      'const rest = (ms: number) => pause(ms); async function pause(ms: number) { await sleep(ms); }',
      { bound: 'none', wait: 4000 },
    ],
    [
      'for (;;) { try { return await ask(args.id); } catch (error) { await sleep(100); } }',
      '',
      { kind: 'retry', bound: 'none', wait: 100 },
    ],
    [
      'while (true) { if (isFree(args.id)) return { content: [] }; await sleep(500); }',
      `import { execSync } from 'node:child_process'; const isFree = (port: string) => execSync('lsof -i ' + port).length === 0;`,
      { kind: 'poll', bound: 'none', wait: 500 },
    ],
    // ── a count ──
    [
      `for (let i = 0; i < 30; i++) { const job = await ask(args.id); ${UNTIL} ${PAUSE} }`,
      '',
      { kind: 'poll', bound: 'count', wait: 2000, rounds: 30 },
    ],
    [
      `let tries = 0; while (true) { const job = await ask(args.id); ${UNTIL} if (++tries > MOST) throw new Error(); ${PAUSE} }`,
      'const MOST = 12;',
      { bound: 'count', rounds: 12 },
    ],
    [
      `let left = 5; while (left-- > 0) { const job = await ask(args.id); ${UNTIL} ${PAUSE} }`,
      '',
      { bound: 'count', rounds: 5 },
    ],
    [
      `let elapsed = 0; while (elapsed < 60) { const job = await ask(args.id); ${UNTIL} await sleep(5000); elapsed += 5; }`,
      '',
      { bound: 'count', wait: 5000, rounds: 12 },
    ],
    [
      `for (const ms of [100, 200]) { const job = await ask(args.id); ${UNTIL} await sleep(ms); }`,
      '',
      { bound: 'count' },
    ],
    [
      'for (let i = 0; ; i++) { try { return await ask(args.id); } catch (error) { if (i === 3) throw error; await sleep(1000 * 2 ** i); } }',
      '',
      { kind: 'retry', bound: 'count', rounds: 3 },
    ],
    [
      'let i = 0; for (;;) { try { return await ask(args.id); } catch (error) { if (i < 3 && error.status >= 500) { i++; await sleep(100); continue; } throw error; } }',
      '',
      { kind: 'retry', bound: 'count' },
    ],
    [
      'await again(args.id, 0);',
      `async function again(id: string, attempt: number): Promise<any> { try { return await ask(id); } catch (error) { if (attempt >= 3) throw error; await sleep(200); return again(id, attempt + 1); } }`,
      { kind: 'retry', bound: 'count', wait: 200 },
    ],
    // ── a moment ──
    [
      `const end = Date.now() + 60_000; while (Date.now() < end) { const job = await ask(args.id); ${UNTIL} await sleep(2000); }`,
      '',
      { bound: 'time', wait: 2000, rounds: 30 },
    ],
    [
      `const start = Date.now(); for (;;) { const job = await ask(args.id); ${UNTIL} if (Date.now() - start > 9000) break; await sleep(1000); }`,
      '',
      { bound: 'time', rounds: 9 },
    ],
    [
      `await Promise.race([until(args.id), sleep(9000)]);`,
      `async function until(id: string) { for (;;) { const job = await ask(id); if (job.done) return job; await sleep(100); } }`,
      { bound: 'time' },
    ],
    [
      'await new Promise((resolve, reject) => { const timer = setInterval(async () => { const job = await ask(args.id); if (job.done) { clearInterval(timer); resolve(job); } }, 3000); setTimeout(() => { clearInterval(timer); reject(new Error()); }, 9000); });',
      '',
      { bound: 'time', wait: 3000 },
    ],
    // ── a signal ──
    [`while (!extra.signal.aborted) { const job = await ask(args.id); ${UNTIL} ${PAUSE} }`, '', { bound: 'signal' }],
    [
      `for (;;) { extra.signal.throwIfAborted(); const job = await ask(args.id); ${UNTIL} ${PAUSE} }`,
      '',
      { bound: 'signal' },
    ],
    [
      `for (;;) { const job = await (await fetch('x', { signal: extra.signal })).json(); ${UNTIL} ${PAUSE} }`,
      '',
      { bound: 'signal' },
    ],
    [
      `for (;;) { const job = await (await fetch('x', { signal: AbortSignal.timeout(5) })).json(); ${UNTIL} ${PAUSE} }`,
      '',
      { bound: 'none' },
    ],
    // ── only where it is asked for ──
    [
      'await until(args.id, args.most);',
      `async function until(id: string, most?: number) { const start = Date.now(); for (;;) { const job = await ask(id); if (job.done) return job; if (most != null && Date.now() - start > most) throw new Error(); await sleep(100); } }`,
      { bound: 'optional' },
    ],
    [
      'await until(args.id, 5000);',
      `async function until(id: string, most?: number) { const start = Date.now(); for (;;) { const job = await ask(id); if (job.done) return job; if (most && Date.now() - start > most) throw new Error(); await sleep(100); } }`,
      { bound: 'time' },
    ],
    // ── nobody can say ──
    [`while (busy.now) { await sleep(100); await ask(args.id); }`, 'const busy = { now: true };', { bound: 'unknown' }],
    [
      `let cursor: any; do { const page = await ask(cursor); cursor = page.next; await sleep(100); } while (cursor);`,
      '',
      { bound: 'unknown' },
    ],
    [
      `let left = 3; while (left > 0) { try { const job = await ask(args.id); if (job.done) break; } catch { left--; } ${PAUSE} }`,
      '',
      { bound: 'unknown' },
    ],
  ])('%s', async (body, more, seen) => {
    const loops = await loopsOf(body, more);
    expect(loops).toHaveLength(1);
    expect(loops[0]).toMatchObject(seen);
  });

  test.each<[string, string]>([
    [
      'pages without a wait',
      'let cursor: any; do { const page = await ask(cursor); cursor = page.next; } while (cursor);',
    ],
    [
      'a stream',
      "const reader = (await fetch('x')).body!.getReader(); while (true) { const { done } = await reader.read(); if (done) break; }",
    ],
    ['a wait without a question', 'while (busy) await sleep(100);'],
    [
      'a timer that nobody waits for',
      'const refresh = async () => { await ask(args.id); setTimeout(refresh, 1000); }; refresh();',
    ],
    [
      'a timeout',
      "await Promise.race([ask(args.id), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1000))]);",
    ],
    ['one service after the other', "for (const id of ['a', 'b']) { try { return await ask(id); } catch {} }"],
    [
      'the folder above',
      'let at = args.id; while (true) { const up = at.slice(1); try { return await ask(up); } catch { at = up; } }',
    ],
  ])('none: %s', async (_what, body) => expect(await loopsOf(body, 'let busy = true;')).toEqual([]));

  test('name the calls that are made again, wherever these stand', async () => {
    const { code, at } = await codeOf({
      'server.ts': `import { Poller } from './poller.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
server.registerTool('t', {}, async () => ({ content: [await new Poller().until(() => get('x'))] }));
const get = (id: string) => fetch(id); //@ call`,
      'poller.ts': `import { rest } from './time.js';
export class Poller {
  async until(check: () => Promise<any>) {
    for (;;) { //@ loop
      const job = await check();
      if (job.done) return job;
      await rest();
    }
  }
}`,
      'time.ts': `export const rest = () => new Promise((resolve) => setTimeout(resolve, 250));`,
    });
    const [loop] = code.loops.facts;
    expect([at(loop!.at), loop!.bound, loop!.wait, loop!.calls.map(at)]).toEqual(['loop', 'none', 250, ['call']]);
  });
});

type Call = Partial<Pick<CallFact, 'retry' | 'idempotent' | 'retryAfter' | 'method'>>;

const AGAIN = `async function again(run: any) { for (let i = 0; ; i++) { try { return await run(); } catch (error: any) { if (i === 3) throw error; await sleep(100); } } }`;
const POST = "fetch('https://x.example', { method: 'POST', body: '{}' })";

async function callOf(body: string, more = ''): Promise<CallFact> {
  const { code } = await codeOf({
    'server.ts': `${HEAD.replace(/^const ask.*$/m, '')}${more}
server.registerTool('t', {}, async (args: any, extra: any) => { ${body}\nreturn { content: [] }; });`,
  });
  expect(code.outbound.facts).toHaveLength(1);
  return code.outbound.facts[0]!;
}

describe('calls that are made again', () => {
  test.each<[string, string, Call]>([
    [`await ${POST};`, '', { retry: 'none', idempotent: false, method: 'write' }],
    [`await again(() => ${POST});`, AGAIN, { retry: 'loop', idempotent: false }],
    [`await twice(() => ${POST});`, `${AGAIN} const twice = (run: any) => again(run);`, { retry: 'loop' }],
    [`await again(send); function send() { return ${POST}; }`, AGAIN, { retry: 'loop' }],
    [
      `await new Api().send();`,
      `${AGAIN} class Api { send() { return again(() => this.post()); } post() { return ${POST}; } }`,
      { retry: 'loop' },
    ],
    [`await pRetry(() => ${POST}, { retries: 2 });`, `import pRetry from 'p-retry';`, { retry: 'loop' }],
    [`await backOff(() => ${POST});`, `import { backOff } from 'exponential-backoff';`, { retry: 'loop' }],
    [
      `for (let i = 0; i < 3; i++) { const r = await ${POST}; if (r.ok) break; await sleep(100); }`,
      '',
      { retry: 'loop' },
    ],
    [
      `for (let i = 0; i < 3; i++) { const r = await ${POST}; if (r.status !== 429) break; await sleep(100); }`,
      '',
      { retry: 'refused' },
    ],
    [
      `for (let i = 0; i < 3; i++) { try { return await ${POST}; } catch (error: any) { if (error.code !== 'ECONNREFUSED') throw error; } }`,
      '',
      { retry: 'refused' },
    ],
    [
      `for (let i = 0; i < 3; i++) { try { return await ${POST}; } catch (error: any) { if (!passes(error)) throw error; } }`,
      'const passes = (e: any) => e.status === 429;',
      { retry: 'refused' },
    ],
    [
      `for (let i = 0; i < 3; i++) { try { return await ${POST}; } catch (error: any) { if (!passes(error)) throw error; } }`,
      'declare const passes: any;',
      { retry: 'unknown' },
    ],
    ["await got('https://x.example');", "import got from 'got';", { retry: 'client' }],
    [
      "await axios.post('https://x.example', {});",
      `import axios from 'axios'; import axiosRetry from 'axios-retry'; axiosRetry(axios);`,
      { retry: 'client', idempotent: false },
    ],
    // ── what makes a second one harmless ──
    [
      `const key = args.key; await fetch('x', { method: 'POST', headers: { 'Idempotency-Key': key } });`,
      '',
      { idempotent: true },
    ],
    ["await fetch('x', { method: 'PUT' });", '', { idempotent: true }],
    ["await axios.delete('x');", "import axios from 'axios';", { idempotent: true }],
    ["await axios.post('x', {});", "import axios from 'axios';", { idempotent: false }],
    [
      "await db.query('insert into a values (1) on conflict do nothing');",
      "import { Pool } from 'pg'; const db = new Pool();",
      { idempotent: true },
    ],
    [
      "await send('PUT'); await send('POST');",
      'const send = (method: string) => fetch("x", { method });',
      { idempotent: false },
    ],
    [
      "await send('PUT'); await send('DELETE');",
      'const send = (method: string) => fetch("x", { method });',
      { idempotent: true },
    ],
  ])('%s', async (body, more, seen) => expect(await callOf(body, more)).toMatchObject(seen));
});

describe('Retry-After', () => {
  const ASK = "const response = await fetch('x');";
  test.each<[string, string, CallFact['retryAfter']]>([
    [`${ASK} if (!response.ok) throw new Error('no');`, '', 'none'],
    [`${ASK} if (response.status === 429) throw new Error('later');`, '', 'ignored'],
    [`${ASK} if ([429, 503].includes(response.status)) throw new Error('later');`, '', 'ignored'],
    [`${ASK} if (BUSY.has(response.status)) throw new Error('later');`, 'const BUSY = new Set([429, 503]);', 'ignored'],
    [`${ASK} switch (response.status) { case 429: throw new Error('later'); }`, '', 'ignored'],
    [
      "try { await axios.get('x'); } catch (error: any) { if (error.response?.status === 429) throw new Error('later'); throw error; }",
      "import axios from 'axios';",
      'ignored',
    ],
    [
      "try { await fetch('x'); } catch (error: any) { fail(error); }",
      "function fail(error: any) { if (error.status == 429) throw new Error('later'); throw error; }",
      'ignored',
    ],
    [
      `for (let i = 0; i < 3; i++) { const r = await fetch('x'); if (r.status !== 429) break; await sleep(100); }`,
      '',
      'ignored',
    ],
    [`${ASK} if (response.status === 429) throw new Error('in ' + response.headers.get('Retry-After'));`, '', 'read'],
    [
      `${ASK} if (response.status === 429) throw new Error('in ' + response.headers.get('x-ratelimit-reset'));`,
      '',
      'read',
    ],
    [
      `${ASK} if (response.status === 429) throw new Error('in ' + waitOf(response));`,
      "const waitOf = (r: any) => r.headers.get('retry-after');",
      'read',
    ],
    [`${ASK} if (response.status === 429) throw new Limited(response);`, 'declare const Limited: any;', 'unknown'],
    [`${ASK} if (response.status === 429) return response as any;`, '', 'unknown'],
    [`${ASK} if (response.status >= 400 && response.status < 503) throw new Error('no');`, '', 'none'],
    [`${ASK} if (response.status === 500 || response.status === 503) throw new Error('no');`, '', 'none'],
  ])('%s', async (body, more, said) => expect((await callOf(body, more)).retryAfter).toBe(said));

  test('is told where the statuses are told apart', async () => {
    const { code, at } = await codeOf({
      'server.ts': `import { get } from './api.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
server.registerTool('t', {}, async () => ({ content: [await get('x')] }));`,
      'api.ts': `import { check } from './check.js';
export async function get(url: string) {
  const response = await fetch(url); //@ call
  check(response.status);
  return response.json();
}`,
      'check.ts': `export function check(status: number) {
  if (status === 429) throw new Error('busy'); //@ branch
}`,
    });
    const [call] = code.outbound.facts;
    expect([at(call!.at), call!.retryAfter, at(call!.limited!)]).toEqual(['call', 'ignored', 'branch']);
  });
});

describe('how long a call may take', () => {
  test.each<[string, string, number | undefined, number | undefined]>([
    ["await fetch('x', { signal: AbortSignal.timeout(3000) });", '', 3000, undefined],
    [
      "await fetch('x', { signal: AbortSignal.timeout(3000) }); await fetch('y', { signal: AbortSignal.timeout(4000) });",
      '',
      7000,
      undefined,
    ],
    [
      "await Promise.all([fetch('x', { signal: AbortSignal.timeout(3000) }), fetch('y', { signal: AbortSignal.timeout(4000) })]);",
      '',
      4000,
      undefined,
    ],
    [
      "if (args.a) return fetch('x', { signal: AbortSignal.timeout(3000) }) as any; await fetch('y', { signal: AbortSignal.timeout(4000) });",
      '',
      4000,
      undefined,
    ],
    ['await sleep(args.wait * 1000);', '', 30_000, 30_000],
    ['await sleep((args.seconds ?? 5) * 1000);', '', 5000, 5000],
    ['for (let i = 0; i < 10; i++) { await ask("x"); await sleep(500); }', '', 5000, 5000],
    [
      'const end = Date.now() + 60_000; while (Date.now() < end) { await ask("x"); await sleep(2000); }',
      '',
      60_000,
      60_000,
    ],
    ['for (const each of args.all) { await ask(each); await sleep(500); }', '', 500, 500],
    ['await sleep(args.other);', '', undefined, undefined],
    [
      'if (failed > 3) await sleep(Math.min(30_000, 1000 * Math.pow(2, failed - 3)));',
      'let failed = 0; export const fail = () => failed++;',
      30_000,
      undefined,
    ],
    ['setTimeout(() => console.error("late"), 60_000);', '', undefined, undefined],
  ])('%s', async (body, more, longest, waits) => {
    const { code } = await codeOf({ 'server.ts': tool(body, more) });
    const [handler] = code.handlers.facts;
    expect([handler!.longest, handler!.waits]).toEqual([longest, waits]);
  });
});

const count = (times: number, text: (i: number) => string, between = ''): string =>
  Array.from({ length: times }, (_, i) => text(i)).join(between);

/** Programs that are made to be read for ever. */
const PROGRAMS: readonly (readonly [string, string, string])[] = [
  [
    'thousands of loops that wait',
    count(2000, (i) => `for (;;) { const a${i} = await ask('${i}'); if (a${i}.done) break; await sleep(${i}); }`),
    '',
  ],
  ['loops in loops', `${'while (await ask("x")) { await sleep(1); '.repeat(150)}${'}'.repeat(150)}`, ''],
  [
    'a test without an end',
    `for (;;) { await sleep(1); if (${count(4000, (i) => `job.a${i}`, ' || ')}) break; await ask('x'); }`,
    'declare const job: any;',
  ],
  [
    'thousands of ways out',
    `for (;;) { await ask('x'); await sleep(1); ${count(3000, (i) => `if (a > ${i}) break;`)} }`,
    'declare const a: any;',
  ],
  [
    'sleepers of sleepers',
    'await s0(1);',
    `${count(2000, (i) => `const s${i} = (ms: number): any => s${i + 1}(ms);\n`)}const s2000 = (ms: number) => sleep(ms);`,
  ],
  [
    'functions that come back to each other',
    'await f0();',
    count(
      300,
      (i) =>
        `async function f${i}(): Promise<any> { await sleep(1); ${count(20, (j) => `await f${(i * 7 + j) % 300}();`)} }\n`,
    ),
  ],
  ['thousands of things that are tried again', count(1500, (i) => `await again(() => fetch('${i}'));`), AGAIN],
  [
    'wrappers of wrappers',
    'await w0(() => fetch("x"));',
    `${count(300, (i) => `const w${i} = (run: any): any => w${i + 1}(() => run());\n`)}const w300 = (run: any) => again(run);\n${AGAIN}`,
  ],
  [
    'thousands of statuses told apart',
    `const r = await fetch('x'); ${count(3000, () => `if (r.status === 429) throw new Error('x');`)}`,
    '',
  ],
  [
    'one formatter of thousands of errors',
    count(1500, (i) => `try { await fetch('${i}'); } catch (e) { fail(e); }`),
    `function fail(e: any) { if (e.status === 429) throw new Error('later'); throw e; }`,
  ],
  ['a number made of itself', 'await sleep(a);', 'const a: any = b * 2; const b: any = c + 1; const c: any = a;'],
  ['a number without an end', `await sleep(${count(3000, () => '1', ' + ')});`, ''],
];

describe('reading loops comes to an end', () => {
  test.each(PROGRAMS)('%s', { timeout: 40_000 }, async (_what, body, more) => {
    const started = performance.now();
    const { code } = await codeOf({ 'server.ts': tool(body, more) });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(code.handlers.facts).toHaveLength(1);
  });

  test('of thousands of tools that share what waits', { timeout: 40_000 }, async () => {
    const started = performance.now();
    const { code } = await codeOf({
      'server.ts': `${HEAD}${count(60, (i) => `async function h${i}(w: any): Promise<any> { await sleep(w.wait); await ask('x'); ${i < 59 ? `return h${i + 1}(w);` : ''} }\n`)}
for (let i = 0; i < 2000; i++) server.registerTool('t' + i, { inputSchema: { wait: z.number().default(i) } }, async (args: any) => h0(args));`,
    });
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(code.handlers.facts).toHaveLength(2000);
  });
});
