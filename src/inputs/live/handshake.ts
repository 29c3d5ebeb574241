import { VERSION } from '../../about.ts';
import { isRevision, MODERN, REVISIONS } from '../../model/revisions.ts';
import { isObject } from '../../model/schema.ts';
import { printable } from '../../text/printable.ts';
import { startLimit, type Limit } from './limit.ts';
import type { Message } from './message.ts';
import type { Peer } from './peer.ts';
import { LiveProblem, NetworkProblem, RpcError, UNSUPPORTED_PROTOCOL_VERSION } from './problem.ts';

/** What a server says of itself, as sent. */
export interface Hello {
  readonly era: 'legacy' | 'modern';
  readonly revisions: readonly string[];
  readonly info: unknown;
  readonly instructions: unknown;
  readonly capabilities: unknown;
}

export type Protocol = 'auto' | 'legacy' | 'modern';

const CLIENT = { name: 'mcp-audit', version: VERSION };
const LAST_LEGACY = REVISIONS.findLast((revision) => revision < MODERN)!;
const KEY = 'io.modelcontextprotocol/';
/** A server of the other era may leave a request that it does not know without an answer. */
const PROBE = 5000;

/**
 * Agrees on an era. `auto` never needs a second process: over stdio it begins with `initialize`, because servers exist
 * that end at any other first request (0xMassi/webclaw#107), and those of the modern era refuse it and stay. Over
 * HTTP it begins with `server/discover`, which costs a legacy server one refused request.
 */
export async function greet(peer: Peer, protocol: Protocol, limit: Limit): Promise<Hello> {
  if (protocol === 'modern') return discover(peer, limit);
  if (protocol === 'legacy') return initialize(peer, limit).catch(refused);
  return peer.channel.transport === 'stdio' ? initializeFirst(peer, limit) : discoverFirst(peer, limit);
}

function refused(error: unknown): never {
  if (!(error instanceof RpcError) || error.code !== UNSUPPORTED_PROTOCOL_VERSION) throw error;
  throw new LiveProblem(error.message, {
    hint: 'It speaks only newer revisions: leave out `--protocol legacy`.',
    status: error.status,
  });
}

async function initializeFirst(peer: Peer, limit: Limit): Promise<Hello> {
  try {
    return await initialize(peer, limit);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return await probe(peer, limit).catch((other: unknown) => {
      throw error.code === UNSUPPORTED_PROTOCOL_VERSION ? other : error;
    });
  }
}

async function discoverFirst(peer: Peer, limit: Limit): Promise<Hello> {
  try {
    return await probe(peer, limit);
  } catch (error) {
    if (
      error instanceof NetworkProblem ||
      (error instanceof LiveProblem && error.status === 401) ||
      limit.signal.aborted
    )
      throw error;
    return initialize(peer, limit);
  }
}

async function probe(peer: Peer, limit: Limit): Promise<Hello> {
  const short = startLimit(Math.min(PROBE, limit.left() / 2), limit.signal);
  try {
    return await discover(peer, short);
  } finally {
    short.end();
  }
}

/** Revisions until 2025-11-25: basic/lifecycle. */
async function initialize(peer: Peer, limit: Limit): Promise<Hello> {
  const result = objectIn(
    'initialize',
    await peer.request('initialize', { protocolVersion: LAST_LEGACY, capabilities: {}, clientInfo: CLIENT }, limit),
  );
  const revision = result['protocolVersion'];
  if (typeof revision === 'string') peer.channel.agree?.(revision);
  await peer.notify('notifications/initialized').catch(() => undefined); // if it is lost, so are the lists
  const { serverInfo: info, instructions, capabilities } = result;
  return {
    era: 'legacy',
    revisions: typeof revision === 'string' && isRevision(revision) ? [revision] : [],
    info,
    instructions,
    capabilities,
  };
}

/** Revision 2026-07-28: server/discover; each request then carries the envelope. */
async function discover(peer: Peer, limit: Limit): Promise<Hello> {
  const envelope = {
    [`${KEY}protocolVersion`]: MODERN,
    [`${KEY}clientInfo`]: CLIENT,
    [`${KEY}clientCapabilities`]: {},
  };
  const result = objectIn(
    'server/discover',
    await peer.request('server/discover', { _meta: envelope }, limit).catch(unknownRevision),
  );
  const versions = Array.isArray(result['supportedVersions'])
    ? result['supportedVersions'].filter((each): each is string => typeof each === 'string')
    : [];
  if (!versions.includes(MODERN))
    throw new LiveProblem(`the server answered \`server/discover\` with no revision known here${listed(versions)}`);
  peer.speakModern(envelope);
  const { _meta: meta, instructions, capabilities } = result;
  return {
    era: 'modern',
    revisions: versions.filter(isRevision),
    info: isObject(meta) ? meta[`${KEY}serverInfo`] : undefined,
    instructions,
    capabilities,
  };
}

function unknownRevision(error: unknown): never {
  const supported =
    error instanceof RpcError && error.code === UNSUPPORTED_PROTOCOL_VERSION && isObject(error.data)
      ? error.data['supported']
      : undefined;
  throw Array.isArray(supported)
    ? new LiveProblem(`the server speaks no revision known here${listed(supported)}`)
    : error;
}

const listed = (revisions: readonly unknown[]): string =>
  revisions.length === 0
    ? ''
    : `: ${revisions
        .slice(0, 10)
        .map((each) => `\`${printable(String(each), 40)}\``)
        .join(', ')}`;

function objectIn(method: string, result: unknown): Message {
  if (isObject(result)) return result;
  throw new LiveProblem(
    `the server answered \`${method}\` with ${result === undefined ? 'neither a result nor an error' : 'a result that is no object'}`,
  );
}
