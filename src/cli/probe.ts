import { factsOf } from '../facts/facts.ts';
import { probePlan, type ProbePlan } from '../facts/probe-plan.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import type { ProbeWish } from '../inputs/live/probing.ts';
import { GONE } from '../inputs/live/secrets.ts';
import { touches } from '../model/address.ts';
import type { ToolServer } from '../model/server.ts';
import { withoutLogCommands } from '../text/log-commands.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';
import type { Target } from './target.ts';

/** What is called beside the lists: as it is reached, and again without a network. */
export interface ProbeFlags {
  readonly calls: boolean;
  readonly egress: boolean;
}

/** Without what could not be sent as it was listed: what was handed to the server stood in it, and was taken out. */
export function planOf(server: ToolServer): ProbePlan {
  const { calls, left } = probePlan(server, factsOf(server));
  const whole = calls.filter((call) => !`${call.tool}${JSON.stringify(call.arguments)}`.includes(GONE));
  const called = new Set(whole.map(({ tool }) => tool));
  const lost = new Set(calls.map(({ tool }) => tool).filter((tool) => !called.has(tool)));
  const why = 'what was handed to the server stands in its name or in what it takes';
  return { calls: whole, left: [...left, ...[...lost].map((tool) => ({ tool, why }))] };
}

/** The calls that a target gets. Its source, where one is named, is read before them: it may tell of a write that nothing else does. */
export function wishOf(
  { kind, source }: Target,
  flags: ProbeFlags | undefined,
  read: (path: string) => Promise<readonly (Loaded | Failed)[]>,
): ProbeWish | undefined {
  if (!flags || (kind !== 'http' && kind !== 'stdio') || (kind === 'http' && !flags.calls)) return undefined;
  return {
    ...flags,
    async plan(loaded) {
      if (source === undefined) return planOf(loaded.server).calls;
      const declared = (await read(source)).filter((each): each is Loaded => !isFailed(each));
      const { sourceOf, withPlaces } = await import('../inputs/placing/with-places.ts');
      const own = sourceOf(loaded, declared);
      return planOf((own ? withPlaces(loaded, own) : loaded).server).calls;
    },
  };
}

/** Says how far the calls went: silence about a tool that was not called is no praise. */
export function sayCalled(results: readonly (Loaded | Failed)[], { stderr }: Io): void {
  for (const each of results) {
    if (isFailed(each)) continue;
    const { id, tools, wire } = each.server;
    const cut = wire?.egress?.calls;
    const made = wire?.calls ?? cut;
    if (!made || each.input !== 'live') continue;
    const called = new Set(made.map(({ tool }) => tool)).size;
    const where = wire?.calls && cut ? ', with a network and without' : cut ? ' without a network' : '';
    const counted = plural(made.length + (wire?.calls ? (cut?.length ?? 0) : 0), 'call');
    const phase = each.server.at('wire', wire?.calls ? 'calls' : 'egress');
    const stopped = each.server.quirks.flatMap((quirk) =>
      quirk.what === 'opaque' && touches(quirk.at, phase) ? [quirk.reason] : [],
    )[0];
    const rest =
      stopped !== undefined
        ? `, and then no more: ${printable(stopped, 300)}`
        : called < tools.length
          ? '; `--probe-plan` says why not the others'
          : '';
    stderr.write(
      withoutLogCommands(
        `called: ${called} of ${plural(tools.length, 'tool')} of ${printable(id)}, ${counted}${where}${rest}\n`,
      ),
    );
  }
}

/** A flag that calls nothing is a mistake: who gave it would take silence for health. */
export function refuseIdleProbes(
  targets: readonly Target[],
  { probe = false, breakEgress = false }: { readonly probe?: boolean; readonly breakEgress?: boolean },
): void {
  const has = (...kinds: Target['kind'][]): boolean => targets.some(({ kind }) => kinds.includes(kind));
  if (probe && !has('stdio', 'http'))
    throw new UserError('--probe is given, and no target is a running server', {
      hints: ['name a URL, or the command that starts it: `mcp-audit --probe -- node server.js`'],
    });
  if (breakEgress && !has('stdio'))
    throw new UserError('--break-egress is given, and no target is a command', {
      hints: ['only what is started here can be cut off: `mcp-audit --break-egress -- node server.js`'],
    });
}
