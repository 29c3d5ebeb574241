import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { runAudit } from '../../src/engine/run.ts';
import type { Loaded, Place } from '../../src/inputs/input.ts';
import { apart } from '../../src/inputs/typescript/assemble/apart.ts';
import { assemble, type Surroundings } from '../../src/inputs/typescript/assemble/assemble.ts';
import type { Declared, ServerRecord } from '../../src/inputs/typescript/records.ts';
import { ts } from '../../src/inputs/typescript/syntax.ts';
import { printAddress, type Address } from '../../src/model/address.ts';
import { sourceServer } from '../engine/source.ts';
import { saying } from '../engine/synthetic.ts';
import { info, Sources, unreadAt } from './declared.ts';

const SERVER = "const server = new McpServer({ name: 'demo' });\n";

const put = (records: readonly ServerRecord[], sources: Sources, more: Partial<Surroundings> = {}): Loaded[] =>
  assemble(records, { root: '/repo', id: 'pkg', files: sources.list, ...more });

const names = ({ server }: Loaded): string[] => server.tools.map(({ data }) => data.name);
const quirks = ({ server }: Loaded): string[] =>
  server.quirks.map((quirk) => {
    const more = 'reason' in quirk ? quirk.reason : 'test' in quirk ? quirk.test : '';
    return `${quirk.what} ${printAddress(quirk.at)}: ${more}`;
  });
const toolAt = (name: string, pointer = '', server = 'demo'): Address => ({
  server,
  kind: 'tool',
  name,
  nth: 1,
  pointer,
});

/** The text of a place, with its file, line and precision. */
function shown({ texts }: Loaded, place: Place | undefined): string | undefined {
  if (!place) return undefined;
  const lines = texts.get(place.file)!.split('\n');
  const { start, end } = place;
  const line = lines[start.line - 1]!;
  const text = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
  return `${place.file}:${start.line} ${text}${end.line === start.line ? '' : '⏎'} ${place.precision}`;
}

const onKind = saying('r', [{ at: toolAt('find', '/inputSchema/properties/kind/description'), message: 'it' }]);

