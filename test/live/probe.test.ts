import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';

import { planOf } from '../../src/cli/probe.ts';
import type { Loaded } from '../../src/inputs/input.ts';
import type { LiveSpec } from '../../src/inputs/live/load.ts';
import type { ProbedCall } from '../../src/model/calls.ts';
import { cli, folder } from '../cli/run.ts';
import { fc } from '../../src/testing/properties.ts';
import { BETRAYALS, VERBS } from './fixtures/betrayals.ts';
import { createServer } from './fixtures/modern-server.mjs';
import { READ, READS, WRITES, type Listed } from './fixtures/probed-tools.mjs';
import { http, load, loaded, serving, stdio, temporaryFile } from './support.ts';

const WISH = {
  plan: async ({ server }: Loaded) => planOf(server).calls,
  calls: true,
  egress: false,
};
const NOWHERE = 'http://127.0.0.1:1/';
const TOOLS = new Set(READS.map(({ name }) => name));

const shop = (listener: RequestListener, use: (origin: string) => Promise<void>): Promise<void> =>
  serving(listener, use);
const answering: RequestListener = (_, response) => response.end('[{"id":"A-1"}]');
const failing: RequestListener = (_, response) => void response.writeHead(500).end('no');
const hanging: RequestListener = () => undefined;

/** The names of the tools whose handlers were entered. */
const entered = async (file: string): Promise<string[]> => {
  const lines = await readFile(file, 'utf8').catch(() => '');
  return [...new Set(lines.split('\n').flatMap((line) => line.split(' ')[0] || []))];
};
const callsOf = ({ server }: Loaded): readonly ProbedCall[] => server.wire?.calls ?? [];

const unchecked = ({ server }: Loaded): string[] =>
  server.quirks.flatMap((quirk) =>
    quirk.what === 'opaque' && quirk.at.pointer === '/wire/calls' ? [quirk.reason ?? ''] : [],
  );
const HELLO = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'shop', version: '1' },
};

async function probed(spec: LiveSpec): Promise<Loaded> {
  return loaded(spec, { probe: WISH });
}

describe('no write is entered', () => {
  it.each<[string, RequestListener | undefined, string]>([
    ['up', answering, 'loud'],
    ['down', undefined, 'loud'],
    ['hanging', hanging, 'loud'],
    ['answering 500', failing, 'loud'],
    ['down, and the tools careless', undefined, 'careless'],
    ['down, and nothing validated', undefined, 'lax'],
  ])('over stdio, with the upstream %s', { timeout: 60_000 }, async (_, listener, manner) => {
    const file = await temporaryFile();
    const run = async (origin: string): Promise<void> => {
      const result = await probed({ ...stdio('probed.mjs', file, manner, origin), timeoutMs: 3000 });
      expect(callsOf(result).length).toBeGreaterThan(2);
      expect((await entered(file)).filter((name) => !TOOLS.has(name))).toEqual([]);
      expect(await entered(file)).toEqual(expect.arrayContaining(['list_orders', 'get_order']));
    };
    await (listener ? shop(listener, run) : run(NOWHERE));
  });

  it.each(['fine', 'throws', 'hangs'])('over HTTP, where the handlers %s', { timeout: 60_000 }, async (manner) => {
    const seen: string[] = [];
    await serving(mcp(seen, manner), async (origin) => {
      const result = await probed({ ...http(`${origin}/mcp`), timeoutMs: 3000 });
      expect(callsOf(result).length).toBeGreaterThan(2);
    });
    expect(seen.filter((name) => !TOOLS.has(name))).toEqual([]);
    expect(seen).toContain('list_orders');
  });
});

describe('of tools that are made up, whose signs contradict each other', () => {
  it.each(['fine', 'throws'])('no write is entered, where the handlers %s', { timeout: 60_000 }, async (manner) => {
    const verb = fc.constantFrom(...VERBS);
    const writes = Object.entries(BETRAYALS).flatMap(([where, betray]) =>
      fc
        .sample(verb, 8)
        .map((each) => betray(each, { ...READ, name: `get_${where.replaceAll(/\W/g, '_')}_${each}_thing` })),
    );
    // what its own name gives away would hide what else does
    const tools = writes.map((tool, i) =>
      tool.name.startsWith('get_and') || !tool.name.startsWith('get_') ? tool : { ...tool, name: `get_thing_${i}` },
    );
    const seen: string[] = [];
    await serving(mcp(seen, manner, [READ, ...tools]), async (origin) => {
      const result = await probed(http(`${origin}/mcp`));
      expect(result.server.tools.length).toBeGreaterThan(150);
    });
    expect([...new Set(seen)]).toEqual([READ.name]);
  });
});

