import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    property('{}'),
    { json: property('{"type":"object","properties":{"q":true}}'), why: 'below the root true is a schema' },
    { json: property('true'), spec: '2026-07-28', why: 'revision 2026-07-28 takes any schema' },
    { json: input('{"type":"object","properties":{"type":{"type":"string"}}}'), why: 'a property may be named type' },
    { json: input('{"type":"object","properties":[]}'), why: 'a wrong map is schema-invalid' },
    { json: property('{"default":{"properties":{"a":1}}}'), why: 'values are no schemas' },
  ],
  bad: [
    { json: property('[|"string"|]'), says: 'value', severity: 'error', text: 'a string' },
    { json: property('[|null|]'), says: 'value', text: 'is null' },
    { json: input('{"type":"object","properties":{"a":[|1|],"b":[]}}'), says: 'value' },
    { json: input('{"properties":{"a":{},"type":[|"object"|]}}'), says: 'slipped', text: '`type`' },
    { json: property('{"properties":{"required":[|["a"]|]}}'), says: 'slipped', text: '`p`' },
    { json: property('[|true|]'), says: 'boolean', severity: 'error', spec: '2025-11-25' },
    { json: property('[|false|]'), says: 'boolean', severity: 'info' },
  ],
});
