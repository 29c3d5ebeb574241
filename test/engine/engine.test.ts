import { describe, expect, it } from 'vitest';

import { runAudit } from '../../src/engine/run.ts';
import type { Failed, Loaded } from '../../src/inputs/input.ts';
import { REVISIONS, type Span } from '../../src/model/revisions.ts';
import type { Report, Rule } from '../../src/rule.ts';
import { saying, serverAt, synthetic, toolAt } from './synthetic.ts';
import { fc } from '../../src/testing/properties.ts';

const TOOLS = [{ name: 'a' }, { name: 'b' }];
const audit = (
  loaded: readonly (Loaded | Failed)[],
  rules: readonly Rule[],
  more: Partial<Parameters<typeof runAudit>[1]> = {},
) => runAudit(loaded, { rules, failOn: 'error', minTools: 1, ...more });
const hole = (pointer: string) =>
  synthetic({
    tools: TOOLS,
    quirks: [{ at: toolAt('a', pointer), what: 'opaque', reason: 'a call we cannot follow' }],
  });
const sometimes = (pointer: string) =>
  synthetic({ tools: TOOLS, quirks: [{ at: toolAt('a', pointer), what: 'conditional', test: 'isAdmin' }] });
const survives = (loaded: Loaded, report: Report<'it'>) =>
  audit([loaded], [saying('r', [report])]).findings.length === 1;

describe('what rests on something unread', () => {
  it.each([
    ['at the hole', '/description', '/description', false],
    ['below it', '/inputSchema', '/inputSchema/properties/x/type', false],
    ['above it', '/inputSchema/properties/x', '/inputSchema', false],
    ['beside it', '/inputSchema/properties/x', '/inputSchema/properties/y', true],
    ['a name that only begins alike', '/inputSchema/properties/x', '/inputSchema/properties/xy', true],
    ['the whole tool', '', '/description', false],
  ])('%s', (_, opaque, at, kept) => expect(survives(hole(opaque), { at: toolAt('a', at), message: 'it' })).toBe(kept));

  it('another tool is not touched', () =>
    expect(survives(hole(''), { at: toolAt('b', '/description'), message: 'it' })).toBe(true));
  it('nor a duplicate of the same name', () =>
    expect(survives(hole(''), { at: toolAt('a', '', 2), message: 'it' })).toBe(true));

  it('goes by `because`, not by where it points', () => {
    const loaded = hole('/description');
    expect(
      survives(loaded, {
        at: toolAt('b', '/name'),
        message: 'it',
        because: [toolAt('b', '/name'), toolAt('a', '/description')],
      }),
    ).toBe(false);
    expect(survives(loaded, { at: toolAt('a', '/description'), message: 'it', because: [toolAt('a', '/name')] })).toBe(
      true,
    );
  });

  it('a list cut short mutes what rests on the whole list, and nothing else', () => {
    const loaded = synthetic({ tools: TOOLS, complete: false }, { partial: 'page 2 did not come' });
    expect(survives(loaded, { at: toolAt('a', '/name'), message: 'it', because: [serverAt('/tools')] })).toBe(false);
    expect(survives(loaded, { at: toolAt('a', '/name'), message: 'it' })).toBe(true);
    expect(audit([loaded], []).servers[0]).toMatchObject({ status: 'partial', reason: 'page 2 did not come' });
  });

  it('is listed as unchecked, with the number of reports lost', () => {
    const [server] = audit(
      [hole('/description')],
      [saying('r', [{ at: toolAt('a', '/description'), message: 'it' }])],
    ).servers;
    expect(server!.unchecked).toMatchObject([
      { address: toolAt('a', '/description'), reason: 'a call we cannot follow', dropped: 1 },
    ]);
  });
});

