import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (schema: string) =>
  `{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"value":${schema}}}}]}`;

ruleTest(rule, {
  good: [
    tool('{"type":["string","number"]}'),
    { json: tool('{"enum":["a","b"]}'), why: 'the values say it' },
    { json: tool('{"$ref":"#/$defs/V"}'), why: 'said elsewhere' },
    { json: tool('{"anyOf":[{"type":"string"},{"type":"null"}]}'), why: 'each branch says it' },
    { json: tool('false'), why: 'nothing is allowed' },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object"},"outputSchema":{"type":"object","properties":{"value":{}}}}]}',
      why: 'a result is not filled in by a model',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{[|"value"|]:{"description":"Must be a string"}}}}]}',
      says: 'untyped',
      severity: 'info',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{[|"value"|]:{"description":"Or nothing","default":null}}}}]}',
      says: 'untyped',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"rows":{"type":"array","items":{"type":"object","properties":{[|"value"|]:true}}}}}}]}',
      says: 'untyped',
      text: '`rows[].value`',
    },
  ],
});
