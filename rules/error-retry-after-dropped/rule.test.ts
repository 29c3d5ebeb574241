import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'api.ts#/get/call-1';
const BRANCH = 'api.ts#/get/branch-1';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ outbound: [{ at: AT, retryAfter: 'read', limited: BRANCH }] }),
    { json: codeCase({ outbound: [{ at: AT, retryAfter: 'none' }] }), why: 'nobody tells the statuses apart' },
    {
      json: codeCase({ outbound: [{ at: AT, retryAfter: 'unknown', limited: BRANCH }] }),
      why: 'the answer is handed on',
    },
    { json: codeCase({ outbound: [{ at: AT, retryAfter: 'ignored', background: true }] }), why: 'nobody waits for it' },
    { json: codeCase({ outbound: [{ at: AT, retryAfter: 'ignored', tools: [] }] }), why: 'no tool reaches it' },
  ],
  bad: [
    {
      json: codeCase({ outbound: [{ at: AT, retryAfter: 'ignored', limited: `[|${BRANCH}|]` }] }),
      says: 'branch',
      severity: 'info',
    },
    { json: codeCase({ outbound: [{ at: `[|${AT}|]`, retryAfter: 'ignored' }] }), says: 'branch' },
    {
      json: codeCase({
        outbound: [
          { at: AT, retryAfter: 'ignored', limited: `[|${BRANCH}|]` },
          { at: `${AT}2`, retryAfter: 'ignored', limited: BRANCH },
        ],
      }),
      says: 'branch',
    },
    {
      json: codeCase({ outbound: [{ at: AT, retryAfter: 'ignored', retry: 'loop', limited: `[|${BRANCH}|]` }] }),
      says: 'loop',
      text: 'a wait of its own',
    },
    {
      json: codeCase({ outbound: [{ at: AT, retryAfter: 'ignored', retry: 'refused', limited: `[|${BRANCH}|]` }] }),
      says: 'loop',
    },
  ],
});

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
`;
const ASK = "const response = await fetch('https://shop.example/orders', { signal: AbortSignal.timeout(5000) });";
const GIVE = "return { content: [{ type: 'text', text: await response.text() }] };";
const tool = (body: string): string => `${HEAD}server.registerTool('list_orders', {}, async () => {\n${body}\n});\n`;

sourceTest(rule, {
  good: [
    {
      ts: tool(
        `${ASK}\nif (response.status === 429) throw new Error('again in ' + response.headers.get('retry-after'));\n${GIVE}`,
      ),
      why: 'it is read',
    },
    { ts: tool(`${ASK}\nif (!response.ok) throw new Error('no');\n${GIVE}`), why: 'one failure is as another' },
    {
      ts: tool(`${ASK}\nif (response.status >= 500) throw new Error('no');\n${GIVE}`),
      why: 'no service is asked to wait',
    },
  ],
  bad: [
    { ts: tool(`${ASK}\n[|if (response.status === 429) throw new Error('later');|]\n${GIVE}`), says: 'branch' },
    {
      ts: `import { check } from './check.js';\n${tool(`${ASK}\ncheck(response.status);\n${GIVE}`)}`,
      sources: {
        'check.ts':
          "export function check(status) {\n  switch (status) {\n    [|case 429:|]\n      throw new Error('later');\n  }\n}",
      },
      says: 'branch',
    },
    {
      ts: tool(
        `for (let i = 0; i < 3; i++) {\n${ASK}\n[|if (response.status !== 429) ${GIVE}|]\nawait new Promise((resolve) => setTimeout(resolve, 500));\n}`,
      ),
      says: 'loop',
    },
  ],
});
