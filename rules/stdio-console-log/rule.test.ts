import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'server.ts#/main/call~1';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({}),
    {
      json: codeCase({ stdout: [{ at: AT }], wire: { transport: 'http' } }),
      why: 'over HTTP stdout is free',
    },
    { json: codeCase({ stdout: [{ at: AT }], transports: [{ at: AT }] }), why: 'it is served over HTTP only' },
  ],
  bad: [
    { json: codeCase({ stdout: [{ at: `[|${AT}|]` }] }), says: 'handler', severity: 'info', text: '`console.log`' },
    {
      json: codeCase({
        stdout: [{ at: `[|${AT}|]`, reached: 'start', tools: [], by: 'process.stdout.write', certain: true }],
        transports: [{ at: AT, kind: 'stdio' }, { at: `${AT}2` }],
      }),
      says: 'start',
      severity: 'info',
      text: '`process.stdout.write` prints to stdout whenever the server starts',
    },
    {
      json: codeCase({
        stdout: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at) => ({
          at,
          reached: 'start' as const,
          tools: [],
          certain: true,
        })),
      }),
      says: 'starts',
      severity: 'info',
    },
    {
      json: codeCase({ stdout: [{ at: `[|${AT}|]`, reached: 'start', tools: [], certain: false }] }),
      says: 'perhaps',
      severity: 'info',
    },
    {
      json: codeCase({ stdout: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at) => ({ at })) }),
      says: 'many',
      text: '4 calls such as `console.log`',
    },
  ],
});

const server = (
  before: string,
  after = '',
): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import express from 'express';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
const startHttp = () => express().listen(3000, () => console.log('listening'));
${before}
await server.connect(new StdioServerTransport());
${after}
`;

sourceTest(rule, {
  good: [
    server("console.error('starting');"),
    {
      ts: server("if (process.argv.includes('--help')) {\n  console.log('usage: example');\n  process.exit(0);\n}"),
      why: 'the program ends after it',
    },
    {
      ts: server(
        "const usage = () => {\n  console.log('usage');\n  process.exit(1);\n};\nif (!process.env.KEY) usage();",
      ),
      why: 'the program ends in a function',
    },
    {
      ts: server("if (process.env.MODE === 'http') {\n  console.log('starting');\n  startHttp();\n}"),
      why: 'only the start over HTTP comes to it',
    },
    {
      ts: server("const mode = process.argv[2] ?? 'stdio';\nif (mode !== 'stdio') console.log('mode', mode);"),
      why: 'a test on the mode guards it',
    },
    { ts: server("console.log = console.error;\nconsole.log('starting');"), why: 'the console is turned around' },
    {
      ts: server('', "process.on('SIGINT', () => {\n  console.log('stopping');\n  process.exit(0);\n});"),
      why: 'the process ends there',
    },
    {
      ts: server("if (process.env.NODE_ENV === 'test') console.log('trying');"),
      why: 'it is only tried out',
    },
    ...[
      "config.transport === 'http' ? console.log(line) : console.error(line);",
      "if (config.transport === 'http') console.log(line);",
      "if (process.env.NODE_ENV === 'test') console.info(line);\n  else console.error(line);",
      "if (config.transport === 'stdio') console.error(line);\n  else console.log(line);",
      "config.transport !== 'stdio' && console.log(line);",
    ].map((body) => ({
      ts: server(
        `const config = { transport: process.argv[2] };\nconst log = (line) => {\n  ${body}\n};\nserver.registerTool('get_order', { description: 'Reads one order.' }, async () => {\n  log('x');\n  return { content: [] };\n});`,
      ),
      why: 'stdout is written to where the program runs in another way',
    })),
    { ts: server('export const report = () => console.log(1);'), why: 'nobody calls it' },
    {
      ts: server('const log = process.env.DEBUG ? console.error : console.log;\nconsole.error(typeof log);'),
      why: 'which one is meant is not decided',
    },
    {
      ts: server("import { serve } from './http.js';\nif (process.env.PORT) serve();"),
      sources: { 'http.ts': "export const serve = () => {\n  console.log('serving');\n};\n" },
      why: 'a test on the port guards it, in another file',
    },
  ],
  bad: [
    { ts: server("[|console.log|]('starting');"), says: 'start', severity: 'info' },
    { ts: server('', '[|console.info|](`ready ${Date.now()}`);'), says: 'start' },
    {
      ts: server('[|console.log|](1);\nconsole.log(2);\nconsole.log(3);\nconsole.log(4);'),
      says: 'starts',
    },
    {
      ts: server("class App {\n  run() {\n    [|process.stdout.write|]('up\\n');\n  }\n}\nnew App().run();"),
      says: 'start',
    },
    {
      ts: server("import { hello } from './hello.js';\nhello();"),
      sources: { 'hello.ts': "const say = () => [|console.log|]('hello');\nexport const hello = () => say();\n" },
      says: 'start',
    },
    {
      ts: server("import './banner.js';"),
      sources: { 'banner.ts': "[|console.log|]('example 1.0');\nexport const loaded = true;\n" },
      says: 'start',
    },
    {
      ts: server("const timed = (action) => () => action();\ntimed(() => [|console.log|]('starting'))();"),
      says: 'start',
    },
    {
      ts: server("if (!process.env.API_KEY) [|console.log|]('no key: only public orders');"),
      says: 'perhaps',
      severity: 'info',
    },
    ...[
      "if (config.transport !== 'http') [|console.log|](line);",
      "if (config.transport === 'stdio') [|console.log|](line);",
      "if (config.transport === 'http') console.error(line);\n  else [|console.log|](line);",
      "if (config.transport === 'http' || config.verbose) [|console.log|](line);",
      "if (process.env.NODE_ENV === 'development') [|console.log|](line);",
    ].map((body) => ({
      ts: server(
        `const config = { transport: process.argv[2], verbose: process.argv[3] };\nconst log = (line) => {\n  ${body}\n};\nserver.registerTool('get_order', { description: 'Reads one order.' }, async () => {\n  log('x');\n  return { content: [] };\n});`,
      ),
      says: 'handler' as const,
    })),
    {
      ts: server(
        "server.registerTool('get_order', { description: 'Reads one order.' }, async () => {\n  [|console.log|]('x');\n  return { content: [] };\n});",
      ),
      says: 'handler',
    },
    {
      ts: server(
        "server.registerTool('get_order', { description: 'Reads one order.' }, async () => {\n  [|console.log|](1);\n  console.log(2);\n  console.log(3);\n  console.log(4);\n  return { content: [] };\n});",
      ),
      says: 'many',
    },
  ],
});
