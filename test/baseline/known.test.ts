import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import type { Entry } from '../../src/baseline/entry.ts';
import { printBaseline, readBaseline, type Baseline } from '../../src/baseline/file.ts';
import type { Audit } from '../../src/engine/audit.ts';
import { runAudit, type Settings } from '../../src/engine/run.ts';
import type { Failed, Loaded } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import type { Address } from '../../src/model/address.ts';
import type { Report, Rule } from '../../src/rule.ts';
import { fc } from '../../src/testing/properties.ts';
import { saying, serverAt, synthetic, toolAt } from '../engine/synthetic.ts';

type Given = readonly (Loaded | Failed)[];
const audit = (loaded: Given, more: Partial<Settings> = {}): Audit =>
  runAudit(loaded, { rules, failOn: 'info', minTools: 1, ...more });
const EMPTY: Baseline = { file: 'b.txt', entries: [] };

/** What `--update-baseline` would write, through its text. */
function updated(loaded: Given, before: Baseline = EMPTY, more: Partial<Settings> = {}): Baseline {
  const { baseline, version } = audit(loaded, { ...more, baseline: { ...before, adopts: true } });
  return readBaseline(printBaseline(baseline!.next!, { version, hash: baseline!.rules }), 'b.txt');
}
const fresh = (loaded: Given, baseline: Baseline, more: Partial<Settings> = {}) =>
  audit(loaded, { ...more, baseline }).findings.filter(({ suppressed }) => !suppressed);
const without = (baseline: Baseline, entry: Entry): Baseline => ({
  ...baseline,
  entries: baseline.entries.filter((each) => each !== entry),
});
const list = (tools: readonly object[], more: object = {}): Loaded[] =>
  loadText(JSON.stringify({ tools, ...more }), 'tools.json', 'tools') as Loaded[];

/** Tools with something wrong about nearly all. */
const schema = fc.oneof(
  fc.constant({}),
  fc.constant({ type: 'object' }),
  fc.record({
    type: fc.constantFrom('object', 'string'),
    properties: fc.dictionary(
      fc.constantFrom('id', 'usrId', 'user_id', 'q', 'a b', 'x\ny', 'limit'),
      fc.constantFrom<object>(
        {},
        { type: 'array' },
        { type: 'string', format: 'int64' },
        { type: 'string', description: '' },
        { type: 'integer', minimum: 9, maximum: 1 },
        { type: 'string', startsWith: 'x' },
      ),
    ),
  }),
);
const tool = fc.record(
  {
    name: fc.oneof(
      fc.constantFrom('get', 'list_orders', 'listOrders', 'upd_usr', 'a b', '', 'delete_order'),
      fc.string({ maxLength: 8 }),
    ),
    description: fc.constantFrom(
      '',
      'TODO',
      'Deletes an order.',
      'Lists orders.',
      'x'.repeat(2100),
      'You MUST call this first.',
    ),
    inputSchema: schema,
    annotations: fc.constantFrom<object>({}, { readOnlyHint: true }, { readOnlyHint: 'yes' }),
  },
  { requiredKeys: ['name'] },
);
const tools = fc.array(tool, { minLength: 1, maxLength: 8 });

describe('for any tools', () => {
  it('a run after `--update-baseline` is clean, and says nothing', () =>
    fc.assert(
      fc.property(tools, (all) => {
        const loaded = list(all);
        const done = audit(loaded, { baseline: updated(loaded) });
        expect(done.findings.filter(({ suppressed }) => suppressed?.by !== 'baseline')).toEqual([]);
        expect(done.notices).toEqual([]);
        expect(done.exitCode).toBe(0);
        expect(done.baseline).toMatchObject({ known: done.findings.length, fixed: [], kept: [] });
      }),
    ));

  it('removing an entry makes the findings it was for new, and no others', () =>
    fc.assert(
      fc.property(tools, fc.nat(), (all, at) => {
        const loaded = list(all);
        const baseline = updated(loaded);
        if (baseline.entries.length === 0) return;
        const entry = baseline.entries[at % baseline.entries.length]!;
        const less = without(baseline, entry);
        const found = fresh(loaded, less);
        expect(found.length).toBeGreaterThan(0);
        expect(new Set(found.map(({ ruleId }) => ruleId))).toEqual(new Set([entry.rule]));
        // What is missing is what an update puts back.
        expect(updated(loaded, less)).toEqual(baseline);
        expect(audit(loaded, { baseline: { ...less, adopts: true } }).baseline!.added).toBe(1);
      }),
      { numRuns: 40 },
    ));

  it('order and format say nothing, and an update is always the same', () =>
    fc.assert(
      fc.property(tools, (all) => {
        const names = new Set(all.map(({ name }) => name));
        const distinct = [...names].map((name) => all.find((each) => each.name === name)!);
        const baseline = updated(list(distinct));
        const turned = loadText(
          JSON.stringify({ tools: distinct.toReversed() }, null, 7),
          'other.json',
          'tools',
        ) as Loaded[];
        const one = JSON.stringify(distinct);
        expect(fresh(turned, baseline), one).toEqual([]);
        expect(updated(list(distinct), baseline)).toEqual(baseline);
      }),
      { numRuns: 40 },
    ));

  it('a tool that is added brings its own findings and no others', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), (count) => {
        const bare = (i: number) => ({
          name: `list_orders_${'abcdefghi'[i]}x`,
          inputSchema: { type: 'object', properties: { q: {} } },
        });
        const before = Array.from({ length: count }, (_, i) => bare(i));
        const baseline = updated(list(before));
        const found = fresh(list([...before, bare(8)]), baseline);
        expect(found.length).toBeGreaterThan(0);
        for (const { address, message } of found) expect([address.name, message]).toEqual(['list_orders_ix', message]);
      }),
    ));
});

