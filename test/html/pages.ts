import { rules } from '../../rules/index.ts';
import type { Spending } from '../../src/budget/spending/spending.ts';
import type { Audit, ServerAudit } from '../../src/engine/audit.ts';
import { runAudit } from '../../src/engine/run.ts';
import type { FleetGroup } from '../../src/fleet/fleet.ts';
import type { Failed, Loaded } from '../../src/inputs/input.ts';
import type { Grouping } from '../../src/model/toolset.ts';
import { htmlReporter } from '../../src/reporters/html/html.ts';
import { AUDITS, loaded, NASTY, placeless } from '../reporters/audits.ts';

const audited = (...targets: readonly (Loaded | Failed)[]): Audit =>
  runAudit(targets, { rules, failOn: 'error', minTools: 1 });

const VERBS = ['list', 'get', 'create', 'update', 'delete', 'search', 'archive', 'export'];
const NOUNS = ['issue', 'order', 'invoice', 'pull_request', 'customer', 'build', 'secret', 'calendar_event', 'report'];

/** Tools as servers have them: long and short, described and not. */
export const tools = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, i) => {
    const [verb, noun] = [VERBS[i % VERBS.length]!, NOUNS[Math.floor(i / VERBS.length) % NOUNS.length]!];
    const round = Math.floor(i / (VERBS.length * NOUNS.length));
    const parameters = Array.from({ length: 1 + (i % 7) }, (_, j) => [
      ['id', 'owner', 'page_size', 'query', 'state', 'since', 'fields'][j]!,
      {
        type: j === 2 ? 'integer' : 'string',
        ...(i % 3 === 0 ? {} : { description: `The ${noun} to ${verb}, as another tool returned it. Part ${j}.` }),
        ...(j === 4 ? { enum: ['open', 'closed', 'all'] } : {}),
      },
    ]);
    return {
      name: `${verb}_${noun}${round > 0 ? `_${round}` : ''}`,
      description:
        `${verb} ${noun}s of an account. ${'Use it when the user asks for one by name. '.repeat(i % 5)}`.trim(),
      inputSchema: { type: 'object', properties: Object.fromEntries(parameters), required: ['id'] },
      ...(i % 2 === 0 ? { annotations: { readOnlyHint: i % 4 === 0 } } : {}),
    };
  });

