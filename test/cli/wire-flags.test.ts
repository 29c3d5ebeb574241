import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cli } from './run.ts';

const TOOL = { name: 'list_notes', description: 'Lists all notes.', inputSchema: { type: 'object', properties: {} } };
const HELLO = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'notes', version: '1' },
};
const seen: IncomingMessage[] = [];
const bodies: string[] = [];

/** Lists one tool more for Bob, and answers nothing but POSTs and `/alive`. */
const server = createServer(async (incoming, response) => {
  seen.push(incoming);
  let body = '';
  for await (const part of incoming) body += String(part);
  bodies.push(body);
  if (incoming.method !== 'POST') return void response.writeHead(incoming.url === '/alive' ? 200 : 405).end();
  const { id, method } = JSON.parse(body) as { id?: number; method: string };
  if (id === undefined) return void response.writeHead(202).end();
  const isBob = incoming.headers.authorization === 'Bearer bob-hunter2';
  const answers: Readonly<Record<string, object>> = {
    initialize: { result: HELLO },
    'tools/list': { result: { tools: isBob ? [TOOL, { ...TOOL, name: 'delete_notes' }] : [TOOL] } },
    'tools/call': { error: { code: -32602, message: 'Unknown tool' } },
  };
  const answer = answers[method] ?? { error: { code: -32601, message: 'Method not found' } };
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.closeAllConnections());
const wireOf = (text: string) => (JSON.parse(text) as { wire: Record<string, unknown> }).wire;

describe('flags on what is asked of a server', () => {
  it('two users, whose headers win over those of both and are never printed', async () => {
    seen.length = 0;
    const { stdout, stderr } = await cli([
      'snapshot',
      `${origin}/mcp`,
      '-v',
      '--header=authorization: Bearer all-hunter2',
      '--header=X-Team: red',
      '--header=A/Authorization: Bearer ann-hunter2',
      '--header=B/Authorization: Bearer bob-hunter2',
    ]);
    expect(wireOf(stdout)['identity']).toMatchObject({ missing: [], added: ['delete_notes'] });
    expect(stdout + stderr).not.toContain('hunter2');
    const sent = new Set(
      seen
        .filter(({ method }) => method === 'POST')
        .map(({ headers }) => `${headers.authorization} ${headers['x-team']}`),
    );
    expect([...sent]).toEqual(['Bearer ann-hunter2 red', 'Bearer bob-hunter2 red']);
    const { stdout: report } = await cli([
      `${origin}/mcp`,
      '--header=B/Authorization: Bearer bob-hunter2',
      '--format=json',
    ]);
    expect(report).toContain('Only B of the two users has `delete_notes`.');
  });

  it('a header whose name is a letter is one', async () => {
    seen.length = 0;
    await cli(['snapshot', `${origin}/mcp`, '--header', 'A: 1', '--header', 'B: 2']);
    expect([seen[0]!.headers['a'], seen[0]!.headers['b']]).toEqual(['1', '2']);
  });

  it('--health-url is asked instead of the usual paths, --no-wire-checks leaves all out', async () => {
    seen.length = 0;
    const { stdout } = await cli(['snapshot', `${origin}/mcp`, '--health-url', `${origin}/alive`]);
    expect(wireOf(stdout)['health']).toEqual({
      by: 'named',
      asked: 1,
      answers: [{ path: '/alive', status: 200, shows: [] }],
    });
    expect(seen.filter(({ method, url }) => method === 'GET' && url !== '/mcp').map(({ url }) => url)).toEqual([
      '/alive',
    ]);
    bodies.length = 0;
    const bare = await cli(['snapshot', `${origin}/mcp`, '--no-wire-checks']);
    expect(Object.keys(wireOf(bare.stdout)).toSorted()).toEqual([
      'era',
      'http',
      'lists',
      'pages',
      'stdout',
      'transport',
    ]);
    expect(bodies.filter((body) => body.includes('tools/call'))).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['A alone', ['--header', 'A/Authorization: x'], '--header names a user A and no user B'],
    ['a third letter', ['--header', 'C/Authorization: x'], "--header takes 'Name: value'"],
    [
      'checks that are asked for and left out',
      ['--no-wire-checks', '--header', 'B/X: y'],
      '--no-wire-checks leaves out what',
    ],
    ['a health URL that is none', ['--health-url', '/health'], '--health-url takes an http:// or https:// URL'],
    ['credentials in it', ['--health-url', 'http://me:hunter2@127.0.0.1/'], 'is asked without credentials'],
  ])('refuses %s', async (_, flags, reason) => {
    const { code, stderr } = await cli([`${origin}/mcp`, ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
    expect(stderr).not.toContain('hunter2');
  });

  it.each<[string, string[], string]>([
    ['headers of users for a command', ['--header', 'B/X: y'], '--header is given, and no target is a URL'],
    ['a health URL for a command', ['--health-url', 'http://127.0.0.1/'], 'it needs exactly one target that is a URL'],
  ])('refuses %s', async (_, flags, reason) => {
    const { code, stderr } = await cli([...flags, '--', 'node', 'x.js']);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  it.each<[string, readonly string[], string]>([
    ['two users who are the same', ['--header=A/X: 1', '--header=B/x: 1'], 'the same headers'],
    ['a plan as a report', ['--probe-plan', '-f', 'json'], '--probe-plan makes no report'],
  ])('refuses %s', async (_, flags, message) => {
    const { code, stderr } = await cli([`${origin}/mcp`, ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
