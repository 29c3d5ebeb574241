import { LEXICON, type VerbEffect } from './lexicon.ts';

/** How sure it is that the word is used as a verb: `rarely` or `often` something else. */
export type Doubt = 'none' | 'rarely' | 'often';
export type Form = 'base' | 's' | 'ing' | 'ed';

export interface Verb {
  readonly lemma: string;
  readonly form: Form;
  readonly effect: VerbEffect;
  readonly doubt: Doubt;
}

const IRREGULAR: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  begin: ['began', 'begun'],
  build: ['built', 'built'],
  buy: ['bought', 'bought'],
  do: ['did', 'done'],
  draw: ['drew', 'drawn'],
  drive: ['drove', 'driven'],
  find: ['found', 'found'],
  forget: ['forgot', 'forgotten'],
  freeze: ['froze', 'frozen'],
  get: ['got', 'gotten'],
  go: ['went', 'gone'],
  hide: ['hid', 'hidden'],
  keep: ['kept', 'kept'],
  know: ['knew', 'known'],
  lend: ['lent', 'lent'],
  make: ['made', 'made'],
  pay: ['paid', 'paid'],
  rebuild: ['rebuilt', 'rebuilt'],
  rewrite: ['rewrote', 'rewritten'],
  run: ['ran', 'run'],
  see: ['saw', 'seen'],
  sell: ['sold', 'sold'],
  send: ['sent', 'sent'],
  spend: ['spent', 'spent'],
  take: ['took', 'taken'],
  tell: ['told', 'told'],
  think: ['thought', 'thought'],
  understand: ['understood', 'understood'],
  wake: ['woke', 'woken'],
  withdraw: ['withdrew', 'withdrawn'],
  write: ['wrote', 'written'],
};

/** The inflected forms of a lemma. A final consonant is doubled as well as not: a form that is no word does no harm. */
function formsOf(lemma: string): readonly (readonly [string, Form])[] {
  const stem = /[^aeiou]y$/.test(lemma) ? lemma.slice(0, -1) : undefined;
  const mute = lemma.endsWith('e') && !/(?:ee|oe)$/.test(lemma) ? lemma.slice(0, -1) : lemma;
  const out: (readonly [string, Form])[] = [
    [lemma, 'base'],
    [stem ? `${stem}ies` : /(?:s|x|z|ch|sh|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`, 's'],
    [`${mute}ing`, 'ing'],
    [stem ? `${stem}ied` : `${mute}ed`, 'ed'],
  ];
  if (/[^aeiou][aeiou][bdgklmnprt]$/.test(lemma))
    out.push([`${lemma}${lemma.at(-1)}ing`, 'ing'], [`${lemma}${lemma.at(-1)}ed`, 'ed']);
  return [...out, ...(IRREGULAR[lemma] ?? []).map((form) => [form, 'ed'] as const)];
}

const DOUBTS: Readonly<Record<string, Doubt>> = { '*': 'rarely', '~': 'often' };
const VERBS = new Map<string, Verb>();
for (const [effect, words] of Object.entries(LEXICON) as [VerbEffect, string][]) {
  for (const word of words.split(' ')) {
    const doubt = DOUBTS[word.at(-1)!] ?? 'none';
    const lemma = doubt === 'none' ? word : word.slice(0, -1);
    for (const [text, form] of formsOf(lemma))
      if (!VERBS.has(text) || form === 'base') VERBS.set(text, { lemma, form, effect, doubt });
  }
}

/** The verb a lower-case word is a form of, or `undefined`. Knows `re-`, `un-`, `de-` and `dis-` before a known verb: `reprioritize`, `unresolve`. */
export function verbOf(word: string): Verb | undefined {
  const known = VERBS.get(word);
  if (known !== undefined || word.length > 24 || !'rud'.includes(word.charAt(0))) return known;
  const prefix = /^(?:re|un|de|dis)(?=[a-z]{3})/.exec(word)?.[0];
  const inner = prefix === undefined ? undefined : VERBS.get(word.slice(prefix.length));
  if (inner === undefined || inner.effect === 'light') return undefined;
  if (prefix === 're') return { ...inner, lemma: `re${inner.lemma}`, doubt: 'rarely' };
  return ['read', 'produce'].includes(inner.effect)
    ? undefined
    : { ...inner, lemma: `${prefix}${inner.lemma}`, effect: 'write', doubt: 'rarely' }; // `unread` is no verb
}

const STRENGTH: readonly VerbEffect[] = ['light', 'read', 'produce', 'write', 'external', 'execute', 'destructive'];

/** The effect that matters most to someone asked to approve a call. */
export const strongest = (effects: readonly VerbEffect[]): VerbEffect | undefined =>
  effects.reduce<VerbEffect | undefined>(
    (most, each) => (most === undefined || STRENGTH.indexOf(each) > STRENGTH.indexOf(most) ? each : most),
    undefined,
  );
