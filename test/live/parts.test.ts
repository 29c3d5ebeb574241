import { describe, expect, it } from 'vitest';

import { readEvents } from '../../src/inputs/live/events.ts';
import { boundary } from '../../src/inputs/live/boundary.ts';
import { readChallenge } from '../../src/inputs/live/http-problems.ts';
import { LineSplitter, Tail } from '../../src/inputs/live/lines.ts';
import { isDeeper, readMessages } from '../../src/inputs/live/message.ts';
import { redactor, tracer } from '../../src/inputs/live/redact.ts';
import { nameOf, type LiveSpec } from '../../src/inputs/live/spec.ts';
import { invocation } from '../../src/inputs/live/windows.ts';

const common = { protocol: 'auto', timeoutMs: 1000 } as const;
const command = (...words: string[]): LiveSpec => ({
  ...common,
  transport: 'stdio',
  command: words[0]!,
  args: words.slice(1),
});

describe('what a server is called by', () => {
  it.each([
    [['/usr/bin/my-server', '--flag'], 'my-server'],
    [['npx', '-y', '@scope/name@1.2.3', '.'], '@scope/name'],
    [['npx', 'plain-server'], 'plain-server'],
    [['node', '--no-warnings', 'dist/index.js'], 'index'],
    [['uv', 'run', 'server.py'], 'server'],
    [['docker', 'run', '-i', '-e', 'TOKEN=abc', 'mcp/fetch'], 'fetch'],
    [['sh', '-c', 'exec my-server --port 1'], 'sh'],
    [['C:\\tools\\server.exe'], 'server'],
  ])('%j: %s', (words, name) => expect(nameOf(command(...words))).toBe(name));

  it('its own name first, the host of its URL else', () => {
    expect(nameOf(command('node'), { name: 'own' })).toBe('own');
    expect(nameOf(command('server'), { name: '' })).toBe('server');
    expect(nameOf({ ...common, transport: 'http', url: 'http://localhost:3000/mcp?key=1' })).toBe('localhost:3000');
  });
});

