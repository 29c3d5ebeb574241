import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { createServer } from 'node:net';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';

import { createServer as createModernServer, NAMES } from './fixtures/modern-server.mjs';
import { FINE, many } from './fixtures/tools.mjs';
import { failed, http, loaded, rawTools, serving, toolNames } from './support.ts';

type Rpc = { id?: number; method: string; params?: { cursor?: string } };
type Answer = (request: Rpc, response: ServerResponse, incoming: IncomingMessage) => void;

const HELLO = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'http-fixture', version: '1' },
};
const json = (response: ServerResponse, body: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const result = (response: ServerResponse, { id }: Rpc, value: unknown): void =>
  json(response, { jsonrpc: '2.0', id, result: value });
const notFound = (response: ServerResponse, { id }: Rpc): void =>
  json(response, { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } });

/** A hand-written server of the `initialize` era at `/mcp`; `list` answers `tools/list`. */
function legacy(list: Answer): RequestListener {
  return async (incoming, response) => {
    if (incoming.method !== 'POST' || incoming.url !== '/mcp')
      return void response.writeHead(incoming.method === 'DELETE' ? 200 : 405).end();
    let body = '';
    for await (const part of incoming) body += String(part);
    const request = JSON.parse(body) as Rpc;
    if (request.id === undefined) response.writeHead(202).end();
    else if (request.method === 'initialize') result(response, request, HELLO);
    else if (request.method === 'tools/list') list(request, response, incoming);
    else notFound(response, request);
  };
}

