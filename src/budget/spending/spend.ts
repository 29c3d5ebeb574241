import type { Facts } from '../../facts/facts.ts';
import type { ToolServer } from '../../model/server.ts';
import type { Budget } from '../budget.ts';
import type { Calibration } from './calibration.ts';
import { costsOf } from './costs.ts';
import { longestOf } from './longest.ts';
import { repeatsOf } from './repeats.ts';
import { savingsOf } from './savings/savings.ts';
import type { Encoding, Spending } from './spending.ts';
import { clientViews } from './views.ts';
import { windowShares } from './windows.ts';

/** What a report of the budget is asked for beside what it always has. */
export interface SpendingWanted {
  readonly encodings?: readonly Encoding[];
  /** Fitted once, over the tools of all servers. */
  readonly calibrations?: readonly Calibration[];
}

/** Where the tokens of a server go, and where some can be saved. */
export function spendingOf(
  server: ToolServer,
  facts: Facts,
  budget: Budget,
  { encodings = [], calibrations = [] }: SpendingWanted = {},
): Spending {
  const views = clientViews(server, { encodings, calibrations });
  const found = { repeats: repeatsOf(server, facts), longest: longestOf(server, facts) };
  return {
    views,
    windows: windowShares(budget.model + budget.instructions),
    costs: costsOf(views, calibrations),
    ...found,
    savings: savingsOf(server, facts, budget, found),
  };
}
