import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    input('{"type":"object","properties":{"p":{"type":"string"}},"required":["p"]}'),
    {
      json: input('{"type":"object","properties":{"required":{"type":"boolean","default":true}}}'),
      why: 'a property may be named required',
    },
    { json: property('{"required":"true"}'), why: 'any other wrong value is schema-invalid' },
    { json: property('{"default":{"required":true},"x-required":true}'), why: 'values and extensions are no keywords' },
  ],
  bad: [
    {
      json: property('{"type":"string","required":[|true|]}'),
      says: 'flag',
      severity: 'error',
      text: '`p` has `"required": true`',
    },
    { json: input('{"type":"object","required":[|false|]}'), says: 'root', text: '`inputSchema`' },
    {
      json: input(
        '{"type":"object","properties":{"a":{"required":[|true|]},"b":{"required":[|false|]},"c":{"required":true}}}',
      ),
      says: ['flag', 'flag'],
    },
    { json: property('{"items":{"properties":{"q":{"required":[|true|]}}}}'), says: 'flag', text: '`p[].q`' },
  ],
});
