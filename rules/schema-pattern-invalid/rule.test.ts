import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    property('{"pattern":"^[a-z-]+$"}'),
    property('{"pattern":"^(?<year>\\\\d{4})(?=-)\\\\p{L}"}'),
    {
      json: property('{"pattern":"[\\\\-\\\\/]"}'),
      why: 'in a class a hyphen may be escaped with the u flag, and a slash anywhere',
    },
    { json: property('{"pattern":"(?i:abc)(?-i:d)"}'), why: 'modifiers are in ECMA-262 since 2025' },
    { json: property('{"pattern":"(?:(?<a>x)|(?<a>y))"}'), why: 'so is one name in two alternatives' },
    { json: property('{"pattern":5}'), why: 'no string at all is schema-invalid' },
    { json: property('{"default":"(","pattern":"a"}'), why: 'a value is no pattern' },
    { json: property(`{"pattern":"${'('.repeat(3000)}"}`), why: 'too long to be judged' },
  ],
  bad: [
    { json: property('{"pattern":[|"(?P<year>[0-9]+)"|]}'), says: 'invalid', severity: 'error', text: 'invalid group' },
    { json: property('{"pattern":[|"[a-z"|]}'), says: 'invalid' },
    { json: output('{"properties":{"p":{"pattern":[|"(?i)abc"|]}}}'), says: 'invalid', severity: 'error' },
    {
      json: property('{"pattern":[|"^https\\\\:\\\\/\\\\/"|]}'),
      says: 'unicode',
      severity: 'warning',
      text: 'invalid escape',
    },
    { json: output('{"properties":{"p":{"pattern":[|"\\\\-"|]}}}'), says: 'output', severity: 'error' },
    { json: property('{"patternProperties":{[|"("|]:{}}}'), says: 'invalid' },
    { json: output('{"patternProperties":{[|"\\\\-"|]:{}}}'), says: 'unicode', severity: 'warning' },
  ],
});
