import { greet, type Hello } from './handshake.ts';
import { checkHttp, openHttp } from './http.ts';
import type { Limit } from './limit.ts';
import { Peer } from './peer.ts';
import { LiveProblem } from './problem.ts';
import type { Trace } from './redact.ts';
import type { HttpSpec, LiveSpec } from './spec.ts';
import { startStdio } from './stdio.ts';

/** What is known of a server so far; filled in step by step, so that a failure can tell what it has. */
export interface Connection {
  readonly limit: Limit;
  readonly trace: Trace;
  peer?: Peer;
  hello?: Hello;
}

/** Reaches the server and agrees on an era with it. Rejects with a `LiveProblem`; what is open then is in `connection.peer`. */
export async function connect(connection: Connection, spec: LiveSpec): Promise<void> {
  const { limit, trace } = connection;
  limit.check();
  if (spec.transport === 'http') return connectHttp(connection, spec);
  connection.peer = new Peer(await startStdio(spec, trace), trace);
  connection.hello = await greet(connection.peer, spec.protocol, limit);
}

/** Answers by which a server of revision 2024-11-05 meets a POST (2025-03-26, basic/transports, Backwards Compatibility). */
const OLDER: ReadonlySet<number | undefined> = new Set([400, 404, 405]);

async function connectHttp(connection: Connection, spec: HttpSpec): Promise<void> {
  const { limit, trace } = connection;
  checkHttp(spec);
  connection.peer = new Peer(await openHttp(spec, 'http', trace, limit), trace);
  try {
    connection.hello = await greet(connection.peer, spec.protocol, limit);
  } catch (first) {
    const mayBeOlder = spec.protocol !== 'modern' && first instanceof LiveProblem && OLDER.has(first.status);
    if (!mayBeOlder) throw first;
    await connection.peer.channel.close('at once');
    const channel = await openHttp(spec, 'sse', trace, limit).catch((second: unknown) => {
      throw second instanceof LiveProblem && (second.status === 401 || second.status === 403) ? second : first;
    });
    connection.peer = new Peer(channel, trace);
    connection.hello = await greet(connection.peer, 'legacy', limit);
  }
}
