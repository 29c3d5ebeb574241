import type { VerbEffect } from '../lexicon.ts';
import { verbOf, type Form } from '../verbs.ts';

/** Effects of verbs that leave something changed. */
const CHANGING: ReadonlySet<VerbEffect> = new Set(['write', 'destructive', 'external', 'execute']);
/** Verbs that are deeds elsewhere: "does not allow spaces", "is not managed", "without fixing a date". */
const NO_DEED =
  /^(?:allow|accept|enables$|let|manag|maintain|control|operat|fix|integrat|need|limit|know|work|request|support|mark(?:ed)?$|start(?:s|ed)?$|set$|open$|close$|closed$|connected$|shared?$|based$|focus|extend)/;
/** Verbs that are no deeds, but whose denial says what is left alone. */
const TOUCHES =
  /^(?:affect|alter|touch|impact|influence|expos|disrupt|interrupt|disturb|interfer|break|carr(?:y|ied)$|counted$)/;

const ADVERBS = '(?:(?:actually|itself|themselves|ever|be|been|also|yet|automatically|immediately|then|permanently) )?';
const DENIALS = [
  String.raw`\b(?:(?:does|will|did|would|is|are|(?<=[a-z] )do) (?:not|never)|(?:does|wo|did|is|are)n't|(?<=[a-z] )(?:don't|never)|without) ${ADVERBS}([a-z]+)(?:[^,.;:]{0,40}? n?or (?:be )?([a-z]+(?:ed|en|nt))\b)?`,
  String.raw`^never (?=\w+s )([a-z]+)`,
  // "nothing is sent", "no file is written"
  String.raw`\b(?:nothing|no \w+(?: \w+)?) (?:is|are|gets?|will be) ${ADVERBS}([a-z]+)`,
  // "no files created unless …"
  String.raw`(?:^|[,;:–—] |\b(?:and|but|so|with) )(?:nothing|no \w+) ([a-z]+(?:ed|en))\b`,
  // "archived, not deleted"
  String.raw`, (?:but )?not ${ADVERBS}([a-z]+(?:ed|en|nt))\b`,
  // "merges instead of replacing"; "use it instead of deleting" chooses among tools
  String.raw`(?<!\b(?:use|prefer|choose|call|pass|for)\b[^.;:]{0,80})\b(?:instead of|rather than) ([a-z]+ing\b|[a-z]+ed(?=$|[,.;)]| so| and))`,
].map((source) => new RegExp(source, 'g'));
/** "If it is not published", "please do not close": a condition, an order; not what the call does. */
const CONDITION = /\b(?:if|when|unless|until|whether|that|which|who)\b[^,]{0,60}$/;
/** "Files that have this name are not deleted": the clause is over where the denial begins. */
const CLAUSE_OVER = /\b(?:that|which|who) \w+ [^,]{2,50}$/;
/** "And do not close it": an order goes on. */
const ORDER_GOES_ON = /\b(?:please|and|but|or|you) $/;

/** Whether a text says that a call leaves something undone: "does not delete the file", "without notifying anyone". */
export const deniesDeed = (text: string): boolean =>
  DENIALS.some((denial) => {
    for (const { 0: words, index, 1: word, 2: other = word } of text.matchAll(denial)) {
      const before = text.slice(Math.max(0, index - 80), index);
      if (![word!, other!].some((each) => isChanging(each) || TOUCHES.test(each))) continue;
      if (words.startsWith('without')) return true;
      if (
        /^(?:is|are) n/.test(words) &&
        CLAUSE_OVER.test(before) &&
        !/\b(?:if|when|unless|until|whether)\b/.test(before)
      )
        return true;
      if (!CONDITION.test(before) && !(/^do\b/.test(words) && ORDER_GOES_ON.test(before))) return true;
    }
    return false;
  });

const BESIDE = /(?:, |\bby |\bwhile |\bthen |— |– )(?:(?:and|then|also|automatically|immediately) )?([a-z]+ing)\b/g;
const AND =
  /\band (?:then |also |automatically )?([a-z]+) (?:the|its|their|any|all|every|stored|saved|cached|local|existing|old)\b/g;
/** "The editor rewrites child paths": what does it, on its own. */
const ACTOR =
  /\bthe (?:\w+ )?(?:editor|server|system|platform|service|engine|app|backend|handler|client|extension|plugin) (?:(?:also |then |automatically )?([a-z]+s)|will (?:also |then |automatically )?([a-z]+))\b/g;
/** "Supports adding, removing and moving": a list of deeds says what the tool does, not what comes of it. */
const LISTING =
  /^(?:when|if|after|before|once|for|by|to) |\b(?:such as|like|including|includes?|e\.g|supports?|actions?|operations?|for|of|[a-z]{2,}ing)\b/;

/** Whether a text says what is done besides or on the way: "closes the shop, locking its doors", "by marking it as read". */
export function addsDeed(text: string): boolean {
  for (const { index, 1: word } of text.matchAll(BESIDE)) {
    if (isChanging(word!) && !LISTING.test(text.slice(0, index))) return true;
  }
  for (const { index, 1: word } of text.matchAll(AND)) {
    if (
      (verbOf(word!)?.effect === 'destructive' || /^(?:updat|releas)/.test(word!)) &&
      !/[,:]/.test(text.slice(0, index))
    )
      return true;
  }
  return false;
}

/** Whether a text says what the server or the program does on its own account. */
export function actorDoes(text: string): boolean {
  for (const { index, 1: does, 2: will } of text.matchAll(ACTOR)) {
    const before = text.slice(Math.max(0, index - 80), index);
    if ((isDeed(does, 's') || isDeed(will, 'base')) && !CONDITION.test(before)) return true;
  }
  return false;
}

const STARTS =
  /^(?:also |then |automatically |finally |afterwards )?([a-z]+s) (?!(?:or|and|of|on|in|as|is|are|can|may|must|should|will|excluded)\b)[a-z]/;
const WILL = /\b(?:will|may|would) (?:also |then |automatically )?([a-z]+)/;
/** "Is written with slashes": how a value looks. */
const DONE =
  /\b(?:is|are|gets?|will be) (?:also |then |automatically |first )?(?!(?:written|spelled|quoted|given) (?:with|like|as|without)\b)([a-z]+)/g;

/** Whether a sentence behind the purpose says what the call does: "Restarts the server", "a log entry is written". */
export function tellsDeed(text: string): boolean {
  if (isDeed(STARTS.exec(text)?.[1], 's') || isDeed(WILL.exec(text)?.[1], 'base')) return true;
  for (const { index, 1: word } of text.matchAll(DONE)) {
    if (isDeed(word, 'ed') && !CONDITION.test(text.slice(Math.max(0, index - 80), index))) return true;
  }
  return false;
}

const isDeed = (word: string | undefined, form: Form): boolean =>
  word !== undefined && isChanging(word) && verbOf(word)?.form === form;

function isChanging(word: string): boolean {
  const verb = verbOf(word);
  return verb !== undefined && CHANGING.has(verb.effect) && !NO_DEED.test(word);
}
