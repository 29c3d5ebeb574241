import { expandAbbreviation } from './abbreviations.ts';
import { AGENTS, INFORMATION, NOMINALS } from './lexicon.ts';
import { verbOf } from './verbs.ts';

/** A name with more words is not read further. */
const LONG = 64;

/** Verbs whose effect nobody can tell from the word alone, and so not in the lexicon; a name that has one does say an action. */
const OTHER_VERBS = new Set(
  (
    'act alter attest augment autocomplete batch collapse condense confer curate deduct detach dictate engage enhance exchange expand flatten fuse give ' +
    'grow have hunt hydrate improve is can impersonate instantiate interact intersect judge moderate negotiate normalize normalise opt prepare prove ' +
    'pursue quit reach realign recap receive refine reflow remix repeat rephrase rollout shorten smooth standardize standardise steer stitch teach tune ' +
    'tweak unwatch use visit warn weave weigh whois whoami zoom'
  ).split(' '),
);
/** The same, but nouns as often: `map_site`, `site_map`. */
const NOUNS_TOO = new Set(
  'blame chat debate guide hook level map offset package partition reference report shape shift signal slice spin spot stream style tail talk tap top wire'.split(
    ' ',
  ),
);

/** A name that asks tells what is answered: `who_am_i`, `where_used`. */
const QUESTIONS = new Set('who what where which why how'.split(' '));

/**
 * What the words of a name say of its action. `verb`: `get_user`, `issue_read`. `maybe`: a word that is a verb now and then,
 * `pull_request`. `told`: a noun that gives the action away, `place_details`, `image_generation`, `trial_searcher`.
 * or `text_to_speech`. `none`: `wiki`, `repo_branch`. `at` is the place of the word.
 */
export interface NameAction {
  readonly kind: 'verb' | 'maybe' | 'told' | 'none';
  readonly at: number;
}

export function actionOf(words: readonly string[]): NameAction {
  let maybe = -1;
  let told = -1;
  for (const [at, written] of words.slice(0, LONG).entries()) {
    const word = expandAbbreviation(written);
    const verb = verbOf(word) ?? verbOf(word.replace(/a?sync$/, '')); // `runsync`
    if (OTHER_VERBS.has(word) || (verb?.form === 'base' && verb.doubt !== 'often')) return { kind: 'verb', at };
    if (maybe < 0 && (NOUNS_TOO.has(word) || (verb !== undefined && verb.form !== 'ed'))) maybe = at;
    if (
      told < 0 &&
      (tellsAction(word) || (at === 0 && QUESTIONS.has(word)) || (word === 'to' && at > 0 && at < words.length - 1))
    )
      told = at;
  }
  if (told >= 0) return { kind: 'told', at: told };
  return maybe >= 0 ? { kind: 'maybe', at: maybe } : { kind: 'none', at: -1 };
}

/** `status`, `summarizer`, `navigation`: what the noun is made of, or what it promises. */
function tellsAction(word: string): boolean {
  if (NOMINALS.has(word) || AGENTS.has(word) || INFORMATION.has(word)) return true;
  const stem = /^(.{3,20})(?:ers?|ors?|ions?|ments?)$/.exec(word)?.[1];
  return stem !== undefined && (isVerb(stem) || isVerb(`${stem}e`) || isVerb(stem.replace(/(.)\1$/, '$1')));
}

const isVerb = (word: string): boolean => verbOf(word)?.form === 'base';
