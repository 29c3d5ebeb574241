import type { Command } from 'commander';

import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

interface Frame {
  /** Adds the flags about reaching a server, but for those named. */
  readonly shared: (command: Command, without?: readonly string[]) => void;
  /** What the help says of targets. */
  readonly targets: string;
  readonly run: (action: Promise<ExitCode>) => Promise<void>;
  readonly command: readonly string[] | undefined;
  readonly io: Io;
}

/** What a command that only compares lists has no use for. */
const LISTS_ONLY = ['--health-url', '--no-wire-checks', '--source', '--anchor', '--probe', '--break-egress'];
const TWO_ONLY = [...LISTS_ONLY, '--target', '--client-config', '--yes', '--input'];

/** The commands that hold one reading of a server against another. */
export function comparisons(program: Command, { shared, targets: named, run, command, io }: Frame): void {
  shared(
    program
      .command('diff')
      .description('compare two readings of a server: tools, schemas, texts and what they cost')
      .argument('[targets...]', 'what was, then what is; a command goes after `--`')
      .option(
        '-f, --format <name[=file]>',
        'terminal, json or markdown; may be given several times',
        (value: string, before: string[] = []) => [...before, value],
      )
      .option(
        '--fail-on <change>',
        'exit 1 on `breaking` changes, those that may break and texts that steer; on `any`; or `never` (default: breaking)',
      )
      .option('--max-growth <limit>', 'exit 1 when tools and instructions grow by more: 5%, or 500 tokens')
      .action(async (targets: string[], flags: object) =>
        run((await import('./diff.ts')).diffCommand(targets, command, flags, io)),
      ),
    TWO_ONLY,
  );
  shared(
    program
      .command('lock')
      .description('write what targets list to mcp-audit.lock.json, to be committed and held against with --frozen')
      .argument('[targets...]', named)
      .option('--frozen', 'write nothing; exit 1 when what is listed is not what the lock has')
      .option('--lockfile <file>', 'another file than mcp-audit.lock.json')
      .action(async (targets: string[], flags: object) =>
        run((await import('./lock.ts')).lockCommand(targets, command, flags, io)),
      ),
    LISTS_ONLY,
  );
}
