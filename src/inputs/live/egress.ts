import { spawnSync } from 'node:child_process';

import type { CutCall, EgressFact, PlannedCall } from '../../model/calls.ts';
import { connect, type Connection } from './connect.ts';
import { startLimit } from './limit.ts';
import { factOf, probe, type Probed, type ProbeOptions } from './probe.ts';
import { LiveProblem } from './problem.ts';
import type { StdioSpec } from './spec.ts';

/** Nothing listens here: port 1 is kept for a service that nobody runs. */
const NOWHERE = 'http://127.0.0.1:1';

/** By these a program learns of a proxy. What starts the server is told to be content with what is on this machine. */
const VARIABLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'WS_PROXY', 'WSS_PROXY', 'FTP_PROXY'].flatMap((name) => [
      [name, NOWHERE],
      [name.toLowerCase(), NOWHERE],
    ]),
  ),
  NO_PROXY: '',
  no_proxy: '',
  NODE_USE_ENV_PROXY: '1',
  GLOBAL_AGENT_HTTP_PROXY: NOWHERE,
  GLOBAL_AGENT_HTTPS_PROXY: NOWHERE,
  CGI_HTTP_PROXY: NOWHERE,
  npm_config_proxy: NOWHERE,
  npm_config_https_proxy: NOWHERE,
  npm_config_noproxy: '',
  npm_config_offline: 'true',
  YARN_HTTP_PROXY: NOWHERE,
  YARN_HTTPS_PROXY: NOWHERE,
  YARN_ENABLE_OFFLINE_MODE: '1',
  UV_OFFLINE: '1',
  PIP_PROXY: NOWHERE,
  PIP_NO_INDEX: '1',
};

/**
 * For Node.js, of which few versions heed those: it fails to connect to anything but a pipe or a socket in a folder. Takes the
 * place of a namespace where there is none.
 */
const PRELOAD = `import net from 'node:net';
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [to] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof to === 'string' ? Number.isNaN(Number(to)) : to?.path) return connect.apply(this, args);
  const error = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH', syscall: 'connect' });
  process.nextTick(() => this.destroy(error));
  return this;
};`;
const NODE_OPTION = `--import=data:text/javascript;base64,${Buffer.from(PRELOAD).toString('base64')}`;

/** How `unshare` makes a network namespace without interfaces: as the same user, as the root of a user namespace, or as root. */
const WAYS = [['--map-current-user', '--net'], ['--map-root-user', '--net'], ['--net']] as const;

/** The first way that this system allows; none where it is no Linux, has no `unshare`, or lets nobody have a namespace. */
export function namespace(): readonly string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  return WAYS.find((way) => {
    const { status } = spawnSync('unshare', [...way, '--', 'true'], { stdio: 'ignore', timeout: 3000 });
    return status === 0;
  });
}

/** The same server, cut off. */
export function withoutNetwork(spec: StdioSpec, way: readonly string[] | undefined): StdioSpec {
  const env = { ...spec.env, ...VARIABLES };
  if (way) return { ...spec, env, command: 'unshare', args: [...way, '--', spec.command, ...spec.args] };
  const options = spec.env?.['NODE_OPTIONS'] ?? process.env['NODE_OPTIONS'] ?? '';
  return { ...spec, env: { ...env, NODE_OPTIONS: `${options} ${NODE_OPTION}`.trim() } };
}

export interface Cut {
  readonly egress?: EgressFact;
  /** Why nothing was found out, or not all. */
  readonly problem?: string;
}

/** Starts the server without a network and makes the valid calls there; `before` are the same with it. Ends what it started. */
export async function breakEgress(
  spec: StdioSpec,
  planned: readonly PlannedCall[],
  before: readonly Probed[] | undefined,
  options: ProbeOptions,
): Promise<Cut> {
  const valid = planned.filter(({ kind }) => kind === 'valid');
  if (valid.length === 0) return { problem: 'no tool can be called that surely only reads' };
  const way = namespace();
  const limit = startLimit(spec.timeoutMs, options.signal);
  const connection: Connection = { limit, trace: options.trace };
  try {
    options.progress('starting it without a network');
    await connect(connection, withoutNetwork(spec, way));
    limit.end();
    const { calls, stopped } = await probe(connection.peer!, valid, options);
    return {
      egress: { cut: way ? 'namespace' : 'variables', calls: calls.map((call) => beside(call, before)) },
      ...(stopped === undefined ? {} : { problem: `without a network: ${stopped}` }),
    };
  } catch (error) {
    if (!(error instanceof LiveProblem)) throw error;
    return { problem: `without a network the server does not start: ${error.message}` };
  } finally {
    limit.end();
    await connection.peer?.channel.close(options.signal.aborted ? 'at once' : 'politely');
  }
}

function beside(call: Probed, before: readonly Probed[] | undefined): CutCall {
  const same = before?.find(
    (one) => one.kind === 'valid' && one.tool === call.tool && one.arguments === call.arguments,
  );
  return { ...factOf(call), ...(same ? { before: compared(same, call) } : {}) };
}

function compared(one: Probed, other: Probed): NonNullable<CutCall['before']> {
  if (one.outcome !== 'result' || one.isError) return 'failed';
  if (one.said === other.said && other.outcome === 'result' && !other.isError) return 'same';
  return one.empty ? 'empty' : 'filled';
}
