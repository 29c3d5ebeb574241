import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import suppressionUnused from '../../rules/suppression-unused/rule.ts';
import { Ruling, type Override } from '../../src/engine/overrides.ts';
import { runAudit, type Settings } from '../../src/engine/run.ts';
import type { Failed, Loaded } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { renamed } from '../../src/inputs/rename.ts';
import { defineRule, type Report, type Rule } from '../../src/rule.ts';
import { fc } from '../../src/testing/properties.ts';
import { sourceServer } from './source.ts';
import { saying, synthetic, toolAt } from './synthetic.ts';

/** About every name, and about all names at once. */
const each = (id: string): Rule<string, 'it'> => ({
  ...saying(id, []),
  checks: {
    *tool(tool): Iterable<Report<'it'>> {
      yield { at: tool.at('name'), message: 'it', data: { name: tool.data.name } };
    },
  },
});
const shared: Rule<string, 'it'> = {
  ...saying('shared', []),
  checks: {
    *server(server): Iterable<Report<'it'>> {
      const parts = server.tools.map((tool) => tool.at('name'));
      yield { at: server.at('tools'), message: 'it', data: { name: 'all' }, parts, because: parts };
    },
  },
};
const RULES: readonly Rule[] = [each('a'), each('b')];
const demo = (...names: string[]): Loaded => synthetic({ tools: names.map((name) => ({ name })) });
const override = (
  rules: Record<string, 'off' | 'info' | 'warning' | 'error'>,
  more: Partial<Override> = {},
): Override => ({
  levels: new Map(Object.entries(rules)),
  options: new Map(),
  ...more,
});
const audit = (loaded: readonly (Loaded | Failed)[], more: Partial<Settings> = {}) =>
  runAudit(loaded, { rules: RULES, failOn: 'error', minTools: 1, today: '2026-06-15', whole: true, ...more });
/** `rule tool severity`, with `-` before what is suppressed. */
const said = (loaded: readonly Loaded[], overrides: readonly Override[], more: Partial<Settings> = {}): string[] =>
  audit(loaded, { overrides, ...more }).findings.map(
    ({ ruleId, address, severity, suppressed }) =>
      `${suppressed ? '-' : ''}${ruleId} ${address.name}${severity === 'error' ? '' : ` ${severity}`}`,
  );
const noticed = (loaded: readonly (Loaded | Failed)[], overrides: readonly Override[], more: Partial<Settings> = {}) =>
  audit(loaded, { overrides, ...more }).notices.map(({ message }) => message);

