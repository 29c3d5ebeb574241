import { wordSet } from '../../text/word-set.ts';
import type { Sentence } from '../sentences.ts';
import { verbOf } from '../verbs.ts';
import { wordsOf } from '../words.ts';

const starts = (list: string): RegExp => new RegExp(`^(?:${list.split(' ').join('|')})\\b`);

/** Verbs about the call rather than about what it does: what begins with one does not go on with the purpose. */
const CALLING = wordSet(
  'use call take accept require need specify provide pass support return see note set request select choose try make do let ensure',
);
/** Said of the tool these are deeds: "Sets the address of the cart", "Use it to set the address". */
const DEEDS = wordSet('set make ensure');
/** "Unrelates the pages": before an article a word with this ending is a verb, known or not. */
const DOES = /^[a-z]{3,30}[^s\W]s (?:the|an?|all|any|each|every|its)\b/;
/** Who does it: "This tool", "Use this endpoint to", "It will also". */
const DOER =
  /^(?:use to |(?:use )?(?:this|it|the) |(?:\w+ )?(?:tool|function|command|operation|action|endpoint) |(?:also|can|will|be|used|you|to|optionally|automatically) )*/;
/** Behind these a verb has its ending, or is none: "this returns", "this link". */
const SUBJECT = /\b(?:this|it|the|tool|function|command|operation|action|endpoint) $/;
/** "Warning: deletes all pages". */
const LABEL = /^[a-z]{1,20}: (?=[a-z])/;
/** What may stand behind a verb, but hardly behind the noun that looks like it: "filter by", "rate limiting". */
const OBJECT = wordSet(
  'a an the all any one each every both this that its their your by to in on into for with from new existing multiple',
);
/** Commas of a list. */
const LISTED = /,.*,/;
/** What a sentence says that binds the caller or marks a limit, wherever it stands. */
const BINDS = /\b(?:must|should|cannot|can't|won't|required|requires|up to|maximum|unless|please|determines?)\b/;

/** The text of a purpose without who does it. */
export const withoutDoer = (plain: string): string => plain.replace(DOER, '');

/** What the caller can do, and when: "you can get the id from …", "create one when …". */
const ORDER = /^you can\b|^[a-z]+[^s\W] [^.]{0,80}\b(?:when|if)\b/;

/** Said of one call beside another, or of what becomes of the thing: "Each call makes one more", "It disappears from the list". */
const AFTERMATH = [
  /^(?:an? |the |any |each |every )?(?:each|every|further|second|next|repeat(?:ed)?|subsequent|later|another|duplicate) (?:call|run|request|invocation|attempt)s?\b/,
  /^(?:calling|running|repeating|retrying|invoking) (?:it|this|the tool)\b/,
  /^(?:it|they) (?:then |also |can |cannot |can't |may |will )*(?:(?:disappear|vanish|stay|remain|become|expire|land)(?:e?s)?|be (?:undone|\w+ back))\b/,
];
const isAftermath = (plain: string): boolean => AFTERMATH.some((each) => each.test(plain));

/** Whether a sentence goes on with the purpose: it begins with a deed, or lists what the tool includes or supports. */
export function goesOn({ plain }: Sentence): boolean {
  if (BINDS.test(plain) || isAftermath(plain)) return false;
  const said = plain.replace(LABEL, '');
  if (ORDER.test(said)) return false;
  const rest = withoutDoer(said);
  const [first = '', second = ''] = wordsOf(rest.slice(0, 80));
  if (first === 'includes' || (first === 'supports' && LISTED.test(rest))) return true;
  const verb = verbOf(first);
  if (verb === undefined) return DOES.test(rest);
  if (CALLING.has(verb.lemma))
    return DEEDS.has(verb.lemma) && (verb.form === 's' || /^use .*to $/.test(said.slice(0, said.length - rest.length)));
  if (verb.form === 's') return true;
  if (verb.form !== 'base' || SUBJECT.test(said.slice(0, said.length - rest.length))) return false;
  return verb.doubt !== 'often' || OBJECT.has(second);
}

/** Begins what speaks to the caller, of a condition, a limit or the answer. */
const ASIDE = [
  starts(
    'use call invoke you your do always never please be only must set pass provide specify request accepts? takes?',
  ),
  starts('if when with without for before after once unlike similar in by to up maximum otherwise requires? needs?'),
  /^(?:(?:this |it |also |the \w+ )*(?:supports?|allows?)|\w+ can be) (?:\w+ ){0,2}(?:filter|pagina|sort|search)\w*/,
  starts(
    "designed intended meant suited don't note important warning deprecated examples? e\\.g see no ideal useful perfect helpful great best",
  ),
  /^(?:(?:this |it )?returns?|(?:the |this endpoint's )?(?:response|results?|output)|(?:it|this) is)\b/,
];
/** Code, addresses, and what is led by a label. */
const NO_PROSE = /[{}=<>]|^['"]|\w\/\w+\/|^[\w ]{1,30}:|\b(?:visit|see|at|on|via) url\b|\bby default\b/;
const FINITE = wordSet('is are can may will has have does');

/** Whether a sentence states how things are or go: no order, condition, limit or answer. "Drafts are sent by courier." */
export function isStatement({ plain }: Sentence): boolean {
  if (NO_PROSE.test(plain) || BINDS.test(plain) || isAftermath(plain) || ASIDE.some((aside) => aside.test(plain)))
    return false;
  const [first = '', ...rest] = wordsOf(plain);
  const verb = verbOf(first);
  if (verb?.form === 'base' && verb.doubt !== 'often') return false;
  return rest.some((word) => FINITE.has(word) || isSurelyFinite(word));
}

function isSurelyFinite(word: string): boolean {
  const verb = verbOf(word);
  return verb !== undefined && verb.doubt !== 'often' && (verb.form === 's' || verb.form === 'base');
}
