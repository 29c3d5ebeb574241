import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import type { Level, ToolText } from './cue.ts';
import { hands, isReader, reads } from './reads.ts';
import { worthOf } from './returned-clause.ts';

/** "… with their ids and names"; one thing alone is said in passing. */
const WITH_THEIR =
  /\b(with|and|plus|alongside)(?: (?:show|list|report|display|see))? (?:their|its|each \w{1,30}'s) (?!own\b)([\w ,/'-]+)/;
/** "… and their lengths, with captain or owner". */
const AND_WITH = /, (?:with|including) ([^,]{2,60}(?: or | and |, ).{2,100})/;
/** "By its number and its name". */
const ASKED_BY = /\b(?:by|given|using|from|providing)\b/;
/** How a thing is asked for, or what can be done to the list: nothing that comes back. */
const NO_FIELD =
  'a an the no optional filter filters filtering pagination sorting search support options various advanced similar flexible configurable custom customizable built-in progressive multiple different automatic given specified specific pm-friendly';
const WITH = pattern`^[^.;:()]{0,140}?(?<!\b${'accordance compliance conjunction combination line end start begin work works working interact interacting associated compatible starting ending'}) (?:with|w\/|plus) (?!${NO_FIELD}\b|.{0,40}(?:filters|access|support))([\w ,/'&+-]+)`;
/** "A report (2020-2024) with …". */
const ASIDE = /\([^()]{1,80}\) (?=with |plus )/g;
const SEVERAL = /,|\band\b|[&+]/;
/** "With full details": said, without a word of what they are. */
const WITH_DETAILS = pattern`\bwith (?:${'full complete all detailed its their'} ){0,2}${'details metadata information statistics stats'}\b`;
/** "Draws a map showing the roads". */
const SHOWING = pattern`^[^.;:]{0,140}? ${'showing listing detailing describing summarizing summarising indicating'} (.{1,200})`;
/** "Such as a map showing the roads": one of many. */
const FOR_EXAMPLE = /\b(?:such as|e\.g|like)\b/;

/** "Gets a device, including its owner and battery level", "details: name, size". */
const SCOPE = pattern`\bincl(?:uding|\.) (?:each |the |all |complete |full |their )?[\w '/.-]+(?:,|\band\b|\bor\b)|\b${'information info details metrics data statistics stats status metadata summary overview report keys profile everything'}\b(?: (?:of|about|for|on) [\w' ]{1,40})? ?(?:[:—–]|\((?![^()]{0,80}\bor\b)| - | (?:such as|like|e\.g\.?) ) ?[\w '-]{1,40}(?:,|\/| and )|, (?:its |their |the )?[\w ,'-]{3,60} included(?=$|[.;)])`;
/** One part: "including its owner", "details of a device including the battery level". */
const PART = pattern`\b${'information info details configuration status statistics stats metadata summary overview document documents report'}\b[^.;:]{0,60}? including (?:${'a an the all'} )?([\w '/-]+)|\bincluding (?:${'its their whether how each'} ([\w '/-]+)|([\w '/-]{1,60}) ${'for per of'} ${'each every'}\b)`;

/** "Shows a berth: its length, depth and price"; "by kind: sail, motor or ferry" are what to choose from. */
const LISTED_PARTS = pattern`^(?:${'get gets retrieve retrieves fetch fetches show shows read reads view views'}) [^:—–]{3,80}?(?::| [—–-]) (?!${'use always an? to for see only not'}\b)([\w' \/-]{2,40}, [\w' \/-]{2,40}(?:,| and ).{2,200})`;
/** "Lists the berths (length, depth, harbour master)". */
const IN_BRACKETS = pattern`^(?:${'list lists get gets retrieve retrieves fetch fetches show shows read reads'}) [^.;:()]{3,80} \(((?!${'e.g i.e such_as like by for including optionally'}\b)[\w' \/-]{2,40}, [\w' \/-]{2,40}(?:,| and )[^()]{2,100})\)`;
/** "Events (warnings, errors)": kinds of what is read. */
const isAllMany = (list: string): boolean => list.split(/, (?:and )?| and /).every((part) => part.endsWith('s'));
const CHOICE = /\bor\b/;

/** What the model is to tell is not what the tool returns. */
const TO_USER = /^(?:tell|show|ask|inform|report to|give|remind) (?:the |your )?user\b/;

/** Parts of what comes back, named where the tool is said to get it. */
export function fields(sentence: Sentence, tool: ToolText): Level {
  const plain = sentence.plain.replace(/^\w{1,20}: /, '');
  if (!reads(sentence) || FOR_EXAMPLE.test(plain) || TO_USER.test(plain)) return 0;
  const theirs = WITH_THEIR.exec(plain);
  if (theirs && !(theirs[1] === 'and' && ASKED_BY.test(plain.slice(0, theirs.index)))) {
    const shown = theirs[1] === 'and' ? AND_WITH.exec(theirs[2]!)?.[1] : undefined;
    if (shown !== undefined) return Math.max(1, worthOf(`${shown} of each`, tool, sentence)) as Level;
    return theirs[1] === 'with' && SEVERAL.test(theirs[2]!) ? worthOf(`${theirs[2]!} of each`, tool, sentence) : 1;
  }
  const named = WITH.exec(plain.includes('(') ? plain.replaceAll(ASIDE, ' ') : plain)?.[1] ?? '';
  const several = SEVERAL.test(named) ? worthOf(named, tool, sentence) : 0;
  const shown = SHOWING.exec(plain)?.[1] ?? '';
  const level = Math.max(several, worthOf(shown, tool, sentence) === 2 ? 2 : 0) as Level;
  return level === 0 && WITH_DETAILS.test(plain) ? 1 : level;
}

