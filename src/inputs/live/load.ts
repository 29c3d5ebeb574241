import path from 'node:path';

import type { Env, Failed, Loaded } from '../input.ts';
import { boundary } from './boundary.ts';
import { check } from './checks.ts';
import { connect, type Connection } from './connect.ts';
import { readEverything } from './everything.ts';
import { handedTo } from './handed.ts';
import { startLimit } from './limit.ts';
import { failed, loaded } from './outcome.ts';
import { callTools, withCalls, type ProbeWish } from './probing.ts';
import { redactor, tracer } from './redact.ts';
import type { LiveSpec } from './spec.ts';

export type { LiveSpec } from './spec.ts';

export interface LiveEnv extends Env {
  /** Called with what is being done, for people who wait. */
  readonly progress?: (message: string) => void;
  /** Tools to call when the lists are read. */
  readonly probe?: ProbeWish;
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
  const connection: Connection = { limit, trace: tracer(env.trace, redact, boundary(handedTo(spec))) };
  const settled =
    spec.transport === 'stdio' && spec.cwd !== undefined ? { ...spec, cwd: path.resolve(env.root, spec.cwd) } : spec;
  const { signal, probe, progress = () => undefined } = env;
  const close = async (): Promise<void> =>
    connection.peer?.channel.close(limit.signal.aborted ? 'at once' : 'politely');
  try {
    progress(spec.transport === 'stdio' ? 'starting' : 'connecting');
    await connect(connection, settled);
    progress('asking for its tools');
    const lists = await readEverything(connection.peer!, connection.hello!, {
      limit,
      maxPages: spec.maxPages,
      progress: (tools) => progress(`${tools} tools so far`),
    });
    progress('checking how it answers');
    const checks = await check(connection, spec, lists, limit);
    const read = (): Loaded => loaded(spec, connection, { lists, checks }, redact);
    const options = { signal, trace: connection.trace, progress, perCall: spec.timeoutMs };
    const probing = probe && (await callTools(connection.peer!, probe, read(), options));
    await close(); // before the result, so that the last words of the server are in it
    return [probing ? await withCalls(read(), probing, settled, probe!, options) : read()];
  } catch (error) {
    await close();
    return [failed(spec, connection, error, redact)];
  } finally {
    limit.end();
  }
}
