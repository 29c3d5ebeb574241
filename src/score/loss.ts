import type { Address } from '../model/address.ts';
import type { Category, Message, Report, Rule, Severity } from '../rule.ts';
import { POINTS } from './weights.ts';

/** What one finding takes. */
export interface Loss {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  /** Of the 100 points of its category, before those that are not due are spread. */
  readonly points: number;
  /** Who loses it: the tools it is about, else what it stands at. */
  readonly places: readonly Address[];
}

/** A finding as it is charged: the rule's own severity and points, whatever a configuration says. Several where places lose more or less. */
export function lossesOf({
  rule: { meta },
  report,
  message,
  severity,
}: {
  readonly rule: Rule;
  readonly report: Report;
  readonly message: Message;
  readonly severity: Severity;
}): readonly Loss[] {
  // A defect only in revisions that the server may not serve is a remark, and costs no more than one.
  const lighter = severity === 'info' && (message.severity ?? meta.severity) !== 'info';
  const parts = report.parts ?? [];
  const points = (lighter ? undefined : (message.points ?? meta.points)) ?? POINTS[severity];
  const places = report.shared ?? (report.at.kind === 'server' && parts.length > 0 ? parts : [report.at, ...parts]);
  const loss = (share: number, places: readonly Address[]): Loss => ({
    rule: meta.id,
    category: meta.category,
    severity,
    points: points * Math.min(1, Math.max(0, share)),
    places,
  });
  const { share = 1 } = report;
  return typeof share === 'number' ? [loss(share, places)] : share.map((each, i) => loss(each, [places[i]!]));
}

/**
 * What all of these take together: of one rule's findings at one place each further one takes half as much as the one
 * before it, so that twenty of a kind do not weigh twenty times one.
 */
export function sumOf(losses: readonly Loss[]): number {
  const byRule = new Map<string, number[]>();
  for (const { rule, points } of losses) {
    const known = byRule.get(rule);
    if (known) known.push(points);
    else byRule.set(rule, [points]);
  }
  let sum = 0;
  for (const points of byRule.values()) {
    let share = 1;
    for (const each of points.toSorted((a, b) => b - a)) {
      sum += each * share;
      share /= 2;
    }
  }
  return sum;
}
