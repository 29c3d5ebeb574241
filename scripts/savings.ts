// What the suggestions of the budget promise and what carrying them out saves: `npx jiti scripts/savings.ts FILE…`. For each
// tool list the five first suggestions with edits are carried out together, and the list is counted again.
import { readFileSync } from 'node:fs';

import { budgetOf } from '../src/budget/budget.ts';
import { edited } from '../src/budget/spending/savings/edits.ts';
import { spendingOf } from '../src/budget/spending/spend.ts';
import { factsOf } from '../src/facts/facts.ts';
import { buildServer } from '../src/inputs/build.ts';

const isVerbose = process.argv.includes('--verbose');
for (const file of process.argv.slice(2).filter((each) => !each.startsWith('-'))) {
  const sent = JSON.parse(readFileSync(file, 'utf8')) as {
    tools: unknown[];
    instructions?: string;
    server?: { name?: string };
  };
  const build = (tools: readonly unknown[], instructions: string | undefined) =>
    buildServer({ id: sent.server?.name ?? file, fidelity: 'observed', complete: true, tools, instructions });
  const server = build(sent.tools, sent.instructions);
  const facts = factsOf(server);
  const budget = budgetOf(server);
  const { savings } = spendingOf(server, facts, budget);
  const top = savings.filter(({ edits }) => edits).slice(0, 5);
  const promised = top.reduce((sum, { saves }) => sum + saves!, 0);
  const after = edited(
    server,
    top.flatMap(({ edits }) => edits!),
  );
  const left = budgetOf(build(after.tools, after.instructions));
  const saved = budget.model + budget.instructions - left.model - left.instructions;
  const off = promised === 0 ? 0 : (100 * (saved - promised)) / promised;
  console.log(
    `${server.id.slice(0, 30).padEnd(30)} ${String(budget.model + budget.instructions).padStart(7)} tokens, ${top.length} edits promise ${String(promised).padStart(5)}, save ${String(saved).padStart(5)} (${off.toFixed(1)} %)`,
  );
  if (isVerbose)
    for (const { say, saves, spent, risk, at } of savings)
      console.log(`    ${saves === undefined ? `spent ${spent}` : `saves ${saves}`} [${risk}] ${say} (${at.length})`);
}