/** How far what comes back reaches: "including …", or what stands behind "details". */
export function scope(sentence: Sentence, tool: ToolText): Level {
  if (!hands(sentence)) return 0;
  if (SCOPE.test(sentence.plain)) return 2;
  const listed = LISTED_PARTS.exec(sentence.plain)?.[1];
  if (listed !== undefined && !CHOICE.test(listed) && worthOf(listed, tool, sentence) === 2) return 2;
  const each = IN_BRACKETS.exec(sentence.plain)?.[1];
  if (each !== undefined && !CHOICE.test(each) && !isAllMany(each) && worthOf(each, tool, sentence) === 2) return 2;
  const part = PART.exec(sentence.plain);
  return part ? worthOf(part[1] ?? part[2] ?? part[3]!, tool, sentence) : 0;
}

/** "Cheapest first"; "request first" is none. */
const SUPERLATIVE = '(?!(?:re)?quest|request|test|guest|latest_test)\\w{2,12}est best (?:most|least)(?:_\\w+){1,3}';
const ORDERED = pattern`\b(?:(?:ordered|sorted|ranked|grouped|prioriti[sz]ed) (?:by|from|in|chronologically|alphabetically)|${SUPERLATIVE}[ -]first(?=$|[,.;:)]| (?:by|on|so|in|unless|and|then)\b)|(?:in|descending by|ascending by) (?:ascending|descending|chronological|reverse|alphabetical) order|chronological (?:list|order))\b`;
const CAN_BE_ORDERED = /\bsupports?\b(?!.*\bresults (?:grouped|sorted|ordered|ranked))|\bcan be\b/;

export const ordered = ({ plain }: Sentence): boolean => ORDERED.test(plain) && !CAN_BE_ORDERED.test(plain);

/** Any text may be in one of these: said, without a word of what is in it. */
const TEXTUAL = 'json ndjson csv markdown html yaml xml toon tsv plain_text';
const MEDIA = 'base64 png jpe?g gif webp svg pdf zip xlsx mp3 mp4 wav';
const LANGUAGES = `${TEXTUAL} ${MEDIA}`;
const UNITS =
  'pixels bytes kilobytes megabytes seconds milliseconds minutes hours days percent degrees celsius fahrenheit kelvin (?:centi|milli)?metres (?:centi|milli)?meters kilomet(?:re|er)s km miles nautical_miles feet kilograms kg grams tonnes tons lit(?:re|er)s kwh watts knots mph euros? dollars? usd eur cents';
/** "Amounts are in cents": what the values that come back are counted in. */
const VALUES_ARE = pattern`\b${'amounts? values? prices? sizes? durations? distances? coordinates temperatures? timestamps? times? depths? weights? totals? rates? speeds?'}\b[^.;:,]{0,40}\b(?:is|are) (?:\w+ ){0,2}${'integers? decimals? in expressed rounded measured iso utc unix'}\b`;
/** "The result is in cents", "the image is base64-encoded". */
const IN_UNITS = pattern`\b(?:is|are) (?:\w+ ){0,2}in (?:\w+ )?${UNITS}\b|\b(?:is|are) (?:returned )?${'base64 gzip hex url json utf-8'}[ -]encoded\b`;
const SETTING =
  /\b(?:radius|limit|timeout|offset|margin|width|height|interval|delay|duration|input|parameter|must|should|default)\b/;
/** "As a PNG", "in miles", "converted to Markdown". */
const MEASURED = pattern`\b(?:as|in|converted (?:in)?to|rendered to) (?:an? |the )?(?:\w+[- ]){0,2}${`${MEDIA} ${UNITS}`}\b`;
const CONVERTED = pattern`\b(?:converted (?:in)?to|rendered to) (?:an? |the )?(?:\w+[- ]){0,2}${TEXTUAL}\b`;
const WRITTEN = pattern`\b(?:as|in) (?:an? |the )?(?:\w+[- ]){0,2}${TEXTUAL}\b`;
const FORMATS = pattern`^(?=.*\b${'output response result'} formats?\b).*\b${'json text markdown csv html xml yaml'}\b`;
const HELD_AS = pattern`(?<!such) as (?:an? )?(?:[\w-]+ ){0,3}${'text table string list array object dictionary tree image'}\b`;
const WITH_OUTPUT = pattern`\b(?:with|in|using) (?:[\w-]+ ){0,3}(?:${LANGUAGES}|structured|formatted|readable)(?: \w+)? ${'output results response responses format'}\b`;

/** The form that what comes back is written in. */
export function form(sentence: Sentence, tool: ToolText): Level {
  const { plain, section } = sentence;
  if (reads(sentence) && (MEASURED.test(plain) || CONVERTED.test(plain))) return 2;
  if (section === 'body' && isReader(tool)) {
    if (VALUES_ARE.test(plain) || (IN_UNITS.test(plain) && !SETTING.test(plain))) return 2;
  }
  if (FORMATS.test(plain) || (reads(sentence) && WRITTEN.test(plain))) return 1;
  return section === 'body' &&
    ((WITH_OUTPUT.test(plain) && !/^(?:when|if)\b/.test(plain)) || (reads(sentence) && HELD_AS.test(plain)))
    ? 1
    : 0;
}