/** The tools over HTTP, without an SDK; every call is written down before anything else. */
function mcp(seen: string[], manner: string, tools: readonly Listed[] = [...READS, ...WRITES]): RequestListener {
  const answer = (response: ServerResponse, id: unknown, result: unknown): void =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  return (request, response) =>
    void bodyOf(request).then((body) => {
      const { id, method, params } = JSON.parse(body || '{}') as {
        id?: unknown;
        method?: string;
        params?: { name: string };
      };
      if (id === undefined) return response.writeHead(202).end();
      if (method === 'initialize')
        return answer(response, id, {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'shop', version: '1' },
        });
      if (method === 'tools/list') return answer(response, id, { tools });
      if (method !== 'tools/call') return response.writeHead(404).end();
      const { name } = params!;
      if (tools.some((tool) => tool.name === name)) seen.push(name);
      if (manner === 'hangs') return undefined;
      if (manner === 'throws')
        return response.writeHead(500).end('TypeError: id\n    at read (/app/dist/server.js:12:7)');
      return answer(response, id, { content: [{ type: 'text', text: '[]' }] });
    });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

describe('what is seen', () => {
  const by = (result: Loaded, tool: string, kind: string): ProbedCall | undefined =>
    callsOf(result).find((call) => call.tool === tool && call.kind === kind);

  it('an answer, an error that names what is missing, and how long each took', async () => {
    const result = await probed(stdio('probed.mjs', await temporaryFile(), 'local'));
    expect(by(result, 'list_orders', 'valid')).toMatchObject({
      outcome: 'result',
      isError: false,
      text: '',
      empty: false,
      arguments: '{}',
    });
    expect(by(result, 'get_order', 'invalid')).toMatchObject({
      isError: true,
      named: ['id'],
      text: '`id` is missing: a text',
    });
    expect(by(result, 'search_orders', 'valid')).toMatchObject({ arguments: '{"query":"test"}' });
    for (const { ms, bytes } of callsOf(result)) expect([ms >= 0, bytes > 0]).toEqual([true, true]);
  });

  it('HTTP 500 with a stack', async () => {
    await serving(mcp([], 'throws'), async (origin) => {
      const result = await probed(http(`${origin}/mcp`));
      expect(by(result, 'list_orders', 'valid')).toMatchObject({ outcome: 'refused', status: 500 });
    });
  });

  it('no answer: the tool is not called again, and after three no other either', { timeout: 60_000 }, async () => {
    const file = await temporaryFile();
    await shop(hanging, async (origin) => {
      const began = Date.now();
      const result = await probed({ ...stdio('probed.mjs', file, 'loud', origin), timeoutMs: 2000 });
      expect(by(result, 'list_orders', 'valid')?.outcome).toBe('late');
      expect(Date.now() - began).toBeLessThan(15_000);
      expect(result.server.tools.length).toBe(READS.length + WRITES.length);
    });
  });

  it('the end of the server: the lists are audited all the same', async () => {
    const result = await probed(stdio('probed.mjs', await temporaryFile(), 'dies'));
    expect(callsOf(result).map(({ outcome }) => outcome)).toEqual(['lost']);
    expect(result.server.complete).toBe(true);
    expect(unchecked(result)).toEqual([
      'at a call of `list_orders`: the server exited with code 3 before it answered `tools/call`',
    ]);
  });

  it('a refusal: none is asked again after HTTP 429, and none after three others', async () => {
    const reached: number[] = [];
    for (const status of [429, 401]) {
      let calls = 0;
      const refusing: RequestListener = async (incoming, response) => {
        let body = '';
        for await (const part of incoming) body += String(part);
        const { id, method, params } = JSON.parse(body || '{}') as {
          id?: number;
          method?: string;
          params?: { name?: string };
        };
        const answer = { initialize: { result: HELLO }, 'tools/list': { result: { tools: READS } } }[method ?? ''];
        const isCall = method === 'tools/call' && TOOLS.has(params?.name ?? '');
        if (isCall) calls++;
        if (isCall || !answer) return void response.writeHead(isCall ? status : 404).end();
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
      };
      await serving(refusing, async (origin) => {
        const result = await probed({ ...http(`${origin}/mcp`), protocol: 'legacy' });
        expect(unchecked(result).join()).toContain(`HTTP ${status}`);
      });
      reached.push(calls);
    }
    expect(reached).toEqual([1, 3]);
  });

  it('no secret: neither one that was given nor one that looks like it', async () => {
    const spec = stdio('probed.mjs', await temporaryFile(), 'leaking');
    const result = await loaded({ ...spec, env: { SHOP_TOKEN: 'hunter2secret' } }, { probe: WISH });
    const call = by(result, 'list_orders', 'valid')!;
    expect(call.stack).toBe('at read (/app/dist/server.js:12:7)');
    expect(JSON.stringify(result.server.wire)).not.toContain('hunter2');
    expect(call.text).toContain('[redacted]');
  });

  it('nothing without the wish', async () => {
    const file = await temporaryFile();
    const result = await loaded(stdio('probed.mjs', file, 'local'));
    expect([result.server.wire?.calls, await entered(file)]).toEqual([undefined, []]);
  });

  it('nothing after Ctrl-C', { timeout: 60_000 }, async () => {
    const cancel = new AbortController();
    await shop(hanging, async (origin) => {
      const file = await temporaryFile();
      const result = load(stdio('probed.mjs', file, 'loud', origin), { probe: WISH, signal: cancel.signal });
      while ((await entered(file)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      cancel.abort();
      const began = Date.now();
      await result;
      expect(Date.now() - began).toBeLessThan(3000);
    });
  });
});

describe('in both eras', () => {
  const now = { tool: 'now', kind: 'valid', arguments: {}, fields: [] } as const;
  const add = { tool: 'add', kind: 'invalid', arguments: {}, fields: ['a', 'b'] } as const;
  const probe = { ...WISH, plan: () => Promise.resolve([now, add]) };
  const seen = [
    { outcome: 'result', isError: false, empty: true },
    { outcome: 'result', isError: true, named: ['a', 'b'] },
  ];

  it.each(['modern', 'legacy'] as const)('%s', async (protocol) => {
    const local = { ...stdio('modern.mjs', 'serve'), protocol };
    expect(callsOf(await loaded(local, { probe }))).toMatchObject(seen);
    await serving(toNodeHandler(createMcpHandler(createServer)) as RequestListener, async (origin) => {
      const result = await loaded({ ...http(origin), protocol }, { probe });
      expect([result.server.wire?.era, callsOf(result)]).toMatchObject([protocol, seen]);
    });
  });
});

describe('on the command line', () => {
  const command = (file: string, manner: string, upstream = NOWHERE): string[] => [
    '--',
    process.execPath,
    ...(stdio('probed.mjs', file, manner, upstream).args as string[]),
  ];

  it('--probe-plan calls nothing, and says why', async () => {
    const file = await temporaryFile();
    const { code, stdout, stderr } = await cli([
      '--probe-plan',
      '--probe',
      '--break-egress',
      ...command(file, 'local'),
    ]);
    expect([code, stderr, await entered(file)]).toEqual([0, '', []]);
    expect(stdout).toContain('3 of 47 tools would be called, 5 calls');
    for (const { name } of [...READS, ...WRITES]) expect(stdout).toContain(name);
    expect(stdout).toContain('its description says `deletes`');
  });

  it('--probe-plan sends no call at all', async () => {
    const sent: string[] = [];
    const listener = mcp([], 'fine');
    await serving(
      (request, response) => {
        request.on('data', (data: Buffer) => sent.push(String(data)));
        listener(request, response);
      },
      async (origin) => {
        expect((await cli(['--probe-plan', `${origin}/mcp`])).code).toBe(0);
      },
    );
    expect(sent.join('\n')).toContain('tools/list');
    expect(sent.join('\n')).not.toContain('tools/call');
  });

  it('--probe says what was seen', { timeout: 60_000 }, async () => {
    const { stdout } = await cli(['--probe', '-f', 'json', ...command(await temporaryFile(), 'lax')]);
    expect(stdout).toContain('call-error-not-flagged');
    const slow = await cli(['--probe', '-f', 'json', ...command(await temporaryFile(), 'slow')]);
    expect(slow.stdout).not.toContain('"ruleId": "call-error-not-flagged"');
  });

  it.each([
    [['--probe'], '--probe is given, and no target is a running server'],
    [['--break-egress'], '--break-egress is given, and no target is a command'],
  ])('%s needs what it can reach', async (flags, message) => {
    const cwd = folder({ 'tools.json': '{"tools":[]}' });
    const { code, stderr } = await cli([...flags, 'tools.json'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('a snapshot carries it, and the audit of it says the same', { timeout: 60_000 }, async () => {
    const file = await temporaryFile();
    const cwd = folder({});
    const taken = await cli(['snapshot', '--probe', '-o', 'tools.json', ...command(file, 'lax')], { cwd });
    expect(taken.code).toBe(0);
    expect((await cli(['-f', 'json', 'tools.json'], { cwd })).stdout).toContain('call-error-not-flagged');
  });
});
