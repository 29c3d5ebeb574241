import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const AT = 'list.ts#/list/catch~1';
const FN = 'list.ts#/list';
const EMPTY = { kind: 'empty', text: { from: [] } } as const;
const none = { text: { words: 'No invoices found.' } } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"list"}]}',
    codeCase({ failures: [{ at: AT, ends: [{ does: 'throws' }] }] }),
    {
      json: codeCase({
        failures: [
          {
            at: 'retry.ts#/again/catch~1',
            reaches: 'data',
            guards: ['attempt'],
            ends: [{ does: 'throws' }, { does: 'goes-on' }],
          },
        ],
        loops: [{ at: 'retry.ts#/again/loop~1', kind: 'retry', bound: 'count' }],
      }),
      why: 'a loop that tries again, and gives the last failure on',
    },
    {
      json: codeCase({ failures: [{ at: AT, outbound: false, guards: ['JSON.parse'], ends: [{ shape: EMPTY }] }] }),
      why: 'a text that is no JSON is no failure of another service',
    },
    {
      json: codeCase({
        failures: [{ at: AT, guards: ['response.json'], ends: [{ does: 'goes-on' }], reaches: 'data' }],
      }),
      why: 'the body of an error that is no JSON',
    },
    {
      json: codeCase({ failures: [{ at: AT, form: 'branch', ends: [{ shape: none }] }] }),
      why: 'a branch has looked at the answer',
    },
    {
      json: codeCase({ failures: [{ at: AT, narrow: true, ends: [{ shape: EMPTY }, { does: 'throws' }] }] }),
      why: 'for 404 alone nothing is the answer; the rest is thrown',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'tested', ends: [{ shape: EMPTY }] }] }),
      why: 'the caller tells null from an answer',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'unknown', ends: [{ shape: EMPTY }] }] }),
      why: 'who looks at it is not known',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'data', kept: true, ends: [{ shape: EMPTY }] }] }),
      why: 'the failure is collected and told beside the rest',
    },
    {
      json: codeCase({
        failures: [{ at: AT, guards: ['send'], ends: [{ does: 'goes-on' }] }],
        outbound: [{ at: 'list.ts#/list/call~2', callee: 'send', background: true }],
      }),
      why: 'telemetry: nobody waits for it',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'nothing', ends: [{ does: 'goes-on' }] }] }),
      why: 'nothing of it would have been answered',
    },
    {
      json: codeCase({ failures: [{ at: AT, tools: [], ends: [{ shape: EMPTY }] }] }),
      why: 'no tool reaches it',
    },
    {
      json: codeCase({
        failures: [{ at: AT, ends: [{ shape: { text: { words: 'The service failed: no answer.' } } }] }],
      }),
      why: 'it tells of the failure; that it has no `isError` is error-swallowed',
    },
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ shape: { kind: 'value', text: { words: 'UTC' } } }] }] }),
      why: 'a default with a meaning',
    },
  ],
  bad: [
    {
      json: codeCase({
        failures: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at) => ({
          at,
          reaches: 'data',
          ends: [{ does: 'goes-on' }],
        })),
      }),
      says: 'many',
      severity: 'info',
      text: 'In 4 places what fails is left out of the answer, which does not say so: `fetch`.',
    },
    {
      json: codeCase({ failures: [{ at: FN, ends: [{ at: `[|${AT}|]`, shape: EMPTY }] }] }),
      says: 'empty',
      text: 'When `fetch` fails, it counts as nothing',
    },
    {
      json: codeCase({
        failures: [
          {
            at: FN,
            guards: ['api.a', 'api.b', 'api.c', 'api.d'],
            ends: [{ at: `[|${AT}|]`, shape: EMPTY }],
          },
        ],
      }),
      says: 'empty',
      text: 'When `api.a`, `api.b` and 2 more fails',
    },
    { json: codeCase({ failures: [{ at: FN, ends: [{ at: `[|${AT}|]`, shape: none }] }] }), says: 'told' },
    {
      json: codeCase({ failures: [{ at: `[|${AT}|]`, reaches: 'data', ends: [{ does: 'goes-on' }] }] }),
      says: 'ignored',
      severity: 'info',
    },
    {
      json: codeCase({ failures: [{ at: FN, reaches: 'data', ends: [{ at: `[|${AT}|]`, shape: EMPTY }] }] }),
      says: 'empty',
    },
  ],
});
