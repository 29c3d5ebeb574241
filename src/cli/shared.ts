import { withoutLogCommands } from '../text/log-commands.ts';
import type { Io } from './io.ts';
import type { LoadOptions } from './load.ts';
import type { LiveFlags } from './target.ts';
import { anchor, assignment, duration, header, oneOf, PROTOCOLS, sourcePath } from './values.ts';

/** Flags of every command that reads targets. */
export interface SharedFlags {
  readonly header?: readonly string[];
  readonly env?: readonly string[];
  readonly cwd?: string;
  readonly protocol?: string;
  readonly timeout?: string;
  readonly anchor?: string;
  readonly source?: string;
  readonly verbose?: boolean;
}

export const liveFlags = (flags: SharedFlags): LiveFlags => ({
  headers: Object.fromEntries((flags.header ?? []).map(header)),
  env: Object.fromEntries((flags.env ?? []).map((text) => assignment('--env', text))),
  ...(flags.cwd === undefined ? {} : { cwd: flags.cwd }),
  ...(flags.anchor === undefined ? {} : { anchor: anchor(flags.anchor) }),
  ...(flags.source === undefined ? {} : { source: sourcePath(flags.source) }),
});

export const loadOptions = (flags: SharedFlags, io: Io): LoadOptions => ({
  protocol: flags.protocol === undefined ? 'auto' : oneOf('--protocol', PROTOCOLS, flags.protocol),
  ...timeouts(flags.timeout),
  ...(flags.verbose ? { trace: (line: string) => io.stderr.write(`${withoutLogCommands(line)}\n`) } : {}),
});

/** A package with all it depends on takes longer than a server takes to answer. */
function timeouts(given: string | undefined): Pick<LoadOptions, 'timeoutMs' | 'npmTimeoutMs'> {
  const milliseconds = given === undefined ? undefined : duration('--timeout', given);
  return { timeoutMs: milliseconds ?? 30_000, npmTimeoutMs: milliseconds ?? 120_000 };
}
