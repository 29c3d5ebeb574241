import type { Command } from 'commander';

import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

const many = (value: string, before: string[] = []): string[] => [...before, value];

/** `mcp-audit config`: what is configured, with the flags of an audit that say the same. */
export function configCommand(program: Command, run: (action: Promise<ExitCode>) => Promise<void>, io: Io): void {
  program
    .command('config')
    .description('check the configuration; with --print, print all of it and where each value comes from')
    .option('--print', 'print the configuration with all it extends, and where each value comes from')
    .option('--json', 'the same as JSON')
    .option('--config <file>', 'read this configuration file')
    .option('--target <name>', 'only this target; may be given several times', many)
    .option('--rule <id=level>', 'as an audit would be called; may be given several times', many)
    .option('--fail-on <level>', 'as an audit would be called')
    .option('--max-tokens <n>', 'as an audit would be called')
    .option('--max-warnings <n>', 'as an audit would be called')
    .option('--baseline <file>', 'as an audit would be called')
    .action((flags: object) => run(import('./config.ts').then(({ configCommand: command }) => command(flags, io))));
}