describe('places', () => {
  const loaded = sourceServer({
    'server.ts': `${SERVER}server.registerTool(
  'find',
  {
    description: 'Finds things.',
    inputSchema: {
      type: 'object',
      properties: {
        limit: {
          type: 'number',
          description: 'How many, and here is a text that goes on and on until it is longer than any line that is short enough to be shown whole.',
        },
        query: {
          type: 'string', minLength: 1,
        },
        kind: Kind,
      },
    },
  },
);
const Kind = {
  type: 'string',
  enum: ['a', 'b'],
};
const LONG =
  'A text that a constant holds, and that goes on and on until it is longer than any line that is short enough to be shown.';
server.tool({ name: 'other', description: LONG });
`,
  });
  it.each([
    ['the tool', 'find', '', 'value', "server.ts:3 'find' exact"],
    ['its name', 'find', '/name', 'value', "server.ts:3 'find' exact"],
    ['a text', 'find', '/description', 'value', "server.ts:5 'Finds things.' exact"],
    [
      'a long text as itself',
      'find',
      '/inputSchema/properties/limit/description',
      'value',
      "server.ts:11 'How many, and here is a text that goes on and on until it is longer than any line that is short enough to be shown whole.' exact",
    ],
    ['an object by its key', 'find', '/inputSchema/properties/limit', 'value', 'server.ts:9 limit exact'],
    ['a key', 'find', '/inputSchema/properties/query', 'key', 'server.ts:13 query exact'],
    [
      'what is absent, at what it is missing from',
      'find',
      '/inputSchema/properties/query/description',
      'value',
      'server.ts:13 query enclosing',
    ],
    [
      'what is absent from the tool, at the tool',
      'find',
      '/annotations/readOnlyHint',
      'value',
      "server.ts:3 'find' enclosing",
    ],
    [
      'a shared fragment at its definition',
      'find',
      '/inputSchema/properties/kind/type',
      'value',
      "server.ts:22 'string' exact",
    ],
    ['a shared object by its name', 'find', '/inputSchema/properties/kind', 'value', 'server.ts:21 Kind exact'],
    [
      'the key of a shared fragment where it is used',
      'find',
      '/inputSchema/properties/kind',
      'key',
      'server.ts:16 kind exact',
    ],
    ['an element', 'find', '/inputSchema/properties/kind/enum/1', 'value', "server.ts:23 'b' exact"],
    [
      'a long shared text by all of its line',
      'other',
      '/description',
      'value',
      "server.ts:26 'A text that a constant holds, and that goes on and on until it is longer than any line that is short enough to be shown.' exact",
    ],
    ['a tool by the name in its object', 'other', '', 'value', "server.ts:27 'other' exact"],
  ] as const)('%s', (_, name, pointer, part, expected) =>
    expect(shown(loaded, loaded.locate(toolAt(name, pointer), part))).toBe(expected),
  );

  it('the server, and what is said of it alone', () => {
    expect(shown(loaded, loaded.locate(loaded.server.at(), 'value'))).toBe(
      "server.ts:1 new McpServer({ name: 'demo' }) exact",
    );
    expect(shown(loaded, loaded.locate(loaded.server.at('tools'), 'value'))).toContain('enclosing');
    expect(loaded.locate(toolAt('absent'), 'value')).toBeUndefined();
  });

  it('what stands elsewhere is related to the registration, what stands in it is not', () => {
    const of = (pointer: string, part: 'key' | 'value' = 'value') =>
      loaded.registrationOf!(toolAt('find', pointer), part);
    expect(shown(loaded, of('/inputSchema/properties/kind/type'))).toBe("server.ts:3 'find' exact");
    expect(shown(loaded, of('/inputSchema/properties/kind/description'))).toBe("server.ts:3 'find' exact");
    for (const inside of [of('/description'), of(''), of('/title'), of('/inputSchema/properties/kind', 'key')])
      expect(inside).toBeUndefined();
  });

  it('a definition in a table is the tool itself, a map of names is not', () => {
    const table = sourceServer(
      {
        'server.ts': `${SERVER}const NAMES = { a: 'first', b: 'second' };
const TABLE = [
  { id: 'x', name: 'third', description: 'Third.' },
];
for (const each of TABLE) server.tool(each.name, each);
server.tool(NAMES.a, {
  description: 'First.',
});
`,
      },
      (record, sources) => {
        const [loop, first] = sources.registrations('server.ts');
        const entry = sources.read(sources.find('server.ts', "{ id: 'x'"));
        const named = sources.read(sources.find('server.ts', "'first'"));
        record.tools.splice(
          0,
          2,
          {
            ...loop!,
            json: { name: 'third', description: 'Third.' },
            trail: { spot: loop!.spot, parts: entry.trail.parts },
          },
          {
            ...first!,
            json: { ...first!.json, name: 'first' },
            trail: { ...first!.trail, parts: new Map([...first!.trail.parts!, ['name', named.trail]]) },
          },
        );
      },
    );
    expect(shown(table, table.locate(toolAt('third'), 'value'))).toBe("server.ts:4 'third' exact");
    expect(table.registrationOf!(toolAt('third', '/description'), 'value')).toBeUndefined();
    expect(shown(table, table.locate(toolAt('first'), 'value'))).toBe('server.ts:7 NAMES.a exact');
    expect(shown(table, table.locate(toolAt('first', '/name'), 'value'))).toBe("server.ts:2 'first' exact");
    expect(shown(table, table.registrationOf!(toolAt('first', '/name'), 'value'))).toBe('server.ts:7 NAMES.a exact');
  });

  it('where one call registers many, each is at its own name', () => {
    const text = `${SERVER}const tool = (name, config) => server.tool(name, config);
tool('first', { description: 'First.' });
start(() => {
  other();
  tool('second', { description: 'Second.' });
});
const DEFINITIONS = {
  third: { description: 'Third.' },
  fourth: fourthTool,
};
const fourthTool = { description: 'Fourth.' };
`;
    const many = sourceServer({ 'server.ts': text }, (record, sources) => {
      const all = sources.registrations('server.ts');
      const [shared] = all;
      const entry = (name: string, written: string, description: string): Declared => {
        const read = sources.read(sources.find('server.ts', `'${description}'`, ts.isStringLiteralLike));
        const parts = new Map([
          [
            'name',
            {
              spot: sources.find(
                'server.ts',
                written,
                (node) => node.kind !== ts.SyntaxKind.ExpressionStatement && !ts.isPropertyAssignment(node),
              ),
            },
          ],
          ['description', read.trail],
        ]);
        return { json: { name, description }, trail: { spot: shared!.spot, parts }, spot: shared!.spot };
      };
      record.tools.splice(
        0,
        all.length,
        entry('first', "'first'", 'First.'),
        entry('second', "'second'", 'Second.'),
        entry('third', 'third', 'Third.'),
        entry('fourth', 'fourth:', 'Fourth.'),
      );
    });
    const at = (name: string) => shown(many, many.locate(toolAt(name), 'value'));
    const related = (name: string) => shown(many, many.registrationOf!(toolAt(name, '/description'), 'value'));
    expect(['first', 'second', 'third', 'fourth'].map(at)).toEqual([
      "server.ts:3 'first' exact",
      "server.ts:6 'second' exact",
      'server.ts:9 third exact',
      'server.ts:10 fourth exact',
    ]);
    expect(['first', 'second', 'third', 'fourth'].map(related)).toEqual([
      undefined,
      undefined,
      undefined,
      'server.ts:10 fourth exact',
    ]);
  });

  it('a text that is joined is shown by the name it is given', () => {
    const joined = sourceServer(
      {
        'server.ts': `${SERVER}const a = {\n  description: [\n    'One.',\n    'Two.',\n  ].join(' '),\n};\n[\n  'x',\n].join(\n);\n`,
      },
      (record, sources) => {
        const spots = ["[\n    'One.'", "[\n  'x'"].map((text) => sources.find('server.ts', text, ts.isCallExpression));
        const parts = new Map(spots.map((spot, i) => [i === 0 ? 'description' : 'title', { spot }]));
        record.tools.push({ json: { name: 'a', description: 'x', title: 't' }, trail: { parts }, spot: record.spot });
      },
    );
    expect(shown(joined, joined.locate(toolAt('a', '/description'), 'value'))).toBe('server.ts:3 description exact');
    expect(shown(joined, joined.locate(toolAt('a', '/title'), 'value'))).toBe('server.ts:8 [ exact');
  });

  it('a call is shown by its callee, a chain by its first name', () => {
    const chained = sourceServer({ 'server.ts': SERVER }, (record, sources) => {
      const other = new Sources({
        'chain.ts': `z
  .string()
  .describe(
    'x',
  );
make.something.of({
  a: 1,
});
`,
      });
      sources.list.push(...other.list);
      const trail = (text: string) => ({ spot: other.find('chain.ts', text, ts.isCallExpression) });
      record.tools.push({
        json: { name: 'a', description: 'x', title: 't' },
        trail: {
          parts: new Map([
            ['description', trail('z')],
            ['title', trail('make')],
          ]),
        },
        spot: record.spot,
      });
    });
    expect(shown(chained, chained.locate(toolAt('a', '/description'), 'value'))).toBe('chain.ts:2 string exact');
    expect(shown(chained, chained.locate(toolAt('a', '/title'), 'value'))).toBe('chain.ts:6 make.something.of exact');
  });

  it('a finding on a shared fragment names its registration', () => {
    const finding = runAudit([loaded], { rules: [onKind], failOn: 'never', minTools: 1 }).findings[0];
    const related = finding?.related.map(({ note, place }) => `${shown(loaded, place)}: ${note}`) ?? [];
    expect(related.at(-1)).toBe("server.ts:3 'find' exact: used by find, registered here");
  });
});

