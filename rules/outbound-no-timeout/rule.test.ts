import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const AT = 'api.ts#/get/call~1';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ outbound: [{ at: AT, timeout: 10_000 }] }),
    { json: codeCase({ outbound: [{ at: AT, timeout: 'set' }] }), why: 'one is set, whatever its value' },
    {
      json: codeCase({ outbound: [{ at: AT, timeout: 'unknown' }] }),
      why: 'what the client does by default is not known',
    },
    { json: codeCase({ outbound: [{ at: AT, timeout: 'none', signal: 'given' }] }), why: 'the request can be ended' },
    {
      json: codeCase({ outbound: [{ at: AT, timeout: 'none', signal: 'unknown' }] }),
      why: 'options that were not read',
    },
    { json: codeCase({ outbound: [{ at: AT, timeout: 'none', background: true }] }), why: 'nobody waits for it' },
    { json: codeCase({ outbound: [{ at: AT, timeout: 'none', tools: [] }] }), why: 'no tool reaches it' },
  ],
  bad: [
    {
      json: codeCase({ outbound: [{ at: `[|${AT}|]`, timeout: 'none', callee: 'this.api.get' }] }),
      says: 'none',
      severity: 'warning',
      text: '`this.api.get` has no timeout',
    },
    {
      json: codeCase({
        outbound: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`, `[|other.ts#/a/call|]`].map((at) => ({
          at,
          timeout: 'none',
        })),
      }),
      says: ['many', 'none'],
      text: '4 calls have no timeout, `fetch`:',
    },
  ],
});
