import { readFile } from 'node:fs/promises';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';

import endpointGet from '../../rules/endpoint-get/rule.ts';
import healthAnswerLeaks from '../../rules/health-answer-leaks/rule.ts';
import healthAnswerUntrue from '../../rules/health-answer-untrue/rule.ts';
import healthMissing from '../../rules/health-endpoint-missing/rule.ts';
import healthUnreachable from '../../rules/health-unreachable/rule.ts';
import listUnstable from '../../rules/list-unstable/rule.ts';
import listVaries from '../../rules/list-varies-by-identity/rule.ts';
import defaultVolatile from '../../rules/schema-default-volatile/rule.ts';
import unknownTool from '../../rules/unknown-tool-code/rule.ts';
import { runAudit } from '../../src/engine/run.ts';
import { isFailed, type Loaded } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import type { LiveEnv, LiveSpec } from '../../src/inputs/live/load.ts';
import { withPlaces } from '../../src/inputs/placing/with-places.ts';
import { snapshotOf } from '../../src/inputs/snapshot.ts';
import { loadSource } from '../../src/testing/source-test.ts';
import { createServer as createModernServer } from './fixtures/modern-server.mjs';
import { FINE } from './fixtures/tools.mjs';
import { http, loaded, raw, serving, temporaryFile, until } from './support.ts';

type Answer = (response: ServerResponse, incoming: IncomingMessage) => void;

const HELLO = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'checked', version: '1' },
};
const SECRET = 'sk-proj-4f9a8c7b6d5e4f3a2b1c';
const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (response) =>
    void response.writeHead(code, headers).end(body);
const never: Answer = () => undefined;
const later =
  (milliseconds: number, answer: Answer): Answer =>
  (response, incoming) =>
    void setTimeout(() => answer(response, incoming), milliseconds);

interface Behaviour {
  /** A GET of a path; 404 for all others, or `otherwise`. */
  readonly paths?: Readonly<Record<string, Answer>>;
  readonly otherwise?: Answer;
  /** A GET of the endpoint. */
  readonly get?: Answer;
  /** A call of a tool: the rest of the JSON-RPC message, or the whole HTTP answer. */
  readonly call?: object | Answer;
  readonly list?: (incoming: IncomingMessage, times: number) => readonly unknown[] | Answer;
}

const UNKNOWN = { error: { code: -32602, message: 'Unknown tool' } };

/** A server of the `initialize` era at `/mcp`, right but for what is given; `seen` are the requests that reached it. */
function server(
  { paths = {}, otherwise = status(404), get = status(405), call = UNKNOWN, list = () => FINE }: Behaviour,
  seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [],
): RequestListener {
  let lists = 0;
  return async (incoming, response) => {
    let body = '';
    for await (const part of incoming) body += String(part);
    const { method = '', url = '', headers } = incoming;
    seen.push({ method, url, headers, body });
    if (method === 'GET') return (url === '/mcp' ? get : (paths[url] ?? otherwise))(response, incoming);
    if (method !== 'POST' || url !== '/mcp') return status(405)(response, incoming);
    const { id, method: asked } = JSON.parse(body) as { id?: number; method: string };
    if (id === undefined) return status(202)(response, incoming);
    const say = (rest: object): void => json({ jsonrpc: '2.0', id, ...rest })(response, incoming);
    if (asked === 'initialize') return say({ result: HELLO });
    if (asked === 'tools/list') {
      const tools = list(incoming, ++lists);
      return typeof tools === 'function' ? tools(response, incoming) : say({ result: { tools } });
    }
    if (asked !== 'tools/call') return say({ error: { code: -32601, message: 'Method not found' } });
    return typeof call === 'function' ? (call as Answer)(response, incoming) : say(call);
  };
}

type More = Partial<Omit<LiveSpec & { transport: 'http' }, 'transport' | 'url'>>;
const checking = (listener: RequestListener, more: More = {}, env?: Partial<LiveEnv>): Promise<Loaded> =>
  serving(listener, (origin) => loaded({ ...http(`${origin}/mcp`), checks: true, ...more }, env));
