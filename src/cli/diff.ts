import { VERSION } from '../about.ts';
import { compare, DIFF_FAIL_ON, pairServers, type DiffLimits, type Growth } from '../diff/comparison.ts';
import { diffReporters } from '../reporters/diff/index.ts';
import { UserError } from '../user-error.ts';
import { besideOf, loadOne, sayFailed } from './compared.ts';
import { Exit, type ExitCode } from './exit.ts';
import { outputsIn } from './formats.ts';
import { wantsColor, type Io } from './io.ts';
import { whyUnwritable, writeOutput } from './output.ts';
import { guarded, withoutHandedOver } from './secrets.ts';
import { liveFlags, loadOptions, type SharedFlags } from './shared.ts';
import { refuseIdleFlags, targetsOf } from './targets.ts';
import { oneOf } from './values.ts';

export interface DiffFlags extends SharedFlags {
  readonly format?: readonly string[];
  readonly failOn?: string;
  readonly maxGrowth?: string;
}

const FORMATS = Object.keys(diffReporters) as (keyof typeof diffReporters)[];

/** `mcp-audit diff BASE HEAD`: load both, compare, write every report, and say how it ended. */
export async function diffCommand(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: DiffFlags,
  outer: Io,
): Promise<ExitCode> {
  const outputs = outputsIn(flags.format ?? [], FORMATS, 'terminal');
  const limits: DiffLimits = {
    failOn: flags.failOn === undefined ? 'breaking' : oneOf('--fail-on', DIFF_FAIL_ON, flags.failOn),
    ...(flags.maxGrowth === undefined ? {} : { maxGrowth: growthOf(flags.maxGrowth) }),
  };
  const live = liveFlags(flags);
  if (words.length + (command ? 1 : 0) !== 2) throw wrongCount(words, command);
  if (words[0] === words[1] && command === undefined)
    throw new UserError(`both sides are \`${words[0]}\``, {
      hints: ['name what was and what is: `mcp-audit diff base.json head.json`'],
    });
  const targets = targetsOf(words, command, live, outer.cwd);
  const io = guarded(outer, targets);
  refuseIdleFlags(targets, live);
  const [base, head] = targets;
  const options = loadOptions(flags, io);
  const [before, after] = await Promise.all([loadOne(base!, options, io), loadOne(head!, options, io)]);
  if (io.signal.aborted) return Exit.interrupted;
  const [a, b] = [sayFailed(before, io), sayFailed(after, io)];
  if (a.length === 0 || b.length === 0) return Exit.failed;
  const comparison = compare(
    pairServers(
      a.map(({ server }) => server),
      b.map(({ server }) => server),
    ),
    { before: base!.label, after: head!.label },
    limits,
    await besideOf(a, b, io),
  );
  const clean = withoutHandedOver(targets);
  let isWritten = true;
  for (const { format, file } of outputs) {
    const render = await diffReporters[format]();
    const env = {
      root: io.cwd,
      color: file === undefined && wantsColor(io, io.stdout),
      links: file === undefined && io.stdout.isTTY,
      width: io.stdout.columns ?? 100,
    };
    const text = clean(render(comparison, env, { name: 'mcp-audit', version: VERSION }));
    if (file === undefined) io.stdout.write(text);
    else
      await writeOutput(file, text, io.cwd).catch((error: unknown) => {
        isWritten = false;
        io.stderr.write(`error: cannot write ${file}: ${whyUnwritable(error)}\n`);
      });
  }
  const isRead = a.length === before.length && b.length === after.length;
  return isRead && isWritten ? comparison.exitCode : Exit.failed;
}

function wrongCount(words: readonly string[], command: readonly string[] | undefined): UserError {
  const count = words.length + (command ? 1 : 0);
  return new UserError(
    count < 2
      ? `\`diff\` compares two targets, and ${count === 0 ? 'none is' : 'one is'} named`
      : `\`diff\` compares two targets, not ${count}`,
    {
      hints: [
        'what was, then what is: `mcp-audit diff base.json head.json`',
        'a command stands last: `mcp-audit diff base.json -- node server.js`; `mcp-audit snapshot` writes what it lists to a file',
      ],
    },
  );
}

/** `5%` or `500`. Throws a `UserError`. */
export function growthOf(text: string): Growth {
  const [, number = '', unit] = /^\+?(\d{1,9}(?:\.\d{1,6})?)(%?)$/.exec(text) ?? [];
  const isWhole = /^\d+$/.test(number);
  if (number !== '' && unit === '%') return { percent: Number(number) };
  if (isWhole) return { tokens: Number(number) };
  throw new UserError(`--max-growth takes a share of what was, or a number of tokens, not \`${text}\``, {
    hints: ['for example `--max-growth 5%` or `--max-growth 500`; `--max-growth 0` allows none'],
  });
}
