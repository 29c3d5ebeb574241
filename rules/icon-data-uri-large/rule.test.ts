import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const data = (length: number) => `data:image/png;base64,${'A'.repeat(length)}`;

ruleTest(rule, {
  good: [
    `{"tools":[{"name":"a","description":"${'Draws. '.repeat(600)}","icons":[{"src":"${data(3000)}"}]}]}`,
    {
      json: `{"tools":[{"name":"a","description":"${'Draws. '.repeat(4000)}","icons":[{"src":"${data(9000)}"}]}]}`,
      options: { most: 10_000 },
      why: 'somebody allows more',
    },
    { json: `{"tools":[{"name":"a","icons":[{"src":"${data(900)}"}]}]}`, why: 'small, if most of a tiny list' },
    {
      json: `{"tools":[{"name":"a","icons":[{"src":"https://example.com/${'a'.repeat(9000)}.png"}]}]}`,
      why: 'a long address is no embedded image',
    },
  ],
  bad: [
    {
      json: `{"tools":[{"name":"a","icons":[{"src":[|"${data(20_000)}"|]}]}]}`,
      says: 'large',
      severity: 'info',
      text: '20 kB of the list: `a`',
      spec: '2025-11-25',
    },
    {
      json: `{[|"tools"|]:[{"name":"a","icons":[{"src":"${data(5000)}"}]},{"name":"b","icons":[{"src":"${data(5001)}"}]}]}`,
      says: 'large',
      text: '`b`, `a`',
    },
    { json: `{"tools":[{"name":"a","icons":[{"src":[|"${data(1100)}"|]}]}]}`, says: 'large', text: '1.1 kB' },
  ],
});
