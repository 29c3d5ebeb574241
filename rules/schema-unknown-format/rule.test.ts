import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (schema: string) =>
  `{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"at":${schema}}}}]}`;

ruleTest(rule, {
  good: [
    tool('{"type":"string","format":"date-time"}'),
    { json: tool('{"type":"integer","format":"int64"}'), options: { allow: ['int64'] }, why: 'all here know it' },
    { json: tool('{"type":"string","format":"uuid"}'), why: 'known since 2019-09' },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"format":{"enum":["csv"]}}}}]}',
      why: 'a parameter called format',
    },
  ],
  bad: [
    { json: tool('{"type":"integer","format":[|"int64"|]}'), options: { allow: ['int32'] }, says: 'unknown' },
    { json: tool('{"type":"integer","format":[|"int64"|]}'), says: 'unknown', severity: 'info', text: '`int64`' },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"x":{"format":[|"int32"|]},"y":{"format":"int32"}}}}]}',
      says: 'repeated',
      text: '2 places',
    },
  ],
});
