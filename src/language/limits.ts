import { bareUse } from './bare-use.ts';
import { UNDONE } from './levels/consequences.ts';
import { clausesOf, passageOf, type Passage } from './passages.ts';
import { pattern } from './pattern.ts';
import { AnyOf } from './screened.ts';
import type { Section } from './sections.ts';
import type { Sentence } from './sentences.ts';
import { verbOf } from './verbs.ts';

/**
 * What a clause limits: how much or how often (`bound`), where it works (`scope`), what must be so before (`need`), what it
 * does not do (`unsupported`), and what is assumed where nothing is given (`default`).
 */
export type LimitKind = 'bound' | 'scope' | 'need' | 'unsupported' | 'default';

export interface Limit extends Passage {
  readonly kind: LimitKind;
}

/** "Maximum number of results to return" has no number: it bounds nothing. */
const NUMBER = /[^.]{0,40}?(?:\d|\b(?:one|two|three|four|five|ten|hundred|thousand)\b)/;
const AT_MOST =
  'max maximum at_most no_more_than not_more_than up_to limit_of limited_to limit_is capped_at cap_of no_longer_than no_larger_than smaller_than exceed exceeds exceeding not_exceed';
const WORKS =
  'works work supports support available applies apply applicable accepts accept returns return searches covers cover includes include lists shows reads valid operates functions within inside for on in from with';
const ABLE = 'works work available supported accessible possible applies allowed permitted valid usable visible';
const STATE = 'exist be already have belong match start end contain point reference refer live fit';
const DOES =
  'support supports include return work handle accept cover contain follow apply reach exceed see read resolve expand';

const CUES: readonly (readonly [LimitKind, readonly RegExp[]])[] = [
  [
    'bound',
    [
      pattern`\b${AT_MOST}\b(?! date)${NUMBER}`,
      pattern`\b\d[\d,.]*\s?(?:\w+ ){0,3}(?:${'max maximum or_fewer or_less at_most limit'}\b|per ${'request call query page minute second hour day month user'}\b)`,
      pattern`\b${'returns return lists shows reads keeps only'} (?:only )?(?:the )?${'first last latest most_recent top'} \d+\b`,
      pattern`\brate[- ]limited\b|\brate limits? ${'of is are apply applies on'}\b`,
      pattern`(?<!\bif\b[^,]{0,60})\b(?:times out\b|timeout ${'of is after'} \d|${'is are gets get'} (?:silently )?truncated\b|truncat(?:es|ed) ${'to at after'}\b)`,
    ],
  ],
  [
    'scope',
    [
      pattern`(?<!\bread[- ]|\bnot )\bonly ${WORKS}\b`,
      pattern`^only (?!when|if)`,
      pattern`\b${ABLE} only\b`,
      pattern`(?<!\bread[- ])\bonly$|(?<!\bread[- ])\bonly[.)]`,
      pattern`\b${'limited restricted scoped confined'} to (?!\d)`,
      pattern`\bwithin (?:the |your )?${'allowed permitted configured authorized authorised approved'}\b`,
    ],
  ],
  [
    'need',
    [
      pattern`(?<!\byou )\bmust (?:not )?${STATE}\b`,
      pattern`\b${'requires required_to_have prerequisite prerequisites'}\b(?! (?:only|no)\b)`,
      pattern`\b${'needs_to has_to have_to'} be\b`,
      pattern`\b${'must_have must_be'}\b`,
    ],
  ],
  [
    'unsupported',
    [
      pattern`\b${"does_not doesn't will_not won't do_not don't never"} (?:currently |yet |fully )?${DOES}\b`,
      pattern`(?<!\b${'if when which that'}\b[^,]{0,60})\b${"cannot can't can_not"}\b(?! be ${UNDONE}\b)`,
      pattern`\b${"is_not isn't are_not aren't not"} (?:currently |yet )?${'supported available allowed possible accepted permitted included returned'}\b`,
      pattern`\b${'unsupported deprecated not_both mutually_exclusive'}\b`,
      pattern`(?<!\b${'if when whenever once should'} (?:(?!${'and which that'} )[\w'-]+ ){1,4})\b${'fails fail errors throws rejects rejected refuses refused'} (?:with \w+ )?${'if when unless on for outside above'}\b`,
    ],
  ],
  [
    'default',
    [
      pattern`\b${'defaults_to default_to default_is default:'}`,
      pattern`\bby default\b`,
      pattern`\b${'if when'} no (?:\w+ ){1,2}${'is are'} ${'given provided specified set passed supplied'}\b`,
      pattern`\b${'if when'} (?:\S+ ){0,3}?(?:is |are )?(?:${'omitted unspecified absent'}|not ${'specified provided given set supplied passed'})\b`,
    ],
  ],
];

/** Words that call on the reader however they stand: "use this only when …". */
const ORDERS: ReadonlySet<string> = new Set(['use', 'call', 'invoke', 'run', 'choose', 'prefer']);
/** The same behind "only" or "do not", besides the verbs of the lexicon. */
const ASKS: ReadonlySet<string> = new Set('include exclude pass specify proceed give mention guess'.split(' '));
const ORDER = /^(?:please )?(do not |don't |never |only |always )?([a-z]+)\b/;

/** An order is no limit of the tool: "only include what changed". */
function isOrder(plain: string): boolean {
  const [, behind, word = ''] = ORDER.exec(plain) ?? [];
  return ORDERS.has(word) || (behind !== undefined && (ASKS.has(word) || verbOf(word)?.form === 'base'));
}

const SILENT: ReadonlySet<Section> = new Set(['examples', 'when', 'returns']);
/** In the documentation of a parameter every default and every "must be" is the parameter's. */
const OF_PARAMETERS: ReadonlySet<LimitKind> = new Set(['bound', 'unsupported']);
const ALL = new AnyOf(CUES.flatMap(([, patterns]) => patterns));

/** The clauses that say how far a tool goes. One clause counts once, for the first kind it is of. */
export function limitsOf(sentences: readonly Sentence[], description: string): readonly Limit[] {
  const out: Limit[] = [];
  for (const sentence of sentences) {
    if (SILENT.has(sentence.section) || !ALL.mayMatch(sentence.plain) || bareUse(sentence) !== undefined) continue;
    for (const clause of clausesOf(sentence, description)) {
      if (isOrder(clause.plain)) continue;
      const kind = CUES.find(([, patterns]) => patterns.some((each) => each.test(clause.plain)))?.[0];
      if (kind === undefined || (sentence.section === 'parameters' && !OF_PARAMETERS.has(kind))) continue;
      out.push({ kind, ...passageOf(clause) });
    }
  }
  return out;
}
