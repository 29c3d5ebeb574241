import type { Claim } from './claim.ts';
import { literalAt } from './literal.ts';

/** `defaults to 20`, `default: asc`, `(default 10)`, `the default value is true`. */
const NAMED =
  /(?<![-"'`])\b(?:defaults?|defaulting|defaulted)\b(?:\s(?:value|setting))?(?:\s(?:is|are|to|of|will be))?\s?[:=]?\s?(?:set to\s)?/gi;
/** `'asc' (default)`, "asc (the default, …)". */
const MARKED = /(?<![\w"'`])(["'`])[^"'`\n]{1,40}\1\s?[([](?:the )?default[)\],;]/gi;
/** The value is not the one of every call. */
const CONDITION =
  /^["'`)\]]?\s?[,;]?\s?(?:\([^()]{0,60}\)\s?)?(?:for|when|if|unless|on|with|except|or|and|depending|based|plus|\+|in|where|while|otherwise|else|→|->)(?![\w-])/i;
/** … unless the condition is that none was given. */
const OMITTED =
  /\b(?:if|when|unless|where)\b[^.;]{0,40}\b(?:omitted|missing|unset|empty|blank|absent|null|undefined|specified|provided|given|set|passed|supplied)\b/i;
const NARROWED = /\b(?:if|when|unless|only|used|applies|required|for)\b/i;
/** Words behind "default" that speak of something else, or say no value. */
const NO_VALUE = new Set(
  'the a an no none null undefined unset empty all any current same each every this that its auto automatic varies depends unlimited nothing not only and or is are now today user your my behavior behaviour view value values uses based to of when if for whatever as see sort order page size limit branch mode theme uses see'.split(
    ' ',
  ),
);

/** The default a text states, or `undefined` when it states none, several, or one that depends on something. */
export function defaultIn(text: string): Claim | undefined {
  if (!/default/i.test(text)) return undefined;
  const found = [...named(text), ...marked(text)];
  const [first] = found;
  if (first === undefined || found.some((each) => each === 'depends')) return undefined;
  const claims = found as Extract<Claim, { kind: 'default' }>[];
  const same = claims.every(({ value: { value } }) => String(value) === String(claims[0]!.value.value));
  return same ? claims[0] : undefined;
}

function* named(text: string): Iterable<Claim | 'depends'> {
  for (const { 0: cue, index } of text.matchAll(NAMED)) {
    const at = index + cue.length;
    const read = literalAt(text, at);
    if (read === undefined || (/^defaults?\s*$/i.test(cue) && !isCertain(read))) continue;
    if (
      !read.quoted &&
      typeof read.value === 'string' &&
      (NO_VALUE.has(read.value.toLowerCase()) || !closes(text, read.end))
    )
      continue;
    if (read.unit !== undefined || /^(?:null|undefined)$/i.test(String(read.value))) continue; // of another unit, perhaps; left out
    yield dependsOn(text, index, read.end) ? 'depends' : claim(read, index, read.end);
  }
}

function* marked(text: string): Iterable<Claim | 'depends'> {
  for (const { 0: whole, index } of text.matchAll(MARKED)) {
    const read = literalAt(text, index);
    if (read) yield claim(read, index, index + whole.length);
  }
}

const claim = ({ value, quoted }: { value: string | number | boolean; quoted: boolean }, start: number, end: number) =>
  ({ kind: 'default', value: { value, quoted }, start, end }) as const;

/** After the bare word "default" only what can be nothing else is a value: "default 20", not "default branch". */
const isCertain = ({ value, quoted }: { value: unknown; quoted: boolean }): boolean =>
  quoted || typeof value !== 'string';

/** A bare word is a value when its clause ends behind it. */
const closes = (text: string, end: number): boolean =>
  /^(?:\s?$|\s?[),;.\]\n](?!\w)|\s[([])/.test(text.slice(end, end + 4));

function dependsOn(text: string, from: number, to: number): boolean {
  const behind = text.slice(to, to + 80);
  if (CONDITION.test(behind) && !OMITTED.test(behind.split(/[.;](?:\s|$)/, 1)[0]!)) return true;
  const sentence = text
    .slice(Math.max(0, from - 160), from)
    .split(/[.;\n](?:\s|$)/)
    .at(-1)!;
  const clause = sentence.split(',').at(-1)!;
  return (
    (/\b(?:if|when|unless)\b/i.test(sentence) && !OMITTED.test(sentence)) ||
    (NARROWED.test(clause) && /\b(?:used|only|applies|required|mode|action|operation)\b/i.test(clause))
  );
}
