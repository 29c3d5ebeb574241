import { splitIdentifier } from '../identifiers.ts';
import { isPlaceholder } from '../placeholder.ts';
import { verbOf, type Verb } from '../verbs.ts';
import { stemOf, wordsOf } from '../words.ts';
import type { Sentence } from '../sentences.ts';
import type { Earned, ToolText } from './cue.ts';
import { freshIn } from './fresh.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** So many words that the name does not give make a purpose. */
const ENOUGH = 2;
/** Sentences read as the purpose. */
const SENTENCES = 3;
/** How far into a sentence its verb is looked for, in words. */
const REACH = 12;

/** Verbs that name no deed: what is managed, and how, has to follow. */
const VAGUE = words(
  'manage handle process work interact support deal control operate administer maintain access serve act',
);
/** Verbs about the call rather than about what it does: what begins with one does not go on with the purpose. */
const CALLING = words(
  'use call take accept require need specify provide pass support return see note set request select choose try make do let ensure',
);

const PURPOSE_HEADING =
  /^(?:purpose|description|overview|summary|about|what(?: (?:it|this|this tool) does)?|function(?:ality)?|tool)\b/;
/** `[LOCAL]`, `Acme |`: a label in front of the sentence says where, not what. */
const LABEL = /^(?:\[[^\]]{0,60}\]\s?[-:|]?|[\w .]{1,40}\|)\s*/;
/** Who does it: "This tool", "Use this endpoint to", "It will also". */
const DOER =
  /^(?:(?:use )?(?:this|it|the) |(?:\w+ )?(?:tool|function|command|operation|action|endpoint) |also |can |will |be |used |you |to )*/;
/** Orders to the caller, with no word of what the call does. */
const USAGE =
  /^(?:(?:always|must|only|never|please|you must|you should|do not|don't) (?:call|use|invoke|run)|(?:call|use|invoke) (?:this |it )?(?:tool |function )?(?:when|whenever|if|before|after|once))\b/;
/** "Use this when the user wants to cancel an order" does say what it does. */
const WISH = /\b(?:users?|you|they) (?:wants?|needs?|asks?|requests?|would like|wish(?:es)?)\b/;
/** What a call must have or cannot have. */
const LIMIT =
  /^(?:max(?:imum)?|up to|only|requires?|note|must|limited)\b|^deprecated[.:,]|^(?:the |an? )?(?:\w+ ){1,5}(?:is|are) required\b/;
/** A noun phrase with a purpose: "A helper for tax returns", "Bulk assignment of tasks". */
const PURPOSE = /\b(?:for|to) \w/;
/** Ends what leads to a list of the things a tool covers. */
const COVERED =
  /\b(?:operations|actions|commands|services|capabilities|features|modes|types|fields|topics|sources)(?: (?:include|are|available|supported|may be changed))?(?: \([^)]{0,40}\))?$/;

/**
 * Whether the text says what the tool does: a deed, and words about it that the name, the product and words for anything do
 * not already give; or a list of what it covers.
 */
export function what(tool: ToolText): Earned {
  const purpose = purposeOf(tool);
  const [head] = purpose;
  if (head === undefined || isPlaceholder(head.text)) return { level: 0 };
  const text = unlabelled(head.plain);
  if (!isPurpose(text)) return { level: 0 };
  const fresh = freshIn(
    purpose.map((sentence) => unlabelled(sentence.text)),
    tool,
  );
  const deed = deedOf(text, tool);
  if (deed === undefined && fresh.size === 0) return { level: 0 };
  const clear =
    deed === undefined
      ? PURPOSE.test(text) || wordsOf(text).some(isActionNoun)
      : !VAGUE.has(deed) || purpose.some(({ plain }) => hasList(plain));
  if (clear && fresh.size >= ENOUGH) return { level: 2, family: 'new words', sentence: head };
  const covers = tool.sentences.find(enumerates);
  if (covers) return { level: 2, family: 'list', sentence: covers };
  return { level: 1, family: clear ? 'few new words' : 'vague', sentence: head };
}

/**
 * The sentences that say the purpose: the first, and those right behind it that go on with what the tool does. A preface is
 * passed over: "Deprecated.", "Run this first.".
 */
function purposeOf(tool: ToolText): readonly Sentence[] {
  const { sentences } = tool;
  const body = sentences.filter(({ section, heading }) => section === 'body' || PURPOSE_HEADING.test(heading));
  const [first, second] = body;
  if (first === undefined)
    return sentences.slice(0, 1).filter(({ section }) => section === 'other' || section === 'when');
  const text = unlabelled(first.plain);
  const preface = second !== undefined && goesOn(second) && (!isPurpose(text) || deedOf(text, tool) === undefined);
  const [head, ...rest] = preface ? body.slice(1) : body;
  const others = rest.slice(0, SENTENCES - 1);
  const end = others.findIndex((sentence) => !goesOn(sentence));
  return [head!, ...(end === -1 ? others : others.slice(0, end))];
}

const unlabelled = (text: string): string => text.replace(LABEL, '');

const isPurpose = (text: string): boolean => !(USAGE.test(text) && !WISH.test(text)) && !LIMIT.test(text);

/**
 * What is done: the lemma of the first verb that names a deed ("performs a search" is a search). A verb that the lexicon lacks
 * is told by its place, at the head and before an article, or by the name that begins with it.
 */
function deedOf(text: string, { name }: ToolText): string | undefined {
  const rest = text.replace(DOER, '');
  const all = wordsOf(rest).slice(0, REACH);
  const verbs = all.map(verbOf).filter((verb): verb is Verb => verb !== undefined && verb.form !== 'ed');
  const deed = verbs.find(({ lemma, effect }) => effect !== 'light' || VAGUE.has(lemma)) ?? verbs[0];
  if (deed !== undefined) return deed.lemma;
  const [first = ''] = all;
  const stands = /^\p{L}+ (?:an?|the|this|all|one|your|another|multiple)\b/u.test(rest);
  return stands || stemOf(splitIdentifier(name)[0] ?? '') === stemOf(first) ? first : undefined;
}

/** Whether a sentence begins with a deed, or with what the tool includes. */
function goesOn({ plain }: Sentence): boolean {
  const [first = ''] = wordsOf(plain.replace(DOER, ''));
  const verb = verbOf(first);
  if (verb === undefined) return first === 'includes';
  return (verb.form === 'base' || verb.form === 's') && !CALLING.has(verb.lemma);
}

/** "assignment", "generation", "optimization": nouns made of a verb. */
function isActionNoun(word: string): boolean {
  const root = /^(.{3,20}?)(?:ment|ation|ion)s?$/.exec(word)?.[1];
  return root !== undefined && (verbOf(root) ?? verbOf(`${root}e`) ?? verbOf(`${root}ate`)) !== undefined;
}

const hasList = (text: string): boolean => /[:(]|,.*,|\b(?:including|such as)\b/.test(text);

/** "Supported operations: …" with three or more, in a line or as a list. */
function enumerates({ plain, heading, section, item }: Sentence): boolean {
  if (section === 'parameters' || section === 'returns' || section === 'examples') return false;
  if (item) return COVERED.test(heading.replace(/:$/, ''));
  const colon = plain.indexOf(':');
  return colon > 0 && COVERED.test(plain.slice(0, colon)) && plain.slice(colon).split(',').length > 2;
}
