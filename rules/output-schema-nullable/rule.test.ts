import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    output('{"type":"object","properties":{"p":{"type":["string","null"]}}}'),
    {
      json: output('{"type":"object","properties":{"p":{"type":"string","nullable":true}}}'),
      why: 'beside a type ajv accepts it',
    },
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"p":{"nullable":true}}}}]}',
      why: 'clients do not compile inputs',
    },
    {
      json: output('{"type":"object","properties":{"nullable":{"type":"boolean"}}}'),
      why: 'a property may be named nullable',
    },
  ],
  bad: [
    {
      json: output('{"type":"object","properties":{"p":{"nullable":[|true|],"anyOf":[{"type":"string"}]}}}'),
      says: 'untyped',
      severity: 'error',
      text: '`p`',
    },
    {
      json: output('{"type":"object","properties":{"p":{"$ref":"#/$defs/a","nullable":[|false|]}},"$defs":{"a":{}}}'),
      says: 'untyped',
    },
    {
      json: output('{"type":"object","properties":{"p":{"type":["string","null"],"nullable":[|false|]}}}'),
      says: 'contradiction',
    },
    {
      json: output('{"type":"object","properties":{"p":{"type":"string","nullable":[|"true"|]}}}'),
      says: 'kind',
      text: 'is a string',
    },
  ],
});
