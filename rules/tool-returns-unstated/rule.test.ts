import { expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, description: string, more = '') =>
  `{"tools":[{"name":"${name}","description":${description}${more}}]}`;
const output = (properties: string) => `,"outputSchema":{"type":"object","properties":${properties}}`;

ruleTest(rule, {
  good: [
    { json: tool('count_notes', '"Counts the notes of a folder."'), why: 'a number comes back' },
    { json: tool('echo', '"Echoes the input."'), why: 'what was given comes back' },
    { json: tool('list_allowed_directories', '"Returns the directories it may read."'), why: 'directories are paths' },
    {
      json: tool('remove_note', '"Removes a note for good."', ',"annotations":{"readOnlyHint":true}'),
      why: 'that it reads is annotations-effect-mismatch, once',
    },
    tool('list_notes', '"Lists notes. Returns id, title and date of each."'),
    {
      json: tool(
        'list_notes',
        '"Lists notes."',
        output(
          '{"id":{"type":"string","description":"For get_note."},"title":{"type":"string","description":"One line."}}',
        ),
      ),
      why: 'the output schema says it',
    },
    { json: tool('take_screenshot', '"Takes a screenshot of the page."'), why: 'a screenshot is what comes back' },
    { json: tool('delete_note', '"Deletes a note."'), why: 'what is gone has nothing to return' },
    {
      json: tool('create_note', '"Creates a note. Returns a confirmation."'),
      why: 'a change may say no more than that it worked',
    },
    { json: tool('list_notes', '"Перечисляет заметки"'), why: 'only English is read' },
    { json: tool('list_notes', '"TODO"'), why: 'a placeholder is tool-description-missing' },
  ],
  bad: [
    {
      json: tool('list_notes', '[|"Lists the notes of a folder."|]'),
      says: 'unstated',
      severity: 'info',
      text: 'An agent has to call it',
    },
    { json: tool('create_note', '[|"Creates a note in a folder."|]'), says: 'unstated', text: 'whether it worked' },
    {
      json: '{"tools":[{"name":"list_notes","description":[|"Lists the notes of a folder."|]},{"name":"get_note","description":"Gets a note. Returns its title, body and links."}]}',
      says: 'unstated',
      text: 'whether it needs `get_note` as well',
    },
    {
      json: tool('list_notes', '[|"Lists notes. Returns the results."|]'),
      says: 'thin',
      text: '`Returns the results`',
    },
    {
      json: tool(
        'list_notes',
        '[|"Lists notes."|]',
        output(
          '{"items":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"due":{"type":"string"}}}}}',
        ),
      ),
      says: 'undescribed',
      text: '`id`, `due`',
    },
    {
      json: tool('list_notes', '[|"Lists notes of a day."|]', output('{"result":{"type":"string"}}')),
      says: 'unstated',
      text: 'does not say what it returns',
    },
  ],
});

it('has a sentence with what is known', () => {
  const hint = (json: string) => auditText(rule, json)[0]?.hint;
  expect(hint(tool('list_notes', '"Lists notes."'))).toBe(
    'Add: "Returns the notes: [what is given of each]; an empty list when there are none."',
  );
  expect(
    hint(tool('list_notes', '"Lists notes."', output('{"id":{"type":"string"},"due":{"type":"string"}}'))),
  ).toContain(': id, due [say what each is]');
});

it.each([
  ['do_it', 'Does it.', 'Returns [what], with [which fields].'],
  ['get_myself', 'Gets it.', 'Returns [what], with [which fields].'],
  [
    'search_by_word',
    'Searches by word.',
    'Returns the results: [what is given of each]; an empty list when none match.',
  ],
  ['add_tags', 'Adds tags.', 'Returns the new tags with [their id'],
  ['start_pump', 'Starts it.', 'Returns the pump with [its id and state]'],
  ['get_note_full', 'Gets it.', 'Returns the note: …'],
])('has a sentence for %s', (name, text, sentence) =>
  expect(auditText(rule, tool(name, JSON.stringify(text)))[0]?.hint).toContain(sentence),
);

it('does not quote a status code', () => {
  const [first] = auditText(rule, tool('get_note', '"Gets a note. Error responses: 400: Bad request"'));
  expect(first?.message).not.toContain('`400');
});

it('names the tool that gets one of them', () => {
  const [first] = auditText(
    rule,
    '{"tools":[{"name":"find_notes","description":"Finds notes."},{"name":"list_notes","description":"Lists notes."},{"name":"get_note","description":"Gets a note."}]}',
  );
  expect(first?.message).toContain('whether it needs `get_note` as well');
});

it('speaks of the id where another tool takes it, and of what is not found where something is looked for', () => {
  const hintOf = (own: string, other: string) =>
    auditText(rule, `{"tools":[${own},{"name":"open_door","description":"Opens a door.",${other}}]}`)[0]?.hint;
  const takes = (name: string) => `"inputSchema":{"type":"object","properties":{"${name}":{"type":"string"}}}`;
  const doors = '{"name":"list_doors","description":"Lists the doors."}';
  const door = `{"name":"get_door","description":"Gets a door.",${takes('floor')}}`;
  expect(hintOf(doors, takes('door_id'))).toContain('with the id, … and … of each; an empty list when there are none.');
  expect(hintOf(doors, takes('id'))).toContain('with the id, … and … of each');
  expect(hintOf(doors, takes('colour'))).toContain(': [what is given of each]; an empty list when there are none.');
  expect(hintOf(door, takes('door_id'))).toContain('Returns the door: …, … and …; [what] when there is none.');
});