describe('an override', () => {
  it.each<[string, readonly Override[], string[]]>([
    ['sets a level everywhere', [override({ a: 'info' })], ['a x info', 'b x', 'a y info', 'b y']],
    ['suppresses', [override({ a: 'off' })], ['-a x', 'b x', '-a y', 'b y']],
    ['is for some tools', [override({ a: 'off' }, { tools: ['x*'] })], ['-a x', 'b x', 'a y', 'b y']],
    ['has several patterns', [override({ a: 'off' }, { tools: ['z', '?'] })], ['-a x', 'b x', '-a y', 'b y']],
    ['is for some servers', [override({ a: 'off' }, { servers: ['other'] })], ['a x', 'b x', 'a y', 'b y']],
    ['is for this server', [override({ a: 'off' }, { servers: ['de*'] })], ['-a x', 'b x', '-a y', 'b y']],
    [
      'is for what fits both',
      [override({ a: 'off' }, { servers: ['demo'], tools: ['y'] })],
      ['a x', 'b x', '-a y', 'b y'],
    ],
    [
      'yields to a later one',
      [override({ a: 'off' }), override({ a: 'warning' }, { tools: ['y'] })],
      ['-a x', 'b x', 'a y warning', 'b y'],
    ],
    [
      'yields only where the later one speaks of the rule',
      [override({ a: 'off', b: 'info' }), override({ b: 'off' }, { tools: ['y'] })],
      ['-a x', 'b x info', '-a y', '-b y'],
    ],
    ['holds on its last day', [override({ a: 'off' }, { until: '2026-06-15' })], ['-a x', 'b x', '-a y', 'b y']],
    [
      'ends after it, and the one before it holds again',
      [override({ a: 'info' }), override({ a: 'off' }, { until: '2026-06-14' })],
      ['a x info', 'b x', 'a y info', 'b y'],
    ],
    [
      'does not read patterns as expressions',
      [override({ a: 'off' }, { tools: ['.', '[x]'] })],
      ['a x', 'b x', 'a y', 'b y'],
    ],
  ])('%s', (_, overrides, expected) => expect(said([demo('x', 'y')], overrides)).toEqual(expected));

  it('turns on what is off elsewhere', () => {
    const more = { severities: new Map([['a', 'off' as const]]) };
    expect(said([demo('x', 'y')], [override({ a: 'warning' }, { tools: ['y'] })], more)).toEqual([
      'b x',
      'a y warning',
      'b y',
    ]);
    expect(
      audit([demo('x')], { ...more, overrides: [override({ a: 'info' }, { servers: ['no'] })] }).rules,
    ).toHaveLength(1);
    expect(said([demo('x')], [override({ a: 'off' })], more)).toEqual(['b x']);
  });

  it('is for a server by what the configuration calls it', () =>
    expect(said([{ ...demo('x'), target: 'prod' }], [override({ a: 'off' }, { servers: ['prod'] })])).toEqual([
      '-a x',
      'b x',
    ]));

  it('says by whom, why and until when', () => {
    const [finding] = audit([demo('x')], {
      overrides: [override({ a: 'off' }, { reason: 'known', until: '2026-12-31' })],
    }).findings;
    expect(finding?.suppressed).toEqual({ by: 'config', reason: 'known', until: '2026-12-31' });
  });

  it('fails nothing with what it suppresses, and raises what it raises', () => {
    expect(audit([demo('x')], { overrides: [override({ a: 'off', b: 'off' })] }).exitCode).toBe(0);
    expect(audit([demo('x')], { overrides: [override({ a: 'info', b: 'info' })] }).exitCode).toBe(0);
  });

  it('takes out the places of a shared finding that it is for', () => {
    const [finding] = audit([demo('x', 'y', 'z')], {
      rules: [shared],
      overrides: [override({ shared: 'off' }, { tools: ['x'] })],
    }).findings;
    expect(finding).toMatchObject({ suppressed: undefined, message: 'It is `all` (1 of 3 places silenced).' });
    expect(said([demo('x', 'y')], [override({ shared: 'off' }, { tools: ['?'] })], { rules: [shared] })).toEqual([
      '-shared ',
    ]);
    expect(said([demo('x', 'y')], [override({ shared: 'info' }, { tools: ['x'] })], { rules: [shared] })).toEqual([
      'shared  info',
    ]);
  });

  it('does not change the score', () => {
    const score = (overrides: readonly Override[]) => audit([demo('x')], { overrides }).servers[0]!.score;
    expect(JSON.stringify(score([override({ a: 'off', b: 'info' })]))).toBe(JSON.stringify(score([])));
  });

  it('is for the code behind the tools it is for, if behind no other', () => {
    const at = (name: string) => ({ server: 'demo', kind: 'code' as const, name, nth: 1, pointer: '/f' });
    const fact = (name: string, ...tools: string[]) => ({ at: at(name), tools: tools.map((tool) => toolAt(tool)) });
    const none = { facts: [], complete: true, gaps: [] };
    const families = 'handlers failures outbound stdout throws loops state transports routes process probes'.split(' ');
    const loaded = synthetic({ tools: [{ name: 'x' }, { name: 'y' }] });
    const code = {
      ...Object.fromEntries(families.map((family) => [family, none])),
      failures: { ...none, facts: [fact('x.ts', 'x'), fact('both.ts', 'x', 'y'), fact('none.ts')] },
    } as unknown as NonNullable<Loaded['server']['code']>;
    const ruling = new Ruling(
      { ...loaded, server: { ...loaded.server, code } },
      {
        severities: new Map(),
        options: new Map(),
        overrides: [override({ a: 'off' }, { tools: ['x'] })],
        entries: new Map(),
        adopts: false,
      },
    );
    const [suppression] = ruling.suppressions.values();
    const isSilent = (name: string) => suppression!.covers(at(name), undefined, 'a');
    expect(['x.ts', 'both.ts', 'none.ts', 'gone.ts'].map(isSilent)).toEqual([true, false, false, false]);
  });

  it('for `constructor` is no surprise', () =>
    expect(said([demo('constructor', '__proto__')], [override({ a: 'off' }, { tools: ['__*'] })])).toEqual([
      'a constructor',
      'b constructor',
      '-a __proto__',
      'b __proto__',
    ]));
});