describe('one line', () => {
  const message = { jsonrpc: '2.0', id: 1, result: {} };
  const text = JSON.stringify(message);
  it.each([
    ['a message', text, [message], undefined],
    ['a message that ends in CRLF', `${text}\r`, [message], undefined],
    ['several', `[${text},${text}]`, [message, message], undefined],
    ['text before a message', `Ready. {x} ${text}`, [message], 'Ready. {x} '],
    ['a byte order mark', `\uFEFF${text}`, [message], '\uFEFF'],
    ['nothing', ' \t', [], undefined],
    ['text', 'Ready', [], 'Ready'],
    ['JSON that is no message', '{"id":1,"result":{}}', [], '{"id":1,"result":{}}'],
    ['a log line with JSON', 'info {"a":1}', [], 'info {"a":1}'],
    ['an empty list', '[]', [], '[]'],
  ])('%s', (_, line, messages, noise) =>
    expect(readMessages(line)).toEqual({ messages, ...(noise === undefined ? {} : { noise }) }),
  );

  it('costs little however it looks', () => {
    const began = performance.now();
    for (const text of ['{"'.repeat(500_000), '['.repeat(1_000_000), `{"a":${'1'.repeat(1_000_000)}`])
      readMessages(text);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

it('lines are cut from any chunks, and bounded', () => {
  const lines: string[] = [];
  let over = 0;
  const splitter = new LineSplitter(
    10,
    (line) => lines.push(line),
    () => over++,
  );
  for (const chunk of ['a\nb', 'c\n\nd\u00e9', '\n', 'rest']) splitter.push(Buffer.from(chunk));
  splitter.flush();
  expect(lines).toEqual(['a', 'bc', 'dé', 'rest']);
  for (let i = 0; i < 5; i++) splitter.push(Buffer.from('12345'));
  splitter.push(Buffer.from('\nlate\n'));
  expect([over, lines.length]).toEqual([1, 4]);
});

it('a tail keeps the end, without half a character', () => {
  const tail = new Tail(4);
  for (const chunk of ['abc', 'd\u20ac', 'e']) tail.push(Buffer.from(chunk));
  expect(tail.text).toBe('€e');
  const cut = new Tail(3);
  cut.push(Buffer.from('€€'.slice(0, 1) + 'xy'));
  expect(cut.text).toBe('xy');
});

it('event streams are read whatever their line breaks and chunks', async () => {
  const stream =
    ': comment\r\n\r\nid: 7\ndata: one\ndata:two\n\nevent: ping\ndata: no\n\rdata: three\r\revent: message\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: unfinished';
  for (const size of [1, 2, 3, 1000]) {
    const seen: string[] = [];
    async function* parts(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < stream.length; at += size) yield Buffer.from(stream.slice(at, at + size));
    }
    await readEvents(parts(), { data: (text) => seen.push(text), tooLarge: () => expect.unreachable(), max: 1000 });
    expect(seen, `in parts of ${size}`).toEqual(['one\ntwo', 'three', '{"a":\n1}']);
  }
});

it.each([
  [
    'Bearer realm="x", resource_metadata="https://a/b", scope="r w", error=invalid_token',
    { scheme: 'Bearer', resourceMetadata: 'https://a/b', scope: 'r w', error: 'invalid_token' },
  ],
  ['Basic', { scheme: 'Basic' }],
  ['', {}],
  ['Bearer scope="\u0007"', { scheme: 'Bearer', scope: '\\u{7}' }],
])('WWW-Authenticate: %s', (header, challenge) => expect(readChallenge(header)).toEqual(challenge));

it.each([
  [[], 0, true],
  [[], 1, false],
  [{ a: [1, { b: 2 }] }, 2, true],
  [{ a: [1, { b: 2 }] }, 3, false],
  ['a', 0, false],
  [null, 0, false],
])('%j nests deeper than %i levels: %s', (value, most, deeper) => expect(isDeeper(value, most)).toBe(deeper));

describe('the trace', () => {
  const lines = (spec: LiveSpec, ...messages: Record<string, unknown>[]): string => {
    const written: string[] = [];
    const trace = tracer((line) => written.push(line), redactor(spec), boundary([]));
    for (const message of messages) trace.message('←', message);
    trace.note('login with token=abcdef, Authorization: Bearer ghijkl');
    return written.join('\n');
  };

  it('has no value that was passed along or whose name says that it is secret', () => {
    const spec: LiveSpec = {
      ...common,
      transport: 'http',
      url: 'https://example.com/u/k3yk3yk3yk3yk3yk3yk3y/mcp?sig=a%2Fb%2Fc%2Fd',
      headers: { 'X-Custom': 'custom-value', Authorization: 'Basic dXNlcjpwdw==' },
    };
    const text = lines(spec, {
      api_key: 's1',
      nested: [{ clientSecret: 's2', password: 's3' }],
      text: 'custom-value dXNlcjpwdw== k3yk3yk3yk3yk3yk3yk3y a%2Fb%2Fc%2Fd a/b/c/d Bearer s4s4s4',
    });
    for (const secret of [
      's1',
      's2',
      's3',
      's4',
      'custom-value',
      'dXNlcjpwdw',
      'k3yk3y',
      'a%2Fb',
      'a/b/c',
      'abcdef',
      'ghijkl',
    ])
      expect(text).not.toContain(secret);
    expect(text).toContain('login with token=[redacted], Authorization: Bearer [redacted]');
  });

  it('keeps what is no secret: a schema that has a parameter of such a name, short values of variables', () => {
    const spec: LiveSpec = {
      ...common,
      transport: 'stdio',
      command: 'x',
      args: [],
      env: { DEBUG: 'true', API_TOKEN: 'abc' },
    };
    expect(lines(spec, { properties: { token: { type: 'string' } }, listChanged: true, said: 'abc' })).toContain(
      '{"properties":{"token":{"type":"string"}},"listChanged":true,"said":"[redacted]"}',
    );
  });

  it('is short and on one line whatever comes, and a secret is never cut in two', () => {
    const spec: LiveSpec = {
      ...common,
      transport: 'stdio',
      command: 'x',
      args: [],
      env: { KEY: `${'secret'.repeat(20)}` },
    };
    let deep: Record<string, unknown> = {};
    for (let i = 0; i < 20_000; i++) deep = { deep };
    const text = lines(
      spec,
      { a: `${'-'.repeat(100)}${'secret'.repeat(20)}` },
      { b: 'x\ny\u001b[0m' },
      { c: 'z'.repeat(1_000_000) },
      deep,
    );
    expect(text).not.toContain('secretsecret');
    expect(text.split('\n')).toHaveLength(5);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(700);
    expect(text).toContain('(1000000 characters)');
  });
});

describe('commands on Windows', () => {
  const env = { Path: 'C:\\bin;C:\\node', PATHEXT: '.EXE;.CMD', ComSpec: 'C:\\cmd.exe' };
  const on = (platform: string, name: string, args: string[], ...files: string[]) =>
    invocation(name, args, env, platform, (file) => files.includes(file));

  it('programs are started as they are', () => {
    expect(on('win32', 'server', ['a b'], 'C:\\bin\\server.EXE')).toEqual({
      file: 'C:\\bin\\server.EXE',
      args: ['a b'],
      verbatim: false,
    });
    expect(on('win32', 'missing', [])).toEqual({ file: 'missing', args: [], verbatim: false });
    expect(on('linux', 'npx', ['a b'], 'C:\\node\\npx.CMD')).toEqual({ file: 'npx', args: ['a b'], verbatim: false });
  });

  it('batch files go through cmd.exe, with every argument quoted', () => {
    expect(on('win32', 'npx', ['-y', 'a b', '%PATH%', 'say "hi"\\'], 'C:\\node\\npx.CMD')).toEqual({
      file: 'C:\\cmd.exe',
      args: [
        '/d',
        '/s',
        '/c',
        '"C:\\node\\npx.CMD ^^^"-y^^^" ^^^"a^^^ b^^^" ^^^"^^^%PATH^^^%^^^" ^^^"say^^^ \\^^^"hi\\^^^"\\\\^^^""',
      ],
      verbatim: true,
    });
  });
});

it('arguments that are secrets by their option are taken out of what is shown', () => {
  const redact = redactor(
    command(
      'npx',
      'mcp-remote',
      '--api-key',
      'first1',
      '--token=second2',
      '--header',
      'Authorization: Bearer third3',
      '--verbose',
      'kept',
      'token-server',
    ),
  );
  expect(redact('first1 second2 third3 kept mcp-remote --verbose token-server')).toBe(
    '[redacted] [redacted] [redacted] kept mcp-remote --verbose token-server',
  );
});
