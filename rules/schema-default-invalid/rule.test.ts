import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"p":{"type":"string","enum":[1,2],"default":1}}}}]}',
      why: 'schema-enum-type speaks of the value',
    },
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"p":{"type":"integer","minimum":9,"maximum":1,"default":5}}}}]}',
      why: 'schema-bounds-contradict: no default could be right',
    },
    property('{"type":"integer","minimum":1,"default":1}'),
    property('{"anyOf":[{"type":"string"},{"type":"null"}],"default":null}'),
    {
      json: property('{"type":"string","pattern":"^a$","format":"uri","default":"b"}'),
      why: 'patterns and formats are not run',
    },
    { json: property('{"type":"string","nullable":true,"default":null}'), why: 'OpenAPI says null is meant' },
    { json: property('{"type":"string","enum":[],"default":"a"}'), why: 'beside an empty enum no default is right' },
    { json: property('{"$ref":"#/$defs/none","default":5}'), why: 'what the reference asks for is not known' },
    {
      json: input('{"type":"object","properties":{"default":{"type":"string"}}}'),
      why: 'a property may be named default',
    },
  ],
  bad: [
    {
      json: property('{"type":"integer","default":[|"10"|]}'),
      says: 'invalid',
      severity: 'warning',
      text: '`"10"`, is not a whole number.',
    },
    {
      json: property('{"type":"integer","maximum":100,"default":[|500|]}'),
      says: 'invalid',
      text: 'is above the maximum 100',
    },
    { json: property('{"enum":["a"],"default":[|"b"|]}'), says: 'invalid', text: "is not among the values of 'enum'" },
    {
      json: property('{"type":"array","items":{"type":"string"},"default":[|[1]|]}'),
      says: 'invalid',
      text: 'has a wrong element 1: it is not a string',
    },
    {
      json: input('{"properties":{"p":{"$ref":"#/$defs/s","default":[|5|]}},"$defs":{"s":{"type":"string"}}}'),
      says: 'invalid',
    },
    { json: property('{"type":"string","default":[|null|]}'), says: 'null', severity: 'warning', text: '`p`' },
    {
      json: '{[|"tools"|]:[{"name":"a","inputSchema":{"properties":{"x":{"type":"string","default":null}}}},{"name":"b","inputSchema":{"properties":{"y":{"type":"number","default":null}}}}]}',
      says: 'nulls',
      text: '2 parameters, such as `x` of `a`',
    },
  ],
});
