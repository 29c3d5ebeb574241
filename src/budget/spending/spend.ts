import type { Facts } from '../../facts/facts.ts';
import type { ToolServer } from '../../model/server.ts';
import type { Budget } from '../budget.ts';
import type { Calibration } from './calibration.ts';
import { costsOf } from './costs.ts';
import { longestOf } from './longest.ts';
import { repeatsOf } from './repeats.ts';
import { savingsOf } from './savings/savings.ts';
import type { Encoding, Spending } from './spending.ts';
import { clientViews, sentIn } from './views.ts';
import { windowShares } from './windows.ts';

/** What a report of the budget is asked for beside what it always has. */
export interface SpendingWanted {
  readonly encodings?: readonly Encoding[];
  /** Fitted once, over the tools of all servers. */
  readonly calibrations?: readonly Calibration[];
}

/** Where the tokens of a server go, and where some can be saved. Each part is made when it is first asked for. */
export function spendingOf(
  server: ToolServer,
  facts: Facts,
  budget: Budget,
  { encodings = [], calibrations = [] }: SpendingWanted = {},
): Spending {
  const sent = once(() => sentIn(server, encodings));
  const views = once(() => clientViews(server, { encodings, calibrations }));
  const costs = once(() => costsOf(views(), calibrations));
  const repeats = once(() => repeatsOf(server, facts));
  const longest = once(() => longestOf(server, facts));
  const savings = once(() => savingsOf(server, facts, budget, { repeats: repeats(), longest: longest() }));
  return {
    windows: windowShares(budget.model + budget.instructions),
    get sent() {
      return sent();
    },
    get views() {
      return views();
    },
    get costs() {
      return costs();
    },
    get repeats() {
      return repeats();
    },
    get longest() {
      return longest();
    },
    get savings() {
      return savings();
    },
  };
}

function once<V>(compute: () => V): () => V {
  let known: { readonly value: V } | undefined;
  return () => (known ??= { value: compute() }).value;
}
