#!/usr/bin/env node
import { text } from 'node:stream/consumers';

import { HOMEPAGE, VERSION } from '../about.ts';
import { Exit } from './exit.ts';
import type { Io, Stream } from './io.ts';
import { main } from './main.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
  process.once('SIGINT', () => process.exit(Exit.interrupted)); // asked twice
});
// `mcp-audit … | head` closes the pipe early; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : Exit.failed));

const stream = (out: NodeJS.WriteStream): Stream => ({ write: (chunk) => void out.write(chunk), isTTY: out.isTTY === true, ...(out.columns === undefined ? {} : { columns: out.columns }) });
const io: Io = { cwd: process.cwd(), env: process.env, stdout: stream(process.stdout), stderr: stream(process.stderr), stdin: () => text(process.stdin), signal: interrupted.signal };

try {
  process.exitCode = await main(process.argv.slice(2), io);
} catch (error) {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`error: this is a bug in mcp-audit ${VERSION}\n${trace}\n  help: please report it at ${HOMEPAGE}/issues\n`);
  process.exitCode = Exit.failed;
}
