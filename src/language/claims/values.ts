import type { Claim, Literal } from './claim.ts';
import { literalAt } from './literal.ts';

/** Words behind which the values stand that are allowed: `one of: a, b`. Those in `QUOTED` only lead to quoted ones. */
const LEAD =
  /\b(?:one of(?: the following)?(?: values?| options?)?|(?:possible|valid|allowed|accepted|supported|available|permitted|acceptable|legal) (?:values?|options?|choices)(?: (?:are|is))?(?: one of)?|(?:values?|options|choices)(?= ?:)|(?:must|should) be (?:one of|either)|can be one of)\s?(:|=)?\s*/gi;
/** Of a sentence whose subject has the value: any words but those that go on about it. */
const LEAD_BARE =
  /^(?:can|must|may|should) be\s(?=[\w-]{1,40}(?:,\s[\w-]{1,40})*,?\s(?:or|and)\s[\w-]{1,40}(?:$|[.;]))/gi;
const LEAD_QUOTED = /\b(?:either|(?:can|must|may|should) be|values?|options)\s?:?\s+(?=["'`“‘])/gi;
const LEADS = [
  [LEAD, true],
  [LEAD_QUOTED, false],
] as const;
/** Between two values. */
const SEPARATOR =
  /\s?(?:\((?:the )?default\))?\s?(?:,\s?(?:or|and)?\s|,(?=["'`\w])|\s(?:or|and)\s|\s?[|/]\s?|\n\s?[-*•]\s)\s?/y;
/** What a value means, behind it: `'all' (everything)`. */
const GLOSS = /\s?(?:\([^()\n]{0,120}\)|= ?[^,;|."'`\n]{1,60}|(?:—|–|-|:) [^,;|."'`\n]{1,80})/y;
/** The list goes on, or was one of examples. */
const OPEN =
  /^[\s,]{0,3}(?:or |and )?(?:etc|\.\.\.|…|and (?:more|others|so on)|among others|or (?:a|an|any|your|other|custom|another|the)\b|or [A-Z]?\w+ (?:of|for|from|to)\b)/i;
const EXAMPLES =
  /(?:\be\.?g\.?|such as|\blike|for example|for instance|\bexamples?|\bincluding|\bincludes?|\bat least|\bcommon)[^.;:]{0,25}$/i;
/** Words that are no values: the text goes on instead. */
const PROSE = new Set(
  'a an the include includes including are is of to in on by for with from this that these those its their your our each every any all at least your you it was will be array string number boolean integer object strings numbers arrays null undefined'.split(
    ' ',
  ),
);
const MOST = 60;
/** "The entries must be …" speaks of several things, and so not of the one value. */
const OTHERS = /\b(?!values\b|options\b|choices\b)[\p{L}-]{2,30}[^sui\W]s\s$/iu;

const ANY = /one of|values?\b|options|choices|either|(?:can|must|may|should) be\b/i;
const SHOWN = /\bfor example\b|\be\.g\b/i;
/** The value is put together from several. */
const JOINED = /separated|delimited|combin|multiple values|concatenat/i;

/** The closed list of values a text states. */
export function valuesIn(text: string, isPredicate = false): Claim | undefined {
  if (!ANY.test(text) || JOINED.test(text)) return undefined;
  for (const [lead, bare] of isPredicate ? [...LEADS, [LEAD_BARE, true] as const] : LEADS)
    for (const { 0: cue, index } of text.matchAll(lead)) {
      const before = text.slice(Math.max(0, index - 40), index);
      if (EXAMPLES.test(before) || (/\bbe\b/i.test(cue) && OTHERS.test(before))) continue;
      const list = listAt(text, index + cue.length, bare);
      if (list && !list.quoted && !/:\s*$/.test(cue) && SHOWN.test(text)) continue; // kinds of a thing, not values
      if (list)
        return {
          kind: 'values',
          values: list.values,
          start: index,
          end: list.end,
          ...(lead === LEAD_BARE && !list.quoted && { loose: true as const }),
        };
    }
  return undefined;
}

function listAt(
  text: string,
  from: number,
  bare: boolean,
): { values: readonly Literal[]; quoted: boolean; end: number } | undefined {
  const values: Literal[] = [];
  let at = from;
  let end = from;
  while (values.length < MOST) {
    const read = literalAt(text, at);
    if (read === undefined || read.unit !== undefined || !isValue(read, bare)) break;
    values.push({ value: read.value, quoted: read.quoted });
    end = skip(GLOSS, text, read.end);
    const next = skip(SEPARATOR, text, end);
    if (next === end) break;
    at = next;
  }
  if (values.length < 2 || at > end || OPEN.test(text.slice(end, end + 24))) return undefined; // a separator leads to another value
  const quoted = values.every((each) => each.quoted);
  // Bare words must fill their clause: "one of owner or member of the team" speaks
  if (!quoted && (values.some((each) => each.quoted) || !/^\s?(?:$|[.;)\]\n,(])/.test(text.slice(end, end + 3))))
    return undefined;
  return { values, quoted, end };
}

const isValue = ({ value, quoted }: Literal, bare: boolean): boolean =>
  quoted ? value !== '' : bare && !(typeof value === 'string' && PROSE.has(value.toLowerCase()));

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
