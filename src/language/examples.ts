import type { Passage } from './passages.ts';

/** A value to imitate ("e.g. AAPL"), a whole call or its arguments, or an input with what comes of it. */
export type ExampleKind = 'value' | 'call' | 'pair';

export interface Example extends Passage {
  readonly kind: ExampleKind;
}

/** What lies behind is a manual; UTF-16 units. */
const LONGEST = 20_000;
const MOST = 50;

const SIGN = /e\.g|\beg\b|exam|for instance|such as|\bex\.|\blike\b|→|->|=>|⇒|\w\(|\{\s{0,8}"|input/i;
const LEADS =
  /\b(?:e\.g\b\.?|eg\.|for example\b|for instance\b|examples?\b(?= ?[:=]| (?:value|url|id|format|input|query)s? ?[:=])|ex\.)/gi;
/** "Such as" leads to kinds of things as often as to values: only what is written like a value counts. */
const MAY_LEAD = /\b(?:such as|like)\b,? /gi;
const WRITTEN =
  /^[,: ]{0,3}(?:["'`“‘«][^"'`”’»\n]{1,120}["'`”’»]|https?:\/\/\S+|[{[]["'{[\w]|[A-Z]{2,}[\w.:/-]{0,40}|[\w@#$.:/+-]{0,40}(?:\d|_|@|\/)[\w@#$.:/+-]{0,40})/;
/** "For example, when …" tells of a case, not of a value. */
const CASE = /^[,: ]{0,3}(?:when|if|to|in|this|it|you|some|the|a|an|see|below|after|before|because|a user)\b/i;
/** "E.g. a harbour, …": a thing, where "e.g. a user asks for one" is a case. */
const NOUN = /^[,: ]{0,3}an? [\w'-]{1,30}(?: [\w'-]{1,30})?\s?(?:[,.;)]|or\b|$)/i;
/** A name with arguments: `find("x")`, `find(limit=3)`; "item(s)" has none. */
const CALL = /\b[A-Za-z_][\w.-]{2,60}\((?=[^()\n]{0,200}["'={[\d])[^()\n]{1,300}\)/g;
const OBJECT = /\{\s{0,20}["'][\w$-]{1,60}["']\s?:/g;
const OF_INPUT = /exam|e\.g|usage|sample|input|request|argument|\bcall|param/gi;
const OF_RESULT = /return|respon|output|result/gi;
const PAIR =
  /(?:["'`“][^"'`”\n]{1,160}["'`”]|\b[\w.]{2,60}\([^()\n]{0,160}\)) {0,2}(?:→|->|=>|⇒|➜|➔) {0,2}["'`“{[\w]|\binput: ?[^\n]{1,200}\n?[^\n\S]{0,20}(?:[-•*] )?(?:expected )?output:/gi;

/** The examples in a description, in order; the first 50. English leads, any values. Linear in the text. */
export function examplesOf(description: string): readonly Example[] {
  const text = description.slice(0, LONGEST);
  if (!SIGN.test(text)) return [];
  const found = [pairs, calls, values].flatMap((find) => firstOf(find(text)));
  return found.toSorted((a, b) => a.start - b.start).slice(0, MOST);
}

function firstOf(examples: Iterable<Example>): Example[] {
  const out: Example[] = [];
  for (const each of examples) if (out.push(each) === MOST) break;
  return out;
}

function* pairs(text: string): Generator<Example> {
  for (const { 0: match, index } of text.matchAll(PAIR)) yield cut(text, 'pair', index, index + match.length + 60);
}

function* calls(text: string): Generator<Example> {
  for (const { 0: match, index } of text.matchAll(CALL)) yield cut(text, 'call', index, index + match.length, true);
  for (const { index } of text.matchAll(OBJECT)) {
    const before = text.slice(Math.max(0, index - 240), index);
    if (lastOf(before, OF_INPUT) > lastOf(before, OF_RESULT)) yield cut(text, 'call', index, index + 160);
  }
}

function* values(text: string): Generator<Example> {
  for (const { 0: lead, index } of text.matchAll(LEADS)) {
    const behind = text.slice(index + lead.length, index + lead.length + 160);
    if (/^[\s.:,]{0,4}\S/.test(behind) && (!CASE.test(behind) || NOUN.test(behind)))
      yield cut(text, 'value', index, index + lead.length + 80);
  }
  for (const { 0: lead, index } of text.matchAll(MAY_LEAD)) {
    const behind = text.slice(index + lead.length, index + lead.length + 160);
    if (WRITTEN.test(behind)) yield cut(text, 'value', index, index + lead.length + 80);
  }
}

const lastOf = (text: string, words: RegExp): number => [...text.matchAll(words)].at(-1)?.index ?? -1;

/** Up to the end of the line or the sentence. */
function cut(text: string, kind: ExampleKind, start: number, most: number, whole = false): Example {
  const raw = text.slice(start, most);
  const stop = whole ? -1 : raw.slice(5).search(/\n|[.;)]\s|\)$/);
  const shown = (stop < 0 ? raw : raw.slice(0, stop + 5)).trimEnd();
  return { kind, text: shown.replaceAll(/\s+/g, ' '), start, end: start + shown.length };
}
