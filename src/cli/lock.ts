import { budgetOf } from '../budget/budget.ts';
import { readConfig } from '../config/config.ts';
import { changesOf, countImpacts, diffServers } from '../diff/diff.ts';
import type { Loaded } from '../inputs/input.ts';
import { lockText, type LockEntry, type Lock } from '../diff/lock.ts';
import { sayImpacts } from '../reporters/diff/say.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { withoutLogCommands } from '../text/log-commands.ts';
import { UserError } from '../user-error.ts';
import { chosenTargets } from './chosen.ts';
import { sayFailed } from './compared.ts';
import { Exit, type ExitCode } from './exit.ts';
import { findLock, generator, holdToLock, neededLock } from './frozen.ts';
import type { Io } from './io.ts';
import { loadTargets } from './load.ts';
import { whyUnwritable, writeOutput } from './output.ts';
import { liveFlags, loadOptions, type SharedFlags } from './shared.ts';
import type { Target } from './target.ts';

export interface LockFlags extends SharedFlags {
  readonly frozen?: boolean;
  readonly lockfile?: string;
}

/**
 * `mcp-audit lock [targets...]`: writes what is listed to the lock. Named targets take the place of their own servers and leave the
 * others; without names the lock is what the configuration has. Nothing is written where anything could not be read whole.
 */
export async function lockCommand(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: LockFlags,
  io: Io,
): Promise<ExitCode> {
  const found = flags.frozen ? await neededLock(flags.lockfile, io) : undefined;
  const live = liveFlags(flags);
  const { rules } = await import('../../rules/index.ts');
  const config = await readConfig({ root: io.cwd, rules });
  const { targets, areNamed } = await chosenTargets(words, command, config, { flags, live }, io);
  const results = await loadTargets(targets, { ...loadOptions(flags, io), checks: false }, io);
  if (io.signal.aborted) return Exit.interrupted;
  const loaded = sayFailed(results, io);
  const half = loaded.filter(({ server }) => !server.complete);
  for (const { server, partial } of half)
    io.stderr.write(
      `error: ${printable(server.id)}: ${printable(partial ?? 'the tool list is not complete', 2_000)}\n`,
    );
  const isWhole = loaded.length === results.length && half.length === 0 && results.length > 0;
  if (found) {
    const { isSame, complaint } = holdToLock(results, found, areNamed);
    io.stderr.write(complaint);
    if (isSame && isWhole) io.stdout.write(`${found.file} has what is listed\n`);
    return isWhole ? (isSame ? Exit.clean : Exit.findings) : Exit.failed;
  }
  const { lock, file } = await readOrAnew(flags.lockfile, io);
  if (!isWhole) {
    io.stderr.write(`error: ${file} is not written: it would not have all that was asked for\n`);
    return Exit.failed;
  }
  await write(entriesOf(loaded, targets, areNamed ? lock : undefined), { file, before: lock }, io);
  return Exit.clean;
}

/** A lock that cannot be read is written anew, since that is what its reader is told to do. */
async function readOrAnew(
  named: string | undefined,
  io: Io,
): Promise<{ readonly lock: Lock | undefined; readonly file: string }> {
  try {
    return await findLock(named, io);
  } catch (error) {
    if (!(error instanceof UserError) || error.place === undefined) throw error;
    io.stderr.write(`note: ${error.place.file}: ${printable(error.message, 300)}; it is written anew\n`);
    return { lock: undefined, file: error.place.file };
  }
}

/** What is locked: what was read, and of the lock what was not asked for. */
function entriesOf(
  loaded: readonly Loaded[],
  targets: readonly Target[],
  kept: Lock | undefined,
): readonly LockEntry[] {
  const read = new Set(loaded.map(({ server }) => server.id));
  const [only] = targets;
  const labelOf = (i: number): string =>
    targets.length === loaded.length ? targets[i]!.label : targets.length === 1 ? only!.label : '';
  return [
    ...loaded.map((each, i) => ({ loaded: each, target: labelOf(i) })),
    ...(kept?.servers ?? []).flatMap((each, i) =>
      read.has(each.server.id) ? [] : [{ loaded: each, target: kept!.targets[i] ?? '' }],
    ),
  ];
}

interface Writing {
  readonly file: string;
  readonly before: Lock | undefined;
}

async function write(entries: readonly LockEntry[], { file, before }: Writing, io: Io): Promise<void> {
  const text = lockText(entries, generator(), before);
  try {
    await writeOutput(file, text, io.cwd);
  } catch (error) {
    throw new UserError(`cannot write ${file}: ${whyUnwritable(error)}`);
  }
  const lines = entries.flatMap(({ loaded: { server } }) => {
    const old = before?.servers.find((each) => each.server.id === server.id);
    const changes = old ? changesOf(diffServers(old.server, server)) : undefined;
    const said = changes === undefined ? 'new' : changes.length === 0 ? 'as it was' : sayImpacts(countImpacts(changes));
    return `  ${printable(server.id)}: ${plural(server.tools.length, 'tool')}, ${said}\n`;
  });
  const gone = (before?.servers ?? []).filter(
    ({ server }) => !entries.some(({ loaded }) => loaded.server.id === server.id),
  );
  io.stdout.write(
    withoutLogCommands(
      [
        `wrote ${file}: ${counted(entries.map(({ loaded }) => loaded))}\n`,
        ...lines,
        ...gone.map(({ server }) => `  ${printable(server.id)}: taken out\n`),
        before
          ? ''
          : 'commit it, and hold what is listed against it in CI: `mcp-audit --frozen`, with the same targets\n',
      ].join(''),
    ),
  );
}

function counted(loaded: readonly Loaded[]): string {
  const tools = loaded.reduce((sum, { server }) => sum + server.tools.length, 0);
  const tokens = loaded.reduce((sum, { server }) => {
    const { model, instructions } = budgetOf(server);
    return sum + model + instructions;
  }, 0);
  return `${plural(loaded.length, 'server')}, ${plural(tools, 'tool')}, ${plural(tokens, 'token')}`;
}
