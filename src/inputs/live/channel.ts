import type { EndpointFact, HttpFact } from '../../model/wire.ts';
import type { Limit } from './limit.ts';
import type { Message } from './message.ts';

/** What a channel tells its peer. */
export interface Listener {
  message(message: Message): void;
  /** No answer will come any more. `what` completes "the server …": "exited with code 1". */
  lost(what: string, hint?: string): void;
  /** The stream that should have answered this request has ended. */
  unanswered(request: Message): void;
}

/** One connection to a server, below JSON-RPC. */
export interface Channel {
  readonly transport: 'stdio' | 'http' | 'sse';
  listen(listener: Listener): void;
  /** Rejects with a `LiveProblem` when the message could not be delivered. */
  send(message: Message): Promise<void>;
  /** The revision agreed on in the handshake, for transports that name it with every request. */
  agree?(revision: string): void;
  /** Lines on stdout that are no message, without secrets. */
  readonly stdout: readonly string[];
  /** The last 8 kB of stderr, without secrets. */
  readonly stderr: string;
  readonly http: readonly HttpFact[];
  /** Bytes received so far. */
  readonly received: number;
  /** What a GET of the endpoint is answered, as clients open their event stream. Rejects where it cannot be asked. */
  opening?(limit: Limit): Promise<EndpointFact>;
  /** Ends everything the channel holds. `at once` leaves out the wait for the server to end by itself. Never rejects. */
  close(how: 'politely' | 'at once'): Promise<void>;
}

/** A line, event or body larger than this ends the server: its memory would be ours. */
export const MAX_MESSAGE = 16 << 20;
export const TOO_LARGE = 'more than 16 MB';
/** So many bytes in all, whatever they are, and the server is ended; its lists may take half of them. */
export const MAX_RECEIVED = 128 << 20;
export const TOO_MUCH = 'more than 128 MB';
