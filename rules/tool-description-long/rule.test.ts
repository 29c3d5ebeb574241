import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (text: string) => `{"tools":[{"name":"find","description":${text}}]}`;
const quoted = (length: number) => JSON.stringify('x'.repeat(length));

ruleTest(rule, {
  good: [
    tool(quoted(200)),
    { json: tool(quoted(2048)), why: '2,048 characters are read to the end' },
    { json: tool(quoted(3000)), options: { most: 3000 }, why: 'somebody allows more' },
    {
      json: `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{"q":{"description":${JSON.stringify('y'.repeat(3000))}}}}}]}`,
      why: 'descriptions of parameters are not cut',
    },
  ],
  bad: [
    { json: tool(`[|${quoted(2049)}|]`), says: 'long', severity: 'warning', text: 'has 2,049 characters' },
    { json: tool(`[|${quoted(501)}|]`), options: { most: 500 }, says: 'over', text: '501 characters; 500 are allowed' },
    { json: tool(`[|${quoted(2500)}|]`), options: { most: 500 }, says: 'long', text: 'reads the first 2,048' },
    { json: tool(`[|${quoted(3001)}|]`), options: { most: 3000 }, says: 'over', text: '3,000 are allowed' },
  ],
});
