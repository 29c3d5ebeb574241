import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (properties: string) =>
  `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{${properties}}}}]}`;
const long = (length: number) => `"${'k'.repeat(length)}"`;

ruleTest(rule, {
  good: [
    tool('"query":{},"per-page":{},"user.name":{},"_x":{}'),
    { json: tool(`${long(64)}:{}`), why: '64 characters are allowed' },
    {
      json: tool('"filter":{"type":"object","properties":{"createdAt[gt]":{}}}'),
      why: 'only top-level names are checked',
    },
    {
      json: '{"tools":[{"name":"find","inputSchema":{"type":"object"},"outputSchema":{"type":"object","properties":{"größe":{}}}}]}',
      why: 'output schemas are not sent to the model',
    },
  ],
  bad: [
    {
      json: tool('[|"StartTime<"|]:{"type":"string"},"b":{}'),
      says: 'foreign',
      severity: 'warning',
      text: '`StartTime<` contains `<`',
    },
    { json: tool('[|"rule_name[]"|]:{},[|"検索"|]:{},[|"a b"|]:{}'), says: 'foreign' },
    { json: tool(`[|${long(65)}|]:{}`), says: 'long', text: '65 characters' },
    { json: tool('[|""|]:{}'), says: 'empty' },
  ],
});