describe('one tool', () => {
  const twice = (a: Partial<Declared>, b: Partial<Declared>): Loaded =>
    sourceServer(
      {
        'server.ts': `${SERVER}server.tool({ name: 'a', description: 'One.' });\nserver.tool({ name: 'a', description: 'Two.' });\n`,
      },
      (record) => {
        const [one, two] = record.tools;
        record.tools.splice(0, 2, { ...one!, ...a }, { ...two!, ...b });
      },
    );
  const { spot } = new Sources({ 'a.ts': 'x;' }).record('a.ts', 'x');
  const other = new Sources({ 'b.ts': 'x;' }).record('b.ts', 'x').spot;
  const sides = [
    { text: 'isPro', spot },
    { text: 'not (isPro)', spot },
  ] as const;

  it('registered again by the same code', () =>
    expect(
      names(
        sourceServer(
          { 'server.ts': `${SERVER}server.tool({ name: 'a' });\n` },
          ({ tools }) => void tools.push(tools[0]!),
        ),
      ),
    ).toEqual(['a']));

  it('under both sides of a test is always there; what differs depends on the test', () => {
    const loaded = twice({ when: sides[0] }, { when: sides[1] });
    expect(names(loaded)).toEqual(['a']);
    expect(loaded.server.tools[0]!.data.description).toBe('One.');
    expect(quirks(loaded)).toEqual(['conditional mcp:demo/tools/a#/description: not (isPro)']);
  });

  it('is told as an environment that sets nothing has it', () =>
    expect(twice({ when: { ...sides[0], unlikely: true } }, { when: sides[1] }).server.tools[0]!.data.description).toBe(
      'Two.',
    ));

  it('under two tests may be there', () =>
    expect(quirks(twice({ when: sides[0] }, { when: { text: 'isDev', spot: other } }))).toContain(
      'conditional mcp:demo/tools/a: isPro or isDev',
    ));

  it('always, and once more under a test, is always there', () =>
    expect(quirks(twice({}, { when: sides[0] }))).toEqual(['conditional mcp:demo/tools/a#/description: isPro']));

  it.each([
    ['twice without a test', {}, {}],
    ['twice on the same side', { when: sides[0] }, { when: sides[0] }],
  ])('%s is a duplicate', (_, a, b) => {
    const loaded = twice(a, b);
    expect(names(loaded)).toEqual(['a', 'a']);
    const found = runAudit([loaded], { rules, failOn: 'error', minTools: 1 }).findings;
    expect(found.map(({ ruleId }) => ruleId)).toContain('tool-name-duplicate');
  });

  it('two entries of a table with one name are duplicates though one call registers both', () => {
    const loaded = sourceServer(
      { 'server.ts': `${SERVER}const A = 'a';\nconst B = 'a';\nserver.tool({ name: A });\n` },
      (record, sources) => {
        const [one] = record.tools;
        const name = sources.read(sources.find('server.ts', "'a';\nserver"));
        record.tools.push({ ...one!, trail: { ...one!.trail, parts: new Map([['name', name.trail]]) } });
      },
    );
    expect(names(loaded)).toEqual(['a', 'a']);
  });

  it('with one side that was read better', () => {
    const loaded = sourceServer(
      {
        'server.ts': `${SERVER}server.tool({ name: 'a', description: what() });\nserver.tool({ name: 'a', description: 'Two.' });\n`,
      },
      (record) => {
        const [one, two] = record.tools;
        record.tools.splice(0, 2, { ...one!, when: sides[0] }, { ...two!, when: sides[1] });
      },
    );
    expect(loaded.server.tools[0]!.data.description).toBe('Two.');
    expect(quirks(loaded)).toEqual([]);
  });
});

