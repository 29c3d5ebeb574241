import { exitCode, worst } from '../engine/verdict.ts';
import { RANK } from '../engine/severity.ts';
import type { Report } from '../reporters/json/contract.ts';
import { auditOf } from './audit.ts';
import type { ReportPart } from './part.ts';

/** The report with its status and exit code: those of a run over all of it, and never better than what is missing or a part ended with. */
export function judged(report: Report, parts: readonly ReportPart[], isMissing: boolean): Report {
  const warnings = report.findings.filter(({ severity, suppressed }) => severity === 'warning' && !suppressed).length;
  const { maxWarnings } = report.limits;
  const by = parts.flatMap((part) => part.report.exceeded).find(({ limit }) => limit === 'max-warnings')?.by ?? null;
  const exceeded: Report['exceeded'] = [
    ...(maxWarnings !== null && warnings > maxWarnings
      ? [{ limit: 'max-warnings' as const, server: null, name: null, allowed: maxWarnings, actual: warnings, by }]
      : []),
    ...report.exceeded,
  ];
  const whole = { ...report, exceeded };
  const audit = auditOf(whole);
  const status = worst(audit.servers);
  const own = exitCode(audit.servers, audit.findings, audit.exceeded, audit.limits);
  const code = isMissing || parts.some((part) => part.report.exitCode === 2) ? 2 : own;
  const isOtherwise = parts.some(failsOtherwise) && report.limits.failOn !== 'never';
  return {
    ...whole,
    status: isMissing && status === 'audited' ? 'partial' : status,
    exitCode: code === 0 && isOtherwise ? 1 : code,
  };
}

/** Whether a run failed for what its report does not tell of, such as a list that is not as it was locked. */
function failsOtherwise({ report: { exitCode: code, findings, exceeded, limits } }: ReportPart): boolean {
  const { failOn } = limits;
  if (code !== 1 || exceeded.length > 0) return false;
  return (
    failOn === 'never' || !findings.some(({ severity, suppressed }) => !suppressed && RANK[severity] >= RANK[failOn])
  );
}
