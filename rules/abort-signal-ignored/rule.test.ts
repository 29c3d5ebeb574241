import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { placements } from '../../src/testing/placements.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'api.ts#/get/call~1';
const HANDLER = 'server.ts#/search/handler';
type Call = NonNullable<Case['outbound']>[number];
type Handler = NonNullable<Case['handlers']>[number];
const asking = (call: Partial<Call>, handler: Partial<Handler> = {}) =>
  codeCase({ handlers: [{ at: HANDLER, signal: 'ignored', ...handler }], outbound: [{ at: AT, ...call }] });
const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
`;
const tool = (parameters: string, body: string, more = '') =>
  `${HEAD}${more}server.registerTool('find', { inputSchema: {} }, async (${parameters}) => {\n${body}\nreturn { content: [] };\n});\n`;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    asking({}, { signal: 'given' }),
    { json: asking({}, { signal: 'unknown' }), why: 'where the signal goes was not read' },
    { json: codeCase({ outbound: [{ at: AT }] }), why: 'no handler was read' },
    { json: codeCase({ handlers: [{ at: HANDLER, signal: 'ignored' }] }), why: 'nothing is called' },
    { json: asking({ signal: 'given' }), why: 'a timeout ends it' },
    { json: asking({ signal: 'unknown' }), why: 'options that were not read' },
    { json: asking({ background: true }), why: 'nobody waits for it' },
    { json: asking({ client: 'pg' }), why: 'its calls take no signal' },
    {
      json: codeCase({
        tools: [{ name: 'a' }, { name: 'b' }],
        handlers: [
          { at: HANDLER, tool: 0, signal: 'ignored' },
          { at: HANDLER, tool: 1, signal: 'given' },
        ],
        outbound: [{ at: AT, tools: [0, 1] }],
      }),
      why: 'one of its tools asks for it',
    },
  ],
  bad: [
    {
      json: asking({ at: `[|${AT}|]` }),
      says: 'one',
      severity: 'info',
      text: '`fetch` goes on when the client cancels `search`',
    },
    {
      json: codeCase({
        handlers: [{ at: HANDLER, signal: 'ignored', by: 'dispatch', complete: false }],
        outbound: [`[|${AT}|]`, `${AT}2`, `${AT}3`, 'b.ts#/b/call'].map((at) => ({
          at,
          client: 'axios',
          callee: 'api.get',
        })),
        cut: ['outbound', 'handlers'],
      }),
      says: 'many',
      text: '4 calls go on when the client cancels, `api.get`',
    },
  ],
});

sourceTest(rule, {
  good: [
    tool('args, extra', 'await fetch(args.url, { signal: extra.signal });'),
    {
      ts: tool(
        'args, { signal }',
        'await ask(args.url, signal);',
        'const ask = (url, signal) => fetch(url, { signal });',
      ),
      why: 'taken apart',
    },
    {
      ts: tool('args, extra', 'extra.signal.throwIfAborted(); await fetch(args.url);'),
      why: 'it asks before it begins',
    },
    {
      ts: tool('args, extra', 'await later(extra); await fetch(args.url);', 'declare const later: any;'),
      why: 'what is done with it was not read',
    },
    {
      ts: tool('args, ctx', 'await fetch(args.url, { signal: ctx.mcpReq.signal });').replace(
        '@modelcontextprotocol/sdk/server/mcp.js',
        '@modelcontextprotocol/server',
      ),
      why: 'version 2 of the SDK',
    },
    {
      ts: `import { FastMCP } from 'fastmcp';
const server = new FastMCP({ name: 'example', version: '1.0.0' });
server.addTool({ name: 'find', execute: async (args) => await (await fetch(args.url)).text() });`,
      why: 'it gives its tools no signal',
    },
  ],
  bad: [
    { ts: tool('args', 'await [|fetch|](args.url);'), says: 'one' },
    {
      ts: tool(
        'args, extra',
        'log(extra.requestId); await [|fetch|](args.url);',
        'const log = (id) => console.error(id);',
      ),
      says: 'one',
    },
    {
      ts: tool(
        'args',
        'await [|fetch|](args.url); const controller = new AbortController(); controller.signal.onabort = null;',
      ),
      says: 'one',
    },
    {
      ts: tool(
        'args',
        ['a', 'b', 'c', 'd'].map((path, i) => `await ${i === 0 ? '[|fetch|]' : 'fetch'}('/${path}');`).join('\n'),
      ),
      says: 'many',
    },
    ...placements("const response = await [|fetch|]('https://shop.example');\nreturn { content: [] };").map(
      ({ sources }) => {
        const { 'server.ts': ts = '', ...others } = sources;
        return { ts, sources: others, says: 'one' as const };
      },
    ),
  ],
});
