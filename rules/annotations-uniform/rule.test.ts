import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, hints: string) => `{"name":"${name}","annotations":{${hints}}}`;
const list = (hints: string, ...names: string[]) => `{"tools":[${names.map((name) => tool(name, hints)).join(',')}]}`;

ruleTest(rule, {
  good: [
    `{"tools":[${tool('get_note', '"readOnlyHint":true')},${tool('delete_note', '"readOnlyHint":false')}]}`,
    {
      json: list('"readOnlyHint":true', 'get_note', 'list_notes', 'search_notes'),
      why: 'all of them read: the same hints are right',
    },
    { json: list('"readOnlyHint":false', 'notes', 'note_log'), why: 'nothing tells for sure what they do' },
    { json: '{"tools":[{"name":"get_note"},{"name":"delete_note"}]}', why: 'no hints at all are another rule' },
    {
      json: `{"tools":[${tool('get_note', '"readOnlyHint":false')},${tool('delete_note', '"readOnlyHint":false')}],"nextCursor":"2"}`,
      why: 'the next page may differ',
    },
  ],
  bad: [
    {
      json: `{[|"tools"|]:[{"name":"get_note","annotations":{"title":"Get","destructiveHint":true}},{"name":"delete_note","annotations":{"destructiveHint":true}}]}`,
      says: 'same',
      severity: 'warning',
      text: 'though `get_note` reads and `delete_note` does not',
    },
    {
      json: `{[|"tools"|]:[${['list_files', 'write_file', 'file_info'].map((name) => tool(name, '"readOnlyHint":true')).join(',')}]}`,
      says: 'same',
      text: 'All 3 tools',
    },
  ],
});
