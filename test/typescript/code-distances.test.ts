import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { runAudit } from '../../src/engine/run.ts';
import { placements, registered, type Frame, type Sources } from '../../src/testing/placements.ts';
import { readMarks } from '../../src/testing/rule-test.ts';
import { loadSource } from '../../src/testing/source-test.ts';

// Beside `code-rules.test.ts`: the rules whose defect is more than the lines of one handler, at the same distances.

/** Where one rule finds something, as `RULE FILE:LINE:COLUMN`. */
async function found(rule: string, sources: Sources): Promise<readonly string[]> {
  const { 'server.ts': main = '', ...beside } = sources;
  const { findings } = runAudit(await loadSource(main, beside), {
    rules: rules.filter(({ meta }) => meta.id === rule),
    failOn: 'never',
    minTools: 0,
  });
  return findings
    .map(({ ruleId, place }) => `${ruleId} ${place?.file}:${place?.start.line}:${place?.start.column}`)
    .toSorted();
}

/** The sources without their marks, and where these say that the rule finds something. */
function marked(rule: string, marks: Sources): readonly [sources: Sources, places: readonly string[]] {
  const read = Object.entries(marks).map(([file, text]) => ({ file, ...readMarks(text) }));
  const places = read.flatMap(({ file, source, ranges }) =>
    ranges.map(([from]) => {
      const before = source.slice(0, from).split('\n');
      return `${rule} ${file}:${before.length}:${before.at(-1)!.length + 1}`;
    }),
  );
  return [Object.fromEntries(read.map(({ file, source }) => [file, source])), places.toSorted()];
}

type Placed = ReturnType<typeof placements>;

/** Each placement of a defect is found at its mark, and none of the mended lines is. */
function bothWays(rule: string, defect: Placed, mended: Placed): void {
  it.each(defect.map(({ where, sources }) => [where, sources] as const))('is found %s', async (_, marks) => {
    const [sources, places] = marked(rule, marks);
    expect(places, 'a mark').not.toEqual([]);
    expect(await found(rule, sources)).toEqual(places);
  });
  it.each(mended.map(({ where, sources }) => [where, sources] as const))(
    'is silent where it is mended %s',
    async (_, sources) => expect(await found(rule, sources)).toEqual([]),
  );
}

const GIVE = "return { content: [{ type: 'text', text: await response.text() }] };";
const PROMPT = 'AbortSignal.timeout(5000)';
const WAIT = 'await new Promise((resolve) => setTimeout(resolve, 5000));';
const poll = (head: string): string =>
  `${head}\nconst job = await (await fetch('https://shop.example/export', { signal: ${PROMPT} })).json();
if (job.done) return { content: [] };\n${WAIT}\n}\nthrow new Error('late');`;

/** A server over HTTP that asks who calls, if `auth` says so. */
const overHttp = (top = '', auth = ''): Frame => ({
  head: `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { verifier } from './verifier.js';
import Redis from 'ioredis';
import { z } from 'zod';
const server = new McpServer({ name: 'example', version: '1.0.0' });
${top}
`,
  register: (handler) => `server.registerTool('find_orders', { description: 'Finds the orders.' }, ${handler});
const app = express();
app.post('/mcp', ${auth}async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
`,
});

/** A tool that lists and has no parameter that bounds the list; the finding stands at its schema. */
const lists = (schema: string): Frame =>
  registered(`{ description: 'Lists the orders of a shop.', inputSchema: ${schema} }`, 'list_orders');

