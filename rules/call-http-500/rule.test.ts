import { callCase, WITHOUT_ID } from '../../src/testing/call-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = { handlers: [{ at: '[|server.ts#/search|]' }] };

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    callCase([{}]),
    { json: callCase([{ ...WITHOUT_ID, outcome: 'error', code: -32602, status: 400 }]), why: 'the call was wrong' },
    { json: callCase([{ outcome: 'refused', status: 401 }]), why: 'the caller is not known' },
    { json: callCase([{ outcome: 'refused', status: 502 }]), why: 'a gateway answered for a server that is away' },
  ],
  bad: [
    {
      json: callCase([{ ...WITHOUT_ID, outcome: 'error', code: -32603, status: 500 }], FN),
      says: 'invalid',
      severity: 'info',
      text: 'HTTP 500',
    },
    { json: callCase([{ outcome: 'refused', status: 500 }], FN), says: 'valid' },
  ],
});
