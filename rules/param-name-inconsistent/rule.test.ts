import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, ...keys: readonly string[]) =>
  `{"name":"${name}","inputSchema":{"type":"object","properties":{${keys
    .map((key) => {
      const [written = '', type = 'string'] = key.replace('[|', '').split(':');
      return `${key.startsWith('[|') ? `[|"${written}"|]` : `"${written}"`}:{"type":"${type}"}`;
    })
    .join()}}}}`;
const list = (...tools: readonly string[]) => `{"tools":[${tools.join()}]}`;

ruleTest(rule, {
  good: [
    list(tool('a', 'item_id', 'query'), tool('b', 'item_id')),
    { json: list(tool('a', 'user_id'), tool('b', 'userIds:array')), why: 'one and several' },
    { json: list(tool('a', 'date', 'DATE'), tool('b', 'date')), why: 'side by side they are two things' },
    { json: list(tool('a', 'repo:string'), tool('b', 'repository:object')), why: 'another type' },
    { json: list(tool('a', 'ns1', 'ns2'), tool('b', 'ns_1')), why: 'a digit tells apart' },
    { json: list(tool('a', 'limit:integer', 'max_results:integer'), tool('b', 'limit:integer')), why: 'two limits' },
    { json: list(tool('a', 'project'), tool('b', 'project_id')), why: 'may be its name' },
    { json: list(tool('add_note', 'id'), tool('get_note', 'note_id')), why: 'a note is added to something else' },
    { json: list(tool('get_note', 'id'), tool('get_book', 'id')), why: 'each of its own' },
    { json: list(tool('get_note', 'id', 'note_id'), tool('remove_note', 'id')), why: 'two things in one tool' },
    { json: list(tool('a', 'constructor'), tool('b', '__proto__'), tool('c', '')), why: 'names like others' },
    '{"tools":[{"name":"a","inputSchema":{"properties":[]}},{"name":"b","inputSchema":true}]}',
  ],
  bad: [
    {
      json: list(tool('a', 'item_id'), tool('b', 'item_id'), tool('c', '[|itemId')),
      says: 'spelling',
      severity: 'warning',
      text: 'in two spellings: `item_id / itemId`',
    },
    { json: list(tool('a', '[|employeeId'), tool('b', 'employeeID:string')), says: 'spelling' },
    {
      json: list(tool('a', '[|org'), tool('b', 'organization')),
      says: 'word',
      severity: 'info',
      text: '`organization / org`',
    },
    { json: list(tool('a', 'limit:integer'), tool('b', '[|maxResults:number')), says: 'word' },
    {
      json: list(tool('lend_book', '[|id'), tool('remove_book', 'book_id')),
      says: 'word',
      text: '`book_id / id`',
    },
    {
      json: list(tool('get_mail', 'mailId'), tool('send', 'mail_id'), tool('read_mail', 'id')).replace(
        '"tools"',
        '[|"tools"|]',
      ),
      says: 'spelling',
    },
    {
      json: `{"tools":[${tool('a', '[|userId', '[|q', 'repo')},${tool('b', 'user_id', 'query')},${tool('c', 'user_id', 'repository')}]}`,
      says: ['spelling', 'word'],
    },
  ],
});
