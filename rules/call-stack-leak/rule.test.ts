import { callCase, WITHOUT_ID } from '../../src/testing/call-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = { handlers: [{ at: '[|server.ts#/search|]' }] };

const FRAME = 'at handle (/app/dist/server.js:12:7)';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    callCase([{ ...WITHOUT_ID, isError: true, text: '`id` is missing' }]),
    { json: callCase([{ isError: true, text: 'at 10:12:07 the job failed' }]), why: 'a time is no frame' },
  ],
  bad: [
    {
      json: callCase([{ ...WITHOUT_ID, isError: true, text: 'TypeError', stack: FRAME }], FN),
      says: 'leak',
      severity: 'info',
      text: `shows a stack: \`${FRAME}\``,
    },
    { json: callCase([{ outcome: 'refused', status: 500, stack: FRAME }], FN), says: 'leak' },
  ],
});
