import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"when":{"anyOf":[{"type":"string"},{"type":"null"}]}}}}]}',
      why: 'a choice inside a parameter',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"anyOf":{"type":"string"}}}}]}',
      why: 'a parameter called anyOf',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object"},"outputSchema":{"type":"object","oneOf":[{},{}]}}]}',
      why: 'the output is not sent to providers',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","not":{"required":["a","b"]}}}]}',
      why: 'providers accept a root `not` (kenn-io/kata#365)',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object",[|"anyOf"|]:[{"required":["a"]},{"required":["b"]}]}}]}',
      says: 'composed',
      severity: 'warning',
      text: '`anyOf`',
    },
    { json: '{"tools":[{"name":"a","inputSchema":{[|"allOf"|]:[{"type":"object"}]}}]}', says: 'composed' },
  ],
});
