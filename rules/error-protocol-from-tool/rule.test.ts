import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = 'server.ts#/tool(search)';
const AT = 'server.ts#/call/throw~1';
const RETHROW = { at: 'server.ts#/call/throw~0', does: 'throws' } as const;
const throwing = (at: string, more: Partial<Case> = {}, by: 'dispatch' | 'callback' = 'dispatch') =>
  codeCase({
    handlers: [{ at: FN, by }],
    failures: [{ at: 'server.ts#/call/catch', ends: [RETHROW, { at, does: 'throws' }], reaches: 'nothing' }],
    ...more,
  });
const inner = { at: 'server.ts#/inner', ends: [{ at: AT, does: 'throws' }], reaches: 'nothing' } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    { json: codeCase({ throws: [{ at: AT, about: 'unknown-tool' }] }), why: 'an unknown tool is a protocol error' },
    { json: codeCase({ throws: [{ at: AT, about: 'unknown', code: '-32042' }] }), why: 'it asks the user for a page' },
    { json: codeCase({ throws: [{ at: AT, about: 'failure' }] }), why: 'of a failure the clause around it is told' },
    { json: codeCase({ throws: [{ at: AT, about: 'input', tools: [] }] }), why: 'no tool comes to it' },
    { json: throwing(AT, {}, 'callback'), why: 'the SDK makes an error result of what a callback throws' },
    {
      json: throwing(AT, {
        failures: [inner, { at: 'server.ts#/call/catch', ends: [{ shape: { isError: 'yes' } }] }],
      }),
      why: 'the handler around it makes a result of it',
    },
    {
      json: throwing(AT, {
        failures: [inner, { at: 'server.ts#/call/catch', ends: [{ shape: { kind: 'unknown', isError: 'unknown' } }] }],
      }),
      why: 'what the handler around it makes of it was not read',
    },
    {
      json: throwing(AT, { failures: [inner, { at: 'server.ts#/call/catch', ends: [{ shape: { isError: 'no' } }] }] }),
      why: 'that it is returned without `isError` is error-swallowed',
    },
    {
      json: throwing(AT, {
        failures: [{ at: 'server.ts#/call/catch', ends: [RETHROW, { shape: { isError: 'yes' } }] }],
      }),
      why: 'errors of the protocol pass, the rest becomes a result',
    },
    {
      json: codeCase({ failures: [{ ...inner, tools: [] }] }),
      why: 'no tool reaches it',
    },
  ],
  bad: [
    {
      json: codeCase({
        handlers: [{ at: FN, by: 'dispatch' }],
        throws: [{ at: `[|${AT}|]`, about: 'input', code: 'InvalidParams' }],
      }),
      says: 'input',
      severity: 'warning',
    },
    {
      json: codeCase({
        throws: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at) => ({ at, about: 'input' as const })),
      }),
      says: 'inputs',
      text: 'In 4 places bad arguments',
    },
    {
      // a clause that turns what failed into bad arguments is told once
      json: throwing(AT, {
        failures: [{ at: 'server.ts#/call/catch', ends: [{ at: `[|${AT}|]`, does: 'throws' }], reaches: 'nothing' }],
        throws: [{ at: AT, about: 'input' }],
      }),
      says: 'input',
    },
    {
      json: codeCase({
        handlers: [{ at: FN, by: 'dispatch' }],
        failures: [
          { ...inner, ends: [{ at: `[|${AT}|]`, does: 'throws' }] },
          { at: 'server.ts#/lookup', ends: [{ shape: { kind: 'empty' } }], reaches: 'data' },
        ],
      }),
      says: 'failure',
    },
    {
      json: codeCase({
        tools: [{ name: 'search' }, { name: 'find' }],
        handlers: [0, 1].map((tool) => ({ at: `${FN}${tool}`, tool, by: 'dispatch' })),
        failures: [
          inner,
          { ...inner, at: 'server.ts#/call', tools: [0, 1], ends: [{ at: `[|${AT}2|]`, does: 'throws' }] },
        ],
      }),
      says: 'failure', // and not where it is thrown first
    },
    { json: throwing(`[|${AT}|]`), says: 'failure', severity: 'info' },
    {
      json: throwing(AT, {
        failures: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at, i) => ({
          at: `server.ts#/call/${i}`,
          ends: [{ at, does: 'throws' }],
          reaches: 'nothing',
        })),
      }),
      says: 'many',
      text: 'In 4 places',
    },
  ],
});
