import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { runAudit } from '../../src/engine/run.ts';
import { loadSource, type Beside } from '../../src/testing/source-test.ts';

// One careless server, started in several ways: what a way of starting it makes no defect is not said.

/** All that is said of a program by rules on the code behind tools, without those of `LEFT_OUT`. */
async function said(source: string, beside: Beside = {}): Promise<readonly string[]> {
  const { findings } = runAudit(await loadSource(source, beside), {
    rules: rules.filter(({ meta }) => meta.needs === 'code' && !LEFT_OUT.has(meta.id)),
    failOn: 'never',
    minTools: 0,
  });
  return [...new Set(findings.map(({ ruleId }) => ruleId))].toSorted();
}

/** What is said of this server however it is started. */
const LEFT_OUT = new Set([
  'abort-signal-ignored',
  'error-shape-missing',
  'http-status-unchecked',
  'outbound-no-timeout',
  'tool-calls-unobserved',
]);

const IMPORT = "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nimport { z } from 'zod';\n";
const TOOLS = `server.registerTool('start_job', {}, async () => {
  const id = crypto.randomUUID();
  jobs.set(id, await (await fetch('https://shop.example/jobs')).text());
  console.log(id);
  return { content: [{ type: 'text', text: id }] };
});
server.registerTool('get_job', { inputSchema: { id: z.string() } }, async ({ id }) => ({
  content: [{ type: 'text', text: jobs.get(id) }],
}));
`;
const MADE = `const jobs = new Map();\nconst server = new McpServer({ name: 'example', version: '1.0.0' });\n${TOOLS}`;
const EXPRESS = `import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
${IMPORT}`;
const served = (before = ''): string => `const app = express();
${before}
app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
`;
const HEALTH = "app.get('/health', (req, res) => res.json({ status: 'ok' }));\n";
const STATE = 'result-state-in-memory';

describe('what does not apply is not said', () => {
  it('over HTTP, all of it', async () =>
    expect(await said(`${EXPRESS}${MADE}${served()}`)).toEqual([
      'graceful-shutdown-missing',
      'health-endpoint-missing',
      'http-bind-all-interfaces',
      'http-origin-unchecked',
      STATE,
    ]));
  it('over HTTP, with a route for health', async () =>
    expect(await said(`${EXPRESS}${MADE}${served(HEALTH)}`)).toEqual([
      'graceful-shutdown-missing',
      'http-bind-all-interfaces',
      'http-origin-unchecked',
      'readiness-missing',
      STATE,
    ]));
  it('over stdio, what it prints alone', async () =>
    expect(
      await said(
        `import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\n${IMPORT}${MADE}await server.connect(new StdioServerTransport());\n`,
      ),
    ).toEqual(['stdio-console-log']));
  it('in a way that was not read, the same: it is the one that most servers are started in', async () =>
    expect(await said(`import { start } from 'some-package';\n${IMPORT}${MADE}start(server);\n`)).toEqual([
      'stdio-console-log',
    ]));

  it.each([
    [
      'a route of Next',
      `import { createMcpHandler } from 'mcp-handler';\nimport { z } from 'zod';\nconst jobs = new Map();
const handler = createMcpHandler((server) => {\n${TOOLS}});\nexport { handler as GET, handler as POST };`,
    ],
    [
      'an agent of Cloudflare',
      `import { McpAgent } from 'agents/mcp';\n${IMPORT}const jobs = new Map();
export class Orders extends McpAgent {
  server = new McpServer({ name: 'example', version: '1.0.0' });
  async init() {\n${TOOLS.replaceAll('server.', 'this.server.')}}
}
export default Orders.serve('/mcp');`,
    ],
    [
      'a Worker',
      `import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
${IMPORT}${MADE}export default { async fetch(request) {
  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  return transport.handleRequest(request);
} };`,
    ],
  ])('on a platform, no health, no signals, no interfaces, no stdout: %s', async (_, source) =>
    expect(await said(source)).toEqual([STATE]),
  );

  const ABSENT = ['error-shape-missing', 'graceful-shutdown-missing', 'health-endpoint-missing', 'readiness-missing'];
  const absences = async (source: string, beside?: Beside): Promise<readonly string[]> => {
    const { findings } = runAudit(await loadSource(source, beside), {
      rules: rules.filter(({ meta }) => [...ABSENT, 'tool-calls-unobserved'].includes(meta.id)),
      failOn: 'never',
      minTools: 0,
    });
    return [...new Set(findings.map(({ ruleId }) => ruleId))].toSorted();
  };
  it('says what is absent where all was read', async () =>
    expect(await absences(`${EXPRESS}${MADE}${served()}`)).toEqual([
      'error-shape-missing',
      'graceful-shutdown-missing',
      'health-endpoint-missing',
      'tool-calls-unobserved',
    ]));
  it.each<[what: string, silent: readonly string[], source: string]>([
    [
      'a package is given the app',
      ['health-endpoint-missing', 'readiness-missing'],
      `import { mount } from 'some-package';\n${EXPRESS}${MADE}${served('mount(app);')}`,
    ],
    [
      'a package is given the app that has a route for health',
      ['readiness-missing'],
      `import { mount } from 'some-package';\n${EXPRESS}${MADE}${served(`${HEALTH}mount(app);`)}`,
    ],
    [
      'a package wraps the handlers',
      ['error-shape-missing', 'tool-calls-unobserved'],
      `import { wrap } from 'some-package';\n${EXPRESS}${MADE.replaceAll('async (', 'wrap(async (')
        .replaceAll(/\}\);$/gm, '}));')
        .replace('}],\n}));', '}],\n})));')}${served()}`,
    ],
    [
      'a handler loads what it runs by name',
      ['error-shape-missing', 'tool-calls-unobserved'],
      `${EXPRESS}${MADE}server.registerTool('run', { inputSchema: { name: z.string() } }, async ({ name }) => await (await import(name)).run());\n${served()}`,
    ],
  ])('says nothing of an absence where %s', async (_, silent, source) => {
    const found = await absences(source);
    expect(found.filter((id) => silent.includes(id))).toEqual([]);
  });
});
