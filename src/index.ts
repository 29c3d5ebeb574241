/**
 * `mcp-audit` as a library: the command, without its streams and its exit. Nothing is printed, the process is not ended, and
 * what an audit started has ended when its promise settles.
 */
import type { AuditOptions, ReachOptions } from './api/options.ts';
import type { Result, RuleInfo, Snapshot } from './api/result.ts';
import type { Target } from './api/target.ts';

export { defineConfig } from './config/define.ts';
export { defineRule } from './rule.ts';
export { UserError } from './user-error.ts';
export type { AuditOptions, ReachOptions } from './api/options.ts';
export type { Format, RenderOptions, Result, RuleInfo, Snapshot, SnapshotProblem } from './api/result.ts';
export type { CommandTarget, FileTarget, SourceTarget, Target, ToolListTarget, UrlTarget } from './api/target.ts';
export type {
  Report,
  ReportBudget,
  ReportFinding,
  ReportFleet,
  ReportLocation,
  ReportNotice,
  ReportParts,
  ReportScore,
  ReportServer,
  ReportSpan,
  ReportSpending,
  ReportStatus,
  ReportTool,
  ReportUnchecked,
} from './api/report.generated.ts';
export type { Config, ConfigTarget, Level, RuleSettings } from './config/config.generated.ts';
export type { Plugin } from './config/plugin.ts';
export type { Rule, RuleMeta, Severity } from './rule.ts';

/**
 * Audits servers: `audit('src')`, `audit(['a.json', { command: ['node', 'server.js'] }])`, or with options
 * `audit({ targets: ['src'], failOn: 'warning', signal })`. Without targets those of the configuration in `cwd`.
 *
 * A server that cannot be read is in the report, with its reason. Rejects with a `UserError` when the call or the
 * configuration is wrong, and with the reason of `signal` when that is aborted.
 */
export const audit = async (what?: string | readonly Target[] | AuditOptions): Promise<Result> =>
  (await import('./api/audit.ts')).runAuditCall(what);

/**
 * Reads tool lists as `mcp-audit snapshot` writes them: the text is itself a target, and its audit has the same fingerprints.
 * Rejects as `audit` does.
 */
export const snapshot = async (what?: string | readonly Target[] | ReachOptions): Promise<Snapshot> =>
  (await import('./api/snapshot.ts')).runSnapshotCall(what);

/** The rules of this version, in id order. */
export const listRules = async (): Promise<readonly RuleInfo[]> => (await import('./api/explain.ts')).ruleInfos();

/** The page of a rule in Markdown: what, why with sources, examples. Rejects with a `UserError` for a rule that there is not. */
export const explain = async (ruleId: string): Promise<string> => (await import('./api/explain.ts')).rulePage(ruleId);
