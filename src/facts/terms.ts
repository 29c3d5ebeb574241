import { expandAbbreviation } from '../language/abbreviations.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import type { Sentence } from '../language/sentences.ts';
import { stemOf, STOPWORDS, wordsOf } from '../language/words.ts';
import type { Tool } from '../model/server.ts';

/** Sections that do not say what a tool is for. */
const BESIDE: ReadonlySet<string> = new Set(['parameters', 'examples', 'returns']);
/** What a name's word counts for, a word of the first sentence, and one of the others. */
const NAME = 2;
const LEAD = 1;
const REST = 0.5;
/** Sentences that are read. */
const MOST = 40;

const STEMS = new Map<string, string>();

/** `stemOf`, remembered: tools say the same few words over and over. */
function stem(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  if (STEMS.size > 20_000) STEMS.clear();
  const found = word.length > 40 || STOPWORDS.has(word) ? '' : stemOf(expandAbbreviation(word));
  STEMS.set(word, found);
  return found;
}

/** The word stems of a tool's name, titles and description, each with how often it was said. */
export function termsOf({ name, title, annotations }: Tool, sentences: readonly Sentence[]): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (word: string, worth: number): void => {
    const term = stem(word);
    if (term !== '') terms.set(term, (terms.get(term) ?? 0) + worth);
  };
  for (const word of splitIdentifier(name.slice(0, 200))) add(word, NAME);
  const stated = title ?? annotations?.['title'];
  if (typeof stated === 'string') for (const word of wordsOf(stated.slice(0, 200))) add(word, LEAD);
  let worth = LEAD;
  for (const { plain, section } of sentences.slice(0, MOST)) {
    if (BESIDE.has(section)) continue;
    for (const word of wordsOf(plain)) add(word, worth);
    worth = REST;
  }
  return terms;
}
