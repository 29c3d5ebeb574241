import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import type { Cue, Level, ToolText } from './cue.ts';

/** To use a tool, as an order to the reader and as a participle. */
const USE = 'use call invoke run choose pick prefer try reach_for using calling';
const USED = 'used called needed required useful helpful recommended preferred suitable ideal best great perfect';
const USING = 'using calling invoking running use call invoke run rely';
const THIS_TOOL = pattern`(?:this|it|me)(?: ${'tool function command endpoint method interface api action operation'})?\b`;
const OTHER_TOOL = pattern`(?:the |an? |one of the )?(?!${'this these multiple any with in by for'} )(?:[\w()'[\]{}:/-]{1,40} ){1,4}${'tools? endpoints? functions? commands?'}\b`;
/** Where a clause starts. */
const CLAUSE = /(?:^|[-–—:;,.(!"]\s?)/;
/** … or goes on after words that leave the tool as its subject. */
const HELD = pattern`(?:${CLAUSE}|\b${'should must can only always please to is are then and be it tool'} )`;

/** When something is the case, and in what order. */
const MOMENT =
  'when whenever if once unless until before after while during in_case as_soon_as as_the_first as_a_first as_the_last as_the_next as_the_final at_the_start at_the_end at_the_beginning';
const CONDITION = 'when whenever if unless once in_case before after until';
/** Who or what a condition of use is about: the reader, the user, the task. The value of a parameter is neither. */
const READER =
  'user users customer client human person agent model assistant task request question query prompt conversation goal intent caller';
const PLIGHT =
  'someone asked_to asked_for asking in_doubt unsure uncertain appropriate possible there_is_no there_are_no no_other no_specific no_dedicated';

/** "Use this when …", "best for files if …"; the moment stands within reach of the order. */
const USE_WHEN = pattern`${HELD}(?:always |only )?${`${USE} ${USED}`}\b[^.;]{0,120}?(?<!')\b${MOMENT}\b`;
/** "If the user asks for …", "when you have …". */
const READER_WHEN = pattern`\b${CONDITION} (?:(?:the |an? |your )?${READER}\b(?!'s (?:id|name|email))|you\b|you're\b|${PLIGHT}\b)`;
/** A condition on the reader decides over this tool only in a sentence that speaks of its use. */
const OF_USE = pattern`\b${'use uses using used call called calling invoke invoked run choose prefer this_tool the_tool needed required helps allows want wants need_to'}\b`;
/** A condition about the values of parameters is none about use. */
const OF_VALUES = pattern`\b${'params? parameters? arguments? fields? values? flags? options? property properties set_to true false null omit omitted specify specified provided passed empty supplied not_given is_given'}\b`;
const OF_USER = /\b(?:user|use this|use it)\b/;

const EXCLUSIONS = [
  pattern`\b${"do_not don't never avoid should_not shouldn't must_not not_to"} ${USING}\b`,
  pattern`\bnot ${'intended suitable recommended appropriate meant designed ideal useful needed necessary'} ${'for to if when'}\b`,
  pattern`${CLAUSE}not for\b`,
  pattern`\b${'instead_of rather_than'} (?:${'using calling the this a running multiple many reading'}|re-?\w+ing|\w+_\w+)`,
  pattern`\b${'use prefer call try choose see'} [^.;]{1,60}? instead\b`,
  pattern`\bprefer (?:${'this it to_use using'}|\S+) [^.;]{0,60}?\b${'over to instead when for'}\b`,
  pattern`\bonly ${'use call invoke run'} ${'this it when if for after as in'}\b`,
  pattern`\b${'use used call called run'} (?:this |it )?only\b`,
];
/** "For …, use the export tool": the reader is sent elsewhere. */
const REDIRECT = pattern`(?:${CLAUSE}for [^,.;]{1,80}, ${'prefer use call see try'} (?:${OTHER_TOOL}|(?<=prefer )\w)|\b${'use call choose see'} ${OTHER_TOOL})`;
const ORDERING = [
  pattern`\b${'must should first always need_to have_to'} (?:be )?${'call use run invoke called used invoked'}\b[^.;]{0,80}\b${'first before after prior'}\b(?!-)`,
  pattern`\b${'call use run invoke'} ${THIS_TOOL} ${'first before after last once'}\b(?!-)`,
  pattern`\b${'before after prior_to'} ${'calling using invoking'}\b`,
  pattern`(?:^prerequisites?\b|\bis a prerequisite\b)`,
];

/** "Useful for …", said of the tool: at the start of a clause, or after words that stand for it. */
const PRAISE =
  'useful ideal perfect best great good suitable suited designed intended recommended excellent essential helpful handy convenient appropriate optimi[sz]ed well-suited meant valuable crucial invaluable';
const SUITABLE = pattern`(?:${CLAUSE}|\b${'this it tool which and is are'} )(?:\w+ly |most |very |also )?(?:${PRAISE} ${'for when in'}\b|(?!${'designed intended meant'})${PRAISE} to\b)`;
const TO_PURPOSE = [
  pattern`${CLAUSE}(?:you can |always |please )?(?:use|call) ${THIS_TOOL} ${'to for as with in'}\b`,
  pattern`\b${'can may should could'} be used ${'to for as when with in'}\b`,
  pattern`${CLAUSE}${'use used'} ${'for to'}\b`,
  pattern`\b${'it this which that'} suits\b`,
  pattern`\bhelps? (?:you )?${'when with'}\b`,
];

/** Headings of lists that say what a tool is good for; the others say when to use it. */
const GOOD_FOR = pattern`^(?:${'ideal best good great perfect useful suitable recommended common'}|use ?cases?)`;
const DECIDES = /when|if|before|not|prereq|instead|alternativ|use /;

const some = (patterns: readonly RegExp[], text: string): boolean => patterns.some((each) => each.test(text));
const IGNORED: ReadonlySet<string> = new Set(['parameters', 'examples', 'returns']);
/** An example of a call, or of its arguments. */
const CODE = /^['"]*[{[]\s?['"{[\w]*['"]?\s?:/;

const isCondition = ({ plain }: Sentence): boolean =>
  (USE_WHEN.test(plain) || (READER_WHEN.test(plain) && OF_USE.test(plain))) &&
  (!OF_VALUES.test(plain) || OF_USER.test(plain));

const cue = (family: string, level: Level, test: (sentence: Sentence, tool: ToolText) => boolean): Cue => ({
  family,
  worth: (sentence, tool) =>
    !IGNORED.has(sentence.section) && !CODE.test(sentence.plain) && test(sentence, tool) ? level : 0,
});

/** Ways to say when a tool is the one to use, and when it is not. */
export const WHEN: readonly Cue[] = [
  cue(
    'heading',
    2,
    ({ section, heading, item }) => section === 'when' && item && !GOOD_FOR.test(heading) && DECIDES.test(heading),
  ),
  cue('condition', 2, isCondition),
  cue('exclusion', 2, ({ plain }) => some(EXCLUSIONS, plain)),
  cue('sibling', 2, (sentence, tool) => tool.siblings.mentionedIn(sentence, tool.name).length > 0),
  cue('redirect', 2, ({ plain }) => REDIRECT.test(plain)),
  cue('order', 2, ({ plain }) => some(ORDERING, plain)),
  cue('suitability', 1, ({ plain }) => SUITABLE.test(plain)),
  cue('purpose', 1, ({ plain }) => some(TO_PURPOSE, plain)),
  cue('heading', 1, ({ section, item }) => section === 'when' && item),
];