describe('entailment', () => {
  const strong = (at: string) => saying('strong', [{ at: toolAt('a', at), message: 'it' }], { entails: ['weak'] });
  const weak = (tool: string, at: string) => saying('weak', [{ at: toolAt(tool, at), message: 'it' }]);
  const ids = (rules: Rule[], more = {}) =>
    audit([synthetic({ tools: TOOLS })], rules, more).findings.map(({ ruleId }) => ruleId);

  it('drops the entailed finding at or below', () => {
    expect(ids([strong('/x'), weak('a', '/x')])).toEqual(['strong']);
    expect(ids([strong('/x'), weak('a', '/x/y')])).toEqual(['strong']);
  });
  it('keeps it above, beside, and on another tool', () => {
    expect(ids([strong('/x/y'), weak('a', '/x')]).toSorted()).toEqual(['strong', 'weak']);
    expect(ids([strong('/x'), weak('a', '/xy')]).toSorted()).toEqual(['strong', 'weak']);
    expect(ids([strong('/x'), weak('b', '/x')]).toSorted()).toEqual(['strong', 'weak']);
  });
  it('is resolved before suppression: a suppressed finding still stands for what it entails', () => {
    const loaded = synthetic(
      { tools: TOOLS },
      { suppressions: [{ by: 'config', rules: ['strong'], reason: 'known', covers: () => true }] },
    );
    expect(audit([loaded], [strong('/x'), weak('a', '/x')]).findings).toMatchObject([
      { ruleId: 'strong', suppressed: { by: 'config', reason: 'known' } },
    ]);
  });
  it('what is no defect in the revisions served entails nothing', () => {
    const uncharged = saying('strong', [{ at: toolAt('a', '/x'), message: 'it' }], {
      entails: ['weak'],
      messages: { it: { text: 'It.', revisions: { since: '2026-07-28' } } },
    });
    expect(
      audit([synthetic({ tools: TOOLS, revisions: ['2025-06-18'] })], [uncharged, weak('a', '/x')]).findings.map(
        ({ ruleId }) => ruleId,
      ),
    ).toEqual(['weak']);
  });
  it('a rule that is off entails nothing', () =>
    expect(ids([strong('/x'), weak('a', '/x')], { severities: new Map([['strong', 'off']]) })).toEqual(['weak']));
});

describe('severity by protocol revision', () => {
  const rule = (revisions: Span) =>
    saying('r', [{ at: toolAt('a'), message: 'it', data: { name: 'x' } }], {
      messages: { it: { text: 'It is `{name}`.', revisions } },
    });
  const judged = (served: readonly string[], revisions: Span, more = {}) =>
    audit([synthetic({ tools: TOOLS, revisions: served })], [rule(revisions)], more).findings.map(
      ({ severity, message }) => `${severity}: ${message}`,
    );

  it.each<[string[], Span, string[]]>([
    [['2025-11-25'], { since: '2025-11-25' }, ['error: It is `x`.']],
    [['2025-06-18'], { since: '2025-11-25' }, []],
    [['2025-06-18', '2026-07-28'], { since: '2026-07-28' }, ['error: It is `x`.']],
    [['2026-07-28'], { until: '2025-11-25' }, []],
    [
      [],
      { since: '2025-11-25' },
      ['info: It is `x` (a defect only since protocol 2025-11-25; which this server speaks is not known).'],
    ],
    [
      [],
      { since: '2025-11-25', until: '2025-11-25' },
      ['info: It is `x` (a defect only in protocol 2025-11-25; which this server speaks is not known).'],
    ],
    [
      [],
      { until: '2025-11-25' },
      ['info: It is `x` (a defect only until protocol 2025-11-25; which this server speaks is not known).'],
    ],
    [
      [],
      { since: '2025-06-18', until: '2025-11-25' },
      [
        'info: It is `x` (a defect only from protocol 2025-06-18 to 2025-11-25; which this server speaks is not known).',
      ],
    ],
    [[], { since: '2025-03-26' }, ['error: It is `x`.']],
    [[], {}, ['error: It is `x`.']],
  ])('served %j, a defect in %j: %j', (served, span, expected) => expect(judged(served, span)).toEqual(expected));

  it('--spec replaces what is served', () =>
    expect(judged(['2025-06-18'], { since: '2025-11-25' }, { revisions: ['2026-07-28'] })).toEqual([
      'error: It is `x`.',
    ]));
  it('a level set by the user replaces every other', () =>
    expect(judged([], { since: '2025-11-25' }, { severities: new Map([['r', 'warning']]) })).toEqual([
      'warning: It is `x` (a defect only since protocol 2025-11-25; which this server speaks is not known).',
    ]));
});

