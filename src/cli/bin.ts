#!/usr/bin/env node
import { HOMEPAGE, VERSION } from '../about.ts';
import { bytesOf } from '../inputs/json/bytes.ts';
import { Exit } from './exit.ts';
import type { Io, Stream } from './io.ts';
import { tuneForShortRuns } from './jit.ts';
import { main } from './main.ts';

tuneForShortRuns();
const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
  process.stdin.destroy();
  // Asked twice, or held up by what cannot be interrupted, such as a named pipe that nobody writes to, where even `process.exit` waits.
  const again = (): void => void process.kill(process.pid, 'SIGINT');
  process.once('SIGINT', again);
  setTimeout(again, 1000).unref();
});
// `mcp-audit … | head` closes the pipe early; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  ended = true;
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : Exit.failed);
});
// Nowhere is left to say it.
process.stderr.on('error', () => undefined);

const stream = (out: NodeJS.WriteStream): Stream => ({
  write: (chunk) => void out.write(chunk),
  isTTY: out.isTTY === true,
  ...(out.columns === undefined ? {} : { columns: out.columns }),
});
const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdout: stream(process.stdout),
  stderr: stream(process.stderr),
  stdin: () => bytesOf(process.stdin),
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
  signal: interrupted.signal,
};

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, terminal: false }); // so that Ctrl-C stays a signal
  process.stderr.write(question);
  const nothing = new Promise<string>((resolve) => {
    const end = (): void => resolve((process.stderr.write('\n'), ''));
    lines.once('close', end);
    interrupted.signal.addEventListener('abort', end, { once: true });
  });
  const asked = lines.question('');
  asked.catch(() => undefined); // the end of the input, or Ctrl-C
  const answer = await Promise.race([asked, nothing]);
  lines.removeAllListeners('close');
  lines.close();
  process.stdin.pause();
  return answer;
}

// A configuration that is code runs in this process: what it throws later, or that it ends the process, must not look like a result.
let ended = false;
process.on('uncaughtException', (error) => {
  crashed(error);
  process.exit();
});
process.on('exit', () => {
  if (ended || interrupted.signal.aborted) return;
  process.exitCode = Exit.failed;
  process.stderr.write(
    'error: ended before anything was reported\n  help: a configuration that is code may call `process.exit`, or wait for what never comes\n',
  );
});

try {
  process.exitCode = await main(process.argv.slice(2), io);
} catch (error) {
  crashed(error);
}
ended = true;
// A timer or a server that a configuration has left behind would keep us for ever.
process.stdout.write('', () => setTimeout(() => process.exit(), 500).unref());

function crashed(error: unknown): void {
  ended = true;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `error: this is a bug in mcp-audit ${VERSION}, or in a configuration that is code\n${trace}\n  help: please report a bug at ${HOMEPAGE}/issues\n`,
  );
  process.exitCode = Exit.failed;
}
