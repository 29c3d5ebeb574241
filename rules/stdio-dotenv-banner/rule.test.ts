import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'server.ts#/start/call-1';
const dotenv = (more: object = {}) => [
  { what: 'dotenv' as const, name: 'dotenv', version: '17.2.3', stdio: 'certain' as const, at: AT, ...more },
];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ process: dotenv({ mode: 'quiet' }) }),
    { json: codeCase({ process: dotenv({ version: '16.6.1' }) }), why: 'before 17 it is silent' },
    { json: codeCase({ process: dotenv({ version: undefined }) }), why: 'nobody knows the version' },
    { json: codeCase({ process: dotenv({ stdio: undefined }) }), why: 'only the start over HTTP loads it' },
    { json: codeCase({ process: dotenv(), wire: { transport: 'http' } }), why: 'over HTTP stdout is free' },
  ],
  bad: [
    {
      json: codeCase({ process: dotenv({ at: `[|${AT}|]` }) }),
      says: 'banner',
      severity: 'info',
      text: 'dotenv 17.2.3 prints',
    },
    { json: codeCase({ process: dotenv({ at: `[|${AT}|]`, stdio: 'possible' }) }), says: 'possible', severity: 'info' },
  ],
});

const INSTALLED = { 'node_modules/dotenv/package.json': '{ "name": "dotenv", "version": "17.2.3" }' };
const server = (loads: string): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
${loads}
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
await server.connect(new StdioServerTransport());
`;

sourceTest(rule, {
  good: [
    {
      ts: server("import { config } from 'dotenv';\nconfig({ quiet: true });"),
      sources: INSTALLED,
      why: 'it is told to be quiet',
    },
    {
      ts: server(
        "import dotenv from 'dotenv';\nconst options = { path: '.env', quiet: true };\ndotenv.config(options);",
      ),
      sources: INSTALLED,
      why: 'options by a name',
    },
    {
      ts: server("process.env.DOTENV_CONFIG_QUIET = 'true';\nconst { config } = await import('dotenv');\nconfig();"),
      sources: INSTALLED,
      why: 'the environment says so',
    },
    { ts: server("import 'dotenv/config';"), sources: INSTALLED, why: 'what is loaded like this prints nothing' },
    { ts: server("import dotenv from 'dotenv';\ndotenv.config();"), why: 'nobody knows the version' },
    {
      ts: server("import dotenv from 'dotenv';\ndotenv.config();"),
      sources: { 'node_modules/dotenv/package.json': '{ "name": "dotenv", "version": "16.6.1" }' },
      why: 'before 17 it is silent',
    },
    {
      ts: server("import dotenv from 'dotenv';\nconst all = dotenv.parse('A=1');"),
      sources: INSTALLED,
      why: 'a text is read, and nothing printed',
    },
    {
      ts: server("import dotenv from 'dotenv';\nif (process.argv.includes('--http')) dotenv.config();"),
      sources: INSTALLED,
      why: 'only for HTTP',
    },
    {
      ts: server("import dotenv from 'dotenv';\nconsole.log = console.error;\ndotenv.config();"),
      sources: INSTALLED,
      why: 'the console is turned around',
    },
  ],
  bad: [
    { ts: server("import dotenv from 'dotenv';\n[|dotenv.config|]();"), sources: INSTALLED, says: 'banner' },
    {
      ts: server("import { config as load } from 'dotenv';\n[|load|]({ path: '.env.local' });"),
      sources: INSTALLED,
      says: 'banner',
    },
    {
      ts: server("import { settings } from './settings.js';\nconsole.error(settings);"),
      sources: {
        ...INSTALLED,
        'settings.ts':
          "import dotenv from 'dotenv';\nclass Settings {\n  load() {\n    [|dotenv.config|]({ quiet: false });\n  }\n}\nexport const settings = new Settings();\nsettings.load();\n",
      },
      says: 'banner',
    },
    {
      ts: server("import dotenv from 'dotenv';\nif (process.env.LOCAL) [|dotenv.config|]();"),
      sources: INSTALLED,
      says: 'possible',
    },
    {
      ts: server(
        "import dotenv from 'dotenv';\nconst key = () => [|dotenv.config|]({ path: '.env' });\nserver.registerTool('read', { description: 'Reads an order.' }, async () => ({ content: [{ type: 'text', text: String(key()) }] }));",
      ).replace(
        /^([\s\S]*?)(const key[\s\S]*?\n)(server\.registerTool\('read'[\s\S]*?\n)(const server[^\n]*\n)/m,
        '$1$4$2$3',
      ),
      sources: INSTALLED,
      says: 'possible',
    },
  ],
});
