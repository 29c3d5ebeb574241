import { Screened } from './screened.ts';

/** One of some words, as part of a regular expression. In the list a blank is between words, `_` a blank inside one. */
export const oneOf = (words: string): string => `(?:${words.split(' ').join('|').replaceAll('_', ' ')})`;

/**
 * A regular expression written with word lists: in pattern`\b${USE} this\b` the list `USE` stands for any of its words, and
 * a regular expression for itself. For `plain` texts, which are lower-case and have single blanks. Bound every gap, so that
 * it stays linear.
 */
export const pattern = (parts: TemplateStringsArray, ...words: readonly (string | RegExp)[]): Screened =>
  new Screened(String.raw(parts, ...words.map((each) => (typeof each === 'string' ? oneOf(each) : each.source))));
