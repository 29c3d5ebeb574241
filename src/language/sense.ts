import { DOING, NOMINALS, PHRASES, SENSES, type VerbEffect } from './lexicon.ts';
import { verbOf, type Verb } from './verbs.ts';

/** What a text says a tool does: the effect, and the word that says so, in lower case. */
export interface Reading {
  readonly effect: VerbEffect;
  /** As written, lower-case. */
  readonly verb: string;
  readonly lemma: string;
  /** False when the word may be no verb there, or has nothing to act on: other evidence may then overrule it. */
  readonly sure: boolean;
}

const REACH = 5;
const phrases = new Map(
  Object.entries(PHRASES).flatMap(([effect, list]) =>
    list.split(', ').map((phrase) => [phrase, effect as VerbEffect] as const),
  ),
);

/** What a verb means before these words, or `undefined` when neither it nor they tell. */
export function senseOf(verb: Verb, next: readonly string[]): VerbEffect | undefined {
  const phrase = phrases.get(`${verb.lemma} ${next[0] ?? ''}`);
  if (phrase !== undefined) return phrase;
  const near = next.slice(0, REACH);
  for (const { effect, to } of SENSES.get(verb.lemma) ?? [])
    if (near.some((word) => ` ${to} `.includes(` ${word} `))) return effect;
  if (verb.effect !== 'light') return verb.effect;
  if (!DOING.has(verb.lemma)) return undefined;
  const deeds = near.flatMap((word, i) => {
    const deed = verbOf(NOMINALS.get(word) ?? word);
    return deed === undefined || deed.effect === 'light' || deed.form === 'ed'
      ? []
      : [{ deed, rest: near.slice(i + 1) }];
  });
  const said = deeds.find(({ deed }) => deed.doubt !== 'often') ?? deeds[0]; // "perform a book search" searches
  return said && senseOf(said.deed, said.rest);
}

/** A verb made with its particle though neither is one alone: `shut_down`, `turn_off`. */
export function phrasalOf(word: string, next: string | undefined): Verb | undefined {
  const effect = word.length < 12 ? phrases.get(`${word} ${next}`) : undefined;
  return effect === undefined ? undefined : { lemma: word, form: 'base', effect, doubt: 'none' };
}
