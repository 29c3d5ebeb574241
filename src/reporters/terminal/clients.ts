import type { ClientView, Cost } from '../../budget/spending/spending.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { moneyOf, rangeOf } from '../spending.ts';
import type { Page } from './findings.ts';
import { columns, fit, pad } from './width.ts';
import { wrap } from './wrap.ts';

/** A column that is narrower cannot be read: what would stand in it goes below. */
const NARROWEST = 46;

/** What each client gives its model. */
export function viewLines(views: readonly ClientView[], { style, width }: Page): string[] {
  const wide = Math.max(...views.map(({ title }) => columns(title)));
  const digits = Math.max(...views.map(({ tokens }) => grouped(tokens.o200k_base ?? 0).length));
  const isBelow = width - wide - digits - 6 < NARROWEST;
  const left = isBelow ? 4 : wide + digits + 6;
  const lines = views.flatMap((view) => {
    const name = fit(view.title, width - digits - 4);
    const head = `  ${pad(name, Math.min(wide, width - digits - 4))}  ${style.bold(grouped(view.tokens.o200k_base ?? 0).padStart(digits))}`;
    const [first, ...rest] = notesOn(view)
      .flatMap((note) => wrap(note, width - left))
      .map((line) => style.dim(line));
    const below = (line: string): string => ' '.repeat(left) + line;
    if (first === undefined) return [head];
    return isBelow ? [head, below(first), ...rest.map(below)] : [`${head}  ${first}`, ...rest.map(below)];
  });
  const bases = new Map(
    views.flatMap(({ estimates }) => estimates.map(({ models, basis }) => [models, basis] as const)),
  );
  return [
    ...lines,
    ...(bases.size > 0 ? [style.dim('  what the ranges rest on')] : []),
    ...[...bases].flatMap(([models, basis]) =>
      wrap(`${models}: ${basis}`, width - 6).map((line, i) => style.dim(i === 0 ? `    ${line}` : `      ${line}`)),
    ),
  ];
}

/** What else is known of a view, a line each. */
const notesOn = ({ tokens, estimates, hidden, firstSearch }: ClientView): string[] => [
  ...Object.entries(tokens).flatMap(([encoding, count]) =>
    encoding === 'o200k_base' ? [] : `${grouped(count)} in ${encoding}`,
  ),
  ...estimates.map((each) => `≈ ${rangeOf(each)} with ${each.models}`),
  ...(firstSearch ? [`and ${rangeOf(firstSearch)} for what the first search brings`] : []),
  ...(hidden > 0 ? [`leaves out ${plural(hidden, 'constraint')}`] : []),
];

/** What that is in money. */
export function costLines(costs: readonly Cost[], { style, width }: Page): string[] {
  if (costs.length === 0) return [];
  const wide = Math.max(...costs.map(({ model }) => columns(model)));
  const amounts = Math.max(...costs.map(({ uncached }) => moneyOf(uncached).length));
  const rest = Math.max(...costs.map(({ cached }) => moneyOf(cached).length)) + 'with caching '.length;
  const gap = wide + amounts + rest + 6 > width ? `\n${' '.repeat(4)}` : '  ';
  return [
    ...costs.flatMap(({ model, uncached, cached }) =>
      `  ${pad(model, wide)}  ${moneyOf(uncached).padStart(amounts)}${gap}${style.dim('with caching')} ${moneyOf(cached)}`.split(
        '\n',
      ),
    ),
    style.dim(`  prices of ${costs[0]!.asOf}`),
  ];
}
