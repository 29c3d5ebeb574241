import { expect, it } from 'vitest';

import { sentencesOf } from '../language/sentences.ts';
import { openingOf } from './opening.ts';

it.each([
  ['Lists the notes of a day. Read-only.', 'Lists the notes of a day.'],
  ['[LOCAL] Lists the notes of a day.', 'Lists the notes of a day.'],
  ['[DEPRECATED: use find_notes] Lists the notes of a day.', 'Lists the notes of a day.'],
  ['Shop | Lists the notes of a day.', 'Lists the notes of a day.'],
  ['Read-only. Lists the notes of a day.', 'Lists the notes of a day.'],
  ['**Purpose:** Lists the notes of a day.', 'Lists the notes of a day.'],
  ['Warning: this is slow. Lists the notes of a day.', 'Lists the notes of a day.'],
  ['PRIMARY TOOL FOR NOTES. Lists the notes of a day.', 'Lists the notes of a day.'],
  ['Guardrails:\n- Asks first.\n\nPurpose:\nLists the notes of a day.', 'Lists the notes of a day.'],
  ['Call this before anything else. Lists the notes of a day.', 'Lists the notes of a day.'],
  [
    'Use this when the user wants to see the notes of a day. Then stop.',
    'Use this when the user wants to see the notes of a day.',
  ],
  ['Preview a note before it is printed. Then print it.', 'Preview a note before it is printed.'],
  ['Note details.', 'Note details.'],
  ['Read-only.', 'Read-only.'],
])('of %s', (text, opening) => expect(openingOf(sentencesOf(text), null)).toBe(opening));

it('is nothing of nothing', () => expect(openingOf([], null)).toBeUndefined());

it('takes a hostile text as any other', () => {
  expect(openingOf(sentencesOf(' '.repeat(1 << 16) + '['.repeat(1 << 16)), null)).toBeUndefined();
  expect(openingOf(sentencesOf('* '.repeat(9_000) + 'a'), null)).toBeTypeOf('string');
});
