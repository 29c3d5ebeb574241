import { describe, expect, it } from 'vitest';

import sourceDrift from '../../rules/source-drift/rule.ts';
import suppressionUnused from '../../rules/suppression-unused/rule.ts';
import { runAudit } from '../../src/engine/run.ts';
import type { Loaded, Part } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { excerpts, firstDifference } from '../../src/inputs/placing/compare.ts';
import { sourceOf, withPlaces } from '../../src/inputs/placing/with-places.ts';
import { renamed } from '../../src/inputs/rename.ts';
import { snapshotOf } from '../../src/inputs/snapshot.ts';
import { printAddress } from '../../src/model/address.ts';
import { sourceServer } from '../engine/source.ts';
import { saying, toolAt } from '../engine/synthetic.ts';
import { unreadAt } from '../typescript/declared.ts';

const MADE = "const server = new McpServer({ name: 'demo' });\n";
const source = (text: string, more?: Parameters<typeof sourceServer>[1]): Loaded =>
  sourceServer({ 'server.ts': MADE + text }, more);
const live = (tools: readonly object[], more: Readonly<Record<string, unknown>> = {}): Loaded => {
  const [loaded] = loadText(
    JSON.stringify({ server: { name: 'demo', version: '1.0.0' }, fidelity: 'observed', ...more, tools }),
    'tools.json',
    'tools',
  ) as Loaded[];
  return { ...loaded!, input: 'live', locate: () => undefined, texts: new Map(), files: [] };
};
const drift = ({ server }: Loaded): string[] =>
  server.quirks.flatMap((quirk) =>
    quirk.what === 'drift' ? `${printAddress(quirk.at)}: ${quirk.source} | ${quirk.listed}` : [],
  );

const FIND = `server.tool({
  name: 'find',
  description: 'Finds issues.',
  inputSchema: { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] },
});
`;
const find = {
  name: 'find',
  description: 'Finds issues.',
  inputSchema: { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] },
};

describe('places', () => {
  const place = (loaded: Loaded, pointer: string, name = 'find', part: Part = 'value'): string | undefined => {
    const found = loaded.locate(toolAt(name, pointer), part);
    return found && `${found.file}:${found.start.line} ${found.precision}`;
  };

  it('are those of the source where it says the same', () => {
    const joined = withPlaces(live([find]), source(FIND));
    expect(drift(joined)).toEqual([]);
    expect(place(joined, '/description')).toBe('server.ts:4 exact');
    expect(place(joined, '/inputSchema/properties/q')).toBe('server.ts:5 exact');
    expect(place(joined, '/title')).toBe('server.ts:3 enclosing');
    expect(joined.files).toEqual(['server.ts']);
    expect(joined.texts.get('server.ts')).toContain('Finds issues.');
  });

  it('are about right where it says something else', () => {
    const joined = withPlaces(live([{ ...find, description: 'Found.' }]), source(FIND));
    expect(place(joined, '/description')).toBe('server.ts:4 enclosing');
    expect(place(joined, '/name')).toBe('server.ts:3 exact');
    expect(place(joined, '')).toBe('server.ts:3 enclosing');
  });

  it('of a tool that the source does not have are its own, else the server', () => {
    const observed = live([find, { name: 'extra' }]);
    const joined = withPlaces(observed, source(FIND));
    expect(place(joined, '/description', 'extra')).toBe('server.ts:1 enclosing');
    const own = {
      file: 'tools.json',
      start: { line: 9, column: 1 },
      end: { line: 9, column: 2 },
      precision: 'exact',
    } as const;
    expect(place(withPlaces({ ...observed, locate: () => own }, source(FIND)), '', 'extra')).toBe('tools.json:9 exact');
  });

  it('hold under another id', () => {
    const joined = renamed(withPlaces(renamed(live([find]), 'live'), source(FIND)), 'other');
    const found = joined.locate({ ...toolAt('find', '/description'), server: 'other' }, 'value');
    expect(found).toMatchObject({ file: 'server.ts', precision: 'exact' });
  });

  it('of a second tool of one name are those of the first', () =>
    expect(
      withPlaces(live([find, find]), source(FIND)).locate(toolAt('find', '/description', 2), 'value'),
    ).toMatchObject({
      start: { line: 4 },
    }));

  it('of the server', () => {
    const joined = withPlaces(live([find], { instructions: 'Ask.' }), source(FIND));
    expect(joined.locate(joined.server.at('instructions'), 'value')).toMatchObject({
      start: { line: 1 },
      precision: 'enclosing',
    });
    expect(joined.locate(joined.server.at(), 'value')).toMatchObject({ start: { line: 1 }, precision: 'exact' });
  });
});

