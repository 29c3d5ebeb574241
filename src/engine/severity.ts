import type { RuleMeta, Severity } from '../rule.ts';

/** Severities in order: the higher, the worse. */
export const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** The severities that findings of a rule can have, its own first: some of its messages may have another. */
export function severitiesOf({ severity, messages }: Pick<RuleMeta, 'severity' | 'messages'>): readonly Severity[] {
  const own = Object.values(messages).map((message) =>
    typeof message === 'string' ? severity : (message.severity ?? severity),
  );
  return [...new Set([severity, ...own])];
}
