import { expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, description: string) => `{"tools":[{"name":"${name}","description":${description}}]}`;

ruleTest(rule, {
  good: [
    tool('find_notes', '"Finds notes whose title or body has all words of the query, newest first."'),
    { json: tool('check', '"Tells whether a host answers on a port."'), why: 'a name of one word leaves much to say' },
    { json: tool('find_notes', '"TODO"'), why: 'a placeholder is tool-description-missing' },
    { json: tool('find_notes', 'null'), why: 'null is null-optional-field' },
    { json: tool('find_notes', '"메모를 검색합니다"'), why: 'only English is read' },
    {
      json: tool('manage_notes', '"Manages notes: creates, renames, archives and shares them."'),
      why: 'a vague verb and what it stands for',
    },
  ],
  bad: [
    {
      json: tool('find_notes', '[|"Only the last 30 days. Requires a paid plan."|]'),
      says: 'nothing',
      severity: 'warning',
      text: 'does not say what it does: `Only the last 30 days`',
    },
    { json: tool('delete_note', '[|"Deletes an existing note."|]'), says: 'echo', severity: 'info' },
    { json: tool('get_note', '[|"Note details."|]'), says: 'echo' },
    {
      json: tool('update_note_color', '[|"Update the color of a note on the board."|]'),
      says: 'thin',
      severity: 'info',
    },
  ],
});

it.each([
  ['delete_notes', 'Deletes notes.', 'Delete the notes [which, of what, from where], [by what means or key].'],
  ['create_note', 'Creates a note.', 'Create a new note [where], [from what].'],
  ['list_note', 'Lists notes.', 'List the notes [which, of what, from where], [by what means or key].'],
  ['note_lookup', 'Looks up notes.', 'Look up the notes [which, of what, from where], [by what means or key].'],
  ['search_wiki', 'Searches the wiki.', 'Search the wiki [which, of what, from where], [by what means or key].'],
  ['get_it', 'Gets it.', 'Get [what, of what, from where], [by what means or key].'],
  ['search_by_word', 'Searches by word.', 'Search [what, of what, from where], [by what means or key].'],
  ['get_note', 'Get a note by number.', 'Get the note [which, of what, from where], by number.'],
  ['list_notes', 'Lists the notes on a board.', 'List the notes on a board, [which], [by what means or key].'],
  ['add_note', 'Adds a note to the board.', 'Add a new note to the board, [from what].'],
  ['list_notes', 'Get a list of notes.', 'List the notes [which, of what, from where], [by what means or key].'],
  ['login', 'Logs in.', 'Log in to [what], [as whom and by what means].'],
  ['go_back', 'Goes back.', 'Go [where, in what], [how far or by what means].'],
  [
    'note_write',
    'Write operations for notes.',
    '[Verb] the note [which, of what, from where], [by what means or key].',
  ],
  ['delete', 'Deletes.', 'Delete [what, of what, from where], [by what means or key].'],
])('has a sentence for %s', (name, text, sentence) =>
  expect(auditText(rule, tool(name, JSON.stringify(text)))[0]?.hint).toContain(`"${sentence}"`),
);
