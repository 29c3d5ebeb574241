import path from 'node:path';

import type { Env, Failed, Loaded } from '../input.ts';
import { connect, type Connection } from './connect.ts';
import { readEverything } from './everything.ts';
import { startLimit } from './limit.ts';
import { failed, loaded } from './outcome.ts';
import { redactor, tracer } from './redact.ts';
import type { LiveSpec } from './spec.ts';

export type { LiveSpec } from './spec.ts';

export interface LiveEnv extends Env {
  /** Called with what is being done, for people who wait. */
  readonly progress?: (message: string) => void;
  /** Called with one line for each message in both directions; secrets are taken out. */
  readonly trace?: (line: string) => void;
}

/**
 * Starts or calls one server, reads what it lists, and ends everything it started, at the latest 2 s after the deadline.
 * Always gives exactly one result; never rejects. A list that was cut short is `Loaded` with `partial`, unless nothing of it was read.
 */
export async function loadLive(spec: LiveSpec, env: LiveEnv): Promise<readonly (Loaded | Failed)[]> {
  const redact = redactor(spec);
  const limit = startLimit(spec.timeoutMs, env.signal);
  const connection: Connection = { limit, trace: tracer(env.trace, redact) };
  const close = async (): Promise<void> =>
    connection.peer?.channel.close(limit.signal.aborted ? 'at once' : 'politely');
  try {
    env.progress?.(spec.transport === 'stdio' ? 'starting' : 'connecting');
    await connect(
      connection,
      spec.transport === 'stdio' && spec.cwd !== undefined ? { ...spec, cwd: path.resolve(env.root, spec.cwd) } : spec,
    );
    env.progress?.('asking for its tools');
    const lists = await readEverything(connection.peer!, connection.hello!, {
      limit,
      maxPages: spec.maxPages,
      progress: (tools) => env.progress?.(`${tools} tools so far`),
    });
    await close(); // before the result, so that the last words of the server are in it
    return [loaded(spec, connection, lists, redact)];
  } catch (error) {
    await close();
    return [failed(spec, connection, error, redact)];
  } finally {
    limit.end();
  }
}
