import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    property('{"type":"string","enum":["a"]}'),
    property('{"type":["string","null"],"enum":["a",null]}'),
    { json: property('{"type":"integer","enum":[1.0,2]}'), why: '1.0 is a whole number' },
    { json: property('{"type":"string","nullable":true,"enum":["a",null]}'), why: 'OpenAPI says null is meant' },
    { json: property('{"enum":["a",1,null]}'), why: 'without a type any values go together' },
    { json: property('{"type":"text","enum":[1]}'), why: 'an unknown type is schema-invalid' },
    { json: property('{"type":"string","enum":[]}'), why: 'an empty list is schema-enum-empty' },
    { json: property('{"type":"string","const":"1"}'), why: 'a string of digits is a string' },
  ],
  bad: [
    { json: property('{"type":"string","enum":[|[1,2]|]}'), says: 'none', severity: 'error', text: '`string`' },
    { json: property('{"type":"null","enum":[|["A","B"]|]}'), says: 'none' },
    { json: property('{"type":"array","enum":[|["a"]|],"items":{"type":"string"}}'), says: 'none' },
    { json: property('{"type":"string","enum":["asc",[|null|]]}'), says: 'some', severity: 'warning', text: '`null`' },
    {
      json: property('{"type":["integer","boolean"],"enum":[1,true,[|1.5|],"x"]}'),
      says: 'some',
      text: '`integer`, `boolean`',
    },
    { json: property('{"type":"string","const":[|5|]}'), says: 'const', severity: 'error', text: '`5`' },
  ],
});
