import { describe, expect, test } from 'vitest';

import { codeOf } from '../../src/testing/code-of.ts';

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
const q: any = globalThis.somethingUnknown;
`;
const LOW = `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const server = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
`;
const count = (times: number, text: (i: number) => string, between = ''): string =>
  Array.from({ length: times }, (_, i) => text(i)).join(between);

/** Programs that are made to be followed for ever, and how many tools they have. */
const PROGRAMS: readonly (readonly [string, string, number])[] = [
  [
    'functions that call each other, each time in a new closure',
    `${HEAD}const ping = (next: any) => async () => { await next(); return pong(() => ping(next)); };
     const pong = (next: any) => async () => { await next(); return ping(() => pong(next)); };
     server.registerTool('t', {}, ping(pong(ping(q))));`,
    1,
  ],
  [
    'a recursion through what it is given',
    `${HEAD}const again = (f: any): any => again((x: any) => f(again(x)));
     server.registerTool('t', {}, async () => again(() => again(q)));`,
    1,
  ],
  [
    'thousands of tools through one wrapper',
    `${HEAD}const tool = (name: string, run: any) => server.registerTool(name, {}, async () => { try { return await run(); } catch { return { content: [] }; } });
     for (let i = 0; i < 3000; i++) tool('t' + i, async () => { await fetch('x' + i); return { content: [] }; });`,
    3000,
  ],
  [
    'thousands of names in one switch',
    `${LOW}const NAMES = Array.from({ length: 900 }, (_, i) => 't' + i);
     server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: NAMES.map((name) => ({ name, inputSchema: { type: 'object' } })) }));
     server.setRequestHandler(CallToolRequestSchema, async (request) => { switch (request.params.name) {
       ${count(900, (i) => `case 't${i}': return { content: [{ type: 'text', text: '${i}' }] };`)} } });`,
    900,
  ],
  [
    'a long chain of calls',
    `${HEAD}${count(2000, (i) => `async function f${i}() { try { return await f${i + 1}(); } catch (error) { return { content: [] }; } }\n`)}
     async function f2000() { return fetch('x'); }
     server.registerTool('t', {}, async () => f0());`,
    1,
  ],
  [
    'nested blocks',
    `${HEAD}server.registerTool('t', {}, async () => { ${'{'.repeat(400)} await fetch('x'); ${'}'.repeat(400)} return { content: [] }; });`,
    1,
  ],
  [
    'nested attempts',
    `${HEAD}server.registerTool('t', {}, async () => { ${'try { '.repeat(200)} await fetch('x'); ${'} catch (e) { console.error(e); }'.repeat(200)} return { content: [] }; });`,
    1,
  ],
  [
    'functions in functions',
    `${HEAD}server.registerTool('t', {}, async () => { return ${'(() => '.repeat(250)} fetch('x') ${')()'.repeat(250)}; });`,
    1,
  ],
  [
    'a long expression',
    `${HEAD}server.registerTool('t', {}, async () => { const text = ${count(3000, (i) => `q.a${i}`, ' + ')}; return { content: [{ type: 'text', text }] }; });`,
    1,
  ],
  [
    'a table of functions that lead to all others',
    `${HEAD}const table: Record<string, any> = { ${count(200, (i) => `f${i}: (name: string) => table[name + q]('x')`, ', ')} };
     server.registerTool('t', {}, async (args: any) => table[args.name]('x'));`,
    1,
  ],
  [
    'variables made of each other',
    `${HEAD}server.registerTool('t', {}, async () => { const a = b; const b = c; const c = a; return await a.b.c(b(c)); });`,
    1,
  ],
  [
    'getters that never end',
    `${HEAD}const bomb: any = { get a(): any { for (;;) q(); }, get b(): any { return bomb.b; } };
     server.registerTool('t', {}, async () => { bomb.a.x(); bomb.b.y(); return { content: [] }; });`,
    1,
  ],
  [
    'many ways to many functions',
    `${HEAD}${count(60, (i) => `const g${i} = (f: any) => { f(); ${count(60, (j) => `g${j}(() => f(${i}));`)} };\n`)}
     server.registerTool('t', {}, async () => { g0(() => fetch('x')); return { content: [] }; });`,
    1,
  ],
];

describe('following comes to an end', () => {
  test.each(PROGRAMS)('%s', { timeout: 30_000 }, async (_what, source, tools) => {
    const started = performance.now();
    const { loaded, code } = await codeOf({ 'server.ts': source });
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(loaded.server.tools).toHaveLength(tools);
    expect(code.handlers.facts).toHaveLength(tools);
  });

  test('and says where it did not come to its own', async () => {
    const { loaded, code } = await codeOf({
      'server.ts': `${HEAD}import { given } from 'somewhere'; server.registerTool('t', {}, async () => { await given.ask(); return q(); });`,
    });
    expect(code.outbound.complete).toBe(false);
    expect(code.outbound.gaps.map(({ reason, tools }) => [reason, tools.length])).toEqual([
      ['a call of `q`, which is not known', 1],
      ['a call of `given.ask`, of the package somewhere', 1],
    ]);
    expect(code.handlers.complete).toBe(false);
    const said = loaded.server.quirks.filter(({ at }) => at.kind === 'code').map(({ at }) => at.pointer);
    expect(said.slice(0, 5)).toEqual(
      ['handlers', 'failures', 'outbound', 'stdout', 'throws'].map((family) => `/coverage/${family}`),
    );
  });

  test('and takes nothing away from what is listed', async () => {
    const { loaded } = await codeOf({
      'server.ts': `${HEAD}server.registerTool('t', {}, async () => { server.registerTool('late', {}, async () => ({ content: [] })); return { content: [] }; });`,
    });
    expect(loaded.server.tools.map(({ data }) => data.name)).toEqual(['t']);
  });
});
