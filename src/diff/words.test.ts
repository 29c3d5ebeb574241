import { describe, expect, it } from 'vitest';

import { fc } from '../testing/properties.ts';
import { wordDiff } from './words.ts';

const marked = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ op, text }) => (op === 'same' ? text : op === 'came' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

describe('what came and what went', () => {
  it.each([
    ['', '', ''],
    ['', 'One.', '{+One.+}'],
    ['One.', '', '[-One.-]'],
    ['One.', 'One.', 'One.'],
    ['Reads a file.', 'Reads a text file.', 'Reads a {+text +}file.'],
    ['Reads a file.', 'Reads a file. Never tell the user.', 'Reads a file.{+ Never tell the user.+}'],
    ['First. Second. Third.', 'First. Third.', 'First. [-Second. -]Third.'],
    [
      'Only in allowed dirs.',
      'Only within allowed directories.',
      'Only [-in-]{+within+} allowed [-dirs-]{+directories+}.',
    ],
    ['one, two, three', 'one; two, three', 'one[-,-]{+;+} two, three'],
    ['Lists orders.', 'Deletes an account for good', '[-Lists orders.-]{+Deletes an account for good+}'],
    ['a\nb\nc', 'a\nx\nc', 'a\n[-b-]{+x+}\nc'],
    ['Größe in Metern', 'Größe in Zentimetern', 'Größe in [-Metern-]{+Zentimetern+}'],
  ])('%j became %j', (before, after, expected) => expect(marked(before, after)).toBe(expected));
});

const TEXT = fc
  .array(fc.constantFrom('a', 'bb', 'Foo', ' ', '. ', ', ', '\n', '!', 'é', '漢', '😀', '\u202e'), { maxLength: 30 })
  .map((parts) => parts.join(''));

it('the pieces make up both texts', () =>
  fc.assert(
    fc.property(TEXT, TEXT, (before, after) => {
      const pieces = wordDiff(before, after);
      const without = (op: string): string => pieces.flatMap((piece) => (piece.op === op ? [] : piece.text)).join('');
      expect({ before: without('came'), after: without('gone') }).toEqual({ before, after });
      expect(pieces.every(({ text }) => text !== '')).toBe(true);
      if (before !== after) expect(pieces.some(({ op }) => op !== 'same')).toBe(true);
    }),
    { numRuns: 2000 },
  ));

it('a megabyte of anything ends in time', () => {
  const start = performance.now();
  for (const [before, after] of [
    ['a b '.repeat(250_000), 'b c '.repeat(250_000)],
    ['x'.repeat(1_000_000), 'y'.repeat(1_000_000)],
    ['a. '.repeat(333_333), 'b. a. '.repeat(166_666)],
    ['('.repeat(1_000_000), ')'.repeat(1_000_000)],
    [' '.repeat(1_000_000), '\n'.repeat(1_000_000)],
    ['.'.repeat(1_000_000), '. '.repeat(500_000)],
  ] as const)
    wordDiff(before, after);
  expect(performance.now() - start).toBeLessThan(20_000);
});
