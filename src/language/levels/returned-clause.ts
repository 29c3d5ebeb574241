import { EMPTY_ADJECTIVES, GENERIC, STOPWORDS, stemOf, stemsOfName, wordsOf } from '../words.ts';
import { oneOf } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import type { Level, ToolText } from './cue.ts';

/** A clause is not read further than this. */
const CLAUSE = 300;

/** What follows says how the things were chosen, or what for, not what they are. */
const CHOOSING =
  'for from in on at by that which who whose where when if based via using across within without unless until before after because so but will can to instead rather';
/** What follows tells more of the things themselves. */
const TELLING = 'with containing contains including includes include plus as showing';
const JOINING = 'and or of about per into sorted ordered grouped is are was were has have';
const BREAK = new RegExp(
  String.raw`[,;:()[\]{}–—.!?/"]|(?<![\w-])(?:${oneOf(`${CHOOSING} ${TELLING} ${JOINING}`)}(?![\w-])|matching(?= (?:the|an?|your|this|these|given|specific|any|all|criteria|query|filters?)\b))`,
  'g',
);
const chooses = new Set([...CHOOSING.split(' '), 'matching']);
const tells = new Set([...TELLING.split(' '), ':']);
const lists = new Set([',', 'and', 'or']);
/** "The name and kind of each": words that stand for anything are parts here, but not these. */
const OF_EACH = /\b(?:of|for|per) (?:each|every)\b/;
const NO_PART = new Set(
  'data information info detail details result results item items list lists content contents entry entries record records object objects'.split(
    ' ',
  ),
);

/** Ways to write something down, and words that tell as little as "result" does. */
const NOTHING_SAID = new Set(
  (
    'json csv markdown html html5 yaml xml toon tsv toml plain format formats base64 default file files page pages ' +
    'copy boolean bool metadata guidance instructions documentation docs example examples confirmation completion operation overview pagination filtering sorting filter filters sort support'
  ).split(' '),
);
/** Endings of adjectives, participles and adverbs, and nouns that happen to have one. */
const NO_NOUN = /(?:ed|ing|able|ible|ive|ly)$/;
const NOUNS = new Set(
  'anomaly archive assembly building directive drawing embed family feed heading meeting objective pricing rating reply seed setting speed supply variable'.split(
    ' ',
  ),
);
/** "An id usable elsewhere", "redirects configured": it stands behind its noun. */
const ADJECTIVE = /(?:able|ible|(?:ur|at|in|it|ct|iz|is)ed|given)$/;
/** What comes back when there is nothing, or when it fails. */
const NOTHING_FOUND = /^[^,;]{0,60}\b(?:empty|null|nothing|404|an error(?! (?:message|response|object|string)))\b/;
/** `format: "json"`, `limit=5`: a setting of the call, not a part of the answer. */
const SETTING =
  /[\w.]{1,40}(?:: ?["']|=)\S{0,80}|\b(?:up to|at (?:most|least)|no more than|(?:a )?max(?:imum)? of)(?= \d| \w+ )/g;
/** `createdAt`, `owner_id`: a name that programs give is one of a part. */
const IDENTIFIER = /\b[a-z]{2,}(?:[A-Z][a-z0-9]*){1,6}\b|\b[a-z0-9]+(?:_[a-z0-9]+){1,6}\b/g;

/**
 * What a clause says of the answer: 2 when it names a thing that neither the tool's name, nor its purpose, nor words for
 * anything hold, or lists three; 1 when it has words for anything only; 0 when it names nothing. With `asDetail` a thing
 * counts only where the clause tells more: "issues with their labels", "issues (number, title)".
 */
export function worthOf(clause: string, tool: ToolText, sentence: Sentence, asDetail = false): Level {
  if (NOTHING_FOUND.test(clause)) return 2;
  const known = knownBefore(sentence, tool);
  let worth: Level = 0;
  let listed = 0;
  let parts = 0;
  const ofEach = OF_EACH.test(clause);
  const codes = identifiersIn(sentence.text, tool);
  for (const { head, words, inList, detail } of headsOf(clause.slice(0, CLAUSE).replaceAll(SETTING, ' '))) {
    if (inList) listed++;
    const concrete = isConcrete(head, known) || words.some((word) => codes.has(word));
    if (inList && ofEach && !NO_PART.has(head)) parts++;
    if (listed >= 3 || parts >= 2 || (concrete && (detail || !asDetail))) return 2;
    worth = 1;
  }
  return worth;
}

interface Head {
  /** The last word of a noun phrase that says what comes back. */
  readonly head: string;
  /** The words of the phrase, names that programs give in one piece. */
  readonly words: readonly string[];
  /** Whether a comma, "and" or "or" stands beside it. */
  readonly inList: boolean;
  /** Whether it tells more of what was named before. */
  readonly detail: boolean;
}

function* headsOf(clause: string): Generator<Head> {
  let from = 0;
  let before = '';
  let depth = 0;
  let chosen = false;
  let detail = false;
  for (const { 0: mark, index } of [...clause.matchAll(BREAK), { 0: '.', index: clause.length }]) {
    const words = wordsOf(clause.slice(from, index));
    const named = words.filter((word) => !STOPWORDS.has(word) && (!word.endsWith('ly') || NOUNS.has(word)));
    const head = named.findLast((word) => !ADJECTIVE.test(word)) ?? named.at(-1);
    const gloss = before === '(' && mark === ')' && words.length === 1; // says the word before it again
    if (head !== undefined && !chosen && !gloss)
      yield {
        head,
        words: clause.slice(from, index).match(/\w+/g) ?? [],
        inList: lists.has(mark) || lists.has(before),
        detail,
      };
    from = index + mark.length;
    before = mark;
    depth += mark === '(' ? 1 : mark === ')' ? -1 : 0;
    if (tells.has(mark) || (mark === '(' && !chosen)) detail = true;
    if (chooses.has(mark)) chosen = true;
    else if (tells.has(mark) || (mark === ',' && depth <= 0)) chosen = false;
  }
}

function identifiersIn(text: string, tool: ToolText): ReadonlySet<string> {
  const found = (text.match(IDENTIFIER) ?? []).map((each) => each.toLowerCase());
  return new Set(found.filter((each) => each !== tool.name.toLowerCase()));
}

const isConcrete = (word: string, known: ReadonlySet<string>): boolean =>
  word.length > 1 &&
  !GENERIC.has(word) &&
  !EMPTY_ADJECTIVES.has(word) &&
  !NOTHING_SAID.has(word) &&
  !known.has(stemOf(word)) &&
  (!NO_NOUN.test(word) || NOUNS.has(word));

interface Said {
  readonly byName: ReadonlySet<string>;
  readonly byPurpose: ReadonlySet<string>;
}
/** Read once for a tool: a description may have many clauses. */
const saidOf = new WeakMap<ToolText, Said>();

/** The stems that the name and, for a later sentence, the purpose have said already. */
function knownBefore(sentence: Sentence, tool: ToolText): ReadonlySet<string> {
  const [purpose] = tool.sentences;
  let said = saidOf.get(tool);
  if (said === undefined) {
    const byName = stemsOfName(`${tool.name} ${tool.title}`);
    said = { byName, byPurpose: new Set([...byName, ...wordsOf(purpose?.plain ?? '').map(stemOf)]) };
    saidOf.set(tool, said);
  }
  return purpose?.start === sentence.start ? said.byName : said.byPurpose;
}
