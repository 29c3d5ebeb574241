import { isEnglish } from '../language/english.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import { earn, type Earned, type Level, type Siblings, type ToolText } from '../language/levels/cue.ts';
import { RETURNS } from '../language/levels/returns.ts';
import { siblingsOf } from '../language/levels/siblings.ts';
import { SIDE_EFFECTS } from '../language/levels/side-effects.ts';
import { what } from '../language/levels/what.ts';
import { WHEN } from '../language/levels/when.ts';
import { isPlaceholder } from '../language/placeholder.ts';
import { sentencesOf, type Sentence } from '../language/sentences.ts';
import type { Item } from '../model/address.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { EffectClass } from './effect.ts';

/** What a careful reader wants to know of a tool before calling it. */
export const PARTS = ['what', 'when', 'returns', 'sideEffects'] as const;
export type Part = (typeof PARTS)[number];

/** The words a level rests on; offsets into the description, UTF-16 units, end exclusive. */
export interface Evidence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How well the text of a description alone says each part: 0 not, 1 in passing or in general words, 2 well. A level is `null`
 * where it is not assessed: the text is not English, and the side effects of a tool that changes nothing.
 */
export interface Description {
  readonly levels: Readonly<Record<Part, Level | null>>;
  readonly evidence: Readonly<Record<Part, Evidence | null>>;
  /** The family of the cue that earned a level. */
  readonly families: Readonly<Record<Part, string | null>>;
}

/** The cues of the parts that are judged by cues; those of one family rest on one idea. */
export const CUES = { when: WHEN, returns: RETURNS, sideEffects: SIDE_EFFECTS } as const;

/** A description taken apart, once for all that read it. */
export interface Prose {
  /** `foreign`: not in English, so not assessed. `absent`: missing, or a placeholder. */
  readonly state: 'absent' | 'foreign' | 'read';
  /** Only of one that is read. */
  readonly sentences: readonly Sentence[];
}

export function readText(description = ''): Prose {
  if (isPlaceholder(description)) return { state: 'absent', sentences: [] };
  if (!isEnglish(description)) return { state: 'foreign', sentences: [] };
  return { state: 'read', sentences: sentencesOf(description) };
}

/** Reads the descriptions of a server's tools. What all of them need, the names of the others, is made once. */
export function descriptionsOf(
  server: ToolServer,
  cues: typeof CUES = CUES,
): (tool: Item<Tool>, effect: EffectClass | null, prose?: Prose) => Description {
  let siblings: Siblings | undefined;
  const product = splitIdentifier(server.info?.name ?? server.id);
  return ({ data }, effect, { state, sentences } = readText(data.description)) => {
    siblings ??= siblingsOf(server.tools.map((each) => ({ name: each.data.name, title: titleOf(each.data) })));
    const changes = effect !== null && effect !== 'read';
    if (state === 'absent') return described(NOTHING, NOTHING, NOTHING, changes ? NOTHING : undefined);
    if (state === 'foreign') return described(undefined, undefined, undefined, undefined);
    const text: ToolText = { name: data.name, title: titleOf(data), product, sentences, siblings };
    return described(
      what(text),
      earn(cues.when, text),
      earn(cues.returns, text),
      changes ? earn(cues.sideEffects, text) : undefined,
    );
  };
}

const NOTHING: Earned = { level: 0 };

function described(...earned: readonly (Earned | undefined)[]): Description {
  const by = <V>(pick: (each: Earned | undefined) => V): Record<Part, V> => {
    const [first, second, third, fourth] = earned.map(pick);
    return { what: first!, when: second!, returns: third!, sideEffects: fourth! };
  };
  return {
    levels: by((each) => each?.level ?? null),
    evidence: by(evidenceOf),
    families: by((each) => each?.family ?? null),
  };
}

const evidenceOf = (earned: Earned | undefined): Evidence | null =>
  earned?.sentence && earned.level > 0
    ? { text: earned.sentence.text, start: earned.sentence.start, end: earned.sentence.end }
    : null;

const titleOf = ({ title, annotations }: Tool): string => {
  const stated = title ?? annotations?.['title'];
  return typeof stated === 'string' ? stated : '';
};
