import { expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"a","annotations":{"readOnlyHint":true}},{"name":"b","annotations":{"destructiveHint":false}}]}',
    {
      json: '{"tools":[{"name":"a","annotations":{"openWorldHint":false}}]}',
      why: 'one hint is a statement; what the others default to is for other rules',
    },
    { json: '{"tools":[{"name":"a","annotations":null}]}', why: 'null-optional-field speaks of it' },
    { json: '{"tools":[{"name":"a"}]}', spec: '2024-11-05', why: 'there were no annotations yet' },
    { json: '{"tools":[{"name":"a","annotations":"read-only"}]}', why: 'annotations of a wrong type are another rule' },
    { json: '{"tools":[{"name":"a"},{"name":"b"}],"nextCursor":"p2"}', why: 'tools that were not read may have hints' },
    '{"tools":[]}',
  ],
  bad: [
    {
      json: '{"tools":[|[{"name":"a"},{"name":"b","annotations":{}},{"name":"c","annotations":{"title":"C"}}]|]}',
      says: 'all',
      severity: 'warning',
      text: 'None of the 3 tools',
    },
    { json: '{"tools":[{"name":[|"lone"|],"description":"Does it."}]}', says: 'only', text: '`lone`' },
    {
      json: '{"tools":[{"name":"a","annotations":{"readOnlyHint":true}},{"name":"b","annotations":[|{}|]},{"name":[|"c"|]}]}',
      says: 'some',
      text: '`b`: no behaviour hint, though 1 other tool has one.',
    },
    {
      json: '{"tools":[|[{"name":"a","annotations":{"readOnlyHint":true}},{"name":"b"},{"name":"c"},{"name":"d"},{"name":"e"}]|]}',
      says: 'some',
      text: '`b`, `c`, `d`, `e`: no behaviour hint',
    },
  ],
});

it.each([
  [['get_note', 'delete_note'], 'where a tool only reads, as `get_note` seems to, else'],
  [
    ['get_note', 'list_notes', 'get_tag', 'list_tags', 'get_link'],
    '`get_note`, `list_notes`, `get_tag` and 2 more seem to',
  ],
  [['delete_note'], 'where a tool only reads, else'],
])('names the tools that read: %s', (names, text) =>
  expect(auditText(rule, JSON.stringify({ tools: names.map((name) => ({ name })) }))[0]?.hint).toContain(text),
);
