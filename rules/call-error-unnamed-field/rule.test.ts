import { callCase, WITHOUT_ID } from '../../src/testing/call-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = { handlers: [{ at: '[|server.ts#/search|]' }] };

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    callCase([{ ...WITHOUT_ID, isError: true, text: '`id` is missing', named: ['id'] }]),
    callCase([{ ...WITHOUT_ID, outcome: 'error', code: -32602, text: 'id is required', named: ['id'] }]),
    { json: callCase([{ ...WITHOUT_ID, text: 'ok' }]), why: 'that it is no error is another rule' },
    { json: callCase([{ isError: true, text: 'no API key' }]), why: 'nothing was wrong with the arguments' },
    {
      json: callCase([{ ...WITHOUT_ID, outcome: 'error', code: -32603, status: 500 }]),
      why: 'the status is another rule',
    },
    {
      json: callCase([
        { isError: true, text: 'no browser' },
        { ...WITHOUT_ID, isError: true, text: 'no browser' },
      ]),
      why: 'with valid arguments it fails too',
    },
    {
      json: callCase([{ ...WITHOUT_ID, isError: true, text: 'SHOP_API_KEY: API key not set' }]),
      why: 'what it lacks is no argument',
    },
    { json: callCase([{ ...WITHOUT_ID, outcome: 'refused', status: 400 }]), why: 'HTTP alone refused it' },
  ],
  bad: [
    {
      json: callCase([{ ...WITHOUT_ID, isError: true, text: 'Invalid input' }], FN),
      says: 'unnamed',
      severity: 'info',
      text: 'does not name `id`: `Invalid input`',
    },
    {
      json: callCase([{ ...WITHOUT_ID, outcome: 'error', code: -32602, text: 'Invalid params' }], FN),
      says: 'unnamed',
    },
    { json: callCase([{ ...WITHOUT_ID, isError: true }], FN), says: 'wordless' },
    {
      json: callCase([{ ...WITHOUT_ID, outcome: 'error', code: -32603, text: 'id is undefined', named: ['id'] }], FN),
      says: 'internal',
      text: 'the protocol error -32603',
    },
  ],
});
