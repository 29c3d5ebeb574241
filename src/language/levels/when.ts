import { bareUse } from '../bare-use.ts';
import { pattern } from '../pattern.ts';
import { AnyOf } from '../screened.ts';
import type { Sentence } from '../sentences.ts';
import { splitIdentifier } from '../identifiers.ts';
import { verbOf } from '../verbs.ts';
import { stemOf } from '../words.ts';
import type { Cue, Cues, Level, ToolText } from './cue.ts';

/** To use a tool, as an order to the reader and as a participle. */
const USE = 'use call invoke run choose pick prefer try reach_for using calling';
const USED =
  'used called needed required mandatory useful helpful recommended preferred suitable ideal best great perfect';
const USING = 'using calling invoking running use call invoke run';
const THIS_TOOL = pattern`(?:this|it|me)(?: ${'tool function command endpoint method interface api action operation'})?\b`;
const OTHER_TOOL = pattern`(?:the |an? |one of the )?(?!${'this these multiple any with in by for of'} )(?:[\w()'[\]{}:/-]{1,40} ){1,4}${'tools? endpoints? functions? commands?'}\b`;
/** "Choose a date before …", "run an analysis after …": done with the tool or for it, no use of it. */
const NO_TOOL = pattern`${'run choose pick prefer try'} ${'a an'} (?!(?:[\w-]+ ){0,2}${'tool function command endpoint search call query'}\b)`;
/** Where a clause starts. */
const CLAUSE = /(?:^|[-–—:;,.(!"]\s?)/;
/** … or goes on after words that leave the tool as its subject. */
const ORDERED = pattern`(?:${CLAUSE}|\b${'should must can only always please to then and it tool'} )(?:always |only |most |\w+ly )?`;
/** "It is needed", "must be called"; in "the keys are needed" the tool is not the subject. */
const HELD = pattern`(?:(?:^|[-–—:;,.!"]\s?)(?:is )?|\b(?:${'this it that which tool command endpoint function method'}|this \w+) ${'is are'} |\b${'should must can may to'} (?:only |always )?be )(?:always |only |most |\w+ly )?`;

/** When something is the case, and in what order. */
const MOMENT =
  '(?<!check_|see_|know_|tell_|verify_|determine_|confirm_|decide_|find_out_)(?:when|if) whenever any_?time once(?!_(?:per|for)) unless until before after prior_to while in_case as_soon_as as_the_first as_a_first as_the_last as_the_next as_the_final at_(?:the_)?(?:\\w+_)?(?:start|end|beginning) on_(?:the|your)_first';
const CONDITION = 'when whenever if unless once in_case before after until';
/** Who or what a condition of use is about: the reader, the user, the task. The value of a parameter is neither. */
const READER =
  'user users customer client human person agent model assistant task request question query prompt conversation goal intent caller';
const PLIGHT =
  'someone asked requested asking in_doubt unsure uncertain appropriate possible there_is_no there_are_no no_other no_specific no_dedicated';

/** "Use this when …", "best for files if …"; the moment stands within reach of the order. */
const USE_WHEN = pattern`(?:${ORDERED}(?!${NO_TOOL})${USE}|${HELD}${USED})\b[^.;]{0,120}?(?<!')\b${MOMENT}\b`;
/** "Use during migrations"; what is done during one is no use of the tool. */
const USE_DURING = pattern`(?:${ORDERED}${USE}|${HELD}${USED}) (?:${THIS_TOOL} )?(?:only )?during\b`;
/** "Offer this whenever", "poll this while": a deed that is done with the tool, whatever the verb; "set this if" is of a value. */
const DO_WHEN = pattern`(?:${CLAUSE}|\b${'always only then should must'} )(?!${'skip avoid set pass provide specify include omit leave give enable disable add change fill enter keep'})[a-z]{3,20} (?:for |to )?this(?: ${'tool function command endpoint action'})? (?:\w+ly |only |right |again |just )?${MOMENT}\b`;
/** "If the user asks for …", "when you have …". */
const TOLD_WHEN = pattern`\b${'intended meant designed made'} for when\b|^${CONDITION} [^.;]{3,100}, (?:please |always )?${'use call run invoke'} ${'this it'}\b|\b${'when whenever if'} (?:the |an? )?users? asks?:|\btrigger ${'phrases phrase words prompts questions conditions'} ?:|${CLAUSE}when (?:not )?to (?:use|call)(?: ${THIS_TOOL})? ?[:—–-]`;
/** "When a user question touches ports", whatever is to be done then; "books a berth if the user asks", behind the deed. */
const ASKED_WHEN = pattern`\b${CONDITION} (?:the |an? |any )?user(?:'s)? ${'query question request prompt message intent'}\b|(?<=\w )${'when whenever if once'} (?:the |an? |your )?(?:user|someone) (?:\w+ly )?${'asks wants requests says mentions wishes asked requested'}\b`;
const READER_WHEN = pattern`\b${CONDITION} (?:(?:the |an? |your )?${READER}\b(?!'s (?:id|name|email))|you\b|you're\b|${PLIGHT}\b)`;
/** A condition on the reader decides over this tool only in a sentence that speaks of its use. */
const OF_USE = pattern`\b(?:use (?:\S*_|['"]|${'this it the these only when if for after before instead with'}\b)|${'call called calling invoke invoked choose prefer this_tool the_tool needed required want wants need_to'}|${'using run'} ${'this it'})\b`;
/** A condition about the values of parameters is none about use. */
const OF_VALUES = pattern`\b${'params? parameters? arguments? fields? values? flags? options? property properties set_to true false null omit omitted specify specified provided passed empty supplied not_given is_given if_set if_unset if_not_set environment_variable environment_variables'}\b`;
/** "Use before booking": the condition is of the use, whatever values it speaks of. */
const OF_ORDER = pattern`^${'use call run invoke'} (?:${THIS_TOOL} )?(?:only )?${'before after prior_to when whenever once'} \w+(?:ing|s)?\b(?! ${'is are'} )`;
/** "If the user asks for all, use the 'all' option": what is decided is a value. */
const VALUE = 'params? parameters? arguments? fields? options? flags? property properties';
const GIVES_VALUE = pattern`\b${'use set pass call_with'} (?:the |an? )?(?:['"]\S{1,40}['"]|\w+) (?:\w+ )?${VALUE}\b|\bleave\b[^.;]{1,80}\b${'empty unset blank out'}\b`;
const OF_USER = /\b(?:user|use this|use it)\b/;

const EXCLUSIONS = new AnyOf([
  pattern`\b${"do_not don't never avoid should_not shouldn't must_not not_to"} ${USING}(?=$|\W*$|[.,;:!()]| ${'this it me for if when unless until before after as to on in with directly again more other any'}\b| ${OTHER_TOOL}|[^.,;]{0,40}[\w-]_[\w-])`,
  pattern`${CLAUSE}(?:please )?(?:skip|avoid) (?:${'this it the_tool this_tool'} )?${'if when for unless'}\b`,
  pattern`\b${'use prefer call choose'} ${'this it this_tool'}[^.;]{0,40} ${'instead_of rather_than'}\b`,
  pattern`\b${"don't do_not no"} need (?:to (?:use|call|run) )?${'this it'}\b`,
  pattern`\b${'last final'} resort\b`,
  pattern`\bnot ${'intended suitable suited recommended appropriate meant designed ideal useful needed necessary'} ${'for to if when'}\b`,
  pattern`(?:${CLAUSE}|\bis )not for\b|\b(?:not|never) be ${'used called invoked run'}\b`,
  pattern`\bas (?:a |the )?fallback\b|\b(?:preferred|${'use prefer choose'} ${'this this_tool the_tool'}) over\b`,
  pattern`\b${'instead_of rather_than'} (?:${'using calling running multiple many reading'}|(?:the|this|an?) (?:[\w'-]+ ){0,3}${'tools? endpoint command call function search api request'}\b|re-\w+ing|re${'runn creat fetch generat build load search query writ'}ing|\w+_\w+)`,
  pattern`\b${'use prefer call try choose see'} the (?:(?!${'param parameter option flag field argument property'}\b)[\w-]+ ){1,3}instead\b(?! of\b)`,
  pattern`\b${'use prefer call try choose see'} (?:${'this the_tool this_tool'}|['"]?\w+[_-]\w+['"]?(?:\([^()]{0,60}\))?|['"][^'"]{3,60}['"]|\w+ing|${OTHER_TOOL})(?! ${'param parameter option flag field argument property'})(?: [^.;]{1,60}?)? instead\b(?! of (?:its|their|the|a|an|\w+ing an?)\b)`,
  pattern`\bprefer (?:${'this the_tool this_tool to_use using'}|['"]?\w+[_-]\w+['"]?) (?:[^.;]{0,60}? )?${'over to instead when for'}\b`,
  // deeds, of which one is the tool's
  pattern`\bprefer \w+ing [^.;,]{1,60}? over \w+(?:-\w+)?ing\b`,
  pattern`\bonly ${'use call invoke run'} ${'this it when if for after as in'}\b`,
  pattern`\b${'use used call called run'} (?:this |it )?only\b`,
  pattern`\bfor ${'inspection debugging testing tests development demonstration demo reference diagnostic diagnostics educational internal display informational emergency emergencies exploration prototyping troubleshooting'} (?:${'use uses purposes'} )?only\b`,
]);
/** "For …, use the export tool": the reader is sent elsewhere. */
const REDIRECT = pattern`(?:${CLAUSE}for [^,.;]{1,80}, ${'prefer use call see try'} (?:${OTHER_TOOL}|(?<=prefer )\w)|${CLAUSE}for [^,.;]{1,80}?,? ${'prefer use call see try'} ['"]?[a-z0-9]+[_-][a-z0-9_-]+(?![\w-]|['"]? ?[:=]|['"]? (?:param|option|flag|field))|\b${'use call choose see'} ${OTHER_TOOL}|\bvia (?:the )?['"][^'"]{3,60}['"] ${'tool endpoint function'})`;
const ORDERING = new AnyOf([
  pattern`\b${'must should first always need_to have_to'} (?:be )?${'call use run invoke called used invoked'}\b[^.;]{0,80}\b${'first before after prior'}\b(?!-)`,
  pattern`${CLAUSE}(?:please |always )?${'call use run invoke'} (?:the )?(?:[\w'-]+ ){1,4}first(?=$|[.,;:)]| ${'to for if so and or'}\b)`,
  pattern`\b${'this it'} is (?:the|a|your) ${'first next last final mandatory'} step\b`,
  pattern`\b(?:${'try do'} this first|start ${'here with_this'})\b`,
  pattern`\b${'call use run invoke'} ${THIS_TOOL} ${'first before after last once'}\b(?!-)`,
  pattern`\b${'before after prior_to'} ${'calling using invoking'}\b`,
  pattern`\bis a prerequisite\b`,
]);

/** "Useful for …", said of the tool: at the start of a clause, or after words that stand for it. */
const PRAISE =
  'useful ideal perfect best great good suitable suited designed intended recommended excellent essential helpful handy convenient appropriate critical vital optimi[sz]ed well-suited meant valuable crucial invaluable';
/** Said of what the tool makes, they are meant of the tool: "bar charts are ideal for …"; "these keys are recommended for …" is not. */
const FIT = 'ideal perfect excellent great useful helpful handy suited well-suited suitable';
const TOOL_IS = pattern`(?:${CLAUSE}|\b${'this it tool which and'} |\b(?:${'this it tool which that one command endpoint function operation'}|${'this the'} \w+) ${'is are'} )`;
const SUITABLE = pattern`${TOOL_IS}(?:\w+ly |most |very |also )?(?:${PRAISE} ${'for when in'}\b(?![^.;]{0,40}: )|(?!${'designed intended meant'})${PRAISE} to\b(?! use (?!${'this it'}\b)))|\b${'is are'} (?:\w+ly |most |very |also )?${FIT} for\b`;
const MAIN = 'primary main preferred default right go-to recommended';
const TO_PURPOSE = new AnyOf([
  pattern`${CLAUSE}(?:you can |always |please )?(?:use|call) ${THIS_TOOL} ${'to for as with in'}\b`,
  pattern`(?:${CLAUSE}|\b${'this it also and tool endpoint function command'} )${'can may should could'} be used ${'to for as when with in'}\b`,
  pattern`\b${'can may should'} use ${THIS_TOOL} ${'to for as'}\b`,
  pattern`${CLAUSE}(?:${'typical common main example'} )?use ?cases?: |\bcomes in handy\b`,
  pattern`${CLAUSE}${'use used'} ${'for to'}\b`,
  pattern`\b${'it this which that'} suits\b|${CLAUSE}(?:(?:this|it) is )?(?:the |your )?(?:\w+ )?${MAIN} ${'tool way endpoint'} ${'for to when of'}\b`,
  pattern`\b${'this it'} is ${'the your'} (?:\w+ )?${MAIN} (?:\w+ )?${'tool way endpoint'} ${'for to when of'}\b`,
  pattern`\bhelps? (?:you )?${'when with'}\b`,
  pattern`${CLAUSE}(?:(?:this|it) is )?(?:an? |the )?(?:\w+ )?${'escape_hatch workaround fallback alternative shortcut starting_point entry_point companion counterpart last_step first_step'} ${'for to when of'}\b`,
]);

/** Headings of lists that say what a tool is good for; the others say when to use it. */
const GOOD_FOR = pattern`^(?:${'ideal best good great perfect useful suitable recommended common'}|use ?cases?)`;
/** "When to use: …": what follows in the line is as good as a list. */
const SAYS_WHEN = /^(?:when (?:not )?to (?:use|call)|use (?:this |it )?when|do not use|don't use)/;
const DECIDES = /when|if|before|not|prereq|instead|alternativ|use /;

const IGNORED: ReadonlySet<string> = new Set(['parameters', 'examples', 'returns']);
/** An example of a call, or of its arguments. */
const CODE = /^['"]*[{[]\s?['"{[\w]*['"]?\s?:/;

const isCondition = ({ plain }: Sentence): boolean =>
  (USE_WHEN.test(plain) ||
    DO_WHEN.test(plain) ||
    USE_DURING.test(plain) ||
    TOLD_WHEN.test(plain) ||
    ASKED_WHEN.test(plain) ||
    (READER_WHEN.test(plain) && OF_USE.test(plain))) &&
  (!OF_VALUES.test(plain) || (OF_USER.test(plain) && !GIVES_VALUE.test(plain)) || OF_ORDER.test(plain));

/** "Open one when a berth is double-booked": the deed of the name, as an order to the reader. */
const DONE_WHEN = pattern`^([a-z]+) (?:${'one it this them a an another'} (?:[\w-]+ ){0,2})?(?:${'when whenever once before after unless'} (?:\w+ing|${'the_user you there a an multiple several'})|if ${'the_user you there'})\b`;

/** "Moor a boat when you enter a port": the same in the purpose, where a condition of the reader's alone decides. */
const WHEN_YOU = pattern`^([a-z]+) [^.;:,(]{3,80} ${'when whenever once if'} ${'the_user you'}(?: ${'already have want need are'})? \w+`;

function doneWhen(sentence: Sentence, { name, sentences }: ToolText): boolean {
  const isPurpose = sentence.start === sentences[0]?.start;
  const verb = (isPurpose ? WHEN_YOU : DONE_WHEN).exec(sentence.plain)?.[1];
  return verb !== undefined && !OF_VALUES.test(sentence.plain) && splitIdentifier(name).includes(verb);
}

/** "Use refund_order for shipped orders", where no such tool is listed: named as this one is, by a verb and the same thing. */
const ALTERNATIVE = pattern`${CLAUSE}(?:please |instead |rather )?${'use call prefer see try'} (?:the )?['"]?([a-z]+(?:[_-][a-z]+){1,4})['"]? (?:(?:tool |function |command )?${'for to when if instead after before'})\b`;

function namesAlternative({ plain }: Sentence, { name }: ToolText): boolean {
  const other = plain.includes('_') || plain.includes('-') ? ALTERNATIVE.exec(plain)?.[1] : undefined;
  if (other === undefined || other === name.toLowerCase()) return false;
  const [verb = '', ...things] = other.split(/[_-]/);
  const own = new Set(splitIdentifier(name).map(stemOf));
  return (
    verbOf(verb)?.form === 'base' && things.length > 0 && own.has(stemOf(things.at(-1)!)) && !own.has(stemOf(verb))
  );
}

const cue = (family: string, level: Level, test: (sentence: Sentence, tool: ToolText) => boolean): Cue<Sentence> => ({
  family,
  most: level,
  worth: (sentence, tool) => (test(sentence, tool) ? level : 0),
});

/** Ways to say when a tool is the one to use, and when it is not. */
export const WHEN: Cues<Sentence> = {
  read(sentence, tool) {
    if (IGNORED.has(sentence.section) || CODE.test(sentence.plain)) return undefined;
    const bare = bareUse(sentence, tool.name);
    return bare === undefined || bare === 'order' ? sentence : undefined;
  },
  cues: [
    cue(
      'heading',
      2,
      ({ section, heading, item }) =>
        section === 'when' && (item ? !GOOD_FOR.test(heading) && DECIDES.test(heading) : SAYS_WHEN.test(heading)),
    ),
    cue('condition', 2, isCondition),
    cue('condition', 2, doneWhen),
    cue('exclusion', 2, ({ plain }) => EXCLUSIONS.test(plain)),
    cue('sibling', 2, (sentence, tool) => tool.siblings.mentionedIn(sentence, tool.name).length > 0),
    cue('redirect', 2, ({ plain }) => REDIRECT.test(plain)),
    cue('redirect', 2, namesAlternative),
    cue('order', 2, ({ plain }) => ORDERING.test(plain)),
    cue('suitability', 1, ({ plain }) => SUITABLE.test(plain)),
    cue('purpose', 1, ({ plain }) => TO_PURPOSE.test(plain)),
    cue('heading', 1, ({ section, heading, item }) => section === 'when' && (item || GOOD_FOR.test(heading))),
  ],
};
