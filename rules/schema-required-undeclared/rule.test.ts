import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    input('{"type":"object","properties":{"a":{}},"required":["a"]}'),
    {
      json: input('{"type":"object","properties":{"a":{},"b":{}},"anyOf":[{"required":["a"]},{"required":["b"]}]}'),
      why: 'a branch leans on the properties around it',
    },
    {
      json: input(
        '{"type":"object","allOf":[{"properties":{"a":{}}},{"if":{"properties":{"a":{"const":1}}},"then":{"required":["a"]}}],"required":["a"]}',
      ),
      why: 'a branch declares it',
    },
    {
      json: input('{"type":"object","properties":{"a":{}},"not":{"required":["b"]}}'),
      why: 'under not, a required name is ruled out',
    },
    {
      json: input('{"type":"object","$ref":"#/$defs/base","required":["a"],"$defs":{"base":{"properties":{"a":{}}}}}'),
      why: 'the reference declares it',
    },
    {
      json: input('{"type":"object","$ref":"https://example.com/x","required":["a"]}'),
      why: 'what the reference declares is not known',
    },
    {
      json: input('{"type":"object","patternProperties":{"^a":{}},"additionalProperties":false,"required":["a"]}'),
      why: 'a pattern may take the name',
    },
    {
      json: input('{"type":"object","additionalProperties":{"type":"string"},"required":["a"]}'),
      why: 'a typed map may require a key',
    },
    {
      json: input(
        '{"type":"object","properties":{"p":{"properties":{"a":{}}}},"anyOf":[{"properties":{"p":{"required":["a"]}}}]}',
      ),
      why: 'a branch may lean on declarations beside it, deeper down',
    },
    {
      json: input(
        '{"type":"object","properties":{"a":{}},"allOf":[{"$ref":"#/$defs/needsA"}],"$defs":{"needsA":{"required":["a"]}}}',
      ),
      why: 'a definition may be made to be combined',
    },
    {
      json: `{"fidelity":"declared","opaque":["mcp:case/tools/t#/inputSchema/properties"],${input('{"type":"object","required":["a"]}').slice(1)}`,
      why: 'properties that were not read may declare it',
    },
    { json: input('{"type":"object","required":true}'), why: 'a flag is schema-required-boolean' },
  ],
  bad: [
    {
      json: input('{"type":"object","properties":{"fromPath":{}},"required":[[|"from_path"|]]}'),
      says: 'undeclared',
      severity: 'warning',
      text: '`from_path`',
    },
    { json: input('{"type":"object","required":[[|"a"|],"b"]}'), says: 'undeclared', text: '`a`, `b`' },
    { json: input('{"type":"object","properties":{"a":{}},"required":["a",[|"constructor"|]]}'), says: 'undeclared' },
    {
      json: input('{"type":"object","properties":{"a":{}},"anyOf":[{"required":["a"]},{"required":[[|"c"|]]}]}'),
      says: 'undeclared',
    },
    {
      json: property('{"type":"array","items":{"type":"object","properties":{"id":{}},"required":["id",[|"name"|]]}}'),
      says: 'undeclared',
      text: '`p[]`',
    },
    {
      json: input('{"type":"object","properties":{"a":{}},"additionalProperties":false,"required":[[|"b"|]]}'),
      says: 'impossible',
      severity: 'error',
    },
    {
      json: input(
        '{"type":"object","allOf":[{"type":"object","properties":{"a":{}}},{"type":"object","properties":{},"additionalProperties":false,"required":[[|"a"|]]}]}',
      ),
      says: 'impossible',
    },
  ],
});
