/** What a part of a description speaks of, by the heading above it. Text without a heading is `body`. */
export type Section = 'body' | 'when' | 'returns' | 'parameters' | 'effects' | 'limits' | 'examples' | 'other';

/** Headings in lower case, whole or as their first words. A heading that is not here opens `other`. */
const HEADINGS: readonly (readonly [Section, RegExp])[] = [
  [
    'when',
    /^(?:when (?:not )?to (?:use|call|choose|avoid)|when (?:should|would|do) |use (?:this |it )?(?:tool )?(?:when|for|if|to)\b|(?:call|invoke|run) (?:this |it )?(?:tool )?(?:when|whenever|if)\b|use ?cases?\b|usage (?:guidance|guidelines?|notes?|scenarios?|tips?)|common use ?cases?|best (?:for|used|suited)|(?:ideal|good|great|perfect|useful|suitable|recommended|intended|not recommended|not (?:ideal|suitable|good)|avoid|bad) (?:for|when|to|if)\b|do not use|don['’]t use|not for\b|instead\b|alternatives?\b|prerequisites?\b|before (?:using|calling|you)|workflows?\b|typical (?:workflow|use)|next steps?\b|choose this|trigger)/,
  ],
  [
    'returns',
    /^(?:returns?\b|return (?:value|format|type)s?|output(?: format| schema| structure|s)?$|outputs?\b|responses?(?: format| structure| schema| includes?| contains?)?$|response (?:format|structure|includes|contains)|result(?:s)?(?: format| structure| include| contain)?$|yields?$|what (?:it|you) (?:returns?|gets?)|you (?:will )?get$|provides$)/,
  ],
  [
    'parameters',
    /^(?:args?|arguments?|param(?:eter)?s?(?: details| description| notes)?|(?:optional|required|input|key|available|main|supported) (?:param(?:eter)?s?|args?|arguments?|inputs?|fields|filters)|inputs?(?: schema| format)?|options?|fields?|filters?|properties|it takes (?:\w+ ){1,5}arguments?|(?:takes|accepts)(?: the following)?(?: \w+){0,3})$/,
  ],
  [
    'effects',
    /^(?:side[ -]?effects?|effects?|warnings?|caution|danger|important|guardrails?|safety|security|permissions?(?: required)?|required (?:permissions?|scopes?))\b/,
  ],
  [
    'limits',
    /^(?:limit(?:ation)?s?|constraints?|restrictions?|requirements?|rules|caveats?|raises?|errors?|exceptions?|throws?|error handling)\b/,
  ],
  [
    'examples',
    /^(?:examples?|sample|e\.g\.?|usage examples?|example (?:usage|calls?|quer(?:y|ies)|requests?|prompts?)|usage)\b/,
  ],
];

/** The section a heading opens. `heading` is in lower case, without marks around it. */
export function sectionOf(heading: string): Section {
  for (const [section, pattern] of HEADINGS) if (pattern.test(heading)) return section;
  return 'other';
}
