import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { isFailed, type Failed, type Loaded } from '../../src/inputs/input.ts';
import { loadJson, loadText } from '../../src/inputs/json/load.ts';
import { printAddress, serverAddress, type Address } from '../../src/model/address.ts';
import { runAudit } from '../../src/engine/run.ts';
import { linesOf } from '../../src/text/lines.ts';
import arrayNoItems from '../../rules/schema-array-no-items/rule.ts';
import { anyTools } from './json-text.ts';
import { fc } from '../../src/testing/properties.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mcp-audit-json-'));
afterAll(() => rmSync(folder, { recursive: true }));

const signal = new AbortController().signal;
const load = (text: string, stem = 'stem') => loadText(text, 'list.json', stem);
const one = (text: string): Loaded => {
  const [first, ...rest] = load(text);
  if (!first || isFailed(first) || rest.length > 0) throw new Error(`one server expected: ${JSON.stringify(first)}`);
  return first;
};
const failure = (results: readonly (Loaded | Failed)[]): Failed => {
  const [first, ...rest] = results;
  if (!first || !isFailed(first) || rest.length > 0) throw new Error('one failure expected');
  return first;
};
const said = ({ reason, place }: Failed): string =>
  `${place ? `${place.start.line}:${place.start.column} ` : ''}${reason}`;
const names = ({ server }: Loaded): string[] => server.tools.map(({ data }) => data.name);

describe('shapes that hold tools', () => {
  const rpc = (result: unknown, id = 1) => JSON.stringify({ jsonrpc: '2.0', id, result });
  const initialized = rpc({
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'wire', version: '1' },
    instructions: 'Hi.',
  });
  const [page1, page2] = [rpc({ tools: [{ name: 'a' }], nextCursor: 'n' }, 2), rpc({ tools: [{ name: 'b' }] }, 3)];

  it.each([
    ['an object with tools', '{"tools":[{"name":"a"}]}', 'stem: a'],
    ['and with the server beside them', '{"server":{"name":"s"},"tools":[{"name":"a"}]}', 's: a'],
    ['as `initialize` names it', '{"serverInfo":{"name":"s"},"tools":[{"name":"a"}]}', 's: a'],
    ['a server without a usable name', '{"server":{"name":""},"serverInfo":{"name":5},"tools":[]}', 'stem: '],
    ['an `id` is no name', '{"id":"x","tools":[]}', 'stem: '],
    ['a bare array', '[{"name":"a"},5,{}]', 'stem: a,,'],
    ['an empty array', '[]', 'stem: '],
    ['a response', page2, 'stem: b'],
    ['a response without its version', '{"result":{"tools":[{"name":"a"}]}}', 'stem: a'],
    ['a batch of responses', `[${initialized},${page1},${page2}]`, 'wire: a,b'],
    [
      'a conversation, one message a line',
      [
        initialized,
        '{"jsonrpc":"2.0","id":2,"method":"tools/list"}',
        page1,
        '{"jsonrpc":"2.0","method":"notifications/message"}',
        page2,
        '',
      ].join('\n'),
      'wire: a,b',
    ],
    ['of two lists in one conversation, the last', [page1, page2, page2].join('\n'), 'stem: b'],
    ['pages without an envelope', '[{"tools":[{"name":"a"}],"nextCursor":"n"},{"tools":[{"name":"b"}]}]', 'stem: a,b'],
    ['tools one a line', '{"name":"a"}\n{"name":"b"}\n', 'stem: a,b'],
    ['a map of servers', '{"x":[{"name":"a"}],"y":[]}', 'x: a|y: '],
    ['a map of servers that list nothing', '{"a":[],"b":[]}', 'a: |b: '],
    ['a server named like another list, beside one that is not', '{"prompts":[{"name":"a"}],"x":[]}', 'prompts: a|x: '],
    [
      'under any key',
      '{"__proto__":[{"name":"a"}],"a/b":[{"name":"b"}],"":[{"name":"c"}]}',
      '__proto__: a|a/b: b|stem: c',
    ],
    [
      'snapshots',
      '{"servers":[{"server":{"name":"p"},"tools":[]},{"fidelity":"observed","id":"q","tools":[{"name":"a"}]}]}',
      'p: |q: a',
    ],
  ])('%s', (_, text, servers) => {
    const loaded = load(text);
    expect(
      loaded.map((each) => (isFailed(each) ? each.reason : `${each.server.id}: ${names(each).join(',')}`)).join('|'),
    ).toBe(servers);
  });

  it('a conversation says what the server is', () => {
    const { server } = one([initialized, page1, page2].join('\n'));
    expect(server).toMatchObject({
      revisions: ['2025-06-18'],
      instructions: 'Hi.',
      complete: true,
      info: { name: 'wire', version: '1' },
    });
    expect(server.wire?.pages).toEqual([
      { method: 'tools/list', result: { nextCursor: 'n' }, items: 1 },
      { method: 'tools/list', cursor: 'n', result: {}, items: 1 },
    ]);
  });

  it('a list that goes on elsewhere is partial', () => {
    for (const text of [page1, `[${page1}]`, '{"tools":[{"name":"a"}],"nextCursor":"n"}']) {
      expect(one(text)).toMatchObject({
        partial: 'the list goes on: `nextCursor` is set and the next page is not here',
        server: { complete: false },
      });
    }
    expect(one('{"tools":[],"nextCursor":null}').server.complete).toBe(true);
  });

  it.each([
    ['protocolVersion', '{"protocolVersion":"2025-06-18","tools":[]}', ['2025-06-18']],
    ['an unknown one in a dump', '{"protocolVersion":"DRAFT","tools":[]}', []],
    [
      'an unknown one in a snapshot is what was negotiated',
      '{"fidelity":"observed","revisions":["2031-01-01",5],"tools":[]}',
      ['2031-01-01'],
    ],
  ])('revisions: %s', (_, text, revisions) => expect(one(text).server.revisions).toEqual(revisions));
});

