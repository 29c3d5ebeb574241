import type { Command } from 'commander';

/** Flags for servers that have findings already, and for those that rarely change. */
export const adoption = (command: Command): Command =>
  command
    .option('--max-warnings <n>', 'exit 1 when there are more warnings than this')
    .option(
      '--baseline <file>',
      'findings that are known and do not count (default: mcp-audit.baseline.txt, if it is there)',
    )
    .option('--no-baseline', 'count all findings, whatever is known')
    .option('--update-baseline', 'write all findings of this run to the baseline')
    .option('--cache', 'read the source of a server again only when something of it has changed')
    .option('--cache-location <dir>', 'where (default: node_modules/.cache/mcp-audit, else .mcp-audit-cache)');
