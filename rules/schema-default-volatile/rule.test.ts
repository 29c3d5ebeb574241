import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    property('{"type":"string","format":"date-time"}'),
    { json: property('{"default":"2024-01-01T00:00:00Z"}'), why: 'midnight is chosen, not read' },
    { json: property('{"default":"2024-12-31T23:59:59.999Z"}'), why: 'so is the last moment of a day' },
    { json: property('{"default":"2026-03-14T09:30:00+01:00"}'), why: 'and a full minute' },
    { json: property('{"default":"2026-03-14"}'), why: 'a date changes once a day' },
    {
      json: property('{"description":"e.g. 2026-03-14T09:26:53.589Z","examples":["2026-03-14T09:26:53.589Z"]}'),
      why: 'an example is written once',
    },
    { json: property('{"default":1700000000}'), why: 'a number of that size can be anything' },
  ],
  bad: [
    {
      json: property('{"default":[|"2026-03-14T09:26:53.589Z"|]}'),
      says: 'one',
      severity: 'warning',
      text: '`2026-03-14T09:26:53.589Z`',
    },
    { json: property('{"default":[|"2026-03-14 09:26:53"|]}'), says: 'one' },
    { json: property('{"default":[|"2026-03-14T09:26:00.123456+00:00"|]}'), says: 'one' },
    { json: property('{"type":"integer","default":[|1773480413589|]}'), says: 'one' },
    {
      json: input(
        '{"properties":{"from":{"default":[|"2026-02-14T09:26:53.589Z"|]},"to":{"default":"2026-03-14T09:26:53.590Z"}}}',
      ),
      says: 'many',
      text: '2 defaults',
    },
    {
      json: '{[|"tools"|]:[{"name":"a","inputSchema":{"properties":{"p":{"default":"2026-03-14T09:26:53Z"}}}},{"name":"b","inputSchema":{"properties":{"p":{"default":"2026-03-14T09:26:53Z"}}}}]}',
      says: 'many',
    },
  ],
});
