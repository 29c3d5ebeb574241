import { expandAbbreviation } from './abbreviations.ts';
import { AGENTS, INFORMATION, NOMINALS, SENSES } from './lexicon.ts';
import { phrasalOf, senseOf, type Reading } from './sense.ts';
import { strongest, verbOf, type Verb } from './verbs.ts';

/** A name with more words is not read further. */
const LONG = 64;
const AND_OR = new Set(['and', 'or', 'then']);
/** Words that are no verbs in prose but speak for one at the head of a name. */
const HEADS: ReadonlyMap<string, string> = new Map(
  Object.entries({ new: 'create', is: 'check', has: 'check', can: 'check', exists: 'check', whoami: 'get' }),
);

interface Hit {
  readonly at: number;
  readonly word: string;
  readonly verb: Verb;
}

/**
 * What a name says its tool does, from its words: `slack_post_message`, `issue_write` and `post_office_lookup` alike. The first
 * verb decides; one that may be a noun gives way to a surer one at the end, where object-verb names have theirs.
 */
export function readName(words: readonly string[]): Reading | undefined {
  const tokens = words.slice(0, LONG).map(expandAbbreviation);
  const hits: Hit[] = [];
  tokens.forEach((word, at) => {
    const verb = phrasalOf(word, tokens[at + 1]) ?? verbOf(word) ?? verbOf(HEADS.get(word) ?? '');
    if (verb?.form === 'base' && !(verb.effect === 'light' && at === tokens.length - 1)) hits.push({ at, word, verb });
  });
  const agent = verbOf(AGENTS.get(tokens.at(-1) ?? '') ?? '');
  if (agent !== undefined) return { effect: agent.effect, verb: tokens.at(-1)!, lemma: agent.lemma, sure: false };
  const [first] = hits;
  if (first === undefined) return readNoun(tokens.at(-1) ?? '');
  const last = hits.at(-1)!;
  const ends = last !== first && last.at === tokens.length - 1;
  const joined = hits.filter((hit, i) => i > 0 && hit.at === hits[i - 1]!.at + 2 && AND_OR.has(tokens[hit.at - 1]!));
  if (joined.length > 0) return readChain([first, ...joined], tokens);
  if (ends && surer(last.verb, first.verb)) return readHit(last, tokens);
  const verbal = first.verb.doubt === 'often' ? hits.find(({ verb }) => verb.doubt !== 'often') : undefined;
  if (verbal === undefined) return readHit(first, tokens);
  const reading = readHit(verbal, tokens);
  return reading && { ...reading, sure: false };
}

const DOUBT_ORDER = ['none', 'rarely', 'often'];
const surer = (a: Verb, b: Verb): boolean => DOUBT_ORDER.indexOf(a.doubt) < DOUBT_ORDER.indexOf(b.doubt);

function readHit({ at, word, verb }: Hit, tokens: readonly string[]): Reading | undefined {
  const next = tokens.slice(at + 1);
  const effect = senseOf(verb, next);
  if (effect === undefined) return undefined;
  const bare = tokens.length === 1 || (next.length === 0 && SENSES.has(verb.lemma));
  const compound = effect !== 'read' && INFORMATION.has(next.at(-1) ?? ''); // `sync_status` reads a status, `set_status` sets one
  return {
    effect,
    verb: word,
    lemma: verb.lemma,
    sure: !bare && !compound && (verb.doubt === 'none' || (verb.doubt === 'rarely' && next.length > 0)),
  };
}

function readChain(hits: readonly Hit[], tokens: readonly string[]): Reading | undefined {
  const readings = hits.flatMap((hit) => readHit(hit, tokens) ?? []);
  const effect = strongest(readings.map((reading) => reading.effect));
  const found = readings.find((reading) => reading.effect === effect);
  return found && { ...found, sure: true };
}

function readNoun(word: string): Reading | undefined {
  if (INFORMATION.has(word)) return { effect: 'read', verb: word, lemma: 'get', sure: false };
  const verb = verbOf(NOMINALS.get(word) ?? '');
  return verb && { effect: verb.effect, verb: word, lemma: verb.lemma, sure: false };
}
