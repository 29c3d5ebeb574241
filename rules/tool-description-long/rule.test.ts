import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (text: string) => `{"tools":[{"name":"find","description":${text}}]}`;
const quoted = (length: number) => JSON.stringify('x'.repeat(length));

ruleTest(rule, {
  good: [
    tool(quoted(200)),
    { json: tool(quoted(2048)), why: '2,048 characters are read to the end' },
    {
      json: `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{"q":{"description":${JSON.stringify('y'.repeat(3000))}}}}}]}`,
      why: 'descriptions of parameters are not cut',
    },
  ],
  bad: [{ json: tool(`[|${quoted(2049)}|]`), says: 'long', severity: 'warning', text: 'has 2,049 characters' }],
});