describe('of overrides is noticed', () => {
  const failed: Failed = { id: 'broken', input: 'json', reason: 'r' };
  const place = { file: 'mcp-audit.config.json', line: 12, column: 5 };

  it.each<[string, readonly (Loaded | Failed)[], Override, Partial<Settings>, string[]]>([
    ['one that silences', [demo('x')], override({ a: 'off' }), {}, []],
    [
      'one that silences nothing',
      [demo('x')],
      override({ quiet: 'off' }),
      { rules: [...RULES, saying('quiet', [])] },
      ['the override suppresses nothing of `quiet`: nothing of that is found there'],
    ],
    [
      'a part of one',
      [demo('x')],
      override({ a: 'off', quiet: 'off', mute: 'off' }),
      { rules: [...RULES, saying('quiet', []), saying('mute', [])] },
      ['the override suppresses nothing of `quiet`, `mute`: nothing of that is found there'],
    ],
    [
      'a level for what is not there',
      [demo('x')],
      override({ quiet: 'error' }),
      { rules: [...RULES, saying('quiet', [])] },
      [],
    ],
    [
      'servers that are none',
      [demo('x')],
      override({ a: 'info' }, { servers: ['demi', 'd?'] }),
      {},
      ['the override for the servers `demi`, `d?` is for none of those audited'],
    ],
    [
      'tools that are none',
      [demo('x')],
      override({ a: 'info' }, { tools: ['legacy_*'] }),
      {},
      ['the override for the tools `legacy_*` is for none that its server lists'],
    ],
    ['nothing where servers are missing', [demo('x'), failed], override({ a: 'off' }, { tools: ['z'] }), {}, []],
    [
      'nothing where not all was asked for',
      [demo('x')],
      override({ a: 'off' }, { tools: ['z'] }),
      { whole: false },
      [],
    ],
    [
      'what a server by its name does not have',
      [demo('x')],
      override({ a: 'off' }, { servers: ['demo'], tools: ['z'] }),
      { whole: false },
      ['the override for the tools `z` is for none that its server lists'],
    ],
    [
      'nothing where the list was cut',
      [synthetic({ tools: [{ name: 'x' }], complete: false }, { partial: 'page 2 did not come' })],
      override({ a: 'off' }, { tools: ['z'] }),
      {},
      [],
    ],
    [
      'nothing where what it is for was not read',
      [synthetic({ tools: [{ name: 'x' }], quirks: [{ at: toolAt('x', '/name'), what: 'opaque', reason: 'r' }] })],
      override({ a: 'off' }),
      {},
      [],
    ],
    [
      'nothing where the rule has nothing to look at',
      [demo('x')],
      override({ wire: 'off' }),
      { rules: [...RULES, saying('wire', [], { needs: 'wire' })] },
      [],
    ],
    ['nothing where the rule is off', [demo('x')], override({ a: 'off' }), { severities: new Map([['a', 'off']]) }, []],
    [
      'one that ended',
      [demo('x')],
      override({ a: 'off' }, { until: '2026-06-14' }),
      {},
      ['the override of `a` ended after `2026-06-14` and does nothing any more'],
    ],
    [
      'nothing with the costs alone',
      [demo('x')],
      override({ a: 'off' }, { tools: ['z'] }),
      { rules: [], focus: 'budget' },
      [],
    ],
  ])('%s', (_, loaded, one, more, expected) => expect(noticed(loaded, [one], more)).toEqual(expected));

  it('an earlier one that decides nothing any more', () =>
    expect(noticed([demo('x')], [override({ a: 'off' }, { place }), override({ a: 'info' })])).toHaveLength(1));

  it('one that silences a comment that is not used, and not one that does not', () => {
    const loaded = sourceServer({
      'server.ts':
        "const server = new McpServer({ name: 'demo' });\n// mcp-audit-disable-next-line quiet\nserver.tool({ name: 'x' });",
    });
    const more = { rules: [saying('quiet', []), suppressionUnused] };
    expect(said([loaded], [override({ 'suppression-unused': 'off' })], more)).toEqual([
      '-suppression-unused server.ts warning',
    ]);
    expect(noticed([loaded], [override({ 'suppression-unused': 'off' })], more)).toEqual([]);
  });

  it('with its place, and what to do', () =>
    expect(audit([demo('x')], { overrides: [override({ a: 'off' }, { tools: ['z'], place })] }).notices).toEqual([
      { what: 'override-unused', message: expect.any(String) as string, hint: 'correct it, or remove it', place },
    ]));

  it('names of strangers are quoted', () =>
    expect(noticed([demo('x')], [override({ a: 'off' }, { tools: ['`\u001B[31m'] })])[0]).toContain("`'\\u{1B}[31m`"));
});

