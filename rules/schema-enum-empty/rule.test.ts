import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    property('{"enum":[""]}'),
    { json: property('{"enum":[null]}'), why: 'null is a value' },
    { json: property('{"enum":{}}'), why: 'no list at all is schema-invalid' },
    {
      json: input('{"type":"object","properties":{"enum":{"type":"array","default":[]}}}'),
      why: 'a property may be named enum',
    },
  ],
  bad: [
    { json: property('{"type":"string","enum":[|[]|]}'), says: 'empty', severity: 'error', text: '`p`' },
    { json: output('{"type":"object","properties":{"a":{"items":{"enum":[|[]|]}}}}'), says: 'empty', text: '`a[]`' },
  ],
});
