import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'jobs.ts#/jobs/state';
const HTTP: Case['transports'] = [{ at: 'main.ts#/main/transport' }];
const TOP = `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'example', version: '1.0.0' });
`;
const SERVE = `const app = express();
app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
`;
const TOOLS = (jobs: string) => `server.registerTool('start_job', {}, async () => {
  const id = crypto.randomUUID();
  ${jobs}.set(id, 'running');
  return { content: [{ type: 'text', text: id }] };
});
server.registerTool('get_job', { inputSchema: { id: z.string() } }, async ({ id }) => ({
  content: [{ type: 'text', text: ${jobs}.get(id) }],
}));
`;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: HTTP }),
    { json: codeCase({ state: [{ at: AT }] }), why: 'nobody knows how it is reached' },
    {
      json: codeCase({ state: [{ at: AT }], transports: [{ at: 'main.ts#/t', kind: 'stdio' }] }),
      why: 'over stdio it is one process for one person',
    },
    {
      json: codeCase({ state: [{ at: AT, what: 'cache' }], transports: HTTP }),
      why: 'what is not there is asked again',
    },
    { json: codeCase({ state: [{ at: AT, what: 'session' }], transports: HTTP }), why: 'for session-id-reliance' },
    { json: codeCase({ state: [{ at: AT, what: 'other' }], transports: HTTP }), why: 'no later call asks for it' },
    { json: codeCase({ state: [{ at: AT, tools: [] }], transports: HTTP }), why: 'no tool reaches it' },
  ],
  bad: [
    {
      json: codeCase({ state: [{ at: `[|${AT}|]`, name: 'jobs' }], transports: HTTP }),
      says: 'grows',
      severity: 'info',
      text: '`jobs` is written by one call',
    },
    {
      json: codeCase({
        state: [{ at: `[|${AT}|]`, bounded: true }],
        transports: [{ at: 'worker.ts#/t', kind: 'serverless' }],
        cut: ['state'],
      }),
      says: 'kept',
    },
  ],
});

sourceTest(rule, {
  good: [
    { ts: `${TOP}const jobs = new Map();\n${TOOLS('jobs')}`, why: 'it is not served over HTTP' },
    {
      ts: `${TOP}const known = new Map();
server.registerTool('get_order', { inputSchema: { id: z.string() } }, async ({ id }) => {
  if (!known.has(id)) known.set(id, await load(id));
  return { content: [{ type: 'text', text: known.get(id) }] };
});\n${SERVE}`,
      why: 'what is not there is asked again',
    },
    {
      ts: `${TOP}server.registerTool('sum', {}, async () => {
  const seen = new Map();
  seen.set('a', 1);
  return { content: [{ type: 'text', text: String(seen.get('a')) }] };
});\n${SERVE}`,
      why: 'it ends with the call',
    },
    {
      ts: `${TOP}import { redis } from './redis.js';
const jobs = { get: (id) => redis.get(id), set: (id, text) => redis.set(id, text) };\n${TOOLS('jobs')}${SERVE}`,
      why: 'what looks like a map is the way to a store outside',
    },
  ],
  bad: [
    { ts: `${TOP}const [|jobs = new Map()|];\n${TOOLS('jobs')}${SERVE}`, says: 'grows' },
    {
      ts: `${TOP}import { jobs } from './jobs.js';\n${TOOLS('jobs')}${SERVE}`,
      sources: { 'jobs.ts': `export const [|jobs = new Map()|];\nsetInterval(() => jobs.clear(), 3_600_000);\n` },
      says: 'kept',
    },
  ],
});
