import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    property('{"type":"integer","minimum":1,"maximum":10,"exclusiveMinimum":0,"exclusiveMaximum":11}'),
    {
      json: property('{"minItems":2,"maxItems":2,"minLength":0,"maxLength":0,"minimum":5,"maximum":5}'),
      why: 'equal bounds ask for exactly that',
    },
    { json: property('{"type":"boolean","minLength":5,"maxLength":1}'), why: 'bounds of another type say nothing' },
    { json: property('{"minimum":"9","maximum":"1"}'), why: 'what is no number is schema-invalid' },
    {
      json: property('{"minimum":5,"maximum":5,"exclusiveMinimum":true}'),
      why: "draft-04's flag is schema-dialect-keyword",
    },
  ],
  bad: [
    {
      json: property('{"type":"integer","minimum":[|100|],"maximum":10}'),
      says: 'above',
      severity: 'error',
      text: '`minimum` 100 is above `maximum` 10, so no number fits',
    },
    { json: property('{"minLength":[|5|],"maxLength":1}'), says: 'above', text: 'no string fits' },
    { json: property('{"type":["array","null"],"minItems":[|5|],"maxItems":1}'), says: 'above', text: 'no list fits' },
    { json: property('{"minProperties":[|5|],"maxProperties":1}'), says: 'above' },
    {
      json: property('{"exclusiveMinimum":[|0|],"maximum":0}'),
      says: 'touching',
      text: 'leave no number between them',
    },
    { json: property('{"minimum":[|0|],"exclusiveMaximum":0}'), says: 'touching' },
  ],
});
