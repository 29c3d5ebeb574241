import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const CALL = { at: 'api.ts#/get/call~1' };
type Shape = NonNullable<NonNullable<NonNullable<Case['failures']>[number]['ends']>[number]['shape']>;
const failing = (shape: Shape, more: Case = {}) =>
  codeCase({ outbound: [CALL], failures: [{ at: 'server.ts#/search', ends: [{ shape }] }], ...more });
const BARE: Shape = { isError: 'yes', text: { from: ['message'] } };
const list = (json: string) => json.replace('"tools":[{"name":"search"}]', '"tools":[|[{"name":"search"}]|]');

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    failing({ isError: 'yes', text: { from: ['message'], fields: ['error', 'retryable'] } }),
    { json: failing(BARE, { outbound: [] }), why: 'nothing is called that may be busy' },
    { json: failing(BARE, { outbound: [{ ...CALL, background: true }] }), why: 'nobody waits for what is called' },
    {
      json: codeCase({ outbound: [CALL], handlers: [{ at: 'server.ts#/search', by: 'dispatch' }] }),
      why: 'what it throws leaves as a protocol error, which has a code',
    },
    { json: failing(BARE, { cut: ['handlers'] }), why: 'what the other handlers return was not read' },
    { json: failing(BARE, { cut: ['failures'] }), why: 'not all failures were read' },
    { json: failing({ ...BARE, isError: 'unknown' }), why: 'what a helper returns was not read' },
    { json: failing({ isError: 'yes', text: { from: ['status'] } }), why: 'the status is a code' },
    { json: failing({ isError: 'yes', text: { from: ['body'] } }), why: 'the answer of the service may have one' },
  ],
  bad: [
    {
      json: list(codeCase({ outbound: [CALL], handlers: [{ at: 'server.ts#/search' }] })),
      says: 'missing', // the SDK makes a text of what is thrown
    },
    { json: list(failing(BARE)), says: 'missing', severity: 'info' },
    { json: list(failing({ isError: 'yes', text: { fields: ['error', 'message'] } })), says: 'missing' },
  ],
});
