import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'server.ts#/ask/call-1';
const uses = (name: string, at = AT) => [{ what: 'deprecated' as const, name, at, tools: [0] }];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ process: uses('server.tool') }),
    { json: codeCase({ process: [{ at: AT }] }), why: 'a signal' },
  ],
  bad: [
    { json: codeCase({ process: uses('createMessage', `[|${AT}|]`) }), says: 'sampling', severity: 'info' },
    { json: codeCase({ process: uses('listRoots', `[|${AT}|]`) }), says: 'roots' },
    {
      json: codeCase({
        process: [...uses('sendLoggingMessage', `[|${AT}|]`), ...uses('sendLoggingMessage', `${AT}2`)],
      }),
      says: 'logging',
    },
    {
      json: codeCase({ process: [{ what: 'retired', name: 'logging/setLevel', at: `[|${AT}|]` }] }),
      says: 'retired',
      text: '`logging/setLevel`',
    },
  ],
});

const server = (
  body: string,
  more = '',
): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SetLevelRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async (args, extra) => {
  ${body}
  return { content: [] };
});
${more}
`;

sourceTest(rule, {
  good: [
    server("console.error('asked');"),
    {
      ts: server("await queue.createMessage('order');", "import { queue } from './queue.js';"),
      sources: { 'queue.ts': 'export const queue = { createMessage: async (text) => text };\n' },
      why: 'a message of something else',
    },
  ],
  bad: [
    {
      ts: server('await [|server.server.createMessage|]({ messages: [], maxTokens: 100 });'),
      says: 'sampling',
    },
    { ts: server('const roots = await [|server.server.listRoots|]();'), says: 'roots' },
    { ts: server("await [|server.sendLoggingMessage|]({ level: 'info', data: 'x' });"), says: 'logging' },
    {
      ts: server("await [|extra.sendRequest|]({ method: 'sampling/createMessage', params: {} });"),
      says: 'sampling',
    },
    {
      ts: server('', '[|server.server.setRequestHandler|](SetLevelRequestSchema, async () => ({}));'),
      says: 'retired',
    },
  ],
});
