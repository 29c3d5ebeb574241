import type { ServerAudit } from '../../engine/audit.ts';
import { printable } from '../../text/printable.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { hasMoreTools } from '../source.ts';
import { tokenParts } from '../totals.ts';
import type { Page } from './findings.ts';
import { columns, fit, pad } from './width.ts';
import { NO_BREAK, wrap } from './wrap.ts';

const DEAREST = 5;

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
  const row = (label: keyof typeof counts, what: string): string =>
    `  ${label.padEnd(12)}  ${style.bold(counts[label].padStart(numbers))}  ${style.dim(fit(what, width - numbers - 18))}`;
  return [
    `${style.bold('context')} ${style.dim(fit(`in tokens of ${budget.encoding}${hasMoreTools(server) ? ', at least' : ''}${budget.cut ? ', estimated' : ''}`, width - 8))}`,
    row('model', `name, description and input schema of ${plural(tools.length, 'tool')}:`),
    ...partLines('', parts.model, numbers, page),
    row('instructions', 'sent beside the tools'),
    row('listing', 'the whole tools as sent'),
    ...partLines('with ', parts.listing, numbers, page),
    ...dearest(tools, budget.model, page),
    '',
  ];
}

function partLines(lead: string, parts: readonly string[], numbers: number, { style, width }: Page): string[] {
  const left = 18 + numbers;
  return parts.length === 0
    ? []
    : wrap(lead + parts.map((part) => part.replaceAll(' ', NO_BREAK)).join(`${NO_BREAK}· `), width - left).map(
        (line) => ' '.repeat(left) + style.dim(line.replace(/ ·$/, '')),
      );
}

/** The most expensive tools, with a bar for what each takes of the whole. */
function dearest(tools: ServerAudit['tools'], total: number, { style, width }: Page): string[] {
  if (tools.length < 2) return [];
  const top = tools.toSorted((a, b) => b.tokens.model - a.tokens.model).slice(0, DEAREST);
  const most = top[0]!.tokens.model;
  const digits = grouped(most).length;
  const names = top.map(({ name }) => fit(printable(name) || '(no name)', Math.min(40, width - digits - 12)));
  const wide = Math.max(...names.map(columns));
  const room = Math.min(24, width - wide - digits - 16);
  return [
    style.dim(`  most expensive of them`),
    ...top.map(({ tokens: { model } }, i) => {
      const share = `${((100 * model) / (total || 1)).toFixed(1)} %`.padStart(6);
      return `  ${pad(names[i]!, wide)}  ${grouped(model).padStart(digits)}  ${style.dim(share)}  ${room > 3 ? style.severity.info(bar(model / (most || 1), room)) : ''}`.trimEnd();
    }),
  ];
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function bar(share: number, width: number): string {
  const eighths = Math.round(share * width * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
}
