import type { Severity } from '../rule.ts';

/** Severities in order: the higher, the worse. */
export const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };
