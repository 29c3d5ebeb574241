import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (schema: string) =>
  `{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"options":${schema}}}}]}`;

ruleTest(rule, {
  good: [
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"type":"object","required":["a"]},{"type":"object"}]}}]}',
      why: 'the branches speak of the arguments as a whole',
    },
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"f":{"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"type":"object","required":["a"]}]}}}}]}',
      why: 'the object around the branch says what it holds',
    },
    tool('{"type":"object","properties":{"deep":{"type":"boolean"}}}'),
    { json: tool('{"type":"object","additionalProperties":{"type":"string"}}'), why: 'free keys with known values' },
    { json: tool('{"type":"object","additionalProperties":true}'), why: 'free on purpose, and said so' },
    { json: '{"tools":[{"name":"a","inputSchema":{"type":"object"}}]}', why: 'the root of a tool without parameters' },
    { json: tool('{"type":"object","examples":[{"a":1}]}'), why: 'an example shows it' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{[|"options"|]:{"type":"object","description":"Options."}}}}]}',
      says: 'bare',
      severity: 'info',
      text: '`options`',
    },
    {
      json: '{[|"tools"|]:[{"name":"a","inputSchema":{"type":"object","properties":{"options":{"type":"object"}}}},{"name":"b","inputSchema":{"type":"object","properties":{"options":{"type":"object"}}}}]}',
      says: 'same',
      text: 'in 2 tools',
    },
  ],
});
