import { printable } from '../../text/printable.ts';
import { MAX_DEPTH } from '../json/read.ts';
import { isDeeper } from './message.ts';
import type { Trace } from './redact.ts';

/** Why a server could not be read, as one sentence without a full stop. */
export class LiveProblem extends Error {
  override readonly name: string = 'LiveProblem';
  /** What the user can do. */
  readonly hint: string | undefined;
  /** The status of the HTTP answer, when there was one. */
  readonly status: number | undefined;

  constructor(message: string, more: { hint?: string | undefined; status?: number | undefined } = {}) {
    super(message);
    this.hint = more.hint;
    this.status = more.status;
  }
}

/** No answer came at all: no host, no port, no TLS. */
export class NetworkProblem extends LiveProblem {
  override readonly name = 'NetworkProblem';
}

/** The stream that should have carried the answer came to its end. */
export class Unanswered extends LiveProblem {
  override readonly name = 'Unanswered';
}

/** The server's own answer to a request: a JSON-RPC error object. */
export class RpcError extends LiveProblem {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data: unknown;

  constructor(
    method: string,
    error: { readonly [key: string]: unknown },
    { redact, clean }: Pick<Trace, 'redact' | 'clean'>,
    status?: number,
  ) {
    const code = typeof error['code'] === 'number' ? error['code'] : 0;
    const said = typeof error['message'] === 'string' ? redact(error['message']) : '';
    super(`the server answered \`${method}\` with error ${code}${said === '' ? '' : `: ${printable(said, 300)}`}`, {
      status,
    });
    this.code = code;
    this.data = isDeeper(error['data'], MAX_DEPTH) ? undefined : clean.value(error['data']);
  }
}

/** JSON-RPC 2.0: the method does not exist. */
export const METHOD_NOT_FOUND = -32601;
/** Revision 2026-07-28: the server does not speak the revision that the request names. */
export const UNSUPPORTED_PROTOCOL_VERSION = -32022;
