import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"a","annotations":{"readOnlyHint":true,"title":"A"}}]}',
    {
      json: '{"tools":[{"name":"a","annotations":{"readOnlyHint":null,"title":null}},{"name":"b","annotations":null}]}',
      why: 'null has a rule of its own',
    },
    { json: '{"tools":[{"name":"a","annotations":{"safe":"yes"}}]}', why: 'an unknown key may hold anything' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","annotations":{"readOnlyHint":[|"true"|]}}]}',
      says: 'hint',
      severity: 'error',
      text: '`readOnlyHint` is a string, not a boolean',
    },
    {
      json: '{"tools":[{"name":"a","annotations":{"destructiveHint":[|1|],"title":[|{"en":"A"}|]}}]}',
      says: ['hint', 'title'],
      spec: '2024-11-05',
      severity: 'error',
    },
    {
      json: '{"tools":[{"name":"a","annotations":[|["readOnly"]|]}]}',
      says: 'annotations',
      text: 'an array, not an object',
    },
    {
      json: '{"tools":[|[{"name":"a","annotations":{"openWorldHint":"no"}},{"name":"b","annotations":{"openWorldHint":"no"}}]|]}',
      says: 'hint',
      text: '`a`, `b`: `openWorldHint` is a string',
    },
  ],
});
