import cl100k from 'gpt-tokenizer/bpeRanks/cl100k_base';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { expect, test } from 'vitest';

import { encoder } from '../../src/budget/encoder.ts';
import { packedEncoder, packTable } from '../../src/budget/packed.ts';
import { piecesOf } from '../../src/budget/count.ts';
import { shortPieces } from './texts.ts';
import { fc } from '../../src/testing/properties.ts';

const table = packTable(ranks);
const packed = packedEncoder(table);
const bytes = (tokens: Iterable<string | Uint8Array>): string[] =>
  [...tokens].map((token) => Buffer.from(token as string).toString('hex'));

test('every token that is text is one token', () => {
  const broken = ranks.filter(
    (token) =>
      typeof token === 'string' &&
      (packed.count(token) !== 1 || bytes(packed.tokens(token)).join('') !== Buffer.from(token).toString('hex')),
  );
  expect(broken).toEqual([]);
});

test('the packed table encodes as the library does', () => {
  fc.assert(
    fc.property(fc.oneof(shortPieces, fc.string({ unit: 'binary', minLength: 20, maxLength: 120 })), (text) => {
      for (const piece of piecesOf(text).pieces) {
        expect(packed.count(piece)).toBe(encoder().count(piece));
        expect(bytes(packed.tokens(piece))).toEqual(bytes(encoder().tokens(piece)));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('so does that of cl100k_base', () => {
  const other = packedEncoder(packTable(cl100k));
  fc.assert(
    fc.property(fc.oneof(shortPieces, fc.string({ unit: 'binary', minLength: 20, maxLength: 120 })), (text) => {
      for (const piece of piecesOf(text, 'cl100k_base').pieces)
        expect(other.count(piece)).toBe(encoder('cl100k_base').count(piece));
    }),
    { numRuns: 500 },
  );
});

test('the table may lie anywhere in memory', () => {
  const moved = new Uint8Array(table.length + 1);
  moved.set(table, 1);
  expect(packedEncoder(moved.subarray(1)).count(' mcp-audit')).toBe(packed.count(' mcp-audit'));
});
