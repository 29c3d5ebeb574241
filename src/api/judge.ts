import { decided, type ConfigFlags } from '../cli/configured.ts';
import { givenOf, type Said } from '../cli/given.ts';
import type { Io } from '../cli/io.ts';
import { dayOf, knownFindings, type BaselineFlags } from '../cli/known.ts';
import type { ReadConfig } from '../config/config.ts';
import type { Settings } from '../engine/run.ts';

/** What the options of a call say, in the words of the flags that say the same. */
export interface Flags extends Omit<ConfigFlags, 'config' | 'baseline'>, Pick<BaselineFlags, 'baseline'> {
  readonly minTools?: number;
}

/** What the engine is to do, as a configuration says, and the flags over it; and what is said of how servers are used. Throws a `UserError`. */
export async function settingsOf(read: ReadConfig, flags: Flags, io: Io): Promise<{ settings: Settings; said: Said }> {
  const { baseline, minTools = 1, ...others } = flags;
  const said = await givenOf(read, undefined, io);
  return {
    said,
    settings: {
      ...decided(read, others),
      ...(await knownFindings(baseline === undefined ? {} : { baseline }, read, io)),
      minTools,
      failOnUnchecked: false,
      given: said.given,
      today: dayOf(new Date()),
    },
  };
}
