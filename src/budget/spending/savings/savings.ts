import type { Facts } from '../../../facts/facts.ts';
import { itemKey, type Address } from '../../../model/address.ts';
import { resolve } from '../../../model/pointer.ts';
import type { ToolServer } from '../../../model/server.ts';
import type { Budget } from '../../budget.ts';
import { countText } from '../../count.ts';
import type { Edit, LongText, Repeat, Saving } from '../spending.ts';
import { adviceOn } from './advice.ts';
import { savedBy } from './edits.ts';
import { noiseIn } from './noise.ts';
import { sharedSentences } from './sentences.ts';
import { looseSpaces } from './spaces.ts';

/** A suggestion that can be carried out as it stands, not yet counted. */
export interface Draft {
  readonly kind: Saving['kind'];
  readonly say: string;
  readonly risk: Saving['risk'];
  readonly at: readonly Address[];
  readonly edits: readonly Edit[];
}

/** One that saves less is not worth a change. */
const LEAST = 25;
const MOST = 20;

/**
 * What to do about what the tools cost: first what can be carried out as it stands, with what it saves, counted on the
 * lists before and after; then what a person has to decide, with what is spent there. Nothing is suggested that a rule on
 * descriptions asks for, and no `$defs`, which clients leave unresolved.
 */
export function savingsOf(
  server: ToolServer,
  facts: Facts,
  budget: Budget,
  found: { readonly repeats: readonly Repeat[]; readonly longest: readonly LongText[] },
): readonly Saving[] {
  const certain = [...noiseIn(server, facts), ...looseSpaces(server, facts), ...sharedSentences(server, facts)]
    .map((draft): Saving => {
      const saves = savedBy(server, draft.edits);
      // a member counted by itself may have fewer tokens than where it stands
      return { ...draft, spent: Math.max(spentAt(server, draft.at), saves), saves };
    })
    .filter(({ saves = 0 }) => saves >= LEAST)
    .toSorted((a, b) => b.saves! - a.saves!);
  const advised = adviceOn(server, facts, budget, found)
    .filter(({ spent }) => spent >= LEAST)
    .toSorted((a, b) => b.spent - a.spent);
  return [...certain, ...advised].slice(0, MOST);
}

/** What stands at these places, as text. */
function spentAt(server: ToolServer, places: readonly Address[]): number {
  const tools = new Map(server.tools.map(({ data, address }) => [itemKey(address), data.raw]));
  return places.reduce((sum, at) => {
    const value = resolve(tools.get(itemKey(at)), at.pointer);
    const key = at.pointer.slice(at.pointer.lastIndexOf('/') + 1);
    return value === undefined ? sum : sum + countText(`${JSON.stringify(key)}:${JSON.stringify(value)},`);
  }, 0);
}
