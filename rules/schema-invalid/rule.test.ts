import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    property('{"type":["string","null"],"minLength":1,"maxLength":5,"enum":["a",null],"deprecated":true}'),
    { json: property('{"type":"integer","minimum":1.0,"multipleOf":1e0}'), why: '1.0 is a whole number' },
    {
      json: input(
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"p":{"items":[{}],"$defs":1}}}',
      ),
      why: 'right in the draft-07 it declares',
    },
    {
      json: input('{"$schema":"http://json-schema.org/draft-04/schema#","type":5}'),
      why: 'an unknown dialect is not judged',
    },
    {
      json: property('{"default":{"type":"nothing"},"examples":[{"required":true}],"x-type":"text"}'),
      why: 'values and unknown keywords are no schemas',
    },
    {
      json: property('{"items":[{}]}'),
      spec: '2025-06-18',
      why: 'that revision names no dialect, and draft-07 allows it',
    },
    { json: property('{"additionalItems":5}'), why: 'wrong in draft-07 alone, which nobody declared' },
  ],
  bad: [
    {
      json: property('{"type":"string","description":[|null|]}'),
      says: 'invalid',
      severity: 'error',
      text: '`p`: `description` is null, not a string.',
    },
    {
      json: property('{"type":[|"text"|]}'),
      says: 'invalid',
      text: 'is `text`, not a type name of JSON Schema or a list of them',
    },
    {
      json: input('{"type":"object","properties":[|null|]}'),
      says: 'invalid',
      text: '`inputSchema`: `properties` is null, not an object.',
    },
    {
      json: input('{"type":"object","required":["a","b",[|"a"|]]}'),
      says: 'invalid',
      text: '`required` names `a` twice',
    },
    { json: property('{"minItems":[|-1|]}'), says: 'invalid', text: 'is -1, but must be 0 or more' },
    { json: property('{"anyOf":[|[]|]}'), says: 'invalid', text: 'is an empty list' },
    {
      json: output('{"type":"object","properties":{"p":{"additionalProperties":[|"no"|]}}}'),
      says: 'invalid',
      text: 'is a string, not a schema',
    },
    {
      json: input('{"type":"object","properties":{"a":{"title":[|1|]},"b":{"title":1},"c":{"title":1}}}'),
      says: 'invalid',
    },
    { json: input('{"type":"object","properties":{"a":{"title":[|1|],"maximum":[|"9"|]}}}'), says: 'invalid' },
    { json: property('{"$defs":[|[]|]}'), says: 'default', severity: 'error', spec: '2025-11-25' },
    { json: property('{"$defs":[|[]|]}'), says: 'default', severity: 'info' },
    { json: input('{"$schema":[|7|],"type":"object"}'), says: 'invalid' },
  ],
});
