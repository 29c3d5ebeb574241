import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    input('{"type":"object","properties":{"p":{"$ref":"#/$defs/a"}},"$defs":{"a":{}}}'),
    {
      json: input('{"type":"object","properties":{"p":{"$ref":"#/$defs/a%20b~1c"}},"$defs":{"a b/c":{}}}'),
      why: 'escaped in both ways',
    },
    {
      json: input(
        '{"type":"object","properties":{"p":{"items":[{}],"additionalItems":{"$ref":"#/properties/p/items/0"}}}}',
      ),
      why: 'any place in the schema can be named',
    },
    {
      json: input('{"type":"object","properties":{"p":{"$ref":"#here"},"q":{"$anchor":"here"}}}'),
      why: 'an anchor is a name',
    },
    {
      json: input('{"type":"object","properties":{"p":{"$ref":"User"}},"$defs":{"u":{"$id":"User"}}}'),
      why: 'an $id is a name',
    },
    { json: property('{"$ref":"https://example.com/x.json"}'), why: 'another document is schema-ref-external' },
    {
      json: `{"fidelity":"declared","opaque":["mcp:case/tools/t#/inputSchema/$defs"],${input('{"properties":{"p":{"$ref":"#/$defs/a"}}}').slice(1)}`,
      why: 'definitions that were not read may hold it',
    },
    {
      json: input('{"type":"object","properties":{"$ref":{"type":"string"}},"default":{"$ref":"#/x"}}'),
      why: 'a property and a value may be named $ref',
    },
  ],
  bad: [
    {
      json: output('{"type":"object","properties":{"p":{"$ref":[|"#/$defs/ScreenInstance"|]}}}'),
      says: 'dangling',
      severity: 'error',
      text: '`#/$defs/ScreenInstance`',
    },
    {
      json: input('{"type":"object","properties":{"p":{"$ref":[|"#/definitions/a"|]}},"$defs":{"a":{}}}'),
      says: 'dangling',
    },
    { json: property('{"$ref":[|"#/components/schemas/User"|]}'), says: 'dangling' },
    { json: property('{"$ref":[|"User"|]}'), says: 'dangling' },
    { json: property('{"$dynamicRef":[|"#node"|]}'), says: 'dangling' },
    { json: property('{"$ref":[|"#/type"|]}'), says: 'dangling' },
    {
      json: input('{"type":"object","properties":{"a":{"$ref":[|"#/x"|]},"b":{"$ref":"#/x"},"c":{"$ref":[|"#/y"|]}}}'),
      says: ['dangling', 'dangling'],
    },
    {
      json: '{"tools":[{"name":"t","inputSchema":{"$defs":{"a":{}}},"outputSchema":{"$ref":[|"#/$defs/a"|]}}]}',
      says: 'dangling',
    },
  ],
});
