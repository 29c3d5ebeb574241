import { describe, expect, it } from 'vitest';

import type { ProcessFact } from '../../src/rule.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
`;
const CONNECT = '\nawait server.connect(new StdioServerTransport());\n';
type Files = Readonly<Record<string, string>>;

/** Facts of one kind as `name mode stdio`, in their order. */
async function facts(
  what: ProcessFact['what'],
  body: string,
  beside: Files = {},
  connect = CONNECT,
): Promise<string[]> {
  const { code } = await codeOf({ 'server.ts': HEAD + body + connect, ...beside });
  return code.process.facts
    .filter((fact) => fact.what === what)
    .map(({ name, mode, stdio, version }) => [name, mode, version, stdio].filter(Boolean).join(' '));
}

/** What is printed on the start over stdio, by the marks of the lines. */
async function printed(body: string, beside: Files = {}, connect = CONNECT): Promise<string[]> {
  const { code, at } = await codeOf({ 'server.ts': HEAD + body + connect, ...beside });
  return code.stdout.facts
    .filter(({ reached }) => reached === 'start')
    .map((fact) => `${at(fact.at)}${fact.certain ? '' : '?'}${fact.text === undefined ? '' : ` ${fact.text}`}`);
}

describe('what a start over stdio prints', () => {
  it.each<[string, string, string[]]>([
    ['at the top', "console.log('up'); //@ top", ['top up']],
    ['in a function that is called', 'const main = () => { console.log(1); }; //@ main\nmain();', ['main']],
    ['not in one that is not', 'export const main = () => { console.log(1); };', []],
    [
      'in an asynchronous one',
      'async function main() { await Promise.resolve(); console.log(1); } //@ main\nmain().catch(() => {});',
      ['main'],
    ],
    ['a template, as far as it is written', 'console.info(`up at ${Date.now()}`); //@ a', ['a up at ']],
    ['a sum', "console.log('up ' + process.pid); //@ a", ['a up ']],
    ['once, however often', 'for (const name of [1, 2, 3]) console.log(name); //@ loop', ['loop']],
    ['through an alias', 'const say = console.log;\nsay(1); //@ alias', ['alias']],
    ['in a callback of a list', '[1, 2].forEach((each) => console.log(each)); //@ each', ['each']],
    ['not later', 'setTimeout(() => console.log(1), 1000);', []],
    ['not when it is stopped', "process.on('SIGTERM', () => console.log('bye'));", []],
    ['if a test holds', 'if (process.env.SHOP) console.log(1); //@ a', ['a?']],
    [
      'if something fails',
      "import { readFileSync } from 'node:fs';\ntry { readFileSync('x'); } catch { console.log(1); } //@ a",
      ['a?'],
    ],
    ['not under a test on the mode', "if (process.env.TRANSPORT === 'http') console.log(1);", []],
    ['not before the program ends', "if (!process.env.SHOP) {\n  console.log('no shop');\n  process.exit(1);\n}", []],
    ['not on stderr', "console.error(1);\nconsole.warn(2);\nprocess.stderr.write('3');", []],
    ['not where the console is turned around', 'console.log = (...all) => console.error(...all);\nconsole.log(1);', []],
  ])('%s', async (_, body, expected) => expect(await printed(body)).toEqual(expected));

  it('in files that are loaded for what they do', async () =>
    expect(
      await printed("import './one.js';", {
        'one.ts': "import { two } from './two.js';\nexport const one = () => two;\n",
        'two.ts': 'console.log(2); //@ two\nexport const two = 2;\n',
      }),
    ).toEqual(['two']));

  it('but not in files that only another way to start loads', async () =>
    expect(
      await printed("if (process.env.HTTP) await import('./http.js');", { 'http.ts': 'console.log(1);\n' }),
    ).toEqual([]));

  it('and nothing where the program is not on stdio', async () =>
    expect(await printed('console.log(1);', {}, '\nexport default server;\n')).toEqual([]));

  it('on the side of stdio alone', async () =>
    expect(
      await printed(
        "if (process.argv[2] === 'a') {\n  console.log(1);\n} else {\n  console.log(2); //@ two\n  await server.connect(new StdioServerTransport());\n}",
        {},
        '',
      ),
    ).toEqual(['two']));

  it('and after a way that leaves', async () =>
    expect(
      await printed(
        "async function main() {\n  if (process.env.WEB) {\n    console.log('web');\n    return;\n  }\n  console.log('plain'); //@ plain\n  await server.connect(new StdioServerTransport());\n}\nmain();",
        {},
        '',
      ),
    ).toEqual(['plain plain']));

  it('over the stdio of other frameworks', async () => {
    const { code, at } = await codeOf({
      'package.json': JSON.stringify({
        name: 'example',
        type: 'module',
        main: 'server.ts',
        dependencies: { fastmcp: '^4.0.0' },
      }),
      'server.ts': `import { FastMCP } from 'fastmcp';