/** The same answer to everything. */
const always =
  (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

const failsWith = (
  listener: RequestListener,
  more: { headers?: Record<string, string>; timeoutMs?: number } = {},
): ReturnType<typeof failed> => serving(listener, (origin) => failed({ ...http(`${origin}/mcp`), ...more }));

describe('Streamable HTTP', () => {
  it('a server of the `initialize` era, and every request it saw', async () => {
    await serving(
      legacy((request, response) => result(response, request, { tools: FINE })),
      async (origin) => {
        const audited = await loaded(http(`${origin}/mcp`));
        expect(rawTools(audited)).toEqual(FINE);
        expect(audited.server).toMatchObject({
          id: 'http-fixture',
          revisions: ['2025-06-18'],
          wire: { transport: 'http', era: 'legacy' },
        });
        expect(audited.server.wire!.http.filter(({ method }) => method === 'POST')).toEqual(
          [200, 200, 202, 200].map((status) => expect.objectContaining({ method: 'POST', path: '/mcp', status })),
        );
      },
    );
  });

  it.each(['auto', 'modern'] as const)('a server that refuses `initialize`, protocol %s', async (protocol) => {
    await serving(
      toNodeHandler(createMcpHandler(createModernServer, { legacy: 'reject' })) as RequestListener,
      async (origin) => {
        const audited = await loaded({ ...http(origin), protocol });
        expect(toolNames(audited)).toEqual(NAMES);
        expect(audited.server).toMatchObject({
          id: 'modern-fixture',
          revisions: ['2026-07-28'],
          wire: { transport: 'http', era: 'modern' },
        });
        expect((await failed({ ...http(origin), protocol: 'legacy' })).reason).toContain(
          '`initialize` with error -32022',
        );
      },
    );
  });

  it('a server that speaks both eras is read in the new one', async () => {
    await serving(
      toNodeHandler(createMcpHandler(createModernServer, { responseMode: 'sse' })) as RequestListener,
      async (origin) => {
        const [auto, old] = await Promise.all([loaded(http(origin)), loaded({ ...http(origin), protocol: 'legacy' })]);
        expect([auto.server.wire?.era, old.server.wire?.era]).toEqual(['modern', 'legacy']);
        expect(toolNames(auto)).toEqual(toolNames(old));
      },
    );
  });

  it.each(['json', 'events'])('answers that the SDK would drop, as %s', async (form) => {
    const answer = {
      jsonrpc: '2.0',
      error: null,
      result: { tools: [...FINE, { name: 'x', inputSchema: null }], _meta: null, nextCursor: null },
    };
    const list: Answer = ({ id }, response) =>
      form === 'json'
        ? json(response, { id, ...answer })
        : void response
            .writeHead(200, { 'content-type': 'text/event-stream' })
            .end(`: hello\r\nid: 1\r\ndata: ${JSON.stringify({ id, ...answer })}\r\n\r\n`);
    const audited = await serving(legacy(list), (origin) => loaded(http(`${origin}/mcp`)));
    expect(rawTools(audited)).toEqual(answer.result.tools);
    expect(audited.server.wire!.pages[0]!.result).toEqual({ _meta: null, nextCursor: null });
  });

  it('all pages, and a redirect within the same origin', async () => {
    const pages = legacy(({ params, ...request }, response) =>
      result(response, request, params?.cursor ? { tools: many(2, 2) } : { tools: many(2), nextCursor: 'more' }),
    );
    const moved: RequestListener = (incoming, response) =>
      incoming.url === '/mcp/'
        ? void response.writeHead(307, { location: '/mcp' }).end()
        : pages(incoming, response as ServerResponse<IncomingMessage> & { req: IncomingMessage });
    const audited = await serving(moved, (origin) => loaded(http(`${origin}/mcp/`)));
    expect(rawTools(audited)).toEqual(many(4));
  });

  it('a list that stops at the deadline is partial', async () => {
    const began = Date.now();
    const audited = await serving(
      legacy(({ params, ...request }, response) =>
        params?.cursor ? undefined : result(response, request, { tools: FINE, nextCursor: 'more' }),
      ),
      (origin) => loaded({ ...http(`${origin}/mcp`), timeoutMs: 1500 }),
    );
    expect(audited.partial).toContain('did not answer `tools/list` within 1.5s');
    expect(Date.now() - began).toBeLessThan(3500);
  });
});

describe('a server that cannot be read', () => {
  it('asks for authorization: what it asks for', async () => {
    const challenge = {
      'www-authenticate':
        'Bearer error="invalid_token", resource_metadata="https://example.com/.well-known/oauth-protected-resource", scope="notes:read"',
    };
    expect(await failsWith(always(401, challenge))).toMatchObject({
      reason: expect.stringMatching(
        /^HTTP 401 from http:\/\/127\.0\.0\.1:\d+\/mcp: the server asks for `Bearer` authorization \(error `invalid_token`, scope `notes:read`, OAuth metadata at https:\/\/example\.com\/\.well-known\/oauth-protected-resource\)$/,
      ),
      hint: "Pass what it asks for: `--header 'Authorization: Bearer …'`.",
    });
    expect(await failsWith(always(401), { headers: { Authorization: 'Bearer wrong-token' } })).toMatchObject({
      reason: expect.stringContaining('the `Authorization` header that was given is not accepted'),
      hint: expect.stringContaining('still valid'),
    });
    const odd = { 'www-authenticate': 'Bearer resource_metadata="javascript:alert(1)"' };
    expect((await failsWith(always(401, odd))).reason).not.toContain('javascript');
    expect((await failsWith(always(403, {}, 'Forbidden: host not allowed'))).reason).toContain('HTTP 403');
  });

  it.each([
    [404, {}, 'HTTP 404', 'no MCP endpoint there', '/mcp'],
    [405, {}, 'HTTP 405', 'does not accept POST', '/mcp'],
    [500, { 'content-type': 'text/plain' }, 'HTTP 500', 'the body', undefined],
    [
      302,
      { location: 'https://login.example.com/in?next=secret' },
      'HTTP 302',
      'a redirect to https://login.example.com/in, which is not followed',
      'https://login.example.com/in',
    ],
    [200, { 'content-type': 'text/html' }, '', 'answered with an HTML page, not with MCP', '/mcp'],
    [200, { 'content-type': 'application/json' }, '', 'not with a JSON-RPC message: the body', undefined],
  ])('answers with %i %j', async (status, headers, ...[start, middle, hint]) => {
    const result = await failsWith(always(status, headers, 'the body'));
    expect(result.reason).toContain(start);
    expect(result.reason).toContain(middle);
    if (hint) expect(result.hint).toContain(hint);
  });

  it('is not there', async () => {
    const port = await serving(always(200), async (origin) => new URL(origin).port);
    const [refused, unknown, tls] = await Promise.all([
      failed(http(`http://127.0.0.1:${port}/mcp`)),
      failed(http('http://no-such-host.invalid/mcp')),
      serving(always(200), (origin) => failed(http(origin.replace('http:', 'https:')))),
    ]);
    expect(refused).toMatchObject({
      id: `127.0.0.1:${port}`,
      reason: `cannot connect to http://127.0.0.1:${port}/mcp: connection refused: nothing listens there`,
    });
    expect(unknown.reason).toMatch(
      /cannot connect to http:\/\/no-such-host\.invalid\/mcp: (?:no such host|the host name cannot be looked up now)/,
    );
    expect(tls.reason).toContain('no TLS is spoken there');
  });

  it('speaks no HTTP, or hangs', async () => {
    const server = createServer(
      (socket) => void socket.on('error', () => undefined).end('220 smtp.example.com ready\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const strange = await failed(http(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    server.close();
    expect(strange.reason).toContain('does not speak HTTP');
    const began = Date.now();
    expect((await failsWith(() => undefined, { timeoutMs: 600 })).reason).toMatch(
      /did not answer `(?:initialize|server\/discover)` within/,
    );
    expect(Date.now() - began).toBeLessThan(2600);
  });

  it('sends without end: bounded', async () => {
    const pour = (type: string, start: string): RequestListener =>
      legacy((_, response) => {
        response.writeHead(200, { 'content-type': type });
        response.write(start);
        const block = Buffer.alloc(1 << 20, 120);
        const more = (): void => {
          while (!response.destroyed && response.write(block));
        };
        response.on('drain', more);
        more();
      });
    const results = await Promise.all([
      failsWith(pour('application/json', '"')),
      failsWith(pour('text/event-stream', 'data: "')),
    ]);
    expect(results.map(({ reason }) => reason)).toEqual([
      'the server sent an answer of more than 16 MB',
      'the server sent an event of more than 16 MB before it answered `tools/list`',
    ]);
  });

  it('asks without end: back in time', async () => {
    const began = Date.now();
    const ask = 'data: {"jsonrpc":"2.0","id":1,"method":"sampling/createMessage"}\n\n'.repeat(500);
    const result = await failsWith(
      legacy((_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const more = (): void => {
          while (!response.destroyed && response.write(ask));
        };
        response.on('drain', more);
        more();
      }),
      { timeoutMs: 1500 },
    );
    expect(result.reason).toMatch(/within 1\.5s|more than 128 MB/);
    expect(Date.now() - began).toBeLessThan(3500);
  });

  it.each([
    ['is not compressed as it says', { 'content-encoding': 'gzip' }, 'broke off: it is not compressed as it says'],
    ['is longer than what comes', { 'content-length': '1000' }, 'broke off: the server closed the connection'],
  ])('its answer %s', async (_, headers, reason) => {
    const result = await failsWith(
      legacy((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...headers });
        response.write('{"jsonrpc"', () => setTimeout(() => response.destroy(), 50));
      }),
    );
    expect(result.reason).toContain(reason);
  });

  it('closes the stream without an answer', async () => {
    const result = await failsWith(
      legacy(
        (_, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': nothing\n\n'),
      ),
    );
    expect(result.reason).toBe('the server closed the stream before it answered `tools/list`');
  });

  it.each([
    ['not a url', 'no valid URL'],
    ['ftp://example.com/', 'begins with `ftp:`'],
    ['https://me:hunter2@example.com/', 'a user name or a password'],
  ])('because the URL is wrong: %s', async (url, reason) => {
    const result = await failed(http(url));
    expect(result.reason).toContain(reason);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});

describe('secrets in headers and URLs', () => {
  const secrets = {
    headers: { Authorization: 'Bearer hunter2-token', 'X-Api-Key': 'hunter2-key' },
    query: '?key=hunter2-query',
  };

  it('are sent, and stand in no outcome and no trace, even when the server repeats them', async () => {
    const seen: (string | undefined)[] = [];
    const repeat: RequestListener = (incoming, response) => {
      seen.push(incoming.headers.authorization, incoming.url);
      json(
        response,
        { error: `bad ${incoming.headers.authorization} ${String(incoming.headers['x-api-key'])} at ${incoming.url}` },
        500,
      );
    };
    const lines: string[] = [];
    const result = await serving(repeat, (origin) =>
      failed(
        { ...http(`${origin}/mcp${secrets.query}`), headers: secrets.headers },
        { trace: (line) => lines.push(line) },
      ),
    );
    expect(seen).toContain('Bearer hunter2-token');
    expect(seen).toContain('/mcp?key=hunter2-query');
    expect(result.reason).toContain('[redacted]');
    expect(JSON.stringify([result, lines])).not.toContain('hunter2');
  });

  it('a header that HTTP does not allow is refused without being shown', async () => {
    const result = await failed({ ...http('http://127.0.0.1:1/mcp'), headers: { 'X-Key': 'hunter2\nsecond line' } });
    expect(result.reason).toBe('a header has a name or a value that HTTP does not allow');
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});
