import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import { stemOf, wordsOf } from '../words.ts';
import type { Level, ToolText } from './cue.ts';
import { isReader } from './reads.ts';
import { worthOf } from './returned-clause.ts';

/** "The response …", "the returned id …": the answer as a subject; the reader's own answer is not meant. */
const ANSWER = pattern`\b(?<!\b${'if when your no your_final with'} (?:the )?)(?:responses?|results?|result set|outputs?|answer|reply|returned? value|returned (?!by|as|in|from)\w+|entries|listing)(?: (?!must|should)\w+){0,2}`;
const HOLDS =
  'include includes contain contains carry carries has have hold holds comes_with come_with exposes expose comprise comprises consists_of consist_of';
const TELLS =
  'distinguish distinguishes show shows list lists provide provides indicate indicates give gives report reports state states say says identify identifies describe describes tell tells flag flags note notes cover covers';
const ANSWER_HOLDS = pattern`${ANSWER} (?:also )?(?:${`${HOLDS} ${TELLS}`}|is an?|is the|are the|are an?|be an?|be the)\b`;
const ANSWER_IS = pattern`${ANSWER} (?:is|are|comes?|be) (?:\w+ ){0,2}?${'paginated paged sorted ordered ranked prioriti[sz]ed grouped truncated capped masked deduplicated empty null'}\b`;
const EACH_HOLDS = pattern`(?<!that )\b(?:each|every) (?:\w+ )?(?!must|should)\w+ (?:also )?(?:${`${HOLDS} ${TELLS}`})\b`;
/** "Notes have a title", "the note object contains …": what the tool gets, as a subject. */
const THING_HOLDS = pattern`^(?:${'the all these those returned both'} )?(?:[\w'-]+ ){0,3}?([\w-]+)(?: ${'objects object records record entries entry items item results details'})?(?: also| always| typically| can| may)? ${HOLDS} `;

const EMPTY = /\b(?:empty|null)\b (?:\w+ )?(?:means|indicates|if|when)\b/;
const IN_ANSWER = pattern`\b(?:is|are) part of the ${'response result output'}\b|\b${'included returned listed given available shown reported exposed'} in (?:the|its|each) (?:\w+ )?${'response responses result results output answer'}\b`;
/** "The ids in the response are needed": they are in it, whatever else is said of them. */
const STANDS_IN = pattern`([^,;:.—–]{3,80}) in the (?:\w+ )?${'response responses output'}\b(?! of\b)`;
/** An order, a wish or a setting: "include links in the response", "whether to show ids in the response". */
const WISHED = pattern`\b(?:${'include includes including put mention show whether need want how_many maximum number set'}) [^,;:.]{0,80}$`;
/** "Pass the returned id to …", "the ids returned by this tool". */
const RETURNED = pattern`\bthe returned ((?:[\w'-]+ ){0,2}[\w'-]+)|([\w' -]{2,60}) returned by (?:the|this) ${'tool call command endpoint operation request'}\b`;

const QUOTES = /(?<![a-z])'|'(?![a-z])/g;

/** What a sentence says of the answer, or of a part of it. */
export function answered(sentence: Sentence, tool: ToolText): Level {
  const plain = sentence.plain.replaceAll(QUOTES, '');
  if (ANSWER_IS.test(plain) || EMPTY.test(plain) || IN_ANSWER.test(plain)) return 2;
  const held = ANSWER_HOLDS.exec(plain) ?? (isReader(tool) ? EACH_HOLDS.exec(plain) : null);
  const worth = held ? worthOf(plain.replace(held[0], ' , '), tool, sentence) : 0;
  if (worth === 2) return 2;
  if (worth === 1 && plain.endsWith(':')) return 2; // what is below it says the rest
  const level = Math.max(worth, pointed(sentence, tool)) as Level;
  return level < 2 && isReader(tool) && ofItsThing(sentence, tool) ? 2 : level;
}

function pointed(sentence: Sentence, tool: ToolText): Level {
  const thing = RETURNED.exec(sentence.plain);
  if (thing) return Math.max(1, worthOf(thing[1] ?? thing[2]!, tool, sentence)) as Level;
  const found = STANDS_IN.exec(sentence.plain);
  if (!found || WISHED.test(`${found[1]!} `)) return 0;
  return worthOf(found[1]!, tool, sentence) === 2 ? 2 : 0;
}

function ofItsThing(sentence: Sentence, tool: ToolText): boolean {
  const found = THING_HOLDS.exec(sentence.plain);
  const [purpose] = tool.sentences;
  if (!found || sentence.section !== 'body' || sentence.start === purpose!.start) return false;
  const gets = wordsOf(purpose!.plain).map(stemOf);
  if (!gets.includes(stemOf(found[1]!))) return false;
  return worthOf(sentence.plain.slice(found[0].length), tool, sentence) === 2;
}