describe('shapes that hold none', () => {
  const openapi = '{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{"/a":{}},"tags":[{"name":"a"}]}';
  const sarif = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[]}]}';
  const config = '{"mcpServers":{"a":{"command":"npx","args":[]}}}';
  it.each([
    ['null', 'this is null, not a tool list'],
    ['"tools"', 'this is a string, not a tool list'],
    ['{}', 'no tool list found'],
    ['{"a":[],"b":{}}', 'no tool list found'],
    ['{"a":[],"b":["x"]}', 'no tool list found'],
    ['{"a":[],"b":[],"version":1}', 'no tool list found'],
    ['{"files":[],"references":[{"path":"./a"}]}', 'no tool list found'],
    ['{"prompts":[{"name":"p","description":"d"}]}', 'this is a list of prompts, not of tools'],
    ['{"resources":[],"nextCursor":"n"}', 'this is a list of resources, not of tools'],
    ['{"apiVersion":"v1","resources":["a.yaml"]}', 'no tool list found'],
    ['{"openapi":"3.1.0","paths":{},"tags":[],"servers":[]}', 'this is an OpenAPI description, not a tool list'],
    ['{"name":"pkg","lockfileVersion":3,"packages":{}}', 'this is a lock file, not a tool list'],
    [
      '{"manifest_version":"0.3","name":"b","tools":[{"name":"a","description":"A."}]}',
      'this is the manifest of a bundle (MCPB), not a tool list',
    ],
    ['{"dxt_version":"0.1","name":"b"}', 'this is the manifest of a bundle (MCPB), not a tool list'],
    ['{"name":"pkg","files":[],"devDependencies":{}}', 'this is a package manifest, not a tool list'],
    ['[[1],2,"x"]', 'no tool list found'],
    [
      '{"name":"pkg","version":"1.0.0","files":["dist"],"scripts":{"a":"b"}}',
      'this is a package manifest, not a tool list',
    ],
    [sarif, 'no tool list found'],
    ['{"runs":[{"tool":{},"results":[]}]}', 'no tool list found'],
    [openapi, 'this is an OpenAPI description, not a tool list'],
    ['[{"type":"function","function":{"name":"a"}}]', 'no tool list found'],
    [config, 'this is a client configuration, not a tool list'],
    ['{"servers":{"a":{"url":"http://x"}}}', 'this is a client configuration, not a tool list'],
    ['{"x":1,\n "tools":{"a":{}}}', '2:10 `tools` is not an array'],
    ['{"servers":[{"tools":[]},\n{"name":"x"}]}', '2:1 `servers[1]` holds no `tools` array'],
    ['{"servers":[]}', '1:12 `servers` is empty'],
    ['[{"tools":[]},{"tools":[]}]', 'these are 2 tool lists without the names of their servers'],
    ['[{"tools":[],"nextCursor":"n"},{"other":[]}]', 'no tool list found'],
    [
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: \\u001b[31mtools/list"}}',
      'this is an error response, not a tool list: -32601 Method not found: \\u{1B}[31mtools/list',
    ],
    ['{"error":{"message":"no"}}', 'this is an error response, not a tool list: no'],
    ['{"jsonrpc":"2.0","id":1,"error":{"code":"x"}}', 'this is an error response, not a tool list: without a message'],
    ['{"jsonrpc":"2.0","id":1,"result":{"resources":[]}}', 'this JSON-RPC message holds no tool list'],
    [
      '{"jsonrpc":"2.0","id":1,"method":"x"}\n{"jsonrpc":"2.0","id":1,"result":{"resources":[]}}',
      'none of these 2 JSON-RPC messages holds a tool list',
    ],
    ['', '1:1 the file is empty'],
    [
      '{"tools":[]} trailing',
      '1:14 not valid JSON: the JSON value has ended, and something follows it, found `trailing`',
    ],
    ['{"tools":[`a`]}', "1:11 not valid JSON: a value is expected, found `'a']}`"],
    ['event: message\ndata: {"jsonrpc":"2.0"}', '1:1 not valid JSON: a value is expected, found `event: message`'],
    ['['.repeat(5_000), '1:501 nested deeper than 500 levels'],
    ['{\0"\0t\0', 'this is UTF-16, not UTF-8'],
  ])('%j: %s', (text, reason) => expect(said(failure(load(text)))).toBe(reason));

  it('a client configuration is told what to do instead', () =>
    expect(failure(load(config)).hint).toContain('mcp-audit -- COMMAND'));
  it('and an event stream', () => expect(failure(load('data: {}')).hint).toContain('keep only what follows `data:`'));
});

