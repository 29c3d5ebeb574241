import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const output = (schema: string) => `{"tools":[{"name":"t","inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;

ruleTest(rule, {
  good: [
    { json: output('null'), why: 'null-optional-field speaks of it' },
    '{"tools":[{"name":"t","inputSchema":{}}]}',
    output('{"type":"object"}'),
    { json: output('{"type":"array","items":{}}'), spec: '2026-07-28', why: 'revision 2026-07-28 allows any root' },
    { json: output('{"type":"object","oneOf":[{},{}]}'), why: 'composition beside the type is allowed' },
  ],
  bad: [
    { json: output('{"type":[|"array"|]}'), says: 'other', severity: 'error', spec: '2025-11-25' },
    { json: output('{"type":[|"array"|]}'), says: 'other', severity: 'info', text: 'until protocol 2025-11-25' },
    {
      json: '{"tools":[{"name":"t","inputSchema":{"type":"object"},[|"outputSchema"|]:{"oneOf":[{"type":"object"}]}}]}',
      says: 'absent',
      severity: 'error',
      spec: '2025-06-18',
    },
    { json: output('{"type":[|["object","null"]|]}'), says: 'list', spec: '2025-11-25' },
    { json: output('{"type":[|null|]}'), says: 'other', text: '`null`' },
    { json: output('[|"object"|]'), says: 'kind', severity: 'error', text: 'is a string' },
    { json: output('[|true|]'), says: 'kind', severity: 'error', spec: '2026-07-28' },
  ],
});
