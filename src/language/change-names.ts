import { wordSet } from '../text/word-set.ts';
import { REMOVES } from './deeds.ts';
import { splitIdentifier } from './identifiers.ts';
import { INFORMATION, NOMINALS, type VerbEffect } from './lexicon.ts';
import { senseOf } from './sense.ts';
import { SURELY_READS } from './sure-reads.ts';
import { verbOf } from './verbs.ts';

/** What a verb may do that is no read. */
export const CHANGING: ReadonlySet<VerbEffect | undefined> = new Set<VerbEffect>([
  'write',
  'destructive',
  'external',
  'execute',
]);
export const JOINS = new Set(['and', 'or', '/', '&', ',', 'then', 'also']);
/** Words that are seldom what they look like: they count only before what they are done to. */
export const SELDOM = wordSet(
  'limit order group skip page start end select set apply focus rate following follow unlike like leave scale include go goto call run retry step integrate connect navigate extend maintain continue note allow access',
);
/** How a query is put, as orders for a parameter: "Limit the results". */
export const OF_QUERIES = wordSet('limit order group skip page start end select set');

/** `delete_user`, which is none of the other tools. */
export const isNamedDeed = (token: string): boolean => {
  const [first = ''] = splitIdentifier(token);
  const verb = verbOf(first);
  return (
    /^(?:base|s)$/.test(verb?.form ?? '') && verb!.doubt === 'none' && CHANGING.has(verb!.effect) && !SELDOM.has(first)
  );
};

/** Words at the end of a name by which the verb before them is a noun: `run_id`, `create_time`. */
const OF_NOUNS = wordSet(
  'id ids uuid name names type types date at time timestamp count status state number key url by uri after before since until',
);
/** Words of a parameter by which a caller decides what a call leaves behind. */
const DECIDING = wordSet(
  'force overwrite confirm confirmed confirmation permanent permanently cascade upsert ack acknowledge persist commit delete remove save write rm del unlink consume dequeue autocreate autocommit autosave',
);
/** The same, whatever they stand beside: `webhook_url`, `dryRunId`. */
const DECIDING_ANYWHERE = wordSet(
  'dryrun simulate webhook callback purge overwrite hook hooks notify recipient recipients bcc payment idempotency visibility lease unread mutation mutations sql soql gql cypher rpc cli awk lambda jsonpatch sms replacement undo sudo bypass outfile',
);
/** Names that say it alone. */
const DECIDING_ALONE = wordSet(
  'apply yes really sure go do run perform keep hold lock claim take pop peek book pay tip card cc reply comment body payload argv program js lua set update updates patch changes reset restart trigger fire flush clear clean cleanup sync rotate retry refresh invalidate ' +
    'tool instructions prompt steps ops vote bid reaction tweet sign signature password publish init download record live real execute preview cmd args expression expr statement seen preserve headers unsafe admin readonly substitute store',
);
/** What comes of a call, by two words. */
const DECIDING_TOGETHER =
  /\b(?:dry run|do it|i am|am sure|keep (?:message|alive|it)|leave (?:it|in)|mark (?:as|read|seen)|new (?:name|value|password|title|status|content|text|path|owner)|(?:email|mail|send|post|export|log|copy|move|save|write|upload|forward|download) (?:to|dir|path|folder)|on (?:done|complete|finish)|http method|target path|source code|set (?:value|fields|to)|preview only|client token|tool name|function name|operation id|(?:desired|target) (?:state|status)|status to set|side effects?|extra args|test mode|read only|allow \w+|output (?:path|file|dir|directory|folder))\b/;

