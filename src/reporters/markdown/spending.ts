import type { Cost, Estimate, Saving, Spending } from '../../budget/spending/spending.ts';
import { toolsetBudgets } from '../../budget/toolsets.ts';
import type { ServerAudit } from '../../engine/audit.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { percent, windowName } from '../fleet.ts';
import { basisOf, moneyOf, placeOf, rangeOf, riskOf } from '../spending.ts';
import { tokenParts } from '../totals.ts';
import { cell, code, prose } from './escape.ts';
import { capped } from './sections.ts';

/** Rows of each table. */
const MOST = 10;
const OF_SERVERS = 40_000;

/** What the tools of each server cost: for step summaries and pull requests. */
export const budgetPages = (servers: readonly ServerAudit[]): string[] =>
  capped(
    servers.flatMap((server) => (server.budget ? { text: pageOf(server).join('\n\n'), findings: 0 } : [])),
    OF_SERVERS,
  );

function pageOf(server: ServerAudit): string[] {
  const { id, budget, spending } = server;
  if (!budget) return [];
  const all = spending?.();
  const parts = tokenParts(budget);
  return [
    `### ${code(id)}`,
    [
      `- **${grouped(budget.model)}** tokens of \`${budget.encoding}\` in ${plural(server.tools.length, 'tool')}: ${parts.model.join(' · ')}`,
      `- instructions ${grouped(budget.instructions)}, the whole listing ${grouped(budget.listing)}`,
      ...(all
        ? [
            `- of a window: ${all.windows.map(({ window, share }) => `${windowName(window)} **${percent(share)}**`).join(' · ')}`,
          ]
        : []),
    ].join('\n'),
    ...biggest(server),
    ...toolsets(server),
    ...(all
      ? [
          ...savings(all.savings, server),
          ...folded('What each client gives its model', [views(all), bases(all)].join('\n\n')),
          ...folded('In money', costs(all.costs)),
        ]
      : []),
  ];
}

function biggest({ tools, budget }: ServerAudit): string[] {
  const top = tools.toSorted((a, b) => b.tokens.model - a.tokens.model).slice(0, MOST);
  if (top.length === 0) return [];
  return [
    table(
      [top.length < tools.length ? `the ${MOST} biggest tools` : 'tool', 'tokens', 'of all'],
      top.map(({ name, tokens }) => [code(name), grouped(tokens.model), percent(tokens.model / (budget?.model || 1))]),
    ),
  ];
}

function toolsets({ toolsets: read, budget }: ServerAudit): string[] {
  const grouping = read?.();
  if (!grouping || !budget || grouping.toolsets.length < 2) return [];
  const all = toolsetBudgets(grouping, budget);
  return [
    table(
      [`toolset, ${basisOf(grouping)}`, 'tools', 'tokens', 'of all'],
      all
        .slice(0, 2 * MOST)
        .map(({ name, tools, tokens }) => [
          name === undefined ? '*in none*' : code(name),
          grouped(tools),
          grouped(tokens),
          percent(tokens / (budget.model || 1)),
        ]),
    ),
    ...(all.length > 2 * MOST ? [`and ${plural(all.length - 2 * MOST, 'other toolset')}`] : []),
  ];
}

function savings(all: readonly Saving[], server: ServerAudit): string[] {
  if (all.length === 0) return [];
  return [
    '**Where to save.** With a minus what an edit saves, counted on the lists before and after; else what is spent there.',
    table(
      ['tokens', 'what to do', 'risk', 'where'],
      all
        .slice(0, MOST)
        .map((saving) => [
          saving.saves === undefined ? grouped(saving.spent) : `**−${grouped(saving.saves)}**`,
          prose(saving.say),
          riskOf(saving),
          prose(placeOf(saving, server) ?? ''),
        ]),
      ['---:', '---', '---', '---'],
    ),
  ];
}

function views({ views: all }: Spending): string {
  return table(
    ['client', 'tokens', ''],
    all.map(({ title, tokens, estimates, hidden, firstSearch }) => [
      prose(title),
      Object.values(tokens).map(grouped).join(' / '),
      prose(
        [
          ...estimates.map((each: Estimate) => `${each.models}: ${rangeOf(each)}, estimated`),
          ...(firstSearch ? [`the first search brings ${rangeOf(firstSearch)}`] : []),
          ...(hidden > 0 ? [`leaves out ${plural(hidden, 'constraint')}`] : []),
        ].join('; '),
      ),
    ]),
    ['---', '---:', '---'],
  );
}

/** What the ranges rest on. */
const bases = ({ views: all }: Spending): string =>
  [...new Set(all.flatMap(({ estimates }) => estimates.map(({ models, basis }) => `${models}: ${basis}`)))]
    .map(prose)
    .join('<br>');

const costs = (all: readonly Cost[]): string =>
  all.length === 0
    ? ''
    : `${table(
        ['1,000 turns, the definitions alone', 'without caching', 'with'],
        all.map(({ model, uncached, cached }) => [prose(model), moneyOf(uncached), moneyOf(cached)]),
      )}\n\nPrices of ${all[0]!.asOf}.`;

const folded = (title: string, text: string): string[] =>
  text === '' ? [] : [`<details><summary>${title}</summary>\n\n${text}\n\n</details>`];

const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly string[] = head.map((_, i) => (i === 0 ? '---' : '---:')),
): string => [head, align, ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');
