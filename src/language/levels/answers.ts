import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import { stemOf, wordsOf } from '../words.ts';
import type { Level, ToolText } from './cue.ts';
import { isReader } from './reads.ts';
import { worthOf } from './returned-clause.ts';

/** "The response …", "the returned id …": the answer as a subject; the reader's own answer is not meant. */
const ANSWER = pattern`\b(?=[adefilopr])(?<!\b${'if when your no your_final with'} (?:the )?)(?:responses?|results?|result set|outputs?|answer|reply|(?:return(?:ed|ing)?|resulting) values?|returned (?!by|as|in|from)\w+|(?:data|information|fields|values|details) returned|payload|outcome|entries|listing)(?: (?!must|should|an? )\w+){0,3}`;
const HOLDS =
  'include includes contain contains carry carries has have hold holds comes_with come_with exposes expose comprise comprises consists_of consist_of';
const TELLS =
  'distinguish distinguishes show shows list lists provide provides indicate indicates give gives report reports state states say says identify identifies describe describes tell tells flag flags note notes cover covers';
const ANSWER_HOLDS = pattern`${ANSWER} (?:also )?(?:${`${HOLDS} ${TELLS}`}|is an?|is the|are the|are an?|be an?|be the|(?:is|are) ${'formatted given presented rendered delivered structured displayed written'} ${'as in by'})\b`;
/** "The response says so if …", "the result tells whether …". */
const ANSWER_TELLS = pattern`${ANSWER} (?:also |will )?${'says? tells? states? shows? indicates? reports? notes?'} (?:you )?${'so if whether which what how that when why'}\b`;
const ANSWER_PARTS = pattern`\b(?:returned|output|response|result) (?:${'fields columns values keys properties attributes'} are |(?:\w+ )?(?:is|looks like):? ?(?=["{[]))(.*)`;
const ANSWER_IS = pattern`${ANSWER} (?:is|are|comes?|be) (?:\w+ ){0,2}?${'paginated paged sorted ordered ranked prioriti[sz]ed grouped masked deduplicated empty null'}\b`;
const EACH_HOLDS = pattern`(?<!that )\b(?:each|every) (?:\w+ )?(?!must|should|that|which|who)\w+ (?:also )?(?:${`${HOLDS} ${TELLS}`})\b`;
/** "Notes have a title", "the note object contains …": what the tool gets, as a subject. */
const THING_HOLDS = pattern`^(?:${'the all these those returned both'} )?(?:[\w'-]+ ){0,3}?([\w-]+)(?: ${'objects object records record entries entry items item results details'})?(?: also| always| typically| can| may)? ${HOLDS} `;

const EMPTY = /\b(?:empty|null)\b (?:\w+ )?(?:means|indicates|if|when)\b/;
/** "True if it is open", where it is no parameter that is. */
const IF = /^(?:true|false|null|none|nothing|an? empty \w+) (?:if|when|unless|otherwise)\b/;
const PAGES = pattern`${ANSWER} come in (?:\w+ )?pages\b`;
/** "The `state` field tells …", said of what a tool reads. */
const FIELD_TELLS = pattern`\b(?:field|column|property|attribute|key)s? (?:\w+ )?${'tells? shows? indicates? reports? reveals? says?'}\b|\b(?:is|are) (?:indicated|shown|marked|flagged) (?:by|with) (?:the|an?) [\w'"]+ ${'field column property attribute key'}\b`;
const IN_ANSWER = pattern`\b(?:is|are) part of the ${'response result output'}\b|\b${'included returned listed given provided found contained available shown reported exposed'} in (?:the|its|each) (?:\w+ )?${'response responses result results output answer'}\b`;
/** "The ids in the response are needed": they are in it, whatever else is said of them. */
const STANDS_IN = pattern`([^,;:.—–]{3,80}) in the (?:\w+ )?${'response responses output result'}\b(?! of\b)`;
/** An order, a wish or a setting: "include links in the response", "whether to show ids in the response". */
/** "Keep the id from the response". */
const TAKEN = pattern`\b${'use pass take copy save keep note read store'} (?:the |its |any )?([^,;:.]{3,60}) from the (?:\w+ )?${'response responses output result'}\b`;
const WISHED = pattern`\b(?:${'include includes including put mention show whether need want how_many maximum number set'}) [^,;:.]{0,80}$`;
/** "Pass the returned id to …", "the ids returned by this tool". */
const RETURNED = pattern`\bthe returned ((?:[\w'-]+ ){0,2}[\w'-]+)|([\w' -]{2,60}) returned by (?:the|this) ${'tool call command endpoint operation request'}\b`;

/** Without one of these words a sentence says nothing of an answer. */
const SPEAKS =
  /respon|result|outcome|output|answer|reply|retur|payload|entries|listing|empty|null|e[av][ce][hr]y? |true |false|no(?:ne|thing) |field|column|attribute|propert|key/;

const QUOTES = /(?<![a-z])'|'(?![a-z])/g;

/** What a sentence says of the answer, or of a part of it. */
export function answered(sentence: Sentence, tool: ToolText): Level {
  const level = SPEAKS.test(sentence.plain) ? ofAnswer(sentence, tool) : 0;
  return level < 2 && isReader(tool) && ofItsThing(sentence, tool) ? 2 : level;
}

/** "Call list_docks: the response holds the docks": it is the answer of what is called. */
const CALLED = /\b(?:call|use|run|from|see)\b/;
const NAMES_ANSWER = pattern`\b${'response responses output outputs result results answer'}\b`;

function ofAnswer(sentence: Sentence, tool: ToolText): Level {
  const plain = sentence.plain.replaceAll(QUOTES, '');
  if (isOfAnother(plain.slice(0, NAMES_ANSWER.exec(plain)?.index ?? 0), sentence, tool)) return 0;
  if (ANSWER_IS.test(plain) || EMPTY.test(plain) || IN_ANSWER.test(plain) || ANSWER_TELLS.test(plain)) return 2;
  if (PAGES.test(plain) || (isReader(tool) && (IF.test(plain) || FIELD_TELLS.test(plain)))) return 2;
  const parts = ANSWER_PARTS.exec(plain)?.[1];
  if (parts !== undefined && worthOf(parts, tool, sentence) === 2) return 2;
  const held = ANSWER_HOLDS.exec(plain) ?? (isReader(tool) ? EACH_HOLDS.exec(plain) : null);
  const worth = held ? worthOf(plain.replace(held[0], ' , '), tool, sentence) : 0;
  if (worth === 2) return 2;
  if (worth === 1 && plain.endsWith(':')) return 2; // what is below it says the rest
  return Math.max(worth, pointed(sentence, tool)) as Level;
}

/** Whether the words before an answer name another tool: then it is that tool's. */
export const isOfAnother = (before: string, sentence: Sentence, { name, siblings }: ToolText): boolean =>
  CALLED.test(before) && siblings.mentionedIn({ ...sentence, plain: before }, name).length > 0;

function pointed(sentence: Sentence, tool: ToolText): Level {
  const { plain } = sentence;
  const thing = plain.includes('returned ') ? RETURNED.exec(plain) : null;
  if (thing) return Math.max(1, worthOf(thing[1] ?? thing[2]!, tool, sentence)) as Level;
  const taken = plain.includes(' from the ') ? TAKEN.exec(plain) : null;
  if (taken) return worthOf(taken[1]!, tool, sentence) === 2 ? 2 : 1;
  const found = plain.includes(' in the ') ? STANDS_IN.exec(plain) : null;
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
