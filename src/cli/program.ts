import { Command, Option } from 'commander';

import { VERSION } from '../about.ts';
import { UserError } from '../user-error.ts';
import { adoption } from './adoption.ts';
import { comparisons } from './comparisons.ts';
import { configCommand } from './config-flags.ts';
import type { ExitCode } from './exit.ts';
import { groupHelp, LAST } from './help.ts';
import { wantsColor, type Io } from './io.ts';
import { mergeCommands } from './splitting.ts';
import { repositoryCommands } from './repository.ts';
import { servingCommand } from './serving.ts';

const many = (value: string, before: string[] = []): string[] => [...before, value];

const TARGETS =
  'source folders and files, packages (`npm:NAME`), server URLs, tool lists (JSON files, `-` for standard input); a command goes after `--`';

const ENCODING = 'count in o200k_base or cl100k_base as well; may be given several times';
const CALIBRATE =
  'what models of Claude or Gemini counted, in the place of an estimate: `{ "model": "claude-opus-4-8", "all": 15290 }`';

const TRACE = 'print the messages exchanged with servers, secrets left out';

const EXAMPLES = `
Examples:
  mcp-audit                                      the source of the repository, read and never run
  mcp-audit src/                                 a folder or file of TypeScript or JavaScript
  mcp-audit npm:@scope/server@1.2.3              a published package, from its source
  mcp-audit -- npx -y @scope/server --flag       a server over stdio; all after -- is its command
  mcp-audit --source src -- node dist/server.js  what runs, with findings where they were written
  mcp-audit tools.json                           a saved tool list
  mcp-audit https://example.com/mcp --header 'Authorization: Bearer …'
  mcp-audit budget tools.json                    what the tools cost, and where to save
  mcp-audit --client-config .mcp.json            all servers of a client, side by side
  mcp-audit tools.json -f terminal -f sarif=out.sarif
  mcp-audit diff base.json -- node server.js     what changed, what breaks, and what it costs
  mcp-audit merge part-*.json                    the reports of a matrix (--shard) as one

Exit codes: 0 clean · 1 findings at or above --fail-on, or a limit exceeded · 2 not audited, or a wrong call
`;

