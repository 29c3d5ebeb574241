import { splitIdentifier } from './identifiers.ts';

/** What the few words of a result say of a failure. Words in other languages say nothing. */

/** A word, or words with `_` between them. */
const anyOf = (words: string): RegExp =>
  new RegExp(`\\b(?:${words.trim().split(/\s+/).join('|').replaceAll('_', '[ -]')})\\b`, 'i');

const FAILURE = anyOf(`
  error errors errored fail failed fails failing failure failures exception unable could_not couldn't cannot can't can_not
  invalid unauthorized unauthorised forbidden denied rejected refused expired wrong problem unexpected unexpectedly
  unsuccessful unreachable unavailable timed_out timeout aborted missing oops sorry
  not_set not_configured not_provided not_initialized not_initialised not_authenticated not_logged_in not_available
  not_connected not_supported is_required are_required must_be must_provide must_specify`);
const SIGNS =
  /[❌⚠✗]|\bno\b[^.]{0,30}\b(?:tokens?|keys?|credentials?|passwords?|secrets?)[^.]{0,20} (?:provided|configured|given|set|specified|supplied|defined|available)\b/i;
const NOTHING = anyOf(`no zero 0 none empty nothing not_found does_not_exist doesn't_exist`);
/** An order, an alternative, what there is. */
const NEXT = anyOf(`
  try retry again please check ensure verify make_sure use call run set wait provide specify pass configure update upgrade
  install contact see visit instead either must should need needs require requires required expected available valid allowed
  one_of at_least at_most between supported hint tip consider log_in sign_in reauthenticate re-authenticate authorize
  permission permissions invalid`);
const LINK = /https?:\/\//;

/** Whether the words tell that something went wrong. */
export const tellsFailure = (words: string): boolean => FAILURE.test(words) || SIGNS.test(words);

/** Whether they tell that there is nothing, as a search without a hit does. */
export const tellsNothing = (words: string): boolean => NOTHING.test(words);

/** Whether they tell what to do about it, or what would have been right. */
export const tellsNext = (words: string): boolean => NEXT.test(words) || LINK.test(words);

const CODED = new Set(
  `code codes type kind category class retry retryable retries retriable recoverable recovery recover transient fatal
   permanent hint hints suggestion suggestions suggested next remedy resolution advice fix help action actions reason`.split(
    /\s+/,
  ),
);

/** Words that may stand beside them: `errorCode`, `retry_after_seconds`; `linkType` and `reviewId` are of something else. */
const BESIDE = new Set(
  `error errors err http api status is can should must be after until in ms msec seconds secs s step steps delay count max
   user message details info url docs`.split(/\s+/),
);

/** Whether a key of an error is one to decide by: a code, a category, whether to retry, what to do. */
export function isCoded(field: string): boolean {
  const words = splitIdentifier(field.slice(0, 60));
  return words.some((word) => CODED.has(word)) && words.every((word) => CODED.has(word) || BESIDE.has(word));
}

const OPENS =
  /^[^\p{L}\p{N}]{0,8}(?:(?:an?|the|\p{L}{1,20}) )?(?:\p{L}{0,20}error|failed|failure|\p{L}{0,20}exception|unable|could ?n[o'’]t|cannot|can['’]t)\b/iu;

/** Whether a text begins as one does that tells a failure: data may well have such words further on. */
export const opensAsFailure = (words: string): boolean => OPENS.test(words.slice(0, 200));
