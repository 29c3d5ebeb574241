import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const list = (text: string) => `{"instructions":${text},"tools":[{"name":"find"}]}`;
const quoted = (length: number) => JSON.stringify('x'.repeat(length));

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"find"}]}',
    { json: list(quoted(2048)), why: '2,048 characters are read to the end' },
    { json: list(quoted(3000)), options: { most: 3000 }, why: 'somebody allows more' },
    { json: '{"instructions":null,"tools":[{"name":"find"}]}', why: 'no text, no length' },
  ],
  bad: [
    { json: list(`[|${quoted(2049)}|]`), says: 'long', severity: 'warning', text: 'have 2,049 characters' },
    { json: list(`[|${quoted(501)}|]`), options: { most: 500 }, says: 'over', text: '500 are allowed here' },
  ],
});
