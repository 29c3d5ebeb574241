import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"get_user"},{"name":"get_users"}]}',
    { json: '{"tools":[{"name":"search"},{"name":"search"}]}', why: 'exactly equal names are tool-name-duplicate' },
    {
      json: '{"tools":[{"name":"get_user"},{"name":"get-user"}]}',
      why: 'hyphen and underscore are both allowed everywhere',
    },
    { json: '{"tools":[{"name":"getUser"},{"name":"get_user"}]}', why: 'no client drops underscores' },
    { json: '{"tools":[{},{"name":""}]}', why: 'no names, no collision' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"getUser"},{"name":[|"getuser"|]}]}',
      says: 'case',
      severity: 'warning',
      text: '`getuser` and `getUser`',
    },
    {
      json: '{"tools":[{"name":"user.get"},{"name":[|"user/get"|]},{"name":"user_list"}]}',
      says: 'sanitised',
      text: 'both `user_get`',
    },
    { json: '{"tools":[{"name":"user_get"},{"name":"b"},{"name":[|"user.get"|]}]}', says: 'sanitised' },
    { json: '{"tools":[{"name":"搜索"},{"name":[|"查询"|]},{"name":[|"删除"|]}]}', says: 'sanitised', text: '`__`' },
  ],
});
