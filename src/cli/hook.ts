import path from 'node:path';

import { Exit, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';

export interface HookFlags {
  readonly config?: string;
  readonly failOn?: string;
  readonly rule?: readonly string[];
  readonly format?: readonly string[];
  readonly verbose?: boolean;
}

/** Files that a server or a tool list could be read from; a commit of others ends before anything is loaded. */
const READ =
  /\.(?:[cm]?[jt]sx?|jsonc?|ya?ml|toml|txt|md)$|(?:^|[/\\])(?:(?:Docker|Container)file[^/\\]*|(?:yarn|bun)\.lock)$/;

/**
 * `mcp-audit hook [files...]`, for hooks of git: audits the servers that the files touch, and the tool lists among the files.
 * Nothing is started. Silent where nothing is touched or nothing fails.
 */
export async function hookCommand(files: readonly string[], flags: HookFlags, io: Io): Promise<ExitCode> {
  const changed = files.filter((file) => READ.test(file));
  if (changed.length === 0) return Exit.clean;
  const { auditCommand } = await import('./audit.ts');
  const { verbose = false, ...others } = flags;
  const said: string[] = [];
  const held: Io = { ...io, stdout: { ...io.stdout, write: (text) => void said.push(text) } };
  const paths = changed.map((file) => path.resolve(io.cwd, file));
  const code = await auditCommand([], undefined, { ...others, verbose, quiet: !verbose, changed: paths }, held);
  if (code !== Exit.clean || verbose || flags.format) for (const text of said) io.stdout.write(text);
  return code;
}
