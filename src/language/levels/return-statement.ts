import { oneOf, pattern } from '../pattern.ts';
import { isReader } from './reads.ts';
import { worthOf } from './returned-clause.ts';
import type { Sentence } from '../sentences.ts';
import { isOfAnother } from './answers.ts';
import type { Level, ToolText } from './cue.ts';

/** Verbs whose object comes back to the caller, whoever their subject is: "returns the ids", "you get the ids". */
const RETURN =
  "returns return returning responds_with respond_with replies_with answers_with gives_back give_back giving_back sends_back hands_back gets_back get_back you_get you'll_get you_will_get you_receive you'll_receive you_will_receive you_will_find you'll_find you_will_see you'll_see you_are_given you'll_be_given you_will_be_given gives_you tells_you shows_you hands_you";
/** Verbs that say what comes back where the tool is their subject: "it reports the ids". */
const TELL =
  'provides gives reports shows displays lists outputs yields produces presents prints surfaces delivers supplies resolves_to points_you_at tells indicates reveals exposes emits summarizes summarises highlights aggregates combines breaks_down';
/** The same behind "will": "it will give you the ids". */
const WILL_TELL =
  'will_give will_tell will_show will_report will_provide will_list will_display will_print will_output';
/** "It includes the ids": so only of a tool that reads; what is made includes what the caller gives. */
const HOLD = 'includes contains comes_with';
const VERB = new RegExp(
  String.raw`(?<![\w-])(?:(${oneOf(RETURN)})|(${oneOf(HOLD)})|${oneOf(`${TELL} ${WILL_TELL}`)})(?![\w-])`,
  'g',
);
/** "The ids are returned", "ids (returned inline)": what comes back stands before. */
const GIVEN = 'returned shown displayed printed reported listed included emitted exposed';
const PASSIVE = pattern`\b(?:(?:is|are|gets?|will be) (?:then |also |always |\w+ed and )?(?:${GIVEN}|${'sent handed given passed'} ${'back over'})|returned (?=as|inline)|comes? back)\b`;

/** "Submits a form and gets an id back": what a tool that changes something hands over besides. */
const AND_GETS = pattern`\band (?:then )?${'get gets receive receives obtain obtains retrieve retrieves'} (?:back )?${'an? the its their'} (?!(?:\w+ ){0,2}(?:user|users|approval|consent|confirmation)\b)([\w ,'/-]{2,80})|(?:^|[,;] )(?:in return )?(?:get|receive) (.{2,60}) in ${'response return reply'}\b`;

/** "If a date is included in the request": what the caller gives. */
const SUPPOSED = /\b(?:if|when|unless|whether|once)\b/;
/** "If it stalls the log is returned": the condition has a verb of its own, and is over. */
const CONDITION_OVER =
  /\b(?:if|when|unless|once)\b[^,]{0,60}\b(?:is|are|has|have|does|was|were|fails|ends|exists|exceeded|reached)\b[^,]{0,40} (?:the|its|an?|only)\b/;
const IN_REQUEST = /^ in the (?:\w+ )?(?:request|query|body|call|input|url|parameters)\b/;

