/** What the shell sees. Findings and failures never share a code. */
export const Exit = {
  /** Nothing at or above `--fail-on`. */
  clean: 0,
  /** A finding at or above `--fail-on`, or a limit exceeded. */
  findings: 1,
  /** Something that was asked for was not audited, or the call was wrong. */
  failed: 2,
  /** Ended by Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof Exit)[keyof typeof Exit];
