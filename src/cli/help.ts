import type { Command } from 'commander';

/** The flags by what they are about, in the order of the help; what stands nowhere here, such as `--help`, comes first. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  'Reports:': ['--format', '--min-severity', '--quiet', '--timing', '--verbose', '--output'],
  'What fails the run:': [
    '--fail-on',
    '--fail-on-unchecked',
    '--max-warnings',
    '--max-tokens',
    '--max-growth',
    '--min-tools',
    '--frozen',
    '--lockfile',
  ],
  'Rules:': ['--config', '--rule', '--spec', '--latencies', '--baseline', '--no-baseline', '--update-baseline'],
  'Tokens:': ['--encoding', '--calibrate'],
  'Running servers:': [
    '--header',
    '--env',
    '--cwd',
    '--protocol',
    '--timeout',
    '--source',
    '--anchor',
    '--health-url',
    '--no-wire-checks',
    '--probe',
    '--probe-plan',
    '--break-egress',
  ],
  'Many servers:': ['--target', '--client-config', '--yes', '--input', '--shard', '--cache', '--cache-location'],
};

/** Where a command stands that is named nowhere below, such as the `help` of commander. */
export const LAST = 'Learn and ask:';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'Look at servers:': ['budget', 'snapshot', 'diff', 'lock', 'merge'],
  'Set up a repository:': ['init', 'config', 'hook'],
  [LAST]: ['rules', 'explain', 'serve'],
};

/** Puts flags and commands under headings, where there are enough to lose oneself. */
export function groupHelp(program: Command): void {
  for (const command of [program, ...program.commands]) {
    if (command.options.length < 8) continue;
    for (const option of command.options) {
      const heading = headingOf(FLAGS, option.long ?? '');
      if (heading !== undefined) option.helpGroup(heading);
    }
  }
  for (const command of program.commands) {
    const heading = headingOf(COMMANDS, command.name());
    if (heading !== undefined) command.helpGroup(heading);
  }
}

const headingOf = (groups: Readonly<Record<string, readonly string[]>>, name: string): string | undefined =>
  Object.keys(groups).find((heading) => groups[heading]!.includes(name));
