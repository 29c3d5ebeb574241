import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const snapshot = (declared: boolean, capabilities: string, more = '"transport":"stdio",') =>
  `{"fidelity":"observed","capabilities":${capabilities},"wire":{${more}"lists":[{"method":"tools/list","declared":${declared},"outcome":"complete"}]},"tools":[{"name":"a"}]}`;

ruleTest(rule, {
  good: [
    snapshot(true, '{"tools":{}}'),
    {
      json: '{"capabilities":{"prompts":{}},"tools":[{"name":"a"}]}',
      why: 'a file with a list does not say how it came about',
    },
    { json: snapshot(false, '{}').replace('[{"name":"a"}]', '[]'), why: 'no tools, no capability' },
  ],
  bad: [
    {
      json: snapshot(false, '{"prompts":{}}').replace('"capabilities"', '[|"capabilities"|]'),
      says: 'undeclared',
      severity: 'error',
      text: 'lists 1 tools',
    },
  ],
});
