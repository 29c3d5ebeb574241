import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"a","description":"Lists issues."},{"name":"b","description":"Lists pull requests."}]}',
    {
      json: '{"tools":[{"name":"a","description":"TODO"},{"name":"b","description":"TODO"},{"name":"c","description":""},{"name":"d"},{"name":"e"}]}',
      why: 'placeholders and absent texts are tool-description-missing',
    },
    {
      json: '{"tools":[{"name":"a","description":"Lists issues."},{"name":"a","description":"Lists issues."}]}',
      why: 'the same tool twice is tool-name-duplicate',
    },
    {
      json: '{"tools":[{"name":"a","description":"Lists issues."},{"name":"b","description":"Lists issues"}]}',
      why: 'alike is not the same',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","description":"Lists issues."},{"name":"b","description":"Gets one."},{"name":"c","description":[|"Lists issues. "|]}]}',
      says: 'same',
      severity: 'warning',
      text: '2 tools have the same description: `a`, `c`',
    },
    {
      json: '{"tools":[{"name":"a","description":"X"},{"name":"b","description":[|"X"|]},{"name":"c","description":"X"}]}',
      says: 'same',
      text: '`a`, `b`, `c`',
    },
  ],
});