describe.each<[rule: string, defect: string, mended: string, frame?: Frame, mendedFrame?: Frame]>([
  [
    'long-call-untasked',
    poll('[|for (let round = 0; round < 9; round++) {|]'),
    poll('for (let round = 0; round < 1; round++) {'),
    registered("{ description: 'Exports the orders.' }", 'export_orders'),
  ],
  [
    'ambient-credential',
    `const response = await [|fetch|]('https://shop.example', { headers: { authorization: process.env.SHOP_TOKEN } });\n${GIVE}`,
    `const response = await fetch('https://shop.example');\n${GIVE}`,
    overHttp('', 'requireBearerAuth({ verifier }), '),
  ],
  [
    'deprecated-feature',
    'await [|server.server.createMessage|]({ messages: [], maxTokens: 100 });\nreturn { content: [] };',
    'return { content: [] };',
  ],
  [
    'error-structured-content',
    `try {
const response = await fetch('https://shop.example/count', { signal: ${PROMPT} });
return { content: [{ type: 'text', text: await response.text() }], structuredContent: { count: 12 } };
} catch (error) {
[|return { content: [{ type: 'text', text: error.message }], structuredContent: { error: error.message }, isError: true };|]
}`,
    `try {
const response = await fetch('https://shop.example/count', { signal: ${PROMPT} });
return { content: [{ type: 'text', text: await response.text() }], structuredContent: { count: 12 } };
} catch (error) {
return { content: [{ type: 'text', text: error.message }], isError: true };
}`,
    registered("{ description: 'Counts the orders of a shop.', outputSchema: { count: z.number() } }", 'count_orders'),
  ],
  [
    'result-unbounded',
    `const response = await fetch('https://shop.example/orders');\n${GIVE}`,
    `const response = await fetch('https://shop.example/orders?limit=50');\n${GIVE}`,
    lists('[|{}|]'),
    lists('{}'),
  ],
])('%s', (rule, defect, mended, frame, mendedFrame = frame) => {
  bothWays(rule, placements(defect, frame), placements(mended, mendedFrame));
});

/** The statements that serve over HTTP, each time somewhere else: they see `server`, `express` and what `top` declares. */
function served(body: string, more: Sources = {}): Placed {
  const imports = `import express from 'express';
import { createServer } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
`;
  const head = `${imports}import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list_orders', { description: 'Lists the orders of the shop.' }, async () => {
  const answer = await fetch('https://shop.example/orders?limit=9', { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error('the shop answered ' + answer.status);
  return { content: [{ type: 'text', text: await answer.text() }] };
});
`;
  const serve = `function serve(server) {\n${body}\n}\n`;
  const all: readonly (readonly [where: string, sources: Sources])[] = [
    ['two calls away', { 'server.ts': `${head}${serve}const start = () => serve(server);\nstart();\n` }],
    [
      'in another file',
      {
        'server.ts': `import { serve } from './http.js';\n${head}serve(server);\n`,
        'http.ts': `${imports}export ${serve}`,
      },
    ],
    [
      'in a method',
      {
        'server.ts': `${head}class Http {
  constructor(private readonly server) {}
  start() { this.serve(this.server); }
  private serve(server) {\n${body}\n}
}
new Http(server).start();\n`,
      },
    ],
    [
      'behind a wrapper',
      {
        'server.ts': `${head}const withErrors = (run) => async () => {
  try { await run(); } catch (error) { console.error(error); process.exit(1); }
};
withErrors(async () => {\n${body}\n})();\n`,
      },
    ],
  ];
  return all.map(([where, sources]) => ({ where, sources: { ...sources, ...more } }));
}

const HANDLE = `  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
`;
const APP = 'const app = express();\n';
const post = (path = "'/mcp'"): string => `app.post(${path}, async (req, res) => {\n${HANDLE}});\n`;
const LISTEN = "app.listen(3000, '127.0.0.1');";
const CHECKED = `app.use((req, res, next) => (req.headers.authorization ? next() : res.status(401).end()));\n`;
const health = (answer = "res.json({ status: 'ok' })", path = "'/health'"): string =>
  `app.get(${path}, withErrors(async (req, res) => ${answer}));\n`;
