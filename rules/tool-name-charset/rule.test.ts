import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    { json: '{"tools":[{"name":"get\\u200Bweather"}]}', why: 'hidden-unicode speaks of what cannot be seen' },
    '{"tools":[{"name":"getUser"},{"name":"DATA_EXPORT_v2"}]}',
    {
      json: '{"tools":[{"name":"admin.tools.list"},{"name":"list-files"}]}',
      why: 'dots and hyphens are allowed by the specification, whatever some providers say',
    },
    { json: '{"tools":[{"name":"get weather"}]}', spec: '2025-06-18', why: 'up to 2025-06-18 any string is a name' },
    { json: '{"tools":[{"name":""},{"inputSchema":{}}]}', why: 'no name at all is another rule' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":[|"get weather"|]}]}',
      says: 'foreign',
      spec: '2025-11-25',
      severity: 'warning',
      text: '`get weather` contains ` `',
    },
    {
      json: '{"tools":[{"name":[|"ns/list"|]},{"name":[|"suche_straße"|]},{"name":[|"搜索"|]}]}',
      says: 'foreign',
      spec: '2026-07-28',
    },
    { json: '{"tools":[{"name":[|"a,b"|]}]}', says: 'foreign', severity: 'info', text: 'since protocol 2025-11-25' },
  ],
});
