import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import suppressionUnused from '../../rules/suppression-unused/rule.ts';
import { runAudit, type Settings } from '../../src/engine/run.ts';
import type { Loaded } from '../../src/inputs/input.ts';
import { renamed } from '../../src/inputs/rename.ts';
import { json } from '../../src/reporters/json/json.ts';
import type { Report, Rule } from '../../src/rule.ts';
import { sourceServer } from './source.ts';
import { saying, synthetic, toolAt } from './synthetic.ts';

/** `a` is about every description, `b` about every name, `off` never runs. */
const about = (id: string, part: string): Rule<string, 'it'> => ({
  ...saying(id, []),
  checks: {
    *tool(tool): Iterable<Report<'it'>> {
      yield { at: tool.at(part), message: 'it', data: { name: tool.data.name } };
    },
  },
});
const RULES: readonly Rule[] = [about('a', 'description'), about('b', 'name'), about('off', 'name'), suppressionUnused];
const audit = (loaded: Loaded | readonly Loaded[], more: Partial<Settings> = {}) =>
  runAudit([loaded].flat(), {
    rules: RULES,
    severities: new Map([['off', 'off']]),
    failOn: 'error',
    minTools: 1,
    ...more,
  });

const MADE = "const server = new McpServer({ name: 'demo' });\n";
const server = (text: string): Loaded => sourceServer({ 'server.ts': MADE + text });

/** What was not silenced, as `rule tool`, and what was, with `-` before it and the reason behind it. */
function said(loaded: Loaded, more?: Partial<Settings>): string[] {
  return audit(loaded, more)
    .findings.filter(({ address }) => address.kind !== 'code')
    .map(
      ({ ruleId, address, suppressed }) =>
        `${suppressed ? '-' : ''}${ruleId} ${address.name}${suppressed?.reason ? ` ${suppressed.reason}` : ''}`,
    )
    .toSorted();
}
const unused = (loaded: Loaded | readonly Loaded[], more?: Partial<Settings>): string[] =>
  audit(loaded, more)
    .findings.filter(({ address }) => address.kind === 'code')
    .map(({ message, place }) => `${place?.start.line}: ${message}`);

const ONE = "server.tool({ name: 'x', description: 'X.' });";
const LONG = `server.tool({
  name: 'x',
  description: 'X.',
});`;

