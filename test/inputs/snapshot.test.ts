import { describe, expect, it } from 'vitest';

import { runAudit } from '../../src/engine/run.ts';
import { isFailed, type Loaded } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { snapshotOf } from '../../src/inputs/snapshot.ts';
import type { Address } from '../../src/model/address.ts';
import type { Quirk } from '../../src/model/server.ts';
import { defineRule } from '../../src/rule.ts';
import { synthetic } from '../engine/synthetic.ts';
import { fc } from '../../src/testing/properties.ts';

/** Its findings tell two servers apart when any rule could: everything a rule sees is in their keys. */
const mirror = defineRule(
  {
    id: 'mirror',
    title: 't',
    category: 'schema',
    severity: 'info',
    why: 'w',
    hint: 'h',
    messages: { sees: 'It is `{what}`.' },
    references: [],
    realCase: 'none',
    since: '0.1.0',
  },
  {
    *server({ at, tools, prompts, resources, quirks, ...rest }) {
      yield {
        at: at(),
        message: 'sees',
        because: [],
        key: JSON.stringify({
          ...rest,
          prompts,
          resources,
          quirks: quirks.filter(({ what }) => what !== 'duplicate-key'),
        }),
      };
      for (const { address } of [...prompts, ...resources]) yield { at: address, message: 'sees' };
      yield { at: at('tools'), message: 'sees', key: String(tools.length) };
    },
    *tool(tool) {
      yield { at: tool.address, message: 'sees', key: exactly(tool.data.raw) };
    },
    *schema(node) {
      yield { at: node.address, message: 'sees', key: exactly(node.data) };
    },
  },
);

/** Numbers as they are: JSON.stringify says null for infinity and 0 for -0. */
const exactly = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' ? (Object.is(part, -0) ? '-0' : String(part)) : part,
  );

const audit = (loaded: readonly Loaded[]) => runAudit(loaded, { rules: [mirror], failOn: 'never', minTools: 0 });
const prints = (loaded: readonly Loaded[]): string[] => audit(loaded).findings.map(({ fingerprint }) => fingerprint);
const read = (text: string, stem: string): Loaded[] =>
  loadText(text, `${stem}.json`, stem).map((each) => {
    if (isFailed(each)) throw new Error(each.reason);
    return each;
  });
/** Loads the snapshot under another file name. */
const again = (loaded: readonly Loaded[]): Loaded[] => read(snapshotOf(loaded), 'elsewhere');

