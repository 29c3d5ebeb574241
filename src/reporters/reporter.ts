import type { Audit } from '../engine/audit.ts';

/** Where a report will be read. Only the terminal looks at colours and width. */
export interface RenderEnv {
  /** The directory that relative file names start from, absolute. */
  readonly root: string;
  /** The root of the repository around it, absolute: viewers of SARIF resolve its files from there. Left out, `root`. */
  readonly repository?: string;
  /** Whether ANSI colours may be used. */
  readonly color: boolean;
  /** Whether OSC 8 hyperlinks may be used. */
  readonly links: boolean;
  /** Columns. */
  readonly width: number;
  /** Errors and the summary alone. */
  readonly quiet?: boolean;
  /** Every finding in full, nothing folded. */
  readonly verbose?: boolean;
}

/** Pure: an audit in, text out. Nothing is dropped or printed here; that was decided when the findings were finished. Pages for people put what is worst on a tool first. */
export interface Reporter {
  readonly name: string;
  render(audit: Audit, env: RenderEnv): string;
}
