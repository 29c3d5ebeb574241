import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"a"}]}',
    { json: '{"tools":[{"name":"a"}],"nextCursor":"eyJwIjoyfQ=="}', why: 'the list goes on' },
    { json: '{"tools":[{"name":"a"}],"nextCursor":""}', why: 'an empty cursor is another rule' },
    { json: '{"tools":[{"name":"a"}],"cursor":null}', why: 'another field' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a"}],"nextCursor":[|null|]}',
      says: 'null',
      severity: 'error',
      text: '`tools/list` answers',
    },
    { json: '{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a"}],"nextCursor":[|null|]}}', says: 'null' },
    { json: '{"tools":[{"name":"a"}],"nextCursor":[|2|]}', says: 'type', text: 'a number, not a string' },
    {
      json: '{"fidelity":"observed","wire":{"transport":"http","pages":[{"method":"tools/list","result":{"nextCursor":"2"},"items":1},{"method":"tools/list","cursor":"2","result":{"nextCursor":[|null|]},"items":0},{"method":"prompts/list","result":{"nextCursor":[|null|]},"items":0}]},"tools":[{"name":"a"}]}',
      says: 'null',
    },
  ],
});
