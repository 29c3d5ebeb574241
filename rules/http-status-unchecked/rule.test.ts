import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const AT = 'api.ts#/get/call~1';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ outbound: [{ at: AT, status: 'checked' }] }),
    { json: codeCase({ outbound: [{ at: AT, status: 'throws', client: 'axios' }] }), why: 'the client throws' },
    {
      json: codeCase({ outbound: [{ at: AT, status: 'unknown' }] }),
      why: 'the answer is handed to something that was not read',
    },
    { json: codeCase({ outbound: [{ at: AT, status: 'unchecked', background: true }] }), why: 'telemetry' },
    { json: codeCase({ outbound: [{ at: AT, status: 'unchecked', tools: [] }] }), why: 'no tool reaches it' },
  ],
  bad: [
    {
      json: codeCase({ outbound: [{ at: `[|${AT}|]`, status: 'unchecked' }] }),
      says: 'unchecked',
      severity: 'info',
      text: 'what `fetch` answers',
    },
    {
      json: codeCase({
        outbound: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at, i) => ({
          at,
          status: 'unchecked',
          callee: i === 2 ? 'request' : 'fetch',
        })),
      }),
      says: 'many',
      text: 'what 4 calls answer, `fetch`, `request`:',
    },
  ],
});
