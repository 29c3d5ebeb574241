import { expandAbbreviation } from '../language/abbreviations.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import {
  CONTAINERS,
  EMPTY_IN_NAME,
  EMPTY_IN_TEXT,
  LINKS,
  sameWord,
  STANDARDS,
  VERSION,
  versionMark,
} from '../language/same-words.ts';
import type { Sentence } from '../language/sentences.ts';
import { verbOf } from '../language/verbs.ts';
import { wordsOf } from '../language/words.ts';
import { isObject } from '../model/schema.ts';
import type { Tool } from '../model/server.ts';
import { frameOf } from './frame.ts';

/** What a name says, however it is put: `usersList`, `get_users` and `fetch_all_users` say the same. */
export interface NameGist {
  /** Empty for a name of empty words. */
  readonly key: string;
  /** Words that make it a version of another: v2, legacy, enhanced. */
  readonly versions: readonly string[];
}

/** A name with more words is not read further. */
const LONG = 24;

export function gistOfName(name: string, product: ReadonlySet<string>): NameGist {
  const words = splitIdentifier(name.slice(0, 400)).slice(0, LONG).map(expandAbbreviation);
  const versions: string[] = [];
  const parts: string[][] = [[]];
  const mark = versionMark(words) ?? Infinity;
  words.forEach((word, at) => {
    if (EMPTY_IN_NAME.has(word) || word === 'all') return;
    if (isVersion(words, at, mark)) versions.push(word);
    else if (product.has(word)) return;
    else if (LINKS.has(word)) parts.push([word]);
    else if (word !== 'new' || !parts[0]!.includes('create'))
      parts.at(-1)!.push(word === 'list' ? 'get' : sameWord(word));
  });
  const many = (words.includes('list') || words.includes('all')) && !words.some(isPlural);
  const key = parts
    .filter((part, i) => i === 0 || part.length > 1)
    .map((part) => part.toSorted().join(' '))
    .join(', ');
  return { key: many ? `${key}, all` : key, versions };
}

/** `v2` anywhere but behind a standard, a number that marks a version at the end, or a word such as legacy. */
function isVersion(words: readonly string[], at: number, mark: number): boolean {
  const word = words[at]!;
  const v = word === 'v' ? at : words[at - 1] === 'v' && /^\d+$/.test(word) ? at - 1 : undefined;
  if (v !== undefined) return !STANDARDS.has(words[v - 1] ?? '');
  return VERSION.has(word) || at >= mark;
}
const isPlural = (word: string): boolean => /[^su]s$/.test(word) && sameWord(word) === word;

/** What a text says, in order, each word as the one that stands for its meaning. Without empty words, and so whatever the wording and punctuation. */
export interface TextGist {
  readonly words: readonly string[];
  /** How each was written where it first stood. */
  readonly spelled: ReadonlyMap<string, string>;
  /** The first sentence, if it says what is done and to what; else empty. */
  readonly lead: string;
  /** The same, and all sentences, whatever the order of the parts of each. */
  readonly frame: string;
  readonly frames: string;
}

export function gistOfText(sentences: readonly Sentence[], product: ReadonlySet<string>): TextGist {
  const words: string[] = [];
  const spelled = new Map<string, string>();
  const frames: string[] = [];
  let lead = '';
  let frame = '';
  for (const { plain, section } of sentences) {
    if (section === 'parameters' || section === 'examples') continue;
    const all = wordsOf(plain);
    const said = gistOfWords(all, product, spelled);
    if (words.length === 0 && said.length >= LEAST && verbOf(said[0]!) !== undefined) lead = said.join(' ');
    const whole = frameOf(all, (word) => product.has(word));
    if (frames.length === 0) frame = whole;
    frames.push(whole || said.join(' '));
    words.push(...said);
    if (words.length > MOST) break;
  }
  return {
    words: words.slice(0, MOST),
    spelled,
    lead,
    frame,
    frames: frames.join('. '),
  };
}
const MOST = 400;
const LEAST = 3;

function gistOfWords(words: readonly string[], product: ReadonlySet<string>, spelled: Map<string, string>): string[] {
  const said: string[] = [];
  words.forEach((word, at) => {
    if (EMPTY_IN_TEXT.has(word) || product.has(word)) return;
    const inProduct = CONTAINERS.has(word) && product.has(words[at - 1] ?? '');
    if (inProduct && words.slice(Math.max(0, at - 4), at).includes('in')) return;
    const same = sameWord(word);
    said.push(same);
    if (!spelled.has(same)) spelled.set(same, word);
  });
  return said;
}

/** The words of parameters that must be given, and of all. A switch that must be given asks for no knowledge. */
export function gistOfParams({ inputSchema }: Tool): {
  readonly required: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
} {
  if (!isObject(inputSchema)) return { required: NONE, all: NONE };
  const { properties, required } = inputSchema;
  const known = isObject(properties) ? properties : {};
  const isSwitch = (name: unknown): boolean => {
    const schema = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
    return isObject(schema) && schema['type'] === 'boolean';
  };
  return {
    required: wordsOfAll(Array.isArray(required) ? required.filter((name) => !isSwitch(name)) : []),
    all: wordsOfAll(Object.keys(known)),
  };
}

const NONE: ReadonlySet<string> = new Set();
const wordsOfAll = (names: readonly unknown[]): ReadonlySet<string> =>
  new Set(
    names
      .slice(0, 64)
      .flatMap((name) => (typeof name === 'string' ? splitIdentifier(name.slice(0, 200)) : []))
      .map((word) => (QUERY.has(word) ? QUERIED : sameWord(word))),
  );
/** Names of what is looked for; whoever has the one has the other. */
const QUERY: ReadonlySet<string> = new Set('q query keyword keywords term terms phrase'.split(' '));
const QUERIED = sameWord('query');
