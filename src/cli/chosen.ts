import type { ReadConfig } from '../config/config.ts';
import type { FleetPlan } from '../fleet/fleet.ts';
import { UserError } from '../user-error.ts';
import type { ClientFlags } from './clients.ts';
import { unnamedTargets } from './here.ts';
import type { Io } from './io.ts';
import type { LiveFlags, Target } from './target.ts';
import { refuseIdleTarget, wantedTargets } from './targets-named.ts';
import { configTargets, refuseIdleFlags, targetsOf } from './targets.ts';

export interface ChoiceFlags {
  readonly quiet?: boolean;
  /** Names of configured targets. */
  readonly target?: readonly string[];
  /** The files that changed, absolute, where only what they touch is meant. */
  readonly changed?: readonly string[];
}

/** What a call is about. */
export interface Chosen {
  readonly targets: readonly Target[];
  /** Whether the call itself says so. */
  readonly areNamed: boolean;
  /** What is to be put side by side. */
  readonly fleet?: FleetPlan;
}

/**
 * The targets of a call: what it names and the servers of client configurations, else the targets of our configuration with
 * their variants, else the source here. Throws a `UserError`, also for flags that reach none of them.
 */
export async function chosenTargets(
  words: readonly string[],
  command: readonly string[] | undefined,
  read: ReadConfig,
  { flags, live }: { readonly flags: ClientFlags & ChoiceFlags; readonly live: LiveFlags },
  io: Io,
): Promise<Chosen> {
  const isNamed = words.length > 0 || command !== undefined;
  if (flags.clientConfig !== undefined) {
    refuseIdleTarget(flags.target, '`--client-config`');
    const named = isNamed ? targetsOf(words, command, live, io.cwd) : [];
    // what a client's file configures has headers and folders of its own; `--env` fills in its variables
    refuseIdleFlags(named, { ...live, env: {} });
    const [{ readClients }, { fleetTargets }] = await Promise.all([import('./clients.ts'), import('./fleet.ts')]);
    const { targets, plan } = fleetTargets(await readClients(flags, io), live.env);
    return { targets: [...named, ...targets], areNamed: true, fleet: plan };
  }
  refuseIdleClientFlags(flags);
  if (isNamed) {
    refuseIdleTarget(flags.target, 'a target');
    const targets = targetsOf(words, command, live, io.cwd);
    refuseIdleFlags(targets, live);
    return { targets, areNamed: true };
  }
  const configured = wantedTargets(read, flags.target);
  const { variants = {} } = read.config;
  if (flags.changed) {
    const { touchedTargets } = await import('./touched.ts');
    return await touchedTargets(flags.changed, configTargets(configured, live, io.cwd), read, io);
  }
  const stands = Object.values(variants).some((each) => each.command !== undefined || each.url !== undefined);
  const base =
    configured.length === 0 && stands ? [] : await unnamedTargets(configured, live, io, flags.quiet ?? false);
  if (Object.keys(variants).length === 0) {
    refuseIdleFlags(base, live);
    return { targets: base, areNamed: flags.target !== undefined };
  }
  const { variantTargets } = await import('./variants.ts');
  const { targets, plan } = variantTargets(variants, base, live, read.place);
  refuseIdleFlags(targets, live);
  return { targets, areNamed: flags.target !== undefined, fleet: plan };
}

function refuseIdleClientFlags({ yes, input }: ClientFlags): void {
  const flag = yes ? '--yes' : input === undefined ? undefined : '--input';
  if (flag !== undefined)
    throw new UserError(`${flag} is given, and no configuration of a client is read`, {
      hints: [
        flag === '--yes'
          ? 'it goes with `--client-config auto`'
          : 'it fills in what a client would ask for: `--client-config FILE`',
      ],
    });
}
