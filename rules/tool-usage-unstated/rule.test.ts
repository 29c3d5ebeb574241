import { expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const list = (tools: Readonly<Record<string, string>>, more = '') =>
  `{${more}"tools":[${Object.entries(tools).map(([name, description]) => `{"name":"${name}","description":${description}}`)}]}`;

ruleTest(rule, {
  good: [
    { json: list({ get_weather: '"Returns wind and rain of a city."' }), why: 'no other tool to take it for' },
    {
      json: list({
        create_note: '"Creates a note."',
        list_notes: '"Lists notes."',
        delete_tag: '"Use this only when asked to."',
      }),
      why: 'nobody takes a list for a change',
    },
    {
      json: list({
        list_notes: '"Lists notes. Use search_notes when you look for a word."',
        search_notes: '"Searches notes by words."',
      }),
      why: 'what one says of the other is said for both',
    },
    {
      json: list(
        { list_notes: '"Lists notes."', search_notes: '"Searches notes."' },
        '"instructions":"Prefer search_notes over list_notes in large notebooks.",',
      ),
      why: 'the instructions say it',
    },
    {
      json: list({ get_note: '"Returns a note."', list_notes: '"Lists notes."' }),
      why: 'one of them or all: the names tell',
    },
    {
      json: list({ list_user_notes: '"Lists notes."', list_user_tags: '"Lists tags."' }),
      why: 'one verb, other things',
    },
    {
      json: list({
        list_notes: '"Lists notes. DEPRECATED: ask another server instead."',
        delete_note: '"[Deprecated] Deletes a note. Migrate to the web page."',
        search_notes: '"Searches notes. Use this when a word is known."',
      }),
      why: 'it says what to use instead',
    },
    {
      json: list({ list_notes: '"TODO"', search_notes: '"搜索笔记"' }),
      why: 'a placeholder, and a text nobody here reads',
    },
  ],
  bad: [
    {
      json: list({ list_notes: '[|"Lists notes."|]', search_notes: '[|"Searches the notes."|]' }),
      says: 'confusable',
      severity: 'warning',
      text: '`list_notes` does not say when to use it rather than `search_notes`',
    },
    {
      json: list({
        list_folder_notes: '[|"Lists the notes of a folder with their dates."|]',
        search_notes: '[|"Finds notes by words of their body."|]',
      }),
      says: 'sibling',
      severity: 'info',
    },
    {
      json: list({ delete_note: '[|"Deletes a note for good, with its links."|]' }),
      says: 'alone',
      text: 'An agent may change or remove',
    },
    {
      json: list({
        list_notes: '[|"Lists notes. This tool is deprecated."|]',
        search_notes: '"Searches notes. Use this when a word is known."',
      }),
      says: 'retired',
      text: '`list_notes` is deprecated and does not say what to use instead',
    },
    { json: list({ run_script: '[|"Runs a script."|]' }), says: 'alone', text: 'narrower' },
    { json: list({ send_mail: '[|"Sends a mail."|]' }), says: 'alone', text: 'send what nobody' },
    {
      json: list({
        list_notes: '[|"Lists notes. Useful for a first look."|]',
        search_notes: '"Searches notes. Use this when a word is known."',
      }),
      says: 'thin',
    },
  ],
});

it.each([
  ['Lists the notes of a folder, newest first.', 'instead to list the notes of a folder.'],
  [
    'Get a list of [notes](https://example.com/notes) with their tags.',
    'instead to get a list of notes with their tags.',
  ],
  [
    'Lists the notes of the open folder and of all the folders in it that were opened on the last ten days.',
    'instead to list the notes of the open folder and of all the folders in it.',
  ],
  ['List of notes.', 'instead when …'],
  ['Read-only. Gives the notes of a folder.', 'instead when …'],
  ['Notes API: the notes of a folder.', 'instead when …'],
])('has a sentence with the tool meant otherwise and what that does: %s', (text, end) => {
  const [first] = auditText(rule, list({ search_notes: '"Finds notes."', list_notes: JSON.stringify(text) }));
  expect(first?.hint).toBe(`Add: "Use this when …; use \`list_notes\` ${end}"`);
});

it.each([
  [
    'Lists the notes of a folder.',
    'Lists the notes of a folder, including their tags.',
    'to list the notes of a folder, including their tags.',
  ],
  ['Lists the notes of a folder, including their tags.', 'Lists the notes of a folder.', 'to [what only it does].'],
  [
    'Lists notes of a folder',
    'List all notes in a folder with a JSON filter (slow).',
    'to list all notes in a folder with a JSON filter.',
  ],
  ['Lists the notes of a folder; fast.', 'Lists the notes of a folder; slow.', 'to [what only it does].'],
  ['Lists notes of a folder.', 'Lists and updates notes of a shelf.', 'to list and update notes of a shelf.'],
])('tells one from the other by what only that one says: %s %s', (own, other, end) => {
  const [first] = auditText(
    rule,
    list({ list_notes: JSON.stringify(own), list_notes_with_tags: JSON.stringify(other) }),
  );
  expect(first?.hint).toContain(`instead ${end}"`);
});

it.each([
  ['Lists notes. Deprecated.', 'Deprecated: use `search_notes` instead.'],
  ['Lists notes. It skips deprecated ones.', 'Use this when …; use `search_notes` instead to find notes by words.'],
  ['Lists notes and deprecated tags.', 'Use this when …; use `search_notes` instead to find notes by words.'],
])('asks of a deprecated tool what to use instead: %s', (text, sentence) => {
  const json = list({ list_notes: JSON.stringify(text), search_notes: '"Finds notes by words."' });
  expect(auditText(rule, json)[0]?.hint).toContain(`"${sentence}"`);
});