describe('a comment silences', () => {
  it.each<[string, string, string[]]>([
    ['the next line', `// mcp-audit-disable-next-line a -- why\n${ONE}`, ['-a x why', 'b x']],
    ['its own line', `${ONE} // mcp-audit-disable-line a`, ['-a x', 'b x']],
    ['several rules', `// mcp-audit-disable-next-line a, b\n${ONE}`, ['-a x', '-b x']],
    ['all rules', `// mcp-audit-disable-next-line\n${ONE}`, ['-a x', '-b x']],
    ['from a block', `/* mcp-audit-disable-next-line a -- why */\n${ONE}`, ['-a x why', 'b x']],
    ['from a block of lines', `/*\n * mcp-audit-disable-next-line a\n */\n${ONE}`, ['-a x', 'b x']],
    [
      'on top of another',
      `// mcp-audit-disable-next-line a\n// mcp-audit-disable-next-line b\n${ONE}`,
      ['-a x', '-b x'],
    ],
    ['all of a registration that begins there', `// mcp-audit-disable-next-line a, b\n${LONG}`, ['-a x', '-b x']],
    [
      'one line of a registration',
      LONG.replace('  desc', '  // mcp-audit-disable-next-line a, b\n  desc'),
      ['-a x', 'b x'],
    ],
    ['not the line after', `// mcp-audit-disable-next-line a\n\n${ONE}`, ['a x', 'b x']],
    ['not from a string', `log('// mcp-audit-disable-next-line a');\n${ONE}`, ['a x', 'b x']],
    [
      'not what a line of code stands before',
      `// mcp-audit-disable-next-line a\nserver.tool({ name: 'y' });\n${ONE}`,
      ['-a y', 'a x', 'b x', 'b y'],
    ],
    ['the rest of the file', `// mcp-audit-disable a -- why\n${ONE}`, ['-a x why', 'b x']],
    [
      'until it is ended',
      `/* mcp-audit-disable a, b */\n${ONE}\n// mcp-audit-enable a\nserver.tool({ name: 'y' });`,
      ['-a x', '-b x', '-b y', 'a y'],
    ],
    [
      'until all is ended',
      `// mcp-audit-disable a\n${ONE}\n// mcp-audit-enable\nserver.tool({ name: 'y' });`,
      ['-a x', 'a y', 'b x', 'b y'],
    ],
    ['all but what is ended', `// mcp-audit-disable\n// mcp-audit-enable a\n${ONE}`, ['-b x', 'a x']],
    ['nothing before it', `${ONE}\n// mcp-audit-disable a`, ['a x', 'b x']],
    [
      'with the nearest reason',
      `// mcp-audit-disable a -- far\n// mcp-audit-disable-next-line a -- near\n${ONE}`,
      ['-a x near', 'b x'],
    ],
  ])('%s', (_, text, expected) => expect(said(server(text))).toEqual(expected));

  it('a definition that a table holds', () => {
    const loaded = sourceServer(
      {
        'server.ts': `${MADE}const table = [\n  // mcp-audit-disable-next-line a, b\n  {\n    name: 'x',\n    description: 'X.',\n  },\n];\nserver.tool(table);`,
      },
      (record, sources) => {
        const entry = sources.read(sources.find('server.ts', "{\n    name: 'x'"));
        const [loop] = record.tools;
        record.tools.splice(0, 1, {
          ...loop!,
          json: { name: 'x', description: 'X.' },
          trail: { parts: entry.trail.parts },
        });
      },
    );
    expect(said(loaded)).toEqual(['-a x', '-b x']);
  });

  it('nothing in another file', () =>
    expect(said(sourceServer({ 'server.ts': MADE, 'a.ts': '// mcp-audit-disable', 'b.ts': ONE }))).toEqual([
      'a x',
      'b x',
    ]));

  it('under another id of the server too', () => {
    const { findings } = audit(renamed(server(`// mcp-audit-disable-next-line a, b\n${ONE}`), 'demo~src'));
    expect(findings.map(({ suppressed }) => suppressed?.by)).toEqual(['comment', 'comment']);
  });

  it('and what it silences is listed, and fails nothing', () => {
    const done = audit(server(`// mcp-audit-disable-next-line a, b -- why\n${ONE}`));
    expect(done.exitCode).toBe(0);
    const report = JSON.parse(json.render(done, { root: '/', color: false, links: false, width: 80 })) as {
      findings: { suppressed: unknown }[];
    };
    expect(report.findings.map(({ suppressed }) => suppressed)).toEqual(
      Array.from({ length: 2 }, () => ({ by: 'comment', reason: 'why', until: null })),
    );
  });
});

