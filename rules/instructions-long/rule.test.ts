import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const list = (key: string, length: number) =>
  `{${key}:${JSON.stringify('x'.repeat(length))},"tools":[{"name":"find"}]}`;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"find"}]}',
    { json: list('"instructions"', 2048), why: '2,048 characters are read to the end' },
    { json: '{"instructions":null,"tools":[{"name":"find"}]}', why: 'no text, no length' },
  ],
  bad: [{ json: list('[|"instructions"|]', 2049), says: 'long', severity: 'warning', text: 'have 2,049 characters' }],
});
