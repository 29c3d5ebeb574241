import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';

import { printable } from '../../text/printable.ts';
import { MAX_MESSAGE, MAX_RECEIVED, TOO_LARGE, TOO_MUCH, type Channel, type Listener } from './channel.ts';
import { Family } from './family.ts';
import { atMost } from './limit.ts';
import { lastBytes, LineSplitter, Tail } from './lines.ts';
import { readMessages, type Message } from './message.ts';
import { LiveProblem } from './problem.ts';
import { MARK } from './processes.ts';
import type { Trace } from './redact.ts';
import type { StdioSpec } from './spec.ts';
import { invocation } from './windows.ts';

/** A server may end by itself, then after SIGTERM, each for so many milliseconds. */
const GRACE = 250;
/** Output still in the pipe when the process has ended is read for so long; a grandchild may hold the pipe open for ever. */
const DRAIN = 200;
/** Bytes of stderr. */
const SHOWN = 8192;
/** Bytes sent that the server has not read: more would pile up in our memory. */
const MAX_UNREAD = 1 << 20;
const MAX_NOISE = { lines: 50, characters: 200 };

/** Starts the command without a shell, in a process group of its own. Rejects with a `LiveProblem` when it cannot be started. */
export async function startStdio(spec: StdioSpec, trace: Trace): Promise<Channel> {
  const mark = randomUUID();
  const env: NodeJS.ProcessEnv = { ...process.env, ...spec.env, [MARK]: mark };
  const { file, args, verbatim } = invocation(spec.command, spec.args, env);
  const windows = process.platform === 'win32';
  try {
    const options = {
      env,
      stdio: 'pipe',
      detached: !windows,
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    } as const;
    const child = spawn(file, args, spec.cwd === undefined ? options : { ...options, cwd: spec.cwd });
    // From here on it must not outlive us, so there is no wait in between.
    if (child.pid !== undefined) return new StdioChannel(child, new Family(child, mark), trace);
    return await new Promise<never>((_, reject) => child.once('error', reject));
  } catch (error) {
    throw cannotStart(spec, error as NodeJS.ErrnoException);
  }
}

function cannotStart({ command, cwd }: StdioSpec, { code, message }: NodeJS.ErrnoException): LiveProblem {
  const shown = printable(command);
  if (cwd !== undefined && !statSync(cwd, { throwIfNoEntry: false })?.isDirectory())
    return new LiveProblem(`no such directory: ${printable(cwd)}`, { hint: 'The server was to be started in it.' });
  if (code === 'EACCES') return new LiveProblem(`no permission to run: ${shown}`);
  if (code !== 'ENOENT') return new LiveProblem(`cannot start ${shown}: ${code ?? printable(message)}`);
  const split = /^\S+\s+\S/.test(command)
    ? 'A command is not split at blanks: give each argument as a word of its own'
    : 'Check that it is installed and on the PATH, or give its path';
  return new LiveProblem(`no such command: ${shown}`, {
    hint: `${split}, for example \`mcp-audit -- npx -y some-server\`.`,
  });
}

class StdioChannel implements Channel {
  readonly transport = 'stdio';
  readonly http = [];
  readonly stdout: string[] = [];
  received = 0;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly family: Family;
  private readonly lines: LineSplitter;
  /** Twice what is shown: a secret that begins before it is found as a whole. */
  private readonly tail = new Tail(2 * SHOWN);
  private readonly exited: Promise<void>;
  private readonly trace: Trace;
  private listener: Listener | undefined;
  private closing = false;

  constructor(child: ChildProcessWithoutNullStreams, family: Family, trace: Trace) {
    this.trace = trace;
    this.child = child;
    this.family = family;
    this.lines = new LineSplitter(
      MAX_MESSAGE,
      (line) => this.readLine(line),
      () => this.flooded(`wrote a line of ${TOO_LARGE} to stdout`),
    );
    this.exited = new Promise((resolve) => child.once('exit', () => resolve()));
    const closed = new Promise((resolve) => child.once('close', resolve));
    void this.exited.then(() => atMost(DRAIN, closed)).then(() => this.hasEnded());
    for (const pipe of [child, child.stdin, child.stdout, child.stderr]) pipe.on('error', () => undefined); // the end of the process tells more
    child.stderr.on('data', (chunk: Buffer) => this.tail.push(chunk));
  }

  listen(listener: Listener): void {
    this.listener = listener;
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.received += chunk.length;
      this.lines.push(chunk);
      if (this.received > MAX_RECEIVED) this.flooded(`wrote ${TOO_MUCH} to stdout`);
    });
  }

  get stderr(): string {
    return lastBytes(this.trace.redact(this.tail.text), SHOWN);
  }

  async send(message: Message): Promise<void> {
    if (this.child.stdin.writableLength > MAX_UNREAD) throw new LiveProblem('the server does not read its stdin');
    if (this.child.stdin.writable) this.child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  /** Waits for the server to end by itself, as the specification asks of clients (basic/lifecycle, Shutdown), then ends it. */
  async close(how: 'politely' | 'at once'): Promise<void> {
    this.closing = true;
    this.family.look();
    this.child.stdin.end();
    if (how === 'at once') this.child.stdout.pause(); // a flood would take the time that ending it needs
    const gone =
      (how === 'politely' && (await this.family.ended(GRACE))) ||
      (this.family.signal('SIGTERM'), await this.family.ended(GRACE));
    if (!gone) {
      this.family.signal('SIGKILL');
      await this.family.ended(GRACE);
    }
    this.family.release();
    await atMost(DRAIN, this.exited);
    for (const pipe of [this.child.stdin, this.child.stdout, this.child.stderr]) pipe.destroy();
    this.child.unref();
  }

  private readLine(line: string): void {
    const { messages, noise } = readMessages(line);
    if (noise !== undefined && this.stdout.length < MAX_NOISE.lines) {
      this.stdout.push(this.trace.redact(noise.trim()).slice(0, MAX_NOISE.characters));
      this.trace.note(`stdout: ${this.stdout.at(-1)}`);
    }
    for (const message of messages) this.listener?.message(message);
  }

  private flooded(what: string): void {
    this.child.stdout.pause();
    this.listener?.lost(
      what,
      'Only protocol messages may go to stdout, each on one line; write everything else to stderr.',
    );
    this.family.signal('SIGKILL');
  }

  private hasEnded(): void {
    if (!this.closing) this.lines.flush(); // else we may have cut the line ourselves
    const { exitCode, signalCode } = this.child;
    this.listener?.lost(
      signalCode === null ? `exited with code ${exitCode}` : `was ended by ${signalCode}`,
      'Run the command by itself to see why; a variable that it needs is given with `--env NAME=value`.',
    );
  }
}
