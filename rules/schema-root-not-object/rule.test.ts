import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    input('{"type":"object","properties":{}}'),
    {
      json: input('{"type":"object","anyOf":[{"required":["a"]}]}'),
      why: 'what else stands at the root is another rule',
    },
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":{}}]}',
      why: 'an output is another rule',
    },
    { json: input('null'), why: 'no schema at all is schema-missing' },
    {
      json: input('{"type":"object","properties":{"a":{"type":["object","null"]}}}'),
      why: 'below the root any type may stand',
    },
  ],
  bad: [
    { json: '{"tools":[{"name":"t",[|"inputSchema"|]:{}}]}', says: 'absent', severity: 'error' },
    {
      json: '{"tools":[{"name":"t",[|"inputSchema"|]:{"$schema":"http://json-schema.org/draft-07/schema#"}}]}',
      says: 'absent',
    },
    { json: '{"tools":[{"name":"t",[|"inputSchema"|]:{"anyOf":[{"type":"object"}]}}]}', says: 'absent' },
    { json: input('{"type":[|["object","null"]|]}'), says: 'list', text: '`object`, `null`' },
    { json: input('{"type":[|["object"]|]}'), says: 'list' },
    { json: input('{"type":[|"array"|],"items":{}}'), says: 'other', text: '`array`' },
    { json: input('{"type":[|"Object"|]}'), says: 'other' },
    { json: input('{"type":[|null|]}'), says: 'kind', text: 'is null' },
    { json: input('{"type":[|[]|]}'), says: 'kind', text: 'is an array' },
  ],
});
