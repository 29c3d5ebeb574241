import { describe, expect, it } from 'vitest';

import { needlesOf } from './needles.ts';
import { Screened } from './screened.ts';
import { fc } from '../testing/properties.ts';

describe('the pieces a regular expression needs', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['cannot be undone', ['cannot be undone']],
    ['cannot|never', ['cannot', 'never']],
    [String.raw`\b(?:cannot|can't) be undone\b`, ['cannot be undone', "can't be undone"]],
    [String.raw`\bif (?:it|one) exists`, ['if it exists', 'if one exists']],
    ['overwrit(?:e|es|ten)?', ['overwrit']],
    ['colou?r picker', ['color picker', 'colour picker']],
    ['tests+ed', ['tests']],
    ['x{2}abc', ['abc']],
    ['x{0,2}abc', ['abc']],
    ['(?:abc)?', undefined],
    ['(?:abc)*def', ['def']],
    ['(?:abc|d)', undefined],
    ['ab|abc', undefined],
    [String.raw`\d+ items?`, [' item']],
    ['a.b.c', undefined],
    ['[abc]def[ghi]', ['def']],
    [String.raw`(?<!not )allowed(?= to)`, ['allowed']],
    [String.raw`(?<name>foo|bar)\k<name>`, ['foo', 'bar']],
    [String.raw`\(read-only\)`, ['(read-only)']],
    [String.raw`\u0041bcd`, ['bcd']],
    [String.raw`\p{L}+ing\b`, ['ing']],
    ['READ Only', ['read only']],
    ['[]]abc', [']abc']], // `[]` matches nothing at all
    ['', undefined],
  ])('%s', (source, needles) => expect(needlesOf(source)).toEqual(needles));
});

describe('a screened pattern', () => {
  const word = fc.constantFrom(
    'over',
    'write',
    'read',
    ' ',
    'only',
    'if',
    'it',
    'Exists',
    '.',
    'undo',
    'İ',
    'ſ',
    'e',
    's',
  );
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
  const piece: fc.Arbitrary<string> = fc.letrec<{ piece: string }>((tie) => ({
    piece: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('over', 'write', 'if ', 'exists', 'e', '[a-z]', String.raw`\b`, String.raw`\s`, '.', 'undo'),
      fc.tuple(tie('piece'), tie('piece')).map(([a, b]) => `(?:${a}|${b})`),
      fc.tuple(tie('piece'), fc.constantFrom('?', '*', '+', '{2}', '{0,1}', '+?')).map(([a, q]) => `(?:${a})${q}`),
      fc.tuple(tie('piece'), tie('piece')).map(([a, b]) => `${a}${b}`),
      tie('piece').map((a) => `(?=${a})`),
      tie('piece').map((a) => `(?<!${a})`),
    ),
  })).piece;

  it('matches what the plain one matches', () => {
    fc.assert(
      fc.property(piece, text, fc.constantFrom('', 'i', 'g', 'iu'), (source, sample, flags) => {
        const [plain, screened] = [new RegExp(source, flags), new Screened(source, flags)];
        expect(screened.test(sample)).toBe(plain.test(sample));
        expect(screened.lastIndex).toBe(plain.lastIndex);
        plain.lastIndex = screened.lastIndex = 0;
        expect(screened.exec(sample)).toEqual(plain.exec(sample));
        plain.lastIndex = screened.lastIndex = 0;
        expect(sample.replace(screened, '#')).toBe(sample.replace(plain, '#'));
        expect(sample.search(screened)).toBe(sample.search(plain));
      }),
      { numRuns: 2_000 },
    );
  });
  it('finds every match of a text', () => {
    expect([...'if a, if b'.matchAll(new Screened('if (a|b)', 'g'))].map(([, each]) => each)).toEqual(['a', 'b']);
    expect('a, b'.split(new Screened(', '))).toEqual(['a', 'b']);
  });
});
