import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (schema: string) =>
  `{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"rows":${schema}}}}]}`;

ruleTest(rule, {
  good: [
    tool('{"type":"array","items":{"type":"string"}}'),
    { json: tool('{"type":"array","items":{"description":"A row."}}'), why: 'described, though untyped' },
    { json: tool('{"type":"array","items":false}'), why: 'nothing is allowed, which is another matter' },
    { json: tool('{"type":"array","prefixItems":[{"type":"string"}],"items":true}'), why: 'the rest of a tuple' },
    { json: tool('{"type":"object","properties":{"items":{}}}'), why: 'a parameter called items' },
  ],
  bad: [
    { json: tool('{"type":"array","items":[|{}|]}'), says: 'anything', severity: 'info', text: '`rows`' },
    { json: tool('{"type":"array","items":[|true|]}'), says: 'anything' },
    { json: tool('{"type":"array","items":{"type":"array","items":[|{}|]}}'), says: 'anything', text: '`rows[]`' },
  ],
});
