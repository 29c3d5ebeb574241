import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    input(
      '{"properties":{"a":{"$ref":"#/$defs/x"},"b":{"$ref":"#/$defs/x"}},"$defs":{"x":{"items":{"$ref":"#/$defs/y"}},"y":{}}}',
    ),
    {
      json: input('{"properties":{"a":{"$ref":"#/properties/b"},"b":{"type":"object","properties":{"a":{}}}}}'),
      why: 'a name again further down is no recursion',
    },
    { json: property('{"$ref":"#/$defs/x"}'), why: 'nothing is known of what is not there' },
  ],
  bad: [
    {
      json: input('{"properties":{"p":{"$ref":[|"#"|]}}}'),
      says: 'recursive',
      severity: 'info',
      text: '`p` refers back to',
    },
    {
      json: input(
        '{"properties":{"p":{"$ref":"#/$defs/n"}},"$defs":{"n":{"properties":{"left":{"$ref":[|"#/$defs/n"|]},"right":{"$ref":"#/$defs/n"}}}}}',
      ),
      says: 'recursive',
      text: '`$defs.n.left`',
    },
    {
      json: input('{"$defs":{"a":{"items":{"$ref":[|"#/$defs/b"|]}},"b":{"items":{"$ref":[|"#/$defs/a"|]}}}}'),
      says: 'recursive',
    },
    { json: input('{"$defs":{"a":{"$ref":[|"#/$defs/a"|]}}}'), says: 'endless', severity: 'error' },
    { json: input('{"$defs":{"a":{"$ref":[|"#/$defs/b"|]},"b":{"$ref":[|"#/$defs/a"|]}}}'), says: 'endless' },
  ],
});
