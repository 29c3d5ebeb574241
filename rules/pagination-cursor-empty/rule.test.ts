import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"a"}]}',
    { json: '{"tools":[{"name":"a"}],"nextCursor":null}', why: 'null is another rule' },
    { json: '{"tools":[{"name":"a"}],"nextCursor":" "}', why: 'a blank is a cursor nobody takes for the end' },
  ],
  bad: [
    { json: '{"tools":[{"name":"a"}],"nextCursor":[|""|]}', says: 'empty', severity: 'warning', text: '`tools/list`' },
    {
      json: '{"fidelity":"observed","wire":{"transport":"http","pages":[{"method":"prompts/list","result":{"nextCursor":[|""|]},"items":1},{"method":"prompts/list","cursor":"","result":{"nextCursor":""},"items":1}]},"tools":[{"name":"a"}]}',
      says: 'empty',
    },
  ],
});