describe('a comment at one of several places of a finding', () => {
  const PARTS = ['description', 'title', 'annotations'];
  /** One report for three parts, at their tool or at the first of them. */
  const about = (alone: boolean): Rule<string, 'it'> => ({
    ...saying('many', []),
    checks: {
      *tool(tool): Iterable<Report<'it'>> {
        const parts = PARTS.map((part) => tool.at(part));
        const related = parts.slice(alone ? 1 : 0).map((at) => ({ at, note: at.pointer.slice(1) }));
        yield { at: alone ? parts[0]! : tool.address, message: 'it', parts, related };
      },
    },
  });
  const text = (...silenced: readonly number[]): string => {
    const line = (i: number): string => (silenced.includes(i) ? ` // mcp-audit-disable-line many -- no ${i}` : '');
    return `server.tool({ name: 'x',\ndescription: 'X.',${line(0)}\ntitle: 'X',${line(1)}\nannotations: {},${line(2)}\n});`;
  };
  const judged = (alone: boolean, ...silenced: readonly number[]) => {
    const { findings } = audit(server(text(...silenced)), { rules: [about(alone), suppressionUnused] });
    expect(findings.filter(({ ruleId }) => ruleId === 'suppression-unused')).toEqual([]);
    expect(findings).toHaveLength(1);
    const [{ address, place, message, related, suppressed }] = findings as [(typeof findings)[0]];
    return {
      at: `${address.pointer} ${place!.start.line}`,
      message,
      related: related.map(({ note }) => note),
      suppressed: suppressed?.reason,
    };
  };

  it.each<[string, boolean, readonly number[], string, string, readonly string[]]>([
    [
      'a later one',
      false,
      [1],
      ' 2',
      ' (1 of 3 places silenced)',
      ['description', 'annotations', 'title, silenced: no 1'],
    ],
    [
      'two',
      false,
      [0, 2],
      ' 2',
      ' (2 of 3 places silenced)',
      ['title', 'description, silenced: no 0', 'annotations, silenced: no 2'],
    ],
    [
      'one it does not stand at',
      true,
      [2],
      '/description 3',
      ' (1 of 3 places silenced)',
      ['title', 'annotations, silenced: no 2'],
    ],
    [
      'the one it stands at',
      true,
      [0],
      '/title 4',
      ' (1 of 3 places silenced)',
      ['annotations', 'in x, silenced: no 0'],
    ],
  ])('%s: it goes on without', (_, alone, silenced, at, note, related) =>
    expect(judged(alone, ...silenced)).toMatchObject({
      at,
      message: expect.stringContaining(note) as string,
      related,
      suppressed: undefined,
    }),
  );
  it.each([true, false])('and with comments at all of them it is silenced (%s)', (alone) =>
    expect(judged(alone, 0, 1, 2)).toMatchObject({
      message: expect.not.stringContaining('silenced') as string,
      suppressed: 'no 0',
    }),
  );
  it('is spared where the report rests on something unread', () => {
    const hole = text(1).replace("'X.'", 'text()');
    expect(unused(server(hole), { rules: [about(false), suppressionUnused] })).toEqual([]);
  });
  it('one parameter of several', () => {
    const loaded = sourceServer({
      'server.ts': `${MADE}server.tool({
  name: 'find_order',
  inputSchema: { type: 'object', properties: {
    id: { type: 'string' },
    // mcp-audit-disable-next-line param-description-missing -- says it all
    customer_name: { type: 'string' },
  } },
});`,
    });
    const { findings } = audit(loaded, { rules });
    expect(findings.some(({ ruleId }) => ruleId === 'suppression-unused')).toBe(false);
    const finding = findings.find(({ ruleId }) => ruleId === 'param-description-missing');
    expect(finding!.message).toMatch(/\(1 of 2 places silenced\)\.$/);
    expect(finding!.related.map(({ note, place }) => [note, place!.start.line])).toEqual([
      ['id', 5],
      ['customer_name, silenced: says it all', 7],
    ]);
  });
});

