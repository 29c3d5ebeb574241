import { wordSet } from '../../text/word-set.ts';
import { splitIdentifier } from '../identifiers.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { Section } from '../sections.ts';
import type { Sentence } from '../sentences.ts';
import { verbOf, type Verb } from '../verbs.ts';
import { STOPWORDS, stemOf, wordsOf } from '../words.ts';
import { withoutAsides } from './asides.ts';
import { goesOn, isStatement, withoutDoer } from './behind.ts';
import { coverage } from './covers.ts';
import type { Earned, ToolText } from './cue.ts';
import { freshFor } from './fresh.ts';
import { isLocated } from './place.ts';

/** So many words that the name does not give make a purpose. */
const ENOUGH = 2;
/** So many make one even where no verb is known. */
const MANY = 4;
/** Sentences read as the purpose: its own and those behind it. */
const SENTENCES = 4;
/** Sentences that may come before the purpose. */
const PREFACES = 3;
/** How far into a sentence its verb is looked for, in words and in UTF-16 units. */
const REACH = 12;
const REACH_UNITS = 160;

/** Verbs that name no deed: what is managed, and how, has to follow. */
const VAGUE = wordSet(
  'manage handle process work interact support deal control operate administer maintain access serve act',
);

const PURPOSE_HEADING =
  /^(?:purpose|description|overview|summary|about|what(?: (?:it|this|this tool) does)?|function(?:ality)?|tool)\b/;