/** The wrapper that routes have, too: what it wraps is the route. */
const WRAPPED = `const withErrors = (run) => async (req, res, next) => {
  try { await run(req, res, next); } catch (error) { next(error); }
};
`;
const routes = (body: string): Placed => served(`${WRAPPED}${APP}${body}${post()}${LISTEN}`);
const ASKS = "res.sendStatus((await fetch('https://shop.example/status')).ok ? 200 : 503)";
const reader = (head: string, limit: string): string => `${head}
  const chunks = [];
  for await (const chunk of req) { chunks.push(chunk); ${limit} }
  return Buffer.concat(chunks).toString();
}
createServer(async (req, res) => {
${HANDLE.replace('req.body', 'JSON.parse(await bodyOf(req))')}}).listen(3000, '127.0.0.1');`;
const sessions = (table: string, store: string): string => `${APP}const ${table};
app.post('/mcp', async (req, res) => {
  let transport = transports.get(req.headers['mcp-session-id']);
  if (!transport) {
    transport = new ${store}({ sessionIdGenerator: () => crypto.randomUUID(), onsessioninitialized: (id) => transports.set(id, transport) });
    await server.connect(transport);
  }
  await transport.handleRequest(req, res, req.body);
});
${LISTEN}`;
const STATELESS = `${APP}${post()}${LISTEN}`;

describe.each<[rule: string, defect: Placed, mended: Placed]>([
  ['health-endpoint-missing', served(`${APP}${post("[|'/mcp'|]")}${LISTEN}`), routes(health())],
  ['health-behind-auth', routes(`${CHECKED}${health(undefined, "[|'/health'|]")}`), routes(`${health()}${CHECKED}`)],
  [
    'health-leaks',
    routes(health("res.json({ status: 'ok', env: process.env })", "[|'/health'|]")),
    routes(health("res.json({ status: 'ok', hasKey: !!process.env.API_KEY })")),
  ],
  ['readiness-hollow', routes(health(undefined, "[|'/ready'|]")), routes(health(ASKS, "'/ready'"))],
  ['readiness-missing', routes(health(undefined, "[|'/health'|]")), routes(`${health()}${health(ASKS, "'/readyz'")}`)],
  [
    'http-body-unlimited',
    served(reader('[|async function bodyOf(req) {|]', '')),
    served(reader('async function bodyOf(req) {', "if (chunks.length > 99) throw new Error('too large');")),
  ],
  [
    'http-origin-unchecked',
    served(`const app = [|express|]();\n${post()}${LISTEN}`),
    served(
      `${APP}app.use((req, res, next) => (req.headers.origin === 'http://localhost' ? next() : res.status(403).end()));\n${post()}${LISTEN}`,
    ),
  ],
  [
    'http-bind-all-interfaces',
    served(`${APP}${post()}app.listen(3000, [|'0.0.0.0'|]);`),
    served(`${APP}${post()}${LISTEN}`),
  ],
  [
    'graceful-shutdown-missing',
    served(`${APP}${post()}const http = [|app.listen|](3000);`),
    served(`${APP}${post()}const http = app.listen(3000);\nprocess.on('SIGTERM', () => http.close());`),
  ],
  [
    'deprecated-sse-transport',
    served(`${APP}app.get('/sse', async (req, res) => {
  await server.connect(new [|SSEServerTransport|]('/messages', res));
});
${LISTEN}`),
    served(STATELESS),
  ],
  [
    'session-state-in-memory',
    served(sessions('[|transports = new Map()|]', 'StreamableHTTPServerTransport')),
    served(STATELESS),
  ],
  [
    'session-id-reliance',
    served(sessions('transports = new Map()', '[|StreamableHTTPServerTransport|]')),
    served(STATELESS),
  ],
])('%s', bothWays);

/** What is kept from one call to the next, and the tools that keep it. */
const TWO_TOOLS = (put: string, take: string): string => `server.registerTool('start_job', {}, ${put});
server.registerTool('get_job', { inputSchema: { id: z.string() } }, ${take});
`;
const PUT = (jobs: string): string =>
  `const id = crypto.randomUUID();\n${jobs}.set(id, 'running');\nreturn { content: [{ type: 'text', text: id }] };`;
