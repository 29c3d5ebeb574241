import type { Compared } from '../../diff/comparison.ts';
import { growth, type Delta } from '../../diff/tokens.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { columns, fit, pad } from '../terminal/width.ts';
import { share, signed } from './say.ts';
import type { DiffPage } from './terminal.ts';

const MOST = 5;

interface Row extends Delta {
  readonly label: string;
  readonly isPart: boolean;
}

/** What both sides cost, and where the difference is. */
export function tokenLines({ tokens, tools }: Compared, { style, width }: DiffPage): string[] {
  const changed = (rows: readonly (Delta & { readonly name: string })[]): readonly (Row | string)[] => {
    const all = rows.filter((row) => growth(row) !== 0).toSorted((a, b) => Math.abs(growth(b)) - Math.abs(growth(a)));
    const shown = all
      .slice(0, MOST)
      .map(({ name, before, after }) => ({ label: printable(name, 60) || '(no name)', before, after, isPart: true }));
    return all.length > MOST ? [...shown, `and ${plural(all.length - MOST, 'other')}`] : shown;
  };
  const byTool = changed(tools.map(({ name, tokens: { model } }) => ({ name, ...model })));
  const bySet = changed(tokens.toolsets);
  const rows: (Row | string)[] = [
    { label: 'model', ...tokens.model, isPart: false },
    { label: 'instructions', ...tokens.instructions, isPart: false },
    { label: 'listing', ...tokens.listing, isPart: false },
    ...(bySet.length > 0 ? ['by toolset', ...bySet] : []),
    ...(byTool.length > 1 ? [`by tool`, ...byTool] : []),
  ];
  const all = rows.filter((row) => typeof row !== 'string');
  const labels = Math.min(Math.max(12, ...all.map(({ label }) => columns(label))), Math.max(16, width - 44));
  const digits = Math.max(...all.flatMap(({ before, after }) => [count(before).length, count(after).length]));
  const signs = Math.max(...all.map((row) => signed(growth(row)).length));
  const lines = rows.map((row) => {
    if (typeof row === 'string') return style.dim(`  ${row}`);
    const by = growth(row);
    const change = signed(by).padStart(signs);
    const colored = by > 0 ? style.severity.warning(change) : by < 0 ? style.green(change) : style.dim(change);
    const label = pad(fit(row.label, labels), labels);
    return `  ${label}  ${style.dim(`${count(row.before).padStart(digits)} → ${count(row.after).padStart(digits)}`)}  ${colored}  ${style.dim(share(row).padStart(9))}`.trimEnd();
  });
  return [
    `${style.bold('context')} ${style.dim(`in tokens of ${tokens.encoding}${tokens.cut ? ', estimated' : ''}`)}`,
    ...lines,
    '',
  ];
}

const count = (tokens: number | undefined): string => (tokens === undefined ? '–' : grouped(tokens));
