import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (schema: string) =>
  `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{"ids":${schema}}}}]}`;

ruleTest(rule, {
  good: [
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"array"}}]}',
      why: 'schema-root-not-object speaks of the root',
    },
    tool('{"type":"array","items":{"type":"string"}}'),
    {
      json: tool('{"type":"array","prefixItems":[{"type":"number"}],"minItems":1}'),
      why: 'a tuple says it with prefixItems',
    },
    { json: tool('{"type":"array","items":{}}'), why: 'items that allow anything are another rule' },
    { json: tool('{"description":"an array of ids","items":false}'), why: 'no type: array' },
  ],
  bad: [
    {
      json: `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{[|"ids"|]:{"type":"array"}}}}]}`,
      says: 'missing',
      text: '`ids`',
    },
    {
      json: `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{"a":{"type":"object","properties":{[|"b"|]:{"type":["array","null"]}}}}}}]}`,
      says: 'missing',
      severity: 'error',
    },
  ],
});
