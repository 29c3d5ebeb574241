import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'server.ts#/start/call-1';
const uses = (name: string, at = AT) => ({ what: 'deprecated' as const, name, at, tools: [0] });

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ process: [{ what: 'deprecated', name: 'createMessage', at: AT }] }),
    { json: codeCase({ process: [{ at: AT }] }), why: 'a signal' },
  ],
  bad: [
    {
      json: codeCase({ process: [uses('server.tool', `[|${AT}|]`)] }),
      says: 'one',
      severity: 'info',
      text: '`server.tool`',
    },
    {
      json: codeCase({ process: [uses('server.tool', `[|${AT}|]`), uses('server.prompt', `${AT}2`)] }),
      says: 'many',
      text: '2 registrations use `server.tool`',
    },
  ],
});

const server = (more: string): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
${more}
`;

sourceTest(rule, {
  good: [
    server(''),
    {
      ts: server("import { registry } from './registry.js';\nregistry.tool('x', async () => ({}));"),
      sources: { 'registry.ts': 'export const registry = { tool: (name, run) => console.error(name, run) };\n' },
      why: 'a method of something else',
    },
    {
      ts: `import { McpServer, StdioTransport } from 'mcp-lite';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.tool('list_orders', { description: 'Lists the orders of the shop.', handler: async () => ({ content: [] }) });
`,
      why: 'another framework, whose way it is',
    },
  ],
  bad: [
    {
      ts: server("[|server.tool|]('get_order', 'Reads one order.', async () => ({ content: [] }));"),
      says: 'one',
    },
    {
      ts: server(
        "[|server.tool|]('get_order', 'Reads one order.', async () => ({ content: [] }));\nserver.prompt('greet', async () => ({ messages: [] }));",
      ),
      says: 'many',
    },
  ],
});
