import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"get_weather"}]}',
    { json: '{"tools":[{"name":" "}]}', why: 'a blank is a name, if a bad one: its characters are another rule' },
    { json: '{"tools":[{"name":"__proto__"},{"name":"null"}]}', why: 'odd words are names too' },
  ],
  bad: [
    { json: '{"tools":[[|{"inputSchema":{}}|]]}', says: 'absent', severity: 'error', text: 'Entry 1' },
    { json: '{"tools":[{"name":"a"},{"name":[|""|]}]}', says: 'empty', text: 'entry 2' },
    { json: '{"tools":[{"name":[|5|]},{"name":[|null|]}]}', says: 'type', text: 'a number, not a string' },
    { json: '{"tools":[[|"get_weather"|],[|null|],{"name":"a"}]}', says: 'entry' },
  ],
});
