import { versionMark } from '../../src/rule.ts';

const AGAIN = new Set([
  'new',
  'old',
  'alt',
  'final',
  'legacy',
  'orig',
  'original',
  'improved',
  'fixed',
  'better',
  'bis',
]);
/** The words of a name without what marks it as another try: `search_v2`, `get_user2`, `create_page_new`; `undefined` when nothing does. */
export function withoutMark(words: readonly string[]): readonly string[] | undefined {
  const last = words.at(-1) ?? '';
  if (words.length > 1 && AGAIN.has(last)) return words.slice(0, -1);
  const mark = versionMark(words);
  return mark === undefined ? undefined : words.slice(0, mark);
}

/** The version a name ends in, as written: `V1`, `_v2`; `undefined` where it belongs to a standard. */
export function versionAtEnd(name: string, words: readonly string[]): string | undefined {
  if (words.length < 3 || words.at(-2) !== 'v' || versionMark(words) === undefined) return undefined;
  return /[_\-.]?[vV]\d{1,2}$/.exec(name)?.[0];
}

/** A version that is a part of the name on its own: `_v1` of `im_v1_message`. What is spoken of may have versions too. */
export const versionWithin = (name: string): string | undefined => /[_\-.]v\d{1,2}(?=[_\-.])/.exec(name)?.[0];
