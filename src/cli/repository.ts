import type { Command } from 'commander';

import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

interface Around {
  /** Notes how a command ended. */
  run(action: Promise<ExitCode>): Promise<void>;
  /** What stands after `--`. */
  readonly command: readonly string[] | undefined;
  readonly io: Io;
}

const many = (value: string, before: string[] = []): string[] => [...before, value];

/** The commands for a repository: setting it up, and its hooks of git. */
export function repositoryCommands(program: Command, { run, command, io }: Around): void {
  program
    .command('init')
    .description('detect the server here, and write a configuration, a workflow and a pre-commit entry')
    .option('--ts', 'write the configuration as TypeScript')
    .option('--dry-run', 'print what would be written, and write nothing')
    .option('-y, --yes', 'write without asking')
    .action((flags: object) => run(import('./init.ts').then(({ initCommand }) => initCommand(flags, io))));
  program
    .command('hook')
    .description('for hooks of git: audit only the servers that changed files touch; nothing is started')
    .argument('[files...]', 'the files of the commit; those that are gone count too')
    .option('-f, --format <name[=file]>', 'a format of `mcp-audit`, such as github; may be given several times', many)
    .option('--fail-on <level>', 'exit 1 from this level on: error, warning, info or never (default: error)')
    .option('--rule <id=level>', 'set a rule to off, info, warning or error; may be given several times', many)
    .option('--config <file>', 'read this configuration file')
    .option('-v, --verbose', 'print all findings, not only what fails the run')
    .action((files: string[], flags: object) =>
      run(import('./hook.ts').then(({ hookCommand }) => hookCommand([...files, ...(command ?? [])], flags, io))),
    );
}