const checkingStdio = (scenario: string, ...args: string[]): Promise<Loaded> =>
  loaded({ ...raw(scenario, ...args), checks: true });

const rules = [
  unknownTool,
  endpointGet,
  listUnstable,
  listVaries,
  healthUnreachable,
  healthAnswerLeaks,
  healthAnswerUntrue,
];
const audited = (one: Loaded): ReturnType<typeof runAudit> => runAudit([one], { rules, failOn: 'never', minTools: 0 });
/** `rule/message` of each finding. */
const said = (one: Loaded): string[] => audited(one).findings.map(({ ruleId, messageId }) => `${ruleId}/${messageId}`);
const uncheckedIn = (one: Loaded): string[] =>
  one.server.quirks.flatMap((quirk) => (quirk.what === 'opaque' ? [`${quirk.at.pointer}: ${quirk.reason}`] : []));

const OK = { '/health': json({ status: 'ok' }) };

describe('what is asked', () => {
  it('nothing is found at a server that does it all right', async () => {
    const one = await checking(server({ paths: OK }));
    expect([said(one), uncheckedIn(one)]).toEqual([[], []]);
    expect(one.server.wire).toMatchObject({
      health: { by: 'usual', asked: 8, otherwise: 404, answers: [{ path: '/health', status: 200, says: 'well' }] },
      endpoint: { status: 405 },
      unknownTool: { outcome: 'error', code: -32602 },
      again: { moved: false, missing: [], added: [], changed: [] },
    });
  });

  it('health paths without the headers of the user, one call of no tool, and one origin', async () => {
    const seen: Parameters<typeof server>[1] = [];
    await checking(server({ paths: OK }, seen), { headers: { Authorization: 'Bearer hunter2-hunter2', 'X-Key': 'k' } });
    const gets = seen.filter(({ method, url }) => method === 'GET' && url !== '/mcp');
    expect(gets.map(({ url }) => url.replace(/[0-9a-f]{12}$/, '*')).toSorted()).toEqual([
      '/health',
      '/healthz',
      '/live',
      '/livez',
      '/no-such-path-*',
      '/ping',
      '/ready',
      '/readyz',
      '/status',
    ]);
    for (const { headers } of gets) expect(Object.keys(headers)).not.toContain('authorization');
    expect(JSON.stringify(gets)).not.toMatch(/hunter2|x-key/);
    const calls = seen
      .filter(({ body }) => body.includes('tools/call'))
      .map(({ body }) => JSON.parse(body) as { params: object });
    expect(calls.map(({ params }) => params)).toEqual([
      { name: expect.stringMatching(/^mcp_audit_no_such_tool_[0-9a-f]{12}$/), arguments: {} },
    ]);
  });

  it('nothing where it is not wanted', async () => {
    const seen: Parameters<typeof server>[1] = [];
    const one = await checking(server({ paths: OK }, seen), { checks: false });
    expect(
      seen.filter(({ method, url, body }) => (method === 'GET' && url !== '/mcp') || body.includes('tools/call')),
    ).toEqual([]);
    expect(seen.filter(({ body }) => body.includes('tools/list'))).toHaveLength(1);
    expect([said(one), uncheckedIn(one)]).toEqual([[], []]);
  });

  it('no tool of a server over stdio', async () => {
    const file = await temporaryFile();
    expect(said(await checkingStdio('notes-calls', file))).toEqual([]);
    expect(await readFile(file, 'utf8')).toMatch(/^mcp_audit_no_such_tool_[0-9a-f]{12}\n$/);
  });

  it.each(['auto', 'legacy'] as const)(
    'nothing more of a server that speaks both eras, protocol %s',
    async (protocol) => {
      const one = await serving(
        toNodeHandler(createMcpHandler(createModernServer, { responseMode: 'sse' })) as RequestListener,
        (origin) => loaded({ ...http(origin), checks: true, protocol }),
      );
      expect([said(one), uncheckedIn(one)]).toEqual([['health-unreachable/none'], []]);
    },
  );

  it('in the era of 2026-07-28 too', async () => {
    const one = await serving(
      toNodeHandler(createMcpHandler(createModernServer, { legacy: 'reject' })) as RequestListener,
      (origin) => loaded({ ...http(origin), checks: true }),
    );
    expect(one.server.wire).toMatchObject({ era: 'modern', endpoint: { status: 405 }, again: { moved: false } });
    expect(one.server.wire?.unknownTool).toMatchObject({ outcome: 'error', code: -32602 });
    expect(said(one)).toEqual(['health-unreachable/none']);
  });
});

