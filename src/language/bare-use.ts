import { wordSet } from '../text/word-set.ts';
import { pattern } from './pattern.ts';
import type { Sentence } from './sentences.ts';
import { STOPWORDS, wordsOf } from './words.ts';

/** Words about use itself: they tell no task, no user and no other tool. */
const OF_USE = wordSet(
  'use used using call called calling invoke invoked invoking run prefer preferred choose chosen try start choice tool tools function functions command commands whenever if always must need needed necessary appropriate required possible applicable relevant desired wanted want anything anytime everything else never ever important note warning mandatory default only',
);
/** A longer sentence has other words. UTF-16 units. */
const LONGEST = 120;
const SPEAKS = pattern`\b${'use used using call called invoke invoked run prefer choice try start'}\b`;
const INSISTS = /\b(?:always|must|mandatory|any|anything|everything|choice)\b/;
const ORDERS = /\b(?:first|start)\b/;

/** How it speaks of use: it insists ("Always use this tool first."), tells an order ("Start here."), or says nothing ("Use when needed."). */
export type BareUse = 'insists' | 'order' | 'nothing';

/** What a sentence says that is about use, with no word of what for; `undefined` for any other. What a colon ends leads to that word. */
export function bareUse({ plain: said, text }: Sentence, name = ''): BareUse | undefined {
  if (said.length > LONGEST) return undefined;
  const [first = ''] = FIRST.exec(said) ?? [];
  // most begin with another word
  if (!isOfUse(first) && !name.toLowerCase().startsWith(first)) return undefined;
  const plain = name === '' ? said : said.replaceAll(name.toLowerCase(), 'this');
  if (!SPEAKS.test(plain) || text.endsWith(':') || !wordsOf(plain).every(isOfUse)) return undefined;
  return INSISTS.test(plain) ? 'insists' : ORDERS.test(plain) ? 'order' : 'nothing';
}

const FIRST = /[a-z']+/;
const isOfUse = (word: string): boolean => OF_USE.has(word) || STOPWORDS.has(word);
