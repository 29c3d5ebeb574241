import type { Command } from 'commander';

import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

const many = (value: string, before: string[] = []): string[] => [...before, value];

/** The command that joins what several jobs wrote. */
export function mergeCommands(program: Command, run: (action: Promise<ExitCode>) => Promise<void>, io: Io): void {
  program
    .command('merge')
    .description('join the JSON reports or SARIF files of several runs, such as the jobs of a matrix with --shard')
    .argument('<files...>', 'reports that `-f json=FILE` or `-f sarif=FILE` wrote')
    .option(
      '-f, --format <name[=file]>',
      'terminal (from reports, the default), sarif (the default from SARIF files), json, markdown, github, gitlab or junit; may be given several times',
      many,
    )
    .option('--fail-on <level>', 'exit 1 from this level on, instead of the level the parts were judged by')
    .option('-q, --quiet', 'print only what fails the run, and the summary')
    .action((files: string[], flags: object) =>
      run(import('./merge.ts').then(({ mergeCommand }) => mergeCommand(files, flags, io))),
    );
}
