import { expect, it } from 'vitest';

import { isCoded, tellsFailure, tellsNext, tellsNothing } from './failures.ts';

it.each([
  ['Error listing invoices: ', true],
  ['Could not read the page.', true],
  ['The key is not set', true],
  ['API key not configured', true],
  ['No access token was provided.', true],
  ['No API keys found.', false],
  ['No pages found for the addresses provided.', false],
  ['The branch was protected before.', false],
  ['❌ ', true],
  ['Fehler beim Lesen', false],
])('tells of a failure: %s: %s', (words, expected) => expect(tellsFailure(words)).toBe(expected));

it.each([
  ['No results.', true],
  ['The list is empty', true],
  ['Page not found', true],
  ['Found 12 pages', false],
])('tells of nothing: %s: %s', (words, expected) => expect(tellsNothing(words)).toBe(expected));

it.each([
  ['Try again in a minute: ', true],
  ['The name must be one of a, b. ', true],
  ['See https://example.com/limits ', true],
  ['Failed to list pages: ', false],
])('tells what to do: %s: %s', (words, expected) => expect(tellsNext(words)).toBe(expected));

it.each(
  'code errorCode error_type category isRetryable retry_after_seconds recoverable suggested_actions statusCode reason'.split(
    ' ',
  ),
)('a key to decide by: %s', (field) => expect(isCoded(field)).toBe(true));
it.each('error message details linkType reviewId data success status'.split(' '))('another key: %s', (field) =>
  expect(isCoded(field)).toBe(false),
);

it('takes any text', () => {
  for (const text of ['a'.repeat(1_000_000), 'no '.repeat(300_000), `no ${'x'.repeat(300_000)} key`])
    expect([tellsFailure(text), tellsNext(text)].length + Number(isCoded(text))).toBe(2);
});
