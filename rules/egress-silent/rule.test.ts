import { cutCase } from '../../src/testing/call-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = { handlers: [{ at: '[|server.ts#/search|]' }] };
const EMPTY = { empty: true, text: '[]' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    cutCase([{ isError: true, text: 'fetch failed', before: 'filled' }]),
    cutCase([{ outcome: 'error', code: -32603, before: 'filled' }]),
    { json: cutCase([{ before: 'same' }]), why: 'what it reads is at home on this machine' },
    { json: cutCase([{ ...EMPTY, before: 'same' }]), why: 'there is nothing, with a network too' },
    { json: cutCase([{ ...EMPTY, text: 'none', before: 'empty' }]), why: 'empty with a network too' },
    { json: cutCase([{ before: 'filled' }]), why: 'it answers from a cache' },
    { json: cutCase([{ outcome: 'late', ms: 15_000, before: 'filled' }]), why: 'it hangs, and does not lie' },
  ],
  bad: [
    {
      json: cutCase([{ ...EMPTY, before: 'filled' }], FN),
      says: 'silent',
      severity: 'error',
      text: 'cut off by a network namespace without interfaces',
    },
    { json: cutCase([{ ...EMPTY, before: 'failed' }], FN), says: 'failing', severity: 'error' },
    { json: cutCase([EMPTY], FN), says: 'alone', severity: 'info' },
    {
      json: cutCase([{ ...EMPTY, before: 'filled' }], {
        ...FN,
        failures: [
          { at: 'server.ts#/search/catch~1', ends: [{ at: 'server.ts#/search/return~2', shape: { kind: 'empty' } }] },
        ],
      }),
      says: 'silent',
    },
  ],
});