const made = (tools: readonly unknown[], quirks: readonly Quirk[] = [], partial?: string): Loaded =>
  synthetic(
    { id: 's', fidelity: 'declared', complete: partial === undefined, tools, quirks },
    { input: 'typescript', ...(partial === undefined ? {} : { partial }) },
  );

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom(
    '',
    'a',
    '[2]',
    'a[2]',
    'a#/b',
    'a/b',
    '%2F',
    '%',
    '__proto__',
    'constructor',
    '\uD800',
    '\u202E',
    '\u001b[31m',
    '`',
    '::set-output',
  ),
);
const entry = fc.oneof(
  fc.record(
    {
      name: fc.oneof(hostile, fc.jsonValue()),
      description: hostile,
      inputSchema: fc.oneof(
        fc.record({ type: fc.constant('object'), properties: fc.dictionary(hostile, fc.jsonValue()) }),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
);
const list = fc.array(entry, { maxLength: 4 });
const dump = fc.record(
  {
    server: fc.oneof(fc.record({ name: hostile, version: hostile }), fc.jsonValue()),
    protocolVersion: fc.constantFrom('2025-06-18', 'no'),
    instructions: fc.oneof(hostile, fc.jsonValue()),
    capabilities: fc.jsonValue(),
    nextCursor: fc.oneof(hostile, fc.constant(null)),
    prompts: list,
    resources: list,
    tools: list,
  },
  { requiredKeys: ['tools'] },
);

describe('auditing a snapshot is auditing the target', () => {
  it('whatever the list holds', () =>
    fc.assert(
      fc.property(dump, hostile, (value, stem) => {
        const loaded = read(JSON.stringify(value), stem === '' ? 'x' : stem);
        expect(prints(again(loaded))).toEqual(prints(loaded));
        expect(audit(again(loaded)).status).toBe(audit(loaded).status);
        expect(snapshotOf(again(loaded))).toBe(snapshotOf(loaded));
      }),
      { numRuns: 500 },
    ));

  it('of several servers, also of one name', () => {
    const loaded = [
      '{"tools":[{"name":"a"}]}',
      '{"server":{"name":"n"},"tools":[]}',
      '[{"name":"a"},{"name":"a"}]',
    ].flatMap((text, i) => read(text, `file${i}`));
    expect(again(loaded).map(({ server }) => server.id)).toEqual(['file0', 'n', 'file2']);
    expect(prints(again(loaded))).toEqual(prints(loaded));
  });

  it('with numbers that JSON.stringify would change', () => {
    const loaded = read(
      '[{"name":"a","inputSchema":{"maximum":1e999,"minimum":-1e999,"default":-0,"multipleOf":1e-7}}]',
      'x',
    );
    expect(prints(again(loaded))).toEqual(prints(loaded));
    expect(snapshotOf(loaded)).toContain(
      '"maximum": 1e999,\n        "minimum": -1e999,\n        "default": -0,\n        "multipleOf": 1e-7\n',
    );
  });

  const at = (name: string, pointer: string, nth = 1): Address => ({ server: 's', kind: 'tool', name, nth, pointer });
  it('with what was not read, and why', () => {
    const names = ['a', 'a', 'a[2]', '#/x', '\uD800', ''];
    const quirks: Quirk[] = [
      { at: at('a', '/description', 2), what: 'opaque', reason: 'a call' },
      { at: at('a', '/inputSchema', 2), what: 'conditional', test: 'process.env.BETA' },
      { at: at('a[2]', ''), what: 'opaque', reason: 'a spread' },
      { at: at('#/x', '/a#b~1c'), what: 'opaque', reason: 'x' },
      { at: at('\uD800', '/name'), what: 'opaque', reason: 'y' },
      { at: { server: 's', kind: 'server', name: '', nth: 1, pointer: '/instructions' }, what: 'opaque', reason: 'z' },
    ];
    const loaded = made(
      names.map((name) => ({ name, description: 'd', inputSchema: { type: 'object' } })),
      quirks,
    );
    expect(again([loaded])[0]!.server.quirks).toEqual(
      quirks.filter(({ what }) => what === 'opaque').concat(quirks.filter(({ what }) => what === 'conditional')),
    );
    const [before, after] = [audit([loaded]), audit(again([loaded]))];
    expect(after.servers[0]!.unchecked.map(({ address, reason, dropped }) => ({ address, reason, dropped }))).toEqual(
      before.servers[0]!.unchecked.map(({ address, reason, dropped }) => ({ address, reason, dropped })),
    );
    const findings = ({ findings }: typeof before) =>
      findings.filter(({ address }) => address.kind !== 'server').map(({ fingerprint }) => fingerprint);
    expect(findings(after)).toEqual(findings(before)); // the server's own shows its quirks, whose order changed
  });

  it('with the files that the tools stand in', () => {
    const loaded = made(['a', 'a', 'b', 'c'].map((name) => ({ name })));
    const modules = [
      { file: 'src/tools/x.ts', tools: [at('a', '', 2), at('c', '')] },
      { file: 'src/tools/y.ts', tools: [at('a', ''), at('b', '')] },
    ];
    const [back] = again([{ ...loaded, server: { ...loaded.server, modules } }]);
    expect(back!.server.modules).toEqual(modules);
    expect(snapshotOf([back!])).toContain('"tools": [1, 3]');
    expect(prints([back!])).toEqual(prints([{ ...loaded, server: { ...loaded.server, modules } }]));
  });

  it.each<[string, unknown]>([
    ['no list', { file: 'a.ts', tools: [0] }],
    ['a file that is no text', [{ file: 1, tools: [0] }]],
    ['a tool that is not listed', [{ file: 'a.ts', tools: [9] }]],
    ['a tool in two files', [0, 1].map((i) => ({ file: `${i}.ts`, tools: [0] }))],
  ])('and without them where %s is said', (_, modules) => {
    const text = JSON.stringify({ fidelity: 'declared', modules, tools: [{ name: 'a' }] });
    expect(read(text, 'x')[0]!.server).not.toHaveProperty('modules');
  });

  it('with a list cut short', () => {
    const loaded = made([{ name: 'a' }], [], 'the deadline passed on page 2');
    const [back] = again([loaded]);
    expect(back).toMatchObject({
      partial: 'the deadline passed on page 2',
      server: { complete: false, quirks: [{ what: 'opaque', reason: 'the tool list is not complete' }] },
    });
    expect(prints([back!])).toEqual(prints([loaded]));
  });
});

describe('what it writes', () => {
  it('is the list as sent, by two spaces, with what is known beside it', () => {
    const [loaded] = read(
      '{"tools":[{"name":"b","z":1,"a":{}},{"name":"a","x":[]}],"serverInfo":{"version":"1","name":"s"},"protocolVersion":"2025-06-18","instructions":"Hi.","capabilities":{"tools":{}}}',
      'x',
    );
    expect(snapshotOf([loaded!])).toBe(`{
  "server": {
    "version": "1",
    "name": "s"
  },
  "revisions": [
    "2025-06-18"
  ],
  "instructions": "Hi.",
  "capabilities": {
    "tools": {}
  },
  "fidelity": "observed",
  "opaque": [],
  "wire": {
    "pages": [
      {
        "method": "tools/list",
        "result": {},
        "items": 2
      }
    ],
    "lists": [
      {
        "method": "tools/list",
        "declared": true,
        "outcome": "complete"
      }
    ],
    "stdout": [],
    "http": []
  },
  "tools": [
    {
      "name": "b",
      "z": 1,
      "a": {}
    },
    {
      "name": "a",
      "x": []
    }
  ]
}
`);
  });

  it('lists opaque addresses as strings, with the reasons beside them', () => {
    const loaded = made(
      [{ name: 'a' }],
      [
        {
          at: { server: 's', kind: 'tool', name: 'a', nth: 1, pointer: '/description' },
          what: 'opaque',
          reason: 'a call',
        },
      ],
    );
    const json = JSON.parse(snapshotOf([loaded])) as Record<string, unknown>;
    expect(json).toMatchObject({
      id: 's',
      fidelity: 'declared',
      opaque: ['mcp:s/tools/a#/description'],
      unread: [{ address: 'mcp:s/tools/a#/description', reason: 'a call' }],
    });
    expect(json).not.toHaveProperty('wire');
    expect(read(JSON.stringify({ ...json, unread: undefined }), 'x')[0]!.server.quirks).toMatchObject([
      { what: 'opaque', reason: 'not known when the snapshot was taken' },
    ]);
  });

  it('holds nothing that steers a terminal, and says the same', () => {
    const tools = [{ name: 'a\u009b31m\u202e', description: '##vso[x]' }];
    const text = snapshotOf(read(JSON.stringify(tools), 'x') as Loaded[]);
    expect(text).not.toMatch(/[\u009b\u202e]|##vso/);
    expect(JSON.parse(text)).toMatchObject({ tools });
  });

  it('of any JSON value is what JSON.stringify writes', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const [loaded] = read(JSON.stringify([{ name: 'a', value }]), 'x');
        expect(snapshotOf([loaded!])).toContain(
          JSON.stringify(JSON.parse(JSON.stringify([{ name: 'a', value }])), null, 2).replaceAll('\n', '\n  '),
        );
      }),
    ));
});
