import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'api.ts#/post/call-1';
const POST = { at: AT, method: 'write', retry: 'loop', callee: 'api.post' } as const;
const create = { name: 'create_order', description: 'Creates an order for one customer of the shop.' };
const read = { name: 'get_order', description: 'Gets one order of the shop by its number.' };

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"create_order"}]}',
    { json: codeCase({ tools: [create], outbound: [{ ...POST, idempotent: true }] }), why: 'a key goes along' },
    { json: codeCase({ tools: [create], outbound: [{ ...POST, method: 'read' }] }), why: 'nothing is changed' },
    { json: codeCase({ tools: [read], outbound: [POST] }), why: 'a question that is asked by POST' },
    {
      json: codeCase({ tools: [create, read], outbound: [{ ...POST, tools: [0, 1] }] }),
      why: 'a POST that tools come to which only read: a login',
    },
    {
      json: codeCase({ tools: [{ ...create, annotations: { idempotentHint: true } }], outbound: [POST] }),
      why: 'its author says that it may be done again',
    },
    {
      json: codeCase({
        tools: [{ name: 'update_order', description: 'Updates the address of one order.' }],
        outbound: [POST],
      }),
      why: 'the second leaves what the first left',
    },
    { json: codeCase({ tools: [create], outbound: [{ ...POST, background: true }] }), why: 'nobody waits for it' },
    {
      json: codeCase({ tools: [create], outbound: [{ ...POST, method: 'unknown', retry: 'unknown' }] }),
      why: 'neither what it does nor whether it is done again was read',
    },
  ],
  bad: [
    {
      json: codeCase({ tools: [create], outbound: [{ ...POST, at: `[|${AT}|]` }] }),
      says: 'retried',
      severity: 'info',
      text: '`api.post` is made again when it fails, and nothing tells the second from a new one: `create_order`',
    },
    {
      json: codeCase({
        tools: [create, read],
        outbound: [{ ...POST, at: `[|${AT}|]`, method: 'unknown', tools: [0, 1] }],
      }),
      says: 'retried',
    },
    {
      json: codeCase({ tools: [create], outbound: [{ ...POST, at: `[|${AT}|]`, retry: 'refused' }] }),
      says: 'may',
      severity: 'info',
    },
    {
      json: codeCase({
        tools: [create, { name: 'send_mail', description: 'Sends a mail to one customer of the shop.' }],
        outbound: [
          { ...POST, at: `[|${AT}|]`, retry: 'none' },
          { ...POST, at: 'mail.ts#/send/call-1', retry: 'client', tools: [1] },
        ],
      }),
      says: 'may',
      text: '`create_order`, `send_mail`:',
    },
  ],
});

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { again } from './again.js';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
`;
const AGAIN = {
  'again.ts': `export async function again(run) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === 2) throw error;
    }
  }
}`,
};
const tool = (init: string, call = '[|fetch|]'): string =>
  `${HEAD}server.registerTool('create_order', { description: 'Creates an order for one customer of the shop.' }, async () => {
  const response = await again(() => ${call}('https://shop.example/orders', ${init}));
  if (!response.ok) throw new Error('no');
  return { content: [{ type: 'text', text: await response.text() }] };
});`;

sourceTest(rule, {
  good: [
    { ts: tool("{ method: 'PUT', body: '{}' }", 'fetch'), sources: AGAIN, why: 'under an address of its own' },
    {
      ts: tool("{ method: 'POST', body: '{}', headers: { 'Idempotency-Key': '12' } }", 'fetch'),
      sources: AGAIN,
      why: 'with a key',
    },
    { ts: tool('{}', 'fetch'), sources: AGAIN, why: 'it only asks' },
  ],
  bad: [
    { ts: tool("{ method: 'POST', body: '{}' }"), sources: AGAIN, says: 'retried' },
    {
      ts: tool("{ method: 'POST', body: '{}' }")
        .replace('again(() => ', '(')
        .replace("import { again } from './again.js';", ''),
      says: 'may',
    },
  ],
});