describe('options', () => {
  const long = defineRule(
    {
      ...saying('long', []).meta,
      options: {
        most: { type: 'integer', default: 3, minimum: 1, describe: 'The most letters.' },
        allow: { type: 'strings', default: [], describe: 'Names.' },
        shout: { type: 'boolean', default: false, describe: 'Loudly.' },
      },
    },
    {
      *tool(tool, { options }) {
        const { name } = tool.data;
        if (name.length <= options.most || options.allow.includes(name)) return;
        yield { at: tool.at('name'), message: 'it', data: { name: options.shout ? name.toUpperCase() : name } };
      },
    },
  );
  const ran = (more: Partial<Settings> = {}, loaded = demo('abc', 'abcd', 'abcde')) =>
    audit([loaded], { rules: [long], ...more });
  const messages = (more?: Partial<Settings>, loaded?: Loaded) =>
    ran(more, loaded).findings.map(({ message }) => message);
  const set = (values: Record<string, number | boolean | readonly string[]>) => ({
    options: new Map([['long', values]]),
  });

  it.each([
    ['defaults', {}, ['It is `abcd`.', 'It is `abcde`.']],
    ['one', set({ most: 4 }), ['It is `abcde`.']],
    ['several', set({ most: 2, shout: true, allow: ['abcd'] }), ['It is `ABC`.', 'It is `ABCDE`.']],
    ['what is no option of it', set({ least: 9 }), ['It is `abcd`.', 'It is `abcde`.']],
    [
      'of an override for servers',
      {
        ...set({ most: 4, shout: true }),
        overrides: [override({}, { servers: ['demo'], options: new Map([['long', { most: 3 }]]) })],
      },
      ['It is `ABCD`.', 'It is `ABCDE`.'],
    ],
    [
      'of an override for another server',
      { overrides: [override({}, { servers: ['other'], options: new Map([['long', { most: 9 }]]) })] },
      ['It is `abcd`.', 'It is `abcde`.'],
    ],
  ])('%s', (_, more, expected) => expect(messages(more)).toEqual(expected));

  it('make no score', () => {
    const score = (more: Partial<Settings>) => JSON.stringify(ran(more).servers[0]!.score);
    expect(score(set({ most: 100 }))).toBe(score({}));
    expect(score(set({ most: 1 }))).toBe(score({}));
    expect(score({ severities: new Map([['long', 'off']]) })).toBe(score({}));
  });

  it('are there for a rule that is off but for some tools', () =>
    expect(
      messages({
        ...set({ most: 1 }),
        severities: new Map([['long', 'off']]),
        overrides: [override({ long: 'info' }, { tools: ['abc'] })],
      }),
    ).toEqual(['It is `abc`.']));

  it('are described, and their defaults are allowed, in every rule that has some', () => {
    const having = rules.flatMap(({ meta }) => (meta.options ? [meta] : []));
    expect(having.length).toBeGreaterThanOrEqual(8);
    for (const { id, options } of having)
      for (const [name, option] of Object.entries(options!)) {
        expect(name, id).toMatch(/^[a-z][a-zA-Z]*$/);
        expect(option.describe, id).toMatch(/^[A-Z].*\.$/s);
        if (option.type !== 'integer') continue;
        expect(option.default, id).toBeGreaterThanOrEqual(option.minimum ?? -Infinity);
        expect(option.default, id).toBeLessThanOrEqual(option.maximum ?? Infinity);
      }
  });

  it('that are the default ones change nothing', () => {
    const options = new Map(
      rules.flatMap(({ meta }) =>
        meta.options
          ? [
              [
                meta.id,
                Object.fromEntries(Object.entries(meta.options).map(([name, { default: value }]) => [name, value])),
              ] as const,
            ]
          : [],
      ),
    );
    const [loaded] = loadText(
      JSON.stringify({
        tools: [{ name: 'get', description: 'x'.repeat(3000), inputSchema: { type: 'string', format: 'int64' } }],
      }),
      'a.json',
      'a',
    ) as [Loaded];
    const ids = (more: Partial<Settings>) =>
      audit([loaded], { rules, ...more }).findings.map(({ fingerprint }) => fingerprint);
    expect(ids({ options })).toEqual(ids({}));
  });
});