/** Whether a name of a parameter says that a call of the tool can leave something changed. */
export function isDecision(name: string): boolean {
  const words = splitIdentifier(name);
  const [first = ''] = words;
  if (
    DECIDING_TOGETHER.test(words.join(' ')) ||
    REMOVES.has(first) ||
    words.some((word) => DECIDING_ANYWHERE.has(word))
  )
    return true;
  if (words.length === 1 && DECIDING_ALONE.has(first)) return true;
  if (OF_NOUNS.has(words.at(-1) ?? '') && words.length > 1) return false;
  if (words.some((word) => DECIDING.has(word))) return true;
  const verb = verbOf(first);
  if (verb === undefined || verb.form !== 'base' || !CHANGING.has(verb.effect) || OF_QUERIES.has(verb.lemma))
    return false;
  return (
    (verb.doubt === 'none' && !SELDOM.has(verb.lemma)) ||
    (verb.doubt === 'rarely' && words.length > 1 && !NOUNS_FIRST.has(verb.lemma))
  );
}

/** A flag that does something, and one that keeps from it; those that only choose what is shown say so first. */
export function isSwitch(name: string): boolean {
  const words = splitIdentifier(name);
  if (/^(?:include|show|with|has|is|only|exclude|hide|all|no|return|list|get|use)$/.test(words[0] ?? '')) return false;
  return (
    words.some((word) => {
      const verb = verbOf(word);
      return (
        verb?.form === 'base' &&
        CHANGING.has(verb.effect) &&
        !OF_QUERIES.has(verb.lemma) &&
        !NOUNS_FIRST.has(verb.lemma)
      );
    }) || /^(?:dry|sandbox|test mode|no side effects|do not .*|deliver)$/.test(words.join(' '))
  );
}

/** `open_issues`, `update_interval`. */
const NOUNS_FIRST = wordSet('open close change update copy import upload read message run build');

/** Verbs that are as good a noun or a state, as a value: "open" issues, a "set". */
const NOUN_VALUES = wordSet(
  'change set put open close copy start finish mark fill import flip bump run select skip freeze crop go',
);

/** Of a parameter that chooses what is done, what is surely no read: the real thing beside a trial, what is written to. */
const REAL = wordSet('live real wet prod production apply commit on off w rw wr a+ r+ w+ new ack void rm del + - d x');
const NO_READ = /^(?:POST|PUT|PATCH|DELETE|rm|del|pop|lpop|rpop|getdel|getset|getex)$/;

/** Whether a value of a parameter that chooses what is done is known to read: an operation has a name, a mode may have any. */
export function isChoiceOfRead(value: string, isOperation: boolean): boolean {
  const words = splitIdentifier(value);
  if (isOperation) return SURELY_READS.has(words[0] ?? '');
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
  return !REAL.has(value.toLowerCase()) && !/[^\x00-\x7f]/.test(value) && !words.some((word) => isDeedWord(word));
}

/** Choices that are operations by one that reads: then all of them must. */
const READING = /^(?:get|read|show|inspect|find|describe|preview|peek|ls|dry|dry[-_]run|plan|r|simulate)$/i;
/** What is left alone, beside what is not: `keep` and `trash`. */
const NOTHING_DONE = /^(?:none|nothing|keep|noop|no-op|skip|ignore|never|no)$/i;
/** Types of things as well, where there are many of them. */
const READING_OF_FEW = /^(?:view|fetch|list|query|status)$/i;
const FEW = 3;
export function areOperations(choices: readonly unknown[]): boolean {
  const texts = choices.filter((each) => typeof each === 'string');
  const isFew = choices.length <= FEW;
  if (texts.some((each) => READING.test(each) || (isFew && READING_OF_FEW.test(each)))) return true;
  const does = (each: string): boolean => {
    const verb = verbOf(splitIdentifier(each)[0] ?? '');
    return verb?.form === 'base' && CHANGING.has(verb.effect);
  };
  return isFew && texts.some((each) => NOTHING_DONE.test(each)) && texts.some(does);
}

const NO_VALUE = wordSet(
  'rm del curl wget sudo mutation exec eval dd mkfs logout signout unsubscribe optout zap void nuke',
);

