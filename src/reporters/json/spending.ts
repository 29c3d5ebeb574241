import { toolsetBudgets } from '../../budget/toolsets.ts';
import type { ServerAudit } from '../../engine/audit.ts';
import { printAddress } from '../../model/address.ts';
import type { ReportBudget } from './contract.ts';

/** The toolsets of a server; null where nothing tells which tools belong together. */
export function toolsetsOf({ toolsets, budget }: ServerAudit): ReportBudget['toolsets'] {
  const grouping = toolsets?.();
  if (!grouping || !budget || grouping.basis === 'none') return null;
  const { basis, confidence } = grouping;
  return {
    basis,
    confidence,
    sets: toolsetBudgets(grouping, budget).map(({ name, tools, at, tokens }) => ({
      name: name ?? null,
      tools,
      addresses: at.map(printAddress),
      tokens,
    })),
  };
}

/** Where the tokens go, and where some can be saved. */
export function spendingOf({ spending }: ServerAudit): ReportBudget['spending'] {
  const all = spending?.();
  if (!all) return null;
  return {
    sent: all.sent.map(({ encoding, model, listing, instructions }) => ({ encoding, model, listing, instructions })),
    views: all.views.map(({ id, title, source, tokens, estimates, hidden, firstSearch }) => ({
      id,
      title,
      source,
      tokens: { ...tokens },
      estimates: estimates.map(({ models, from, to, basis }) => ({
        models,
        from: Math.round(from),
        to: Math.round(to),
        basis,
      })),
      hidden,
      firstSearch: firstSearch ? { tools: { ...firstSearch.tools }, from: firstSearch.from, to: firstSearch.to } : null,
    })),
    windows: all.windows.map(({ window, share }) => ({ window, share })),
    costs: all.costs.map(({ model, uncached, cached, asOf }) => ({
      model,
      uncached: { ...uncached },
      cached: { ...cached },
      asOf,
    })),
    repeats: all.repeats.map(({ kind, text, at, tokens, duplicate }) => ({
      kind,
      text,
      addresses: at.map(printAddress),
      tokens,
      duplicate,
    })),
    longest: all.longest.map(({ at, tokens }) => ({ address: printAddress(at), tokens })),
    savings: all.savings.map(({ kind, say, risk, at, spent, saves, edits }) => ({
      kind,
      say,
      risk,
      addresses: at.map(printAddress),
      spent,
      saves: saves ?? null,
      edits:
        edits?.map((edit) => ({
          address: printAddress(edit.at),
          drop: 'drop' in edit,
          cut: 'cut' in edit ? edit.cut.map(([start, end]) => [start, end]) : null,
          add: 'add' in edit ? edit.add : null,
        })) ?? null,
    })),
  };
}
