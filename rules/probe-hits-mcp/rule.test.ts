import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const PROBE = 'Dockerfile#/HEALTHCHECK/probe-1';
const mcp = { at: 'server.ts#/main/route-1', method: 'POST', path: '/mcp', role: 'mcp' as const };

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ routes: [mcp, { at: 'a.ts#/r', path: '/health' }], probes: [{ at: PROBE, path: '/health' }] }),
    { json: codeCase({ routes: [mcp], probes: [{ at: PROBE }] }), why: 'the path depends on a variable' },
    {
      json: codeCase({ routes: [mcp], probes: [{ at: PROBE, path: '/healthz' }] }),
      why: 'another rule: nobody answers',
    },
    {
      json: codeCase({
        routes: [mcp, { at: 'a.ts#/r', path: '/mcp', role: 'liveness' }],
        probes: [{ at: PROBE, path: '/mcp' }],
      }),
      why: 'GET of the same path is answered by something else',
    },
    {
      json: codeCase({ routes: [{ ...mcp, path: '*', method: '*' }], probes: [{ at: PROBE, path: '/health' }] }),
      why: 'one function answers everything: what it does with this path is not known',
    },
  ],
  bad: [
    {
      json: codeCase({ routes: [mcp], probes: [{ at: `[|${PROBE}|]`, path: '/mcp' }] }),
      says: 'endpoint',
      severity: 'info',
      text: '`/mcp`, the MCP endpoint',
    },
    {
      json: codeCase({
        routes: [{ ...mcp, path: '/:tenant/mcp', method: '*' }],
        probes: [{ at: '[|k8s.yaml#/livenessProbe/probe-1|]', from: 'kubernetes', path: '/a/mcp' }],
        cut: ['routes'],
      }),
      says: 'endpoint',
    },
  ],
});

const SERVER = `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const app = express();
app.get('/health', (req, res) => res.json({ status: 'ok' }));
app.post('/mcp', async (req, res) => {
  const server = new McpServer({ name: 'example', version: '1.0.0' });
  server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
`;
const image = (command: string): string => `FROM node:22\nHEALTHCHECK CMD ${command}\nCMD ["node", "server.js"]\n`;

sourceTest(rule, {
  good: [
    { ts: SERVER, sources: { Dockerfile: image('curl -f http://localhost:3000/health') }, why: 'a route for it' },
    {
      ts: SERVER,
      sources: { Dockerfile: image('curl -f -X POST http://localhost:3000/mcp -d @initialize.json') },
      why: 'it sends a message',
    },
    {
      ts: SERVER,
      sources: { Dockerfile: image('curl -s -o /dev/null -w "%{http_code}" http://localhost:3000/mcp | grep 405') },
      why: 'it expects the error',
    },
  ],
  bad: [
    {
      ts: SERVER,
      sources: { Dockerfile: image('wget --spider [|http://127.0.0.1:3000/mcp|]') },
      says: 'endpoint',
    },
  ],
});