describe('drift', () => {
  const between = (tools: readonly object[], text: string, more?: Parameters<typeof sourceServer>[1]): string[] =>
    drift(withPlaces(live(tools), source(text, more)));

  it.each<[string, object, string[]]>([
    ['description', { ...find, description: 'Finds.' }, ['#/description: Finds issues. | Finds.']],
    ['no description', { ...find, description: undefined }, ['#/description: Finds issues. | undefined']],
    ['a title', { ...find, title: 'Find' }, ['#/title: undefined | Find']],
    ['null is none', { ...find, title: null }, []],
    [
      'a property',
      { ...find, inputSchema: { ...find.inputSchema, properties: { q: { type: 'number' } } } },
      ['#/inputSchema/properties/q/type: string | number'],
    ],
    [
      'what is required',
      { ...find, inputSchema: { ...find.inputSchema, required: [] } },
      ['#/inputSchema/required: ["q"] | []'],
    ],
    [
      'order of keys is none',
      {
        inputSchema: { required: ['q'], properties: { q: { type: 'string' } }, type: 'object' },
        description: 'Finds issues.',
        name: 'find',
      },
      [],
    ],
    ['the dialect is the library’s', { ...find, inputSchema: { $schema: 'x', ...find.inputSchema } }, []],
    ['what no author writes', { ...find, execution: { taskSupport: 'forbidden' }, _meta: { a: 1 } }, []],
  ])('%s', (_, tool, expected) =>
    expect(between([tool], FIND)).toEqual(expected.map((rest) => `mcp:demo/tools/find${rest}`)),
  );

  it('tools on one side', () => {
    expect(between([find, { name: 'extra' }], FIND)).toEqual(['mcp:demo/tools/extra: undefined | extra']);
    expect(between([find], `${FIND}server.tool({ name: 'more' });`)).toEqual(['mcp:demo/tools/more: more | undefined']);
  });

  it('a tool that only its name tells apart is renamed', () => {
    expect(between([{ ...find, name: 'search' }], FIND)).toEqual(['mcp:demo/tools/search: find | search']);
    expect(
      between(
        [
          { ...find, name: 'a' },
          { ...find, name: 'b' },
        ],
        FIND,
      ),
    ).toHaveLength(3);
    const bare = { name: 'a', inputSchema: { type: 'object', properties: {} } };
    expect(
      between([bare], "server.tool({ name: 'b', inputSchema: { type: 'object', properties: {} } });"),
    ).toHaveLength(2);
  });

  it('what depends on a test is never held against what runs', () => {
    const when =
      (text: string): Parameters<typeof sourceServer>[1] =>
      (record) =>
        record.tools.splice(0, 1, { ...record.tools[0]!, when: { text, spot: record.spot } });
    expect(between([{ name: 'other' }], FIND, when('isPro'))).toEqual(['mcp:demo/tools/other: undefined | other']);
    expect(between([{ ...find, description: 'Else.' }], FIND, when('isPro'))).toHaveLength(1);
  });

  it('nor what was not read, nor what that decides', () => {
    const text =
      "server.tool({ name: 'find', description: text(), inputSchema: { type: 'object', properties: { q: q() } } });";
    expect(between([find], text)).toEqual([]);
    const unread = (record: Parameters<NonNullable<Parameters<typeof sourceServer>[1]>>[0]): void =>
      void record.unread.push(unreadAt(record.spot, 'one'));
    expect(between([find, { name: 'extra' }], FIND, unread)).toEqual([]);
  });

  it('version and instructions, where both sides say them', () => {
    const observed = live([find], { server: { name: 'demo', version: '2.0.0' }, instructions: 'Ask.' });
    expect(drift(withPlaces(observed, source(FIND)))).toEqual(['mcp:demo#/server/version: 1.0.0 | 2.0.0']);
    const told = source(FIND, (record) => void (record.instructions = { json: 'Tell.', trail: {} }));
    expect(drift(withPlaces(observed, told))).toContain('mcp:demo#/instructions: Tell. | Ask.');
  });

  it('is reported at the source, and by a snapshot alike', () => {
    const joined = withPlaces(
      live([{ ...find, description: 'Finds.' }, { name: 'extra' }]),
      source(`${FIND}server.tool({ name: 'more' });`),
    );
    const audit = (loaded: Loaded) =>
      runAudit([loaded], { rules: [sourceDrift], failOn: 'never', minTools: 1 }).findings;
    const found = audit(joined);
    expect(
      found.map(({ messageId, severity, place }) => `${messageId} ${severity} ${place?.file}:${place?.start.line}`),
    ).toEqual(['differs info server.ts:4', 'unregistered info server.ts:1', 'unlisted info server.ts:7']);
    const [again] = loadText(snapshotOf([joined]), 'snapshot.json', 'x') as Loaded[];
    expect(new Set(audit(again!).map(({ fingerprint }) => fingerprint))).toEqual(
      new Set(found.map(({ fingerprint }) => fingerprint)),
    );
  });

  it('of a list that was cut says nothing of tools that may be in the rest', () => {
    const joined = withPlaces(live([find], { partial: 'cut' }), source(`${FIND}server.tool({ name: 'more' });`));
    expect(runAudit([joined], { rules: [sourceDrift], failOn: 'never', minTools: 1 }).findings).toEqual([]);
  });
});

