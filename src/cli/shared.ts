import { withoutLogCommands } from '../text/log-commands.ts';
import { UserError } from '../user-error.ts';
import type { ClientFlags } from './clients.ts';
import type { Io } from './io.ts';
import type { LoadOptions } from './load.ts';
import type { LiveFlags } from './target.ts';
import {
  anchor,
  assignment,
  duration,
  headerOf,
  healthUrl,
  oneOf,
  PROTOCOLS,
  sourcePath,
  type HeaderSet,
} from './values.ts';

/** Flags of every command that reads targets. */
export interface SharedFlags extends ClientFlags {
  /** Names of configured targets. */
  readonly target?: readonly string[];
  readonly header?: readonly string[];
  readonly cwd?: string;
  readonly protocol?: string;
  readonly timeout?: string;
  readonly anchor?: string;
  readonly source?: string;
  readonly probe?: boolean;
  readonly breakEgress?: boolean;
  readonly verbose?: boolean;
  readonly healthUrl?: string;
  /** False where `--no-wire-checks` is given. */
  readonly wireChecks?: boolean;
}

export const liveFlags = (flags: SharedFlags): LiveFlags => ({
  ...headersOf(flags.header ?? []),
  env: Object.fromEntries((flags.env ?? []).map((text) => assignment('--env', text))),
  ...(flags.cwd === undefined ? {} : { cwd: flags.cwd }),
  ...(flags.anchor === undefined ? {} : { anchor: anchor(flags.anchor) }),
  ...(flags.source === undefined ? {} : { source: sourcePath(flags.source) }),
  ...(flags.healthUrl === undefined ? {} : { healthUrl: healthUrl(flags.healthUrl) }),
  ...(flags.wireChecks === false ? { wireChecks: false } : {}),
});

/** Those of everybody, and those of each of two users where two are named. */
function headersOf(texts: readonly string[]): Pick<LiveFlags, 'headers' | 'users'> {
  const all = texts.map(headerOf);
  const of = (wanted: HeaderSet | undefined): Readonly<Record<string, string>> =>
    Object.fromEntries(all.filter(({ set }) => set === wanted).map((each) => each.header));
  const [first, second] = [of('A'), of('B')];
  if (Object.keys(first).length > 0 && Object.keys(second).length === 0)
    throw new UserError('--header names a user A and no user B: there is nothing to compare', {
      hints: ["name the other too: `--header 'B/Authorization: …'`", 'for one user leave out `A/`'],
    });
  const written = (headers: Readonly<Record<string, string>>): string =>
    JSON.stringify(
      Object.entries(headers)
        .map(([name, value]) => [name.toLowerCase(), value])
        .toSorted(),
    );
  if (Object.keys(second).length > 0 && written(first) === written(second))
    throw new UserError('--header gives the users A and B the same headers: there is nothing to compare', {
      hints: ["give each their own: `--header 'A/Authorization: …' --header 'B/Authorization: …'`"],
    });
  return { headers: of(undefined), ...(Object.keys(second).length > 0 ? { users: { first, second } } : {}) };
}

export const loadOptions = (flags: SharedFlags, io: Io): LoadOptions => ({
  protocol: flags.protocol === undefined ? 'auto' : oneOf('--protocol', PROTOCOLS, flags.protocol),
  ...timeouts(flags.timeout),
  ...(flags.probe || flags.breakEgress
    ? { probe: { calls: flags.probe ?? false, egress: flags.breakEgress ?? false } }
    : {}),
  checks: flags.wireChecks ?? true,
  ...(flags.verbose ? { trace: (line: string) => io.stderr.write(`${withoutLogCommands(line)}\n`) } : {}),
});

/** A package with all it depends on takes longer than a server takes to answer. */
function timeouts(given: string | undefined): Pick<LoadOptions, 'timeoutMs' | 'npmTimeoutMs'> {
  const milliseconds = given === undefined ? undefined : duration('--timeout', given);
  return { timeoutMs: milliseconds ?? 30_000, npmTimeoutMs: milliseconds ?? 120_000 };
}
