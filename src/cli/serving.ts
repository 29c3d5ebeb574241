import type { Command } from 'commander';

import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

/** The command that is a server itself; `run` notes how it ended. */
export function servingCommand(program: Command, run: (action: Promise<ExitCode>) => Promise<void>, io: Io): void {
  program
    .command('serve')
    .description('be an MCP server over stdio, with which a coding agent checks the server it is writing')
    .option('--live', 'let it start the commands and reach the URLs of the configuration; by default it does neither')
    .option('--config <file>', 'read this configuration file')
    .action((flags: object) => run(import('./serve.ts').then(({ serveCommand }) => serveCommand(flags, io))));
}
