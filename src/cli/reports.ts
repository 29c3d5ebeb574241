import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Audit } from '../engine/audit.ts';
import { reporters } from '../reporters/index.ts';
import type { Output } from './formats.ts';
import { wantsColor, type Io } from './io.ts';
import { whyUnwritable, writeOutput } from './output.ts';

/** Writes every report; one that cannot be written is said on stderr and does not keep the others from being written. */
export async function writeReports(
  audit: Audit,
  outputs: readonly Output[],
  { quiet = false, verbose = false }: { readonly quiet?: boolean; readonly verbose?: boolean },
  io: Io,
): Promise<boolean> {
  let complete = true;
  for (const { format, file } of outputs) {
    const reporter = await reporters[format]();
    const toTerminal = file === undefined && io.stdout.isTTY;
    const text = reporter.render(audit, {
      root: io.cwd,
      repository: repositoryAround(io.cwd),
      color: file === undefined && wantsColor(io, io.stdout),
      links: toTerminal,
      width: io.stdout.columns ?? 100,
      quiet,
      verbose,
    });
    if (file === undefined) {
      io.stdout.write(text);
      continue;
    }
    try {
      await writeOutput(file, text, io.cwd);
    } catch (error) {
      complete = false;
      io.stderr.write(`error: cannot write ${file}: ${whyUnwritable(error)}\n`);
    }
  }
  return complete;
}

/** The nearest folder that holds `.git`, or the working directory when there is none. */
export function repositoryAround(cwd: string): string {
  for (let dir = cwd; ; dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, '.git'))) return dir;
    if (dir === path.dirname(dir)) return cwd;
  }
}