describe('comments of the source', () => {
  const about = saying('r', [{ at: toolAt('find', '/description'), message: 'it' }]);
  const audit = (joined: Loaded) =>
    runAudit([joined], { rules: [about, suppressionUnused], failOn: 'never', minTools: 1 }).findings;

  it('silence what runs', () => {
    const joined = withPlaces(live([find]), source(`// mcp-audit-disable-next-line r -- why\n${FIND}`));
    expect(audit(joined).map(({ ruleId, suppressed }) => [ruleId, suppressed?.reason])).toEqual([['r', 'why']]);
    const id = withPlaces(renamed(live([find]), 'demo~1'), source(`// mcp-audit-disable-next-line r\n${FIND}`));
    expect(
      id.suppressions[0]!.covers(
        { ...toolAt('find', '/description'), server: 'demo~1' },
        id.locate({ ...toolAt('find', '/description'), server: 'demo~1' }, 'value'),
        'r',
      ),
    ).toBe(true);
  });

  it('silence a renamed tool', () => {
    const joined = withPlaces(live([{ ...find, name: 'search' }]), source(`// mcp-audit-disable-next-line r\n${FIND}`));
    const at = toolAt('search', '/description');
    expect(joined.suppressions[0]!.covers(at, joined.locate(at, 'value'), 'r')).toBe(true);
  });

  it('are unused or not as they are for what runs', () => {
    const text = `${FIND}// mcp-audit-disable-next-line r\nserver.tool({ name: 'more' });`;
    const unused = (joined: Loaded) => audit(joined).filter(({ address }) => address.kind === 'code').length;
    expect(unused(withPlaces(live([find, { name: 'more' }]), source(text)))).toBe(1);
    expect(unused(withPlaces(live([find]), source(text)))).toBe(0);
  });
});

describe('the server of a source', () => {
  const named = (name: string, ...tools: string[]): Loaded => {
    const loaded = source(tools.map((tool) => `server.tool({ name: '${tool}' });`).join('\n'), (record) => {
      record.info = { json: { name, version: '1' }, trail: {} };
    });
    return loaded;
  };
  const chosen = (tools: readonly string[], candidates: readonly Loaded[]): string | undefined =>
    sourceOf(live(tools.map((name) => ({ name }))), candidates)?.server.id;

  it.each<[string, string[], Loaded[], string | undefined]>([
    ['that of its name', ['x', 'y'], [named('one', 'x', 'y'), named('demo', 'x')], 'demo'],
    ['that with the most of its tools', ['x', 'y'], [named('one', 'x'), named('two', 'x', 'y', 'z')], 'two'],
    ['the first of two alike', ['x'], [named('one', 'x'), named('two', 'x')], 'one'],
    ['none that has nothing of it', ['x'], [named('one', 'y'), named('two')], undefined],
    ['nor the only one', ['x'], [named('one', 'y')], undefined],
    ['unless nothing of it could be read', ['x'], [named('one')], 'one'],
    ['none of none', ['x'], [], undefined],
  ])('%s', (_, tools, candidates, expected) => expect(chosen(tools, candidates)).toBe(expected));
});

describe('differences', () => {
  it.each<[unknown, unknown, string | undefined]>([
    [1, 1, undefined],
    [1, '1', ''],
    [{ a: 1 }, { a: 1, b: undefined }, undefined],
    [{ a: { 'x/y': [1] } }, { a: { 'x/y': [2] } }, '/a/x~1y'],
    [[{ a: 1 }], [{ a: 2 }], '/0/a'],
    [[1], [1, 2], ''],
    [{ required: ['a', 'b'] }, { required: ['b', 'a'] }, undefined],
    [{ enum: ['a', 'b'] }, { enum: ['b', 'a'] }, '/enum'],
    [JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":2}}'), '/__proto__/a'],
    [null, undefined, ''],
  ])('%j and %j', (a, b, pointer) => expect(firstDifference(a, b)?.pointer).toBe(pointer));

  it('nested without end are taken for equal', () => {
    const deep = (leaf: unknown): unknown => Array.from({ length: 5000 }).reduce((inner) => [inner], leaf);
    expect(firstDifference(deep(1), deep(2))).toBeUndefined();
  });

  it('are shown around where they begin', () => {
    const long = 'The same words again and again, for long, '.repeat(5);
    const { source: a, listed: b } = excerpts({
      pointer: '',
      source: `${long}one ${long}`,
      listed: `${long}two ${long}`,
    });
    expect(a).toMatch(/^….{20}one .*…$/);
    expect(b).toMatch(/^….{20}two .*…$/);
    expect(a!.length).toBeLessThan(90);
    expect(excerpts({ pointer: '', source: { a: 1 }, listed: undefined })).toEqual({ source: '{"a":1}' });
  });
});