describe('health', () => {
  const ofHealth = (answer: Answer, more: More = {}): Promise<Loaded> =>
    checking(server({ paths: { '/health': answer } }), more);

  it.each<[string, Answer, string[]]>([
    ['asks who calls', status(401), ['health-unreachable/denied']],
    ['is ill and says so', json({ status: 'down' }, 503), ['health-unreachable/unwell']],
    ['is ill and answers 200', json({ status: 'unhealthy' }), ['health-answer-untrue/ill']],
    ['says false in a field', json({ ok: false }), ['health-answer-untrue/ill']],
    ['is degraded', json({ status: 'degraded', checks: { db: 'down' } }), []],
    ['is slow', later(1100, json({ status: 'ok' })), ['health-unreachable/slow']],
    ['hangs', never, ['health-unreachable/unwell']],
    ['hangs in its body', (response) => void response.writeHead(200).write('{'), ['health-unreachable/unwell']],
    ['shows a key', json({ status: 'ok', config: { openai: SECRET } }), ['health-answer-leaks/secret']],
    ['shows a password', json({ db: 'postgres://app:s3cr3t-pw@db/x' }), ['health-answer-leaks/secret']],
    ['says that keys are configured', json({ apiKey: 'configured', token: 'not-set', openai_api_key: true }), []],
    [
      'shows sessions',
      json({ sessionIds: ['4f9a8c7b-6d5e-4f3a-2b1c-000000000001'] }),
      ['health-answer-leaks/sessions'],
    ],
    ['counts sessions', json({ status: 'ok', sessions: 4, session_ids: [] }), []],
    [
      'shows the environment',
      json({ env: { PATH: '/bin', HOME: '/root', PWD: '/app' } }),
      ['health-answer-leaks/environment'],
    ],
    ['shows a stack', json({ error: 'Error: x\n    at query (/app/db.js:12:5)' }), ['health-answer-leaks/stack']],
    ['leads elsewhere on its origin', status(301, { location: '/status' }), []],
    ['is a page', status(200, { 'content-type': 'text/html' }, '<html>ok</html>'), []],
    ['is without end', (response) => void (response.writeHead(200), pour(response)), []],
  ])('%s', async (_, answer, expected) => {
    const one = await checking(server({ paths: { '/health': answer } }));
    expect(said(one).filter((each) => each !== 'health-unreachable/none')).toEqual(expected);
    expect(uncheckedIn(one)).toEqual([]);
    expect(JSON.stringify(one.server)).not.toMatch(/sk-proj|s3cr3t|4f9a8c7b|db\.js|\/root/);
  });

  it('a redirect to another origin is not followed', async () => {
    let asked = 0;
    const one = await serving(
      (_, response) => void (asked++, response.end('ok')),
      (elsewhere) => ofHealth(status(302, { location: `${elsewhere}/login` })),
    );
    expect(said(one)).toEqual(['health-unreachable/away']);
    expect(asked).toBe(0);
  });

  it('none, closed, answered everywhere, on a platform, behind a limit', async () => {
    const all = await Promise.all([
      checking(server({})),
      checking(server({ otherwise: status(401) })),
      checking(server({ otherwise: status(200, { 'content-type': 'text/html' }, '<html>') })),
      checking(server({ otherwise: status(200, { 'content-type': 'text/html' }, '<html>'), paths: OK })),
      checking(server({ otherwise: status(404, { 'x-vercel-id': 'fra1::x' }) })),
      checking(server({ otherwise: status(429) })),
      checking(server({ paths: { '/live': status(429), '/livez': status(429) } })),
      checking(server({ otherwise: (response) => void response.destroy() })),
    ]);
    expect(all.map(said)).toEqual([['health-unreachable/none'], ['health-unreachable/closed'], [], [], [], [], [], []]);
    expect(all.map((one) => uncheckedIn(one).join())).toEqual([
      '',
      '',
      '/wire/health: every path is answered with 200, so the usual ones tell nothing',
      '',
      '',
      '/wire/health: HTTP 429: too many requests',
      '/wire/health: HTTP 429: too many requests',
      expect.stringContaining('/wire/health: cannot connect to'),
    ]);
  });

  it('a URL that was named is asked alone, of any origin, and must answer', async () => {
    const seen: Parameters<typeof server>[1] = [];
    const asked: string[] = [];
    const one = await serving(
      (incoming, response) => {
        asked.push(`${incoming.url} ${String(incoming.headers.authorization)}`);
        response.writeHead(503).end();
      },
      (elsewhere) =>
        checking(server({}, seen), {
          healthUrl: `${elsewhere}/alive?key=hunter2-hunter2`,
          headers: { Authorization: 'Bearer x' },
        }),
    );
    expect(said(one)).toEqual(['health-unreachable/failing']);
    expect(asked).toEqual(['/alive?key=hunter2-hunter2 undefined']);
    expect(seen.filter(({ method, url }) => method === 'GET' && url !== '/mcp')).toEqual([]);
    expect(JSON.stringify(one.server)).not.toContain('hunter2');
    const gone = await checking(server({}), { healthUrl: 'http://127.0.0.1:1/health' });
    expect([said(gone), uncheckedIn(gone)]).toEqual([['health-unreachable/silent'], []]);
  });
});

