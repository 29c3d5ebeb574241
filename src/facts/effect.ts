import { CHANGES, REMOVES } from '../language/deeds.ts';
import { SENSES, TRANSFORMERS, type VerbEffect } from '../language/lexicon.ts';
import { readName } from '../language/name-verb.ts';
import { readPurpose } from '../language/purpose.ts';
import type { Reading } from '../language/sense.ts';
import type { Item } from '../model/address.ts';
import type { Tool } from '../model/server.ts';
import { hintsOf, type SchemaHints } from './schema-hints.ts';

/** `external` sends, publishes or spends (a web search is a read); `execute` runs code or commands the caller gives. */
export type EffectClass = 'read' | 'write' | 'destructive' | 'external' | 'execute';

/** What name, description and schema say. */
export interface Unannotated {
  readonly class: EffectClass | null;
  readonly by: 'name' | 'description' | 'schema' | null;
  /** The word that told it, in lower case. */
  readonly verb?: string;
  /** The dictionary form of that word: `delete` for "deletes". */
  readonly lemma?: string;
  /** The name's own verb says it beyond doubt and the description does not say otherwise: only then may a rule contradict the author. */
  readonly sure: boolean;
}

export interface Effect {
  /** `null` when nothing tells. */
  readonly class: EffectClass | null;
  /** What told it. */
  readonly by: 'annotations' | 'name' | 'description' | 'schema' | null;
  /** The word that told it, in lower case. */
  readonly verb?: string;
  /** What name, description and schema say without the annotations; for rules that compare the two. */
  readonly unannotated: Unannotated;
}

/** What a call does as its texts are judged: a name that says beyond doubt that something is changed outweighs a hint that it reads. */
export function judgedAs({ class: told, unannotated: { class: found, sure, lemma = '' } }: Effect): EffectClass | null {
  const isFalse = told === 'read' && found !== 'read' && sure && (REMOVES.has(lemma) || CHANGES.has(lemma));
  return isFalse ? found : told;
}

type Words = (identifier: string) => readonly string[];

/** What calling a tool does to the world. Annotations come first, then the name's verb, the description's, and the schema. */
export function effectOf(tool: Item<Tool>, words: Words): Effect {
  const { readOnlyHint, destructiveHint } = tool.data.annotations ?? {};
  const unannotated = unannotatedOf(tool.data, words);
  const found = unannotated.class;
  const annotated = (effect: EffectClass): Effect => ({ class: effect, by: 'annotations', unannotated });
  if (readOnlyHint === true) return annotated('read');
  if (readOnlyHint === false) {
    if (found === null || found === 'read') return annotated(destructiveHint === true ? 'destructive' : 'write');
    if (found === 'write' && destructiveHint === true) return annotated('destructive');
  }
  // `destructiveHint: true` alone is a framework's default as often as a statement (SigNoz/signoz-mcp-server#102): it does not overrule a read.
  if (readOnlyHint === undefined && destructiveHint === true && (found === null || found === 'write'))
    return annotated('destructive');
  return {
    class: found,
    by: unannotated.by,
    ...(unannotated.verb === undefined ? {} : { verb: unannotated.verb }),
    unannotated,
  };
}

function unannotatedOf({ name, description, title, inputSchema }: Tool, words: Words): Unannotated {
  const named = readName(words(name));
  const described = readPurpose(description ?? (title?.includes(' ') ? title : '')); // "Invoices" alone is no deed
  const hints = hintsOf(inputSchema, words);
  const reading = choose(named, described, description ?? '');
  const effect = reading && settle(reading, hints, description ?? '');
  const { dispatched } = hints;
  if (dispatched && isChange(dispatched.effect) && !isChange(effect)) return fromSchema(hints);
  if (reading === undefined || effect === undefined) return fromSchema(hints);
  const settled = isChange(effect) !== isChange(reading.effect); // the verb alone would have said otherwise
  const agreed = !described?.sure || isChange(described.effect) === isChange(effect);
  const by = reading === named ? 'name' : 'description';
  return {
    class: effect,
    by: settled ? (effect === 'read' || keeps(description ?? '') ? 'description' : 'schema') : by,
    verb: reading.verb,
    lemma: reading.lemma,
    sure: reading.sure && by === 'name' && !settled && agreed,
  };
}

/** The name where it is sure, else the description where that is; "Run a find query" says less than the name `find`. */
function choose(named: Reading | undefined, described: Reading | undefined, description: string): Reading | undefined {
  const changes = isChange(named?.effect) || isChange(described?.effect);
  if (changes && TEACHES.test(description.slice(0, 300))) return TEACHING;
  if (named === undefined || described === undefined) return named ?? described;
  if (!described.sure) return named;
  if (!isChange(named.effect) && (KEEPING.has(described.lemma) || SENDING.has(described.lemma))) return described;
  if (named.sure) return named;
  const vaguer =
    described.effect === 'execute' &&
    named.effect === 'read' &&
    !(named.lemma === 'query' && MAY_WRITE.test(description.slice(0, 2000))) &&
    !SENSES.has(named.lemma);
  return vaguer ? named : described;
}

