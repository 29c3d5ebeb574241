import { COPIES, MAKES, RUNS, STARTS } from '../language/deeds.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import type { Level, ToolText } from '../language/levels/cue.ts';
import { freshFor } from '../language/levels/fresh.ts';
import { locatedBy, type Located } from '../language/levels/place.ts';
import { retirementIn } from '../language/retired.ts';
import type { Item } from '../model/address.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import { hintsOf } from './annotations.ts';
import { decides, mentionsOf, returnedBy, type Mention } from './beside-text.ts';
import type { Part } from './description.ts';
import { openingOf } from './opening.ts';
import { judgedAs, type Effect, type EffectClass } from './effect.ts';
import type { Facts } from './facts.ts';

/** What told a part: the description, or what stands beside it. */
export type Teller = 'text' | 'output schema' | 'annotations' | 'parameters' | Mention;

/** How well all that a client gets of a tool says one part. */
export interface Told {
  /** `null` where the part is not assessed: the side effects of a tool that changes nothing. */
  readonly level: Level | null;
  /** What earned the level; `null` at 0. */
  readonly by: Teller | null;
  /** Whether a reader misses it where it is not told. */
  readonly due: boolean;
  /** The words that earned the level, or else those that say what the tool does; cut to be quoted. */
  readonly quote: string;
  /** Which idea of the text earned the level, as the cues have it; `null` where something else did. */
  readonly family: string | null;
}

export interface Said {
  readonly what: Told;
  readonly when: Told;
  readonly returns: Told;
  readonly sideEffects: Told;
  /** The description has no word that the names of tool and server do not have. */
  readonly echoes: boolean;
  /** Where and by what key its thing is found, as far as its purpose says. */
  readonly located: Located;
  /** The text says that the tool is deprecated; `open`: but not what to use instead, the one thing that is missed then. */
  readonly retired: 'replaced' | 'open' | undefined;
  /** The fields that the output schema names. */
  readonly fields: readonly string[];
}

/** UTF-16 units of a quotation. */
const QUOTE = 120;
/** Deeds that hand over something new, and a caller that goes on needs to know what. */
const YIELDS: ReadonlySet<string> = new Set([...MAKES, ...COPIES, ...STARTS, ...RUNS]);

/** What nobody asked for does harm. */
const RISKY: ReadonlySet<EffectClass | null> = new Set(['destructive', 'external', 'execute'] as const);
/** Things that are what comes back: who asks for a screenshot knows what to expect. */
const PLAIN = new Set(
  'screenshot image picture photo icon thumbnail text html markdown content contents count number total sum average version url uri link time date timestamp size dimensions transcript code snapshot diff qr'.split(
    ' ',
  ),
);

/** What is counted, echoed or awaited is said by the verb. */
const GIVES_ITSELF = new Set(['count', 'echo', 'ping', 'wait']);
/** Several of what is a text in itself, where they are asked for. */
const TEXTS = new Set(['env', 'paths', 'directories']);
const GETS = new Set(['get', 'list', 'read', 'show']);

