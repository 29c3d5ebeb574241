import type { ServerAudit } from '../../engine/audit.ts';
import { printable } from '../../text/printable.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { hasMoreTools } from '../source.ts';
import { tokenParts } from '../totals.ts';
import type { Page } from './findings.ts';
import { barLines, NARROW, savingLines, toolsetLines, windowLine } from './spending.ts';
import { fit } from './width.ts';
import { NO_BREAK, wrap } from './wrap.ts';

/** Beside findings, and where nothing else is asked for. */
const DEAREST = { audit: 5, budget: 10 };

/** What the tools of a server cost in context. */
export function budgetLines(server: ServerAudit, page: Page): string[] {
  const { budget, tools } = server;
  if (!budget || tools.length === 0) return [];
  const { style, width } = page;
  const parts = tokenParts(budget);
  const counts = {
    model: grouped(budget.model),
    instructions: grouped(budget.instructions),
    listing: grouped(budget.listing),
  };
  const numbers = Math.max(...Object.values(counts).map((count) => count.length));
  const row = (label: keyof typeof counts, what: string): string[] => {
    const count = `  ${label.padEnd(12)}  ${style.bold(counts[label].padStart(numbers))}`;
    return width < NARROW
      ? [count, ...wrap(what, width - 4).map((line) => `    ${style.dim(line)}`)]
      : [`${count}  ${style.dim(fit(what, width - numbers - 18))}`];
  };
  return [
    `${style.bold('context')} ${style.dim(fit(`in tokens of ${budget.encoding}${hasMoreTools(server) ? ', at least' : ''}${budget.cut ? ', estimated' : ''}`, width - 8))}`,
    ...row('model', `name, description and input schema of ${plural(tools.length, 'tool')}:`),
    ...partLines('', parts.model, numbers, page),
    ...row('instructions', 'sent beside the tools'),
    ...row('listing', 'the whole tools as sent'),
    ...partLines('with ', parts.listing, numbers, page),
    ...sentLines(server, page),
    ...windowLine(server, page),
    ...toolsetLines(server, page, page.isBudget ? Infinity : undefined),
    ...dearest(tools, budget.model, page),
    ...(server.status === 'audited' && !page.isBudget ? savingLines(server, page) : []),
    '',
  ];
}

/** The same three numbers in the encodings that were asked for besides. */
const sentLines = ({ spending }: ServerAudit, { style, width }: Page): string[] =>
  (spending?.().sent ?? []).flatMap(({ encoding, model, instructions, listing }) =>
    wrap(
      `model ${grouped(model)} · instructions ${grouped(instructions)} · listing ${grouped(listing)}`,
      width - 16,
    ).map((line, i) => `  ${(i === 0 ? encoding : '').padEnd(12)}  ${style.dim(line)}`),
  );

function partLines(lead: string, parts: readonly string[], numbers: number, { style, width }: Page): string[] {
  const left = width < NARROW ? 4 : 18 + numbers;
  return parts.length === 0
    ? []
    : wrap(lead + parts.map((part) => part.replaceAll(' ', NO_BREAK)).join(`${NO_BREAK}· `), width - left).map(
        (line) => ' '.repeat(left) + style.dim(line.replace(/ ·$/, '')),
      );
}

/** The most expensive tools, with a bar for what each takes of the whole. */
function dearest(tools: ServerAudit['tools'], total: number, page: Page): string[] {
  if (tools.length < 2) return [];
  const top = tools
    .toSorted((a, b) => b.tokens.model - a.tokens.model)
    .slice(0, page.isBudget ? DEAREST.budget : DEAREST.audit);
  return [
    page.style.dim(`  most expensive of them`),
    ...barLines(
      top.map(({ name, tokens }) => ({ name: printable(name), tokens: tokens.model })),
      total,
      page,
    ),
  ];
}
