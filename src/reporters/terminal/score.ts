import type { ServerAudit } from '../../engine/audit.ts';
import { CATEGORIES } from '../../score/weights.ts';
import { printable } from '../../text/printable.ts';
import type { Page } from './findings.ts';
import { fit } from './width.ts';
import { NO_BREAK, wrap } from './wrap.ts';

/** How many tools and rules are named. */
const NAMED = 5;
/** A rule that would gain less is not worth a word. */
const LEAST = 0.5;

/** The score of a server, what it is made of, and what would raise it most. */
export function scoreLines({ score, tools, status }: ServerAudit, { style, width }: Page): string[] {
  if (!score || score.overall === null || score.grade === null || status !== 'audited') return [];
  const { overall, grade, categories } = score;
  const parts = CATEGORIES.flatMap((category) =>
    categories[category] === null ? [] : [`${category} ${categories[category]}`],
  );
  const worst = tools
    .flatMap(({ name, score: own }) => (own.overall === null ? [] : [{ name, overall: own.overall }]))
    .toSorted((a, b) => a.overall - b.overall)
    .filter((tool) => tool.overall < overall)
    .slice(0, NAMED)
    .map((tool) => `${fit(printable(tool.name) || '(no name)', 40)} ${tool.overall}`);
  const gains = score
    .gains()
    .filter(({ points }) => points >= LEAST)
    .slice(0, NAMED)
    .map(({ rule, points }) => `${rule} +${Math.round(points) || 1}`);
  const row = (label: string, items: readonly string[]): string[] =>
    items.length === 0
      ? []
      : wrap(items.map((item) => item.replaceAll(' ', NO_BREAK)).join(`${NO_BREAK}· `), width - 16).map(
          (line, i) => `  ${(i === 0 ? label : '').padEnd(12)}  ${style.dim(line.replace(/ ·$/, ''))}`,
        );
  return [
    `${style.bold('score')}  ${style.grade(grade, `${overall} ${grade}`)}  ${style.dim(fit('of 100, by the default rules', width - 14))}`,
    ...(overall < 100 ? row('by part', parts) : []),
    ...row('lowest tools', worst),
    ...row('most to gain', gains),
    '',
  ];
}
