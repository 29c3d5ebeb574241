import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (schema: string, name = 'find') =>
  `{"name":"${name}","inputSchema":{"type":"object","properties":{"q":${schema}}}}`;
const list = (schema: string) => `{"tools":[${tool(schema)}]}`;

ruleTest(rule, {
  good: [
    {
      json: '{"tools":[{"name":"t","outputSchema":{"type":"object","properties":{"p":{"nullable":true}}}}]}',
      why: 'output-schema-nullable speaks of it',
    },
    list(
      '{"type":"string","title":"Q","examples":["a"],"deprecated":true,"$comment":"c","contentMediaType":"text/html"}',
    ),
    { json: list('{"type":"string","startsWith":"a"}'), options: { allow: ['startsWith'] }, why: 'it is their own' },
    {
      json: list('{"type":"string","x-mcp-header":"Region","x-order":1,"X-Order":1,"acme:widget":"date"}'),
      why: 'names with a prefix of their own',
    },
    {
      json: list('{"type":"string","enum":["a"],"enumDescriptions":["A"],"markdownDescription":"**A**"}'),
      why: 'annotations that editors share',
    },
    {
      json: list(
        '{"type":"object","properties":{"nullable":{"type":"boolean"},"example":{"type":"string"},"min":{"type":"number"}}}',
      ),
      why: 'they are the names of properties',
    },
    {
      json: list('{"type":"object","default":{"nullable":true},"const":{"desc":1},"enum":[{"min":1}]}'),
      why: 'they stand inside values',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","definitions":{"a":{"id":"#a"}},"dependencies":{"a":["b"]}}}]}',
      why: 'older dialects know them',
    },
  ],
  bad: [
    {
      json: list('{"type":"string",[|"startsWith"|]:"a"}'),
      says: 'unknown',
      severity: 'info',
      text: 'knows the keyword `startsWith` of `q`.',
    },
    {
      json: list('{"type":"string",[|"nullable"|]:true,[|"example"|]:"x"}'),
      says: 'openapi',
      severity: 'info',
      text: '`nullable` is an OpenAPI keyword',
    },
    {
      json: list('{"type":"string",[|"desciption"|]:"What to find."}'),
      says: 'misspelt',
      severity: 'warning',
      text: '`desciption` in `q` is no keyword; `description` is.',
    },
    {
      json: list('{"type":"string",[|"minlength"|]:1,[|"max_length"|]:5,[|"desc"|]:"What.",[|"enums"|]:["a"]}'),
      says: 'misspelt',
    },
    {
      json: '{"tools":[{"name":"find","inputSchema":{"type":"object",[|"query"|]:{"type":"string"}}}]}',
      says: 'loose',
      severity: 'warning',
      text: '`query` in `inputSchema` looks like a property',
    },
    {
      json: list('{[|"schema"|]:{"type":"string","description":"What to find."}}'),
      says: 'wrapped',
      severity: 'warning',
      text: '`q` holds its schema',
    },
    {
      json: `{[|"tools"|]:[${tool('{"type":"string","optional":true}', 'a')},${tool('{"type":"string","optional":true}', 'b')}]}`,
      says: 'unknown',
      text: '`optional` of `q` and 1 other place.',
    },
    { json: list('{"type":"string","description":"What to find.",[|"descriptions"|]:["x"]}'), says: 'unknown' },
  ],
});
