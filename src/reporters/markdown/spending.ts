import type { Budget } from '../../budget/budget.ts';
import type { Cost, Estimate, Spending } from '../../budget/spending/spending.ts';
import { toolsetBudgets } from '../../budget/toolsets.ts';
import type { ServerAudit } from '../../engine/audit.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { percent, windowName } from '../fleet.ts';
import { basisOf, moneyOf, rangeOf } from '../spending.ts';
import { hasMoreTools, printTools } from '../source.ts';
import { tokenParts } from '../totals.ts';
import { code, html, prose } from './escape.ts';
import { edits, savings } from './savings.ts';
import { table } from './table.ts';

/** Rows of each table. */
const MOST = 10;
/** Suggestions beside findings. */
const FEW = 3;
/** Characters for all servers: beside findings, and where nothing else is asked for. */
const OF_AUDIT = 6_000;
const OF_BUDGET = 40_000;

/** What the tools of each server cost: for step summaries and pull requests. Where that is too long the details are left out. */
export function budgetPages(servers: readonly ServerAudit[]): string[] {
  const all = servers.flatMap((server) => {
    const { spending, budget, tools } = server;
    const known = spending?.();
    if (!budget || tools.length === 0) return [];
    const head = headOf(server, budget, known);
    return {
      head,
      whole: [...head, ...biggest(server), ...toolsets(server), ...(known ? detailsOf(known, server) : [])],
    };
  });
  return fitting(
    all.map(({ head, whole }) => [whole.join('\n\n'), head.join('\n\n')]),
    OF_BUDGET,
  );
}

/** The ten biggest tools and what to save, folded below the findings. */
export const spentSections = (servers: readonly ServerAudit[]): string[] =>
  fitting(
    servers.flatMap((server) => {
      const known = server.status === 'audited' ? server.spending?.() : undefined;
      const parts = known
        ? [...(server.tools.length > 1 ? biggest(server) : []), ...savings(known.savings.slice(0, FEW), server)]
        : [];
      return parts.length === 0
        ? []
        : folded(
            servers.length > 1
              ? `${html(server.id)}: where the tokens go, and where to save`
              : 'Where the tokens go, and where to save',
            parts.join('\n\n'),
          ).map((text) => [text]);
    }),
    OF_AUDIT,
  );

/** The first form of each page that there is room for. */
function fitting(pages: readonly (readonly string[])[], most: number): string[] {
  let room = most;
  const shown = pages.flatMap((forms) => {
    const form = forms.find(({ length }) => length <= room);
    room -= form?.length ?? 0;
    return form === undefined ? [] : [form];
  });
  const left = pages.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${plural(left, 'more server')}. The JSON report has all of them.`] : [])];
}

function headOf(server: ServerAudit, budget: Budget, all: Spending | undefined): string[] {
  const parts = tokenParts(budget).model;
  return [
    `### ${code(server.id)}`,
    [
      `- ${hasMoreTools(server) ? 'at least ' : ''}**${grouped(budget.model)}** tokens of \`${budget.encoding}\`${budget.cut ? ', estimated,' : ''} in ${printTools(server)}${parts.length > 0 ? `: ${parts.join(' · ')}` : ''}`,
      `- instructions ${grouped(budget.instructions)}, the whole listing ${grouped(budget.listing)}`,
      ...(all?.sent ?? []).map(
        ({ encoding, model, instructions, listing }) =>
          `- in \`${encoding}\` **${grouped(model)}**, instructions ${grouped(instructions)}, the whole listing ${grouped(listing)}`,
      ),
      ...(all
        ? [
            `- of a window: ${all.windows.map(({ window, share }) => `${windowName(window)} **${percent(share)}**`).join(' · ')}`,
          ]
        : []),
    ].join('\n'),
  ];
}

const detailsOf = (all: Spending, server: ServerAudit): string[] => [
  ...savings(all.savings, server),
  ...folded('The edits', edits(all.savings, server)),
  ...folded('What each client gives its model', [views(all), bases(all)].join('\n\n')),
  ...folded('In money', costs(all.costs)),
];

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

function views({ views: all }: Spending): string {
  return table(
    [
      'client',
      `tokens of ${Object.keys(all[0]?.tokens ?? {})
        .map((each) => code(each))
        .join(' / ')}`,
      '',
    ],
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
