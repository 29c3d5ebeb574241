import { callCase } from '../../src/testing/call-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const NAMES = ['search', 'list', 'get', 'find'];
const tools = NAMES.map((name) => ({ name }));
/** One call of each tool, which took so long. */
const timed = (...ms: readonly number[]): string =>
  callCase(
    ms.map((each, i) => ({ tool: NAMES[i]!, ms: each })),
    { tools },
  );
const at = (json: string, name: string): string => json.replace(`{"name":"${name}"}`, `[|{"name":"${name}"}|]`);

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    timed(200, 300, 250, 280),
    { json: timed(900, 20, 20, 20), why: 'below a second nobody notices' },
    { json: timed(12_000, 13_000), options: { most: 20_000 }, why: 'somebody has more time' },
    { json: timed(2000, 1900, 1500, 2200), why: 'all are as slow' },
    { json: timed(5000, 20), why: 'of two tools there is no mean' },
    {
      json: callCase([{ kind: 'invalid', fields: ['id'], isError: true, ms: 20_000 }]),
      why: 'what was rejected did no work',
    },
    { json: callCase([{ outcome: 'lost', ms: 12_000 }]), why: 'the connection ended' },
  ],
  bad: [
    {
      json: at(timed(4000, 200, 300, 100), 'search'),
      says: 'slow',
      severity: 'info',
      text: '4.00 s, 20 times what the other tools take, 0.20 s on average',
    },
    { json: at(timed(200, 12_400, 300, 100), 'list'), says: 'long', text: 'took 12 s' },
    {
      json: at(callCase([{ outcome: 'late', ms: 15_000 }], { tools }), 'search'),
      says: 'late',
      text: 'did not answer within 15 s',
    },
    { json: at(callCase([{ ms: 11_000 }], { tools }), 'search'), says: 'long' },
    { json: at(timed(800), 'search'), options: { most: 500 }, says: 'long', text: 'longer than 0.5 s' },
  ],
});
