import { wordSet } from '../text/word-set.ts';
import { CHANGING, isNamedDeed, JOINS, OF_QUERIES, SELDOM } from './change-names.ts';
import { PARAMETER_SIGNS, SIGNS, WRITTEN_SIGNS } from './change-signs.ts';
import { senseOf } from './sense.ts';
import { verbOf, type Verb } from './verbs.ts';

// Looks for a reason not to call a tool, so it would rather find one too many: "Open orders" costs a call, a missed deed a record.

const TOKEN = /[\p{L}\p{N}_'’-]+|[.,;:!?()|/&\n•"`]/gu;
const SENTENCE = new Set(['.', ';', ':', '!', '?', '(', ')', '|', '\n', '•', '"', '`']);
const NEGATIONS = wordSet("not never cannot can't don't doesn't don’t doesn’t won't without no nor");
const BEFORE_BASE = wordSet('to will can could may might must should would shall and then also automatically');
const BEFORE_S = wordSet('tool it which that this endpoint api operation command method server call and then also');
const OBJECTS = new Set(
  'a an the this these those all any one each every your its their his her it them him me us existing stale old new expired matching'.split(
    ' ',
  ),
);
const ARTICLES = wordSet('a an the these those any each every your its their no');
const NOW = new Set(['is', 'are', 'gets', 'get', 'being', 'be']);
const OF_A_KIND = new Set(['that', 'which', 'who', 'if', 'whether', 'when', 'where', 'not', 'never']);
const NOMINALS =
  /\b(?:deletion|removal|erasure|cancellation|modification|insertion|overwriting|execution|creation) of\b/;
const NOT_NEGATED = /\b(?:does|do|will|is|are|would|must|can)(?: not|n['’]t)|\bwithout|\bnever|\bno\b/;
/** Two words or more in one. */
const IDENTIFIER = /[_-]|\p{Ll}\p{Lu}/u;
/** Invisible characters, other forms of letters, and letters of two scripts in one word: a word may be no word that is known. */
export const DISGUISED =
  /[\u00AD\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFF21-\uFF5A\u1D00-\u1DBF\u2460-\u24FF\u{1F100}-\u{1F1E5}\u{1D400}-\u{1D7FF}\u{E0000}-\u{E0FFF}]|\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;
/** Texts longer than this are not read, and so say nothing that could be trusted. */
const READ = 20_000;
/** A word with blanks between its letters. */
const SPACED = /(?<![\p{L}\p{N}])(?:\p{L} ){4,}\p{L}(?!\p{L})/u;
/** Digits that stand for letters in a word, and a capital I for an l. */
const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', I: 'l' };
const MIXED = /\b[A-Za-z][a-z]*[013457I][a-z]+(?:[013457I][a-z]*)*\b/g;

function disguisedDeed(text: string): string | undefined {
  const spaced = SPACED.exec(text)?.[0];
  if (spaced !== undefined) return spaced;
  return (text.match(MIXED) ?? []).find((word) => {
    const verb = verbOf(word.replaceAll(/[0134577I]/g, (each) => LEET[each]!).toLowerCase());
    return verb !== undefined && verb.doubt === 'none' && CHANGING.has(verb.effect);
  });
}

/** The word by which a text says that something is changed, sent, run or paid for. `isName` tells names of other tools, which say nothing of this one. Linear. */
export function changeIn(
  text: string,
  isName: (word: string) => boolean,
  what: 'tool' | 'parameter',
): string | undefined {
  if (text.length > READ) return 'more than is read';
  const plain = text.toLowerCase();
  const disguised = disguisedDeed(text);
  if (disguised !== undefined) return disguised;
  const inCapitals = WRITTEN_SIGNS.exec(text)?.[0];
  if (inCapitals !== undefined) return inCapitals;
  for (const sign of what === 'tool' ? SIGNS : [...SIGNS, ...PARAMETER_SIGNS]) {
    const found = sign.exec(plain);
    if (found && !NOT_NEGATED.test(plain.slice(Math.max(0, found.index - 16), found.index))) return found[0];
  }
  const nominal = NOMINALS.exec(plain);
  if (
    nominal &&
    what === 'tool' &&
    !/\b(?:date|time|day|history|order|year)s? (?:and \w+ )?of $/.test(plain.slice(0, nominal.index))
  )
    return nominal[0];
  const written = [...text.matchAll(TOKEN)].flatMap(([token]) =>
    IDENTIFIER.test(token) && isName(token) ? [] : token.replace(/^_+|_+$/g, ''),
  );
  const tokens = written.map((token) => token.toLowerCase());
  const verbs = tokens.map((token) => (token.includes('_') ? undefined : verbOf(token)));
  const at = tokens.findIndex((_, i) =>
    IDENTIFIER.test(written[i]!) ? isNamedDeed(written[i]!) : isDeed({ tokens, verbs, at: i, verb: verbs[i], what }),
  );
  return at < 0 ? undefined : tokens[at];
}

interface Spot {
  readonly tokens: readonly string[];
  readonly verbs: readonly (Verb | undefined)[];
  readonly at: number;
  readonly verb: Verb | undefined;
  readonly what: 'tool' | 'parameter';
}

function isDeed(spot: Spot): boolean {
  const { tokens, at, verb, what } = spot;
  if (verb?.effect === 'light' && tokens[at + 1] === 'not') return false;
  if (verb === undefined || (verb.lemma === 'call' && /^this|^it$/.test(tokens[at + 1] ?? ''))) return false;
  if (!CHANGING.has(senseOf(verb, tokens.slice(at + 1, at + 6)) ?? verb.effect) || isNegated(spot)) return false;
  const before = wordBefore(tokens, at);
  const next = tokens[at + 1] ?? '.';
  if (verb.form === 'ed') return isPassive(spot);
  if (
    what === 'parameter' &&
    (verb.form === 'base' || verb.form === 'ing') &&
    OF_QUERIES.has(verb.lemma) &&
    isHead(before)
  )
    return false;
  if (SELDOM.has(verb.lemma)) return OBJECTS.has(next) && !ARTICLES.has(before ?? '');
  if (before === 'then' || before === 'also') return true;
  if (verb.doubt === 'none') return true;
  if (verb.form === 'ing') return OBJECTS.has(next);
  if (isJoined(spot)) return true;
  const used = isHead(before)
    ? what === 'tool' || OBJECTS.has(next)
    : (verb.form === 'base' ? BEFORE_BASE : BEFORE_S).has(before) || OBJECTS.has(next);
  return used && (verb.doubt === 'rarely' || OBJECTS.has(next));
}

const isHead = (before: string | undefined): before is undefined => before === undefined || SENTENCE.has(before);

/** The word before, adverbs left out. */
function wordBefore(tokens: readonly string[], at: number): string | undefined {
  let i = at - 1;
  while (i >= 0 && tokens[i]!.endsWith('ly')) i--;
  return tokens[i];
}

/** "is deleted", "will be archived"; not "items that are deleted", which are those that were. */
function isPassive({ tokens, verb, at }: Spot): boolean {
  let i = at - 1;
  while (i >= 0 && (tokens[i]!.endsWith('ly') || tokens[i] === 'also' || tokens[i] === 'then')) i--;
  const be = tokens[i] ?? '';
  if (!NOW.has(be)) return false;
  const near = tokens.slice(Math.max(0, i - 5), i);
  if (be === 'gets' || near.includes('will')) return !near.includes('not');
  return verb!.doubt !== 'often' && !isToldOf(near);
}

/** "items that are deleted", where the clause has no other verb: in "what was read is deleted" it has. */
function isToldOf(near: readonly string[]): boolean {
  const from = near.findLastIndex((word) => OF_A_KIND.has(word));
  return (
    from >= 0 &&
    !near.slice(from + 1).some((word) => BEFORE.has(word) || verbOf(word)?.form === 'ed' || word === 'read')
  );
}
const BEFORE = wordSet('is are was were been being');

/** What may stand between the verbs of one negation: "does not link, comment on, or otherwise change it". */
const PASSED = new Set(['on', 'to', 'otherwise', 'in', 'any', 'way']);

/** "gets and archives messages": two verbs of one form. */
function isJoined({ tokens, verbs, verb, at }: Spot): boolean {
  if (!JOINS.has(tokens[at - 1] ?? '') || tokens[at - 1] === ',') return false;
  const other = verbs[at - 2];
  return (
    other !== undefined && other.form === verb!.form && other.doubt !== 'often' && !SENTENCE.has(tokens[at + 1] ?? '.')
  );
}

/** "does not modify, move or delete": as far back as words of the same form, and what joins them. */
function isNegated({ tokens, verbs, verb, at }: Spot): boolean {
  for (let i = at - 1, left = 12; i >= 0 && left > 0; i--, left--) {
    const token = tokens[i]!;
    if (NEGATIONS.has(token)) return true;
    const passes =
      verbs[i]?.form === verb!.form ||
      token === 'or' ||
      token === ',' ||
      token === '/' ||
      token === 'be' ||
      PASSED.has(token) ||
      token.endsWith('ly');
    if (!passes) return false;
  }
  return false;
}
