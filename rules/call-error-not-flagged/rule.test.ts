import { callCase, WITHOUT_ID } from '../../src/testing/call-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = { handlers: [{ at: '[|server.ts#/search|]' }] };

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    callCase([{ text: '' }]),
    callCase([{ ...WITHOUT_ID, isError: true, text: '`id` is missing', named: ['id'] }]),
    {
      json: callCase([{ ...WITHOUT_ID, outcome: 'error', code: -32602, text: 'id is missing' }]),
      why: 'a protocol error is flagged by itself',
    },
    { json: callCase([{ empty: true }]), why: 'a valid search without a hit' },
    { json: callCase([{ ...WITHOUT_ID, outcome: 'late' }]), why: 'it did not answer' },
    { json: callCase([{ ...WITHOUT_ID, outcome: 'lost' }]), why: 'the connection ended' },
    { json: callCase([{ ...WITHOUT_ID, tool: 'other' }]), why: 'the tool is not listed any more' },
    { json: callCase([{ isError: true, text: 'Error: no API key' }]), why: 'a failure that says so' },
  ],
  bad: [
    {
      json: callCase([{ ...WITHOUT_ID, text: 'Error: id is required', named: ['id'] }], FN),
      says: 'told',
      severity: 'info',
      text: '`{}` and answers a failure as a success, without `isError`: `Error: id is required`',
    },
    { json: callCase([{ text: 'Failed to fetch the orders: ECONNREFUSED' }], FN), says: 'told' },
    {
      json: callCase([{ ...WITHOUT_ID, text: 'Parameter id must be a string', named: ['id'] }], FN),
      says: 'told',
    },
    { json: callCase([{ ...WITHOUT_ID, text: '{"sum":null}' }], FN), says: 'taken', severity: 'info' },
    { json: callCase([{ ...WITHOUT_ID, text: '[]', empty: true }], FN), says: 'empty' },
    {
      json: callCase([{ ...WITHOUT_ID, text: '[]' }, { text: 'Error: down' }], FN),
      says: 'told',
    },
    {
      json: `{"fidelity":"observed","wire":{"pages":[],"lists":[],"stdout":[],"http":[],"calls":[{"tool":"search","kind":"invalid","arguments":"{}","fields":["id"],"outcome":"result","isError":false,"ms":1,"bytes":9,"text":"ok","empty":false,"named":[]}]},"tools":[[|{"name":"search"}|]]}`,
      says: 'taken',
    },
  ],
});
