import { readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';

import type { ListFact } from '../../src/model/wire.ts';
import { NAMES } from './fixtures/modern-server.mjs';
import { FINE, many, ODD } from './fixtures/tools.mjs';
import { failed, loaded, raw, rawTools, stdio, temporaryFile, toolNames } from './support.ts';

const fact = (facts: readonly ListFact[] | undefined, method = 'tools/list'): ListFact | undefined =>
  facts?.find((each) => each.method === method);

describe.concurrent('a server built with the official SDK', () => {
  it('of the first generation', async () => {
    const result = await loaded(stdio('v1.mjs'));
    const { server } = result;
    expect(toolNames(result)).toEqual(['add', 'now']);
    expect(server).toMatchObject({
      id: 'v1-fixture',
      fidelity: 'observed',
      complete: true,
      revisions: ['2025-11-25'],
      instructions: 'Read before you write.',
      info: { name: 'v1-fixture', version: '0.1.0' },
    });
    expect(server.prompts.map(({ data }) => data.name)).toEqual(['greet']);
    expect(server.wire).toMatchObject({ transport: 'stdio', era: 'legacy', stdout: [] });
    expect(server.capabilities).toMatchObject({ tools: {}, prompts: {} });
    expect(result.input).toBe('live');
  });

  it.each(['auto', 'modern'] as const)(
    'of the second that refuses `initialize`, protocol %s: one start',
    async (protocol) => {
      const starts = await temporaryFile();
      const result = await loaded({ ...stdio('modern.mjs', 'reject', starts), protocol });
      expect(toolNames(result)).toEqual(NAMES);
      expect(result.server).toMatchObject({
        id: 'modern-fixture',
        revisions: ['2026-07-28'],
        instructions: 'Read before you write.',
        wire: { era: 'modern' },
      });
      expect(result.server.wire?.pages[0]?.result).toMatchObject({
        resultType: 'complete',
        cacheScope: expect.any(String),
        ttlMs: expect.any(Number),
      });
      expect(readFileSync(starts, 'utf8')).toBe('started\n');
    },
  );

  it('of the second that speaks both: `initialize` over stdio, the new era when asked for', async () => {
    const [auto, modern] = await Promise.all([
      loaded(stdio('modern.mjs', 'serve')),
      loaded({ ...stdio('modern.mjs', 'serve'), protocol: 'modern' }),
    ]);
    expect([auto.server.wire?.era, modern.server.wire?.era]).toEqual(['legacy', 'modern']);
    expect(toolNames(auto)).toEqual(toolNames(modern));
  });

  it('and forced to an era that it does not speak', async () => {
    const [legacy, modern] = await Promise.all([
      failed({ ...stdio('modern.mjs', 'reject'), protocol: 'legacy' }),
      failed({ ...stdio('v1.mjs'), protocol: 'modern' }),
    ]);
    expect(legacy).toMatchObject({
      reason: expect.stringContaining('`initialize` with error -32022'),
      hint: expect.stringContaining('--protocol legacy'),
    });
    expect(modern.reason).toContain('`server/discover` with error -32601');
  });
});

describe.concurrent('tools as sent', () => {
  it('illegal ones are kept, key by key and in order', async () => {
    const result = await loaded(raw('odd'));
    expect(result.server.tools).toHaveLength(ODD.length);
    expect(JSON.stringify(rawTools(result))).toBe(
      JSON.stringify(ODD.map((tool) => (tool !== null && typeof tool === 'object' ? tool : {}))),
    );
    expect(result.server.quirks.filter(({ what }) => what === 'not-an-object')).toHaveLength(2);
    expect(result.server.wire?.pages).toEqual([
      { method: 'tools/list', result: { _meta: null, extra: { kept: true } }, items: ODD.length },
    ]);
  });

  it('an empty list is a complete list', async () => {
    const { server, partial } = await loaded(raw('empty'));
    expect(server).toMatchObject({ tools: [], complete: true });
    expect(partial).toBeUndefined();
  });

  it.each(['null-error', 'batch', 'server-pings', 'bare-hello'])('%s', async (scenario) => {
    const result = await loaded(raw(scenario));
    expect(rawTools(result)).toEqual(FINE);
    expect(result.server.id).toBe(scenario === 'bare-hello' ? 'raw' : 'fixture');
  });

  it('are read again when the server says that they changed', async () => {
    expect(toolNames(await loaded(raw('changing-tools')))).toEqual(many(3).map(({ name }) => name));
  });

  it('arguments, environment and directory arrive as given', async () => {
    process.env['MCP_AUDIT_TEST_INHERITED'] = 'inherited';
    const cwd = realpathSync(tmpdir());
    const result = await loaded({ ...raw('environment', 'two words', '$HOME', '"', ''), env: { GIVEN: 'given' }, cwd });
    expect(rawTools(result)[0]).toMatchObject({
      argv: ['two words', '$HOME', '"', ''],
      given: 'given',
      inherited: 'inherited',
      cwd,
    });
  });

  it('findings stand where the anchor says', async () => {
    const [plain, anchored] = await Promise.all([
      loaded(raw('fine')),
      loaded({ ...raw('fine'), anchor: { file: 'package.json', line: 3 } }),
    ]);
    const at = anchored.server.tools[0]!.at('inputSchema');
    expect(plain.locate(at, 'value')).toBeUndefined();
    expect(anchored.locate(at, 'value')).toEqual({
      file: 'package.json',
      start: { line: 3, column: 1 },
      end: { line: 3, column: 1 },
      precision: 'anchor',
    });
    expect([plain.files, anchored.files]).toEqual([[], ['package.json']]);
  });
});

describe.concurrent('pages', () => {
  it('are all read', async () => {
    const result = await loaded(raw('pages'));
    expect(rawTools(result)).toEqual(many(7));
    expect(result.server.wire?.pages).toEqual([
      { method: 'tools/list', result: { nextCursor: 'a', ttlMs: 5 }, items: 3 },
      { method: 'tools/list', cursor: 'a', result: { nextCursor: 'b' }, items: 3 },
      { method: 'tools/list', cursor: 'b', result: { _meta: { last: true } }, items: 1 },
    ]);
  });

  it('`nextCursor: null` ends the list, which is complete', async () => {
    const result = await loaded(raw('null-cursor'));
    expect(result.server).toMatchObject({ complete: true, wire: { pages: [{ result: { nextCursor: null } }] } });
    expect(rawTools(result)).toEqual(FINE);
  });

  it('an empty cursor is a cursor', async () => {
    const result = await loaded(raw('empty-cursor'));
    expect(rawTools(result)).toEqual(many(4));
    expect(result.server.complete).toBe(true);
  });

  it.each([
    ['loop', many(6), 'the cursor `a` twice'],
    ['empty-cursor-loop', FINE, 'the cursor `` twice'],
    ['number-cursor', FINE, '`nextCursor` is a number'],
    ['dies-mid-list', FINE, 'exited with code 3 before it answered `tools/list`'],
    ['error-mid-list', FINE, 'error -32602: cursor expired'],
  ])('%s: partial, with what was read', async (scenario, tools, reason) => {
    const result = await loaded(raw(scenario));
    expect(rawTools(result)).toEqual(tools);
    expect(result.partial).toContain(reason);
    expect(result.server.complete).toBe(false);
    expect(fact(result.server.wire?.lists)).toMatchObject({ outcome: 'cut', declared: true });
    expect(result.server.quirks).toContainEqual(
      expect.objectContaining({ what: 'opaque', at: result.server.at('tools') }),
    );
  });

  it('end at the cap', async () => {
    const [usual, few] = await Promise.all([loaded(raw('endless')), loaded({ ...raw('endless'), maxPages: 3 })]);
    expect([usual.server.tools.length, few.server.tools.length]).toEqual([100, 3]);
    expect(few.partial).toBe(
      'the tool list is not complete, 3 tools on 3 pages were read: the list goes on after 3 pages',
    );
  });

  it('end at the deadline', async () => {
    const began = Date.now();
    const result = await loaded({ ...raw('slow'), timeoutMs: 4000 });
    expect(result.partial).toContain('did not answer `tools/list` within 4s');
    expect(rawTools(result)).toEqual(FINE);
    expect(Date.now() - began).toBeLessThan(6000);
  });
});

describe.concurrent('other lists', () => {
  it('are read when promised', async () => {
    const { server } = await loaded(raw('other-lists'));
    expect(server.prompts.map(({ data }) => data)).toMatchObject([{ name: 'p', description: 'A prompt.' }]);
    expect(server.resources.map(({ data }) => data.name)).toEqual(['note://1', 'note://{id}']);
    expect(server.wire?.lists.map(({ method, outcome }) => [method, outcome])).toEqual([
      ['tools/list', 'complete'],
      ['prompts/list', 'complete'],
      ['resources/list', 'complete'],
      ['resources/templates/list', 'complete'],
    ]);
  });

  it('rejected although promised', async () => {
    const { server } = await loaded(raw('prompts-rejected'));
    expect(fact(server.wire?.lists, 'prompts/list')).toEqual({
      method: 'prompts/list',
      declared: true,
      outcome: 'rejected',
      code: -32601,
      reason: 'the server answered `prompts/list` with error -32601: Method not found',
    });
    expect(server).toMatchObject({ complete: true });
    expect(server.tools).toHaveLength(FINE.length);
  });

  it('never cost the tools their completeness', async () => {
    const { server, partial } = await loaded({ ...raw('prompts-hang'), timeoutMs: 4000 });
    expect(server).toMatchObject({ complete: true });
    expect(partial).toBeUndefined();
    expect(fact(server.wire?.lists, 'prompts/list')).toMatchObject({
      outcome: 'cut',
      reason: expect.stringContaining('within 4s'),
    });
  });

  it('tools are asked for even when not promised', async () => {
    const [none, some] = await Promise.all([loaded(raw('no-tools')), loaded(raw('unpromised-tools'))]);
    expect(none.server).toMatchObject({ tools: [], complete: true });
    expect(fact(none.server.wire?.lists)).toMatchObject({ declared: false, outcome: 'rejected', code: -32601 });
    expect(rawTools(some)).toEqual(FINE);
    expect(fact(some.server.wire?.lists)).toEqual({ method: 'tools/list', declared: false, outcome: 'complete' });
  });
});
