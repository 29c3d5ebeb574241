import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'main.ts#/main/transport';
const STATE = 'carts.ts#/carts/state';
const MODERN = '2026-07-28';
const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'example', version: '1.0.0' });
`;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: [{ at: AT }] }),
    { json: codeCase({ transports: [{ at: AT, sessions: 'memory' }] }), spec: '2025-11-25', why: 'it has sessions' },
    {
      json: codeCase({ transports: [{ at: AT, sessions: 'memory', kind: 'sse' }] }),
      spec: MODERN,
      why: 'another transport, which is deprecated as a whole',
    },
    { json: codeCase({ transports: [{ at: AT, sessions: 'unknown' }] }), spec: MODERN, why: 'nobody can say' },
    {
      json: codeCase({ transports: [{ at: AT, sessions: 'platform' }] }),
      spec: MODERN,
      why: 'for the platform to mend',
    },
    {
      json: codeCase({ state: [{ at: STATE, what: 'session', keyedBy: 'args.session_id' }] }),
      spec: MODERN,
      why: 'a handle of its own',
    },
    {
      json: codeCase({ state: [{ at: STATE, what: 'session', keyedBy: 'browserSessionId' }] }),
      spec: MODERN,
      why: 'the session of a browser',
    },
    {
      json: codeCase({ state: [{ at: STATE, what: 'session', keyedBy: 'sessionId' }] }),
      spec: MODERN,
      why: 'whose it is was not read',
    },
    {
      json: codeCase({ state: [{ at: STATE, what: 'session' }] }),
      spec: MODERN,
      why: 'nothing says what it is kept under',
    },
    {
      json: codeCase({ state: [{ at: STATE, what: 'session', keyedBy: 'extra.sessionId', tools: [] }] }),
      spec: MODERN,
      why: 'no tool reaches it',
    },
  ],
  bad: [
    {
      json: codeCase({ transports: [{ at: `[|${AT}|]`, sessions: 'memory' }] }),
      spec: MODERN,
      says: 'requests',
      severity: 'info',
      text: '(`new StreamableHTTPServerTransport`)',
    },
    { json: codeCase({ transports: [{ at: `[|${AT}|]`, sessions: 'store' }] }), says: 'requests', severity: 'info' },
    {
      json: codeCase({ state: [{ at: `[|${STATE}|]`, what: 'session', name: 'carts', keyedBy: 'extra.sessionId' }] }),
      spec: MODERN,
      says: 'kept',
      text: '`carts` is kept by session (`extra.sessionId`)',
    },
  ],
});

sourceTest(rule, {
  good: [
    {
      ts: `${HEAD}const carts = new Map();
server.registerTool('add', { inputSchema: { sessionId: z.string() } }, async ({ sessionId }) => {
  const mine = { carts };
  mine.carts.set('all', sessionId);
  return { content: [] };
});`,
      why: 'it is kept under something else',
    },
  ],
  bad: [
    {
      ts: `${HEAD}const [|carts = new Map()|];
server.registerTool('add', {}, async (extra) => {
  carts.set(extra.sessionId, 'a book');
  return { content: [] };
});`,
      says: 'kept',
    },
    {
      ts: `${HEAD}import { randomUUID } from 'node:crypto';
import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
server.registerTool('add', {}, async () => ({ content: [] }));
const transports = {};
const app = express();
app.post('/mcp', async (req, res) => {
  const id = req.headers['mcp-session-id'];
  let transport = transports[id];
  if (!transport) {
    transport = new [|StreamableHTTPServerTransport|]({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (made) => { transports[made] = transport; },
    });
    await server.connect(transport);
  }
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);`,
      says: 'requests',
    },
  ],
});
