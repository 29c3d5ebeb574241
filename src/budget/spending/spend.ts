import type { Facts } from '../../facts/facts.ts';
import type { ToolServer } from '../../model/server.ts';
import type { Budget } from '../budget.ts';
import { longestOf } from './longest.ts';
import { repeatsOf } from './repeats.ts';
import { savingsOf } from './savings/savings.ts';
import type { Spending } from './spending.ts';

/** Where the tokens of a server go, and where some can be saved. */
export function spendingOf(
  server: ToolServer,
  facts: Facts,
  budget: Budget,
): Pick<Spending, 'repeats' | 'longest' | 'savings'> {
  const found = { repeats: repeatsOf(server, facts), longest: longestOf(server, facts) };
  return { ...found, savings: savingsOf(server, facts, budget, found) };
}
