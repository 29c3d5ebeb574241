import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, hints: string) => `{"name":"${name}","annotations":{${hints}}}`;

ruleTest(rule, {
  good: [
    `{"tools":[${tool('create_issue', '"readOnlyHint":false,"destructiveHint":false')}]}`,
    { json: `{"tools":[${tool('delete_issue', '"readOnlyHint":false')}]}`, why: 'for a deletion the default is right' },
    {
      json: `{"tools":[${tool('update_issue', '"readOnlyHint":false')},${tool('create_or_update_file', '"readOnlyHint":false')}]}`,
      why: 'an update may overwrite, so the default may be right',
    },
    { json: `{"tools":[${tool('get_issue', '"readOnlyHint":true')}]}`, why: 'means nothing on a tool that reads' },
    {
      json: '{"tools":[{"name":"create_issue"},{"name":"create_page","annotations":{"title":"Create page"}}]}',
      why: 'no hints at all are another rule',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"create_issue",[|"annotations"|]:{"readOnlyHint":false}}]}',
      says: 'implicit',
      severity: 'warning',
      text: '`create_issue`',
    },
    {
      json: `{[|"tools"|]:[${['a', 'b', 'c', 'd'].map((name) => tool(`add_${name}`, '"readOnlyHint":false')).join(',')}]}`,
      says: 'implicit',
      text: '`add_a`, `add_b`, `add_c`, `add_d`: ',
    },
  ],
});