const reports = (...all: readonly Report<'it'>[]): Rule<string, 'it'> => saying('r', all);
const demo = (more: Partial<Parameters<typeof synthetic>[0]> = {}): Loaded =>
  synthetic({ tools: ['x', 'y', 'z'].map((name) => ({ name })), ...more });
const shared = (...names: string[]): Report<'it'> => ({
  at: serverAt('/tools'),
  parts: names.map((name) => toolAt(name, '/name')),
  message: 'it',
  related: names.map((name) => ({ at: toolAt(name, '/name'), note: `in ${name}` })),
});
const known = (...lines: string[]): Baseline => readBaseline(`# mcp-audit baseline 1\n${lines.join('\n')}\n`, 'b.txt');

describe('a finding on many places', () => {
  const run = (report: Report<'it'>, ...lines: string[]) =>
    audit([demo()], { rules: [reports(report)], baseline: known(...lines) }).findings[0]!;
  const at = (name: string) => `mcp:demo/tools/${name}#/name r it`;

  it('is known place by place', () =>
    expect(
      updated([demo()], EMPTY, { rules: [reports(shared('x', 'y'))] }).entries.map(({ at: place }) => place),
    ).toEqual(['mcp:demo/tools/x#/name', 'mcp:demo/tools/y#/name']));
  it('is known where all of them are', () =>
    expect(run(shared('x', 'y'), at('x'), at('y')).suppressed).toEqual({ by: 'baseline' }));
  it('stands at the only one that is new', () => {
    const { suppressed, address, message, related } = run(shared('x', 'y', 'z'), at('x'), at('z'));
    expect(suppressed).toBeUndefined();
    expect(address).toEqual(toolAt('y', '/name'));
    expect(message).toContain('(2 of 3 places in the baseline)');
    expect(related).toEqual([]);
  });
  it('stays where it is when several are new, and names those', () => {
    const { address, related } = run(shared('x', 'y', 'z'), at('x'));
    expect(address).toEqual(serverAt('/tools'));
    expect(related.map(({ note }) => note)).toEqual(['in y', 'in z']);
  });
  it('may be silenced at some places and known at the others', () => {
    const overrides: Settings['overrides'] = [{ levels: new Map([['r', 'off']]), options: new Map(), tools: ['x'] }];
    const rule = [reports(shared('x', 'y', 'z'))];
    const judged = (...lines: string[]) =>
      audit([demo()], { rules: rule, overrides, baseline: known(...lines) }).findings[0]!;
    expect(judged(at('y')).message).toContain('(1 of 3 places silenced, 1 of 3 places in the baseline)');
    expect(judged(at('y'), at('z')).suppressed).toEqual({ by: 'baseline' });
    expect(updated([demo()], known(at('x')), { rules: rule, overrides }).entries).toHaveLength(2);
  });
});

