import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, hints: string) => `{"name":"${name}","annotations":{${hints}}}`;
const BOTH = '"readOnlyHint":true,"destructiveHint":true';

ruleTest(rule, {
  good: [
    `{"tools":[${tool('a', '"readOnlyHint":true,"destructiveHint":false')}]}`,
    {
      json: `{"tools":[${tool('a', '"readOnlyHint":true')}]}`,
      why: '`destructiveHint` defaults to true, but the default means nothing beside `readOnlyHint: true`',
    },
    {
      json: `{"tools":[${tool('a', '"readOnlyHint":true,"idempotentHint":false')}]}`,
      why: 'a read that is not idempotent is harmless',
    },
    {
      json: `{"tools":[${tool('a', '"readOnlyHint":"true","destructiveHint":true')}]}`,
      why: 'a hint of a wrong type says nothing',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"find_user","annotations":{"readOnlyHint":true,"destructiveHint":[|true|]}}]}',
      says: 'both',
      severity: 'warning',
      text: '`find_user`',
    },
    {
      json: `{[|"tools"|]:[${['a', 'b', 'c', 'd'].map((name) => tool(name, BOTH)).join(',')}]}`,
      says: 'both',
      text: '`a`, `b`, `c`, `d`: ',
    },
  ],
});