describe('files', () => {
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path.join(folder, name), content);
    return name;
  };
  const read = (file: string) => loadJson({ path: file }, { root: folder, signal });
  const list = '{"tools":[{"name":"\u{1F600}"}]}';

  it('are called by their stem, and placed below the working directory', async () => {
    const [loaded] = (await read(write('my.tools.json', list))) as [Loaded];
    expect(loaded.server.id).toBe('my.tools');
    expect(loaded.files).toEqual(['my.tools.json']);
    for (const name of ['.json', 'x.ndjson', '..tools.json'])
      expect(((await read(write(name, list))) as [Loaded])[0].server.id).toBe(
        { '.json': '.json', 'x.ndjson': 'x', '..tools.json': '..tools' }[name],
      );
  });

  it.each([
    ['a byte order mark is none of the text', Buffer.from(`\uFEFF${list}`), undefined],
    ['a replacement character that was sent is one', Buffer.from('{"tools":[{"name":"\uFFFD"}]}'), undefined],
    ['Latin-1', Buffer.from('{"tools":[\n{"name":"caf\u00e9"}]}', 'latin1'), '2:13 not valid UTF-8'],
    [
      'a bad byte after U+FFFD',
      Buffer.concat([Buffer.from('["\uFFFD\n'), Buffer.from([0xe2, 0x82, 0x22])]),
      '2:1 not valid UTF-8',
    ],
    ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), '1:2 not valid UTF-8'],
    ['UTF-16', Buffer.from(`\uFEFF${list}`, 'utf16le'), 'this is UTF-16, not UTF-8'],
    ['UTF-16, the other end first', Buffer.from(`\uFEFF${list}`, 'utf16le').swap16(), 'this is UTF-16, not UTF-8'],
    ['UTF-16 without a mark', Buffer.from(list, 'utf16le'), 'this is UTF-16, not UTF-8'],
    ['and that, the other end first', Buffer.from(list, 'utf16le').swap16(), 'this is UTF-16, not UTF-8'],
    ['nothing', Buffer.alloc(0), '1:1 the file is empty'],
  ])('%s', async (_, bytes, reason) => {
    const [first] = await read(write('bytes.json', bytes));
    expect(first && isFailed(first) ? said(first) : undefined).toBe(reason);
    const [piped] = await loadJson({ path: '-', stdin: async () => bytes }, { root: folder, signal });
    expect(piped && isFailed(piped) ? said(piped) : undefined).toBe(reason);
  });

  it('that cannot be read are said so', async () => {
    expect(failure(await read('absent.json'))).toMatchObject({ id: 'absent', reason: 'no such file: absent.json' });
    if (process.platform !== 'win32')
      expect(failure(await read('/dev/zero')).reason).toMatch(/^\.\.\/.*dev\/zero is too large to read$/);
    expect(failure(await read('.')).reason).toBe('. is a directory');
  });

  it('standard input is called so', async () => {
    const [loaded] = (await loadJson({ path: '-', stdin: async () => list }, { root: folder, signal })) as [Loaded];
    expect(loaded).toMatchObject({ server: { id: 'stdin' }, files: ['<stdin>'] });
  });
});

