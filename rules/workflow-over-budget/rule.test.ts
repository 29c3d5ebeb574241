import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { placements } from '../../src/testing/placements.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const TOOLS = [{ name: 'search' }, { name: 'summarize' }, { name: 'render' }];
const CHAIN = { workflows: [{ tools: ['search', 'summarize', 'render'] }] };
const CALLS = [0, 1, 2].map((tool) => ({ at: `api.ts#/f${tool}/call~1`, tools: [tool], timeout: 1_000 }));
const PROBED = {
  kind: 'valid',
  fields: [],
  arguments: '{}',
  outcome: 'result',
  isError: false,
  bytes: 2,
  text: 'ok',
  empty: false,
  named: [],
};
const of = (more: Partial<Case>): string => codeCase({ tools: TOOLS, ...more });
const withCall = (nth: number, more: object) => [...CALLS.filter((_, i) => i !== nth), { ...CALLS[nth]!, ...more }];
const fits = of({ outbound: CALLS });
const generous = of({ outbound: withCall(2, { at: '[|api.ts#/f2/call~1|]', timeout: 30_000 }) });
const silent = generous.replace(/\[\||\|\]/g, '');

const probed = (...times: readonly number[]): string =>
  JSON.stringify({
    fidelity: 'observed',
    tools: TOOLS,
    wire: {
      calls: [400, ...times].map((ms, i) => ({ ...PROBED, tool: TOOLS[i]!.name, ms })),
    },
  });

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    { json: silent, why: 'no workflow is named' },
    { json: fits, given: CHAIN, why: '3,000 of 4,500 ms' },
    { json: of({ outbound: CALLS.map((call) => ({ ...call, timeout: 1_500 })) }), given: CHAIN, why: 'just so' },
    {
      json: silent,
      given: { workflows: [{ tools: ['search', 'render'] }], turnBudget: 15_500 },
      why: 'turns may take longer here',
    },
    {
      json: silent,
      given: { workflows: [{ tools: ['search', 'render'], budget: 31_000 }], turnBudget: 1 },
      why: 'this workflow may take longer',
    },
    { json: silent, given: { workflows: [{ tools: ['search', 'export'] }] }, why: 'a tool of another server' },
    {
      json: of({ outbound: withCall(2, { timeout: 30_000, background: true }) }),
      given: CHAIN,
      why: 'nobody waits for it',
    },
    {
      json: of({ outbound: withCall(2, { timeout: 'none', signal: 'given' }) }),
      given: CHAIN,
      why: 'it ends with the request',
    },
    { json: of({ outbound: withCall(2, { timeout: 'set' }) }), given: CHAIN, why: 'a timeout of unknown length' },
    { json: of({ outbound: [], cut: ['outbound'] }), given: CHAIN, why: 'nothing is known' },
    {
      json: fits,
      given: {
        ...CHAIN,
        latencies: new Map([
          ['search', { p99: 1_500 }],
          ['render', { p99: 3_000 }],
        ]),
      },
      why: 'it fits also when it is slow',
    },
  ],
  bad: [
    {
      json: generous,
      given: CHAIN,
      says: 'over',
      severity: 'warning',
      text: '`search`, `summarize`, `render` has 4,500 ms, and its timeouts and waits add up to 32,000: `search` 1,000, `summarize` 1,000, `render` 30,000.',
    },
    {
      json: of({
        outbound: [
          { ...CALLS[0]!, timeout: 'set' },
          { ...CALLS[2]!, at: '[|api.ts#/f2/call~1|]', timeout: 9_000 },
        ],
        handlers: [{ at: 'a.ts#/a', tool: 1 }],
        cut: ['outbound'],
      }),
      given: CHAIN,
      says: 'over',
      text: 'add up to 9,000: `render` 9,000. Not counted, since not known: `search`, `summarize`.',
    },
    {
      json: of({ outbound: CALLS, handlers: [{ at: '[|a.ts#/render|]', tool: 2, longest: 60_000 }] }),
      given: CHAIN,
      says: 'over',
      text: '`render` 60,000',
    },
    {
      json: generous,
      given: { workflows: [{ tools: ['render', 'render'], budget: 50_000 }] },
      says: 'over',
      text: '`render` 30,000, `render` 30,000',
    },
    {
      json: of({ outbound: withCall(0, { at: '[|api.ts#/f0/call~1|]', timeout: 'none', callee: 'this.api.get' }) }),
      given: CHAIN,
      says: 'endless',
      text: 'no timeout in `search` (`this.api.get`).',
    },
    {
      json: of({
        outbound: [
          { ...CALLS[0]!, at: '[|api.ts#/f0/call~1|]', timeout: 'none' },
          { ...CALLS[1]!, timeout: 10_000 },
          CALLS[2]!,
        ],
      }),
      given: CHAIN,
      says: 'endless',
      text: '(`fetch`). The timeouts and waits of the others add up to 11,000.',
    },
    {
      json: '{"tools":[{"name":"search"},[|{"name":"render"}|]]}',
      given: {
        workflows: [{ tools: ['search', 'render'] }],
        latencies: new Map([
          ['search', { p50: 90, p99: 800 }],
          ['render', { p99: 2_600 }],
        ]),
      },
      says: 'slow',
      text: 'has 3,000 ms, and the 99th percentiles of its tools add up to 3,400',
    },
    {
      json: probed(1_900, 2_400).replace('{"name":"render"}', '[|{"name":"render"}|]'),
      given: CHAIN,
      says: 'slow',
      text: 'has 4,500 ms, and one call of each of its tools took, together, 4,700:',
    },
  ],
});

const TWICE = { workflows: [{ tools: ['find_orders', 'find_orders'] }] };
const SLOW = new Map([['find_orders', { p99: 2_000 }]]);
/** The same call wherever it stands, with this in its options. */
const everywhere = (callee: string, options: string) =>
  placements(`const answer = await ${callee}('https://shop.example/orders', { ${options} });
if (!answer.ok) throw new Error(\`the shop answered \${answer.status}\`);
return { content: [{ type: 'text', text: await answer.text() }] };`).map(({ where, sources }) => {
    const { 'server.ts': ts = '', ...others } = sources;
    return { where, ts, sources: others };
  });

sourceTest(rule, {
  good: [
    ...everywhere('fetch', 'signal: AbortSignal.timeout(1_500)').map(({ where, ts, sources }) => ({
      ts,
      sources,
      given: TWICE,
      why: `it fits, ${where}`,
    })),
    ...everywhere('fetch', 'signal: AbortSignal.timeout(30_000)').map(({ where, ts, sources }) => ({
      ts,
      sources,
      why: `no workflow is named, ${where}`,
    })),
  ],
  bad: [
    ...everywhere('[|fetch|]', 'signal: AbortSignal.timeout(5_000)').map(({ ts, sources }) => ({
      ts,
      sources,
      given: TWICE,
      says: 'over' as const,
      text: 'has 3,000 ms, and its timeouts and waits add up to 10,000',
    })),
    ...everywhere('[|fetch|]', '').map(({ ts, sources }) => ({
      ts,
      sources,
      given: TWICE,
      says: 'endless' as const,
      text: 'no timeout in `find_orders` (`fetch`)',
    })),
    {
      ts: everywhere('fetch', 'signal: AbortSignal.timeout(1_500)')[0]!.ts.replace(
        "'find_orders'",
        "[|'find_orders'|]",
      ),
      given: { ...TWICE, latencies: SLOW },
      says: 'slow',
      text: 'add up to 4,000',
    },
  ],
});