/** Merges all evidence of each tool; `undefined` where there is no English description to judge. */
export function saidOf(server: ToolServer, facts: () => Facts): (tool: Item<Tool>) => Said | undefined {
  const lazy = {
    mentions: undefined as ReadonlyMap<string, Mention> | undefined,
  };
  const product = splitIdentifier(server.info?.name ?? server.id);
  const stamped = (): boolean => facts().stamp() !== undefined;
  return (tool) => {
    const { data } = tool;
    const { sentences, description, effect, nodes, neighbour, subject } = facts();
    const read = sentences(tool);
    const { levels, evidence, families } = description(tool);
    const opening = openingOf(read, evidence.what);
    if (opening === undefined) return undefined;
    if (levels.what === null) return undefined;
    const kind = classOf(effect(tool), stamped());
    const changes = kind !== null && kind !== 'read';
    const output = returnedBy(nodes(tool));
    const annotated = () => changes && statesEffects(tool) && !stamped();
    const mentioned = () => (lazy.mentions ??= mentionsOf(server, sentences)).get(data.name);
    const { verb = '', object, rest } = subject(tool);
    const isYielding = kind === 'execute' || (YIELDS.has(verb) && rest.length === 0);
    const thing = object.at(-1) ?? '';
    const isPlain =
      PLAIN.has(thing) ||
      GIVES_ITSELF.has(verb) ||
      (verb === 'read' && thing === 'file') ||
      (GETS.has(verb) && TEXTS.has(thing));
    const retired = retirementIn(read);
    const isKept = retired === undefined;
    const text = { name: data.name, title: data.title ?? '', product, sentences: read, siblings: ALONE };
    const told = (part: Part, due: boolean, ...others: readonly Other[]): Told => {
      const merged = merge(levels[part], due, others);
      return {
        ...merged,
        due,
        quote: quote(part === 'what' ? '' : (evidence[part]?.text ?? ''), opening),
        family: merged.by === 'text' ? families[part] : null,
      };
    };
    return {
      what: told('what', isKept),
      when: told('when', isKept ? RISKY.has(kind) || neighbour(tool) !== undefined : retired === 'open', () => [
        1,
        mentioned(),
      ]),
      returns: told('returns', isKept && (changes ? isYielding : !isPlain), () => [output.level, 'output schema']),
      sideEffects: told(
        'sideEffects',
        changes && isKept,
        () => [2, nodes(tool).some(decides) ? 'parameters' : undefined],
        () => [1, annotated() ? 'annotations' : undefined],
      ),
      echoes: levels.what < 2 && echoes(text),
      located: locatedBy(opening),
      retired,
      fields: output.fields,
    };
  };
}

/** Nothing of the other tools is asked here. */
const ALONE: ToolText['siblings'] = { mentionedIn: () => [] };

function echoes(text: ToolText): boolean {
  const fresh = freshFor(text);
  return text.sentences.every((sentence) => fresh.read(sentence.text, 1) === 0);
}

/**
 * What a call does. Of hints that a framework put on every tool only the graver reading counts, so that a stamp frees nobody
 * of a duty; those that a sure name speaks against are another rule's matter.
 */
function classOf(effect: Effect, isStamped: boolean): EffectClass | null {
  const { class: kind, unannotated } = effect;
  const isOverruled =
    (isStamped && (kind === 'read' || unannotated.class === 'read')) ||
    (unannotated.sure && unannotated.class === 'read');
  return isOverruled ? unannotated.class : judgedAs(effect);
}

type Other = () => readonly [level: Level, by: Teller | undefined];

/** The highest of what the text and the others tell; they are asked only where it does not say all. */
function merge(level: Level | null, due: boolean, others: readonly Other[]): Pick<Told, 'level' | 'by'> {
  let best: Pick<Told, 'level' | 'by'> = { level, by: level === null || level === 0 ? null : 'text' };
  for (const other of due ? others : []) {
    if (best.level === null || best.level === 2) break;
    const [more, by] = other();
    if (by !== undefined && more > best.level) best = { level: more, by };
  }
  return best;
}

/** Words that are shown, without the full stop at their end. A status code stands for itself: the purpose is shown then. */
function quote(words: string, opening: string): string {
  const text = words === '' || /^\W{0,3}[1-5]\d\d(?::|\s-|$)/.test(words) ? opening : words;
  return text.length > QUOTE ? `${text.slice(0, QUOTE).replace(/\s\S{0,40}$/, '')} …` : text.replace(/(?<!\.)\.$/, '');
}

/** Whether the annotations say of a tool that changes something how much. */
function statesEffects(tool: Item<Tool>): boolean {
  const { readOnlyHint, destructiveHint, idempotentHint } = hintsOf(tool);
  return (
    readOnlyHint !== true && (destructiveHint !== undefined || (readOnlyHint === false && idempotentHint !== undefined))
  );
}