/** `[LOCAL]`, `Acme |`: a label in front of the sentence says where, not what. */
const LABEL = /^(?:\[[^\]]{0,60}\]\s?[-:|]?|[\w .]{1,40}\|)\s*/;
/** Orders to the caller, with no word of what the call does. */
const USAGE =
  /^(?:(?:always|must|only|never|please|you must|you should|do not|don't) (?:call|use|invoke|run)\b|(?:call|use|invoke) (?:this |it )?(?:tool |function )?(?:when|whenever|if|before|after|once)\b|start here\W*$)/;
/** "Use this when the user wants to cancel an order" does say what it does, and so does "Always call this first to load the rules". */
const WISH = /\b(?:users?|you|they) (?:wants?|needs?|asks?|requests?|would like|wish(?:es)?)\b/;
const AIM = /^[^,.]{0,120}? to (?!be\b|do\b)[a-z]+ (?!to\b)/;
/** "Make a contract that manages …": the deed is to make it. */
const MAKES = /^makes? (?:an?|the|new)\b/;
/** What a call must have or cannot have. */
const LIMIT =
  /^(?:max(?:imum)?|up to|only|requires?|note|must|limited)\b|^(?:read|write)-only\W*$|^deprecated[.:,]|^(?:the |an? )?(?:\w+ ){1,5}(?:is|are) required\b/;
/** A noun phrase with a purpose: "A helper for tax returns", "Bulk assignment of tasks". */
const PURPOSE = /\b(?:for|to) \w/;
/** "A single record, not a listing of all": it is told apart from its neighbour. */
const APART = /[,;–—(] ?not (?:an?|the|just|only|its|all|any) [a-z]/;
const LIST = /[:(]|,.*,|\b(?:including|such as)\b/;
const RETURNS = /^returns? \w/;
/** Sections that hold the purpose where nothing else does. */
const INSTEAD: ReadonlySet<Section> = new Set(['other', 'when', 'effects', 'returns']);
const EXAMPLES = /^(?:examples?\b|e\.g)/;

/**
 * Whether the text says what the tool does: a deed, and words about it that the name, the product and words for anything do
 * not already give; or a list of what it covers. A short purpose that has a word of its own and goes on with how things
 * stand is in doubt, and passes.
 */
export function what(tool: ToolText): Earned {
  const purpose = purposeOf(tool);
  if (purpose === undefined) return { level: 0 };
  const { head, plain, deed, behind } = purpose;
  const fresh = freshFor(tool);
  const own = fresh.read(purpose.text, ENOUGH);
  let isClear =
    deed === undefined
      ? isNoun(plain) || fresh.read(purpose.text, MANY) === MANY
      : !VAGUE.has(deed) || isSpelledOut(plain);
  if (isClear && (own >= ENOUGH || (own > 0 && isLocated(purpose.text, tool))))
    return { level: 2, family: 'new words', sentence: head };
  if (isClear && deed !== undefined && APART.test(plain)) return { level: 2, family: 'told apart', sentence: head };
  let count = own;
  for (const sentence of behind.filter(goesOn)) {
    count = fresh.read(sentence.text, ENOUGH);
    isClear ||= deed !== undefined && LIST.test(sentence.plain);
    if (isClear && count >= ENOUGH) return { level: 2, family: 'new words', sentence: head };
  }
  if (deed === undefined && count === 0) return { level: 0 };
  if (count === own && !hasObject(purpose, tool)) return { level: 0 };
  const covers = coverage(tool.sentences, behind);
  if (covers) return { level: 2, family: 'list', sentence: covers };
  if (isClear && own > 0) {
    const statement = behind.find((each) => isStatement(each) && freshFor(tool).read(each.text, ENOUGH) >= ENOUGH);
    if (statement) return { level: 2, family: 'statement', sentence: statement };
  }
  return { level: 1, family: isClear ? 'few new words' : 'vague', sentence: head };
}

/** Words for whatever a tool may work on. */
const STUFF = wordSet(
  'stuff thing things something anything everything request requests task tasks operation operations action actions work job it',
);
/** "Logs in", "Steps over": these have no object. */
const PARTICLE = /^[a-z]+ (?:in|out|over|into|up|down|back|off|on|away|forward)\b/;

/** Whether a purpose names what is worked on: "Assigns.", "Does stuff." and "Handles the request." do not. */
function hasObject({ plain, deed }: Purpose, { name }: ToolText): boolean {
  const [, ...rest] = wordsOf(withoutDoer(plain));
  const named = deed === undefined || VAGUE.has(deed) ? [] : splitIdentifier(name).map(stemOf);
  return (
    PARTICLE.test(plain) ||
    rest.some(
      (word) => !STOPWORDS.has(word) && !word.endsWith('ly') && (!STUFF.has(word) || named.includes(stemOf(word))),
    )
  );
}

interface Purpose {
  readonly head: Sentence;
  /** What the head says without a label before it: as written, and in lower case. */
  readonly text: string;
  readonly plain: string;
  readonly deed: string | undefined;
  readonly behind: readonly Sentence[];
}

/**
 * The sentence that says the purpose, and those right behind it up to the examples. Prefaces are passed over: "Deprecated.",
 * "Run this first.". A text that has nothing else says it in its note on use, or by what it returns.
 */
function purposeOf(tool: ToolText): Purpose | undefined {
  const body: Sentence[] = [];
  for (const sentence of tool.sentences) {
    if (sentence.section !== 'body' && !PURPOSE_HEADING.test(sentence.heading)) continue;
    if (body.length > 0 && EXAMPLES.test(sentence.plain)) break;
    if (body.push(sentence) === SENTENCES + PREFACES) break;
  }
  if (body.length === 0 || RETURNS.test(tool.sentences[0]!.heading)) return insteadOf(tool);
  const first = said(body, 0, tool);
  if (first?.deed !== undefined) return first;
  const next = body.findIndex((each, at) => at > 0 && at <= PREFACES && (RETURNS.test(each.plain) || goesOn(each)));
  return next === -1 ? (first ?? insteadOf(tool)) : (said(body, next, tool) ?? first);
}

/** What is left to go by when a text has sections only: its note on use, what it changes, "Returns the plan of a garden: …". */
function insteadOf(tool: ToolText): Purpose | undefined {
  const [head] = tool.sentences;
  if (head === undefined || !INSTEAD.has(head.section)) return undefined;
  if (head.section !== 'returns') return said([head], 0, tool);
  const { text, plain, heading } = head;
  const [written, lower] = RETURNS.test(heading) ? [`${heading}: ${text}`, `${heading}: ${plain}`] : [text, plain];
  return RETURNS.test(lower) ? { head, text: written, plain: lower, deed: 'return', behind: [] } : undefined;
}

function said(body: readonly Sentence[], at: number, tool: ToolText): Purpose | undefined {
  const head = body[at]!;
  const plain = head.plain.replace(LABEL, '');
  if (isPlaceholder(head.text) || LIMIT.test(plain) || EXAMPLES.test(plain)) return undefined;
  if (USAGE.test(plain) && !WISH.test(plain) && !AIM.test(plain)) return undefined;
  const behind = body.slice(at + 1, at + SENTENCES);
  return { head, text: withoutAsides(head.text.replace(LABEL, '')), plain, deed: deedOf(plain, tool), behind };
}

/**
 * What is done: the lemma of the first verb that names a deed ("performs a search" is a search). A verb that the lexicon lacks
 * is told by its place, at the head and before an article, or by the name that begins with it.
 */
function deedOf(text: string, { name }: ToolText): string | undefined {
  const rest = withoutDoer(text).slice(0, REACH_UNITS);
  const head = verbOf(/^[a-z]*/.exec(rest)![0]);
  if (head !== undefined && (isDeed(head) || MAKES.test(rest))) return head.lemma;
  const all = wordsOf(rest).slice(0, REACH);
  const verbs = all.map(verbOf).filter((verb): verb is Verb => verb !== undefined && verb.form !== 'ed');
  const deed = verbs.find(isDeed) ?? verbs[0];
  if (deed !== undefined) return deed.lemma;
  const [first = ''] = all;
  const stands = /^\p{L}+ (?:an?|the|this|all|one|your|another|multiple)\b/u.test(rest);
  return stands || stemOf(splitIdentifier(name)[0] ?? '') === stemOf(first) ? first : undefined;
}

const isDeed = ({ lemma, form, effect }: Verb): boolean => form !== 'ed' && (effect !== 'light' || VAGUE.has(lemma));

/** Whether a vague verb is made clear: by a list, or by a plain one beside it ("manage and query"). */
const isSpelledOut = (text: string): boolean =>
  LIST.test(text) ||
  wordsOf(text).some((word) => {
    const verb = verbOf(word);
    return verb !== undefined && verb.doubt !== 'often' && verb.form !== 'ed' && isDeed(verb) && !VAGUE.has(verb.lemma);
  });

/** Whether a text without a verb names a deed or its purpose. */
const isNoun = (text: string): boolean => PURPOSE.test(text) || wordsOf(text).some(isActionNoun);

/** "assignment", "generation", "optimization": nouns made of a verb. */
function isActionNoun(word: string): boolean {
  const root = /^(.{3,20}?)(?:ment|ation|ion)s?$/.exec(word)?.[1];
  return root !== undefined && (verbOf(root) ?? verbOf(`${root}e`) ?? verbOf(`${root}ate`)) !== undefined;
}
