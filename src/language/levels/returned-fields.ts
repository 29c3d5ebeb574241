import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import type { Level, ToolText } from './cue.ts';
import { hands, isReader, reads } from './reads.ts';
import { worthOf } from './returned-clause.ts';

/** "… with their ids and names"; one thing alone is said in passing. */
const WITH_THEIR = /\b(with|and|plus|alongside) (?:their|its|each \w{1,30}'s) (?!own\b)([\w ,/'-]+)/;
/** "By its number and its name". */
const ASKED_BY = /\b(?:by|given|using|from|providing)\b/;
/** How a thing is asked for, or what can be done to the list: nothing that comes back. */
const NO_FIELD =
  'a an the no optional filter filters filtering pagination sorting search support options various advanced similar flexible configurable custom customizable built-in progressive multiple different automatic given specified specific pm-friendly';
const WITH = pattern`^[^.;:()]{0,140}?(?<!\b${'accordance compliance conjunction combination line end start begin work works working interact interacting associated compatible starting ending'}) with (?!${NO_FIELD}\b|.{0,40}(?:filters|access|support))([\w ,/'-]+)`;
const SEVERAL = /,|\band\b/;
/** "With full details": said, without a word of what they are. */
const WITH_DETAILS = pattern`\bwith (?:${'full complete all detailed its their'} ){0,2}${'details metadata information statistics stats'}\b`;
/** "Draws a map showing the roads". */
const SHOWING = pattern`^[^.;:]{0,140}? ${'showing listing detailing describing summarizing summarising indicating'} (.{1,200})`;
/** "Such as a map showing the roads": one of many. */
const FOR_EXAMPLE = /\b(?:such as|e\.g|like)\b/;

/** "Gets a device, including its owner and battery level", "details: name, size". */
const SCOPE = pattern`\bincluding (?:each |the |all |complete |full |their )?[\w '/.-]+(?:,|\band\b|\bor\b)|\b${'information info details metrics data statistics stats status metadata summary overview report keys profile'}\b(?: (?:of|about|for|on) [\w' ]{1,40})? ?(?:[(:—–]| - ) ?[\w '-]{1,40}(?:,|\/| and )`;
/** One part: "including its owner", "details of a device including the battery level". */
const PART = pattern`\b${'information info details configuration status statistics stats metadata summary overview document documents report'}\b[^.;:]{0,60}? including (?:${'a an the all'} )?([\w '/-]+)|\bincluding (?:${'its their whether how each'} ([\w '/-]+)|([\w '/-]{1,60}) ${'for per of'} ${'each every'}\b)`;

/** Parts of what comes back, named where the tool is said to get it. */
export function fields(sentence: Sentence, tool: ToolText): Level {
  const { plain } = sentence;
  if (!reads(sentence) || FOR_EXAMPLE.test(plain)) return 0;
  const theirs = WITH_THEIR.exec(plain);
  if (theirs && !(theirs[1] === 'and' && ASKED_BY.test(plain.slice(0, theirs.index)))) {
    return theirs[1] === 'with' && SEVERAL.test(theirs[2]!) ? worthOf(theirs[2]!, tool, sentence) : 1;
  }
  const named = WITH.exec(plain)?.[1] ?? '';
  const several = SEVERAL.test(named) ? worthOf(named, tool, sentence) : 0;
  const shown = SHOWING.exec(plain)?.[1] ?? '';
  const level = Math.max(several, worthOf(shown, tool, sentence) === 2 ? 2 : 0) as Level;
  return level === 0 && WITH_DETAILS.test(plain) ? 1 : level;
}

/** How far what comes back reaches: "including …", or what stands behind "details". */
export function scope(sentence: Sentence, tool: ToolText): Level {
  if (!hands(sentence)) return 0;
  if (SCOPE.test(sentence.plain)) return 2;
  const part = PART.exec(sentence.plain);
  return part ? worthOf(part[1] ?? part[2] ?? part[3]!, tool, sentence) : 0;
}

const SUPERLATIVE =
  'newest latest oldest earliest largest smallest highest lowest biggest closest nearest cheapest strongest best (?:most|least)(?:_\\w+){1,3}';
const ORDERED = pattern`\b(?:(?:ordered|sorted|ranked|grouped|prioriti[sz]ed) (?:by|from|in|chronologically|alphabetically)|${SUPERLATIVE}[ -]first(?=$|[,.;:)]| (?:by|on|so|in|unless|and|then)\b)|(?:in|descending by|ascending by) (?:ascending|descending|chronological|reverse|alphabetical) order|chronological (?:list|order))\b`;
const CAN_BE_ORDERED = /\bsupports?\b(?!.*\bresults (?:grouped|sorted|ordered|ranked))|\bcan be\b/;

export const ordered = ({ plain }: Sentence): boolean => ORDERED.test(plain) && !CAN_BE_ORDERED.test(plain);

/** "Amounts are in cents": what the values that come back are counted in. */
const VALUES_ARE = pattern`\b${'amounts? values? prices? sizes? durations? distances? coordinates temperatures? timestamps?'}\b[^.;:,]{0,40}\b(?:is|are) (?:\w+ ){0,2}${'integers? decimals? in expressed rounded measured iso utc unix'}\b`;
const LANGUAGES = 'json csv markdown base64 html yaml xml png svg pdf toon tsv plain_text';
const WRITTEN = pattern`\b(?:as|in|converted to|converted into|rendered to) (?:an? |the )?(?:\w+[- ]){0,2}${`${LANGUAGES} pixels bytes seconds milliseconds percent celsius`}\b`;
const FORMATS = pattern`^(?=.*\b${'output response result'} formats?\b).*\b${'json text markdown csv html xml yaml'}\b`;
const HELD_AS = pattern`(?<!such) as (?:an? )?(?:[\w-]+ ){0,3}${'text table string list array object dictionary tree image'}\b`;
const WITH_OUTPUT = pattern`\b(?:with|in|using) (?:[\w-]+ ){0,3}(?:${LANGUAGES}|structured|formatted|readable)(?: \w+)? ${'output results response responses format'}\b`;

/** The form that what comes back is written in. */
export function form(sentence: Sentence, tool: ToolText): Level {
  const { plain, section } = sentence;
  if (reads(sentence) && WRITTEN.test(plain)) return 2;
  if (section === 'body' && isReader(tool) && VALUES_ARE.test(plain)) return 2;
  if (FORMATS.test(plain)) return 1;
  return section === 'body' &&
    ((WITH_OUTPUT.test(plain) && !/^(?:when|if)\b/.test(plain)) || (reads(sentence) && HELD_AS.test(plain)))
    ? 1
    : 0;
}