describe('an entry is for', () => {
  const WORDED: Rule<string, string> = {
    meta: {
      ...saying('r', []).meta,
      severity: 'warning',
      messages: {
        few: 'Few.',
        many: 'Many.',
        worse: { text: 'Worse.', severity: 'error' },
        note: { text: 'Note.', severity: 'info' },
      },
    },
    checks: {},
  };
  const saysOf = (message: string, at: Address = toolAt('x', '/name'), key?: string): Rule => ({
    ...WORDED,
    checks: {
      *server() {
        yield { at, message, ...(key === undefined ? {} : { key }) };
      },
    },
  });
  const isKnown = (rule: Rule, ...lines: string[]): boolean =>
    fresh([demo()], known(...lines), { rules: [rule] }).length === 0;
  const code = (name: string): Address => ({ server: 'demo', kind: 'code', name, nth: 1, pointer: '/run/catch~ab12' });

  it.each<[string, Rule, string, boolean]>([
    ['the same', saysOf('few'), 'mcp:demo/tools/x#/name r few', true],
    ['the same in other words', saysOf('many'), 'mcp:demo/tools/x#/name r few', true],
    ['what became less bad', saysOf('note'), 'mcp:demo/tools/x#/name r few', true],
    ['not what became worse', saysOf('worse'), 'mcp:demo/tools/x#/name r few', false],
    ['what a version before called otherwise', saysOf('few'), 'mcp:demo/tools/x#/name r gone', true],
    ['no other rule', saysOf('few'), 'mcp:demo/tools/x#/name q few', false],
    ['no other place', saysOf('few'), 'mcp:demo/tools/x#/title r few', false],
    ['no other tool', saysOf('few'), 'mcp:demo/tools/y#/name r few', false],
    ['no other server', saysOf('few'), 'mcp:demi/tools/x#/name r few', false],
    ['no other key', saysOf('few', undefined, 'a'), 'mcp:demo/tools/x#/name r few', false],
    ['the same code in another file', saysOf('few', code('b.ts')), 'mcp:demo/code/a.ts#/run/catch~ab12 r few', true],
    [
      'code that was edited',
      saysOf('few', { ...code('a.ts'), pointer: '/run/call-c10eab' }),
      'mcp:demo/code/a.ts#/run/call-0a1b2c-2 r few',
      true,
    ],
    [
      'no code of another kind',
      saysOf('few', { ...code('a.ts'), pointer: '/run/call-c10eab' }),
      'mcp:demo/code/a.ts#/run/return-0a1b2c r few',
      false,
    ],
    [
      'no code of another function',
      saysOf('few', { ...code('a.ts'), pointer: '/run/call-c10eab' }),
      'mcp:demo/code/a.ts#/stop/call-0a1b2c r few',
      false,
    ],
    ['other code', saysOf('few', code('b.ts')), 'mcp:demo/code/a.ts#/run/catch~ab13 r few', false],
    [
      'no code in another file that is worse',
      saysOf('worse', code('b.ts')),
      'mcp:demo/code/a.ts#/run/catch~ab12 r few',
      false,
    ],
  ])('%s', (_, rule, line, expected) => expect(isKnown(rule, line)).toBe(expected));

  it('a raised level says nothing new', () => {
    const severities = new Map([['r', 'error' as const]]);
    expect(fresh([demo()], known('mcp:demo/tools/x#/name r few'), { rules: [saysOf('few')], severities })).toEqual([]);
  });

  it('one place: a second beside it is new', () => {
    const both = saying('r', [
      { at: { ...code('a.ts') }, message: 'it' },
      { at: { ...code('b.ts') }, message: 'it' },
    ]);
    const found = fresh([demo()], known('mcp:demo/code/c.ts#/run/catch~ab12 r it'), { rules: [both] });
    expect(found.map(({ address }) => address.name)).toEqual(['b.ts']);
  });
});