/** Languages whose queries can write. */
const MAY_WRITE =
  /\b(?:sql|\w*sql|cypher|graphql|mutations?|statements?|insert|update|delete|commands?|scripts?|databases?|tables?)\b/i;

/** What a tool does with what it made or got, said behind the verb of its name: "Renders a scene and saves it to a bucket". */
const KEEPING: ReadonlySet<string> = new Set(['save', 'store', 'write', 'persist', 'upload']);
/** What a name may leave out: `verify_address` "sends a mail to it". */
const SENDING: ReadonlySet<string> = new Set(['send', 'publish', 'notify', 'submit']);
/** The same of the thing: "Images will be saved relative to the project". */
const KEPT =
  /\b(?:is|are|will be|gets?) (?:automatically |then |also )?(?:saved|stored|written|uploaded) (?:to|in|into|at|under|on|relative|locally)\b/i;

/** "Returns the commands to install it": told how, the caller does it. */
const TEACHES =
  /^\W*(?:use this tool to )?(?:generate|get|retrieve|return|provide|show|explain|give|fetch)s? (?:[\w-]+ ){0,4}(?:instructions?|instructional|guidance|commands|documentation|guides?|tutorials?|how to|steps (?:to|for))\b/i;
/** What such a text amounts to. */
const TEACHING: Reading = { effect: 'read', verb: 'explain', lemma: 'explain', sure: false };
/** A read that keeps what it found: "Stores the pages in a local database". */
const STORES =
  /(?:(?:^|[.;!\n])\s{0,8}(?:it |then |also )?(?:stores|saves|persists|writes|caches) (?:\w+ ){1,5}|\band (?:saves?|stores?|writes?) (?:it |them )?)(?:to|in|into|on) (?:an? |the |your )?(?:\w+ ){0,3}(?:database|db|disk|cache|files?|folder|directory|filesystem|bucket|vault|knowledge base|vector store|index)\b/i;

const keeps = (description: string): boolean => [KEPT, STORES].some((each) => each.test(description.slice(0, 2000)));

/** The class of a reading once parameters and an outspoken "read-only" are taken into account. */
function settle({ effect, lemma }: Reading, hints: SchemaHints, description: string): EffectClass | undefined {
  if (effect === 'produce' && KEPT.test(description.slice(0, 2000))) return 'write';
  if (effect === 'read' && STORES.test(description.slice(0, 2000))) return 'write';
  if (effect === 'produce') return hints.output || (hints.path && !TRANSFORMERS.has(lemma)) ? 'write' : 'read';
  if (effect === 'execute' && saysReadOnly(description)) return 'read';
  if (hints.code && (lemma === 'evaluate' || (lemma === 'query' && !saysReadOnly(description)))) return 'execute'; // whatever the caller writes, it runs
  return effect === 'light' ? undefined : effect;
}

const isChange = (effect: VerbEffect | undefined): boolean =>
  effect !== undefined && !['read', 'produce', 'light'].includes(effect);

const NO_CHANGE =
  /\b(?:does not|doesn['’]t|never) (?:write|modify|change|alter) (?:to )?(?:disk|anything|any (?:files?|data|state))\b|\bmakes no changes\b|\bnothing is (?:written|changed|modified)\b/i;

/** "Run a read-only query", "Execute SELECT statements only"; not "unavailable in read-only mode". */
function saysReadOnly(description: string): boolean {
  const head = description.slice(0, 2000);
  if (/\b(?:not|non)[ -]read[ -]?only|read[ -]?only (?:mode|flag|option)/i.test(head)) return false;
  return (
    /\bread[ -]?only\b/i.test(head) ||
    NO_CHANGE.test(head) ||
    (/\bSELECT\b/.test(head) && !/\b(?:INSERT|UPDATE|DELETE|DROP|CREATE)\b/.test(head))
  );
}

/** The last resort: parameters that make sense for one kind of tool only. */
function fromSchema({ dispatched, code, message, query }: SchemaHints): Unannotated {
  const said = (effect: EffectClass, more?: Reading): Unannotated => ({
    class: effect,
    by: 'schema',
    sure: false,
    ...(more ? { verb: more.verb, lemma: more.lemma } : {}),
  });
  if (dispatched && dispatched.effect !== 'light')
    return said(dispatched.effect === 'produce' ? 'read' : dispatched.effect, dispatched);
  if (code) return said('execute');
  if (message) return said('external');
  return query ? said('read') : { class: null, by: null, sure: false };
}
