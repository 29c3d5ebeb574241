/** Everything of the process the command may touch, so that it runs in-process in tests. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** The whole of standard input; bytes where the encoding is still to be checked. */
  stdin(): Promise<string | Uint8Array>;
  /** Asks the person at the terminal and gives one line, empty when there is none; absent where nobody can be asked. */
  ask?(question: string): Promise<string>;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface Stream {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Terminal width in columns; absent when not a terminal. */
  readonly columns?: number;
}

/** NO_COLOR and FORCE_COLOR as at no-color.org and in chalk; else colour on a terminal that is not `dumb`. */
export function wantsColor({ env }: Io, stream: Stream): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return stream.isTTY && env['TERM'] !== 'dumb';
}
