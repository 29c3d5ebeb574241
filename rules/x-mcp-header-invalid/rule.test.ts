import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (properties: string, more = '') =>
  `{"revisions":["2026-07-28"],"tools":[{"name":"a","inputSchema":{"type":"object","properties":{${properties}}${more}}}]}`;

ruleTest(rule, {
  good: [
    tool(
      '"region":{"type":"string","x-mcp-header":"Region"},"n":{"type":"integer","x-mcp-header":"N"},"dry":{"type":"boolean","x-mcp-header":"X-Dry-Run"}',
    ),
    {
      json: tool('"o":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}'),
      why: 'nested through properties alone',
    },
    { json: tool('"x-mcp-header":{"type":"array"}'), why: 'a parameter of that name is no keyword' },
    {
      json: tool('"region":{"type":"object","x-mcp-header":""}').replace('2026-07-28', '2025-11-25'),
      why: 'an earlier revision knows no such keyword',
    },
  ],
  bad: [
    { json: tool('"r":{"type":"string","x-mcp-header":[|""|]}'), says: 'form', severity: 'error' },
    { json: tool('"r":{"type":"string","x-mcp-header":[|null|]}'), says: 'form' },
    { json: tool('"r":{"type":"string","x-mcp-header":[|"my region"|]}'), says: 'token' },
    { json: tool(String.raw`"r":{"type":"string","x-mcp-header":[|"a\r\nb"|]}`), says: 'token' },
    { json: tool('"r":{"type":"array","items":{},"x-mcp-header":[|"R"|]}'), says: 'type' },
    { json: tool('"r":{"x-mcp-header":[|"R"|]}'), says: 'type' },
    { json: tool('"r":{"type":"number","x-mcp-header":[|"R"|]}'), says: 'number' },
    { json: tool('"r":{"type":"integer","maximum":9007199254740992,"x-mcp-header":[|"R"|]}'), says: 'range' },
    {
      json: tool('"r":{"type":"array","items":{"type":"string","x-mcp-header":[|"R"|]}}'),
      says: 'place',
      text: 'below `items`',
    },
    {
      json: tool('', ',"anyOf":[{"properties":{"r":{"type":"string","x-mcp-header":[|"R"|]}}}]'),
      says: 'place',
      text: 'below `anyOf`',
    },
    {
      json: tool('"r":{"type":"string","x-mcp-header":"Region"},"s":{"type":"string","x-mcp-header":[|"REGION"|]}'),
      says: 'twice',
      text: 'taken by `r`',
    },
    {
      json: `{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"r":{"type":"string","x-mcp-header":[|""|]}}}}]}`,
      says: 'form',
      severity: 'info',
      text: 'since protocol 2026-07-28',
    },
  ],
});
