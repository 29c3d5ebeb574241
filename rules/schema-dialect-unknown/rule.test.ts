import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    input('{"type":"object"}'),
    input('{"$schema":"http://json-schema.org/draft-07/schema#"}'),
    input('{"$schema":"http://json-schema.org/draft-06/schema#"}'),
    input('{"$schema":"https://json-schema.org/draft/2019-09/schema"}'),
    {
      json: input('{"$schema":"http://json-schema.org/draft/2020-12/schema#"}'),
      why: 'scheme and a trailing # make no difference',
    },
    { json: input('{"$schema":5}'), why: 'not a URI at all is schema-invalid' },
    {
      json: input('{"type":"object","properties":{"a":{"$schema":"urn:x"},"$schema":{"type":"string"}}}'),
      why: 'only the root declares a dialect',
    },
  ],
  bad: [
    {
      json: input('{"$schema":[|"http://json-schema.org/draft-04/schema#"|]}'),
      says: 'input',
      severity: 'warning',
      text: 'draft-04',
    },
    { json: input('{"$schema":[|"https://json-schema.org/draft/2020-12/schemas"|]}'), says: 'input' },
    { json: input('{"$schema":[|"http://json-schema.org/constructor"|]}'), says: 'input' },
    {
      json: output('{"$schema":[|"http://json-schema.org/schema#"|],"type":"object"}'),
      says: 'output',
      severity: 'error',
    },
    {
      json: '{"tools":[|[{"name":"a","inputSchema":{"$schema":"x"}},{"name":"b","inputSchema":{"$schema":"x"}}]|]}',
      says: 'inputs',
      text: '2 tools',
    },
    {
      json: '{"tools":[|[{"name":"a","outputSchema":{"$schema":"x"}},{"name":"b","outputSchema":{"$schema":"x"}}]|]}',
      says: 'outputs',
      severity: 'error',
    },
  ],
});
