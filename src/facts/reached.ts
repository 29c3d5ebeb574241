import type { ToolServer } from '../model/server.ts';

/** How clients reach a server, as far as its code or the wire says; nothing is said of a server whose tool list is all there is. */
export interface Reached {
  /** Started by its client, for one person, who gives it an environment. */
  readonly stdio: boolean;
  /** Over HTTP, by any number of clients, on a platform as well. */
  readonly http: boolean;
  /** Who calls over HTTP is asked for: each request carries it. */
  readonly auth: boolean;
}

export function reachedOf({ wire, code }: ToolServer): Reached {
  const transports = code?.transports.facts ?? [];
  const over = transports.filter(({ kind }) => kind !== 'stdio');
  const seen = wire?.transport;
  return {
    stdio: seen === 'stdio' || over.length < transports.length,
    http: seen === 'http' || seen === 'sse' || over.length > 0,
    auth:
      over.some(({ auth }) => auth === 'checked') ||
      (over.length > 0 && (code?.outbound.facts ?? []).some(({ credential }) => credential === 'request')),
  };
}
