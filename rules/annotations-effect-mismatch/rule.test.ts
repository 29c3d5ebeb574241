import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, hints: string, description = '') =>
  `{"name":"${name}","description":"${description}","annotations":{${hints}}}`;
const list = (...tools: string[]) => `{"tools":[${tools.join(',')}]}`;

ruleTest(rule, {
  good: [
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
    { json: list(tool('get_user', '"openWorldHint":false')), why: 'no claim about reading or destroying' },
  ],
  bad: [
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
  ],
});
