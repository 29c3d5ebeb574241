import { EMPTY_IN_TEXT, sameWord } from '../language/same-words.ts';
import { verbOf } from '../language/verbs.ts';

/** Words that begin a part of a sentence that can stand in another place of it, and the part each begins. */
const PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    in: 'in on at within inside across from',
    for: 'for',
    by: 'by',
    using: 'using via through with',
    to: 'to into onto',
    without: 'without except',
    since: 'since after',
    before: 'before until',
  }).flatMap(([part, words]) => words.split(' ').map((word) => [word, part] as const)),
);
/** Verbs whose object is where one looks, and what is looked for stands behind "for". */
const SEARCHES: ReadonlySet<string> = new Set(['search', 'query', 'browse', 'scan']);
/** Fewer words are said of anything. */
const LEAST = 3;

/**
 * What a sentence says is done, to what, where and by what, whatever the order of these parts: "Searches the shop for tents by name"
 * and "Finds tents by name in the shop" give one. Empty for a sentence that does not begin with a verb.
 */
export function frameOf(words: readonly string[], isEmpty: (word: string) => boolean): string {
  const verb = verbOf(words[0] ?? '');
  if (verb === undefined) return '';
  const parts: { readonly kind: string; readonly said: string[] }[] = [{ kind: '', said: [] }];
  let count = 1;
  for (const word of words.slice(1)) {
    const kind = PARTS.get(word);
    if (kind !== undefined) parts.push({ kind, said: [] });
    else if (!EMPTY_IN_TEXT.has(word) && !isEmpty(word)) {
      parts.at(-1)!.said.push(sameWord(word));
      count++;
    }
  }
  if (count < LEAST) return '';
  const sought = SEARCHES.has(verb.lemma) ? parts.findIndex(({ kind }) => kind === 'for') : -1;
  return [
    sameWord(words[0]!),
    ...parts
      .flatMap(({ kind, said }, at) => {
        if (said.length === 0) return [];
        const role = at === sought ? '' : at === 0 && sought !== -1 ? 'in' : kind;
        return [`${role}: ${said.join(' ')}`];
      })
      .toSorted(),
  ].join('; ');
}