/** Words before "return" that make it a wish, a denial, a condition or a noun: "to return", "a return". */
const NO_STATEMENT = pattern`\b(?:${"to not never cannot can't don't doesn't without longer should must you"}|${'when if once until unless after before'}|${'of a an the all any customer product sales purchase total daily monthly annual'}) $`;
/** Words behind it with which it has no object, or makes a noun: "returns when done", "returns policy". */
const NO_OBJECT = new RegExp(
  String.raw`^(?::?\s*$|[,.;!?)]| (?!at (?:most|least)\b)${oneOf(
    'is are was were when if until once after before so to in on at for from over of and or by per during across between within than instantly successfully control',
  )}(?![\w-])| ${oneOf('polic address label flight trip code type value window portal merchandise ticket')})`,
);
/** "Tools that return …", "unlike X, which returns …": something else does. */
const ELSEWHERE =
  /(?:\b(?!(?:tool|endpoint|function|command|method|operation|query|so)s?\b)[\w'-]{1,60},? (?:that|which|who)|\bunlike [^,]{0,80},?(?: that| which)?)$/;
/** What stands before a verb of which the tool is the subject. */
const OWN = pattern`(?:^|[.;:,(!—–•|)-]|\b${'this it and also then tool function command endpoint api operation call server response output report snapshot view mode action'})$`;
/** "Provides access to", "lists support for": what can be done with the tool, not what comes back. */
const NO_ANSWER = pattern`^ (?:${'a an the full complete direct more advanced offline fast faster powerful comprehensive better'} ){0,3}${'access support filtering search way ways ability option options tool tools operation operations commands actions sub-command sub-commands subcommands capabilities capability functionality feature features control convenient efficient how you_how that'}\b`;
/** Where the object ends. */
const CLAUSE_END = /;|\. (?=\w+:)|\b(?:if|when|unless|because|so that|which you|for use|use this|but)\b/;

/** "Collects them and returns them". */
const THESE = /^ (?:them|it|these|those)\b/;
/** "Returns whether it is open": yes or no. */
const YES_OR_NO = /^ (?:whether|true|false)\b|\b(?:indicating|stating|saying|telling) (?:if|whether|$)/;
/** "Returns the number of books": a value, whatever it counts. */
const COUNT = pattern`^ (?:just |only )?(?:${'the a an'} )?(?:${'total exact current overall approximate estimated'} )?${'number count amount sum size length average mean median percentage ratio duration total'} of\b`;
/** What is in the code: "returns base64 image data". */
const ENCODED = /\bbase64(?:[- ]encoded)? (?:image|png|jpe?g|pdf|audio|video|screenshot|file|zip)/;
/** "Shows you which packages …": the things asked for follow. */
const ASKED = /^ (?:you )?(?:which|what|whose|where|how (?:many|much|long|often)) |^ you /;

/** What a sentence says comes back, in so many words: "returns …", "… are returned", "it reports …". */
export function stated(sentence: Sentence, tool: ToolText): Level {
  const { plain } = sentence;
  let best = Math.max(given(sentence, tool), gotBesides(sentence, tool)) as Level;
  for (const { 0: verb, 1: returns, 2: holds, index } of plain.matchAll(VERB)) {
    const before = plain.slice(Math.max(0, index - 120), index);
    const behind = plain.slice(index + verb.length);
    const clause = behind.split(CLAUSE_END, 1)[0]!.replace(ASKED, ' ');
    if (NO_OBJECT.test(behind)) continue;
    // "this includes" speaks of what was named before: where the tool looks
    if (holds !== undefined && (isFirst(sentence, tool) || !isReader(tool) || before === 'this ')) continue;
    const level =
      returns === undefined ? told(before, clause, sentence, tool) : returned(before, clause, sentence, tool);
    if (level > best) best = level;
  }
  return best;
}

function returned(before: string, clause: string, sentence: Sentence, tool: ToolText): Level {
  if (NO_STATEMENT.test(before) || ELSEWHERE.test(before.trimEnd()) || isSibling(before, sentence, tool)) return 0;
  if (YES_OR_NO.test(clause) || ENCODED.test(clause) || COUNT.test(clause)) return 2;
  const level = worthOf(clause, tool, sentence);
  if (level === 0 && THESE.test(clause)) return 1;
  if (!isFirst(sentence, tool)) return level;
  // "Returns the issues of a repository" says what "Lists the issues" would: of the answer, it says what it adds to that
  if (before === '') return worthOf(clause, tool, sentence, true);
  // the same, as programs in Go say it: "list_issues returns the issues"
  if (before.trim() === tool.name.toLowerCase()) return worthOf(clause, tool, sentence, true) === 2 ? 2 : 0;
  return level;
}

/** "This tool lists …" is a purpose, as "Lists …" is. */
const ITSELF = /^(?:(?:this|it|the tool|this \w+) )?$/;

/** "The response lists …", "…, which also lists": of another tool, if that was named. */
const OF_CALLED = /(?: (?:response|output|result|report)s?|, which(?: also)?) $/;

/** With these verbs, words for anything say nothing: "provides detailed information". */
function told(before: string, clause: string, sentence: Sentence, tool: ToolText): Level {
  if (!OWN.test(before.trimEnd()) || NO_ANSWER.test(clause)) return 0;
  if (OF_CALLED.test(before) && isOfAnother(before, sentence, tool)) return 0;
  if (YES_OR_NO.test(clause)) return isFirst(sentence, tool) ? 0 : 2;
  return worthOf(clause, tool, sentence, isFirst(sentence, tool) && ITSELF.test(before)) === 2 ? 2 : 0;
}

/** "Searches the wiki and gets matching pages": what comes of the search, in passing. */
const GETS_FOUND = pattern`\band (?:then )?${'get gets get_back gets_back receive receives'} (?:${'a an the all'} )?(?:\w+ )?${'matching matched relevant resulting related similar ranked found top best'} \w`;

function gotBesides(sentence: Sentence, tool: ToolText): Level {
  if (isReader(tool)) return isFirst(sentence, tool) && GETS_FOUND.test(sentence.plain) ? 1 : 0;
  const found = AND_GETS.exec(sentence.plain);
  if (found?.[1] !== undefined && !isFirst(sentence, tool)) return 0; // an order to the reader
  return found && worthOf(found[1] ?? found[2]!, tool, sentence) === 2 ? 2 : 0;
}

function given(sentence: Sentence, tool: ToolText): Level {
  const found = PASSIVE.exec(sentence.plain);
  if (!found) return 0;
  const subject = sentence.plain
    .slice(0, found.index)
    .split(/[,;:—–]/)
    .at(-1)!
    .replace(CONDITION_OVER, '');
  const rest = sentence.plain.slice(found.index + found[0].length);
  if (SUPPOSED.test(subject) || IN_REQUEST.test(rest)) return 0;
  return worthOf(`${subject} , ${rest}`, tool, sentence);
}

const isFirst = ({ start }: Sentence, tool: ToolText): boolean => start === tool.sentences[0]?.start;

/** Whether the last word is the name of another tool: what that one returns is its own affair. */
const isSibling = (before: string, sentence: Sentence, tool: ToolText): boolean => {
  const subject = /\S+ $/.exec(before.slice(-80))?.[0].trim() ?? '';
  return subject !== '' && tool.siblings.mentionedIn({ ...sentence, plain: subject }, tool.name).length > 0;
};
