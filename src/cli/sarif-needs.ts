import type { Audit } from '../engine/audit.ts';
import { UserError } from '../user-error.ts';
import type { Output } from './formats.ts';
import type { Io } from './io.ts';
import type { Target } from './target.ts';

/** GitHub rejects a whole SARIF upload when one result has no file, and GitLab an entry without one, so that is refused before anything starts. */
export function needPlaces(outputs: readonly Output[], targets: readonly Target[]): void {
  const needing = outputs.find(({ format }) => format === 'sarif' || format === 'gitlab')?.format;
  if (needing === undefined) return;
  const placeless = targets.find(
    (target) =>
      target.anchor === undefined &&
      target.source === undefined &&
      (target.kind === 'stdio' || target.kind === 'http' || (target.kind === 'json' && target.path === '-')),
  );
  if (placeless) {
    throw new UserError(
      `${needing === 'sarif' ? 'SARIF' : 'GitLab'} needs a file for every finding, and ${placeless.kind === 'json' ? 'standard input' : `the running server \`${placeless.label}\``} has none`,
      {
        hints: [
          'name its source, and findings stand where they were written: `--source src`',
          'or the file that all of them belong to: `--anchor src/server.ts:12`',
          `or audit a committed list: \`mcp-audit snapshot … -o tools.json\`, then \`mcp-audit tools.json -f ${needing}\``,
        ],
      },
    );
  }
}

/** GitHub's limits for SARIF uploads (docs.github.com, "SARIF support for code scanning"): 20 runs in a file, and a run is a server. */
export const MOST_RUNS = 20;

export function warnOfRuns({ servers }: Audit, { stderr }: Io): void {
  if (servers.length <= MOST_RUNS) return;
  stderr.write(
    `warning: this SARIF file has ${servers.length} runs, one for each server, and GitHub takes at most ${MOST_RUNS}\n  help: audit fewer servers in one call, such as a part of them with \`--shard 1/2\`\n`,
  );
}
