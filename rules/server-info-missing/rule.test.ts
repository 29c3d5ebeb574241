import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const asked = (era: string) => `"fidelity":"observed","wire":{"transport":"stdio","era":"${era}"}`;

ruleTest(rule, {
  good: [
    `{"server":{"name":"demo","version":"1.0.0"},${asked('legacy')},"tools":[{"name":"a"}]}`,
    { json: '{"tools":[{"name":"a"}]}', why: 'a bare list never held it' },
    {
      json: `{${asked('modern')},"revisions":["2026-07-28"],"tools":[{"name":"a"}]}`,
      why: 'since 2026-07-28 it is only recommended, in `_meta`',
    },
  ],
  bad: [
    {
      json: `[|{|]\n${asked('legacy')},"revisions":["2025-11-25"],"tools":[{"name":"a"}]}`,
      says: 'absent',
      severity: 'error',
    },
    {
      json: `{[|"server"|]:{"name":"demo"},${asked('legacy')},"revisions":["2025-06-18"],"tools":[{"name":"a"}]}`,
      says: 'part',
      text: 'no `version`',
    },
    {
      json: `{"server":{"name":[|5|],"version":[|null|]},${asked('legacy')},"revisions":["2025-06-18"],"tools":[{"name":"a"}]}`,
      says: 'part',
      severity: 'error',
    },
  ],
});
