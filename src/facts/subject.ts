import { expandAbbreviation } from '../language/abbreviations.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import { AGENTS } from '../language/lexicon.ts';
import { readName } from '../language/name-verb.ts';
import { isNameless, THINGS, unqualified } from '../language/nameless.ts';
import { pluralOf, singularOf } from '../language/nouns.ts';
import { verbOf } from '../language/verbs.ts';
import { stemOf } from '../language/words.ts';
import type { Item } from '../model/address.ts';
import type { Tool } from '../model/server.ts';
import type { Naming } from './naming.ts';

/** What a name speaks of, taken apart: `github_list_pull_request_files` lists the files of a pull request. */
export interface Subject {
  /** The dictionary form of its verb, of the second of two that are joined; `undefined` where it has none. */
  readonly verb: string | undefined;
  /** What the deed is done to, in the name's own words and without the server's prefix: `['pull', 'request', 'files']`. */
  readonly object: readonly string[];
  /** What follows a preposition: `['template']` in `create_document_from_template`. */
  readonly rest: readonly string[];
  /** Whether it gives many: `search_notes`, and `get_notes` as well, but not `get_notes_by_id`. */
  readonly lists: boolean;
  /** The object as a sentence names one and many of it: `pull request file`; empty where the name has none, or one that cannot be told: `do_it`. */
  readonly one: string;
  readonly many: string;
  /** Of the two the one that it speaks of: tags in `remove_tags`, notes in `list_note`; empty where one is not meant for many: a place is searched in `search_wiki`. */
  readonly thing: string;
}

const PREPOSITIONS = new Set(
  'of from for to by with without in into on onto at as via and or per across within between using'.split(' '),
);
const JOINS = new Set(['and', 'or']);
const MANY = new Set('list search find query browse lookup enumerate discover filter'.split(' '));
/** Of these, what stands behind them in the singular is as often where one looks. */
const PLACED = new Set(['search', 'query', 'browse', 'discover', 'filter']);
const GETS = new Set(['get', 'fetch', 'retrieve', 'read', 'return', 'show']);
/** Behind a preposition, it means one of them. */
const KEYS = new Set(['id', 'key', 'gid', 'uuid', 'guid', 'name', 'slug', 'identifier', 'number']);
/** Words of a name that name nothing. */
const EMPTY = new Set('tool api the a an'.split(' '));
/** Verbs that are no things at the end of a name, though often nouns elsewhere. */
const DEEDS = new Set('manage scale type crawl order'.split(' '));
/** What a program is spoken to by; the deed is not done to it: `ui_tap`, `kubectl_scale`. */
const ROOMS = new Set('ui cli sdk mcp kubectl'.split(' '));
/** Behind a verb these lead to what is meant; behind the others stands something else: `search_by_sender`, `go_to_page`. */
const TRANSPARENT = new Set(['for', 'of', 'a', 'an', 'the']);
/** What a name says besides the noun in it: how many, which version. */
const BESIDE = /^(?:\d+|v|all|my|new|id|ids|by|batch|bulk|mass|multiple|paginated|sorted|filtered)$/;
/** A name with more words is not read further, and a sentence names a thing with fewer. */
const LONGEST = 12;
const MOST = 5;
/** What is read of a text, in UTF-16 units. */
const READ = 2_000;

/** Takes the names of one server's tools apart. */
export function subjectsOf(naming: () => Naming): (tool: Item<Tool>) => Subject {
  let own: ReadonlyMap<string, readonly string[]> | undefined;
  return ({ data }) => {
    own ??= new Map(naming().names.map(({ tool, ownWords }) => [tool.data.name, ownWords]));
    const text = () => (data.description ?? '').slice(0, READ);
    return subjectOf(own.get(data.name) ?? splitIdentifier(data.name), new Set(naming().product), text);
  };
}