describe('what was not read', () => {
  it('a part mutes what rests on it', () => {
    const loaded = sourceServer({
      'server.ts': `${SERVER}server.tool({ name: 'a', description: text(), inputSchema: { type: 'object', properties: { q: q() } } });\n`,
    });
    expect(quirks(loaded)).toEqual([
      'opaque mcp:demo/tools/a#/description: `text()`',
      'opaque mcp:demo/tools/a#/inputSchema/properties/q: `q()`',
    ]);
    expect(loaded.server.complete).toBe(true);
    const { findings, servers } = runAudit([loaded], { rules, failOn: 'never', minTools: 1 });
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('tool-description-missing');
    expect(servers[0]!.unchecked.map(({ place }) => shown(loaded, place))).toEqual([
      'server.ts:2 text() exact',
      'server.ts:2 q() exact',
    ]);
  });

  it('a tool of unknown name is one registration, and silences what is said of the whole list', () => {
    const loaded = sourceServer({
      'server.ts': `${SERVER}server.tool({ name: 'get_a', description: 'Gets a.' });\nserver.tool(name(), { description: 'x' });\n`,
    });
    expect(names(loaded)).toEqual(['get_a']);
    expect(loaded.server.complete).toBe(true);
    const { findings, servers } = runAudit([loaded], { rules, failOn: 'never', minTools: 1 });
    expect(servers[0]).toMatchObject({
      status: 'audited',
      unchecked: [{ reason: 'a tool whose name could not be read: `name()`' }],
    });
    expect(shown(loaded, servers[0]!.unchecked[0]!.place)).toBe(
      "server.ts:3 server.tool(name(), { description: 'x' }) exact",
    );
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('annotations-missing');
    expect(servers[0]!.unchecked[0]!.dropped).toBeGreaterThan(0);
  });

  it('a list makes the server partly audited', () => {
    const loaded = sourceServer(
      { 'server.ts': `${SERVER}server.tool({ name: 'a' });\nfor (const t of more()) add(t);\n` },
      (record, sources) => void record.unread.push(unreadAt(sources.find('server.ts', 'more()'), 'list')),
    );
    expect(loaded.partial).toBe('some tools could not be read: a call of `fetch` (server.ts:3)');
    expect(runAudit([loaded], { rules, failOn: 'never', minTools: 1 })).toMatchObject({
      status: 'partial',
      exitCode: 2,
    });
  });

  it('nothing but unread registrations are no empty list', () => {
    const loaded = sourceServer(
      { 'server.ts': `${SERVER}add(t);\n` },
      (record, sources) => void record.unread.push(unreadAt(sources.find('server.ts', 'add(t)'), 'one')),
    );
    expect(loaded.partial).toBe('no tool could be read: a call of `fetch` (server.ts:2)');
  });

  it('a name of the server', () => {
    const loaded = sourceServer({ 'server.ts': `${SERVER}server.tool({ name: 'a' });\n` }, (record, sources) => {
      record.info = sources.read(sources.find('server.ts', "{ name: 'demo' }"));
      record.info.trail.parts!.get('name')!;
      record.info = { json: { name: '?', version: '1' }, trail: { parts: new Map([['name', { opaque: 'a call' }]]) } };
    });
    expect(loaded.server.id).toBe('pkg');
    expect(loaded.server.info).toEqual({ name: '', version: '1', raw: { version: '1' } });
    expect(quirks(loaded)).toEqual(['opaque mcp:pkg#/server/name: a call']);
  });
});

