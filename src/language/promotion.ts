import { passageOf, type Passage } from './passages.ts';
import { pattern } from './pattern.ts';
import { AnyOf } from './screened.ts';
import type { Section } from './sections.ts';
import type { Sentence } from './sentences.ts';

/** Praises the tool or sells something. */
export interface Promotion extends Passage {
  readonly kind: 'promotion';
  /** The words that praise, in lower case. */
  readonly quote: string;
}

/** Writes orders in capitals. */
export interface Shouting extends Passage {
  readonly kind: 'shouting';
  /** The shouted words, as written. */
  readonly words: readonly string[];
}

const PRODUCT =
  'tool tools server mcp api platform solution service engine search assistant agent framework library toolkit suite provider';
const GOODS =
  'charts chart diagrams diagram presentations presentation slides visualizations visualisations visualization graphs designs websites documents reports interfaces ui';
/** What a superlative is said of the tool by: "the fastest route" is what a route planner finds. */
const IT_IS = /(?:^(?:the )?|\b(?:this|it|tool|which) is (?:the )?|\bthe world's |\byour )/;

/** Words of advertising, and nothing else where tools are described; a word that some trade uses soberly stands with its object. */
const PRAISE: readonly RegExp[] = [
  pattern`\b(?:${'world best_in'}[- ]class|state[- ]of[- ]the[- ]art|(?:cutting|bleeding)[- ]edge|${'industry market world'}[- ]leading|award[- ]winning|game[- ]chang(?:er|ing)|revolutionary|revolutioni[sz]es?|groundbreaking)\b`,
  pattern`\b(?:blazing(?:ly)?|lightning|insanely|incredibly|super)[- ]fast\b`,
  pattern`\b(?:unparalleled|unrivall?ed|unbeatable|unmatched ${'quality accuracy speed performance precision insight insights depth'})\b`,
  pattern`\b(?:mind-blowing|jaw-dropping|supercharge[sd]?|turbocharge[sd]?|effortless(?:ly)?|like magic|magically)\b`,
  pattern`\bseamless(?:ly)? ${'integration integrate integrates integrated experience connect connects access'}\b`,
  pattern`\b${'unlock unlocks unleash unleashes harness harnesses'} the (?:full |true )?${'power potential'}\b`,
  pattern`\btakes? [^.;]{1,40} to the next level\b|\bsay goodbye to\b|\blook no further\b`,
  pattern`\b(?:trusted|used|loved) by (?:thousands|millions|over \d|\d[\d,.]*[km+]|leading)\b`,
  pattern`(?:^|\s)(?:#1|number one|no\. 1) (?:${'rated choice ranked trusted recommended'}|${PRODUCT})\b`,
  pattern`\bmost ${'powerful advanced comprehensive accurate complete reliable popular intelligent sophisticated trusted'} (?:\w+ ){0,2}${PRODUCT}\b`,
  pattern`${IT_IS}${'best fastest smartest easiest quickest cheapest finest'} (?:\w+ ){0,2}${PRODUCT}\b`,
  pattern`\b${'powerful amazing incredible awesome fantastic superb outstanding ultimate revolutionary'} (?:\w+ ){0,2}(?:${PRODUCT}|${'features capabilities analytics insights'})\b`,
  pattern`\b${'beautiful stunning gorgeous eye_catching'} (?:\w+ ){0,2}${GOODS}\b`,
  pattern`\b${'sign_up subscribe get_started try_it upgrade'}\b[^.]{0,30}\b${'today now'}\b`,
];
const ANY_PRAISE = new AnyOf(PRAISE);
/** Emphatic words; acronyms and the names of constants are not among them. */
const EMPHASIS: ReadonlySet<string> = new Set(
  (
    'ALWAYS NEVER MUST SHOULD ONLY CRITICAL IMPORTANT MANDATORY REQUIRED REQUIREMENT CRUCIAL ESSENTIAL WARNING CAUTION STOP EVERY ANY ALL NOT DO USE CALL CALLING TOOL TOOLS THIS THAT YOU YOUR ' +
    'FIRST BEFORE AFTER WITHOUT IMMEDIATELY EXACTLY STRICTLY ABSOLUTELY EVER WHEN UNLESS INSTEAD AGAIN PLEASE REMEMBER READ PRIMARY PREFER AVOID THE WILL CANNOT'
  ).split(' '),
);
const CAPITALS = /\b[A-Z]{2,}\b/g;
/** "WHEN TO USE:" is a heading. */
const HEADING = /^[\W_]{0,8}[A-Z][A-Z /&'-]{2,60}:/;
/** A statement of SQL has its own capitals. */
const SQL = /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WHERE|FROM)\b/;
/** "Do NOT delete" and "ONLY the first" stress a word; more than that is a raised voice. */
const RAISED = 4;

/** Elsewhere a sentence may quote or show a value. */
const SILENT: ReadonlySet<Section> = new Set(['parameters', 'examples', 'returns']);
const QUOTED = /["'`][^"'`]{1,80}["'`]/g;
/** The same where capitals count: an operator such as NOT in a quoted query; no apostrophe opens one. */
const VALUES = /(?<!\w)(["'`])[^"'`]{1,80}\1(?!\w)/g;

/** The sentences that praise the tool or shout. English only; linear. */
export function promotionOf(sentences: readonly Sentence[]): readonly (Promotion | Shouting)[] {
  return sentences.flatMap((sentence): (Promotion | Shouting)[] => {
    if (SILENT.has(sentence.section)) return [];
    const quote = praiseIn(sentence.plain);
    const words = shoutedIn(sentence.text);
    return [
      ...(quote === undefined ? [] : [{ kind: 'promotion' as const, quote, ...passageOf(sentence) }]),
      ...(words.length < RAISED ? [] : [{ kind: 'shouting' as const, words, ...passageOf(sentence) }]),
    ];
  });
}

function praiseIn(plain: string): string | undefined {
  if (!ANY_PRAISE.mayMatch(plain)) return undefined;
  const said = plain.replaceAll(QUOTED, "''");
  for (const each of PRAISE) {
    const found = each.exec(said);
    if (found) return found[0].trim();
  }
  return undefined;
}

const shoutedIn = (text: string): readonly string[] => {
  if ((text.match(CAPITALS)?.length ?? 0) < RAISED) return [];
  const capitals = text.replace(HEADING, '').replaceAll(VALUES, '').match(CAPITALS) ?? [];
  if (capitals.length < RAISED || SQL.test(text)) return [];
  return capitals.filter((word) => EMPHASIS.has(word));
};