describe('rules of plugins', () => {
  it('speak, and no score is made of them', () => {
    const judged = (more: readonly Rule[]) => audit([demo('x')], { rules: [...RULES, ...more] });
    const [without, with_] = [judged([]), judged([each('their/rule')])];
    expect(with_.findings.map(({ ruleId }) => ruleId)).toEqual(['a', 'b', 'their/rule']);
    expect(JSON.stringify(with_.servers[0]!.score)).toBe(JSON.stringify(without.servers[0]!.score));
    expect(with_.scoring).toEqual(without.scoring);
    expect(with_.ruleSet).not.toBe(without.ruleSet);
  });
});

describe('limits', () => {
  const tool = (name: string, words: number) => ({ name, description: 'word '.repeat(words) });
  const loaded = synthetic({
    tools: [tool('pay_a', 50), tool('pay_b', 60), tool('see_c', 5)],
    instructions: 'word '.repeat(30),
  });
  const given = {
    toolsets: [
      { name: 'pay', patterns: ['pay_*'] },
      { name: 'see', patterns: ['see_*'] },
    ],
  };
  const exceeded = (more: Partial<Settings>) =>
    audit([loaded], { rules: [], given, ...more }).exceeded.map(({ limit, name, server, allowed }) =>
      [limit, server, name, allowed].filter((each) => each !== undefined).join(' '),
    );

  it.each<[Settings['budget'] & {}, string[]]>([
    [{ tokens: 100 }, ['max-tokens demo 100']],
    [{ tokens: 100_000, tool: 100_000, instructions: 100_000, toolset: 100_000 }, []],
    [{ tool: 40 }, ['tool-tokens demo pay_a 40', 'tool-tokens demo pay_b 40']],
    [{ instructions: 10 }, ['instructions-tokens demo 10']],
    [{ toolset: 100 }, ['toolset-tokens demo pay 100']],
    [{ toolset: { see: 5, pay: 100_000 } }, ['toolset-tokens demo see 5']],
    [{ toolset: { other: 1, constructor: 1 } as Record<string, number> }, []],
    [
      { tokens: 0, tool: 0, instructions: 0 },
      [
        'max-tokens demo 0',
        'instructions-tokens demo 0',
        'tool-tokens demo pay_a 0',
        'tool-tokens demo pay_b 0',
        'tool-tokens demo see_c 0',
      ],
    ],
  ])('%j', (budget, expected) => expect(exceeded({ budget })).toEqual(expected));

  const warn = saying(
    'warn',
    [
      { at: toolAt('pay_a'), message: 'it' },
      { at: toolAt('pay_b'), message: 'it' },
    ],
    { severity: 'warning' },
  );
  it.each<[number, Partial<Settings>, number]>([
    [2, {}, 0],
    [1, {}, 1],
    [0, {}, 1],
    [0, { overrides: [override({ warn: 'off' })] }, 0],
    [1, { overrides: [override({ warn: 'off' }, { tools: ['pay_a'] })] }, 0],
    [0, { severities: new Map([['warn', 'info']]) }, 0],
    [0, { failOn: 'never' }, 0],
  ])('%i warnings at most', (maxWarnings, more, exitCode) =>
    expect(audit([loaded], { rules: [warn], maxWarnings, ...more }).exitCode).toBe(exitCode),
  );
});

it('whatever is decided, every finding is listed', () => {
  const level = fc.constantFrom('off' as const, 'info' as const, 'warning' as const, 'error' as const);
  const pattern = fc.stringMatching(/^[xy*?]{1,3}$/);
  const overrides = fc.array(
    fc.record({
      rules: fc.dictionary(fc.constantFrom('a', 'b'), level),
      tools: fc.option(fc.array(pattern, { minLength: 1 }), { nil: undefined }),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(overrides, (all) => {
      const list = all.map(({ rules: levels, tools }) => override(levels, tools ? { tools } : {}));
      expect(said([demo('x', 'xy')], list).map((each) => each.replace(/^-| (?:info|warning)$/g, ''))).toEqual([
        'a x',
        'b x',
        'a xy',
        'b xy',
      ]);
    }),
  );
});

it('an id moves with its server', () =>
  expect(said([renamed(demo('x'), 'two')], [override({ a: 'off' }, { servers: ['two'] })])).toEqual(['-a x', 'b x']));
