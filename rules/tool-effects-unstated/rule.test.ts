import { expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, description: string, more = '') =>
  `{"tools":[{"name":"${name}","description":${description}${more}}]}`;
const annotated = (hints: string) => `,"annotations":{${hints}}`;
const param = (name: string, description: string) =>
  `,"inputSchema":{"type":"object","properties":{"${name}":{"type":"boolean","description":"${description}"}}}`;

ruleTest(rule, {
  good: [
    tool('send_note', '"Sends a note. It cannot be taken back."'),
    tool('add_note', '"Adds a note. Each call makes another note, even with the same values."'),
    tool('delete_note', '"Deletes a note and its links. This cannot be undone."'),
    { json: tool('list_notes', '"Lists notes."'), why: 'who reads leaves nothing behind' },
    { json: tool('frobnicate', '"Frobnicates."'), why: 'nobody knows whether it changes anything' },
    {
      json: tool(
        'delete_note',
        '"Deletes a note."',
        param('permanent', 'Delete for good instead of moving it to the bin.'),
      ),
      why: 'a parameter says it',
    },
    { json: tool('delete_note', '"TODO"'), why: 'a placeholder is tool-description-missing' },
    { json: tool('delete_note', '"ノートを削除します"'), why: 'only English is read' },
  ],
  bad: [
    {
      json: tool('delete_note', '[|"Deletes a note."|]', annotated('"readOnlyHint":true')),
      says: 'unstated',
      text: 'whether it can be undone',
    },
    {
      json: tool('delete_note', '[|"Deletes a note and all its links."|]'),
      says: 'thin',
      text: 'not whether it can be undone: `Deletes a note and all its links`',
    },
    {
      json: tool('archive_note', '[|"Archives a note. It also leaves the index."|]'),
      says: 'thin',
      text: 'not how it comes back: `It also leaves the index`',
    },
    {
      json: tool('delete_note', '[|"Deletes a note."|]'),
      says: 'unstated',
      severity: 'info',
      text: 'whether it can be undone and what goes with it',
    },
    { json: tool('update_note', '[|"Updates a note."|]'), says: 'unstated', text: 'whether what is left out is kept' },
    {
      json: tool('create_note', '[|"Creates a note."|]'),
      says: 'unstated',
      text: 'whether a second call makes a second one',
    },
    { json: tool('send_mail', '[|"Sends a mail."|]'), says: 'unstated', text: 'who sees it' },
    { json: tool('assign_note', '[|"Assigns a note."|]'), says: 'unstated', text: 'what else changes' },
    {
      json: tool('remove_tag_from_note', '[|"Removes a tag from a note."|]'),
      says: 'unstated',
      text: 'whether what is taken out is deleted as well',
    },
    {
      json: tool('delete_note', '[|"Deletes a note."|]', param('force', 'Force.')),
      says: 'unstated',
    },
    {
      json: tool('delete_note', '[|"Deletes a note."|]', annotated('"readOnlyHint":false,"destructiveHint":true')),
      says: 'annotated',
      severity: 'info',
      text: 'has hints, and no word',
    },
    {
      json: tool('create_note', '[|"Creates a note. The folder must exist."|]'),
      says: 'thin',
      text: '`The folder must exist`',
    },
    {
      json: `{"tools":[${['get_note', 'delete_note'].map((name) => `{"name":"${name}","description":${name === 'get_note' ? '"Returns a note."' : '[|"Deletes a note."|]'},"annotations":{"readOnlyHint":false,"destructiveHint":false}}`)}]}`,
      says: 'unstated',
      text: '`delete_note` does not say',
    },
  ],
});

it.each([
  ['delete_user_note', 'Deletes a note.', 'Removes the user note and [what belongs to it]; this cannot be undone'],
  ['delete_notes', 'Deletes notes.', 'Removes the notes and'],
  ['remove_note_from_folder', 'Removes a note.', 'Only takes the note out of [what]; nothing is deleted'],
  ['delete_notes', 'Deletes notes.', 'Removes the notes and [what belongs to them]'],
  ['delete_many', 'Deletes notes.', 'Removes [what] and [what belongs to it]'],
  ['storage', 'Deletes storage.', 'Removes [what] and'],
  ['delete_it', 'Deletes it.', 'Removes [what] and [what belongs to it]'],
  ['browser_navigate', 'Goes to a page.', 'Acts at once, as a user would'],
  ['archive_note', 'Archives a note.', 'Takes the note out of [which lists]'],
])('has a sentence for the deed of %s', (name, text, sentence) =>
  expect(
    auditText(rule, tool(name, JSON.stringify(text), ',"annotations":{"destructiveHint":true}'))[0]?.hint,
  ).toContain(`Add what is true: "${sentence}`),
);