describe('what is found no more', () => {
  const none = saying('r', []);
  const FIXED = 'mcp:demo/tools/x#/name r it';
  const partial = { partial: 'page 2 did not come' };
  const hole = (pointer: string, name = 'x') => ({ at: toolAt(name, pointer), what: 'opaque' as const, reason: 'r' });

  it.each<[string, Given, Partial<Settings>, 'fixed' | 'kept']>([
    ['is fixed', [demo()], {}, 'fixed'],
    ['is fixed when another part was not read', [demo({ quirks: [hole('/description', 'y')] })], {}, 'fixed'],
    ['not in a part that was not read', [demo({ quirks: [hole('/description')] })], {}, 'kept'],
    [
      'not where a tool was not read',
      [demo({ quirks: [{ at: serverAt('/tools'), what: 'opaque', reason: 'r' }] })],
      {},
      'kept',
    ],
    ['not in a half list', [synthetic({ tools: [{ name: 'y' }], complete: false }, partial)], {}, 'kept'],
    ['not in an empty list', [synthetic({ tools: [] })], {}, 'kept'],
    ['not where nothing came', [{ id: 'demo', input: 'json', reason: 'r' }], {}, 'kept'],
    ['not where another server is audited', [synthetic({ id: 'other', tools: [{ name: 'x' }] })], {}, 'kept'],
    [
      'not by a rule that is off but for other tools',
      [demo()],
      {
        severities: new Map([['r', 'off']]),
        overrides: [{ levels: new Map([['r', 'info']]), options: new Map(), tools: ['y'] }],
      },
      'kept',
    ],
    ['not by a rule that is off', [demo()], { severities: new Map([['r', 'off']]) }, 'kept'],
    ['not by a rule without what it needs', [demo()], { rules: [saying('r', [], { needs: 'wire' })] }, 'kept'],
    [
      'not where it is another defect now',
      [demo()],
      {
        rules: [
          reports({ at: toolAt('x', '/name'), message: 'it' }),
          saying('s', [{ at: toolAt('x'), message: 'it' }], { entails: ['r'] }),
        ],
      },
      'kept',
    ],
  ])('%s', (_, loaded, more, expected) => {
    const settings = { rules: [none], ...more };
    const { fixed, kept } = audit(loaded, { ...settings, baseline: known(FIXED) }).baseline!;
    expect({ fixed: fixed.length, kept: kept.length }).toEqual({ fixed: 0, kept: 0, [expected]: 1 });
    const left = updated(loaded, known(FIXED), settings).entries.filter(({ rule }) => rule === 'r');
    expect(left).toHaveLength(expected === 'kept' ? 1 : 0);
  });

  it('is noticed, with the line of the first', () =>
    expect(audit([demo()], { rules: [none], baseline: known('', FIXED) }).notices).toEqual([
      {
        what: 'baseline-fixed',
        message: '1 entry of the baseline is found no more: `r mcp:demo/tools/x#/name`',
        hint: '`--update-baseline` takes it out, so that it cannot come back unseen',
        place: { file: 'b.txt', line: 3, column: 1 },
      },
    ]));

  it('is only counted where it is much', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `mcp:demo/tools/t${i}#/name r it`);
    expect(audit([demo()], { rules: [none], baseline: known(...lines) }).notices[0]?.message).toMatch(
      /^9 entries of the baseline are found no more: (?:`[^`]*`, ){2}`[^`]*` and 6 more$/,
    );
  });

  it('may be what a comment silences now: that is not fixed, and goes', () => {
    const loaded = { ...demo(), suppressions: [{ by: 'comment' as const, rules: ['r'], covers: () => true }] };
    const settings = { rules: [reports({ at: toolAt('x', '/name'), message: 'it' as const })] };
    const done = audit([loaded], { ...settings, baseline: known(FIXED) });
    expect(done.findings[0]?.suppressed?.by).toBe('comment');
    expect(done.baseline?.fixed).toEqual([]);
    expect(updated([loaded], known(FIXED), settings).entries).toEqual([]);
  });
});

describe('a baseline of other rules', () => {
  const none = saying('r', []);
  const what = (baseline: Baseline) =>
    audit([demo()], { rules: [none], baseline }).notices.map(({ message }) => message);

  it('of another version is noticed', () =>
    expect(what(known('# rules: mcp-audit 0.0.1 abc'))).toEqual([
      'the baseline was written by mcp-audit 0.0.1, and this is 0.1.0',
    ]));
  it('with other plugins too', () =>
    expect(what(known('# rules: mcp-audit 0.1.0 abc'))).toEqual(['the baseline was written with other rules']));
  it('that does not say is not', () => expect(what(known())).toEqual([]));
  it('of other servers is noticed where all were audited', () => {
    const settings = { rules: [none], baseline: known('mcp:old r it') };
    const said = (more: Partial<Settings>) =>
      audit([demo()], { ...settings, ...more }).notices.map(({ message }) => message);
    expect(said({ whole: true })).toEqual(['the baseline lists findings of `old`, and none of the servers audited']);
    expect(said({})).toEqual([]);
    expect(said({ whole: true, baseline: known('mcp:old r it', 'mcp:demo r it') })).toHaveLength(1);
  });
  it('names rules that are none', () => {
    expect(what(known('mcp:demo r2 it', 'mcp:demo constructor it'))).toEqual([
      'the baseline names `r2`, `constructor`, which are no rules',
    ]);
    expect(updated([demo()], known('mcp:demo r2 it'), { rules: [none] }).entries).toEqual([]);
  });
});

it('the score, the order and the fingerprints are what they were', () => {
  const loaded = list([{ name: 'get' }, { name: 'upd_usr', description: '' }]);
  const [before, after] = [audit(loaded), audit(loaded, { baseline: updated(loaded) })];
  expect(JSON.stringify(after.servers[0]!.score)).toBe(JSON.stringify(before.servers[0]!.score));
  expect(after.findings.map(({ fingerprint }) => fingerprint)).toEqual(
    before.findings.map(({ fingerprint }) => fingerprint),
  );
});

it('a hundred thousand entries are no burden', () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `mcp:demo/code/a.ts#/x${i % 50}/${i} r it`);
  const start = performance.now();
  const baseline = known(...lines);
  audit([demo()], {
    rules: [
      saying(
        'r',
        Array.from({ length: 2_000 }, (_, i) => ({ at: toolAt('x', `/${i}`), message: 'it' as const })),
      ),
    ],
    baseline,
  });
  expect(performance.now() - start).toBeLessThan(10_000);
});
