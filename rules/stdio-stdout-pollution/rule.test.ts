import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const snapshot = (stdout: string, transport = 'stdio', key = '"stdout"') =>
  `{"fidelity":"observed","wire":{"transport":"${transport}",${key}:${stdout}},\n"tools":[{"name":"a"}]}`;

ruleTest(rule, {
  good: [
    snapshot('[]'),
    '{"tools":[{"name":"a"}]}',
    { json: snapshot('["listening on :3000"]', 'http'), why: 'over HTTP stdout is free' },
  ],
  bad: [
    {
      json: snapshot('[|["[dotenv@17.2.0] injecting env (0) from .env"]|]'),
      says: 'one',
      severity: 'error',
      text: '`[dotenv@17.2.0] injecting env (0) from .env`',
    },
    {
      json: snapshot('[|["","starting…","ready"]|]'),
      says: 'many',
      text: '3 lines to stdout that are no messages, the first of them `starting…`',
    },
  ],
});
