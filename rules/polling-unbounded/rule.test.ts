import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'jobs.ts#/until/loop-1';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"export"}]}',
    ...(['count', 'time', 'signal'] as const).map((bound) => codeCase({ loops: [{ at: AT, bound }] })),
    { json: codeCase({ loops: [{ at: AT, bound: 'unknown' }] }), why: 'what ends it was not read' },
    { json: codeCase({ loops: [{ at: AT, tools: [] }] }), why: 'no tool reaches it' },
    { json: codeCase({ loops: [{ at: AT, kind: 'retry', bound: 'count' }] }), why: 'it tries so often and no more' },
    { json: codeCase({ cut: ['loops'] }), why: 'not all was read, and nothing of what was' },
  ],
  bad: [
    { json: codeCase({ loops: [{ at: `[|${AT}|]` }] }), says: 'poll', severity: 'info', text: 'waits and asks again' },
    { json: codeCase({ loops: [{ at: `[|${AT}|]` }], cut: ['loops'] }), says: 'poll' },
    { json: codeCase({ loops: [{ at: `[|${AT}|]`, kind: 'retry' }] }), says: 'retry' },
    { json: codeCase({ loops: [{ at: `[|${AT}|]`, bound: 'optional' }] }), says: 'optional' },
    {
      json: codeCase({ loops: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at) => ({ at })) }),
      says: 'many',
      text: 'In 4 places',
    },
  ],
});

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = async () => (await fetch('https://shop.example/export/12', { signal: AbortSignal.timeout(5000) })).json();
`;
const tool = (body: string): string => `${HEAD}server.registerTool('export_orders', {}, async () => {\n${body}\n});\n`;
const GIVE = "if (job.done) return { content: [{ type: 'text', text: job.table }] };";

sourceTest(rule, {
  good: [
    {
      ts: tool(`for (let i = 0; i < 30; i++) { const job = await ask(); ${GIVE} await sleep(100); }`),
      why: 'thirty rounds',
    },
    { ts: tool(`for (;;) { const job = await ask(); ${GIVE} }`), why: 'it never waits: a loop over pages' },
    {
      ts: tool(
        `for (const end = Date.now() + 9000; Date.now() < end; ) { const job = await ask(); ${GIVE} await sleep(100); }`,
      ),
      why: 'nine seconds',
    },
  ],
  bad: [
    { ts: tool(`[|for (;;) {|]\n const job = await ask(); ${GIVE} await sleep(100); }`), says: 'poll' },
    { ts: tool('[|for (;;) {|]\n try { return await ask(); } catch { await sleep(100); } }'), says: 'retry' },
    {
      ts: `import { until } from './jobs.js';\n${HEAD}server.registerTool('export_orders', {}, async ({ most }) => until(ask, most));`,
      sources: {
        'jobs.ts': `export async function until(ask, most?: number) {
  const start = Date.now();
  [|while (true) {|]
    const job = await ask();
    if (job.done) return job;
    if (most !== undefined && Date.now() - start > most) throw new Error('late');
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}`,
      },
      says: 'optional',
    },
    {
      ts: tool(
        [
          '[|while (!(await ask()).done) {|]\n await sleep(1); await ask(); }',
          ...[2, 3, 4].map((ms) => `while (!(await ask()).done) {\n await sleep(${ms}); await ask(); }`),
        ].join('\n'),
      ),
      says: 'many',
    },
  ],
});
