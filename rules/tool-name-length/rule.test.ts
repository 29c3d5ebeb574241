import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const list = (name: string) => `{"tools":[{"name":${name}}]}`;
const quoted = (length: number) => JSON.stringify('a'.repeat(length));

ruleTest(rule, {
  good: [
    list('"get_weather"'),
    { json: list(quoted(128)), spec: '2025-11-25', why: '128 is the most, not one too many' },
    { json: list(quoted(150)), spec: '2025-11-25', options: { most: 150 }, why: 'somebody allows more' },
    { json: list(quoted(200)), spec: '2025-06-18', why: 'up to 2025-06-18 there is no limit' },
  ],
  bad: [
    {
      json: list(`[|${quoted(129)}|]`),
      says: 'long',
      spec: '2025-11-25',
      severity: 'warning',
      text: '129 characters',
    },
    { json: list(`[|${quoted(300)}|]`), says: 'long', severity: 'info' },
    {
      json: list(`[|${quoted(41)}|]`),
      options: { most: 40 },
      says: 'over',
      text: '41 characters; 40 are allowed here',
    },
  ],
});
