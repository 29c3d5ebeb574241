import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const FN = 'jobs.ts#/tool(export_orders)/handler-1';
const LOOP = 'jobs.ts#/until/loop-1';
const CALL = 'jobs.ts#/until/call-1';
const tools = [{ name: 'export_orders' }];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"export_orders"}]}',
    { json: codeCase({ tools, handlers: [{ at: FN }] }), why: 'a name alone is no evidence' },
    codeCase({ tools, handlers: [{ at: FN, longest: 9_000, waits: 9_000 }] }),
    {
      json: codeCase({ tools, handlers: [{ at: FN, waits: 20_000 }] }),
      options: { most: 30_000 },
      why: 'their clients wait',
    },
    {
      json: codeCase({ tools, handlers: [{ at: FN, longest: 80_000 }], outbound: [{ at: CALL, timeout: 30_000 }] }),
      why: 'timeouts that add up are for what fails',
    },
    {
      json: codeCase({ tools: [{ name: 'search' }], handlers: [{ at: FN }], loops: [{ at: LOOP, calls: [CALL] }] }),
      why: 'a poll whose time nobody knows, of a tool whose name says nothing',
    },
    {
      json: codeCase({
        tools: [{ name: 'export_orders', execution: { taskSupport: 'optional' } }],
        handlers: [{ at: FN, waits: 60_000 }],
      }),
      why: 'it is a task',
    },
    {
      json: codeCase({
        tools,
        handlers: [{ at: FN, waits: 60_000, returns: [{ at: `${FN}2`, shape: { text: { fields: ['job_id'] } } }] }],
      }),
      why: 'it answers with a handle',
    },
    {
      json: codeCase({ tools, handlers: [{ at: FN }], outbound: [{ at: CALL, timeout: 300_000, background: true }] }),
      why: 'nobody waits for it',
    },
  ],
  bad: [
    {
      json: codeCase({ tools, handlers: [{ at: `[|${FN}|]`, waits: 60_000 }] }),
      says: 'waits',
      severity: 'info',
      text: '`export_orders` may wait 60 s',
    },
    {
      json: codeCase({
        tools,
        handlers: [{ at: FN, waits: 60_000 }],
        loops: [{ at: `[|${LOOP}|]`, bound: 'count', wait: 2_000, rounds: 30 }],
      }),
      says: 'waits',
    },
    {
      json: codeCase({
        tools: [...tools, { name: 'build' }],
        handlers: [
          { at: FN, waits: 60_000 },
          { at: `${FN}2`, tool: 1, waits: 60_000 },
        ],
        loops: [{ at: `[|${LOOP}|]`, bound: 'count', wait: 2_000, rounds: 30, tools: [0, 1] }],
      }),
      says: 'waits',
      text: '`export_orders`, `build`',
    },
    {
      json: codeCase({ tools, handlers: [{ at: FN }], outbound: [{ at: `[|${CALL}|]`, timeout: 300_000 }] }),
      says: 'timeouts',
      text: '300 s',
    },
    {
      json: codeCase({ tools, handlers: [{ at: FN }], loops: [{ at: `[|${LOOP}|]`, calls: [CALL] }] }),
      says: 'named',
    },
    {
      json: codeCase({ tools, handlers: [{ at: `[|${FN}|]`, waits: 60_000 }] }),
      says: 'waits',
      spec: '2026-07-28',
    },
    {
      json: codeCase({ tools, handlers: [{ at: `[|${FN}|]`, waits: 60_000 }] }),
      says: 'waits',
      spec: '2025-11-25',
    },
  ],
});

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = async () => (await fetch('https://shop.example/export/12', { signal: AbortSignal.timeout(5000) })).json();
`;
const tool = (body: string, config = '{}'): string =>
  `${HEAD}server.registerTool('export_orders', ${config}, async (args) => {\n${body}\n});\n`;
const GIVE = "if (job.done) return { content: [{ type: 'text', text: job.table }] };";

sourceTest(rule, {
  good: [
    {
      ts: tool(`for (let i = 0; i < 5; i++) { const job = await ask(); ${GIVE} await sleep(500); }`),
      why: 'two seconds',
    },
    {
      ts: tool('for (let i = 0; i < 3; i++) { try { return await ask(); } catch { await sleep(5000); } }'),
      why: 'a few tries more, where something fails',
    },
  ],
  bad: [
    {
      ts: tool(`[|for (let i = 0; i < 5; i++) {|]\n const job = await ask(); ${GIVE} await sleep(5000); }`),
      says: 'waits',
    },
    {
      ts: `${HEAD}server.registerTool('export_orders', { inputSchema: { wait: z.number().default(30) } }, [|async ({ wait }) => {|]\nawait sleep(wait * 1000);\nreturn { content: [] };\n});`,
      says: 'waits',
      text: '30 s',
    },
    {
      ts: tool(
        "const answer = await [|fetch|]('https://shop.example', { signal: AbortSignal.timeout(180_000) });\nif (!answer.ok) throw new Error('no');\nreturn { content: [] };",
      ),
      says: 'timeouts',
    },
    { ts: tool(`[|for (;;) {|]\n const job = await ask(); ${GIVE} await sleep(500); }`), says: 'named' },
  ],
});
