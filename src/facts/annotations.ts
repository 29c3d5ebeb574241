import type { Item } from '../model/address.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Facts } from './facts.ts';

export const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;
export type Hint = (typeof HINTS)[number];

/** The behaviour hints a tool states, those that are booleans only. */
export function hintsOf({ data: { annotations } }: Item<Tool>): { readonly [hint in Hint]?: boolean } {
  return Object.fromEntries(
    HINTS.flatMap((hint) => (typeof annotations?.[hint] === 'boolean' ? [[hint, annotations[hint]]] : [])),
  );
}

/** Whether a tool states any behaviour hint, rightly typed or not. A title is none. */
export function statesHints({ data: { raw, annotations } }: Item<Tool>): boolean {
  if (annotations === undefined) return raw['annotations'] !== undefined && raw['annotations'] !== null;
  return HINTS.some((hint) => annotations[hint] !== undefined);
}

/** Hints that stand on every tool alike though some surely read and some surely change: a framework's default, nobody's statement. */
export interface Stamp {
  /** As JSON. */
  readonly hints: string;
  readonly reads: Item<Tool>;
  readonly changes: Item<Tool>;
}

export function stampOf(server: ToolServer, facts: Pick<Facts, 'effect'>): Stamp | undefined {
  const [first] = server.tools;
  if (first === undefined || server.tools.length < 2) return undefined;
  const hints = JSON.stringify(hintsOf(first));
  if (hints === '{}' || !server.tools.every((tool) => JSON.stringify(hintsOf(tool)) === hints)) return undefined;
  const sure = server.tools.filter((tool) => facts.effect(tool).unannotated.sure);
  const reads = sure.find((tool) => facts.effect(tool).unannotated.class === 'read');
  const changes = sure.find((tool) => facts.effect(tool).unannotated.class !== 'read');
  return reads && changes && { hints, reads, changes };
}
