import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    input('{"properties":{"p":{"$ref":"#/$defs/a"}},"$defs":{"a":{}}}'),
    {
      json: input(
        '{"$id":"https://example.com/t","properties":{"p":{"$ref":"https://example.com/t#/$defs/a"}},"$defs":{"a":{}}}',
      ),
      why: 'this document under its full name',
    },
    { json: property('{"$ref":"user.json"}'), why: 'a name that leads nowhere is schema-ref-unresolved' },
    {
      json: property('{"$schema":"https://json-schema.org/draft/2020-12/schema","description":"https://example.com"}'),
      why: 'other URIs are not followed',
    },
  ],
  bad: [
    { json: property('{"$ref":[|"https://example.com/user.json#/$defs/a"|]}'), says: 'input', severity: 'warning' },
    { json: property('{"$ref":[|"file:///etc/passwd"|]}'), says: 'input' },
    { json: input('{"$id":"https://example.com/t","properties":{"p":{"$ref":[|"user.json"|]}}}'), says: 'input' },
    { json: input('{"properties":{"a":{"$ref":[|"urn:x:y"|]},"b":{"$ref":"urn:x:y"}}}'), says: 'input' },
    {
      json: output('{"type":"object","properties":{"p":{"$ref":[|"https://example.com/user.json"|]}}}'),
      says: 'output',
      severity: 'error',
    },
    { json: property('{"$ref":[|"http://json-schema.org/draft-07/schema#"|]}'), says: 'metaschema', severity: 'info' },
  ],
});
