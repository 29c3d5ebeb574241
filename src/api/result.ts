import type { Report } from './report.generated.ts';

/** The reports that can be written, as `--format` names them. */
export type Format = 'terminal' | 'json' | 'sarif' | 'markdown' | 'github' | 'gitlab' | 'junit' | 'html';

/** How a report is written; only the terminal looks at most of it. */
export interface RenderOptions {
  /** Whether ANSI colours may be used. By default not. */
  readonly color?: boolean;
  /** Whether OSC 8 hyperlinks may be used. By default not. */
  readonly links?: boolean;
  /** Columns. By default 100. */
  readonly width?: number;
  /** Only what fails the run, and the summary. */
  readonly quiet?: boolean;
  /** Every finding in full, nothing folded. */
  readonly verbose?: boolean;
}

/** What an audit gives. */
export interface Result {
  /** The object that `mcp-audit -f json` prints. A server that could not be read stands in it with the reason; `report.exitCode` is what the command would exit with. */
  readonly report: Report;
  /** The same audit in another format, as the command writes it. Rejects with a `UserError` for a format that there is not. */
  render(format: Format, options?: RenderOptions): Promise<string>;
}

/** The tool lists of targets. */
export interface Snapshot {
  /** What `mcp-audit snapshot` writes: JSON that is itself a target. Empty when nothing could be read. */
  readonly text: string;
  /** The servers that could not be read, or only in part. */
  readonly problems: readonly SnapshotProblem[];
}

export interface SnapshotProblem {
  /** The id of the server, or what the target was called. */
  readonly server: string;
  /** `partial`: what could be read of it is in the text. */
  readonly status: 'partial' | 'not-evaluated';
  /** One sentence. */
  readonly reason: string;
  /** What to do about it. */
  readonly hint: string | null;
}

/** What is known of a rule, as `mcp-audit rules` lists it. */
export interface RuleInfo {
  readonly id: string;
  /** The rule as a sentence. */
  readonly title: string;
  readonly category: string;
  /** The level of its findings; of a message that has its own, see the page. */
  readonly severity: 'error' | 'warning' | 'info';
  /** What goes wrong in production, and who says so. */
  readonly why: string;
  /** What to do. */
  readonly hint: string;
  /** Its page at this version. */
  readonly docs: string;
  /** Specification sections and issues: URLs, or `owner/repo#number`. */
  readonly references: readonly string[];
  /** The version of mcp-audit that introduced it. */
  readonly since: string;
}