/** In any form but the one that tells how something is: `deleting`, `removal`; not `deleted`. */
export function isDeedWord(word: string): boolean {
  if (NO_VALUE.has(word)) return true;
  const nominal = NOMINALS.get(word);
  const verb = verbOf(nominal ?? word);
  return (
    verb !== undefined &&
    verb.doubt !== 'often' &&
    verb.form !== 'ed' &&
    CHANGING.has(verb.effect) &&
    !OF_QUERIES.has(verb.lemma)
  );
}

/** Whether a value of a parameter is an operation that changes something; of a parameter that chooses one, any such verb counts. */
export function isDeedValue(value: string, chooses: boolean): boolean {
  if (NO_READ.test(value)) return true;
  const words = splitIdentifier(value.slice(0, 200));
  const [only = '', ...more] = words;
  const verb = verbOf(only);
  if (more.length === 0 && verb?.doubt === 'rarely' && verb.form === 'base' && CHANGING.has(verb.effect))
    return chooses || !NOUN_VALUES.has(only);
  return words.slice(0, 8).some((word, i) => {
    const each = verbOf(word);
    if (each?.form !== 'base' || !CHANGING.has(each.effect)) return false;
    return each.doubt === 'none' ? i === 0 || words.length < 4 : chooses && i === 0;
  });
}

/** Words of a name that are no verb of the lexicon, or are a noun in it, and seldom stand in the name of a read. */
const DEED_NAMES = wordSet(
  'rid del rm pop lpop rpop getset getdel getex void nuke zap deletion removal erasure purge cleanup checkout checkin popup webhook curl getdelete deleteget readreset otp write incr decr inc toggle consume dequeue effects',
);
/** What one gets by taking it. */
const LAST_OF_NAMES = wordSet(
  'lock lease taxi seat refund loan token paid started going done subscribed reset signature approval put post command shell request api graphql sql sync patch login session auth toggle fix next',
);
const SHOWS =
  /^(?:show|display)_(?:\w+_)?(?:notification|alert|popup|toast|dialog|message|prompt|ad)$|^get_\w+_(?:cancelled|canceled|deleted|removed)$/;
/** `get_next_invoice_number`, `get_new_token`. */
const TAKES =
  /^(?:get|fetch|obtain|retrieve)_(?:next|new|fresh)_\w*?(?:number|id|token|key|session|secret|job|task|ticket|message)s?$/;

const plain = (name: string): string => splitIdentifier(name).join('_');

/** Last words of names that have no verb: `user_info`, `directory_tree`. */
const ENDS = new Set([
  ...INFORMATION,
  ...wordSet('index top stats log list info tables docs names types checks sizes sum date time metadata config state'),
]);

/** What of a name says something else than the verbs that surely read: `print_label`, `ignite`; a last word is rather a noun. */
function unsureIn(words: readonly string[]): string | undefined {
  if (words.some((word) => SURELY_READS.has(word))) return undefined;
  if (!ENDS.has(words.at(-1) ?? '')) return words.at(-1);
  return words.find((word, i) => {
    const verb = verbOf(word);
    return verb?.form === 'base' && (i === 0 || (i < words.length - 1 && verb.doubt !== 'often'));
  });
}

/** Whether a name has, behind a verb that reads, one that surely does not: `get_and_delete_job`, `fetchThenPurge`. */
export const deedInName = (name: string): string | undefined =>
  TAKES.exec(plain(name))?.[0] ??
  SHOWS.exec(plain(name))?.[0] ??
  unsureIn(splitIdentifier(name)) ??
  splitIdentifier(name).find((word, i, words) => {
    if (DEED_NAMES.has(word) || (i === words.length - 1 && LAST_OF_NAMES.has(word))) return true;
    if (REMOVES.has(word)) return true;
    const verb = verbOf(word);
    if (verb?.form !== 'base' || !CHANGING.has(senseOf(verb, words.slice(i + 1, i + 6)) ?? verb.effect)) return false;
    return verb.doubt === 'none' || JOINS.has(words[i - 1] ?? '');
  });
