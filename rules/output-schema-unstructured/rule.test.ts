import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = 'server.ts#/weather';
const AT = 'server.ts#/weather/return~1';
const outputSchema = { type: 'object', properties: { celsius: { type: 'number' } } };
const TOOL = { name: 'get_weather', outputSchema };
const returning = (at: string, shape: object, where: 'success' | 'catch' | 'error-branch' = 'success', tool = 0) => ({
  at: `${FN}/${tool}`,
  tool,
  returns: [{ at, where, shape }],
});

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"get_weather","outputSchema":{"type":"object"}}]}',
    codeCase({ tools: [TOOL], handlers: [returning(AT, { structured: 'yes' })] }),
    {
      json: codeCase({ tools: [{ name: 'get_weather' }], handlers: [returning(AT, {})] }),
      why: 'it declares no schema',
    },
    {
      json: codeCase({ tools: [TOOL], handlers: [returning(AT, { isError: 'yes' }, 'catch')] }),
      why: 'an error needs no structure',
    },
    {
      json: codeCase({ tools: [TOOL], handlers: [returning(AT, {}, 'error-branch')] }),
      why: 'it tells of an error, if without `isError`',
    },
    {
      json: codeCase({ tools: [TOOL], handlers: [returning(AT, { structured: 'unknown' })] }),
      why: 'a spread may bring it',
    },
    {
      json: codeCase({ tools: [TOOL], handlers: [{ ...returning(AT, {}), complete: false }] }),
      why: 'what else it returns was not read',
    },
    {
      json: codeCase({ tools: [TOOL], handlers: [returning(AT, { kind: 'value' })] }),
      why: 'the framework makes the result of what is returned',
    },
  ],
  bad: [
    {
      json: codeCase({
        tools: [TOOL],
        handlers: [
          {
            at: FN,
            returns: [
              { at: `[|${AT}|]`, shape: {} },
              { at: `${AT}2`, shape: { structured: 'yes' } },
              { at: `${AT}3`, where: 'catch' },
            ],
          },
        ],
      }),
      says: 'here',
      severity: 'info',
    },
    {
      json: codeCase({ tools: [TOOL], handlers: [returning(`[|${AT}|]`, {})] }),
      says: 'never',
      severity: 'info',
      text: 'the `outputSchema` of `get_weather`.',
    },
    {
      json: codeCase({
        tools: [TOOL, { name: 'get_tide', outputSchema }, { name: 'get_moon' }],
        handlers: [returning(`[|${AT}|]`, {}), returning(AT, {}, 'success', 1), returning(AT, {}, 'success', 2)],
      }),
      says: 'never',
      text: '`get_weather`, `get_tide`',
    },
  ],
});