describe('places', () => {
  const text = `{
  "serverInfo": { "name": "s", "version": "1" },
  "protocolVersion": "2025-06-18",
  "prompts": [{ "name": "p", "description": "d" }],
  "tools": [
    {
      "name": "a",
      "inputSchema": {
        "properties": { "x": true }
      }
    },
    { "name": "a" }, 5
  ]
}`;
  const shown = (source: string, at: Address, part: 'key' | 'value' = 'value'): string => {
    const place = one(source).locate(at, part);
    if (!place) return 'nowhere';
    const { starts } = linesOf(source);
    const offset = ({ line, column }: typeof place.start) => starts[line - 1]! + column - 1;
    return `${place.start.line}:${place.start.column} ${source.slice(offset(place.start), offset(place.end))} ${place.precision}`;
  };
  const tool = (pointer: string, nth = 1, name = 'a'): Address => ({ server: 's', kind: 'tool', name, nth, pointer });
  const server = (pointer: string): Address => ({ ...serverAddress('s'), pointer });

  it.each([
    ['a value', tool('/name'), '7:15 "a" exact'],
    ['a big one by its key', tool('/inputSchema'), '8:7 "inputSchema" exact'],
    ['the tool by its name', tool(''), '7:15 "a" exact'],
    ['a small tool whole', tool('', 2), '12:5 { "name": "a" } exact'],
    ['a tool that is none', tool('', 1, ''), '12:22 5 exact'],
    ['deep inside', tool('/inputSchema/properties/x'), '9:30 true exact'],
    ['what is absent, by the nearest thing', tool('/inputSchema/properties/y/type'), '9:9 "properties" enclosing'],
    ['by the tool', tool('/description'), '7:15 "a" enclosing'],
    ['below a scalar', tool('/name/x'), '7:7 "name" enclosing'],
    ['no pointer at all', tool('name'), '7:15 "a" enclosing'],
    ['the list', server('/tools'), '5:3 "tools" exact'],
    ['the version as the model calls it', server('/info/version'), '2:43 "1" exact'],
    ['the revisions', server('/revisions'), '3:22 "2025-06-18" exact'],
    ['the server', server(''), '1:1 { exact'],
    ['its absent instructions', server('/instructions'), '1:1 { enclosing'],
    ['a prompt', { server: 's', kind: 'prompt', name: 'p', nth: 1, pointer: '/description' }, '4:45 "d" exact'],
    ['an unknown tool', tool('', 3), 'nowhere'],
    ['code', { server: 's', kind: 'code', name: 'f.ts', nth: 1, pointer: '' }, 'nowhere'],
  ] as const)('%s', (_, at, place) => expect(shown(text, at)).toBe(place));

  it('the key of a value', () => expect(shown(text, tool('/inputSchema/properties/x'), 'key')).toBe('9:25 "x" exact'));
  it('the list of a bare array is the array, of a map its key', () => {
    expect(shown('[\n{"name":"a"}]', server('/tools'))).toBe('1:1 [ exact');
    expect(shown('{"s": [\n{"name":"a"}]}', server('/tools'))).toBe('1:2 "s" exact');
    expect(shown('{"s": [\n{"name":"a"}]}', server('/instructions'))).toBe('1:2 "s" enclosing');
  });
  it('a key without a name and a name that is no text mislead nobody', () => {
    expect(shown('{\n"": 1, "tools": []}', server(''))).toBe('1:1 { exact');
    expect(shown('[{\n"name": {"x":\n1}}]', tool('', 1, ''))).toBe('1:2 { exact');
  });
  it('each part of a conversation in its own message', () => {
    const lines =
      '{"jsonrpc":"2.0","id":1,"result":{"instructions":"Hi."}}\n{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"a"}],"nextCursor":"n"}}\n{"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"b"}]}}';
    expect(shown(lines, server('/instructions'))).toBe('1:50 "Hi." exact');
    expect(shown(lines, tool('/name'))).toBe('2:52 "a" exact');
    expect(shown(lines, tool('/name', 1, 'b'))).toBe('3:52 "b" exact');
  });

  it('any address has a place or none, and never throws', () => {
    const { locate } = one(text);
    const pointer = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            'inputSchema',
            'properties',
            'x',
            '',
            '0',
            '-1',
            '__proto__',
            'constructor',
            'tools',
            'info',
            '~',
            '%',
          ),
          { maxLength: 4 },
        )
        .map((path) => path.map((token) => `/${token}`).join('')),
    );
    const kind = fc.constantFrom(
      'server' as const,
      'tool' as const,
      'prompt' as const,
      'resource' as const,
      'code' as const,
    );
    const address = fc.record({
      server: fc.string(),
      kind,
      name: fc.constantFrom('a', 'p', '', '__proto__'),
      nth: fc.integer({ min: -1, max: 3 }),
      pointer,
    });
    fc.assert(
      fc.property(address, fc.constantFrom('key' as const, 'value' as const), (at, part) => {
        const place = locate(at, part);
        if (place) expect(place.end.line > place.start.line || place.end.column > place.start.column).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('keys that stand twice', () => {
  const twice = (text: string): string[] =>
    one(text)
      .server.quirks.filter(({ what }) => what === 'duplicate-key')
      .map(({ at }) => printAddress(at));
  it.each([
    [
      'in a tool',
      '{"tools":[{"name":"a"},{"name":"b","inputSchema":{"type":"object","type":"array"}}]}',
      ['mcp:stem/tools/b#/inputSchema/type'],
    ],
    ["in the tool's name", '{"tools":[{"name":"a","name":"b"}]}', ['mcp:stem/tools/b#/name']],
    ['in the server', '{"server":{"name":"s","name":"t"},"tools":[]}', ['mcp:t#/server/name']],
    ['the list itself', '{"tools":[{"name":"a"}],"tools":[]}', ['mcp:stem#/tools']],
    ['in a prompt', '{"prompts":[{"name":"p","x":1,"x":2}],"tools":[]}', ['mcp:stem/prompts/p#/x']],
    [
      'in a second page',
      '[{"tools":[],"nextCursor":"n"},{"tools":[{"name":"a","x":1,"x":2}]}]',
      ['mcp:stem/tools/a#/x'],
    ],
    ['what was overwritten says nothing', '{"tools":[{"x":1,"x":2}],"tools":[]}', ['mcp:stem#/tools']],
    ['none', '{"tools":[{"name":"a"},{"name":"a"}]}', []],
  ])('%s', (_, text, addresses) => expect(twice(text)).toEqual(addresses));
});

describe('fingerprints', () => {
  const prints = (text: string): string[] =>
    runAudit(load(text), { rules: [arrayNoItems], failOn: 'never', minTools: 0 })
      .findings.map(({ fingerprint }) => fingerprint)
      .toSorted();

  it('stay when tools are reordered or the file is reformatted', () =>
    fc.assert(
      fc.property(anyTools, fc.constantFrom(0, 1, '\t'), (tools, indent) => {
        const before = prints(JSON.stringify({ tools }));
        expect(prints(JSON.stringify({ tools: tools.toReversed() }, null, indent).replaceAll('\n', '\r\n'))).toEqual(
          before,
        );
        expect(prints(JSON.stringify(tools))).toEqual(before);
      }),
    ));
  it('are there at all', () =>
    expect(prints('[{"name":"a","inputSchema":{"type":"object","properties":{"x":{"type":"array"}}}}]')).toHaveLength(
      1,
    ));
});

it("a snapshot's wire facts are read as far as they are some", () => {
  const wire = {
    transport: 'pigeon',
    era: 'legacy',
    pages: [null, { method: 'tools/list', result: {}, items: 1 }, { method: 'tools/list', items: 1 }],
    lists: [{ method: 'x/list' }, 5],
    stdout: ['a', 1],
    http: 'no',
  };
  expect(one(JSON.stringify({ fidelity: 'observed', wire, tools: [] })).server.wire).toEqual({
    era: 'legacy',
    pages: [{ method: 'tools/list', result: {}, items: 1 }],
    lists: [],
    stdout: ['a'],
    http: [],
  });
});
