import { expandAbbreviation } from '../language/abbreviations.ts';
import { RUNS } from '../language/deeds.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import { singularOf } from '../language/nouns.ts';
import type { Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import { deedBeside } from './deed.ts';
import type { Facts } from './facts.ts';
import type { Likeness } from './likeness.ts';
import { openingOf } from './opening.ts';
import { headOf, type Subject } from './subject.ts';

/** Another tool of the server that a reader could take for it, by the names: one deed on one thing, as far as the shorter name says, as in `list_posts` and `search_user_posts`; not `get_post` and `list_posts`. */
export interface Neighbour {
  readonly tool: Item<Tool>;
  /** Both names say as much, as `list_issues` and `search_issues` do: only words tell the two apart. */
  readonly alike: boolean;
  /**
   * What it does, to stand behind "to": `search issues by text`; empty where its description does not begin with that, and
   * `undefined` where it says nothing that the tool's own does not.
   */
  readonly deed: string | undefined;
}

/** Verbs that promise the same to whoever has only names to go by. */
const DEEDS: ReadonlyMap<string, string> = new Map(
  [
    'list search find query browse lookup look explore discover enumerate filter',
    'get fetch read retrieve show view describe inspect load obtain open',
    'create new generate make build draft compose',
    'update edit modify change adjust',
    'delete remove clear purge erase drop destroy discard',
    [...RUNS].join(' '),
    'stop end cancel abort terminate kill close pause',
    'send post publish push submit share',
    'check validate verify test diagnose',
    'compare diff',
  ].flatMap((list) => {
    const verbs = list.split(' ');
    return verbs.map((verb) => [verb, verbs[0]!] as const);
  }),
);
const LISTS = 'list';
const GETS = 'get';
const promiseOf = ({ verb = '' }: Subject): string => DEEDS.get(verb) ?? verb;

/** Of more tools that do one deed on one thing, each is compared with so many. */
const MOST = 32;

interface Entry {
  readonly tool: Item<Tool>;
  readonly subject: Subject;
  readonly name: string;
  /** What its name says it works on, one and many alike in a list. */
  readonly words: ReadonlySet<string>;
}

interface Index {
  readonly entries: ReadonlyMap<Item<Tool>, Entry>;
  /** Those of one deed, thing and kind of effect. */
  readonly together: ReadonlyMap<Entry, readonly Entry[]>;
  /** Tools that get one thing, by the thing. */
  readonly details: ReadonlyMap<string, Item<Tool>>;
  /** Things that tools take by an id. */
  readonly keyed: ReadonlySet<string>;
}

/** The tools of a server that have to do with one of them. */
export interface Neighbours {
  of(tool: Item<Tool>): Neighbour | undefined;
  /** The tool that gets one of the things that this one lists. */
  detailOf(tool: Item<Tool>): Item<Tool> | undefined;
  /** Whether a tool of the server takes what this one is named after by its id. */
  isKeyed(tool: Item<Tool>): boolean;
}

/** Reads each name once, and compares those that speak of one deed and one thing. Of two as near, the one most like it counts. */
export function neighboursOf(
  server: ToolServer,
  facts: () => Pick<Facts, 'subject' | 'effect' | 'sentences'>,
  likeness: () => Likeness,
): Neighbours {
  let known: Index | undefined;
  const index = (): Index => (known ??= indexOf(server, facts()));
  return {
    of(tool) {
      const { entries, together } = index();
      const own = entries.get(tool);
      if (own === undefined) return undefined;
      let best: { readonly other: Entry; readonly worth: number } | undefined;
      for (const other of together.get(own) ?? []) {
        if (other.name === own.name) continue; // a duplicate is no neighbour
        const worth = worthOf(own, other);
        if (worth === 0 || worth < (best?.worth ?? 0)) continue;
        if (worth !== best?.worth || isLiker(likeness(), tool, other.tool, best.other.tool)) best = { other, worth };
      }
      if (best === undefined) return undefined;
      const { tool: nearest, subject } = best.other;
      const [opening, ownOpening] = [nearest, tool].map((each) => openingOf(facts().sentences(each), null) ?? '');
      return { tool: nearest, alike: areAlike(own.subject, subject), deed: deedBeside(opening!, ownOpening!) };
    },
    detailOf(tool) {
      const { entries, details } = index();
      const { subject } = entries.get(tool) ?? {};
      return subject?.lists ? details.get(subject.one) : undefined;
    },
    isKeyed(tool) {
      const { entries, keyed } = index();
      const one = entries.get(tool)?.subject.one ?? '';
      return keyed.has(one) || keyed.has(one.slice(one.lastIndexOf(' ') + 1));
    },
  };
}

function indexOf({ tools }: ToolServer, { subject, effect }: Pick<Facts, 'subject' | 'effect'>): Index {
  const entries = new Map<Item<Tool>, Entry>();
  const together = new Map<Entry, Entry[]>();
  const same = new Map<string, Entry[]>();
  const details = new Map<string, Item<Tool>>();
  const keyed = new Set<string>();
  for (const tool of tools) {
    const parts = subject(tool);
    const { class: kind } = effect(tool);
    const head = headOf(parts);
    const deed = parts.lists && parts.verb === GETS ? LISTS : promiseOf(parts);
    const own = entryOf(tool, parts, deed === LISTS);
    entries.set(tool, own);
    const isDetail = deed === GETS && kind === 'read' && !parts.lists && parts.one !== '';
    if (isDetail && !details.has(parts.one)) details.set(parts.one, tool);
    for (const thing of keyedBy(tool, parts.one)) keyed.add(thing);
    if (head === undefined) continue;
    const key = `${deed} ${kind} ${head}`;
    const others = same.get(key) ?? [];
    same.set(key, others);
    if (others.length < MOST) others.push(own);
    together.set(own, others);
  }
  return { entries, together, details, keyed };
}

const KEYS = new Set(['id', 'ids', 'uuid', 'uid', 'guid', 'gid', 'iid', 'sid', 'key', 'slug', 'number']);
/** More parameters are not looked through. */
const MOST_PARAMETERS = 64;

/** The things of which a tool takes the id: notes for `note_id`, its own thing for `id`. */
function keyedBy({ data: { inputSchema } }: Item<Tool>, own: string): readonly string[] {
  const properties = isObject(inputSchema) ? inputSchema['properties'] : undefined;
  if (!isObject(properties)) return [];
  return Object.keys(properties)
    .slice(0, MOST_PARAMETERS)
    .flatMap((name) => {
      const words = splitIdentifier(name.slice(0, 200));
      if (!KEYS.has(words.at(-1) ?? '')) return [];
      return words.length === 1 ? [own] : [words.at(-2)!, words.slice(0, -1).join(' ')].map(singularOf);
    });
}

/** Whether a tool is more like the one than like the other. */
function isLiker(likeness: Likeness, tool: Item<Tool>, one: Item<Tool>, other: Item<Tool>): boolean {
  const [first, second] = [likeness.of(tool, one), likeness.of(tool, other)];
  return first === second ? one.data.name < other.data.name : first > second;
}

function entryOf(tool: Item<Tool>, subject: Subject, lists: boolean): Entry {
  const plain = subject.object.map(expandAbbreviation);
  const words = lists ? plain.map(singularOf) : plain; // one and many are two things, except in a list
  return { tool, subject, name: tool.data.name.toLowerCase(), words: new Set(words) };
}

/** How near two names of one deed on one thing are; 0 where each says something that the other does not: `list_user_notes` and `list_team_notes`. */
function worthOf(a: Entry, b: Entry): number {
  const [fewer, more] = a.words.size <= b.words.size ? [a, b] : [b, a];
  for (const word of fewer.words) if (!more.words.has(word)) return 0;
  const rests = a.subject.rest.filter((word) => b.subject.rest.includes(word)).length;
  return (
    fewer.words.size / more.words.size +
    (0.5 * (rests + 1)) / (Math.max(a.subject.rest.length, b.subject.rest.length) + 1) +
    (areAlike(a.subject, b.subject) ? 2 : 0) +
    (a.subject.verb === b.subject.verb ? 0.1 : 0)
  );
}

/** Of two that are near, those with as many words: one word more tells `get_issue_comments` from `get_issue`. */
const areAlike = (a: Subject, b: Subject): boolean =>
  promiseOf(a) === promiseOf(b) && a.object.length === b.object.length && a.rest.join() === b.rest.join();