const server = new FastMCP({ name: 'example', version: '1.0.0' });
server.addTool({ name: 'list', description: 'Lists the orders of the shop.', execute: async () => '12' });
console.log('up'); //@ up
server.start({ transportType: 'stdio' });
`,
    });
    expect(code.stdout.facts.map((fact) => at(fact.at))).toEqual(['up']);
  });
});

describe('signals', () => {
  it.each<[string, string, string[]]>([
    ['by name', "process.on('SIGTERM', () => {});\nprocess.once('SIGINT', () => {});", ['SIGTERM', 'SIGINT']],
    ['in a loop', "for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {});", ['SIGINT', 'SIGTERM']],
    [
      'where nobody came',
      "const late = (name) => process.on(name, () => {});\nexport const stop = () => late('SIGTERM');",
      ['SIGTERM'],
    ],
    ['not other events', "process.on('exit', () => {});\nprocess.on('uncaughtException', () => {});", []],
    ['not of others', "import { EventEmitter } from 'node:events';\nnew EventEmitter().on('SIGTERM', () => {});", []],
    ['by a library', "import { onShutdown } from 'close-with-grace';\nonShutdown();", ['close-with-grace']],
  ])('%s', async (_, body, expected) => expect(await facts('signal', body)).toEqual(expected));
});

describe('loggers', () => {
  it.each<[string, string, string[]]>([
    ['pino by default', "import pino from 'pino';\npino();", ['pino stdout certain']],
    ['pino to a descriptor', "import pino from 'pino';\npino({}, pino.destination(2));", ['pino stderr certain']],
    [
      'pino by a name',
      "import pino from 'pino';\nconst to = pino.destination({ dest: 2 });\npino({}, to);",
      ['pino stderr certain'],
    ],
    ['pino to a stream', "import pino from 'pino';\npino({}, process.stderr);", ['pino stderr certain']],
    [
      'pino to a transport',
      "import pino from 'pino';\npino(pino.transport({ target: 'pino/file', options: { destination: './log' } }));",
      ['pino file certain'],
    ],
    [
      'pino to several',
      "import pino from 'pino';\npino({ transport: { targets: [{ target: 'pino/file', options: { destination: 2 } }, { target: 'pino-pretty' }] } });",
      ['pino stdout certain'],
    ],
    [
      'pino by what is not known',
      "import pino from 'pino';\nimport { to } from 'elsewhere';\npino({}, to);",
      ['pino certain'],
    ],
    [
      'winston',
      "import winston from 'winston';\nwinston.createLogger({ transports: [new winston.transports.Console()] });",
      ['winston stdout certain'],
    ],
    [
      'winston, quiet',
      "import winston from 'winston';\nwinston.createLogger({ transports: [new winston.transports.Console({ silent: true })] });",
      [],
    ],
    [
      'bunyan to streams',
      "import bunyan from 'bunyan';\nbunyan.createLogger({ name: 'x', streams: [{ path: 'log' }, { stream: process.stdout }] });",
      ['bunyan stdout certain'],
    ],
    [
      'consola',
      "import { createConsola } from 'consola';\ncreateConsola({ stdout: process.stderr });",
      ['consola certain'],
    ],
    ['one for HTTP only', "import pino from 'pino';\nif (process.env.MODE === 'http') pino();", ['pino stdout']],
    ['one that may be', "import pino from 'pino';\nif (process.env.AUDIT) pino();", ['pino stdout possible']],
    [
      'not what they are asked',
      "import pino from 'pino';\nconst log = pino({}, process.stderr);\nlog.child({ a: 1 }).info('x');",
      ['pino stderr certain'],
    ],
  ])('%s', async (_, body, expected) => expect(await facts('logger', body)).toEqual(expected));
});

describe('dotenv', () => {
  const lock = (version: string): Files => ({
    'package.json': JSON.stringify({
      name: 'example',
      type: 'module',
      main: 'server.ts',
      dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', dotenv: '^17.0.0' },
    }),
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { dotenv: '^17.0.0' } }, 'node_modules/dotenv': { version } },
    }),
  });
  const CALL = "import dotenv from 'dotenv';\ndotenv.config();";
  it.each<[string, string, Files, string[]]>([
    ['by the lock file', CALL, lock('17.2.3'), ['dotenv 17.2.3 certain']],
    [
      'by what is installed',
      CALL,
      { 'node_modules/dotenv/package.json': '{"name":"dotenv","version":"16.6.1"}' },
      ['dotenv 16.6.1 certain'],
    ],
    [
      'by the range, where all of it prints',
      CALL,
      { 'package.json': lock('')['package.json']! },
      ['dotenv 17.0.0 certain'],
    ],
    [
      'not by a range that begins before',
      CALL,
      { 'package.json': lock('')['package.json']!.replace('^17.0.0', '>=16.0.0') },
      ['dotenv certain'],
    ],
    ['loaded by an import', "import 'dotenv/config';", lock('17.2.3'), ['dotenv/config quiet 17.2.3 certain']],
    [
      'quiet',
      "import { config } from 'dotenv';\nconfig({ quiet: true });",
      lock('17.2.3'),
      ['dotenv quiet 17.2.3 certain'],
    ],
    [
      'every call',
      "import { config } from 'dotenv';\nconfig({ quiet: true });\nconfig({ path: 'b' });",
      lock('17.2.3'),
      ['dotenv quiet 17.2.3 certain', 'dotenv 17.2.3 certain'],
    ],
    ['not of another library', "import { config } from 'dotenv-flow';\nconfig();", lock('17.2.3'), []],
  ])('%s', async (_, body, beside, expected) => expect(await facts('dotenv', body, beside)).toEqual(expected));
});

describe('what is set up', () => {
  it('metrics and traces, by what is imported', async () => {
    const body =
      "import * as Sentry from '@sentry/node';\nimport { trace } from '@opentelemetry/api';\nimport type { Tracer } from 'dd-trace';\nimport client from 'prom-client';";
    expect(await facts('tracing', body)).toEqual(['@sentry/node', '@opentelemetry/api']);
    expect(await facts('metrics', body)).toEqual(['prom-client']);
  });

  it('the package itself, where its name stands', async () => {
    const { code, loaded } = await codeOf({
      'package.json':
        '{\n  "name": "@somebody/shop",\n  "version": "1.2.0",\n  "main": "server.ts",\n  "repository": { "type": "git", "url": "git+ssh://git@github.com/somebody/shop-mcp.git" }\n}',
      'server.ts': HEAD + CONNECT,
    });
    const fact = code.process.facts.find(({ what }) => what === 'package')!;
    expect(fact).toMatchObject({ name: '@somebody/shop', mode: 'somebody/shop-mcp', version: '1.2.0' });
    expect(loaded.locate(fact.at, 'value')).toMatchObject({
      file: 'package.json',
      start: { line: 2 },
      end: { line: 2 },
    });
    expect(loaded.texts.get('package.json')).toContain('@somebody');
  });

  it('is complete where every file is there', async () => {
    const { code } = await codeOf({ 'server.ts': HEAD + CONNECT });
    expect(code.process.complete).toBe(true);
    const { code: cut } = await codeOf({ 'server.ts': `import { away } from './away.js';\n${HEAD}${CONNECT}` });
    expect(cut.process.complete).toBe(false);
  });
});

describe('what is given up', () => {
  it('by the tools that come to it', async () => {
    const { code } = await codeOf({
      'server.ts': `${HEAD}server.registerTool('ask', { description: 'Asks.' }, async (args, extra) => {
  await server.server.createMessage({ messages: [], maxTokens: 1 });
  return { content: [] };
});
server.tool('old', 'An old one.', async () => ({ content: [] }));
const other = { listRoots: () => [] };
other.listRoots();
${CONNECT}`,
    });
    const given = code.process.facts.filter(({ what }) => what === 'deprecated');
    expect(given.map(({ name, tools }) => [name, ...tools.map((tool) => tool.name)])).toEqual([
      ['server.tool', 'old'],
      ['createMessage', 'ask'],
    ]);
  });
});
