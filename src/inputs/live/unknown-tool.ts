import { randomBytes } from 'node:crypto';

import { isObject } from '../../model/schema.ts';
import type { UnknownToolFact } from '../../model/wire.ts';
import { startLimit, type Limit } from './limit.ts';
import type { Peer } from './peer.ts';
import { LiveProblem, NetworkProblem, RpcError, Unanswered } from './problem.ts';

interface UnknownToolReading {
  readonly fact?: UnknownToolFact;
  /** Why it cannot be told. */
  readonly reason?: string;
}

/** Milliseconds that the answer may take. */
const PATIENCE = 1500;
/** Who calls, or how often, is asked before what is called. */
const DENIED =
  /auth|credential|api[-_ ]?key|token|permission|forbidden|denied|log ?in|subscription|quota|rate.?limit|too many/i;

/**
 * Calls a tool by a name that no server has, so that none of its tools runs. `usual` is how many milliseconds a list took:
 * silence tells nothing of a server that is always that slow.
 */
export async function callUnknownTool(peer: Peer, usual: number, limit: Limit): Promise<UnknownToolReading> {
  const name = `mcp_audit_no_such_tool_${randomBytes(6).toString('hex')}`;
  const own = startLimit(PATIENCE, limit.signal);
  try {
    const result = await peer.request('tools/call', { name, arguments: {} }, own);
    return { fact: { outcome: 'result', isError: isObject(result) && result['isError'] === true } };
  } catch (error) {
    if (!(error instanceof LiveProblem)) throw error;
    const reason = error.message;
    if (own.signal.aborted)
      return limit.signal.aborted || 2 * usual > PATIENCE ? { reason } : { fact: { outcome: 'silence' } };
    return told(error, peer) ?? { reason };
  } finally {
    own.end();
  }
}

function told(error: LiveProblem, peer: Peer): UnknownToolReading | undefined {
  const { status } = error;
  if (status === 401 || status === 403 || status === 429) return undefined;
  if (error instanceof RpcError) {
    if (DENIED.test(error.message)) return undefined;
    return { fact: { outcome: 'error', code: error.code, ...(status === undefined ? {} : { status }) } };
  }
  if (error instanceof Unanswered) return { fact: { outcome: 'silence' } };
  if (status !== undefined && (status < 300 || status >= 400)) return { fact: { outcome: 'refused', status } };
  return peer.isLost || error instanceof NetworkProblem ? { fact: { outcome: 'ended' } } : undefined;
}
