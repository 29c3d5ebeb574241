import { existsSync } from 'node:fs';
import path from 'node:path';

import { VERSION } from '../about.ts';
import { readConfig, type Config, type ReadConfig } from '../config/config.ts';
import { compare, DIFF_FAIL_ON, pairServers, type DiffLimits, type Growth } from '../diff/comparison.ts';
import { diffReporters } from '../reporters/diff/index.ts';
import { pasted } from '../text/pasted.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { besideOf, loadOne, sayFailed } from './compared.ts';
import { Exit, type ExitCode } from './exit.ts';
import { outputsIn } from './formats.ts';
import { wantsColor, type Io } from './io.ts';
import { whyUnwritable, writeOutput } from './output.ts';
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
  io: Io,
): Promise<ExitCode> {
  const outputs = outputsIn(flags.format ?? [], FORMATS, 'terminal');
  const { rules } = await import('../../rules/index.ts');
  const { config } = await readConfig({ root: io.cwd, rules });
  const limits = limitsOf(flags, config.diff);
  const live = liveFlags(flags);
  if (words.length + (command ? 1 : 0) !== 2) throw wrongCount(words, command, config.targets);
  if (words[0] === words[1] && command === undefined)
    throw new UserError(`both sides are \`${words[0]}\``, {
      hints: ['name what was and what is: `mcp-audit diff base.json head.json`'],
    });
  refuseRevisions(words, io.cwd);
  const targets = targetsOf(words, command, live, io.cwd);
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
    besideOf(a, b, config),
  );
  let isWritten = true;
  for (const { format, file } of outputs) {
    const render = await diffReporters[format]();
    const env = {
      root: io.cwd,
      color: file === undefined && wantsColor(io, io.stdout),
      links: file === undefined && io.stdout.isTTY,
      width: io.stdout.columns ?? 100,
    };
    const text = render(comparison, env, { name: 'mcp-audit', version: VERSION });
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

/** What flags say, else the configuration. Throws a `UserError` for a flag that is wrong. */
function limitsOf(flags: DiffFlags, { failOn = 'breaking', maxGrowth }: NonNullable<Config['diff']> = {}): DiffLimits {
  const growth = flags.maxGrowth ?? maxGrowth;
  return {
    failOn: flags.failOn === undefined ? failOn : oneOf('--fail-on', DIFF_FAIL_ON, flags.failOn),
    ...(growth === undefined ? {} : { maxGrowth: growthOf(String(growth)) }),
  };
}

/** Git compares commits by their names, and so is tried here. */
function refuseRevisions(words: readonly string[], cwd: string): void {
  const word = words.find((each) => REVISION.test(each) && !existsSync(path.resolve(cwd, each)));
  if (word === undefined) return;
  const shown = pasted(word, 'COMMIT');
  throw new UserError(`no such file: ${printable(word, 200)}`, {
    hints: [
      `a commit is no file: \`git show ${shown}:tools.json > base.json\`, then \`mcp-audit diff base.json .\``,
      `without a tool list in it, check it out: \`git worktree add ../base ${shown}\`, then \`mcp-audit diff ../base .\``,
    ],
  });
}

/** What git calls commits; neither an address nor a name with an ending, but for that of a version. */
const REVISION = /^(?!-$)[\w@][\w/@~^.-]*(?<!\.[A-Za-z]\w*|\/)$/;

function wrongCount(
  words: readonly string[],
  command: readonly string[] | undefined,
  configured: ReadConfig['config']['targets'],
): UserError {
  const count = words.length + (command ? 1 : 0);
  const own = count === 1 && command === undefined ? configured?.flatMap(wordOf)[0] : undefined;
  return new UserError(
    count < 2
      ? `\`diff\` compares two targets, and ${count === 0 ? 'none is' : 'one is'} named`
      : `\`diff\` compares two targets, not ${count}`,
    {
      hints: [
        own === undefined
          ? 'what was, then what is: `mcp-audit diff base.json head.json`'
          : `what was, then what is; targets of the configuration are named here too: \`mcp-audit diff ${pasted(words[0]!, 'BASE')} ${pasted(own, '.')}\``,
        'a command stands last: `mcp-audit diff base.json -- node server.js`; `mcp-audit snapshot` writes what it lists to a file',
      ],
    },
  );
}

/** What names a configured target on the command line; of what is started or reached, arguments and headers are not repeated. */
function wordOf(target: NonNullable<ReadConfig['config']['targets']>[number]): readonly string[] {
  if (typeof target === 'string') return /^https?:/i.test(target) ? [] : [target];
  if ('word' in target) return wordOf(target.word);
  return 'json' in target ? [target.json] : !('command' in target || 'url' in target) ? [target.source] : [];
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
