import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const HTTP = [{ at: 'server.ts#/main/transport-1' }];
const ROUTES = [{ at: 'server.ts#/main/route-1', path: '/health', role: 'liveness' as const }];
const PROBE = 'Dockerfile#/HEALTHCHECK/probe-1';
const probes = (path: string, at = PROBE) => [{ at, path }];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ transports: HTTP, routes: ROUTES, probes: probes('/health') }),
    { json: codeCase({ transports: HTTP, routes: ROUTES, probes: probes('/Health/') }), why: 'the same to a router' },
    {
      json: codeCase({ transports: HTTP, routes: [{ at: 'a.ts#/r', path: '/:kind' }], probes: probes('/livez') }),
      why: 'a parameter takes any word',
    },
    {
      json: codeCase({
        transports: HTTP,
        routes: [{ at: 'a.ts#/r', path: '/api/*' }],
        probes: probes('/api/v1/health'),
      }),
      why: 'everything below is answered',
    },
    {
      json: codeCase({ transports: HTTP, routes: [{ at: 'a.ts#/r', path: '/status' }], probes: probes('/v1/status') }),
      why: 'it may be mounted below a prefix',
    },
    {
      json: codeCase({ transports: HTTP, routes: [{ at: 'a.ts#/r', path: '/(health|ready)' }], probes: probes('/x') }),
      why: 'a pattern that is not read',
    },
    { json: codeCase({ transports: HTTP, probes: probes('/x'), cut: ['routes'] }), why: 'not all routes are known' },
    {
      json: codeCase({ transports: [{ at: 'a.ts#/t', kind: 'stdio' }], probes: probes('/x') }),
      why: 'over stdio nobody asks this program',
    },
    {
      json: codeCase({ transports: [{ at: 'a.ts#/t', kind: 'serverless' }], probes: probes('/x') }),
      why: 'a platform has routes of its own',
    },
    {
      json: codeCase({ transports: HTTP, routes: ROUTES, probes: [{ at: PROBE }] }),
      why: 'the path depends on a variable',
    },
    {
      json: codeCase({ transports: HTTP, routes: ROUTES, probes: [{ at: PROBE, kind: 'tcp', port: 3000 }] }),
      why: 'only the port is tried',
    },
  ],
  bad: [
    {
      json: codeCase({ transports: HTTP, routes: ROUTES, probes: probes('/healthz', `[|${PROBE}|]`) }),
      says: 'docker',
      severity: 'info',
      text: '`/healthz`',
    },
    {
      json: codeCase({
        transports: HTTP,
        routes: [
          { at: 'a.ts#/r', path: '/callback*' },
          { at: 'a.ts#/m', path: '*', role: 'mcp', method: 'POST' },
        ],
        probes: probes('/health', `[|${PROBE}|]`),
      }),
      says: 'docker',
    },
    {
      json: codeCase({
        transports: HTTP,
        probes: [{ at: '[|compose.yaml#/mcp/probe-1|]', from: 'compose', path: '/' }],
      }),
      says: 'compose',
    },
    {
      json: codeCase({
        transports: HTTP,
        routes: ROUTES,
        probes: [
          { at: '[|k8s.yaml#/readinessProbe/probe-1|]', from: 'kubernetes', path: '/ready', decides: 'readiness' },
        ],
      }),
      says: 'kubernetes',
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
const image = (path: string): string => `FROM node:22 AS build
RUN npm ci
FROM node:22-slim
HEALTHCHECK --interval=30s \\
  CMD curl -f ${path} || exit 1
CMD ["node", "dist/server.js"]
`;

sourceTest(rule, {
  good: [
    { ts: SERVER, sources: { Dockerfile: image('http://localhost:3000/health') }, why: 'the route is there' },
    { ts: SERVER, sources: { Dockerfile: image('http://localhost:$PORT$HEALTH') }, why: 'the path is a variable' },
    {
      ts: SERVER,
      sources: { Dockerfile: image('http://localhost:3000/x').replace('node", "dist/server.js', 'supergateway') },
      why: 'another program serves it',
    },
    {
      ts: SERVER,
      sources: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17\n    healthcheck:\n      test: curl -f http://localhost/up\n',
      },
      why: 'the check of another service',
    },
  ],
  bad: [
    {
      ts: SERVER,
      sources: { Dockerfile: image('[|http://localhost:3000/healthz|]') },
      says: 'docker',
      text: '`/healthz`',
    },
    {
      ts: SERVER,
      sources: {
        Dockerfile: 'FROM node:22\nCMD ["node", "server.js"]\n',
        'compose.yaml':
          'services:\n  mcp:\n    build: .\n    healthcheck:\n      test: ["CMD", "wget", "-q", "[|http://localhost:3000/live|]"]\n',
      },
      says: 'compose',
    },
    {
      ts: SERVER,
      sources: {
        'k8s/deployment.yaml':
          'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: mcp\n          image: registry.example/example:1\n          livenessProbe:\n            httpGet:\n              path: [|/livez|]\n              port: 3000\n',
      },
      says: 'kubernetes',
    },
  ],
});