const TAKE = (jobs: string): string => `return { content: [{ type: 'text', text: ${jobs}.get(id) }] };`;
const HELPERS = (jobs: string): string =>
  `const put = async () => {\n${PUT(jobs)}\n};\nconst take = async (id) => {\n${TAKE(jobs)}\n};\n`;

/** The same state, with the calls of it at each distance: what it is made by, and how its declaration is marked. */
function keeping(made: string, mark = (text: string): string => text): Placed {
  const { head, register } = overHttp();
  const rest = register('async () => ({ content: [] })');
  const direct = [`async () => put()`, `async ({ id }) => take(id)`] as const;
  const all: readonly (readonly [where: string, sources: Sources])[] = [
    [
      'two calls away',
      {
        'server.ts': `${head}const ${mark(`jobs = ${made}`)};\n${HELPERS('jobs')}const first = () => put();\n${TWO_TOOLS('async () => first()', direct[1])}${rest}`,
      },
    ],
    [
      'in another file',
      {
        'server.ts': `import { put, take } from './jobs.js';\n${head}${TWO_TOOLS(...direct)}${rest}`,
        'jobs.ts': `const ${mark(`jobs = ${made}`)};\n${HELPERS('jobs').replaceAll(/^const (put|take)/gm, 'export const $1')}`,
      },
    ],
    [
      'in a method',
      {
        'server.ts': `${head}class Jobs {\n  ${mark(`private jobs = ${made};`)}\n  async put() {\n${PUT('this.jobs')}\n}\n  async take(id) {\n${TAKE('this.jobs')}\n}\n}
const jobs = new Jobs();\n${TWO_TOOLS('() => jobs.put()', '({ id }) => jobs.take(id)')}${rest}`,
      },
    ],
    [
      'behind a wrapper',
      {
        'server.ts': `${head}${WITH_ERRORS}const ${mark(`jobs = ${made}`)};\n${HELPERS('jobs')}${TWO_TOOLS(`withErrors(${direct[0]})`, `withErrors(${direct[1]})`)}${rest}`,
      },
    ],
  ];
  return all.map(([where, sources]) => ({ where, sources }));
}

const WITH_ERRORS = `const withErrors = (handler) => async (...args) => {
  try { return await handler(...args); } catch (error) {
    return { content: [{ type: 'text', text: JSON.stringify({ code: 'failed', retryable: false }) }], isError: true };
  }
};
`;

describe('result-state-in-memory', () => {
  bothWays(
    'result-state-in-memory',
    keeping('new Map()', (text) => `[|${text}|]`),
    keeping('new Redis(process.env.REDIS_URL)'),
  );
});

/** What is said at the start of a program over stdio, each time somewhere else. */
function started(imports: string, statement: string, more: Sources = {}): Placed {
  const { head, register } = registered();
  const rest = register('async () => ({ content: [] })');
  const fn = `function prepare() {\n${statement}\n}\n`;
  const all: readonly (readonly [where: string, sources: Sources])[] = [
    ['two calls away', { 'server.ts': `${imports}${head}${fn}const first = () => prepare();\nfirst();\n${rest}` }],
    [
      'in another file',
      {
        'server.ts': `import { prepare } from './prepare.js';\n${head}prepare(server);\n${rest}`,
        'prepare.ts': `${imports}export ${fn.replace('()', '(server)')}`,
      },
    ],
    [
      'in a method',
      {
        'server.ts': `${imports}${head}class App {\n  start() { this.prepare(); }\n  prepare() {\n${statement}\n}\n}\nnew App().start();\n${rest}`,
      },
    ],
    [
      'behind a wrapper',
      { 'server.ts': `${imports}${head}${GUARDED}withErrors(() => {\n${statement}\n})();\n${rest}` },
    ],
  ];
  return all.map(([where, sources]) => ({ where, sources: { ...sources, ...more } }));
}

