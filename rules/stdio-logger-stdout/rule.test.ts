import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const AT = 'log.ts#/start/call-1';
const logger = (more: object) => [
  { what: 'logger' as const, name: 'pino', mode: 'stdout', stdio: 'certain' as const, at: AT, ...more },
];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ process: logger({ mode: 'stderr' }) }),
    { json: codeCase({ process: logger({ mode: 'file' }) }), why: 'a file' },
    { json: codeCase({ process: logger({ mode: undefined }) }), why: 'where it writes depends on something' },
    { json: codeCase({ process: logger({ stdio: undefined }) }), why: 'it is made for HTTP only' },
    { json: codeCase({ process: logger({}), wire: { transport: 'http' } }), why: 'over HTTP stdout is free' },
  ],
  bad: [
    { json: codeCase({ process: logger({ at: `[|${AT}|]` }) }), says: 'stdout', severity: 'info', text: '`pino` logs' },
    { json: codeCase({ process: logger({ at: `[|${AT}|]`, name: 'tslog', stdio: 'possible' }) }), says: 'stdout' },
  ],
});

const server = (logs: string): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
${logs}
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
log.info('starting');
await server.connect(new StdioServerTransport());
`;

sourceTest(rule, {
  good: [
    server("import pino from 'pino';\nconst log = pino({ level: 'info' }, pino.destination(2));"),
    {
      ts: server(
        "import { pino } from 'pino';\nconst log = pino({ transport: { target: 'pino-pretty', options: { destination: 2 } } });",
      ),
      why: 'the transport has the destination',
    },
    {
      ts: server("import pino from 'pino';\nconst log = pino(pino.destination({ dest: './server.log' }));"),
      why: 'a file',
    },
    {
      ts: server("import pino from 'pino';\nconst log = pino({ level: 'silent' });"),
      why: 'it says nothing',
    },
    {
      ts: server(
        "import pino from 'pino';\nconst log = pino({}, process.argv.includes('--http') ? process.stdout : process.stderr);",
      ),
      why: 'it depends on how the server runs',
    },
    {
      ts: server(
        "import winston from 'winston';\nconst log = winston.createLogger({ transports: [new winston.transports.Console({ stderrLevels: ['info', 'error'] })] });",
      ),
      why: 'the levels that go to stderr are named',
    },
    {
      ts: server(
        "import winston from 'winston';\nconst log = winston.createLogger({ transports: [new winston.transports.Console({ ...(process.env.MODE === 'a' ? { stderrLevels: ['info'] } : {}) })] });",
      ),
      why: 'one side of a test sends it to stderr',
    },
    {
      ts: server(
        "import winston from 'winston';\nconst log = winston.createLogger({ transports: [new winston.transports.File({ filename: 'server.log' })] });",
      ),
      why: 'a file',
    },
    {
      ts: server(
        "import bunyan from 'bunyan';\nconst log = bunyan.createLogger({ name: 'x', stream: process.stderr });",
      ),
      why: 'its stream is stderr',
    },
    {
      ts: server(
        "import log4js from 'log4js';\nlog4js.configure({ appenders: { err: { type: 'stderr' } }, categories: {} });\nconst log = log4js.getLogger();",
      ),
      why: 'its appender is stderr',
    },
  ],
  bad: [
    { ts: server("import pino from 'pino';\nconst log = [|pino|]({ level: process.env.LOG_LEVEL });"), says: 'stdout' },
    { ts: server("import { pino } from 'pino';\nconst log = [|pino|]();"), says: 'stdout' },
    {
      ts: server("import pino from 'pino';\nconst log = [|pino|]({ transport: { target: 'pino-pretty' } });"),
      says: 'stdout',
    },
    { ts: server("import pino from 'pino';\nconst log = [|pino|]({}, pino.destination(1));"), says: 'stdout' },
    {
      ts: server(
        "import { createLogger, transports } from 'winston';\nconst log = createLogger({ transports: [new [|transports.Console|]()] });",
      ),
      says: 'stdout',
      text: '`winston`',
    },
    { ts: server("import bunyan from 'bunyan';\nconst log = [|bunyan.createLogger|]({ name: 'x' });"), says: 'stdout' },
    {
      ts: server(
        "import log4js from 'log4js';\n[|log4js.configure|]({ appenders: { out: { type: 'stdout' } }, categories: {} });\nconst log = log4js.getLogger();",
      ),
      says: 'stdout',
    },
    {
      ts: server("import { consola } from 'consola';\nconst log = consola;").replace('log.info', '[|consola.info|]'),
      says: 'stdout',
    },
    {
      ts: server("import { log } from './log.js';"),
      sources: {
        'log.ts': "import pino from 'pino';\nconst make = () => [|pino|]({ name: 'x' });\nexport const log = make();\n",
      },
      says: 'stdout',
    },
  ],
});
