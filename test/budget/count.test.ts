import { countTokens as cl100kCount } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as libraryCount } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';

import { countText, countTokens, LONGEST, piecesOf } from '../../src/budget/count.ts';
import { shortPieces } from './texts.ts';
import { fc } from '../../src/testing/properties.ts';

const library = (text: string): number => libraryCount(text, { disallowedSpecial: new Set() });

test('a text without a long run counts as the library counts it', () => {
  fc.assert(
    fc.property(shortPieces, (text) => {
      expect(countTokens(text)).toEqual({ tokens: library(text), cut: false });
    }),
    { numRuns: 2_000 },
  );
});

test('and in cl100k_base when that is asked for', () => {
  fc.assert(
    fc.property(shortPieces, (text) => {
      const tokens = cl100kCount(text, { disallowedSpecial: new Set() });
      expect(countTokens(text, 'cl100k_base')).toEqual({ tokens, cut: false });
    }),
    { numRuns: 1_000 },
  );
});

test('the pieces are the text', () => {
  fc.assert(
    fc.property(
      shortPieces,
      fc.integer({ min: 1, max: 700 }),
      (text, times) => void expect(piecesOf(text.repeat(times)).pieces.join('')).toBe(text.repeat(times)),
    ),
    { numRuns: 200 },
  );
});

test('a text of many blocks counts as the library counts it, wherever a block ends', () => {
  fc.assert(
    fc.property(
      fc.array(shortPieces, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 9 }),
      (texts, shift) => {
        const unit = `${texts.join(' ')} word `;
        const text = 'x'.repeat(shift) + unit.repeat(Math.ceil(300_000 / unit.length));
        expect(countTokens(text)).toEqual({ tokens: library(text), cut: false });
      },
    ),
    { numRuns: 15 },
  );
});

test('what looks like a special token is text', () => {
  expect(countText('<|endoftext|>')).toBe(library('<|endoftext|>'));
  expect(countText('<|endoftext|>')).toBeGreaterThan(1);
});

test.each([0, 1])('a piece of %i bytes more than the longest is cut only if it is longer', (more) => {
  const text = `say: ${'-'.repeat(LONGEST - 1 + more)}`; // the piece starts with the space
  expect(countTokens(text).cut).toBe(more > 0);
  expect(Math.abs(countText(text) - library(text))).toBeLessThanOrEqual(more);
});

const RUNS = {
  'one letter': 'a',
  capitals: 'ABCDEFG',
  letters: 'etaoinshrdlu',
  Chinese: '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你',
  Thai: 'การใช้งานระบบค้นหาข้อมูล',
  Japanese: 'あいうえおかきくけこ日本語検索',
  Cyrillic: 'поискзапросов',
  spaces: ' ',
  'line ends': '\n',
  tabs: ' \t',
  punctuation: '!#$%&()*+-./:;<=>?@[]^_{|}~',
  emoji: '😀🚀🎉',
  'lone surrogates': '\uD800',
  marks: 'e\u0301',
};

test.each(Object.entries(RUNS))('a run of %s is cut and off by at most a token for each cut', (_, letters) => {
  const characters = [...letters];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...characters), { minLength: 1_100, maxLength: 1_800 }), (run) => {
      const text = run.join('');
      const { tokens, cut } = countTokens(text);
      expect(cut).toBe(true);
      expect(Math.abs(tokens - library(text))).toBeLessThanOrEqual(Math.ceil(Buffer.byteLength(text) / LONGEST));
    }),
    { numRuns: 10 },
  );
});

test.each(Object.entries(RUNS))('a million characters of %s are counted', (_, letters) => {
  const text = letters.repeat(Math.ceil(1_000_000 / letters.length));
  const { tokens, cut } = countTokens(text);
  expect(cut).toBe(true);
  expect(tokens).toBeGreaterThan(1_000);
  expect(countText(text, 'cl100k_base')).toBeGreaterThan(1_000);
});
