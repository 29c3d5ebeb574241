import { noConfig, readConfig, type ReadConfig } from '../config/config.ts';
import { isFailed } from '../inputs/input.ts';
import { snapshotOf } from '../inputs/snapshot.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { Exit, type ExitCode } from './exit.ts';
import { chosenTargets } from './chosen.ts';
import type { Io } from './io.ts';
import { loadTargets } from './load.ts';
import { whyUnwritable, writeOutput } from './output.ts';
import { refuseIdleProbes } from './probe.ts';
import { liveFlags, loadOptions, type SharedFlags } from './shared.ts';
import { sayBeside } from './source.ts';

/** `mcp-audit snapshot [targets...]`: the tool list itself, without a target those of the configuration, else of the source here. What could not be read is said on stderr and costs exit code 2. */
export async function snapshotCommand(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: SharedFlags & { readonly output?: string },
  io: Io,
): Promise<ExitCode> {
  const live = liveFlags(flags);
  const isNamed = words.length > 0 || command !== undefined || flags.clientConfig !== undefined;
  const config = isNamed ? noConfig([]) : await configured(io);
  const { targets } = await chosenTargets(words, command, config, { flags, live }, io);
  refuseIdleProbes(targets, flags);
  const results = await loadTargets(targets, loadOptions(flags, io), io);
  if (io.signal.aborted) return Exit.interrupted;
  const loaded = results.flatMap((each) => (isFailed(each) ? [] : each));
  sayBeside(results, io);
  for (const each of results) {
    if (isFailed(each)) (await import('./compared.ts')).sayFailed([each], io);
    else if (!each.server.complete)
      io.stderr.write(
        `error: ${printable(each.server.id)}: ${printable(each.partial ?? 'the tool list is not complete', 2_000)}\n`,
      );
  }
  if (loaded.length > 0) await write(snapshotOf(loaded), flags.output, io);
  return loaded.length === results.length && loaded.every(({ server }) => server.complete) ? Exit.clean : Exit.failed;
}

async function configured({ cwd }: Io): Promise<ReadConfig> {
  const { rules } = await import('../../rules/index.ts');
  return readConfig({ root: cwd, rules });
}

async function write(text: string, file: string | undefined, io: Io): Promise<void> {
  if (file === undefined) return void io.stdout.write(text);
  try {
    await writeOutput(file, text, io.cwd);
  } catch (error) {
    throw new UserError(`cannot write ${file}: ${whyUnwritable(error)}`);
  }
}
