import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const CALL = { at: 'api.ts#/get/call' };
const HANDLER = { at: 'server.ts#/search/handler' };
const asking = (more: Case) => codeCase({ handlers: [HANDLER], outbound: [CALL], ...more });
const list = (json: string) => json.replace('"tools":[{"name":"search"}]', '"tools":[|[{"name":"search"}]|]');
const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
`;
const BODY = `async () => {
  const response = await fetch('https://shop.example');
  return { content: [{ type: 'text', text: await response.text() }] };
}`;
const tool = (handler: string, more = '', head = HEAD) =>
  `${head}${more}server.registerTool('find_orders', {}, ${handler});\n`;
const WATCHED = (line: string) => `const watched = (tool, handler) => async (...args) => {
  const start = Date.now();
  const result = await handler(...args);
  ${line}
  return result;
};
`;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    { json: codeCase({ handlers: [HANDLER] }), why: 'it only computes' },
    {
      json: codeCase({ handlers: [HANDLER], outbound: [{ ...CALL, background: true }] }),
      why: 'nobody waits for what it asks',
    },
    {
      json: codeCase({ handlers: [HANDLER], transports: [{ at: 'main.ts#/t', kind: 'stdio' }] }),
      why: 'it only computes, for one person',
    },
    { json: asking({ cut: ['handlers', 'stdout'] }), why: 'not all that they call was read' },
    { json: asking({ cut: ['handlers'], handlers: [] }), why: 'a handler was not found' },
    { json: asking({ handlers: [{ ...HANDLER, observed: ['name'] }] }), why: 'a line names the tool' },
    { json: asking({ handlers: [{ ...HANDLER, observed: ['latency', 'status'] }] }), why: 'its time is measured' },
    {
      json: asking({ process: [{ at: 'main.ts#/p', what: 'metrics', name: 'prom-client' }] }),
      why: 'something measures, if not by name',
    },
    { json: asking({ tools: [], handlers: [] }), why: 'there are no tools' },
  ],
  bad: [
    { json: list(asking({})), says: 'unobserved', severity: 'info' },
    { json: list(codeCase({ handlers: [HANDLER], transports: [{ at: 'main.ts#/t' }] })), says: 'unobserved' },
    { json: list(asking({ handlers: [{ ...HANDLER, observed: ['status', 'code'] }] })), says: 'nameless' },
    { json: list(asking({ cut: ['handlers'] })), says: 'unobserved' },
    {
      json: list(asking({ process: [{ at: 'main.ts#/p', what: 'signal', name: 'SIGTERM' }], cut: ['outbound'] })),
      says: 'unobserved',
    },
  ],
});

sourceTest(rule, {
  good: [
    tool(
      `watched('find_orders', ${BODY})`,
      WATCHED('console.error(JSON.stringify({ tool, ms: Date.now() - start }));'),
    ),
    {
      ts: tool(
        `watched('find_orders', ${BODY})`,
        `import { logger } from './logger.js';\n${WATCHED("logger.info({ tool }, 'called');")}`,
      ),
      why: 'a logger that is given the name',
    },
    {
      ts: tool(BODY.replace('{', "{\nconsole.error('find_orders was called');")),
      why: 'the handler writes its name out',
    },
    {
      ts: tool(
        BODY,
        '',
        `import * as Sentry from '@sentry/node';\n${HEAD.replace('new McpServer(', 'Sentry.wrapMcpServerWithSentry(new McpServer(').replace(' });', ' }));')}`,
      ),
      why: 'Sentry watches the server',
    },
    {
      ts: `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const server = new Server({ name: 'example', version: '1.0.0' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 'find_orders' }] }));
server.setRequestHandler(CallToolRequestSchema, async (request) => {
  console.error(\`calling \${request.params.name}\`);
  await fetch('https://shop.example');
  return { content: [] };
});`,
      why: 'the dispatcher names it',
    },
    ...['return (await import(name)).run();', 'return plugins[name].run().then((text) => text as never);'].map(
      (way) => ({
        ts: `${tool(BODY)}${tool(`async ({ name }) => { ${way} }`, '', '').replace('find_orders', 'run_plugin')}`,
        why: `what runs there may watch itself: ${way}`,
      }),
    ),
  ],
  bad: [
    {
      ts:
        `[|${HEAD.split('\n')[1]}|]`.replace(
          /^\[\|(.*)\|\]$/,
          (_, line: string) => `${HEAD.split('\n')[0]}\n${line.replace(/(new McpServer\(.*\))/, '[|$1|]')}\n`,
        ) + tool(BODY, '', ''),
      says: 'unobserved',
    },
    {
      ts:
        HEAD.replace(/(new McpServer\(.*\))/, '[|$1|]') +
        tool(
          "async () => {\n  try { await fetch('https://shop.example'); } catch (error) { console.error('it failed', error); }\n  return { content: [] };\n}",
          '',
          '',
        ),
      says: 'nameless',
    },
  ],
});
