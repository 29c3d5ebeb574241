import type { Sentence } from '../sentences.ts';
import { verbOf } from '../verbs.ts';
import type { ToolText } from './cue.ts';

/** What may stand before the first verb: `[Beta]`, "this tool", "use it to". */
const BEFORE_VERB =
  /^(?:\[[^\]]{0,80}\](?:\S{0,80}-)?\s?)?(?:(?:actions?|operations?|commands?): ?)?(?:["']\w{1,40}["']? ?[-–—:] )?(?:(?:you can |please )?(?:use|call) (?:this|it)(?: \w+)? to |(?:this tool|this|it|the tool) )?(?:will )?/;
/** What is read is the caller's own: its parts are told, not what comes back. */
const OF_INPUT: ReadonlySet<string> = new Set(
  'analyze analyse explain interpret search validate verify parse check monitor watch translate transcribe'.split(' '),
);

/** Every cue asks. */
const verbs = new WeakMap<Sentence, string | null>();

function verbIn(sentence: Sentence): string | undefined {
  let verb = verbs.get(sentence);
  if (verb === undefined) verbs.set(sentence, (verb = firstVerb(sentence) ?? null));
  return verb ?? undefined;
}

function firstVerb({ plain, section }: Sentence): string | undefined {
  if (section !== 'body' && section !== 'other') return undefined;
  const verb = verbOf(/^[a-z-]+/.exec(plain.replace(BEFORE_VERB, ''))?.[0] ?? '');
  if (verb === undefined || verb.lemma === 'wait') return undefined; // who waits gets nothing
  if (verb.form === 'ing') return undefined; // "filtering by …" is an ability
  if (verb.lemma === 'provide') return verb.form === 's' ? verb.lemma : undefined; // "provide a date" is an order
  return verb.effect === 'read' || verb.effect === 'produce' ? verb.lemma : undefined;
}

/** Whether a sentence says that something is looked up, computed or made for the caller. */
export const reads = (sentence: Sentence): boolean => verbIn(sentence) !== undefined;

/** Whether it says that something is handed to the caller as it is kept, part by part. */
export function hands(sentence: Sentence): boolean {
  const verb = verbIn(sentence);
  return verb !== undefined && !OF_INPUT.has(verb);
}

/** Whether the purpose of a tool is to read. */
export const isReader = ({ sentences: [first] }: ToolText): boolean => first !== undefined && reads(first);
