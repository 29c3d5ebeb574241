import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const FN = 'orders.ts#/tool(list_orders)/handler-1';
const CALL = { at: 'orders.ts#/list/call-1' };
const list = { name: 'list_orders', description: 'Lists the orders of the shop.', inputSchema: { type: 'object' } };
const open = { handlers: [{ at: FN, capped: false }], outbound: [CALL] };
const given = (...names: string[]) => ({
  ...list,
  inputSchema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }])) },
});

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"list_orders"}]}',
    codeCase({ ...open, tools: [given('limit')] }),
    codeCase({ ...open, tools: [given('maxResults')] }),
    { json: codeCase({ ...open, tools: [given('after')] }), why: 'what comes after can be asked for' },
    { json: codeCase({ ...open, tools: [list], handlers: [{ at: FN, capped: true }] }), why: 'a limit in the code' },
    { json: codeCase({ ...open, tools: [list], handlers: [{ at: FN }] }), why: 'nobody looked for one' },
    {
      json: codeCase({ ...open, tools: [{ ...list, name: 'get_order', description: 'Gets one order.' }] }),
      why: 'it gives one',
    },
    { json: codeCase({ tools: [list], handlers: open.handlers }), why: 'it asks nobody: a list of its own' },
    { json: codeCase({ ...open, tools: [list], outbound: [{ ...CALL, method: 'write' }] }), why: 'it asks nothing' },
  ],
  bad: [
    {
      json: codeCase({ ...open, tools: [list] }).replace(
        '"inputSchema":{"type":"object"}',
        '"inputSchema":[|{"type":"object"}|]',
      ),
      says: 'unbounded',
      severity: 'info',
      text: '`list_orders`: no limit',
    },
  ],
});

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
`;
const tool = (path: string, schema: string, rest = ''): string => `${HEAD}server.registerTool('list_orders', {
  description: 'Lists the orders of the shop.',
  inputSchema: ${schema},
}, async (args) => {
  const response = await fetch('https://shop.example/${path}');
  const orders = (await response.json())${rest};
  return { content: [{ type: 'text', text: JSON.stringify(orders) }] };
});`;

/** More places where following ends than are listed, all of other tools. */
const OTHERS = Array.from(
  { length: 21 },
  (_, i) => `server.registerTool('run_${i}', {}, async () => {
  const text = await plugins[${i}].run();
  return { content: [{ type: 'text', text: 'done' }] };
});
`,
).join('');
const passing = (give: string): string =>
  `${HEAD}${OTHERS}${tool('orders', '[|{}|]')
    .replace(HEAD, '')
    .replace(/return .*;/, give)}`;

sourceTest(rule, {
  good: [
    {
      ts: passing('return { content: await plugins.show(orders) };').replace(/\[\||\|\]/g, ''),
      why: 'one place of those that are not listed may be its own',
    },
    {
      ts: passing('return plugins.show(orders);').replace(/\[\||\|\]/g, ''),
      why: 'what it passes on without waiting may be cut there',
    },
    { ts: tool('orders?limit=50', '{}'), why: 'the request has a limit' },
    { ts: tool('orders', '{}', '.slice(0, 50)'), why: 'the list is cut' },
    { ts: tool('orders', '{ page: z.number() }'), why: 'it goes by pages' },
  ],
  bad: [
    { ts: tool('orders', '[|{}|]'), says: 'unbounded' },
    { ts: passing("return { content: [{ type: 'text', text: JSON.stringify(orders) }] };"), says: 'unbounded' },
  ],
});
