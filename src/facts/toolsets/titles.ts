import { expandAbbreviation } from '../../language/abbreviations.ts';
import { pluralOf, singularOf } from '../../language/nouns.ts';

/** The words of a name that are no verb and no preposition, as written. */
export interface Written {
  readonly words: readonly string[];
}

/** One word stands for all ways in which a noun is written: `mr`, `repos`. */
export const nounOf = (word: string): string => singularOf(expandAbbreviation(word));

/** Of a theme's names so many must say two words for the theme to be called both. */
const MOST = 0.6;

/** What themes are called, in words that their names have: `pull_requests` where most say so and one says `list_pull_requests`. */
export function titlesOf(themes: ReadonlyMap<string, readonly Written[]>): ReadonlyMap<string, string> {
  return new Map([...themes].map(([theme, names]) => [theme, titleOf(theme, names)]));
}

function titleOf(theme: string, names: readonly Written[]): string {
  const forms = new Map<string, Set<string>>();
  const pairs = names.flatMap(({ words }) => {
    const own = words.map((word) => {
      const noun = nounOf(word);
      forms.set(noun, (forms.get(noun) ?? new Set()).add(word));
      return noun;
    });
    const at = own.indexOf(theme);
    const [before, after] = [own[at - 1], own[at + 1]];
    return at < 0 ? [] : [...(after ? [`${theme} ${after}`] : []), ...(before ? [`${before} ${theme}`] : [])];
  });
  const [pair = theme] = [...countsOf(pairs)].find(([, n]) => n >= MOST * names.length) ?? [];
  return pair
    .split(' ')
    .map((noun, i, all) => formOf(noun, forms.get(noun) ?? new Set(), i === all.length - 1))
    .join('_');
}

/** The noun as it is written, the last in the plural where some name has that. */
function formOf(noun: string, forms: ReadonlySet<string>, isLast: boolean): string {
  const [form = noun] = forms;
  const one = [...forms].find((each) => singularOf(each) === each) ?? singularOf(form);
  return isLast ? ([...forms].find((each) => each !== one && pluralOf(one) === each) ?? one) : one;
}

export function countsOf(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
