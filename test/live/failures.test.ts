import { afterEach, describe, expect, it, vi } from 'vitest';

import { FINE } from './fixtures/tools.mjs';
import { failed, loaded, raw, rawTools } from './support.ts';

/** What a failure says, in one text. */
const all = (value: unknown): string => JSON.stringify(value);

describe('a server that gives no list', () => {
  it.each([
    ['dies-at-start', 'the server exited with code 7 before it answered `initialize`'],
    ['killed', 'the server was ended by SIGKILL before it answered `initialize`'],
    ['refuses-initialize', 'the server answered `initialize` with error -32000: not today \\u{1B}[31m'],
    ['refuses-tools', 'the server answered `tools/list` with error -32603: database is locked'],
    ['tools-no-list', 'the server answered `tools/list` without a list in `tools`'],
    ['result-no-object', 'the server answered `tools/list` with a result that is no object'],
    ['nests-deep', 'the server answered `tools/list` with JSON nested deeper than 500 levels'],
    ['wrong-id', 'the server answered `initialize` with a wrong `id`: "1"'],
  ])('%s', async (scenario, reason) => {
    expect(await failed(raw(scenario))).toMatchObject({ input: 'live', reason });
  });

  it('shows its last words', async () => {
    expect((await failed(raw('dies-at-start'))).detail).toBe(
      'stderr:\n  Error: no configuration found\n      at start',
    );
  });

  it('is named by itself when it came that far, else by its command', async () => {
    const [unknown, known] = await Promise.all([failed(raw('dies-at-start')), failed(raw('refuses-tools'))]);
    expect([unknown.id, known.id]).toEqual(['raw', 'fixture']);
  });

  it('hangs: back at the deadline', async () => {
    const began = Date.now();
    const result = await failed({ ...raw('hangs'), timeoutMs: 500 });
    expect(result).toMatchObject({
      reason: 'the server did not answer `initialize` within 500ms',
      hint: expect.stringContaining('--timeout'),
    });
    expect(Date.now() - began).toBeLessThan(2500);
  });

  it('writes garbage: the reason, the lines, and what may be wrong', async () => {
    const result = await failed({ ...raw('garbage'), timeoutMs: 1500 });
    expect(result.reason).toBe('the server did not answer `initialize` within 1.5s');
    expect(result.detail).toContain('stdout, no protocol messages:\n  \\u{0}');
    expect(result.hint).toContain('speaks MCP over stdio');
  });

  it('floods a line without end: ended at once, memory bounded', async () => {
    const before = process.memoryUsage().rss;
    const began = Date.now();
    const result = await failed(raw('flood'));
    expect(result.reason).toBe('the server wrote a line of more than 16 MB to stdout before it answered `initialize`');
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
  });

  it.each(['floods-lines', 'asks-without-end'])('%s: back in time, memory bounded', async (scenario) => {
    const before = process.memoryUsage().rss;
    const began = Date.now();
    const result = await failed({ ...raw(scenario), timeoutMs: 2000 });
    expect(result.reason).toMatch(/within 2s|more than 128 MB/);
    expect(Date.now() - began).toBeLessThan(4000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  it('cannot be started', async () => {
    const spec = raw('fine');
    const results = await Promise.all([
      failed({ ...spec, command: 'mcp-audit-no-such-command' }),
      failed({ ...spec, command: 'npx -y some-server' }),
      failed({ ...spec, command: import.meta.filename }),
      failed({ ...spec, cwd: 'no/such/folder' }),
      failed({ ...spec, args: ['a\0b'] }),
    ]);
    expect(results.map(({ reason }) => reason.replace(/: .*/, ''))).toEqual([
      'no such command',
      'no such command',
      'no permission to run',
      'no such directory',
      expect.stringContaining('cannot start'),
    ]);
    expect(results[0]!.hint).toContain('PATH');
    expect(results[1]!.hint).toContain('not split');
  });

  it('is not even started when the audit was cancelled before', async () => {
    expect(await failed(raw('fine'), { signal: AbortSignal.abort() })).toMatchObject({
      reason: 'the audit was cancelled',
    });
  });
});

describe.concurrent('what a server writes beside its messages', () => {
  it('to stdout is kept, bounded', async () => {
    const result = await loaded(raw('noise'));
    const { stdout } = result.server.wire!;
    expect(rawTools(result)).toEqual(FINE);
    expect(stdout.slice(0, 4)).toEqual([
      'Server starting…',
      '{"level":"info","msg":"ready"}',
      '["a"]',
      'x'.repeat(200),
    ]);
    expect(stdout).toHaveLength(50);
  });

  it('to stdout without a line break does not swallow the first message', async () => {
    const result = await loaded(raw('banner'));
    expect(rawTools(result)).toEqual(FINE);
    expect(result.server.wire!.stdout).toEqual(['Loading { plugins }...']);
  });

  it('to stdout after we closed its stdin is not held against it, least of all the half line that we cut off', async () => {
    const result = await loaded(raw('cut-by-us'));
    expect(rawTools(result)).toEqual(FINE);
    expect(result.server).toMatchObject({ complete: true, wire: { stdout: [] } });
  });

  it('to stderr is read, however much, and its end kept', async () => {
    const result = await loaded(raw('loud-stderr'));
    expect(rawTools(result)).toEqual(FINE);
    expect(result.stderr).toMatch(/the last line\n$/);
    expect(Buffer.byteLength(result.stderr!)).toBeLessThanOrEqual(8192);
  });
});

describe('secrets', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it('given as variables are in no outcome and no trace', async () => {
    const lines: string[] = [];
    const result = await failed(
      { ...raw('leaks'), env: { GIVEN: 'hunter2-secret' } },
      { trace: (line) => lines.push(line) },
    );
    expect(result.reason).toBe('the server answered `tools/list` with error -32000: cannot log in with [redacted]');
    expect(all([result, lines])).not.toContain('hunter2');
    expect(result.detail).toContain('using [redacted]');
    expect(lines.some((line) => line.includes('initialize'))).toBe(true);
  });

  it('inherited under telling names are in none either; other variables stay readable', async () => {
    vi.stubEnv('MCP_AUDIT_TEST_API_KEY', 'hunter2-inherited');
    vi.stubEnv('MCP_AUDIT_TEST_REGION', 'eu-central-9');
    const secret = await failed(raw('leaks', 'MCP_AUDIT_TEST_API_KEY'));
    expect(secret).toMatchObject({
      reason: 'the server answered `tools/list` with error -32000: cannot log in with [redacted]',
      detail: 'stdout, no protocol messages:\n  using [redacted]\nstderr:\n  using [redacted]',
    });
    expect(all(await failed(raw('leaks', 'MCP_AUDIT_TEST_REGION'))).match(/eu-central-9/g)).toHaveLength(3);
  });

  it('that only the server knows are taken out by what they look like', async () => {
    expect(await failed(raw('leaks-its-own'))).toMatchObject({
      reason: 'the server answered `tools/list` with error -32000: cannot log in: Authorization: Bearer [redacted]',
      detail: [
        'stdout, no protocol messages:',
        '  {"token":"[redacted]"}',
        'stderr:',
        '  DB_PASSWORD=[redacted]',
        '  connecting to postgres://me:[redacted]@db/x',
      ].join('\n'),
    });
  });

  it('are taken out before a text is cut, so that no part is left', async () => {
    const key = `-----BEGIN KEY-----\n${'hunter2'.repeat(12)}\n-----END KEY-----`;
    const result = await failed({ ...raw('leaks'), env: { GIVEN: `${'x'.repeat(270)}${key}` } });
    const long = await failed({ ...raw('leaks-late'), env: { GIVEN: 'hunter2'.repeat(60) } });
    expect(all([result, long])).not.toContain('hunter2');
    expect(long.detail).toContain('[redacted]');
  });

  it('each message has one line in the trace', async () => {
    const lines: string[] = [];
    await loaded(raw('fine'), { trace: (line) => lines.push(line) });
    expect(lines.map((line) => line.slice(0, 1))).toEqual(['→', '←', '→', '→', '←']);
    expect(lines.every((line) => line.length < 700 && !line.includes('\n'))).toBe(true);
  });
});
