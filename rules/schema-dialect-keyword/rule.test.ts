import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;
const declared = (uri: string, schema: string) =>
  input(`{"$schema":"${uri}","type":"object","properties":{"p":${schema}}}`);
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const LATEST = 'https://json-schema.org/draft/2020-12/schema';

ruleTest(rule, {
  good: [
    property('{"type":"array","prefixItems":[{"type":"number"}],"items":false}'),
    property('{"type":"number","minimum":0,"exclusiveMaximum":9}'),
    {
      json: input('{"type":"object","properties":{"items":{},"id":{},"dependencies":{}}}'),
      why: 'properties may have any name',
    },
    {
      json: declared(DRAFT_07, '{"type":"array","items":[{}],"additionalItems":false}'),
      why: 'right in the draft-07 it declares: schema-dialect-portability',
    },
    {
      json: declared('http://json-schema.org/draft-04/schema#', '{"exclusiveMinimum":true,"items":[{}]}'),
      why: 'an unknown dialect is schema-dialect-unknown',
    },
    {
      json: output('{"type":"object","properties":{"p":{"items":[{}]}}}'),
      spec: '2025-06-18',
      why: 'that revision names no default dialect',
    },
    { json: property('{"default":{"items":[1]},"enum":[{"exclusiveMinimum":true}]}'), why: 'values are no schemas' },
  ],
  bad: [
    { json: declared(LATEST, '{"type":"array","items":[|[{"type":"number"}]|]}'), says: 'tuple', severity: 'error' },
    {
      json: property('{"type":"array","items":[|[{}]|],"additionalItems":{"$ref":"#/properties/p/items/0"}}'),
      says: 'tuple-default',
      severity: 'error',
      spec: '2025-11-25',
    },
    {
      json: property('{"type":"array","items":[|[{}]|]}'),
      says: 'tuple-default',
      severity: 'info',
      text: 'since protocol 2025-11-25',
    },
    {
      json: input(
        '{"type":"object","properties":{"a":{"items":[|[{}]|]},"b":{"items":[{}]},"c":{"anyOf":[{"items":[{}]}]}}}',
      ),
      says: 'tuple-default',
    },
    {
      json: property('{"minimum":0,"exclusiveMinimum":[|true|]}'),
      says: 'bound',
      severity: 'error',
      text: '`exclusiveMinimum`',
    },
    { json: declared(DRAFT_07, '{"maximum":0,"exclusiveMaximum":[|false|]}'), says: 'bound' },
  ],
});