/** Writes until nobody reads any more. */
function pour(response: ServerResponse): void {
  const block = Buffer.alloc(1 << 20, 120);
  const more = (): void => {
    while (!response.destroyed && response.write(block));
  };
  response.on('drain', more);
  more();
}

describe('a GET of the endpoint', () => {
  it.each<[string, Answer, string[]]>([
    [
      'a stream',
      (response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders(),
      [],
    ],
    ['405', status(405), []],
    ['a page', status(200, { 'content-type': 'text/html' }, '<html>'), ['endpoint-get/type']],
    ['JSON', json({ error: 'no' }), ['endpoint-get/type']],
    ['500', status(500), ['endpoint-get/failed']],
    ['404', status(404), ['endpoint-get/refused']],
    ['401', status(401), []],
    ['nothing', never, ['endpoint-get/silent']],
    [
      'a redirect within',
      (response, { url }) => status(url === '/mcp' ? 307 : 405, { location: '/mcp/' })(response, {} as never),
      [],
    ],
  ])('%s', async (_, get, expected) => {
    const one = await checking(server({ paths: { ...OK, '/mcp/': status(405) }, get }));
    expect([said(one), uncheckedIn(one)]).toEqual([expected, []]);
  });

  it('that breaks off is not judged', async () => {
    const one = await checking(server({ paths: OK, get: (response) => void response.destroy() }));
    expect(said(one)).toEqual([]);
    expect(uncheckedIn(one)).toEqual([expect.stringMatching(/^\/wire\/endpoint: /)]);
  });
});

describe('a tool that does not exist', () => {
  it.each<[string, object | Answer, string[]]>([
    ['-32602', UNKNOWN, []],
    ['isError', { result: { content: [], isError: true } }, []],
    ['a success', { result: { content: [{ type: 'text', text: 'Unknown tool' }] } }, ['unknown-tool-code/accepted']],
    ['-32603', { error: { code: -32603, message: 'Internal error' } }, ['unknown-tool-code/code']],
    ['500', status(500, { 'content-type': 'text/html' }, '<html>'), ['unknown-tool-code/failed']],
    ['404 without JSON-RPC', status(404), ['unknown-tool-code/refused']],
    ['a page', status(200, { 'content-type': 'text/html' }, '<html>'), ['unknown-tool-code/refused']],
    ['a stream that ends', status(200, { 'content-type': 'text/event-stream' }), ['unknown-tool-code/silent']],
    ['nothing', never, ['unknown-tool-code/silent']],
    ['a broken connection', (response) => void response.destroy(), ['unknown-tool-code/ended']],
  ])('%s', async (_, call, expected) => {
    const one = await checking(server({ paths: OK, call }));
    expect([said(one), uncheckedIn(one)]).toEqual([expected, []]);
  });

  it('that may not be called is not judged', async () => {
    const [refused, denied] = await Promise.all([
      checking(server({ paths: OK, call: status(401) })),
      checkingStdio('unknown-denied'),
    ]);
    expect([said(refused), said(denied)]).toEqual([[], []]);
    expect(uncheckedIn(refused)).toEqual([expect.stringContaining('/wire/unknownTool: HTTP 401')]);
    expect(uncheckedIn(denied)).toEqual([
      expect.stringContaining('/wire/unknownTool: the server answered `tools/call` with error -32000'),
    ]);
  });

  it('silence tells nothing of a server that is always slow', async () => {
    const slow: Answer = later(900, (response, incoming) => {
      void incoming;
      json({ jsonrpc: '2.0', id: 2, result: { tools: FINE } })(response, incoming);
    });
    const one = await checking(server({ paths: OK, call: never, list: () => slow }), { protocol: 'legacy' });
    expect(said(one)).toEqual([]);
    expect(uncheckedIn(one)[0]).toContain('/wire/unknownTool: the server did not answer `tools/call` within 1.5s');
  });

  it.each([
    ['unknown-right', []],
    ['unknown-accepted', ['unknown-tool-code/accepted']],
    ['unknown-hangs', ['unknown-tool-code/silent']],
    ['fine', ['unknown-tool-code/code']],
  ])('over stdio: %s', async (scenario, expected) => {
    const one = await checkingStdio(scenario);
    expect([said(one), uncheckedIn(one)]).toEqual([expected, []]);
  });

  it('that ends the server costs nothing that was read', async () => {
    const one = await checkingStdio('unknown-ends');
    expect(one.server).toMatchObject({ complete: true, tools: { length: FINE.length } });
    expect(said(one)).toEqual(['unknown-tool-code/ended']);
    expect(uncheckedIn(one)).toEqual([expect.stringContaining('/wire/again: the server exited with code 9')]);
  });
});

describe('the list at the end of the session', () => {
  it('in another order, with another text, with keys in another order', async () => {
    const one = await checkingStdio('unstable');
    expect(one.server.wire?.again).toEqual({
      moved: true,
      missing: [],
      added: [],
      changed: [
        { name: 'read_note', nth: 1, pointer: '/description', what: 'value' },
        { name: 'list_notes', nth: 1, pointer: '/inputSchema', what: 'order' },
      ],
    });
    expect(said(one).toSorted()).toEqual(['list-unstable/keys', 'list-unstable/order', 'list-unstable/part']);
  });

  it('a default that was read from a clock is one defect', async () => {
    const now = (): object => ({
      ...FINE[1],
      inputSchema: { type: 'object', properties: { from: { type: 'string', default: new Date().toISOString() } } },
    });
    const one = await checking(server({ paths: OK, list: () => [now()] }));
    const { findings } = runAudit([one], { rules: [...rules, defaultVolatile], failOn: 'never', minTools: 0 });
    expect(findings.map(({ ruleId, address }) => [ruleId, address.pointer])).toEqual([
      ['list-unstable', '/inputSchema/properties/from/default'],
    ]);
  });

  it('with other tools, unless it was said', async () => {
    const [unsaid, announced] = await Promise.all([checkingStdio('grows-unsaid'), checkingStdio('grows-said')]);
    expect([said(unsaid), said(announced)]).toEqual([['list-unstable/tools'], []]);
    expect(uncheckedIn(announced)).toEqual(['/wire/again: the server says that its list changes']);
  });

  it('that is not answered is not judged', async () => {
    const one = await checking(server({ paths: OK, list: (_, times) => (times === 1 ? FINE : never) }));
    expect(said(one)).toEqual([]);
    expect(uncheckedIn(one)).toEqual(['/wire/again: the server did not answer `tools/list` within 2.5s']);
  });
});

describe('the lists of two users', () => {
  const [first, second] = FINE as [object, object];
  const byUser = (lists: Readonly<Record<string, readonly unknown[] | Answer>>) => (incoming: IncomingMessage) =>
    lists[String(incoming.headers.authorization)] ?? status(401);
  const users = (lists: Parameters<typeof byUser>[0]): Promise<Loaded> =>
    checking(server({ paths: OK, list: byUser(lists) }), {
      headers: { Authorization: 'Bearer ann-hunter2' },
      otherHeaders: { Authorization: 'Bearer bob-hunter2' },
    });
  const ANN = 'Bearer ann-hunter2';
  const BOB = 'Bearer bob-hunter2';

  it('equal, other tools, another text', async () => {
    const all = await Promise.all([
      users({ [ANN]: FINE, [BOB]: FINE }),
      users({ [ANN]: FINE, [BOB]: [first] }),
      users({ [ANN]: [first], [BOB]: FINE }),
      users({ [ANN]: FINE, [BOB]: [first, { ...second, description: 'Lists the notes of Bob.' }] }),
    ]);
    expect(all.map(said)).toEqual([
      [],
      ['list-varies-by-identity/tools'],
      ['list-varies-by-identity/tools'],
      ['list-varies-by-identity/part'],
    ]);
    expect(all.map(({ server: { wire } }) => wire!.identity!.missing.length)).toEqual([0, 1, 0, 0]);
    expect(JSON.stringify(all.map((one) => [one.server, audited(one).findings]))).not.toMatch(/hunter2|of Bob/);
  });

  it('one of whom is refused: not judged', async () => {
    const one = await users({ [ANN]: FINE });
    expect(said(one)).toEqual([]);
    expect(uncheckedIn(one)).toEqual([expect.stringMatching(/^\/wire\/identity: as B: HTTP 401 /)]);
    expect(JSON.stringify(one.server)).not.toContain('hunter2');
  });
});

describe('bounds', () => {
  const ALL_HANGS: Behaviour = {
    otherwise: never,
    get: never,
    call: never,
    list: (_, times) => (times === 1 ? FINE : never),
  };

  it('where everything hangs it takes less than three seconds more, and the list is there', async () => {
    const [began, seen] = [Date.now(), [] as NonNullable<Parameters<typeof server>[1]>];
    const one = await checking(server(ALL_HANGS, seen));
    expect(Date.now() - began).toBeLessThan(4000);
    expect(one.server).toMatchObject({ complete: true, tools: { length: FINE.length } });
    expect(said(one).toSorted()).toEqual([
      'endpoint-get/silent',
      'health-unreachable/mute',
      'unknown-tool-code/silent',
    ]);
    expect(uncheckedIn(one)).toEqual([expect.stringMatching(/^\/wire\/again: /)]);
    expect(seen.length).toBeLessThan(20);
  });

  it('the deadline of the user is kept, and what was not reached is said', async () => {
    const began = Date.now();
    const one = await checking(server(ALL_HANGS), { timeoutMs: 1400 });
    expect(Date.now() - began).toBeLessThan(3500);
    expect(one.server.complete).toBe(true);
    expect(uncheckedIn(one).length).toBeGreaterThan(2);
  });

  it('ends with the audit, and leaves nothing open', async () => {
    const stop = new AbortController();
    let open = 0;
    const holds: Answer = (response) => {
      open++;
      response.on('close', () => open--);
    };
    const held = { otherwise: holds, get: holds, call: holds, list: ALL_HANGS.list! };
    await serving(server(held), async (origin) => {
      const began = Date.now();
      const audit = loaded({ ...http(`${origin}/mcp`), checks: true }, { signal: stop.signal });
      await until(() => open > 2);
      stop.abort();
      await audit;
      expect(Date.now() - began).toBeLessThan(2000);
      await until(() => open === 0);
    });
  });
});

it('a snapshot gives the same findings, and the same that is not checked', async () => {
  const all = await Promise.all([
    checking(
      server({
        call: { result: {} },
        get: status(500),
        paths: { '/status': json({ env: { PATH: '', HOME: '', PWD: '' }, ok: false }) },
      }),
    ),
    checking(server({ otherwise: status(429), list: (_, times) => (times === 1 ? FINE : FINE.toReversed()) })),
    checkingStdio('unstable'),
    checkingStdio('unknown-ends'),
  ]);
  for (const one of all) {
    const [again] = loadText(snapshotOf([one]), 'snapshot.json', 'snapshot');
    if (!again || isFailed(again)) throw new Error('the snapshot does not load');
    const print = (each: Loaded): unknown =>
      audited(each)
        .findings.map(({ fingerprint, message }) => `${fingerprint} ${message}`)
        .toSorted();
    expect(print(again)).toEqual(print(one));
    expect(uncheckedIn(again)).toEqual(uncheckedIn(one));
    expect(said(again).length + uncheckedIn(again).length).toBeGreaterThan(0);
  }
});

describe('where the source was read too', () => {
  const TOOLS = [
    {
      name: 'read_note',
      description: 'Returns the text of one note.',
      inputSchema: { type: 'object', properties: {} },
    },
    { name: 'list_notes', description: 'Lists all notes.', inputSchema: { type: 'object', properties: {} } },
  ];
  const PROGRAM = `import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const server = new McpServer({ name: 'checked', version: '1' });
server.registerTool('read_note', { description: 'Returns the text of one note.' }, async () => ({ content: [] }));
server.registerTool('list_notes', { description: 'Lists all notes.' }, async () => ({ content: [] }));
const app = express();
app.get('/health', (req, res) => res.json({ status: 'down' }));
app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res);
});
app.listen(3000);
`;
  const line = (text: string): number => PROGRAM.slice(0, PROGRAM.indexOf(text)).split('\n').length;

  it('what was seen stands where it is written', async () => {
    const [declared] = await loadSource(PROGRAM);
    const changed = [TOOLS[0], { ...TOOLS[1], description: 'Lists all 7 notes.' }];
    const observed = await checking(
      server({ paths: { '/health': json({ status: 'down' }) }, list: (_, times) => (times === 1 ? TOOLS : changed) }),
    );
    const { findings } = audited(withPlaces(observed, declared!));
    expect(findings.map(({ ruleId, place }) => [ruleId, place?.start.line]).toSorted()).toEqual([
      ['health-answer-untrue', line(`'/health'`)],
      ['list-unstable', line(`'Lists all notes.'`)],
    ]);
  });

  it('a route that is missing is charged once, where the source shows it', async () => {
    const [declared] = await loadSource(PROGRAM.replace(/app\.get.*\n/, ''));
    const observed = await checking(server({ list: () => TOOLS }));
    expect(said(observed)).toEqual(['health-unreachable/none']);
    const joined = withPlaces(observed, declared!);
    const { findings } = runAudit([joined], { rules: [...rules, healthMissing], failOn: 'never', minTools: 0 });
    expect(findings.map(({ ruleId, related }) => [ruleId, related.map(({ note }) => note)])).toEqual([
      ['health-endpoint-missing', ['asked: none of the usual paths is there']],
    ]);
    const elsewhere = withPlaces(await checking(server({ list: () => TOOLS, paths: OK })), declared!);
    expect(
      runAudit([elsewhere], { rules: [...rules, healthMissing], failOn: 'never', minTools: 0 }).findings.map(
        ({ ruleId }) => ruleId,
      ),
    ).toEqual([]);
  });
});
