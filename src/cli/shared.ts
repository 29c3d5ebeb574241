import { withoutLogCommands } from '../text/log-commands.ts';
import type { Io } from './io.ts';
import type { LoadOptions } from './load.ts';
import type { LiveFlags } from './targets.ts';
import { anchor, assignment, duration, header, oneOf, PROTOCOLS } from './values.ts';

/** Flags of every command that reads targets. */
export interface SharedFlags {
  readonly header?: readonly string[];
  readonly env?: readonly string[];
  readonly cwd?: string;
  readonly protocol?: string;
  readonly timeout?: string;
  readonly anchor?: string;
  readonly verbose?: boolean;
}

export const liveFlags = (flags: SharedFlags): LiveFlags => ({
  headers: Object.fromEntries((flags.header ?? []).map(header)),
  env: Object.fromEntries((flags.env ?? []).map((text) => assignment('--env', text))),
  ...(flags.cwd === undefined ? {} : { cwd: flags.cwd }),
  ...(flags.anchor === undefined ? {} : { anchor: anchor(flags.anchor) }),
});

export const loadOptions = (flags: SharedFlags, io: Io): LoadOptions => ({
  protocol: flags.protocol === undefined ? 'auto' : oneOf('--protocol', PROTOCOLS, flags.protocol),
  timeoutMs: flags.timeout === undefined ? 30_000 : duration('--timeout', flags.timeout),
  ...(flags.verbose ? { trace: (line: string) => io.stderr.write(`${withoutLogCommands(line)}\n`) } : {}),
});