const GUARDED = `const withErrors = (run) => () => {
  try { run(); } catch (error) { console.error(error); process.exit(1); }
};
`;
const DOTENV = { 'node_modules/dotenv/package.json': '{ "name": "dotenv", "version": "17.2.3" }' };
const LOGS = "const log = pino(DESTINATION);\nlog.info('started');";
const REGISTERS = "(`get_order`, { description: 'Reads one order.' }, async () => ({ content: [] }));";

describe.each<[rule: string, defect: Placed, mended: Placed]>([
  ['stdio-console-log', started('', "[|console.log|]('started');"), started('', "console.error('started');")],
  [
    'stdio-dotenv-banner',
    started("import dotenv from 'dotenv';\n", '[|dotenv.config|]();', DOTENV),
    started("import dotenv from 'dotenv';\n", 'dotenv.config({ quiet: true });', DOTENV),
  ],
  [
    'stdio-logger-stdout',
    started("import pino from 'pino';\n", LOGS.replace('pino(DESTINATION)', '[|pino|]({})')),
    started("import pino from 'pino';\n", LOGS.replace('DESTINATION', '{}, pino.destination(2)')),
  ],
  [
    'deprecated-tool-method',
    started('', `[|server.tool|]('get_order', 'Reads one order.', async () => ({ content: [] }));`),
    started('', `server.registerTool${REGISTERS}`),
  ],
])('%s', bothWays);

describe('tool-calls-unobserved', () => {
  const ASKED = `const response = await fetch('https://shop.example/orders');\n${GIVE}`;
  it.each(placements(ASKED).map(({ where, sources }) => [where, sources] as const))('is found %s', async (_, sources) =>
    expect(await found('tool-calls-unobserved', sources)).toHaveLength(1),
  );
  it.each(
    placements(`console.error(JSON.stringify({ tool: 'find_orders', ms: 12 }));\n${ASKED}`).map(
      ({ where, sources }) => [where, sources] as const,
    ),
  )('is silent where a line names the tool %s', async (_, sources) =>
    expect(await found('tool-calls-unobserved', sources)).toEqual([]),
  );
});

describe('a wrapper that is the defect', () => {
  const CALLED = `const response = await fetch('https://shop.example/orders', { signal: ${PROMPT} });
if (!response.ok) throw new Error('the shop answered ' + response.status);\n${GIVE}`;
  const rescue = (text: string, flag = ''): string => `return { content: [{ type: 'text', text: ${text} }]${flag} };`;
  const inFunction = (answer: string): string => `export function withErrors(handler) {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (error) {
      ${answer}
    }
  };
}
`;
  const inMethod = (answer: string): string => `class Guard {
  protect(handler) {
    return async (...args) => {
      try {
        return await handler(...args);
      } catch (error) {
        ${answer}
      }
    };
  }
}
const guard = new Guard();
export const withErrors = (handler) => guard.protect(handler);
`;
  const { head, register } = registered();
  const two = (of: string): Sources => ({
    'server.ts': `import { withErrors } from './errors.js';\n${head}
server.registerTool('get_order', {}, withErrors(async () => {\n${CALLED}\n}));
${register(`withErrors(async () => {\n${CALLED}\n})`)}`,
    'errors.ts': of,
  });
  const FLAG = ', isError: true';
  describe.each([
    ['error-swallowed', rescue('`Error: ${error.message}`'), rescue('`Try again: ${error.message}`', FLAG)],
    ['error-as-empty', rescue("'[]'"), rescue("'The shop is away.'", FLAG)],
    ['error-stack-leak', rescue('error.stack', FLAG), rescue("'The shop is away.'", FLAG)],
    ['error-bare-message', rescue('error.message', FLAG), rescue('`Try again later: ${error.message}`', FLAG)],
  ])('%s', (rule, defect, mended) => {
    it.each([
      ['a function', inFunction],
      ['a method', inMethod],
    ])('is found once, of all that it wraps: %s', async (_, of) => {
      const [sources, places] = marked(rule, two(of(`[|${defect}|]`)));
      expect(await found(rule, sources)).toEqual(places);
      expect(await found(rule, two(of(mended)))).toEqual([]);
    });
  });
});
