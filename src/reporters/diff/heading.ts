import type { Diff } from '../../diff/diff.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { columns, fit } from '../terminal/width.ts';
import type { DiffPage } from './terminal.ts';

/** A rule across the page with the name, and what both sides are. */
export function heading({ before, after }: Diff, { style, width }: DiffPage): string[] {
  const name = fit(
    before.id === after.id ? printable(after.id) : `${printable(before.id)} → ${printable(after.id)}`,
    Math.min(60, width - 4),
  );
  const arrow = (a: string, b: string): string => (a === b ? a : `${a} → ${b}`);
  const rest = [
    arrow(printable(before.version ?? '', 30), printable(after.version ?? '', 30)).replace(/^ → | → $/, ''),
    before.tools === after.tools ? plural(after.tools, 'tool') : `${before.tools} → ${plural(after.tools, 'tool')}`,
  ]
    .filter(Boolean)
    .join(' · ');
  const free = Math.max(0, width - columns(name) - columns(rest) - 5);
  return [
    `${style.dim('──')} ${style.bold(name)} ${style.dim(`${fit(rest, width - columns(name) - 4)} ${'─'.repeat(free)}`)}`,
  ];
}
