import type { Item } from '../model/address.ts';
import type { Tool } from '../model/server.ts';

/** `external` sends, publishes or spends (a web search is a read); `execute` runs code or commands the caller gives. */
export type EffectClass = 'read' | 'write' | 'destructive' | 'external' | 'execute';

export interface Effect {
  /** `null` when nothing tells. */
  readonly class: EffectClass | null;
  /** What told it. */
  readonly by: 'annotations' | 'name' | 'description' | 'schema' | null;
  /** The word that told it, as written in the name or description. */
  readonly verb?: string;
  /** What name, description and schema say without the annotations; for rules that compare the two. */
  readonly unannotated: { readonly class: EffectClass | null; readonly by: 'name' | 'description' | 'schema' | null; readonly verb?: string };
}

// STUB(language helper): replaced by the lexicon-based reading.
export function effectOf(_tool: Item<Tool>, _words: (identifier: string) => readonly string[]): Effect {
  return { class: null, by: null, unannotated: { class: null, by: null } };
}
