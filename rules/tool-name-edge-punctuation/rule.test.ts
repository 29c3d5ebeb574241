import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"list-files"},{"name":"admin.list"}]}',
    { json: '{"tools":[{"name":"_private_"},{"name":"__init__"}]}', why: 'underscores are fine at either end' },
    { json: '{"tools":[{"name":"2fa-status2"},{"name":""}]}', why: 'digits are fine too' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":[|"-list"|]},{"name":[|"list."|]}]}',
      says: 'edge',
      severity: 'info',
      text: '`-list` begins with `-`',
    },
    { json: '{"tools":[{"name":[|"..."|]}]}', says: 'edge' },
  ],
});