function subjectOf(all: readonly string[], product: ReadonlySet<string>, text: () => string): Subject {
  const words = unrepeated(unversioned(all), product).slice(0, LONGEST);
  const read = readName(undone(words));
  const opener = openerOf(text());
  const placeOf = (verb = ''): number => words.findIndex((word) => word === verb || expandAbbreviation(word) === verb);
  const readAt = placeOf(read?.verb);
  const toldAt = placeOf(opener);
  const isTold = toldAt >= 0 && isVerbOf(opener, read?.lemma, toldAt > readAt && toldAt === words.length - 1);
  const at = isTold ? toldAt : readAt;
  const isDoer = at > 0 && /[eo]r$/.test(words[at]!); // `page_reader`
  const isMisread =
    !isTold &&
    at > 0 &&
    at === words.length - 1 &&
    words[at] === read?.lemma &&
    isRatherNoun(words[at]!) &&
    text() !== '';
  const lemma = isTold || isMisread ? opener : read?.lemma;
  const isNoun = at > 0 && !isDoer && (isMisread || expandAbbreviation(words[at]!) !== lemma); // the logs in `pod_logs` are got
  const second = at >= 0 && JOINS.has(words[at + 1] ?? '') ? verbOf(words[at + 2] ?? '') : undefined; // `create_or_update_file`
  const deed = second?.form === 'base' ? { lemma: second.lemma, end: at + 2 } : { lemma, end: at };
  const isObject = (i: number): boolean =>
    (i < at || i > deed.end || (i === at && isNoun)) && !isEmpty(words[i]!, words[i + 1]);
  const object: string[] = [];
  const rest: string[] = [];
  let left = -1; // of the first preposition
  for (const [i, word] of words.entries()) {
    if (!isObject(i)) continue;
    const isLink = PREPOSITIONS.has(word) && !(word === 'on' && words[i - 1] === 'add' && i - 1 !== at); // an add-on
    if (!isLink) (left === -1 ? object : rest).push(word);
    else if (left === -1 && object.length > 0 && i > deed.end) left = i;
  }
  // What stands before the verb is a room of the server, where something follows it: `mail_create_alias`.
  const behind = words.slice(deed.end + 1, left === -1 ? undefined : left).filter((word) => !PREPOSITIONS.has(word));
  const named = (at > 0 && !isNoun && behind.length > 0 ? behind : object).filter(
    (word, i, all) => !isEmpty(word, all[i + 1]) && !ROOMS.has(word) && !BESIDE.test(word),
  );
  // The product's name is no part of a thing, unless it ends its name and is no name in the text: `create_bar_chart`.
  const isOwn = (word: string, i: number): boolean =>
    !product.has(word) || (i > 0 && i === named.length - 1 && isCommon(text(), word));
  const own = named.some((word) => !product.has(word)) ? named.filter(isOwn) : named;
  const gets = deed.lemma === undefined || GETS.has(deed.lemma);
  const isListed = gets && own.length > 1 && own.at(-1) === 'list';
  const noun = unqualified(isListed ? own.slice(0, -1) : own).slice(-MOST);
  const last = noun.at(-1) ?? '';
  const isMany = singularOf(last) !== last;
  const isRoom = at > 0 && !isNoun && behind.length === 0; // `pods_get`
  const isOne = isRoom || !isMany || (rest.length === 1 && KEYS.has(rest[0]!));
  const isList = isListed || (gets && object.at(-1) === 'ids'); // `get_note_list`, `get_note_ids`
  const lists = MANY.has(deed.lemma ?? '') || isList || (gets && !isOne);
  const after = words[deed.end + 1] ?? '';
  const isNamed =
    !(deed.end >= 0 && left === -1 && PREPOSITIONS.has(after) && !TRANSPARENT.has(after)) &&
    !isNameless([...noun.slice(0, -1), singularOf(last)]) &&
    (lemma !== undefined || (says(text().toLowerCase(), singularOf(last)) && !own.every((word) => product.has(word)))); // a name without a verb may be a title: `bestpractices`
  const isPlace = PLACED.has(deed.lemma ?? '') && !isMany && (isRoom || noun.length === 1);
  const one = isNamed ? [...noun.slice(0, -1), singularOf(last)].join(' ') : '';
  const many = isNamed ? [...noun.slice(0, -1), pluralOf(last)].join(' ') : '';
  return {
    verb: deed.lemma,
    object,
    rest,
    lists,
    one,
    many,
    thing: isPlace ? '' : lists || (isMany && !isRoom) ? many : one,
  };
}

/** Whether a text does not write a word like a name. */
const isCommon = (text: string, word: string): boolean => says(text, word) || !says(text.toLowerCase(), word);

/** An API key is one thing. */
const isEmpty = (word: string, next = ''): boolean => EMPTY.has(word) && !/^(?:key|token)s?$/.test(next);

/** The verb that a text begins with. */
function openerOf(text: string): string | undefined {
  const verb = verbOf(/^[A-Za-z]+(?= )/.exec(text)?.[0].toLowerCase() ?? '');
  return verb?.form === 'base' || verb?.form === 's' ? verb.lemma : undefined;
}

/** Whether the verb that a text begins with, being a word of the name, is its verb: in `place_search`, not in `get_tag_list`. */
function isVerbOf(opener = '', read = '', isLast: boolean): boolean {
  const doubt = verbOf(read)?.doubt;
  return doubt === undefined || (isLast ? doubt !== 'none' : !isRatherNoun(opener) || doubt === 'often');
}

/** The log in `pod_log`, unless the text begins with that. */
const isRatherNoun = (word: string): boolean => verbOf(word)?.doubt === 'often' && !DEEDS.has(word);

/** Whether a text, if there is one, has a word, as it stands or with an ending. */
const says = (text: string, word: string): boolean =>
  text === '' || ` ${text}`.split(word).some((_, i, parts) => i > 0 && /(?:^|[^a-zA-Z])$/.test(parts[i - 1]!));

/** The viewer in `get_viewer` is got, and the sender in `search_by_sender` searches nothing: who does it counts where no verb stands first. */
function undone(words: readonly string[]): readonly string[] {
  const first = verbOf(words[0] ?? '');
  const isDeed = first?.form === 'base' && first.doubt !== 'often' && !THINGS.has(words[0]!);
  return isDeed && words.length > 1 && AGENTS.has(words.at(-1)!) ? words.slice(0, -1) : words;
}

/** A name without the server's before it, where that is a verb: `reflect_create_test`. */
function unrepeated(words: readonly string[], product: ReadonlySet<string>): readonly string[] {
  if (words[0] === 'do' && words.length > 2) return words.slice(1); // short for a product
  const isTwo = product.has(words[0] ?? '') && verbOf(words[1] ?? '')?.form === 'base';
  return isTwo && words.length > 2 && verbOf(words[0]!) !== undefined ? words.slice(1) : words;
}

/** A name without the `v` and `1` at the end of `list_notes_v1`. */
function unversioned(words: readonly string[]): readonly string[] {
  const isNumbered = /^\d+$/.test(words.at(-1) ?? '') && words.at(-2) === 'v';
  return isNumbered && words.length > 2 ? words.slice(0, -2) : words;
}

/** The noun that the others qualify, as a stem: `file` for `['media', 'files']`. */
export const headOf = ({ object }: Subject): string | undefined => {
  const last = object.at(-1);
  return last === undefined ? undefined : stemOf(expandAbbreviation(last));
};
