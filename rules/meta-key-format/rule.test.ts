import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (key: string) => `{"tools":[{"name":"a","_meta":{${JSON.stringify(key)}:1}}]}`;

ruleTest(rule, {
  good: [
    tool('com.example/my-key_2.x'),
    tool('ui'),
    { json: tool('io.kubernetes-mcp-server/rbac'), why: 'hyphens may stand inside a label' },
    { json: tool('com.example/'), why: 'the name may be empty' },
    { json: tool('_fastmcp'), spec: '2025-03-26', why: 'tools had no `_meta` yet' },
    { json: '{"tools":[{"name":"a","_meta":"_x"}]}', why: 'no object, no keys' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","_meta":{[|"_fastmcp"|]:{"tags":[]}}}]}',
      says: 'name',
      spec: '2025-06-18',
      severity: 'warning',
      text: '`_fastmcp` on `a`',
    },
    {
      json: '{"tools":[{"name":"a","_meta":{[|"com.example/my key"|]:1,[|"com..example/x"|]:1,[|"a/b/c"|]:1}}]}',
      says: ['name', 'prefix', 'name'],
      spec: '2026-07-28',
    },
    { json: '{"tools":[{"name":"a","_meta":{[|"-x.com/y"|]:1}}]}', says: 'prefix', severity: 'info' },
    { json: '{"tools":[{"name":"a","_meta":{[|"9to5/y"|]:1}}]}', says: 'prefix', spec: '2025-11-25' },
  ],
});
