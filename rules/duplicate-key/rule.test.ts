import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"a","description":"One."},{"name":"b","description":"Two."}]}',
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"type":{"type":"string"},"Type":{}}}}]}',
      why: 'the same key at another level, and keys that differ in case',
    },
    { json: '{"tools":[{"name":"a"},{"name":"a"}]}', why: 'the same tool twice is tool-name-duplicate' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","description":"One.",[|"description"|]:"Two."}]}',
      says: 'tool',
      severity: 'warning',
      text: '`a`: the key `description` stands twice',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"q":{},[|"q"|]:{}}}}]}',
      says: 'tool',
      text: '`q`',
    },
    {
      json: '{[|"tools"|]:[{"name":"a","title":"1","title":"2"},{"name":"b","title":"1","title":"2"}]}',
      says: 'tool',
      text: '`a`, `b`: the key `title`',
    },
    {
      json: '{"instructions":"One.",[|"instructions"|]:"Two.","tools":[{"name":"a"}]}',
      says: 'server',
      text: 'The key `instructions`',
    },
  ],
});
