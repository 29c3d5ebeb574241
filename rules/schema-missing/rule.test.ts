import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    input('{"type":"object"}'),
    { json: input('{}'), why: 'an empty schema is schema-root-not-object' },
    {
      json: '{"fidelity":"declared","opaque":["mcp:case/tools/t#/inputSchema"],"tools":[{"name":"t"}]}',
      why: 'a schema that was not read is not missing',
    },
  ],
  bad: [
    { json: '{"tools":[{"name":[|"t"|],"description":"x"}]}', says: 'absent', severity: 'error' },
    { json: input('[|null|]'), says: 'type', text: 'is null' },
    { json: input('[|true|]'), says: 'type', text: 'is a boolean' },
    { json: input('[|[]|]'), says: 'type' },
    { json: input('[|"{}"|]'), says: 'type', text: 'is a string' },
  ],
});
