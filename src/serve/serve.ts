import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

import { Desk } from './desk.ts';
import type { Room } from './room.ts';
import { createServer } from './server.ts';
import { Turns } from './turns.ts';

/** The largest message that is read, in bytes: a list that is too large is refused in words up to here, and ends the session beyond. */
const LARGEST_MESSAGE = 16_000_000;

/** Where a session happens. */
export interface Session {
  readonly input: Readable;
  readonly output: Writable;
  /** Says what went wrong beside the protocol. */
  readonly trouble: (message: string) => void;
  /** Ends the session. */
  readonly signal: AbortSignal;
}

/** Answers one client until its input ends, or a signal comes. When it settles, nothing that a call started is left. */
export async function serve(room: Room, { input, output, trouble, signal }: Session): Promise<void> {
  const over = new AbortController();
  const turns = new Turns(over.signal);
  const desk = new Desk(room);
  const transport = new Channel(input, output, { maxBufferSize: LARGEST_MESSAGE });
  const handle = serveStdio(() => createServer(room, desk, turns), {
    transport,
    onerror: ({ message }) => trouble(message),
  });
  const end = (): void => over.abort();
  for (const event of ['end', 'close', 'error'] as const) input.once(event, end);
  output.once('error', end);
  transport.whenClosed = end;
  process.once('SIGTERM', end);
  process.once('SIGHUP', end);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  if (!over.signal.aborted) await once(over.signal, 'abort');
  process.off('SIGTERM', end);
  process.off('SIGHUP', end);
  await handle.close();
  await turns.idle();
  await desk.close();
}

/** Tells that it was closed also when it closed itself: after a message that is too large. */
class Channel extends StdioServerTransport {
  whenClosed: (() => void) | undefined;

  override async close(): Promise<void> {
    await super.close();
    this.whenClosed?.();
  }
}
