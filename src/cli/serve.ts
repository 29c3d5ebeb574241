import { realpathSync } from 'node:fs';
import { Writable } from 'node:stream';

import { rules } from '../../rules/index.ts';
import { readConfig } from '../config/config.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { Exit, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { configTargets } from './targets.ts';

export interface ServeFlags {
  readonly config?: string;
  readonly live?: boolean;
}

/** `mcp-audit serve`: an MCP server over stdio, until its input ends or a signal comes. Standard output is the protocol's alone. */
export async function serveCommand({ config, live = false }: ServeFlags, io: Io): Promise<ExitCode> {
  const [{ serve }, { targetName }] = await Promise.all([import('../serve/serve.ts'), import('../serve/room.ts')]);
  const out = ownOutput();
  try {
    const root = realpathSync.native(io.cwd);
    const read = await readConfig({
      root,
      rules,
      ...(config === undefined ? {} : { file: config }),
    });
    const targets = new Map(
      configTargets(read.config.targets ?? [], { headers: {}, env: {} }, root).map(
        (target) => [targetName(target), target] as const,
      ),
    );
    if (live && targets.size === 0)
      throw new UserError('--live is given, and no target is configured', {
        hints: ['it allows the commands and URLs in the `targets` of the configuration, and nothing else'],
      });
    if (process.stdin.isTTY)
      io.stderr.write('speaking MCP on standard input and output: a client starts this; Ctrl-C ends it\n');
    const trouble = (message: string): void => io.stderr.write(`error: ${printable(message, 500)}\n`);
    await serve(
      { root, read, targets, live },
      { input: process.stdin, output: out.stream, trouble, signal: io.signal },
    );
    return Exit.clean;
  } finally {
    out.release();
  }
}

/** Takes standard output for the protocol: what a configuration or a library prints goes to standard error. */
function ownOutput(): { readonly stream: Writable; release(): void } {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _encoding, done) => void write(chunk, (error) => done(error)),
  });
  return { stream, release: () => void (stdout.write = write) };
}
