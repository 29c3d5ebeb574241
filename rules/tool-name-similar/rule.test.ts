import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search_file"},{"name":"search_folder"}]}',
    { json: '{"tools":[{"name":"get_parcel"},{"name":"get_parcels"}]}', why: 'one and many' },
    { json: '{"tools":[{"name":"markdown_to_pdf"},{"name":"pdf_to_markdown"}]}', why: 'the order is the meaning' },
    {
      json: '{"tools":[{"name":"get_card"},{"name":"get_cart"}]}',
      why: 'short words differ in a letter and are nothing alike',
    },
    { json: '{"tools":[{"name":"update_issue"},{"name":"updated_issue"}]}', why: 'an ending' },
    { json: '{"tools":[{"name":"read_sensor_1"},{"name":"read_sensor_2"}]}', why: 'a number' },
    {
      json: '{"tools":[{"name":"user.get"},{"name":"user_get"}]}',
      why: 'one name once rewritten: tool-name-collision',
    },
    {
      json: JSON.stringify({ tools: [{ name: `find_${'a_'.repeat(120)}` }, { name: `${'a_'.repeat(120)}find` }] }),
      why: 'names this long are tool-name-length, and hostile',
    },
    { json: '{"tools":[{"name":"search"},{"name":"search"}]}', why: 'the same name is tool-name-duplicate' },
    {
      json: '{"tools":[{"name":"search_file","description":"Searches a file for text."},{"name":"file_search","description":"Search the file for text"}]}',
      why: 'described alike as well: tools-confusable',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"search_file","description":"Looks for words in a file."},{"name":"add_file"},{"name":[|"file_search"|],"description":"Finds files by name."}]}',
      says: 'order',
      severity: 'info',
      text: '`search_file` and `file_search`',
    },
    { json: '{"tools":[{"name":"getInvoice"},{"name":[|"get_invoice"|]}]}', says: 'style', severity: 'warning' },
    {
      json: '{"tools":[{"name":"get_quota"},{"name":"list_quotes"},{"name":[|"get_quote"|]}]}',
      says: 'letter',
      severity: 'info',
      text: '`quota` and `quote`',
    },
    { json: '{"tools":[{"name":"trial_run"},{"name":[|"trail_run"|]}]}', says: 'letter' },
    { json: '{"tools":[{"name":"check_status"},{"name":[|"check_stats"|]}]}', says: 'letter' },
  ],
});