describe('servers', () => {
  const text = `a = new McpServer(1);\nb = new McpServer(2);\nserver.tool({ name: 'x' });\nserver.tool({ name: 'y' });\n`;
  const sources = new Sources({ 'src/a.ts': text, 'other/b.ts': text });
  const made = (file: string, nth: 1 | 2, name: string | undefined, tools: readonly ('x' | 'y')[]): ServerRecord => {
    const record = sources.record(file, `new McpServer(${nth})`, name === undefined ? {} : { info: info(name) });
    const all = sources.registrations(file);
    record.tools.push(...tools.map((tool) => all.find(({ json }) => json['name'] === tool)!));
    return record;
  };
  const A = 'src/a.ts';
  const B = 'other/b.ts';
  const list = (records: readonly ServerRecord[], more: Partial<Surroundings> = {}): string[] =>
    put(records, sources, more).map((loaded) => `${loaded.server.id}: ${names(loaded).join(' ')}`);

  it.each<[string, () => ServerRecord[], string[]]>([
    ['one place, many times', () => [made(A, 1, 'demo', ['x']), made(A, 1, 'demo', ['x', 'y'])], ['demo: x y']],
    ['two places, one name', () => [made(A, 1, 'demo', ['x']), made(B, 1, 'demo', ['y'])], ['demo: x y']],
    ['two names', () => [made(A, 1, 'one', ['x']), made(A, 2, 'two', ['x'])], ['one: x', 'two: x']],
    ['one without tools beside one with', () => [made(A, 1, 'one', []), made(A, 2, 'two', ['x'])], ['two: x']],
    ['none has tools', () => [made(A, 1, 'one', [])], ['one: ']],
    ['a name that is not known', () => [made(A, 1, undefined, ['x'])], ['pkg: x']],
    ['belongs to the only one that is', () => [made(A, 1, 'one', ['x']), made(B, 1, undefined, ['y'])], ['one: x y']],
    [
      'and to none of two',
      () => [made(A, 1, 'one', ['x']), made(A, 2, 'two', ['x']), made(B, 1, undefined, ['y'])],
      ['one: x', 'two: x', 'pkg: y'],
    ],
    ['no server at all', () => [], []],
  ])('%s', (_, records, expected) => expect(list(records())).toEqual(expected));

  it('two packages with servers of one name', () =>
    expect(
      list([made(A, 1, 'demo', ['x']), made(B, 1, 'demo', ['x'])], { packageOf: (file) => file.split('/')[2]! }),
    ).toEqual(['demo~src: x', 'demo~other: x']));

  it('a tool of one variant is conditional, a server met with less known is not', () => {
    const [variants] = put([made(A, 1, 'demo', ['x']), made(B, 1, 'demo', ['x', 'y'])], sources);
    expect(quirks(variants!)).toEqual(['conditional mcp:demo/tools/y: a variant of the server that has it is made']);
    const half = made(A, 1, 'demo', []);
    half.unread.push(unreadAt(sources.find(A, 'server'), 'list'));
    const [one] = put([made(A, 1, 'demo', ['x']), half], sources);
    expect(one!.server.complete).toBe(true);
    expect(quirks(one!)).toEqual([]);
  });

  it('an unread list of another variant is still one', () => {
    const half = made(B, 1, 'demo', []);
    half.unread.push(unreadAt(sources.find(B, 'server'), 'list'));
    expect(put([made(A, 1, 'demo', ['x']), half], sources)[0]!.server.complete).toBe(false);
  });

  it('started by two programs is one, unless it is not the same', () => {
    const of = (start: string, tools: readonly ('x' | 'y')[]): Loaded[] =>
      put([made(A, 1, 'demo', tools)], new Sources({ [start]: '', 'src/a.ts': text }));
    const ids = (...loaded: Loaded[][]): string[] => apart(loaded.flat()).map(({ server }) => server.id);
    expect(ids(of('stdio.ts', ['x']), of('http.ts', ['x']))).toEqual(['demo']);
    expect(ids(of('stdio.ts', ['x']), of('http.ts', ['x', 'y']))).toEqual(['demo~stdio.ts', 'demo~http.ts']);
  });

  it('the file that makes the server comes first', () =>
    expect(put([made(B, 1, 'demo', ['x'])], sources)[0]!.files).toEqual([B, A]));
});
