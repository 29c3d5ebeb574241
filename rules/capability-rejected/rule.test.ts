import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const snapshot = (method: string, outcome: string, more = '', capabilities = '"prompts":{},"resources":{}') =>
  `{"fidelity":"observed","capabilities":{${capabilities}},"wire":{"transport":"stdio","lists":[{"method":"${method}","declared":true,"outcome":"${outcome}"${more}}]},"tools":[{"name":"a"}]}`;
const REJECTED = ',"code":-32601,"reason":"Method not found"';

ruleTest(rule, {
  good: [
    snapshot('resources/list', 'complete'),
    {
      json: snapshot('resources/list', 'rejected', REJECTED).replace('"declared":true', '"declared":false'),
      why: 'nothing was promised',
    },
    { json: snapshot('resources/list', 'cut', ',"reason":"deadline"'), why: 'it answered, if not to the end' },
    { json: snapshot('tools/list', 'rejected', REJECTED), why: 'a refused tool list is no audit at all' },
  ],
  bad: [
    {
      json: snapshot('resources/list', 'rejected', REJECTED, '"prompts":{},"resources":[|{}|]'),
      says: 'unknown',
      severity: 'warning',
      text: 'does not know `resources/list`: Method not found.',
    },
    {
      json: snapshot('prompts/list', 'rejected', ',"code":-32000,"reason":"no token."', '"prompts":[|{}|]'),
      says: 'failed',
      severity: 'info',
      text: 'error: no token.',
    },
    {
      json: snapshot('resources/templates/list', 'rejected', REJECTED, '"resources":[|{}|]'),
      says: 'templates',
      severity: 'info',
    },
  ],
});
