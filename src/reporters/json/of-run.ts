import type { BaselineOutcome, Limits, Notice } from '../../engine/audit.ts';
import type { Report } from './contract.ts';

export const limitsOf = ({
  failOn,
  failOnUnchecked = false,
  minTools,
  maxWarnings,
  budget,
}: Limits): Report['limits'] => ({
  failOn,
  failOnUnchecked,
  minTools,
  maxWarnings: maxWarnings ?? null,
  budget: budget
    ? {
        tokens: budget.tokens ?? null,
        tool: budget.tool ?? null,
        instructions: budget.instructions ?? null,
        toolset: typeof budget.toolset === 'object' ? { ...budget.toolset } : (budget.toolset ?? null),
      }
    : null,
});

export const noticeOf = ({ what, message, hint, place }: Notice): Report['notices'][number] => ({
  what,
  message,
  hint: hint ?? null,
  location: place ? { file: place.file, line: place.line ?? null, column: place.column ?? null } : null,
});

export const baselineOf = ({ file, known, fixed, kept }: BaselineOutcome): NonNullable<Report['baseline']> => ({
  file,
  known,
  fixed: fixed.map(({ rule, at }) => ({ ruleId: rule, address: at })),
  kept: kept.length,
});
