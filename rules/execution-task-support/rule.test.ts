import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const snapshot = (revision: string, capabilities: string, support: string) =>
  `{"revisions":["${revision}"],"capabilities":${capabilities},"tools":[{"name":"a","execution":{"taskSupport":${support}}}]}`;

ruleTest(rule, {
  good: [
    snapshot('2025-11-25', '{"tasks":{"requests":{"tools":{"call":{}}}}}', '"required"'),
    { json: snapshot('2025-11-25', '{}', '"forbidden"'), why: 'what SDKs write on every tool, and the default' },
    { json: '{"tools":[{"name":"a","execution":{"taskSupport":"optional"}}]}', why: 'the capabilities are not known' },
    {
      json: snapshot('2026-07-28', '{}', '"sometimes"'),
      why: 'the field is gone, and the client drops it whatever it holds',
    },
    { json: snapshot('2026-07-28', '{}', '"forbidden"'), why: 'left over, and harmless' },
    {
      json: '{"tools":[{"name":"a","execution":{"taskSupport":null}},{"name":"b","execution":null}]}',
      spec: '2025-11-25',
      why: 'null has a rule of its own',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","execution":{"taskSupport":[|"sometimes"|]}}]}',
      says: 'value',
      spec: '2025-11-25',
      severity: 'error',
      text: '"sometimes"',
    },
    {
      json: '{"tools":[{"name":"a","execution":{"taskSupport":[|true|]}}]}',
      says: 'value',
      spec: '2025-06-18',
      severity: 'error',
    },
    {
      json: '{"tools":[{"name":"a","execution":[|"optional"|]}]}',
      says: 'shape',
      severity: 'info',
      text: 'until protocol 2025-11-25',
    },
    {
      json: '{"revisions":["2025-11-25"],"capabilities":{"tasks":{"list":{}}},"tools":[{"name":"a","execution":{"taskSupport":[|"required"|]}}]}',
      says: 'undeclared',
      severity: 'warning',
    },
    {
      json: '{"revisions":["2026-07-28"],"tools":[{"name":"a","execution":{"taskSupport":[|"required"|]}}]}',
      says: 'gone',
      severity: 'info',
    },
  ],
});