/** Groups by noun, the last few in none. */
export function groupingOf({ loaded: from }: ServerAudit, basis: Grouping['basis'] = 'names'): Grouping {
  const items = from?.server.tools ?? [];
  const groups = new Map<string, typeof items>();
  for (const item of items.slice(0, -3)) {
    const name = item.data.name.split('_')[1] ?? item.data.name;
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const toolsets = [...groups].map(([name, own]) => ({ name, tools: own }));
  return { basis, confidence: 0.83, toolsets, rest: items.slice(-3) };
}

/** All that a spending can have; the texts are the server's own. */
function spendingOf({ loaded: from, budget }: ServerAudit): Spending {
  const { tools: items, instructions = '' } = from!.server;
  const total = budget!.model + budget!.instructions;
  const first = items.slice(0, 30);
  const text = items[0]?.data.description ?? instructions;
  return {
    sent: [{ encoding: 'cl100k_base', model: total - 40, listing: total + 60, instructions: 0 }],
    views: [
      {
        id: 'anthropic',
        title: 'Anthropic, JSON',
        source: 'https://docs.example/anthropic',
        tokens: { o200k_base: total, cl100k_base: total - 40 },
        estimates: [
          { models: 'Claude 4.7 and later', from: total, to: 2 * total, basis: '1.25 to 1.7 times o200k_base' },
        ],
        hidden: 0,
      },
      {
        id: 'openai-typescript',
        title: 'OpenAI, TypeScript namespace',
        source: 'javascript:alert(1)',
        tokens: { o200k_base: Math.round(0.8 * total) },
        estimates: [],
        hidden: 212,
      },
    ],
    windows: [128_000, 200_000, 1_000_000].map((window) => ({ window, share: total / window })),
    costs: [
      { model: 'Sonnet', uncached: { from: 50, to: 65.3 }, cached: { from: 5, to: 5 }, asOf: '2026-07-02' },
      { model: 'GPT', uncached: { from: 1250, to: 1630.4 }, cached: { from: 12, to: 16 }, asOf: '2026-07-02' },
    ],
    repeats: (['parameter', 'sentence', 'title', 'enum'] as const).map((kind) => ({
      kind,
      text,
      at: first.map((item) => item.at('inputSchema', 'properties', 'id', 'description')),
      tokens: 900,
      duplicate: 870,
    })),
    longest: first
      .slice(0, 10)
      .map((item) => ({ at: item.at('description'), text: item.data.description ?? '', tokens: 300 })),
    savings: [
      {
        kind: 'split',
        say: 'Offer `issue` and `order` by default.',
        risk: 'low',
        at: first.map(({ address }) => address),
        spent: 4_000,
      },
      {
        kind: 'drop',
        say: 'Drop the `title`s.',
        risk: 'none',
        at: first.map(({ address }) => address),
        spent: 512,
        saves: 498,
        edits: [
          ...first.map((item, i) => ({
            at: item.at('description'),
            ...(i % 2 === 0 ? { drop: true as const } : { cut: [[0, 5] as const, [9, 400] as const] }),
          })),
          { at: from!.server.at('instructions'), add: text },
        ],
      },
      {
        kind: 'shorten',
        say: `Shorten \`${text.slice(0, 80)}\`.`,
        risk: 'some',
        at: [from!.server.at('instructions')],
        spent: 100,
      },
    ],
  };
}

/** The same audit with what the budget commands add. */
export const withBudget = (audit: Audit): Audit => ({
  ...audit,
  servers: audit.servers.map((server) =>
    server.loaded && server.budget
      ? { ...server, toolsets: () => groupingOf(server), spending: () => spendingOf(server) }
      : server,
  ),
});

/** Some servers as a client configures them, with all that can be said of that. */
const withFleet = (audit: Audit, text = 'search_everything'): Audit => {
  const spent = (total: number) => ({
    model: total,
    instructions: 0,
    total,
    windows: [{ window: 200_000, share: total / 200_000 }],
  });
  const address = audit.servers[0]!.tools[0]!.address;
  const group: FleetGroup = {
    client: 'claude-code',
    title: 'Claude Code',
    files: ['.mcp.json', text],
    members: [
      { name: 'shop', state: 'read', server: 'shop', tools: 30, listed: 40, spent: spent(4_986) },
      { name: text, state: 'partial', reason: text, tools: 12, spent: spent(1_392) },
      { name: 'broken', state: 'failed', reason: 'it exited with code 1' },
      { name: 'asleep', state: 'off', reason: 'disabled in the file' },
    ],
    together: { ...spent(6_378), tools: 42 },
    clashes: [{ name: text, tools: [1, 2].map((i) => ({ member: `m${i}`, tool: text, address })) }],
    long: [{ member: 'shop', tool: text, address, name: `mcp__shop__${text}`, longest: 64, over: 'refused' }],
    cut: [{ member: 'shop', address, characters: 3_000, most: 2_048 }],
    crowded: { most: 40, tools: 42, note: text },
    named: true,
  };
  return { ...audit, fleet: { groups: [group, { ...group, client: 'variants', title: text, files: [] }] } };
};

/** What a text must do to run, to load or to lead away; each sets `window.ran` or asks for `evil.example`. */
export const PAYLOADS = [
  '<script>window.ran=1;alert(1)</script>',
  '</script><script>window.ran=1</script>',
  '</style><script>window.ran=1</script>',
  '</title><script>window.ran=1</script>',
  '--><script>window.ran=1</script><!--',
  ']]><script>window.ran=1</script>',
  '<img src="https://evil.example/x" onerror="window.ran=1">',
  '" onmouseover="window.ran=1" autofocus onfocus="window.ran=1" x="',
  "' onmouseover='window.ran=1' x='",
  '` onclick=window.ran=1 `',
  'javascript:window.ran=1',
  '[x](javascript:window.ran=1) https://evil.example/',
  '<a href="javascript:window.ran=1">here</a>',
  '<svg><script>window.ran=1</script><animate onbegin="window.ran=1" attributeName="x"/></svg>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/x.css">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<style>@import url(https://evil.example/x.css);*{background:url(https://evil.example/y)}</style>',
  '<form action="https://evil.example/"><input name="q"><button>go</button></form>',
  '&lt;script&gt;window.ran=1&lt;/script&gt; &#x3c;script&#x3e;',
  '<template><script>window.ran=1</script></template><noscript><img src="https://evil.example/z"></noscript>',
  '\u202Etxet desrever\u202C \u2066isolate \u200Fmark \u200B\uFEFF\u{E0041}',
  '${window.ran=1} {{constructor.constructor("window.ran=1")()}}',
  'url(https://evil.example/x);background:red',
  ...NASTY,
];

const hostileList = (name: string): Record<string, unknown> => ({
  server: { name, version: PAYLOADS[0] },
  instructions: PAYLOADS.join('\n'),
  tools: PAYLOADS.map((text) => ({
    name: text,
    description: `${text} ${text}`,
    inputSchema: { type: 'object', properties: { [text]: { type: 'array', description: text, default: text } } },
    annotations: { title: text },
  })),
});

export const MEGABYTE = `Reads a file. ${'<b>word</b> '.repeat(100_000)}`;

/** One page of each kind a reader meets. */
export const audits = (): Readonly<Record<string, Audit>> => ({
  one: withBudget(
    audited(loaded({ server: { name: 'shop', version: '1.2.0' }, instructions: 'Ask first.', tools: tools(60) })),
  ),
  'one tool': audited(loaded({ tools: tools(1) })),
  several: withFleet(
    withBudget(
      audited(
        loaded({ server: { name: 'shop' }, tools: tools(40) }, 'shop.json'),
        placeless(
          loaded(
            { server: { name: 'desk' }, instructions: 'Begin with `list`. '.repeat(20), tools: tools(90) },
            'desk.json',
          ),
        ),
        loaded({ server: { name: 'half' }, tools: tools(12), nextCursor: 'more' }, 'half.json'),
        {
          id: 'broken',
          input: 'live',
          reason: 'it exited with code 1',
          detail: 'Error: no key\n  at load (a.js:1)',
          hint: 'Set `API_KEY`.',
        },
      ),
    ),
  ),
  thousand: withBudget(audited(loaded({ server: { name: 'everything' }, tools: tools(1000) }))),
  hostile: withFleet(
    withBudget(
      audited(
        loaded(hostileList(PAYLOADS[0]!), 'hostile.json'),
        placeless(loaded(hostileList(PAYLOADS[7]!), 'live.json')),
        {
          id: PAYLOADS[1]!,
          input: 'live',
          reason: PAYLOADS[2]!,
          detail: PAYLOADS.join('\n'),
          hint: PAYLOADS[6]!,
        },
      ),
    ),
    PAYLOADS[0],
  ),
  'a megabyte': withBudget(
    audited(loaded({ tools: [{ ...tools(2)[1]!, name: 'read_file', description: MEGABYTE }, ...tools(3)] })),
  ),
  ...Object.fromEntries(['source', 'suppressed', 'opaque', 'nothing', 'failed'].map((name) => [name, AUDITS[name]!])),
});

export const pageOf = (audit: Audit): string =>
  htmlReporter.render(audit, { root: '/repo', color: false, links: false, width: 80 });
