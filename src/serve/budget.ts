import type { z } from 'zod';

import type { Audit, ServerAudit } from '../engine/audit.ts';
import { printable } from '../text/printable.ts';
import { headOf, MOST_SERVERS } from './audit.ts';
import { pageOf } from './pages.ts';
import type { Room, Wish } from './room.ts';
import { auditIn } from './run.ts';
import type { budgetShape } from './shapes.ts';

export interface BudgetWish extends Wish {
  readonly max_tools: number;
  readonly cursor?: string | undefined;
}

/** Savings that are listed. */
const MOST_SAVINGS = 10;

/** What `budget_report` answers. Throws a `Refusal`. */
export async function budgetResult(wish: BudgetWish, room: Room, signal: AbortSignal): Promise<Result> {
  return resultOf(await auditIn(room, wish, signal, 'budget'), wish);
}

type Result = z.infer<typeof budgetShape>;

function resultOf({ servers }: Audit, { max_tools: most, cursor }: BudgetWish): Result {
  const tools = servers.flatMap(toolsOf).toSorted((a, b) => b.tokens - a.tokens);
  const { items, nextCursor } = pageOf(tools, [most, tools], most, cursor);
  return {
    encoding: servers.find(({ budget }) => budget)?.budget?.encoding ?? 'o200k_base',
    servers: servers.slice(0, MOST_SERVERS).map((server) => ({
      ...headOf(server),
      total: server.budget ? server.budget.model + server.budget.instructions : null,
      model: server.budget?.model ?? null,
      instructions: server.budget?.instructions ?? null,
    })),
    more_servers: Math.max(0, servers.length - MOST_SERVERS),
    tools: items,
    savings: servers
      .flatMap((server) => server.spending?.().savings ?? [])
      .toSorted((a, b) => (b.saves ?? -1) - (a.saves ?? -1))
      .slice(0, MOST_SAVINGS)
      .map(({ say, saves, risk }) => ({ say: printable(say, 500), saves: saves ?? null, risk })),
    next_cursor: nextCursor,
  };
}

const toolsOf = ({ id, budget, tools }: ServerAudit): Result['tools'] =>
  tools.map(({ name, tokens }, i) => {
    const parts = budget?.tools[i]?.parts.model;
    return {
      server: printable(id),
      tool: printable(name),
      tokens: tokens.model,
      share: budget && budget.model > 0 ? Math.round((1_000 * tokens.model) / budget.model) / 1_000 : 0,
      parts: {
        description: parts?.description ?? 0,
        parameters: parts?.parameters ?? 0,
        schema: parts?.schema ?? 0,
      },
    };
  });
