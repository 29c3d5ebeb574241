import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, hints: string, description = '') =>
  `{"name":"${name}","description":"${description}","annotations":{${hints}}}`;
const list = (...tools: string[]) => `{"tools":[${tools.join(',')}]}`;

ruleTest(rule, {
  good: [
    {
      json: `{"tools":[${tool('get_note', '"destructiveHint":true')},${tool('delete_note', '"destructiveHint":true')}]}`,
      why: 'all tools carry the same hints: annotations-uniform tells that',
    },
    list(tool('delete_file', '"readOnlyHint":false,"destructiveHint":true'), tool('get_file', '"readOnlyHint":true')),
    { json: list(tool('list_deleted_files', '"readOnlyHint":true')), why: 'the verb is list' },
    { json: list(tool('post_office_lookup', '"readOnlyHint":true')), why: 'the verb stands at the end' },
    {
      json: list(tool('create_report', '"readOnlyHint":true', 'Shows a report over the last week.')),
      why: 'the description says otherwise, so the name alone does not count',
    },
    { json: list(tool('open_nodes', '"readOnlyHint":true')), why: 'opening may be looking' },
    { json: list(tool('get_or_create_cart', '"readOnlyHint":false')), why: 'it may create' },
    {
      json: list(tool('get_user', '"readOnlyHint":true,"destructiveHint":true')),
      why: 'that contradiction is another rule',
    },
    {
      json: list(
        tool('get_user', '"readOnlyHint":false,"destructiveHint":true'),
        tool('delete_user', '"readOnlyHint":false,"destructiveHint":true'),
      ),
      why: 'one block on all tools is one defect, of another rule',
    },
    {
      json: list(tool('update_user', '"readOnlyHint":false,"destructiveHint":false')),
      why: 'an update need not lose anything',
    },
    {
      json: list(
        tool('plan_trip', '"readOnlyHint":false', 'Plans a trip and saves it. Does not modify the captain.'),
        tool('moor', '"idempotentHint":false', 'Moors a boat. Idempotent only if the berth is free.'),
        tool('send_signal', '"readOnlyHint":false,"destructiveHint":false', 'Sends a signal. This cannot be undone.'),
        tool('open_chart', '"readOnlyHint":false', 'Opens a chart. In read-only mode nothing is written.'),
      ),
      why: 'one thing left alone, a case, a deed that loses nothing, a mode',
    },
    {
      json: list(
        tool('look_out', '"readOnlyHint":true,"idempotentHint":false', 'Looks out. Safe to call repeatedly.'),
        tool(
          'lower_flag',
          '"destructiveHint":false',
          'Lowers a flag. To take it away for good, permanently remove it with scrap_flag.',
        ),
        tool('scrap_flag', '"destructiveHint":true', 'Permanently removes a flag.'),
      ),
      why: 'a read is repeatable whatever the hint, and the sentence speaks of another tool',
    },
    { json: list(tool('get_user', '"openWorldHint":false')), why: 'no claim about reading or destroying' },
  ],
  bad: [
    {
      json: `{"tools":[${tool('get_note', '"readOnlyHint":true')},{"name":"delete_note","annotations":{"readOnlyHint":[|true|]}}]}`,
      says: 'removesReadOnly', // that all carry the same hints makes no deletion safe
    },
    {
      json: '{"tools":[{"name":"delete_file","annotations":{"readOnlyHint":[|true|]}}]}',
      says: 'removesReadOnly',
      severity: 'warning',
      text: '`delete_file`: the name says `delete`',
    },
    {
      json: '{"tools":[{"name":"tokens_replace_symbol","description":"Replaces the body of a symbol.","annotations":{"readOnlyHint":[|true|]}}]}',
      says: 'changesReadOnly',
      severity: 'warning',
    },
    {
      json: '{"tools":[{"name":"repo_remove_member","annotations":{"destructiveHint":[|false|]}}]}',
      says: 'removesAdditive',
      severity: 'warning',
      text: 'nothing is taken away',
    },
    {
      json: '{"tools":[{"name":"search_code","annotations":{"readOnlyHint":false,"destructiveHint":[|true|]}}]}',
      says: 'readsDestructive',
      severity: 'warning',
    },
    {
      json: '{"tools":[{"name":"getStatus","annotations":{"readOnlyHint":[|false|]}}]}',
      says: 'readsWriting',
      severity: 'info',
    },
    {
      json: `{[|"tools"|]:[${['a', 'b', 'c', 'd', 'e', 'f'].map((name) => tool(`get_${name}`, '"destructiveHint":true')).join(',')},${tool('x', '"readOnlyHint":true')}]}`,
      says: 'readsDestructive',
      text: '`get_a`, `get_b`, `get_c`, `get_d`, `get_e`, `get_f`: the name says `get`',
    },
    {
      json: `{"tools":[{"name":"plan_trip","description":"Plans a trip. This tool does NOT change any data; it returns the steps.","annotations":{"readOnlyHint":[|false|]}}]}`,
      says: 'saysReads',
      severity: 'warning',
      text: '`plan_trip`: the description says that nothing is changed, but `readOnlyHint` is false: `This tool does NOT',
    },
    {
      json: `{"tools":[{"name":"tide_table","description":"Read-only. Prints the tides.","annotations":{"destructiveHint":[|true|]}}]}`,
      says: 'saysReads',
      text: '`destructiveHint` is true',
    },
    {
      json: `{"tools":[{"name":"store_chart","description":"Stores a chart. Overwrites the existing one.","annotations":{"readOnlyHint":false,"destructiveHint":[|false|]}}]}`,
      says: 'saysDestroys',
      severity: 'warning',
    },
    {
      json: `{"tools":[{"name":"scuttle","description":"Sinks a boat. This cannot be undone.","annotations":{"readOnlyHint":[|true|]}}]}`,
      says: 'saysDestroys',
    },
    {
      json: `{"tools":[{"name":"delete_mark","description":"Permanently deletes a mark. Idempotent.","annotations":{"destructiveHint":[|false|],"idempotentHint":[|false|]}}]}`,
      says: ['removesAdditive', 'saysRepeatable'],
    },
    {
      json: `{"tools":[{"name":"book_berth","description":"Books a berth. Each call creates a new booking.","annotations":{"idempotentHint":[|true|]}}]}`,
      says: 'saysAccumulates',
      severity: 'warning',
    },
    {
      json: `{"tools":[{"name":"reckon","description":"Reckons a course. Makes no network calls.","annotations":{"openWorldHint":[|true|]}}]}`,
      says: 'saysLocal',
      severity: 'info',
    },
  ],
});