/** The commands and flags. Each action answers with the exit code, through `done`. */
export function buildProgram(command: readonly string[] | undefined, io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('mcp-audit');
  const plain = {
    writeOut: (text: string) => io.stdout.write(text),
    writeErr: () => undefined,
    getOutHasColors: () => wantsColor(io, io.stdout),
    getOutHelpWidth: () => io.stdout.columns ?? 100,
  };
  program
    .description('Checks the tools of an MCP server against rules with sources, and counts what they cost in context.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .argument('[targets...]', TARGETS)
    .option(
      '-f, --format <name[=file]>',
      'terminal, json, sarif, markdown, html, github, gitlab or junit; may be given several times',
      many,
    )
    .option('--fail-on <level>', 'exit 1 from this level on: error, warning, info or never (default: error)')
    .option('--fail-on-unchecked', 'exit 2 when a part could not be judged, or a tool is listed only sometimes')
    .option('--rule <id=level>', 'set a rule to off, info, warning or error; may be given several times', many)
    .option(
      '--min-severity <level>',
      'the least severe finding the terminal and -f github show (default: info; with --client-config: warning)',
    )
    .option('--min-tools <n>', 'a server that lists fewer tools is not evaluated (default: 1)')
    .option('--max-tokens <n>', 'exit 1 when tools and instructions of a server cost more')
    .option(
      '--latencies <file>',
      'how long calls take, by tool: JSON with the p99 of each in milliseconds, for workflows',
    )
    .option('--encoding <name>', ENCODING, many)
    .option('--calibrate <file>', CALIBRATE)
    .option('--spec <revision>', 'judge by this protocol revision instead of those the server serves')
    .option('--probe-plan', 'print what --probe would call, with which arguments, and why not the others; call nothing')
    .option('--frozen', 'exit 1 when what is listed is not what mcp-audit.lock.json has')
    .option('--lockfile <file>', 'another file than mcp-audit.lock.json, for --frozen')
    .option('-q, --quiet', 'print only what fails the run, and the summary')
    .option('--shard <i/n>', 'audit one of n equal parts of the targets; `mcp-audit merge` joins the reports')
    .option('--timing', 'print the time each rule took')
    .option('--config <file>', 'read this configuration file')
    .commandsGroup(LAST)
    .helpCommand('help [command]', 'print the help of a command')
    .enablePositionalOptions() // a flag of `snapshot` stands after the word
    .action(async (targets: string[], flags: object) =>
      done(await (await import('./audit.ts')).auditCommand(targets, command, flags, io)),
    )
    .addHelpText('after', EXAMPLES);
  adoption(program);
  shared(program);

  shared(
    program
      .command('budget')
      .description('print what the tools cost: by toolset, client, window and money, and where to save')
      .argument('[targets...]', TARGETS)
      .option('-f, --format <name[=file]>', 'terminal, json, markdown or html; may be given several times', many)
      .option('--min-tools <n>', 'a server that lists fewer tools is not evaluated (default: 1)')
      .option('--max-tokens <n>', 'exit 1 when tools and instructions of a server cost more')
      .option('--encoding <name>', ENCODING, many)
      .option('--calibrate <file>', CALIBRATE)
      .option('-q, --quiet', 'print only what fails the run, and the summary')
      .option('--config <file>', 'read this configuration file')
      .action(async (targets: string[], flags: object) =>
        done(await (await import('./audit.ts')).auditCommand(targets, command, { ...flags, focus: 'budget' }, io)),
      ),
    ['--probe', '--break-egress', '--anchor', '--health-url', '--no-wire-checks'],
  );
  shared(
    program
      .command('snapshot')
      .description('write the tool list of a target as JSON, itself a target')
      .argument('[targets...]', TARGETS)
      .option('-o, --output <file>', 'write to a file instead of stdout')
      .action(async (targets: string[], flags: object) =>
        done(await (await import('./snapshot.ts')).snapshotCommand(targets, command, flags, io)),
      ),
  );
  comparisons(program, { shared, targets: TARGETS, run: async (action) => done(await action), command, io });
  mergeCommands(program, async (action) => done(await action), io);
  configCommand(program, async (action) => done(await action), io);
  repositoryCommands(program, { run: async (action) => done(await action), command, io });
  servingCommand(program, async (action) => done(await action), io);
  program
    .command('rules')
    .description('list all rules')
    .action(async () => done(await (await import('./rules.ts')).rulesCommand(io)));
  program
    .command('explain')
    .description('print the page of a rule (what, why, examples), or how the score is made')
    .argument('<rule>', 'the id of a rule, or `score`')
    .action(async (id: string) => done(await (await import('./rules.ts')).explainCommand(id, io)));

  groupHelp(program);
  // A flag before the word belongs to no command: it is refused, not dropped.
  for (const each of program.commands) each.hook('preAction', () => refuseStrayFlags(program, each));
  for (const each of [program, ...program.commands])
    each.exitOverride().configureOutput(plain).showSuggestionAfterError(false);
  return program;
}

function refuseStrayFlags(program: Command, command: Command): void {
  const stray = program.options.find((option) => program.getOptionValueSource(option.attributeName()) === 'cli');
  if (stray)
    throw new UserError(`\`${stray.long}\` stands before \`${command.name()}\``, {
      hints: [`flags of a command follow it; \`mcp-audit ${command.name()} --help\` lists them`],
    });
}

/** Flags about reaching a server, common to auditing and snapshots. */
function shared(command: Command, without: readonly string[] = []): void {
  const options = [
    new Option(
      '--header <name: value>',
      'send a header to URLs; never printed; may be given several times; A/NAME and B/NAME for two users, whose lists are compared',
    ).argParser(many),
    new Option('--health-url <url>', 'what tells how the server of a URL is, instead of the usual paths beside it'),
    new Option('--no-wire-checks', 'ask running servers nothing but their lists'),
    new Option('--env <name=value>', 'set a variable for started servers; may be given several times').argParser(many),
    new Option('--cwd <dir>', 'start servers in this directory'),
    new Option('--protocol <era>', 'auto, legacy (initialize) or modern (2026-07-28) (default: auto)'),
    new Option(
      '--timeout <duration>',
      'one deadline per server for start, handshake, lists and checks (default: 30s), and for getting a package (default: 120s)',
    ),
    new Option('--source <path>', 'where the source of a running server or a tool list stands: findings get its lines'),
    new Option('--anchor <file[:line]>', 'the place of findings on a running server, for SARIF'),
    new Option('--probe', 'call the tools of running servers that surely only read, and judge how they answer'),
    new Option('--break-egress', 'start commands again without a network, and see whether their reads fail or lie'),
    new Option(
      '--client-config <file>',
      'the servers that a client starts (.mcp.json, .vscode/mcp.json, config.toml …), side by side; `auto` finds the files of this machine; may be given several times',
    ).argParser(many),
    new Option('--target <name>', 'only this target of the configuration; may be given several times').argParser(many),
    new Option('-y, --yes', 'start what `--client-config auto` finds without asking'),
    new Option(
      '--input <id=value>',
      'what a client would ask for (`${input:id}`); may be given several times',
    ).argParser(many),
    new Option(
      '-v, --verbose',
      /^(?:mcp-audit|budget)$/.test(command.name()) ? `list all that is folded, and ${TRACE}` : TRACE,
    ),
  ];
  for (const option of options) if (!without.includes(option.long ?? '')) command.addOption(option);
}
