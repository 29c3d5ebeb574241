import type { Claim } from './claim.ts';

type Bounds = Extract<Claim, { kind: 'bounds' }>;

const N = String.raw`(-?\d{1,3}(?:,\d{3})+|-?\d{1,12}(?:\.\d{1,6})?)`;
/** No list index, no unit of another measure, no half of a longer number. */
const END = String.raw`(?![\w:/%]|[.,-]\d|\s?(?:%|(?:k|m|g)i?b\b|k\b|bytes?|ms\b|millis|s\b|secs?\b|seconds?|mins?\b|minutes?|hours?|hrs?\b|days?|weeks?|months?|years?|-based|-indexed|-digit|-char|paragraphs?|sentences?|words?|levels?|decimal|per\b))`;
const OF = String.raw`(?:\s?(characters?|chars?)\b)?`;

/** Both ends. */
const BETWEEN = new RegExp(
  String.raw`\b(?:between|from|range(?:s|d)?(?: (?:is|of|from|between))?:?|in)\s(?:\[|\()?${N}\s?(?:and|to|-|–|—|,|\.\.\.?)\s?${N}${END}${OF}`,
  'gi',
);
/** `(1-100`, `[0, 1]`, `(3-40 characters)`: in brackets, so that it is no date and no version. */
const BRACKETS = new RegExp(
  String.raw`(?:\(|\[)(?:(?:must be|range:?|valid:?|value:?|integer|number|min-max:?)\s)?${N}\s?(?:-|–|—|to|\.\.\.?)\s?${N}${END}${OF}(?=\s?[,;)\]]|\s?(?:default|inclusive))`,
  'gi',
);
const HIGH = new RegExp(
  String.raw`\b(?:max(?:imum)?(?: (?:value|limit|length|is|of|value is|allowed|number is)){0,2}|at most|up to|no more than|not exceed|cannot exceed|capped at|caps at)\s?[:=]?\s?${N}${END}${OF}`,
  'gi',
);
const LOW = new RegExp(
  String.raw`\b(?:min(?:imum)?(?: (?:value|limit|length|is|of|value is|allowed)){0,2}|at least|no less than)\s?[:=]?\s?${N}${END}${OF}`,
  'gi',
);
/** Before these a number bounds something else: each element, the sum of several, one of several cases. */
const OTHER =
  /\b(?:each|every|per|total|combined|where|when|if|for|unless|supports?|returns?|allows?|get|contains?|e\.g\.|example|approximately|about|around|recommended|typically|usually)\b[^.;()]{0,60}$/i;
const MORE =
  /^\s?(?:for|when|if|unless|on|with|per|in|or|each|of the|additional|more|other)\b|^\s?(?:\w{1,15} )?(?:are|is|will be|get)\b(?! (?:allowed|accepted|permitted|supported))/i;

/** The bounds a text states; `undefined` when it states none, or several that differ. */
export function boundsIn(text: string): Claim | undefined {
  if (!/\d/.test(text)) return undefined;
  const found = [
    ...read(text, BETWEEN, true),
    ...read(text, BRACKETS, true),
    ...read(text, HIGH, false, 'high'),
    ...read(text, LOW, false, 'low'),
  ];
  const lows = new Set(found.flatMap(({ low }) => low ?? []));
  const highs = new Set(found.flatMap(({ high }) => high ?? []));
  const kinds = new Set(found.map(({ of }) => of));
  if (found.length === 0 || lows.size > 1 || highs.size > 1 || kinds.size > 1) return undefined;
  const [low] = lows;
  const [high] = highs;
  if (low !== undefined && high !== undefined && low >= high) return undefined;
  const [of] = kinds;
  return {
    kind: 'bounds',
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(of !== undefined && { of }),
    start: Math.min(...found.map(({ start }) => start)),
    end: Math.max(...found.map(({ end }) => end)),
  };
}

function* read(text: string, pattern: RegExp, both: boolean, side?: 'low' | 'high'): Iterable<Bounds> {
  for (const match of text.matchAll(pattern)) {
    const [whole, first, second] = match;
    const of = (both ? match[3] : match[2]) === undefined ? undefined : ('length' as const);
    const end = match.index + whole.length;
    const before = text
      .slice(Math.max(0, match.index - 90), match.index)
      .split(/[.;,\n](?:\s|$)/)
      .at(-1)!;
    if (OTHER.test(before) || MORE.test(text.slice(end, end + 36))) continue;
    const one = numberOf(first!);
    yield {
      kind: 'bounds',
      ...(both ? { low: one, high: numberOf(second!) } : side === 'low' ? { low: one } : { high: one }),
      ...(of && { of }),
      start: match.index,
      end,
    };
  }
}

const numberOf = (text: string): number => Number(text.replaceAll(',', ''));
