import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'list.ts#/list/catch~1';
const FN = 'list.ts#/list';
const EMPTY = { kind: 'empty', text: { from: [] } } as const;
const none = { text: { words: 'No invoices found.' } } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"list"}]}',
    codeCase({ failures: [{ at: AT, ends: [{ does: 'throws' }] }] }),
    {
      json: codeCase({
        failures: [
          {
            at: 'retry.ts#/again/catch~1',
            reaches: 'data',
            guards: ['attempt'],
            ends: [{ does: 'throws' }, { does: 'goes-on' }],
          },
        ],
        loops: [{ at: 'retry.ts#/again/loop~1', kind: 'retry', bound: 'count' }],
      }),
      why: 'a loop that tries again, and gives the last failure on',
    },
    {
      json: codeCase({ failures: [{ at: AT, outbound: false, guards: ['JSON.parse'], ends: [{ shape: EMPTY }] }] }),
      why: 'a text that is no JSON is no failure of another service',
    },
    {
      json: codeCase({
        failures: [{ at: AT, guards: ['response.json'], ends: [{ does: 'goes-on' }], reaches: 'data' }],
      }),
      why: 'the body of an error that is no JSON',
    },
    {
      json: codeCase({ failures: [{ at: AT, form: 'branch', ends: [{ shape: none }] }] }),
      why: 'a branch has looked at the answer',
    },
    {
      json: codeCase({ failures: [{ at: AT, narrow: true, ends: [{ shape: EMPTY }, { does: 'throws' }] }] }),
      why: 'for 404 alone nothing is the answer; the rest is thrown',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'tested', ends: [{ shape: EMPTY }] }] }),
      why: 'the caller tells null from an answer',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'unknown', ends: [{ shape: EMPTY }] }] }),
      why: 'who looks at it is not known',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'data', kept: true, ends: [{ shape: EMPTY }] }] }),
      why: 'the failure is collected and told beside the rest',
    },
    {
      json: codeCase({
        failures: [{ at: AT, guards: ['send'], ends: [{ does: 'goes-on' }] }],
        outbound: [{ at: 'list.ts#/list/call~2', callee: 'send', background: true }],
      }),
      why: 'telemetry: nobody waits for it',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'nothing', ends: [{ does: 'goes-on' }] }] }),
      why: 'nothing of it would have been answered',
    },
    {
      json: codeCase({ failures: [{ at: AT, tools: [], ends: [{ shape: EMPTY }] }] }),
      why: 'no tool reaches it',
    },
    {
      json: codeCase({
        failures: [{ at: AT, ends: [{ shape: { text: { words: 'The service failed: no answer.' } } }] }],
      }),
      why: 'it tells of the failure; that it has no `isError` is error-swallowed',
    },
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ shape: { kind: 'value', text: { words: 'UTC' } } }] }] }),
      why: 'a default with a meaning',
    },
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ shape: { text: { from: [], fields: ['ok'], words: '' } } }] }] }),
      why: 'what the fields hold is not known',
    },
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ shape: { text: { from: ['unknown'], words: '' } } }] }] }),
      why: 'what it says was not read',
    },
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ shape: { isError: 'yes', text: { from: [], words: '' } } }] }] }),
      why: 'it says that it failed, if not how',
    },
  ],
  bad: [
    {
      json: codeCase({
        failures: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at) => ({
          at,
          reaches: 'data',
          ends: [{ does: 'goes-on' }],
        })),
      }),
      says: 'many',
      severity: 'info',
      text: 'In 4 places what fails is left out of the answer, which does not say so: `fetch`.',
    },
    {
      json: codeCase({ failures: [{ at: FN, ends: [{ at: `[|${AT}|]`, shape: EMPTY }] }] }),
      says: 'empty',
      text: 'When `fetch` fails, it counts as nothing',
    },
    {
      json: codeCase({
        failures: [
          {
            at: FN,
            guards: ['api.a', 'api.b', 'api.c', 'api.d'],
            ends: [{ at: `[|${AT}|]`, shape: EMPTY }],
          },
        ],
      }),
      says: 'empty',
      text: 'When one of `api.a`, `api.b` and 2 more fails',
    },
    { json: codeCase({ failures: [{ at: FN, ends: [{ at: `[|${AT}|]`, shape: none }] }] }), says: 'told' },
    {
      json: codeCase({ failures: [{ at: `[|${AT}|]`, reaches: 'data', ends: [{ does: 'goes-on' }] }] }),
      says: 'ignored',
      severity: 'info',
    },
    {
      json: codeCase({ failures: [{ at: FN, reaches: 'data', ends: [{ at: `[|${AT}|]`, shape: EMPTY }] }] }),
      says: 'empty',
    },
  ],
});

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
async function load() {
  const response = await fetch('https://shop.example/orders', { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error('the shop answered ' + response.status);
  return response.text();
}
`;
const tool = (rescue: string): string => `${HEAD}server.registerTool('list_orders', {}, async () => {
  try {
    return { content: [{ type: 'text', text: await load() }] };
  } catch (error) {
    ${rescue}
  }
});
`;
const text = (of: string): string => `return { content: [{ type: 'text', text: ${of} }] };`;

/** `orders` gives a list that is empty when the shop does not answer; what is made of it is shown. */
const counted = (show: string, [from, to]: readonly [string, string] = ['', '']): string =>
  tool('throw error;')
    .replace(
      'async function load',
      `async function orders() {\n  try { return [await load()]; } catch { ${from}return [];${to} }\n}\nasync function load`,
    )
    .replace(text('await load()'), `const found = await orders();\n    ${show}`);
const MARKS = ['[|', '|]'] as const;

sourceTest(rule, {
  good: [
    tool("return { content: [{ type: 'text', text: 'The shop is away.' }], isError: true };"),
    { ts: tool('return { content: [], isError: true };'), why: 'it says that it failed, if not how' },
    { ts: tool(text('JSON.stringify({ ok: false })')), why: 'a field that says so' },
    { ts: tool(text('JSON.stringify({ orders: [], failed: true })')), why: 'a field beside the list that says so' },
    {
      ts: tool('return { content: [], structuredContent: { orders: [], problem: String(error) } };'),
      why: 'what was caught stands beside the list',
    },
    {
      ts: tool("if (error.code === 'ENOENT') return { content: [] };\n    throw error;"),
      why: 'for one failure nothing is the answer; the rest is thrown',
    },
    ...[
      `let told = '';\n    if (found.length === 0) told += 'No orders, or an error of the shop.';\n    ${text('told')}`,
      `let told = '';\n    if (found.length === 0) told = await another();\n    ${text('told')}`,
      text("found.length > 0 ? found.join() : 'The shop is unavailable.'"),
    ].map((show) => ({ ts: counted(show), why: `the caller tells it: ${show}` })),
  ],
  bad: [
    ...[
      `let told = '';\n    if (found.length === 0) {\n      told += 'No orders found. ';\n      told += 'Try another word.';\n    } else told += found.join();\n    ${text('told')}`,
      `const lines = [];\n    if (!found.length) lines.push('No orders found.');\n    ${text('lines.join()')}`,
      text("found.length > 0 ? found.join() : 'No orders found.'"),
    ].map((show) => ({ ts: counted(show, MARKS), says: 'empty' as const })),
    ...[
      "'[]'",
      "''",
      "'null'",
      '`{}`',
      'JSON.stringify([])',
      'JSON.stringify({})',
      'JSON.stringify({ orders: [], total: 0 })',
      "'No orders found.'",
    ].map((of) => ({
      ts: tool(`[|${text(of)}|]`),
      says: 'told' as const,
      text: 'When `load` fails, the answer says that there is nothing.',
    })),
    { ts: tool('[|return { content: [] };|]'), says: 'told' },
    { ts: tool('[|return { content: [], structuredContent: { orders: [] } };|]'), says: 'told' },
    { ts: tool('[|return { structuredContent: { orders: [] } };|]'), says: 'empty' },
    {
      ts: tool(`[|${text("'[]'").replace(' };', ', structuredContent: { orders: [], page: { next: null } } };')}|]`),
      says: 'told',
    },
    {
      ts: tool(text('await orders()'))
        .replace(
          'async function load',
          'async function orders() {\n  try { return await load(); } catch { [|return [];|] }\n}\nasync function load',
        )
        .replace('await load() }] };\n  } catch (error) {\n    ', 'await orders() }] };\n  } catch (error) {\n    '),
      says: ['empty'],
    },
    {
      ts: tool('throw error;')
        .replace('await load()', 'JSON.stringify(orders)')
        .replace(
          '  try {',
          '  let orders = [];\n  try { orders = await load(); } [|catch (error)|] { console.error(error); }\n  try {',
        ),
      says: 'ignored',
    },
    {
      ts: tool('throw error;')
        .replace('await load()', 'JSON.stringify(orders)')
        .replace(
          '  try {',
          `  let orders = [];\n${['[|catch (error)|]', ...Array(3).fill('catch (error)')].map((rescue) => `  try { orders = await load(); } ${rescue} { console.error(error); }\n`).join('')}  try {`,
        ),
      says: 'many',
      text: 'In 4 places',
    },
  ],
});
