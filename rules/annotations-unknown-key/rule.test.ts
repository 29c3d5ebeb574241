import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"a","annotations":{"title":"A","readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}}]}',
    {
      json: '{"tools":[{"name":"a","_meta":{"category":"x"},"inputSchema":{"type":"object","annotations":{"audience":["user"]}}}]}',
      why: 'other keys belong elsewhere, and are there',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","annotations":{[|"category"|]:"input"}},{"name":"b"}]}',
      says: 'unknown',
      severity: 'info',
      text: '(1 of 2 tools)',
    },
    {
      json: '{"tools":[{"name":"a","annotations":{[|"destuctiveHint"|]:false,[|"readOnly"|]:true}}]}',
      says: 'misspelt',
      severity: 'warning',
      text: '`destructiveHint` is',
    },
    {
      json: '{[|"tools"|]:[{"name":"a","annotations":{"group":"x"}},{"name":"b","annotations":{"group":"y"}}]}',
      says: 'unknown',
      text: '2 of 2',
    },
  ],
});
