import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (key: string) => `{"tools":[{"name":"a","_meta":{${JSON.stringify(key)}:1}}]}`;

ruleTest(rule, {
  good: [
    tool('com.example/x'),
    tool('ui'),
    { json: tool('com.example.mcp/x'), why: 'the second label is example' },
    { json: tool('io.modelcontextprotocol/related-task'), why: 'the specification defines it' },
    { json: tool('mcp/x'), why: 'one label is no second label' },
    { json: tool('dev.mcp/x'), spec: '2025-06-18', why: 'reserved since 2025-11-25' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","_meta":{[|"dev.mcp/x"|]:1}}]}',
      says: 'reserved',
      spec: '2025-11-25',
      severity: 'warning',
      text: '`dev.mcp/x` on `a`',
    },
    {
      json: '{"tools":[{"name":"a","_meta":{[|"io.modelcontextprotocol/category"|]:1}},{"name":"b"}]}',
      says: 'reserved',
      severity: 'info',
    },
  ],
});
