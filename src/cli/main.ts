import { CommanderError } from 'commander';

import { withoutLogCommands } from '../text/log-commands.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { Exit, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';
import { rephrase } from './rephrase.ts';
import { splitCommand } from './targets.ts';

/** The whole command: reads arguments, answers with the exit code, and never ends the process itself. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { own, command } = splitCommand(argv);
  let code: ExitCode = Exit.clean;
  const program = buildProgram(command, io, (ended) => (code = ended));
  try {
    await program.parseAsync(own, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return Exit.clean; // --help and --version
    const problem = error instanceof CommanderError ? rephrase(error, program) : error;
    if (!(problem instanceof UserError)) throw problem;
    if (io.signal.aborted) return Exit.interrupted; // what could not be read was given up
    io.stderr.write(withoutLogCommands(complaint(problem)));
    return Exit.failed;
  }
}

/** Mistakes that are told at once. */
const MOST = 20;

/** `error: FILE:7:5: what` and a `help:` line for each hint, for each mistake; the same help once. */
function complaint(first: UserError): string {
  const all = [first, ...first.others];
  const left = all.length - MOST;
  const helped = new Set<string>();
  const told = all.slice(0, MOST).map((each) => {
    const hints = each.hints.filter((hint) => !helped.has(hint));
    for (const hint of hints) helped.add(hint);
    return mistake(each, hints);
  });
  return [...told, ...(left > 0 ? [`error: and ${plural(left, 'more mistake')}\n`] : [])].join('');
}

function mistake({ message, place }: UserError, hints: readonly string[]): string {
  const where = place
    ? `${[place.file, place.line, place.column].filter((part) => part !== undefined).join(':')}: `
    : '';
  return [
    `error: ${printable(where + message, 2_000)}`,
    ...hints.map((hint) => `  help: ${printable(hint, 2_000)}`),
    '',
  ].join('\n');
}