describe('a comment that silences nothing', () => {
  it.each<[string, string, string[]]>([
    [
      'any rule',
      `\n// mcp-audit-disable-next-line\n\n${ONE}`,
      ['3: `mcp-audit-disable-next-line` silences nothing: no rule reports anything there; the next is on line 5.'],
    ],
    [
      'one rule',
      `// mcp-audit-disable-next-line a\n\n${ONE}`,
      [
        '2: `mcp-audit-disable-next-line` silences nothing of `a`: nothing of that is reported there; the next is on line 4.',
      ],
    ],
    [
      'one rule, far from what it reports',
      `// mcp-audit-disable-next-line a\n\n\n\n\n\n${ONE}`,
      ['2: `mcp-audit-disable-next-line` silences nothing of `a`: nothing of that is reported there.'],
    ],
    [
      'one of two',
      `/* mcp-audit-disable-line a, b */ server.tool({\n  name: 'x', description: 'X.',\n});`,
      [
        '2: `mcp-audit-disable-line` silences nothing of `a`, `b`: nothing of that is reported there; the next is on line 3.',
      ],
    ],
    [
      'a rule that is not there',
      `// mcp-audit-disable-next-line zzzzzz\n${ONE}`,
      ['2: `mcp-audit-disable-next-line` names the rule `zzzzzz`, which does not exist.'],
    ],
    [
      'a rule that is nearly there',
      `// mcp-audit-disable-next-line a, oof\n${ONE}`,
      ['2: `mcp-audit-disable-next-line` names the rule `oof`, which does not exist; there is `off`.'],
    ],
    ['used', `// mcp-audit-disable-next-line a\n${ONE}`, []],
    ['used beside another that does the same', `// mcp-audit-disable a\n// mcp-audit-disable-next-line a\n${ONE}`, []],
    ['for a rule that is off', `// mcp-audit-disable-next-line off\n${ONE}`, []],
    [
      'for what is said about comments',
      `// mcp-audit-disable suppression-unused\n// mcp-audit-disable-next-line a\n\n${ONE}`,
      [
        '2: `mcp-audit-disable` silences nothing of `suppression-unused`: nothing of that is reported there.',
        '3: `mcp-audit-disable-next-line` silences nothing of `a`: nothing of that is reported there; the next is on line 5.',
      ],
    ],
  ])('%s', (_, text, expected) => expect(unused(server(text))).toEqual(expected));

  it('is a warning, at the comment', () => {
    const done = audit(server(`// mcp-audit-disable-next-line off, a -- ${'why '.repeat(40)}\n\n${ONE}`), {
      rules: [suppressionUnused, about('a', 'name')],
      severities: new Map(),
    });
    const finding = done.findings.find(({ messageId }) => messageId === 'rules');
    expect(finding).toMatchObject({
      severity: 'warning',
      place: { file: 'server.ts', start: { line: 2, column: 1 }, end: { line: 2 }, precision: 'exact' },
      address: { kind: 'code', name: 'server.ts', pointer: '/mcp-audit-disable-next-line/off,a' },
    });
  });

  it('keeps its fingerprint when the file is reformatted, and two alike have two', () => {
    const prints = (text: string) =>
      audit(server(text))
        .findings.filter(({ address }) => address.kind === 'code')
        .map(({ fingerprint }) => fingerprint);
    const [print] = prints(`// mcp-audit-disable-next-line a\n\n${ONE}`);
    expect(prints(`${ONE}\n\n\n/*   mcp-audit-disable-next-line a */`)).toEqual([print]);
    expect(new Set(prints(`// mcp-audit-disable-next-line a\n\n// mcp-audit-disable-next-line a\n\n${ONE}`)).size).toBe(
      2,
    );
  });

  it('is not judged where something was not read', () => {
    const hole = "server.tool({ name: 'x', description: text() });";
    expect(unused(server(`// mcp-audit-disable-next-line a\n${hole}`))).toEqual([]);
    expect(unused(server(`// mcp-audit-disable-next-line\n${hole}`), { severities: new Map([['b', 'off']]) })).toEqual(
      [],
    );
    expect(unused(server(`// mcp-audit-disable-next-line a\n\n${hole}`))).toHaveLength(1);
    expect(unused(server(`// mcp-audit-disable-next-line a\n\n${ONE}\nserver.tool(name(), {});`))).toEqual([]);
  });

  it('nor where its report is another defect again, or none in what is served', () => {
    const strong = saying('strong', [{ at: toolAt('x'), message: 'it' }], { entails: ['weak'] });
    const weak = saying('weak', [{ at: toolAt('x', '/name'), message: 'it' }]);
    const newer = saying('newer', [{ at: toolAt('x', '/name'), message: 'it' }], {
      messages: { it: { text: 'It.', revisions: { since: '2026-07-28' } } },
    });
    const more = { rules: [strong, weak, newer, suppressionUnused], revisions: ['2025-06-18'] };
    expect(unused(server(`// mcp-audit-disable-next-line weak, newer\n${ONE}`), more)).toEqual([]);
    expect(unused(server(`// mcp-audit-disable-next-line weak, newer\n\n${ONE}`), more)).toHaveLength(1);
  });

  it('nor for a rule that needs what was not looked at', () => {
    const needy = (needs: 'wire' | 'source' | 'code'): Rule => saying('needy', [], { needs });
    const text = `// mcp-audit-disable-next-line needy\n${ONE}`;
    for (const needs of ['wire', 'source', 'code'] as const)
      expect(unused(server(text), { rules: [needy(needs), suppressionUnused] })).toEqual([]);
    const loaded = server(text);
    const observed: Loaded = { ...loaded, server: { ...loaded.server, fidelity: 'observed' } };
    expect(unused(observed, { rules: [needy('source'), suppressionUnused] })).toHaveLength(1);
    const none = { facts: [], gaps: [] };
    for (const complete of [true, false]) {
      const all = { ...none, complete: true };
      const around = { throws: all, loops: all, state: all, transports: all, routes: all, process: all, probes: all };
      const code = { handlers: all, failures: all, outbound: { ...none, complete }, stdout: all, ...around };
      const followed: Loaded = { ...loaded, server: { ...loaded.server, code } };
      expect(unused(followed, { rules: [needy('code'), suppressionUnused] })).toHaveLength(complete ? 1 : 0);
    }
  });

  it('is one that no server uses', () => {
    const a = server(`// mcp-audit-disable-next-line a\n${ONE}`);
    const b = renamed({ ...a, server: { ...a.server, tools: [] } }, 'other');
    expect(unused([a, b], { minTools: 0 })).toEqual([]);
    expect(unused([b, a], { minTools: 0 })).toEqual([]);
    expect(unused([b], { minTools: 0 })).toHaveLength(1);
    expect(unused([b, renamed(b, 'third')], { minTools: 0 })).toHaveLength(1);
  });

  it('in a package is nobody’s to clean up, though it holds', () => {
    const loaded = sourceServer({
      'node_modules/lib/server.ts': `${MADE}// mcp-audit-disable-next-line a\n${ONE}\n// mcp-audit-disable b`,
    });
    expect(said(loaded)).toEqual(['-a x', 'b x']);
    expect(unused(loaded)).toEqual([]);
  });

  it('is silenced by a baseline, not by a comment', () => {
    const loaded = server(`// mcp-audit-disable\n// mcp-audit-disable-next-line zzzzzz\n${ONE}`);
    const about = (each: Loaded) => audit(each).findings.filter(({ address }) => address.kind === 'code');
    expect(about(loaded).map(({ suppressed }) => suppressed?.by)).toEqual([undefined]);
    const baseline = { by: 'baseline', rules: ['*'], covers: () => true } as const;
    expect(
      about({ ...loaded, suppressions: [...loaded.suppressions, baseline] }).map(({ suppressed }) => suppressed?.by),
    ).toEqual(['baseline']);
  });
});

it('a suppression without a comment is never said to be unused', () => {
  const loaded = synthetic(
    { tools: [{ name: 'x' }] },
    { suppressions: [{ by: 'config', rules: ['a', 'nothing'], covers: () => false }] },
  );
  expect(unused(loaded)).toEqual([]);
});

it('many comments and many findings end soon', () => {
  const tools = Array.from(
    { length: 500 },
    (_, i) => `// mcp-audit-disable-next-line a\nserver.tool({ name: 't${i}', description: 'X.' });`,
  );
  const loaded = server(tools.join('\n'));
  const start = performance.now();
  const { findings } = audit(loaded);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(findings.filter(({ suppressed }) => suppressed).length).toBe(500);
});

it('the rules about comments have nothing to say without them', () => {
  const loaded = synthetic({ tools: [{ name: 'x' }] }, { locate: () => undefined });
  expect(
    runAudit([loaded], { rules: [...rules, suppressionUnused], failOn: 'never', minTools: 1 }).findings.some(
      ({ address }) => address.kind === 'code',
    ),
  ).toBe(false);
});
