import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (schema: string) =>
  `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{"q":${schema}}}}]}`;

ruleTest(rule, {
  good: [
    tool('{"type":"string","minLength":1,"pattern":"^a"}'),
    tool('{"type":"integer","minimum":1,"exclusiveMaximum":10}'),
    { json: tool('{"type":["string","null"],"minLength":1}'), why: 'one of the types fits' },
    {
      json: tool('{"type":["string","array"],"minLength":1,"items":{"type":"string"}}'),
      why: 'each keyword fits one of the types',
    },
    { json: tool('{"type":"str","minLength":1}'), why: 'a type nobody knows is schema-invalid' },
    { json: tool('{"minLength":1,"items":{"type":"string"}}'), why: 'no type is declared' },
    { json: tool('{"type":"string","required":true}'), why: 'a boolean `required` is another rule' },
    {
      json: tool('{"type":"string","format":"date","enum":["a"],"default":"a","const":"a"}'),
      why: 'keywords for every type',
    },
    {
      json: '{"tools":[{"name":"find","inputSchema":{"type":"string","properties":{}}}]}',
      why: 'a root that is no object is another rule',
    },
  ],
  bad: [
    {
      json: tool('{"type":"number",[|"minLength"|]:1}'),
      says: 'ignored',
      severity: 'warning',
      text: '`q` is of type `number`, for which `minLength` means nothing: it is a keyword for strings',
    },
    { json: tool('{"type":"string",[|"properties"|]:{"a":{}},[|"required"|]:["a"]}'), says: 'ignored' },
    { json: tool('{"type":"string",[|"minimum"|]:1}'), says: 'ignored' },
    { json: tool('{"type":"string",[|"items"|]:{"type":"string"}}'), says: 'ignored', text: 'for arrays' },
    { json: tool('{"type":"string",[|"additionalProperties"|]:false}'), says: 'leftover', severity: 'info' },
    { json: tool('{"type":"array","items":{"type":"string"},[|"properties"|]:{}}'), says: 'leftover' },
    {
      json: `{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{"a":{"type":"integer",[|"maxLength"|]:1},"b":{"type":"integer","maxLength":1},"c":{"type":"integer","maxLength":1},"d":{"type":"integer","maxLength":1}}}}]}`,
      says: 'everywhere',
      text: '4 parameters of type `integer` have `maxLength`',
    },
  ],
});
