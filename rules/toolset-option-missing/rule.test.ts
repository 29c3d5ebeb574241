import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const THINGS = ['order', 'invoice', 'refund', 'customer', 'parcel', 'coupon', 'review', 'supplier'];
const DEEDS = ['list', 'get', 'create', 'update', 'delete'];
const NAMES = THINGS.flatMap((thing) => DEEDS.map((deed) => `${deed}_${thing}`));
const tools = (names: readonly string[]) => names.map((name) => ({ name }));
const HANDLER = { at: 'server.ts#/run/handler' };
const list = (json: string) => json.replace('"tools":[{"name":"list', '[|"tools"|]:[{"name":"list');

const program = (start: string) => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
${start}
for (const thing of ${JSON.stringify(THINGS)})
  for (const deed of ${JSON.stringify(DEEDS)})
    server.registerTool(deed + '_' + thing, {}, async () => ({ content: [] }));
`;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    { json: JSON.stringify({ tools: tools(NAMES) }), why: 'a list alone does not say how it is made' },
    { json: codeCase({ tools: tools(NAMES.slice(1)), handlers: [HANDLER] }), why: 'not so many' },
    {
      json: codeCase({
        tools: tools(NAMES),
        handlers: [HANDLER],
        process: [{ at: 'main.ts#/p', what: 'selection', name: '--toolsets' }],
      }),
      why: 'a flag chooses',
    },
    { json: codeCase({ tools: tools(NAMES), handlers: [HANDLER] }), options: { least: 41 }, why: 'not so many' },
    { json: codeCase({ tools: tools(NAMES), handlers: [HANDLER], cut: ['process'] }), why: 'not all was read' },
    {
      json: codeCase({ tools: tools(Array.from({ length: 50 }, (_, i) => `x${i}`)), handlers: [HANDLER] }),
      why: 'no groups suggest themselves',
    },
  ],
  bad: [
    {
      json: list(codeCase({ tools: tools(NAMES), handlers: [HANDLER] })),
      says: 'none',
      severity: 'info',
      text: 'There are 40 tools',
    },
  ],
});

sourceTest(rule, {
  good: [
    { ts: program("if (process.env.SHOP_TOOLSETS === '') process.exit(1);"), why: 'a variable names toolsets' },
    program("if (process.argv.includes('--read-only')) process.exit(1);"),
    program("const { TOOLS } = process.env;\nif (process.env['SHOP_TOOLS'] === TOOLS) process.exit(1);"),
  ],
  bad: [{ ts: program('').replace('new McpServer', '[|new McpServer').replace('});\n', '})|];\n'), says: 'none' }],
});
