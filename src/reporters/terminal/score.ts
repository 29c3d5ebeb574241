import type { ServerAudit } from '../../engine/audit.ts';
import { printable } from '../../text/printable.ts';
import { archetypeText } from '../archetype.ts';
import { shownScore } from '../totals.ts';
import type { Page } from './findings.ts';
import { fit } from './width.ts';
import { NO_BREAK, wrap } from './wrap.ts';

/** The score of a server, what it is made of, and what would raise it most. */
export function scoreLines(server: ServerAudit, { style, width }: Page): string[] {
  const score = shownScore(server);
  if (!score) return [];
  const { overall, grade, categories, lowest, gains } = score;
  const labelled = (label: string, text: string): string[] =>
    wrap(text, width - 16).map(
      (line, i) => `  ${(i === 0 ? label : '').padEnd(12)}  ${style.dim(line.replace(/ ·$/, ''))}`,
    );
  const row = (label: string, items: readonly string[]): string[] =>
    items.length === 0
      ? []
      : labelled(label, items.map((item) => item.replaceAll(' ', NO_BREAK)).join(`${NO_BREAK}· `));
  const kind = archetypeText(server);
  return [
    `${style.bold('score')}  ${style.grade(grade, `${overall} ${grade}`)}  ${style.dim(fit('of 100, by the default rules', width - 14))}`,
    ...(kind === undefined ? [] : labelled('kind', kind)),
    ...row('by part', categories),
    ...row(
      'lowest tools',
      lowest.map((tool) => `${fit(printable(tool.name) || '(no name)', 40)} ${tool.overall}`),
    ),
    ...row(
      'most to gain',
      gains.map(({ rule, points }) => `${rule} +${points}`),
    ),
    '',
  ];
}