describe('finished findings', () => {
  const said = (data: Record<string, string>) =>
    audit([synthetic({ tools: TOOLS })], [saying('r', [{ at: toolAt('a'), message: 'it', data }])]).findings[0]!;

  it.each([
    ['\u001B[31mred\u001B[0m', '\\u{1B}[31mred\\u{1B}[0m'],
    ['a`b', "a'b"],
    ['{name}', '{name}'],
    ['$&', '$&'],
    ['a\u202Eb\u{E0041}', 'a\\u{202E}b\\u{E0041}'],
    ['\uD800', '\\u{D800}'],
  ])('%j is made printable', (name, shown) => expect(said({ name }).message).toBe(`It is \`${shown}\`.`));

  it('an undeclared message is a bug of the rule', () =>
    expect(() =>
      audit([synthetic({ tools: TOOLS })], [saying('r', [{ at: toolAt('a'), message: 'other' as 'it' }])]),
    ).toThrow('undeclared message'));

  it('a fingerprint depends on rule, message, address and key alone', () => {
    const print = (id: string, report: Report<'it'>, loaded = synthetic({ tools: TOOLS })) =>
      audit([loaded], [saying(id, [report])]).findings[0]!.fingerprint;
    const base = print('r', { at: toolAt('a', '/x'), message: 'it' });
    expect(base).toMatch(/^[0-9a-f]{32}$/);
    expect(
      print(
        'r',
        { at: toolAt('a', '/x'), message: 'it', data: { name: 'other' } },
        synthetic({ tools: TOOLS.toReversed() }),
      ),
    ).toBe(base);
    for (const other of [
      print('s', { at: toolAt('a', '/x'), message: 'it' }),
      print('r', { at: toolAt('a', '/y'), message: 'it' }),
      print('r', { at: toolAt('b', '/x'), message: 'it' }),
      print('r', { at: toolAt('a', '/x'), message: 'it', key: 'k' }),
    ]) {
      expect(other).not.toBe(base);
    }
  });

  it('come server first, then in the order of the list, whatever the order of the reports', () => {
    const reports = [
      toolAt('b', '/y'),
      toolAt('a', '/z'),
      serverAt('/instructions'),
      toolAt('b', '/x'),
      toolAt('a', '/a'),
    ].map((at) => ({ at, message: 'it' as const }));
    const order = (list: typeof reports) =>
      audit([synthetic({ tools: TOOLS })], [saying('r', list)]).findings.map(
        ({ address }) => `${address.name}${address.pointer}`,
      );
    fc.assert(
      fc.property(
        fc.shuffledSubarray(reports, { minLength: reports.length }),
        (list) => void expect(order(list)).toEqual(['/instructions', 'a/a', 'a/z', 'b/x', 'b/y']),
      ),
    );
  });
});

describe('the verdict', () => {
  const failed: Failed = { id: 'gone', input: 'live', reason: 'it died' };
  const bad = saying('r', [{ at: toolAt('a'), message: 'it' }]);
  const clean = synthetic({ tools: TOOLS });
  it.each([
    ['clean', [clean], [], {}, 'audited', 0],
    ['an error', [clean], [bad], {}, 'audited', 1],
    ['a warning below --fail-on', [clean], [bad], { severities: new Map([['r', 'warning' as const]]) }, 'audited', 0],
    [
      'a warning at --fail-on',
      [clean],
      [bad],
      { failOn: 'warning' as const, severities: new Map([['r', 'warning' as const]]) },
      'audited',
      1,
    ],
    ['--fail-on never', [clean], [bad], { failOn: 'never' as const }, 'audited', 0],
    [
      'a hidden error still fails',
      [clean],
      [saying('r', [{ at: toolAt('a'), message: 'it' }], { severity: 'warning' })],
      { failOn: 'warning' as const, minSeverity: 'error' as const },
      'audited',
      1,
    ],
    ['a failed target outranks findings', [clean, failed], [bad], {}, 'not-evaluated', 2],
    ['--fail-on never removes only 1', [failed], [], { failOn: 'never' as const }, 'not-evaluated', 2],
    ['an empty list', [synthetic({})], [], {}, 'not-evaluated', 2],
    ['an empty list that was expected', [synthetic({})], [], { minTools: 0 }, 'audited', 0],
    ['fewer than --min-tools', [clean], [], { minTools: 3 }, 'not-evaluated', 2],
    ['a list cut short', [synthetic({ tools: TOOLS, complete: false })], [], {}, 'partial', 2],
    ['tokens over the limit', [clean], [], { budget: { tokens: 1 } }, 'audited', 1],
    ['tokens under it', [clean], [], { budget: { tokens: 1000 } }, 'audited', 0],
    ['unread parts', [hole('/description')], [], {}, 'audited', 0],
    ['unread parts with --fail-on-unchecked', [hole('/description')], [], { failOnUnchecked: true }, 'audited', 2],
    ['a conditional tool', [sometimes('')], [], {}, 'audited', 0],
    ['a conditional tool with --fail-on-unchecked', [sometimes('')], [], { failOnUnchecked: true }, 'audited', 2],
    ['a conditional part with it', [sometimes('/title')], [], { failOnUnchecked: true }, 'audited', 0],
    ['no target at all', [], [], {}, 'not-evaluated', 2],
  ] as const)('%s', (_, loaded, rules, more, status, exitCode) =>
    expect(audit(loaded, rules, more)).toMatchObject({ status, exitCode }),
  );

  it('a suppressed error is listed and does not fail', () => {
    const loaded = synthetic(
      { tools: TOOLS },
      { suppressions: [{ by: 'baseline', rules: ['*'], covers: (at) => at.name === 'a' }] },
    );
    expect(audit([loaded], [bad])).toMatchObject({ exitCode: 0, findings: [{ suppressed: { by: 'baseline' } }] });
  });
});

it('revisions stay in order: the newest is last', () => expect([...REVISIONS].toSorted()).toEqual([...REVISIONS]));
