import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;
const declared = (uri: string, schema: string) =>
  input(`{"$schema":"${uri}","type":"object","properties":{"p":${schema}}}`);
const older = (schema: string) =>
  `{"protocolVersion":"2025-06-18","tools":[{"name":"t","inputSchema":{"type":"object","properties":{"p":${schema}}}}]}`;
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const LATEST = 'https://json-schema.org/draft/2020-12/schema';

ruleTest(rule, {
  good: [
    property('{"type":"array","prefixItems":[{"type":"number"}],"items":false}'),
    {
      json: declared(DRAFT_07, '{"additionalItems":false,"items":{},"dependencies":{}}'),
      why: 'keywords of the draft-07 it declares',
    },
    { json: property('{"type":"array","items":[{}]}'), why: 'where 2020-12 counts it is schema-dialect-keyword' },
    {
      json: output(
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"p":{"items":[{}]}}}',
      ),
      why: 'providers do not see outputs',
    },
    { json: declared(LATEST, '{"items":[{}],"additionalItems":false}'), why: 'a part of the tuple' },
    {
      json: input('{"type":"object","properties":{"items":{},"dependencies":{}}}'),
      why: 'properties may have any name',
    },
    { json: older('{"dependencies":{"a":["b"]}}'), why: 'that revision names no default dialect' },
  ],
  bad: [
    { json: older('{"type":"array","items":[|[{}]|]}'), says: 'tuple', severity: 'warning' },
    {
      json: declared(DRAFT_07, '{"type":"array","items":[|[{}]|]}'),
      says: 'declared',
      severity: 'warning',
      text: 'draft-07',
    },
    {
      json: declared('https://json-schema.org/draft/2019-09/schema', '{"type":"array","items":[|[{}]|]}'),
      says: 'declared',
      text: '2019-09',
    },
    {
      json: input(`{"$schema":"${DRAFT_07}","properties":{"a":{"items":[|[{}]|]},"b":{"items":[{}]}}}`),
      says: 'declared',
    },
    { json: declared(LATEST, '{"dependencies":[|{"a":["b"]}|]}'), says: 'ignored', severity: 'info' },
    { json: declared(DRAFT_07, '{"prefixItems":[|[{}]|]}'), says: 'ignored', text: 'draft-07' },
    { json: property('{"items":{},"additionalItems":[|false|]}'), says: 'ignored-default', severity: 'info' },
  ],
});
