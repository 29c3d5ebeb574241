import { expandAbbreviation } from './abbreviations.ts';
import { splitIdentifier } from './identifiers.ts';

/** Words that carry no content of their own. */
export const STOPWORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its they them their there here he she his her we our us you your yours i my me who whom whose which what where when why how if then else than so as at by for from in into of on onto off out over ' +
    'under up down to with within without about across after against along among around before behind below between beyond during except inside like near per since through throughout toward towards until upon via and or but nor not no yes ' +
    'be is am are was were been being do does did doing done have has had having can could may might must shall should will would also just only very too more most less least much many few several some any all each every both either neither ' +
    "other others another such same own one ones two three e.g i.e eg ie etc vs that's it's don't doesn't can't isn't let lets please however therefore thus using used use uses given based specific specified particular certain various " +
    'existing available current new provided following corresponding relevant associated related single multiple different entire whole full first last next'
  ).split(' '),
);

/** Nouns that stand for anything: "data", "information". They promise nothing. */
export const GENERIC: ReadonlySet<string> = new Set(
  (
    'data datum information info detail details result results item items thing things object objects entity entities resource resources record records entry entries element elements content contents value values output outputs input inputs ' +
    'response responses answer answers request requests list lists array arrays collection collections set sets string strings dict dictionary json xml text object structure format message messages status success failure error errors ' +
    'tool tools function functions operation operations action actions api endpoint service server system call method command feature functionality parameter parameters argument arguments option options type types kind kinds way ways ' +
    'user users name key'
  ).split(' '),
);

/** Adjectives that praise or pad. */
export const EMPTY_ADJECTIVES: ReadonlySet<string> = new Set(
  'advanced comprehensive detailed powerful rich robust simple easy quick fast efficient flexible complete full useful helpful important key main general common basic additional extra appropriate proper correct accurate relevant best latest recent current up-to-date'.split(
    ' ',
  ),
);

/** Stems of the words seen lately: the same few hundred make up most texts. */
const stems = new Map<string, string>();
const KEPT = 4_000;

/** A word without its endings; two words with one stem say the same. For comparing, not for showing. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= KEPT) stems.clear();
  const stem = cut(word);
  stems.set(word, stem);
  return stem;
}

function cut(word: string): string {
  let at = word.replace(/['’]s$/, '');
  if (at.length > 4 && at.endsWith('ies')) at = `${at.slice(0, -3)}y`;
  else if (at.length > 4 && /(?:ss|x|z|ch|sh)es$/.test(at)) at = at.slice(0, -2);
  else if (at.length > 3 && at.endsWith('s') && !/(?:ss|us|is)$/.test(at)) at = at.slice(0, -1);
  const ending = /(?:izations?|isations?|ations?|ments?|ings?|ers?|ors?|ed|ion|ive|ly|al|e)$/.exec(at)?.[0];
  if (ending && at.length - ending.length >= (ending.length > 2 ? 4 : 3)) at = at.slice(0, -ending.length);
  if (/([bdgmnprt])\1$/.test(at)) at = at.slice(0, -1);
  if (at.endsWith('i')) at = `${at.slice(0, -1)}y`;
  return at.endsWith('y') && at.length > 4 ? at.slice(0, -1) : at;
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/** The lower-case words of a running text. Identifiers in it fall into their words. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const token of text.match(TOKEN) ?? []) {
    if (GLUED.test(token)) for (const word of splitIdentifier(token)) words.push(word);
    else if (token.includes('-')) for (const word of token.toLowerCase().split('-')) words.push(word);
    else words.push(token.toLowerCase());
  }
  return words;
}
const GLUED = /[a-z][A-Z]/;

/** The stems of an identifier, short forms written out as well as not. */
export const stemsOfName = (identifier: string): ReadonlySet<string> =>
  new Set(splitIdentifier(identifier).flatMap((word) => [stemOf(word), stemOf(expandAbbreviation(word))]));
