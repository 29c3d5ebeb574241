import { wordSet } from '../text/word-set.ts';
import type { VerbEffect } from './lexicon.ts';
import { senseOf, phrasalOf, type Reading } from './sense.ts';
import { strongest, verbOf, type Verb } from './verbs.ts';

/** A purpose stands at the head of a description; what follows is manual. UTF-16 units. */
const HEAD = 1200;
const SEGMENTS = 8;
/** How far behind a verb another one is still joined to it, in words. */
const CHAIN = 24;
/** How many verbs of a sentence are looked into: few say nothing, and a sentence of nothing but those is no sentence. */
const TRIES = 12;

const TOKEN = /[\p{L}\p{N}_'’]+|[.,;:!?()|/&\n•]|(?<=\s)[-–—](?=\s)/gu;
const ENDS = new Set(['.', ';', ':', '!', '?', '(', ')', '|', '\n', '•', '-', '–', '—']);
const COMMAS = new Set([',', '/', '&', 'and', 'or', 'then']);

const BEFORE_BASE = wordSet('to will can could may might must should would you please let lets users agents');
const BEFORE_S = wordSet('tool it which that function endpoint api operation command method server call interface');
const BEFORE_ING = new Set(['for', 'of']);
const NEGATIONS = new Set(['not', 'never', 'cannot', "don't", "doesn't", 'don’t', 'doesn’t', 'without', 'no']);
const FILLERS = new Set(['also', 'then', 'simply', 'please', 'tool', 'a', 'an', 'this', 'the', 'always']);
const DETERMINERS = new Set(
  'a an the this all any one each every your its their it them new existing specific multiple some current given information details data'.split(
    ' ',
  ),
);
/** "Call this interface to …", "Allows you to …": the verb that counts is the one after `to`. */
const CARRIERS = new Set(['call', 'use', 'invoke', 'run', 'allow', 'enable', 'let', 'help', 'design', 'need', 'work']);
/** After these a carrier speaks of the moment, not the deed: "call when …". */
const MOMENTS = new Set(['when', 'whenever', 'if', 'before', 'after', 'once', 'only', 'unless', 'until', 'instead']);
/** After these a noun that is also a verb is the noun: "Load Testing operations". */
const COMPOUNDS = wordSet(
  'operation operations management tool tools server service services api system is are was has',
);

interface Word {
  readonly text: string;
  readonly verb: Verb | undefined;
}

/** What a description says its tool does: the first verbs that are used as such, joined ones together. Linear, and looks at the head of the text only. */
export function readPurpose(description: string): Reading | undefined {
  let segment: Word[] = [];
  let left = SEGMENTS;
  let sentences = 0;
  for (const [token] of `${description.slice(0, HEAD).toLowerCase()}\n`.matchAll(TOKEN)) {
    if (!ENDS.has(token)) {
      segment.push({ text: token, verb: verbOf(token) ?? verbOfName(token) });
      continue;
    }
    if (segment.length === 0) continue;
    const reading = readSegment(segment);
    if (reading !== undefined) return { ...reading, sure: reading.sure && sentences === 0 };
    if (--left === 0) return undefined;
    if (segment.length > 2 && token !== ':') sentences++;
    segment = [];
  }
  return undefined;
}

function readSegment(words: readonly Word[]): Reading | undefined {
  const places = [...words.keys()];
  const used = places.filter((at) => isUsed(words, at)).slice(0, TRIES);
  const bare = places.filter((at) => isBare(words, at)).slice(0, TRIES);
  for (const [sure, candidates] of [
    [true, used],
    [false, bare],
  ] as const) {
    for (const at of candidates) {
      const reading = readFrom(words, at);
      if (reading !== undefined) return { ...reading, sure };
    }
  }
  return undefined;
}

/** Whether a word stands where English has its verb: at the head, after `to` or `it`, before an article. */
function isUsed(words: readonly Word[], at: number): boolean {
  const verb = words[at]!.verb;
  if (verb === undefined || verb.form === 'ed' || isNegated(words, at)) return false;
  const before = lastWord(words, at);
  const next = words[at + 1]?.text;
  if (before === undefined)
    return !(verb.doubt === 'often' && (COMPOUNDS.has(next ?? '') || words[at + 1]?.verb?.form === 'ing'));
  if (verb.form === 'base')
    return BEFORE_BASE.has(before) || (next !== undefined && DETERMINERS.has(next) && !DETERMINERS.has(before));
  if (verb.form === 's') return BEFORE_S.has(before);
  return BEFORE_ING.has(before);
}

/** Whether a word looks like a verb wherever it stands. */
function isBare(words: readonly Word[], at: number): boolean {
  const { verb } = words[at]!;
  return (
    verb !== undefined &&
    verb.doubt !== 'often' &&
    (verb.form === 'base' || (verb.form === 's' && verb.doubt === 'none')) &&
    !isNegated(words, at)
  );
}

/** The word before, adverbs and fillers skipped; `undefined` at the head. */
function lastWord(words: readonly Word[], at: number): string | undefined {
  let i = at - 1;
  while (
    i >= 0 &&
    (isAdverb(words[i]!) ||
      (FILLERS.has(words[i]!.text) && !(words[i]!.text === 'tool' && words[at]!.verb?.form === 's')))
  )
    i--;
  return words[i]?.text;
}

/** "list/get/delete_port": the names of operations begin with their verb. */
function verbOfName(token: string): Verb | undefined {
  const end = token.indexOf('_');
  const verb = end > 1 ? verbOf(token.slice(0, end)) : undefined;
  return verb?.form === 'base' ? verb : undefined;
}

const isAdverb = ({ text, verb }: Word): boolean => verb === undefined && text.endsWith('ly');

/** "does not delete", "START HERE". */
const isNegated = (words: readonly Word[], at: number): boolean =>
  words[at + 1]?.text === 'here' || [1, -1, -2].some((step) => NEGATIONS.has(words[at + step]?.text ?? ''));

function readFrom(words: readonly Word[], at: number): Reading | undefined {
  const head = words[at]!;
  const next = words.slice(at + 1, at + 8).map(({ text }) => text);
  const verb = phrasalOf(head.text, next[0]) ?? head.verb!;
  const goal = CARRIERS.has(verb.lemma) ? next.findIndex((text, i) => (text === 'to' || text === 'for') && i < 6) : -1;
  if (CARRIERS.has(verb.lemma) && (MOMENTS.has(next[0] ?? '') || (goal >= 0 && words[at + goal + 2]?.verb)))
    return undefined;
  const joined: { word: Word; verb: Verb; effect: VerbEffect | undefined }[] = [
    {
      word: head,
      verb,
      effect: senseOf(
        verb,
        next.filter((text) => !COMMAS.has(text)),
      ),
    },
  ];
  const end = Math.min(words.length, at + CHAIN);
  for (let i = at + 1; i < end; i++) {
    if (!COMMAS.has(words[i]!.text)) continue;
    let to = i + 1;
    while (to < end && (COMMAS.has(words[to]!.text) || isAdverb(words[to]!))) to++;
    const other = words[to]?.verb;
    if (to >= end || other === undefined || other.form !== verb.form || isNegated(words, to)) continue;
    const slashed =
      words[at + 1]!.text === '/' && words.slice(at + 1, to).every(({ text }, n) => (text === '/') === (n % 2 === 0));
    const chained =
      slashed ||
      (COMMAS.has(words[at + 1]!.text) &&
        words.slice(at + 1, to).every((word) => COMMAS.has(word.text) || word.verb !== undefined || isAdverb(word)));
    if (!chained && other.doubt !== 'none' && !DETERMINERS.has(words[to + 1]?.text ?? '')) continue;
    joined.push({
      word: words[to]!,
      verb: other,
      effect: senseOf(
        other,
        words.slice(to + 1, to + 7).map(({ text }) => text),
      ),
    });
  }
  const effect = strongest(joined.flatMap((each) => each.effect ?? []));
  const told = joined.find((each) => each.effect === effect);
  return effect === undefined || told === undefined
    ? undefined
    : { effect, verb: told.word.text, lemma: told.verb.lemma, sure: true };
}
