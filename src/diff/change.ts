import type { Address } from '../model/address.ts';
import type { Data } from '../text/fill.ts';
import { KINDS, type ChangeId } from './kinds.ts';
import type { Piece } from './words.ts';

export type { ChangeId } from './kinds.ts';

/**
 * What a change does to whoever relies on what was. `breaking`: something that held no longer does. `may-break`: that cannot
 * be told from the lists alone. `compatible`: everything that held still does.
 */
export type Impact = 'breaking' | 'may-break' | 'compatible';
export const IMPACTS: readonly Impact[] = ['breaking', 'may-break', 'compatible'];

/** What is spoken of: which `text` a model reads, the contract of a call, or what is beside both. */
export type Subject = 'tools' | 'input' | 'output' | 'text' | 'annotations' | 'server';

/** One difference between two readings of a server. Texts in it are by strangers. */
export interface Change {
  readonly id: ChangeId;
  readonly impact: Impact;
  readonly subject: Subject;
  /** In the server that is compared; of what is gone, where it would stand. */
  readonly at: Address;
  /** In the server it is compared with; of what is new, where it would have stood. */
  readonly was: Address;
  /** A template for `fill`, and what stands in its places. */
  readonly say: string;
  readonly data: Data;
  /** Of a text that changed: what came and what went, word by word. */
  readonly words?: readonly Piece[];
}

/** Where a change stands in both servers. */
export interface Spot {
  readonly at: Address;
  readonly was: Address;
}

/** A change by its id, with the wording and the impact of its kind where nothing else is said. */
export function changed(
  id: ChangeId,
  { at, was }: Spot,
  data: Data,
  more: { readonly impact?: Impact; readonly subject?: Subject; readonly words?: readonly Piece[] } = {},
): Change {
  const { say, impact, subject } = KINDS[id];
  return {
    id,
    impact: more.impact ?? impact,
    subject: more.subject ?? subject,
    at,
    was,
    say,
    data,
    ...(more.words ? { words: more.words } : {}),
  };
}
